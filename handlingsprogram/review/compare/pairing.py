"""Which thing of the old programme is which in the new one, by what the content says: links and ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.review.compare import likeness
from handlingsprogram.review.compare.model import Grunn, Pair, Ting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.tree import Node

NAMED = (Ting.KOLONNE, Ting.SEKSJON, Ting.TILTAK, Ting.TEKSTTABELL, Ting.FIGUR, Ting.TABELL, Ting.RAD)
"""What has an id that is its own in the whole year."""


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

    def twin(self, gammel: Node, ny: Node, grunn: Grunn, likhet: float = 100.0) -> None:
        """Make two things, neither of which has a twin, each other's."""
        self.ny[gammel], self.gammel[ny] = ny, gammel
        self.pairs.append(Pair(gammel, ny, grunn, likhet))
        self._paired |= {gammel, ny}

    def part(self, gammel: Node, ny: Node, grunn: Grunn, likhet: float = 100.0) -> None:
        """Note that a thing was split off from another, or merged into one, that has another twin."""
        self.pairs.append(Pair(gammel, ny, grunn, likhet, hoved=False))
        self._paired |= {gammel, ny}

    def left(self, *kinds: Ting) -> tuple[list[Node], list[Node]]:
        """Return the old and the new things of some kinds that no pair has yet."""
        return self._left(self.old_nodes, kinds), self._left(self.new_nodes, kinds)

    def _left(self, nodes: list[Node], kinds: tuple[Ting, ...]) -> list[Node]:
        return [node for node in nodes if node.ting in kinds and node not in self._paired]

    def twins(self, kind: Ting) -> list[tuple[Node, Node]]:
        """Return the twins of a kind found so far."""
        return [(gammel, ny) for gammel, ny in self.ny.items() if gammel.ting is kind]


def by_links(pairing: Pairing, between: Sequence[Program]) -> None:
    """Pair sections and measures that `viderefører` names, also through years between the two."""
    old_root, new_root = pairing.old_nodes[0], pairing.new_nodes[0]
    old_year, new_year = old_root.felt["år"], new_root.felt["år"]
    if old_year == new_year:
        return
    # Compared backwards, the links are the old side's.
    later, earlier = (pairing.new_nodes, pairing.old_nodes)
    if new_year < old_year:
        later, earlier = earlier, later
    year = min(old_year, new_year)
    chains = _links_between(between)
    known = {node.id: node for node in earlier if node.ting in {Ting.SEKSJON, Ting.TILTAK}}
    edges: list[tuple[Node, Node]] = []
    for node in later:
        if node.ting in {Ting.SEKSJON, Ting.TILTAK}:
            for name in _reached(node.felt["viderefører"], year, chains):
                source = known.get(name)
                if source and source.ting is node.ting:
                    edges.append((source, node) if new_year > old_year else (node, source))
    _settle(pairing, list(dict.fromkeys(edges)))


def _links_between(years: Iterable[Program]) -> dict[str, tuple[str, ...]]:
    """Return what each section and measure of the years between continues: `2029/klima` -> its links."""
    links: dict[str, tuple[str, ...]] = {}
    for program in years:
        links |= {f"{program.år}/{seksjon.id}": seksjon.viderefører for seksjon in program.seksjoner()}
        links |= {f"{program.år}/{tiltak.id}": tiltak.viderefører for tiltak in program.tiltak()}
    return links


def _reached(links: Iterable[str], year: int, chains: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the ids of a year that links lead to, straight or through other years."""
    found: dict[str, None] = {}
    waiting, seen = list(links), set[str]()
    while waiting:
        link = waiting.pop(0)
        if link in seen:
            continue
        seen.add(link)
        target, name = link.split("/")
        if target == str(year):
            found[name] = None
        else:
            waiting += chains.get(link, ())
    return list(found)


def _settle(pairing: Pairing, edges: list[tuple[Node, Node]]) -> None:
    """Make twins of the best edges; the other edges are parts of what is split or merged."""
    best = sorted(edges, key=lambda edge: (edge[0].id != edge[1].id, -_resemblance(*edge)))
    for gammel, ny in best:
        if gammel not in pairing.ny and ny not in pairing.gammel:
            pairing.twin(gammel, ny, Grunn.VIDEREFØRER)
    for gammel, ny in edges:
        if pairing.ny.get(gammel) is not ny:
            pairing.part(gammel, ny, Grunn.VIDEREFØRER)


def _resemblance(gammel: Node, ny: Node) -> float:
    name = "tittel" if ny.ting is Ting.SEKSJON else "tekst"
    return likeness.name_likeness(gammel.felt[name], ny.felt[name])


def by_id(pairing: Pairing) -> None:
    """Pair what has the same id and is of the same kind."""
    old, new = pairing.left(*NAMED)
    known: dict[tuple[Ting, str], Node] = {}
    for node in new:
        known.setdefault((node.ting, node.id), node)
    for node in old:
        ny = known.pop((node.ting, node.id), None)
        if ny:
            pairing.twin(node, ny, Grunn.ID)
