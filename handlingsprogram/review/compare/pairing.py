"""Which thing of the old programme is which in the new one, as the content says: links, ids, places."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from handlingsprogram.review.compare import likeness
from handlingsprogram.review.compare.model import Grunn, Pair, Ting
from handlingsprogram.review.compare.tree import NAMELESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.tree import Node

Scored = tuple[float, int, int]
"""How alike two things are, and where they stand among the old and the new ones."""
_LINKED = {Ting.SEKSJON, Ting.TILTAK}
"""What says what it continues in an earlier year."""


class Pairing:
    """The pairs found so far."""

    def __init__(self, old: Node, new: Node) -> None:
        self.old_nodes = list(old.alle())
        self.new_nodes = list(new.alle())
        self.ny: dict[Node, Node] = {}
        """The twin of each old thing that has one."""
        self.gammel: dict[Node, Node] = {}
        self.pairs: list[Pair] = []
        self._paired: set[Node] = set()
        self.twin(old, new, Grunn.ID)

    def twin(self, gammel: Node, ny: Node, grunn: Grunn) -> bool:
        """Make two things each other's twins; tell whether both were free."""
        if gammel in self.ny or ny in self.gammel:
            return False
        self.ny[gammel], self.gammel[ny] = ny, gammel
        self._note(Pair(gammel, ny, grunn))
        return True

    def part(self, gammel: Node, ny: Node, grunn: Grunn) -> None:
        """Note that a thing was split off from another, or merged into one, that has another twin."""
        self._note(Pair(gammel, ny, grunn, hoved=False))

    def _note(self, pair: Pair) -> None:
        self.pairs.append(pair)
        self._paired |= {pair.gammel, pair.ny}

    def most_alike(self, old: Sequence[Node], new: Sequence[Node], scores: Iterable[Scored]) -> None:
        """Make twins of the most alike first, each thing once; of equals what stands most alike."""
        for _, i, j in sorted(scores, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]))):
            self.twin(old[i], new[j], Grunn.LIKHET)

    def left(self, *kinds: Ting) -> tuple[list[Node], list[Node]]:
        """Return the old and the new things of some kinds that no pair has yet."""
        return self._left(self.old_nodes, kinds), self._left(self.new_nodes, kinds)

    def _left(self, nodes: list[Node], kinds: tuple[Ting, ...]) -> list[Node]:
        return [node for node in nodes if node.ting in kinds and node not in self._paired]

    def twins(self, kind: Ting) -> list[tuple[Node, Node]]:
        """Return the twins of a kind found so far."""
        return [(gammel, ny) for gammel, ny in self.ny.items() if gammel.ting is kind]


# --- Links and ids -------------------------------------------------------------------------------


def by_links(pairing: Pairing, old: Program, new: Program, between: Sequence[Program]) -> None:
    """Pair sections and measures that `viderefører` names, also through years between the two."""
    if old.år == new.år:
        return
    # Compared backwards, the links are the old side's.
    forwards = new.år > old.år
    earlier, later = pairing.old_nodes, pairing.new_nodes
    if not forwards:
        earlier, later = later, earlier
    year = min(old, new, key=lambda program: program.år).mappe
    chains = _links_between(between)
    known = {(node.ting, node.id): node for node in earlier if node.ting in _LINKED}
    edges: dict[tuple[Node, Node], None] = {}
    for node in later:
        for name in _reached(node.verdi.viderefører, year, chains) if node.ting in _LINKED else ():
            source = known.get((node.ting, name))
            if source:
                edges[(source, node) if forwards else (node, source)] = None
    _settle(pairing, {**_by_themselves(later, known, edges, forwards=forwards), **edges})


def _by_themselves(
    later: list[Node],
    known: dict[tuple[Ting, str], Node],
    edges: Iterable[tuple[Node, Node]],
    *,
    forwards: bool,
) -> dict[tuple[Node, Node], None]:
    """Return what goes on under its id while something else continues it too: that is split off from it."""
    linked = {edge[forwards] for edge in edges}
    continued = {edge[not forwards] for edge in edges}
    own: dict[tuple[Node, Node], None] = {}
    for node in later:
        source = known.get((node.ting, node.id))
        if source in continued and node not in linked:
            own[(source, node) if forwards else (node, source)] = None
    return own


