"""Which thing of the old programme is which in the new one: by what the content says, then by likeness."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from handlingsprogram.review.model import Grunn, Pair, Ting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handlingsprogram.read.program import Program
    from handlingsprogram.review.tree import Node

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

    def twin(self, gammel: Node, ny: Node, grunn: Grunn, likhet: float = 100.0) -> None:
        """Make two things, neither of which has a twin, each other's."""
        self.ny[gammel], self.gammel[ny] = ny, gammel
        self.pairs.append(Pair(gammel, ny, grunn, likhet))

    def part(self, gammel: Node, ny: Node, grunn: Grunn, likhet: float = 100.0) -> None:
        """Note that a thing was split off from another, or merged into one, that has another twin."""
        self.pairs.append(Pair(gammel, ny, grunn, likhet, hoved=False))

    def left(self, *kinds: Ting) -> tuple[list[Node], list[Node]]:
        """Return the old and the new things of some kinds that no pair has yet."""
        paired = {node for pair in self.pairs for node in (pair.gammel, pair.ny)}
        old, new = (
            [node for node in nodes if node.ting in kinds and node not in paired]
            for nodes in (self.old_nodes, self.new_nodes)
        )
        return old, new


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
    degree: dict[Node, int] = defaultdict(int)
    for gammel, ny in edges:
        degree[gammel] += 1
        degree[ny] += 1
    best = sorted(edges, key=lambda edge: (edge[0].id != edge[1].id, degree[edge[0]] + degree[edge[1]]))
    for gammel, ny in best:
        if gammel not in pairing.ny and ny not in pairing.gammel:
            pairing.twin(gammel, ny, Grunn.VIDEREFØRER)
    for gammel, ny in edges:
        if pairing.ny.get(gammel) is not ny:
            pairing.part(gammel, ny, Grunn.VIDEREFØRER)


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
    for gammel, ny in list(pairing.ny.items()):
        if gammel.ting is Ting.TABELL:
            _number_columns(pairing, gammel, ny)


def _number_columns(pairing: Pairing, gammel: Node, ny: Node) -> None:
    columns = {node.id: node for node in ny.søsken(Ting.TALLKOLONNE)}
    for node in gammel.søsken(Ting.TALLKOLONNE):
        if node.id in columns:
            pairing.twin(node, columns[node.id], Grunn.ID)


def by_text(pairing: Pairing) -> None:
    """Pair what has no id and says the same in the same place: paragraphs, bullets, tables of measures."""
    for gammel, ny in list(pairing.ny.items()):
        for kind in (Ting.AVSNITT, Ting.TILTAKSTABELL, Ting.BUDSJETTABELL):
            _same_children(pairing, gammel, ny, kind)
    for gammel, ny in list(pairing.ny.items()):
        if gammel.ting is Ting.TILTAK:
            _same_children(pairing, gammel, ny, Ting.PUNKT)


def _same_children(pairing: Pairing, gammel: Node, ny: Node, kind: Ting) -> None:
    known: dict[str, list[Node]] = defaultdict(list)
    for node in ny.barn:
        if node.ting is kind and node not in pairing.gammel:
            known[str(node.felt.get("tekst", node.id))].append(node)
    for node in gammel.barn:
        text = str(node.felt.get("tekst", node.id))
        if node.ting is kind and node not in pairing.ny and known[text]:
            pairing.twin(node, known[text].pop(0), Grunn.ID)
