"""What of the changes in prose only follows: how lists count on, where notes stand, what parts items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.prose.items import Mark
from handlingsprogram.prose.marks import FOOTNOTE
from handlingsprogram.prose.paragraphs import BULLET, Skille
from handlingsprogram.review.compare.model import Ting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.compare.model import Change
    from handlingsprogram.review.compare.pairing import Pairing
    from handlingsprogram.review.compare.tree import Node


_WITH_PROSE = {Ting.SEKSJON, Ting.BOKS}
"""What has paragraphs below it."""


def note_name(node: Node) -> str:
    """Return what a footnote's text is called: `a` where its mark is `[^a]:`."""
    return str(node.verdi.merke[2:-2])


class Prose:
    """Tells of a changed paragraph whether what has changed in it is told elsewhere."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing
        self._before = _previous(pairing.old_nodes), _previous(pairing.new_nodes)
        self._lists = _lists(pairing.old_nodes), _lists(pairing.new_nodes)
        self._referred = dict(_referred(pairing))
        """What stands now where a footnote was referred to, by its old section and name."""
        self._told: set[tuple[Node, Node]] = set()
        """Lists of which it is told that they look otherwise, each by its first item."""

    def follows(self, gammel: Node, ny: Node, change: Change) -> bool:
        """Tell whether a change of a paragraph follows from others; asked in reading order."""
        match change.felt:
            case "skille":
                is_item = (bool(node.verdi.merke) for node in (gammel, ny))
                is_other = len(set(is_item)) > 1
                return is_other or self._is_alone(gammel, ny) or self._is_like_before(gammel, ny, change)
            case "innrykk":
                return self._is_like_before(gammel, ny, change)
            case "merke":
                return self._counts_on(gammel, ny)
        return False

    def _is_alone(self, gammel: Node, ny: Node) -> bool:
        """Tell whether what stands before a paragraph is not what stood there."""
        before, after = self._before[0].get(gammel), self._before[1].get(ny)
        return not before or not after or self._pairing.ny.get(before) is not after

    def _is_like_before(self, gammel: Node, ny: Node, change: Change) -> bool:
        """Tell whether the paragraph before has changed in the same way: a list's change is told once."""
        before, after = self._before[0].get(gammel), self._before[1].get(ny)
        if not before or not after or self._pairing.ny.get(before) is not after:
            return False
        if change.felt == "innrykk":
            levels = [getattr(node.verdi, "innrykk", 0) for node in (before, after)]
            return bool(levels[0] - levels[1] == change.fra - change.til)
        return tuple(getattr(node.verdi, "skille", "") for node in (before, after)) == (
            change.fra,
            change.til,
        )

    def _counts_on(self, gammel: Node, ny: Node) -> bool:
        """Tell whether a mark is another because items came or went, or because its list looks otherwise."""
        if gammel.er_note and ny.er_note:
            # A note's name is not printed: what counts is where it is referred to.
            return self._referred.get((gammel.over, note_name(gammel)), note_name(ny)) == note_name(ny)
        before, after = self._lists[0].get(gammel), self._lists[1].get(ny)
        if not before or not after:
            return False
        if before.verdi.merke == after.verdi.merke or (before, after) in self._told:
            return True
        self._told.add((before, after))
        return False


def _referred(pairing: Pairing) -> Iterator[tuple[tuple[Node | None, str], str]]:
    for gammel, ny in pairing.twins(Ting.AVSNITT):
        if "[^" in gammel.tekst:
            before, after = (FOOTNOTE.findall(node.tekst) for node in (gammel, ny))
            if len(before) == len(after):
                yield from (
                    ((gammel.over, old), new) for (old, _), (new, _) in zip(before, after, strict=True)
                )


def _previous(nodes: list[Node]) -> dict[Node, Node]:
    """Return what stands just before each block of a section."""
    previous: dict[Node, Node] = {}
    for parent in nodes:
        if parent.ting in _WITH_PROSE:
            blocks = parent.søsken(Ting.AVSNITT)
            previous |= dict(zip(blocks[1:], blocks, strict=False))
    return previous


def _lists(nodes: list[Node]) -> dict[Node, Node]:
    """Return the first item of the list that each item stands in."""
    return {item: first for node in nodes if node.ting in _WITH_PROSE for item, first in _of_section(node)}


def _of_section(seksjon: Node) -> Iterator[tuple[Node, Node]]:
    open_: dict[int, list[Node]] = {}
    for node in seksjon.søsken(Ting.AVSNITT):
        if node.ting is not Ting.AVSNITT or node.verdi.skille is Skille.BLOKK:
            open_.clear()
        if node.ting is Ting.AVSNITT:
            level, sign = node.verdi.innrykk, node.verdi.merke
            for deeper in [known for known in open_ if known > level]:
                del open_[deeper]
            items = open_.get(level, [])
            if not sign or node.er_note or node.verdi.er_sitat:
                open_.pop(level, None)
                continue
            goes_on = items and _mark(sign).goes_on(_mark(items[0].verdi.merke), len(items) + 1)
            open_[level] = [*items, node] if goes_on else [node]
            yield node, open_[level][0]


def _mark(sign: str) -> Mark:
    return Mark("-" if sign == BULLET else sign, 0, 0, " …")
