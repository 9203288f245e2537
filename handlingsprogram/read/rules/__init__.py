"""What a valid programme must also keep: one function a rule, in the order of the checks."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from handlingsprogram.read import lineage
from handlingsprogram.read.limits import MOST
from handlingsprogram.read.rules import (
    carried,
    crossing,
    debris,
    figures,
    language,
    references,
    structure,
    terms,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.program import Program
    from handlingsprogram.read.strict_yaml import Tree


def check(program: Program, trees: Sequence[Tree], folder: Path) -> list[Finding]:
    """Return what the rules find in a programme.

    Args:
        program: the year.
        trees: the files that it was built from.
        folder: where they lie; other years lie beside it.
    """
    findings = [
        *structure.frame(program, folder),
        *structure.figures(program, folder),
        *islice(lineage.broken_links(trees, folder), MOST),
        *islice(carried.carried_over(program, folder), MOST),
        *islice(language.characters(trees), MOST),
        *islice(debris.placeholders(program, trees), MOST),
    ]
    for rule in RULES:
        findings += islice(rule(program), MOST)
    return findings


RULES: tuple[Callable[[Program], Iterator[Finding]], ...] = (
    structure.unique_ids,
    structure.levels,
    structure.footnotes,
    structure.prose_form,
    structure.columns,
    structure.fields,
    structure.text_tables,
    references.references,
    references.restated_amounts,
    references.typed_references,
    references.named_goals,
    figures.printed_tables,
    figures.budget,
    crossing.cross_sums,
    crossing.same_posts,
    terms.spellings,
    terms.values,
    language.full_stops,
    language.long_sentences,
    debris.empty_figures,
    debris.questions,
    debris.contents_titles,
    debris.old_dates,
)