def _links_between(years: Iterable[Program]) -> dict[str, tuple[str, ...]]:
    """Return what each section and measure of the years between continues: `2029/klima` -> its links."""
    return {
        f"{program.mappe}/{thing.id}": thing.viderefører
        for program in years
        for things in (program.seksjoner(), program.tiltak())
        for thing in things
    }


def _reached(links: Iterable[str], year: str, chains: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the ids of a year that links lead to, straight or through other years."""
    found: dict[str, None] = {}
    waiting, seen = list(links), set[str]()
    while waiting:
        link = waiting.pop(0)
        if link in seen:
            continue
        seen.add(link)
        target, name = link.split("/")
        if target == year:
            found[name] = None
        else:
            waiting += chains.get(link, ())
    return list(found)


def _settle(pairing: Pairing, edges: Iterable[tuple[Node, Node]]) -> None:
    """Make twins of the best edges; the other edges are parts of what is split or merged."""
    for gammel, ny in sorted(edges, key=lambda edge: (edge[0].id != edge[1].id, -_resemblance(*edge))):
        pairing.twin(gammel, ny, Grunn.VIDEREFØRER)
    for gammel, ny in edges:
        if pairing.ny.get(gammel) is not ny:
            pairing.part(gammel, ny, Grunn.VIDEREFØRER)


def _resemblance(gammel: Node, ny: Node) -> float:
    return likeness.name_likeness(gammel.navn or gammel.tekst, ny.navn or ny.tekst)


def by_id(pairing: Pairing) -> None:
    """Pair what has the same id, its own in the whole year, and is of the same kind."""
    old, new = pairing.left(*set(Ting) - NAMELESS - {Ting.TALLKOLONNE})
    known = {(node.ting, node.id): node for node in reversed(new)}
    for node in old:
        ny = known.get((node.ting, node.id))
        if ny:
            pairing.twin(node, ny, Grunn.ID)


# --- Places --------------------------------------------------------------------------------------


def measure_tables(pairing: Pairing) -> None:
    """Pair the tables of measures in sections that are the same: by the measures in them, then by order."""
    for gammel, ny in pairing.twins(Ting.SEKSJON):
        old = [node for node in gammel.barn if node.ting is Ting.TILTAKSTABELL]
        new = [node for node in ny.barn if node.ting is Ting.TILTAKSTABELL]
        shared: Counter[tuple[Node, Node]] = Counter()
        for before in old:
            twins = (pairing.ny.get(tiltak) for tiltak in before.barn)
            shared.update((before, twin.over) for twin in twins if twin and twin.over and twin.over in new)
        for pair in (*(pair for pair, _ in shared.most_common()), *zip(old, new, strict=False)):
            pairing.twin(*pair, Grunn.ID)


def budget_places(pairing: Pairing) -> None:
    """Pair the places where the tables that are the same are printed."""
    old, new = pairing.left(Ting.BUDSJETTABELL)
    tables = {gammel.id: ny.id for gammel, ny in pairing.twins(Ting.TABELL)}
    for gammel in old:
        for ny in new:
            if tables.get(gammel.verdi.tabell) == ny.verdi.tabell and pairing.twin(gammel, ny, Grunn.ID):
                break


def number_columns(pairing: Pairing, years: tuple[int, int]) -> None:
    """Pair the columns of budget tables that are the same.

    Within a year by id. Across years `budsjett-2029` in the programme for 2029 is what `budsjett-2030` is in
    the one for 2030: the year's own budget. So years in the ids are read as years from the programme's own.
    """
    for gammel, ny in pairing.twins(Ting.TABELL):
        before, after = gammel.søsken(Ting.TALLKOLONNE), ny.søsken(Ting.TALLKOLONNE)
        # Where all ids are the same, they mean the same: a copy of a year that was not carried on yet.
        own = years if {node.id for node in before} != {node.id for node in after} else (0, 0)
        for old_year, new_year in (own, (0, 0)):
            known = {relative(node.id, new_year): node for node in after if node not in pairing.gammel}
            for node in before:
                twin = known.get(relative(node.id, old_year))
                if twin:
                    pairing.twin(node, twin, Grunn.ID)


def relative(name: str, year: int) -> str:
    """Return a name with the years in it as years from a programme's own: `budsjett--1`."""
    return re.sub(r"(?<!\d)[12]\d{3}(?!\d)", lambda match: str(int(match[0]) - year), name)
