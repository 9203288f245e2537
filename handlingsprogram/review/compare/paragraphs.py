"""Pair paragraphs, which have no ids: what says the same, what was reworded, what was joined or parted."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from handlingsprogram.review.compare import likeness
from handlingsprogram.review.compare.model import Grunn, Ting
from handlingsprogram.review.compare.resemblance import same_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlingsprogram.review.compare.pairing import Pairing
    from handlingsprogram.review.compare.tree import Node

_WORDS_ELSEWHERE = 5
"""A paragraph of fewer words is not looked for in other sections: «Jernbane» stands in many."""
_WITHIN = 0.7
"""So many of a paragraph's words must be what the one beside it has got, for the two to have been joined."""
_SAME_SECTION, _NEAR = 10.0, 5.0
"""What standing near each other adds to the likeness of two paragraphs, when the best pairs are chosen."""


def same_paragraphs(pairing: Pairing) -> None:
    """Pair paragraphs that say the same: in the same section first, then anywhere."""
    for gammel, ny in (*pairing.twins(Ting.SEKSJON), *pairing.twins(Ting.BOKS)):
        same_texts(pairing, _paragraphs(gammel.barn), _paragraphs(ny.barn))
    old, new = pairing.left(Ting.AVSNITT)
    same_texts(pairing, list(filter(_is_long, old)), list(filter(_is_long, new)))


def _paragraphs(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if node.ting is Ting.AVSNITT]


def alike_paragraphs(pairing: Pairing) -> None:
    """Pair reworded paragraphs, the most alike first; near each other they may be less alike."""
    old, new = pairing.left(Ting.AVSNITT)
    if not old or not new:
        return
    near = _nearness(pairing)
    texts = [node.ord for node in old], [node.ord for node in new]
    chosen = []
    for score, i, j in likeness.alike(*texts, likeness.LEAST_NEAR):
        nearness = near(old[i], new[j])
        if nearness or (score >= likeness.LEAST and _is_long(old[i]) and _is_long(new[j])):
            chosen.append((score + nearness, i, j))
    pairing.most_alike(old, new, chosen)


def joined_paragraphs(pairing: Pairing) -> None:
    """See which paragraphs were joined with the one beside them, and which were split off from it."""
    for gammel, ny in _wholes(pairing.left(Ting.AVSNITT)[0], pairing.ny, pairing.gammel).items():
        pairing.part(gammel, ny, Grunn.LIKHET)
    for ny, gammel in _wholes(pairing.left(Ting.AVSNITT)[1], pairing.gammel, pairing.ny).items():
        pairing.part(gammel, ny, Grunn.LIKHET)


def _wholes(nodes: list[Node], across: dict[Node, Node], back: dict[Node, Node]) -> dict[Node, Node]:
    """Return the paragraphs of one side that lie within one of the other, each with that one.

    Args:
        nodes: the paragraphs that have no twin.
        across: the twins of this side's things.
        back: the twins of the other side's.
    """
    left = set(nodes)
    found: dict[Node, Node] = {}
    rest: dict[Node, Counter[str]] = {}
    for over in dict.fromkeys(node.over for node in nodes):
        siblings = over.barn if over else []
        for beside, node in (*pairwise(siblings), *pairwise(siblings[::-1])):
            whole = found.get(beside) or across.get(beside)
            if (
                whole is None
                or node not in left
                or node in found
                or not _is_running_text(node, beside, whole)
            ):
                continue
            words = _words(node)
            if whole not in rest:
                rest[whole] = _words(whole) - _words(back[whole])
            if words.total() >= _WORDS_ELSEWHERE and (words & rest[whole]).total() >= _WITHIN * words.total():
                found[node] = whole
                rest[whole] -= words
    return found


def _words(node: Node) -> Counter[str]:
    return Counter(likeness.words(node.tekst))


def _is_running_text(*nodes: Node) -> bool:
    """Tell whether things are paragraphs, and no items of lists or notes."""
    return all(node.ting is Ting.AVSNITT and not node.verdi.merke for node in nodes)


def _nearness(pairing: Pairing) -> Callable[[Node, Node], float]:
    """Return what tells how near two paragraphs are: one section continues the other, or is below it."""
    pairs = {(pair.gammel, pair.ny) for pair in pairing.pairs if pair.ny.ting is Ting.SEKSJON}

    def nearness(gammel: Node, ny: Node) -> float:
        if (gammel.seksjon, ny.seksjon) in pairs:
            return _SAME_SECTION
        before, after = _sections(gammel), _sections(ny)
        is_kin = pairing.ny.get(before[0]) in after or after[0] in map(pairing.ny.get, before)
        return _NEAR if is_kin else 0

    return nearness


def _sections(node: Node) -> list[Node]:
    """Return the section that a paragraph stands in, and those above it."""
    found = []
    while node.over and node.over.ting in {Ting.SEKSJON, Ting.BOKS}:
        node = node.over
        if node.ting is Ting.SEKSJON:
            found.append(node)
    return found


def _is_long(node: Node) -> bool:
    return len(node.tekst.split()) >= _WORDS_ELSEWHERE
