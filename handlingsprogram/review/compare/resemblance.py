"""Pair by likeness what nothing in the content names, and see what has been split and merged."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from handlingsprogram.review.compare import likeness
from handlingsprogram.review.compare.model import Grunn, Ting
from handlingsprogram.review.compare.tree import FLOW, NAMELESS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handlingsprogram.review.compare.pairing import Pairing, Scored
    from handlingsprogram.review.compare.tree import Node

LEAST_SHARED = 2
"""How many measures or paragraphs must have gone along for a section to be split off or merged."""


def by_likeness(pairing: Pairing) -> None:
    """Pair measures, blocks, tables and rows that are alike, with other ids than before."""
    _most_alike(pairing, Ting.TILTAK, measure_text)
    for kind in sorted(FLOW - NAMELESS):
        _most_alike(pairing, kind, lambda node: " ".join(map(str, node.felt.values())))
    for kind in (Ting.TABELL, Ting.MÅL, Ting.INDIKATOR):
        _named_alike(pairing, *pairing.left(kind))
    for gammel, ny in pairing.twins(Ting.TABELL):
        _named_alike(pairing, *_unpaired(pairing, gammel, ny, Ting.RAD))


def measure_text(node: Node) -> str:
    """Return the words of a measure: its text and its bullets."""
    return " ".join([node.tekst, *(barn.tekst for barn in node.barn)])


def _most_alike(pairing: Pairing, kind: Ting, text: Callable[[Node], str]) -> None:
    old, new = pairing.left(kind)
    if old and new:
        texts = list(map(text, old)), list(map(text, new))
        pairing.most_alike(old, new, likeness.alike(*texts, likeness.LEAST))


def _named_alike(pairing: Pairing, old: Sequence[Node], new: Sequence[Node]) -> None:
    pairing.most_alike(old, new, _scores(old, new, _name_likeness, likeness.LEAST_NAME))


def _name_likeness(gammel: Node, ny: Node) -> float:
    return likeness.name_likeness(gammel.navn, ny.navn)


def _scores(
    old: Sequence[Node], new: Sequence[Node], score: Callable[[Node, Node], float], least: float
) -> list[Scored]:
    scores = ((score(gammel, ny), i, j) for i, gammel in enumerate(old) for j, ny in enumerate(new))
    return [one for one in scores if one[0] >= least]


def _unpaired(pairing: Pairing, gammel: Node, ny: Node, kind: Ting) -> tuple[list[Node], list[Node]]:
    return (
        [node for node in gammel.barn if node.ting is kind and node not in pairing.ny],
        [node for node in ny.barn if node.ting is kind and node not in pairing.gammel],
    )


def bullets(pairing: Pairing) -> None:
    """Pair the bullets of measures that are the same: by their words, then by likeness, then by place."""
    for gammel, ny in [(pair.gammel, pair.ny) for pair in pairing.pairs if pair.ny.ting is Ting.TILTAK]:
        same_texts(pairing, gammel.barn, ny.barn)
        old, new = _unpaired(pairing, gammel, ny, Ting.PUNKT)
        pairing.most_alike(
            old,
            new,
            _scores(
                old, new, lambda one, other: likeness.likeness(one.tekst, other.tekst), likeness.LEAST_BULLET
            ),
        )
        _alone(pairing, gammel, ny)


def same_texts(pairing: Pairing, old: Sequence[Node], new: Sequence[Node]) -> None:
    """Pair things of the same text, the first with the first where it stands several times."""
    known: dict[str, list[Node]] = defaultdict(list)
    for node in new:
        if node not in pairing.gammel:
            known[node.ord].append(node)
    for node in old:
        if node not in pairing.ny and known.get(node.ord):
            pairing.twin(node, known[node.ord].pop(0), Grunn.ID)


def _alone(pairing: Pairing, gammel: Node, ny: Node) -> None:
    """Pair a bullet that was replaced: the only one between two that are still there."""
    before, after = _gaps(gammel.barn, pairing.ny), _gaps(ny.barn, pairing.gammel)
    for neighbours, gap in before.items():
        there = after.get(tuple(pairing.ny[node] if node else None for node in neighbours), [])
        if len(gap) == len(there) == 1:
            pairing.twin(gap[0], there[0], Grunn.LIKHET)


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


# --- Sections -----------------------------------------------------------------------------------


def sections_by_title(pairing: Pairing) -> None:
    """Pair sections of the same title, or nearly so, below sections that are paired."""
    waiting = [*pairing.twins(Ting.PROGRAM), *pairing.twins(Ting.SEKSJON)]
    while waiting:
        gammel, ny = waiting.pop()
        before = len(pairing.pairs)
        _named_alike(pairing, *_unpaired(pairing, gammel, ny, Ting.SEKSJON))
        waiting += [(pair.gammel, pair.ny) for pair in pairing.pairs[before:]]


def sections_by_content(pairing: Pairing) -> None:
    """Pair sections by where their measures and paragraphs have gone.

    A section that is gone and one that is new are the same where most of either's content is the other's. A
    new one that is filled from one that is still there was split off, and one that is gone whose content is
    in one that was there was merged into it.
    """
    given, received = _flows(pairing)
    for ny in pairing.left(Ting.SEKSJON)[1]:
        gammel = _main(received[ny], _size(ny))
        if gammel and gammel not in pairing.ny and _main(given[gammel], _size(gammel)) is ny:
            pairing.twin(gammel, ny, Grunn.LIKHET)
    for ny in pairing.left(Ting.SEKSJON)[1]:
        gammel = _main(received[ny], _size(ny), LEAST_SHARED)
        if gammel and gammel in pairing.ny and not _is_below(ny, pairing.ny[gammel]):
            pairing.part(gammel, ny, Grunn.LIKHET)
    for gammel in pairing.left(Ting.SEKSJON)[0]:
        into = _main(given[gammel], _size(gammel), LEAST_SHARED)
        if into and into in pairing.gammel and not _is_below(gammel, pairing.gammel[into]):
            pairing.part(gammel, into, Grunn.LIKHET)


Flow = dict["Node", "Counter[Node]"]


def _flows(pairing: Pairing) -> tuple[Flow, Flow]:
    """Count for each section where its measures and paragraphs have gone, and where they have come from."""
    given: Flow = defaultdict(Counter)
    received: Flow = defaultdict(Counter)
    for gammel, ny in pairing.ny.items():
        if gammel.ting in {Ting.TILTAK, Ting.AVSNITT} and gammel.seksjon and ny.seksjon:
            given[gammel.seksjon][ny.seksjon] += 1
            received[ny.seksjon][gammel.seksjon] += 1
    return given, received


def _size(seksjon: Node) -> int:
    tables = [barn for barn in seksjon.barn if barn.ting is Ting.TILTAKSTABELL]
    return sum(len(tabell.barn) for tabell in tables) + len(seksjon.søsken(Ting.AVSNITT)) - len(tables)


def _main(counts: Counter[Node], size: int, least: int = 1) -> Node | None:
    """Return the section that more than half of another's content belongs to."""
    for section, count in counts.most_common(1):
        if count >= least and 2 * count > size:
            return section
    return None


def _is_below(node: Node, other: Node) -> bool:
    while node.over and node is not other:
        node = node.over
    return node is other
