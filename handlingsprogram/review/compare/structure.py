"""What has come, gone, moved, been split and been merged: the changes of the trees' shape."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from handlingsprogram.review.compare.model import Change, Grunn, Plass, Ting, Type
from handlingsprogram.review.compare.tree import order_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.compare.model import Pair
    from handlingsprogram.review.compare.pairing import Pairing
    from handlingsprogram.review.compare.tree import Node

Told = tuple[Change, bool]
"""A change, and whether it is only a consequence of others."""


def whole(node: Node) -> dict[str, Any]:
    """Return the fields of a thing that comes or goes; a measure brings its bullets."""
    bullets = {"punkter": [punkt.tekst for punkt in node.barn]} if node.ting is Ting.TILTAK else {}
    return node.felt | bullets


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
        self._likely = {pair.gammel for pair in pairing.pairs if pair.grunn is Grunn.LIKHET}
        self._known = {node for pair in pairing.pairs for node in (pair.gammel, pair.ny)}
        self._moved = self._moves()

    def of_new(self, ny: Node) -> Iterator[Told]:
        """Give the changes of shape of a thing of the new programme."""
        gammel = self._pairing.gammel.get(ny)
        if gammel:
            yield from self._of_twins(gammel, ny)
        elif not self._is_told(ny):
            change = Change(Type.NY, ny.ting, ny.sti, til=whole(ny), plass=self._places[ny])
            yield change, self._is_container(ny)

    def _of_twins(self, gammel: Node, ny: Node) -> Iterator[Told]:
        change = partial(Change, ting=ny.ting, sti=ny.sti, fra_sti=gammel.sti)
        here, there = self._places[gammel], self._places[ny]
        if ny in self._moved:
            follows = ny.er_note or self._went_along(gammel, ny)
            yield change(Type.FLYTTET, fra=here, til=there, sannsynlig=gammel in self._likely), follows
        # What two things were split off to is told with the first, whose fields it begins with.
        parts = self._parts.get(gammel, ())
        free = (pair for pair in parts if pair.ny not in self._pairing.gammel)
        split = [pair for pair in free if self._parts[pair.ny][0].gammel is gammel]
        if split:
            places = (there, *(self._places[pair.ny] for pair in split))
            yield change(Type.DELT, fra=here, til=places, sannsynlig=_is_likely(split)), False
        merged = [pair for pair in self._parts.get(ny, ()) if pair.gammel not in self._pairing.ny]
        if merged:
            places = (here, *(self._places[pair.gammel] for pair in merged))
            yield change(Type.SLÅTT_SAMMEN, fra=places, til=there, sannsynlig=_is_likely(merged)), False

    def of_old(self, gammel: Node) -> Iterator[Told]:
        """Give the change of a thing of the old programme that has no twin."""
        if not self._is_told(gammel):
            place = self._places[gammel]
            change = Change(Type.FJERNET, gammel.ting, gammel.sti, gammel.sti, fra=whole(gammel), plass=place)
            yield change, self._is_container(gammel)

    def _is_told(self, node: Node) -> bool:
        """Tell whether a thing is a part of another, or a bullet that comes or goes with its measure."""
        return node in self._known or (node.ting is Ting.PUNKT and node.over not in self._known)

    def _is_container(self, node: Node) -> bool:
        """Tell whether a thing comes or goes because of what it shows."""
        if node.ting is not Ting.BUDSJETTABELL:
            return node.ting is Ting.TILTAKSTABELL
        tables = (barn for barn in node.rot.barn if barn.ting is Ting.TABELL)
        return any(tabell.id == node.verdi.tabell and tabell not in self._known for tabell in tables)

    def _went_along(self, gammel: Node, ny: Node) -> bool:
        """Tell whether a thing has only gone along when what it stands in was split or merged."""
        ends = (gammel.over, ny.over), (gammel.seksjon, ny.seksjon)
        return any(pair.ny is there for here, there in ends if here for pair in self._parts.get(here, ()))

    def _moves(self) -> set[Node]:
        """Return the new things that stand below another thing than before, or in another order."""
        moved: set[Node] = set()
        for parent in self._pairing.new_nodes:
            orders: dict[Ting, list[Node]] = defaultdict(list)
            for barn in parent.barn:
                gammel = self._pairing.gammel.get(barn)
                if gammel and gammel.over and self._pairing.ny.get(gammel.over) is parent:
                    orders[order_of(barn.ting)].append(barn)
                elif gammel:
                    moved.add(barn)
            for order in orders.values():
                moved |= self._out_of_order(order)
        return moved

    def _out_of_order(self, order: list[Node]) -> set[Node]:
        """Return as few things as possible that explain an order that is not the old one.

        Where a footnote's text stands is not printed: it moves rather than what is.
        """
        numbers = {node: self._places[self._pairing.gammel[node]].nr for node in order}
        printed = [node for node in order if not node.er_note]
        staying = {printed[i] for i in _longest_increasing([numbers[node] for node in printed])}
        if len(printed) < len(order):
            staying |= _between(order, numbers, staying)
        return set(order) - staying


def _is_likely(parts: list[Pair]) -> bool:
    """Tell whether a split or a merger rests on likeness; a paragraph has nothing else to go by."""
    return any(pair.grunn is Grunn.LIKHET and pair.ny.ting is not Ting.AVSNITT for pair in parts)


def _between(order: list[Node], numbers: dict[Node, int], staying: set[Node]) -> set[Node]:
    """Return the things that need not move either where those that stay are where they are."""
    limits: dict[Node, float] = {}
    limit = float("inf")
    for node in reversed(order):
        limits[node] = limit
        limit = numbers[node] if node in staying else limit
    last, found = 0, set()
    for node in order:
        if node in staying or (node.er_note and last < numbers[node] < limits[node]):
            last = numbers[node]
            found.add(node)
    return found


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
    for parent in filter(lambda node: node.barn, nodes):
        numbers: Counter[Ting] = Counter()
        for barn in parent.barn:
            order = order_of(barn.ting)
            numbers[order] += 1
            places[barn] = Plass(barn.sti, parent.sti, numbers[order])
    return places
