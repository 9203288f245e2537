"""What has come, gone, moved, been split and been merged: the changes of the trees' shape."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from handlingsprogram.review.compare.model import Change, Grunn, Plass, Ting, Type
from handlingsprogram.review.compare.prose import is_note
from handlingsprogram.review.compare.tree import FLOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.compare.model import Pair
    from handlingsprogram.review.compare.pairing import Pairing
    from handlingsprogram.review.compare.tree import Node

Told = tuple[Change, bool]
"""A change, and whether it is only a consequence of others."""


def whole(node: Node) -> dict[str, Any]:
    """Return the fields of a thing that comes or goes; a measure brings its bullets."""
    if node.ting is not Ting.TILTAK:
        return node.felt
    return node.felt | {"punkter": [punkt.felt["tekst"] for punkt in node.barn]}


class Structure:
    """Tells the changes of shape, thing by thing."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing
        self._places = {**_places(pairing.old_nodes), **_places(pairing.new_nodes)}
        self._parts: dict[Node, list[Pair]] = defaultdict(list)
        for pair in pairing.pairs:
            if not pair.hoved:
                self._parts[pair.gammel].append(pair)
                self._parts[pair.ny].append(pair)
        self._related: set[tuple[Node | None, Node | None]] = {
            (pair.gammel, pair.ny) for pair in pairing.pairs
        }
        self._twins = set(pairing.ny.items())
        self._likely = {pair.gammel for pair in pairing.pairs if pair.grunn is Grunn.LIKHET}
        self._known = {node for pair in self._related for node in pair}
        self._tables = {
            node.id
            for node in (*pairing.old_nodes, *pairing.new_nodes)
            if node.ting is Ting.TABELL and node not in self._known
        }
        self._moved = self._moves()

    def of_new(self, ny: Node) -> Iterator[Told]:
        """Give the changes of shape of a thing of the new programme."""
        gammel = self._pairing.gammel.get(ny)
        if gammel is None and not self._parts[ny] and not self._is_told(ny):
            change = Change(Type.NY, ny.ting, ny.sti, til=whole(ny), plass=self._places[ny])
            yield change, self._is_container(ny)
        if gammel and ny in self._moved:
            change = Change(
                Type.FLYTTET,
                ny.ting,
                ny.sti,
                gammel.sti,
                fra=self._places[gammel],
                til=self._places[ny],
                sannsynlig=gammel in self._likely,
            )
            yield change, self._follows(gammel, ny)
        if gammel:
            yield from self._split(gammel, ny)
            yield from self._merger(gammel, ny)

    def of_old(self, gammel: Node) -> Iterator[Told]:
        """Give the change of a thing of the old programme that has no twin."""
        if not self._parts[gammel] and not self._is_told(gammel):
            place = self._places[gammel]
            change = Change(Type.FJERNET, gammel.ting, gammel.sti, gammel.sti, fra=whole(gammel), plass=place)
            yield change, self._is_container(gammel)

    def _is_told(self, node: Node) -> bool:
        """Tell whether a bullet comes or goes with its measure."""
        return node.ting is Ting.PUNKT and node.over not in self._known

    def _is_container(self, node: Node) -> bool:
        """Tell whether a thing comes or goes because of what it shows."""
        if node.ting is Ting.BUDSJETTABELL:
            return node.felt["tabell"] in self._tables
        return node.ting is Ting.TILTAKSTABELL

    def _split(self, gammel: Node, ny: Node) -> Iterator[Told]:
        others = [pair for pair in self._parts[gammel] if pair.gammel is gammel and self._is_free(pair.ny)]
        if others:
            yield (
                Change(
                    Type.DELT,
                    ny.ting,
                    ny.sti,
                    gammel.sti,
                    fra=self._places[gammel],
                    til=(self._places[ny], *(self._places[pair.ny] for pair in others)),
                    sannsynlig=_is_likely(others),
                ),
                False,
            )

    def _merger(self, gammel: Node, ny: Node) -> Iterator[Told]:
        others = [pair for pair in self._parts[ny] if pair.ny is ny]
        if others:
            yield (
                Change(
                    Type.SLÅTT_SAMMEN,
                    ny.ting,
                    ny.sti,
                    gammel.sti,
                    fra=(self._places[gammel], *(self._places[pair.gammel] for pair in others)),
                    til=self._places[ny],
                    sannsynlig=_is_likely(others),
                ),
                False,
            )

    def _is_free(self, ny: Node) -> bool:
        return ny not in self._pairing.gammel

    def _follows(self, gammel: Node, ny: Node) -> bool:
        """Tell whether a thing has only gone along: with what it stands in, or a note with its mark."""
        if is_note(ny) and (gammel.seksjon, ny.seksjon) in self._twins:
            return True
        ends = (gammel.over, ny.over), (gammel.seksjon, ny.seksjon)
        return any(pair in self._related and pair not in self._twins for pair in ends)

    def _moves(self) -> set[Node]:
        """Return the new things that stand below another thing than before, or in another order."""
        moved: set[Node] = set()
        for parent in self._pairing.new_nodes:
            orders: dict[str, list[Node]] = defaultdict(list)
            for barn in parent.barn:
                gammel = self._pairing.gammel.get(barn)
                if gammel and gammel.over and self._pairing.ny.get(gammel.over) is parent:
                    orders["" if barn.ting in FLOW else barn.ting].append(barn)
                elif gammel:
                    moved.add(barn)
            for order in orders.values():
                moved |= self._out_of_order(order)
        return moved

    def _out_of_order(self, order: list[Node]) -> set[Node]:
        """Return as few things as possible that explain an order that is not the old one."""
        numbers = [self._places[self._pairing.gammel[node]].nr for node in order]
        staying = set(_longest_increasing(numbers))
        return {node for i, node in enumerate(order) if i not in staying}


def _is_likely(parts: list[Pair]) -> bool:
    """Tell whether a split or a merger rests on likeness; a paragraph has nothing else to go by."""
    return any(pair.grunn is Grunn.LIKHET and pair.ny.ting is not Ting.AVSNITT for pair in parts)


def _longest_increasing(numbers: list[int]) -> list[int]:
    """Return the indexes of a longest increasing run of numbers that are all different."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for i, number in enumerate(numbers):
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [i]
        before.append(ends[at - 1] if at else -1)
    found = []
    i = ends[-1] if ends else -1
    while i >= 0:
        found.append(i)
        i = before[i]
    return found[::-1]


def _places(nodes: list[Node]) -> dict[Node, Plass]:
    places = {nodes[0]: Plass("", "", 1)}
    for parent in nodes:
        numbers: dict[str, int] = defaultdict(int)
        for barn in parent.barn:
            order = "" if barn.ting in FLOW else barn.ting
            numbers[order] += 1
            places[barn] = Plass(barn.sti, parent.sti, numbers[order])
    return places
