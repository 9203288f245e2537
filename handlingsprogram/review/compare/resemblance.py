"""Pair by likeness what nothing in the content names, and see what has been split and merged."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from handlingsprogram.review.compare import likeness
from handlingsprogram.review.compare.model import Grunn, Ting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from handlingsprogram.review.compare.pairing import Pairing
    from handlingsprogram.review.compare.tree import Node

LEAST_SHARED = 2
"""How many measures or paragraphs must have gone along for a section to be split off or merged."""


def by_likeness(pairing: Pairing) -> None:
    """Pair measures, tables and rows that are alike, with other ids than before."""
    _most_alike(pairing, Ting.TILTAK, measure_text)
    for kind in (Ting.TEKSTTABELL, Ting.FIGUR):
        _most_alike(pairing, kind, _block_text)
    _named_alike(pairing, *pairing.left(Ting.TABELL), "tittel")
    for gammel, ny in pairing.twins(Ting.TABELL):
        _named_alike(pairing, *_unpaired(pairing, gammel, ny, Ting.RAD), "navn")


def measure_text(node: Node) -> str:
    """Return the words of a measure: its text and its bullets."""
    return " ".join([node.felt["tekst"], *(barn.felt["tekst"] for barn in node.barn)])


def _block_text(node: Node) -> str:
    return " ".join(str(value) for value in node.felt.values())


def _most_alike(pairing: Pairing, kind: Ting, text: Callable[[Node], str]) -> None:
    old, new = pairing.left(kind)
    if old and new:
        texts = list(map(text, old)), list(map(text, new))
        _take(pairing, old, new, likeness.alike(*texts, likeness.LEAST))


def _named_alike(pairing: Pairing, old: Sequence[Node], new: Sequence[Node], name: str) -> None:
    scores = [
        (likeness.name_likeness(gammel.felt[name], ny.felt[name]), i, j)
        for i, gammel in enumerate(old)
        for j, ny in enumerate(new)
    ]
    best = sorted(scores, key=lambda pair: (-pair[0], abs(pair[1] - pair[2])))
    _take(pairing, old, new, [pair for pair in best if pair[0] >= likeness.LEAST_NAME])


def _take(
    pairing: Pairing, old: Sequence[Node], new: Sequence[Node], scores: Iterable[tuple[float, int, int]]
) -> None:
    """Make twins of the best pairs first, each thing once."""
    for score, i, j in scores:
        if old[i] not in pairing.ny and new[j] not in pairing.gammel:
            pairing.twin(old[i], new[j], Grunn.LIKHET, score)


def _unpaired(pairing: Pairing, gammel: Node, ny: Node, kind: Ting) -> tuple[list[Node], list[Node]]:
    return (
        [node for node in gammel.barn if node.ting is kind and node not in pairing.ny],
        [node for node in ny.barn if node.ting is kind and node not in pairing.gammel],
    )


# --- Sections -----------------------------------------------------------------------------------


def sections_by_title(pairing: Pairing) -> None:
    """Pair sections of the same title, or nearly so, below sections that are paired."""
    waiting = [*pairing.twins(Ting.PROGRAM), *pairing.twins(Ting.SEKSJON)]
    while waiting:
        gammel, ny = waiting.pop()
        before = len(pairing.pairs)
        _named_alike(pairing, *_unpaired(pairing, gammel, ny, Ting.SEKSJON), "tittel")
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
