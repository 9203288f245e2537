"""Measure what parts true pairs from false ones in the two real documents: the ground for the thresholds.

Run by hand when a threshold in compare/likeness.py, or the measure itself, is to be changed. True pairs of
measures are those that the content names; true pairs of paragraphs were read out of the two documents.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from handlingsprogram.read.load import load
from handlingsprogram.review.compare.likeness import likeness
from handlingsprogram.review.compare.model import Ting
from handlingsprogram.review.compare.resemblance import measure_text
from handlingsprogram.review.compare.tree import tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.tree import Node

ROOT = Path(__file__).parents[2]
PARAGRAPHS = {
    "kort-om-osloregionen": {1: 1, 4: 2, 5: 3, 6: 4, 7: 5, 8: 6, 9: 7, 10: 8, 11: 9, 12: 10, 13: 11},
    "rammer": {1: 1},
    "overforing": {1: 1},
    "kontingentinntekter": {1: 1},
    "hovedtall": {1: 1},
    "utgifter": {2: 2, 3: 3, 4: 5},
}
"""Section -> number of a paragraph in 2021 -> number of the one that continues it in 2025."""
ELSEWHERE = {
    ("politiske-organer", 1): ("representantskapet", 1),
    ("politiske-organer", 2): ("styret", 1),
    ("politiske-organer", 3): ("interessepolitisk-utvalg", 1),
    ("budsjett-innledning", 1): ("budsjett", 1),
    ("rammer", 2): ("overordnede-mal", 1),
}
"""The same where the paragraph has moved."""
MEASURES: dict[str, Callable[[str, str], float]] = {
    "ord i rekkefølge (brukt)": likeness,
    "tegn (fuzz.ratio)": fuzz.ratio,
    "ord i abc-orden (fuzz.token_sort_ratio)": fuzz.token_sort_ratio,
}
Scored = list[tuple[float, bool, str]]


def main() -> None:
    """Print the scores of the true pairs and of the best false ones, by each measure."""
    old, new = (list(tree(program(year)).alle()) for year in ("2021", "2025"))
    for name, score in MEASURES.items():
        print(f"\n{name}")
        show("tiltak", measures(old, new, score))
        show("avsnitt", paragraphs(old, new, score))


def program(year: str) -> Program:
    """Return a year."""
    loaded, _ = load(ROOT / "content" / year)
    assert loaded
    return loaded


def measures(old: list[Node], new: list[Node], score: Callable[[str, str], float]) -> Scored:
    """Score every measure of one year against every one of the other."""
    return [
        (
            score(measure_text(before), measure_text(after)),
            f"2021/{before.id}" in after.verdi.viderefører,
            f"{before.id} -> {after.id}",
        )
        for before in old
        if before.ting is Ting.TILTAK
        for after in new
        if after.ting is Ting.TILTAK
    ]


def paragraphs(old: list[Node], new: list[Node], score: Callable[[str, str], float]) -> Scored:
    """Score the paragraphs in the same way; those that a true pair has taken are no false ones."""
    true = {((name, i), (name, j)) for name, pairs in PARAGRAPHS.items() for i, j in pairs.items()}
    true |= set(ELSEWHERE.items())
    taken = {before for before, _ in true}, {after for _, after in true}
    found = []
    for before in filter(is_paragraph, old):
        for after in filter(is_paragraph, new):
            pair = place(before), place(after)
            if pair in true or (pair[0] not in taken[0] and pair[1] not in taken[1]):
                value = score(before.ord, after.ord)
                found.append((value, pair in true, f"{before.sti} -> {after.sti}"))
    return found


def is_paragraph(node: Node) -> bool:
    """Tell whether a thing is a paragraph."""
    return node.ting is Ting.AVSNITT


def place(node: Node) -> tuple[str, int]:
    """Return a paragraph's section and its number there."""
    assert node.seksjon
    return node.seksjon.id, int(node.id.partition(".")[2])


def show(what: str, scored: Scored) -> None:
    """Print the scores of the true pairs and the three best of the false ones."""
    true = sorted((value for value, is_true, _ in scored if is_true), reverse=True)
    false = sorted(((value, pair) for value, is_true, pair in scored if not is_true), reverse=True)[:3]
    print(f"  {what}, sanne par:   {' '.join(f'{value:.0f}' for value in true)}")
    for value, pair in false:
        print(f"  {what}, falskt par:  {value:.0f}  {pair}")


if __name__ == "__main__":
    main()
