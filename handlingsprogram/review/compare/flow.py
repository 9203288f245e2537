"""Pair what has no id: paragraphs, bullets, tables of measures, places of budget tables, figure columns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from handlingsprogram.review.compare import likeness
from handlingsprogram.review.compare.model import Grunn, Ting

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    for gammel, ny in pairing.twins(Ting.SEKSJON):
        _same_texts(pairing, gammel.barn, ny.barn, Ting.AVSNITT)
    old, new = pairing.left(Ting.AVSNITT)
    _same_texts(pairing, _long(old), _long(new), Ting.AVSNITT)


def alike_paragraphs(pairing: Pairing) -> None:
    """Pair reworded paragraphs, the most alike first; near each other they may be less alike."""
    old, new = pairing.left(Ting.AVSNITT)
    if not old or not new:
        return
    texts = [_text(node) for node in old], [_text(node) for node in new]
    kin = _Kin(pairing)
    chosen = []
    for score, i, j in likeness.alike(*texts, likeness.LEAST_NEAR):
        nearness = kin.nearness(old[i], new[j])
        if nearness or (score >= likeness.LEAST and _is_long(old[i]) and _is_long(new[j])):
            chosen.append((score + nearness, score, i, j))
    for _, score, i, j in sorted(chosen, key=lambda pair: -pair[0]):
        if old[i] not in pairing.ny and new[j] not in pairing.gammel:
            pairing.twin(old[i], new[j], Grunn.LIKHET, score)


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
    return Counter(likeness.words(node.felt["tekst"]))


def _is_running_text(*nodes: Node) -> bool:
    """Tell whether things are paragraphs, and no items of lists or notes."""
    return all(node.ting is Ting.AVSNITT and not node.felt["merke"] for node in nodes)


class _Kin:
    """Knows which sections continue each other, or lie below what continues the other."""

    def __init__(self, pairing: Pairing) -> None:
        self._ny = pairing.ny
        self._pairs = {(pair.gammel, pair.ny) for pair in pairing.pairs if pair.ny.ting is Ting.SEKSJON}

    def nearness(self, gammel: Node, ny: Node) -> float:
        before, after = gammel.seksjon, ny.seksjon
        if not before or not after:
            return 0
        if (before, after) in self._pairs:
            return _SAME_SECTION
        is_kin = self._ny.get(before) in _above(after) or after in {
            self._ny.get(node) for node in _above(before)
        }
        return _NEAR if is_kin else 0


def _above(node: Node) -> list[Node]:
    """Return the sections that a section stands below."""
    found = []
    while node.over and node.over.ting is Ting.SEKSJON:
        node = node.over
        found.append(node)
    return found


def _long(nodes: Iterable[Node]) -> list[Node]:
    return [node for node in nodes if _is_long(node)]


def _is_long(node: Node) -> bool:
    return len(node.felt["tekst"].split()) >= _WORDS_ELSEWHERE


def _text(node: Node) -> str:
    return str(node.felt["tekst"])


def _same_texts(pairing: Pairing, old: Iterable[Node], new: Iterable[Node], kind: Ting) -> None:
    """Pair things of the same text, the first with the first where it stands several times."""
    known: dict[str, list[Node]] = defaultdict(list)
    for node in new:
        if node.ting is kind and node not in pairing.gammel:
            known[_text(node)].append(node)
    for node in old:
        if node.ting is kind and node not in pairing.ny and known[_text(node)]:
            pairing.twin(node, known[_text(node)].pop(0), Grunn.ID)


# --- Measures -----------------------------------------------------------------------------------


def bullets(pairing: Pairing) -> None:
    """Pair the bullets of measures that are the same, or were one."""
    measures = [(pair.gammel, pair.ny) for pair in pairing.pairs if pair.ny.ting is Ting.TILTAK]
    for gammel, ny in measures:
        _same_texts(pairing, gammel.barn, ny.barn, Ting.PUNKT)
        old = [node for node in gammel.barn if node not in pairing.ny]
        new = [node for node in ny.barn if node not in pairing.gammel]
        scores = [
            (likeness.likeness(_text(before), _text(after)), i, j)
            for i, before in enumerate(old)
            for j, after in enumerate(new)
        ]
        for score, i, j in sorted(scores, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]))):
            if score >= likeness.LEAST_BULLET and old[i] not in pairing.ny and new[j] not in pairing.gammel:
                pairing.twin(old[i], new[j], Grunn.LIKHET, score)
        _alone(pairing, gammel, ny)


def _alone(pairing: Pairing, gammel: Node, ny: Node) -> None:
    """Pair a bullet that was replaced: the only one between two that are still there."""
    before, after = _gaps(gammel.barn, pairing.ny), _gaps(ny.barn, pairing.gammel)
    for neighbours, gap in before.items():
        there = after.get(tuple(pairing.ny[node] if node else None for node in neighbours), [])
        if len(gap) == len(there) == 1:
            pairing.twin(gap[0], there[0], Grunn.LIKHET, likeness.likeness(_text(gap[0]), _text(there[0])))


def _gaps(nodes: list[Node], twins: dict[Node, Node]) -> dict[tuple[Node | None, ...], list[Node]]:
    """Return the runs of things without a twin by what stands before and after each."""
    gaps: dict[tuple[Node | None, ...], list[Node]] = {}
    last: Node | None = None
    run: list[Node] = []
    for node in (*nodes, None):
        if node and node not in twins:
            run.append(node)
            continue
        if run:
            gaps[last, node] = run
        last, run = node, []
    return gaps


def measure_tables(pairing: Pairing) -> None:
    """Pair the tables of measures in sections that are the same: by the measures in them, then by order."""
    for gammel, ny in pairing.twins(Ting.SEKSJON):
        old = [node for node in gammel.barn if node.ting is Ting.TILTAKSTABELL]
        new = [node for node in ny.barn if node.ting is Ting.TILTAKSTABELL]
        shared: Counter[tuple[int, int]] = Counter()
        for i, table in enumerate(old):
            for tiltak in table.barn:
                after = pairing.ny.get(tiltak)
                if after and after.over in new:
                    shared[i, new.index(after.over)] += 1
        by_order = [(i, i) for i in range(min(len(old), len(new)))]
        for i, j in [*(pair for pair, _ in shared.most_common()), *by_order]:
            if old[i] not in pairing.ny and new[j] not in pairing.gammel:
                pairing.twin(old[i], new[j], Grunn.ID)


# --- Budget -------------------------------------------------------------------------------------


def budget_places(pairing: Pairing) -> None:
    """Pair the places where the tables that are the same are printed."""
    old, new = pairing.left(Ting.BUDSJETTABELL)
    tables = {gammel.id: ny.id for gammel, ny in pairing.twins(Ting.TABELL)}
    for gammel in old:
        for ny in new:
            if ny not in pairing.gammel and tables.get(gammel.felt["tabell"]) == ny.felt["tabell"]:
                pairing.twin(gammel, ny, Grunn.ID)
                break


def number_columns(pairing: Pairing) -> None:
    """Pair the columns of budget tables that are the same.

    Within a year by id. Across years `budsjett-2029` in the programme for 2029 is what `budsjett-2030` is in
    the one for 2030: the year's own budget. So years in the ids are read as years from the programme's own.
    """
    years = pairing.old_nodes[0].felt["år"], pairing.new_nodes[0].felt["år"]
    for gammel, ny in pairing.twins(Ting.TABELL):
        before, after = gammel.søsken(Ting.TALLKOLONNE), ny.søsken(Ting.TALLKOLONNE)
        # Where all ids are the same, they mean the same: a copy of a year that was not carried on yet.
        own = years if {node.id for node in before} != {node.id for node in after} else (0, 0)
        known = {relative(node.id, own[1]): node for node in after}
        for node in before:
            twin = known.pop(relative(node.id, own[0]), None)
            if twin:
                pairing.twin(node, twin, Grunn.ID)
        by_id = {node.id: node for node in known.values()}
        for node in before:
            if node not in pairing.ny and node.id in by_id:
                pairing.twin(node, by_id[node.id], Grunn.ID)


def relative(name: str, year: int) -> str:
    """Return a name with the years in it as years from a programme's own: `budsjett--1`."""
    return re.sub(r"(?<!\d)[12]\d{3}(?!\d)", lambda match: str(int(match[0]) - year), name)
