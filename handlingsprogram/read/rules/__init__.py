"""What a valid programme must also keep: one function a rule, in the order of the checks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from handlingsprogram.read import lineage
from handlingsprogram.read.limits import MOST
from handlingsprogram.read.rules import (
    carried,
    charts,
    crossing,
    debris,
    figures,
    language,
    pictures,
    references,
    signs,
    structure,
    terms,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.program import Program
    from handlingsprogram.read.strict_yaml import Tree


def check_texts(trees: Sequence[Tree], *, adopted: bool) -> list[Finding]:
    """Return what the rules find that look at every text by itself, also in files with errors of form.

    Args:
        trees: the files.
        adopted: whether the programme is adopted: then debris of drafts is an error.
    """
    slips, left = language.characters(trees), debris.placeholders(trees, adopted=adopted)
    return [*islice(slips, MOST), *islice(left, MOST)]


def check(program: Program, trees: Sequence[Tree], folder: Path, *, whole: bool) -> list[Finding]:
    """Return what the rules find in a programme.

    Args:
        program: the year, or what is left of it where there are errors of form.
        trees: the files that it was built from.
        folder: where they lie; other years lie beside it.
        whole: whether nothing is left out: only then can rules ask whether all of it agrees.
    """
    findings = [
        *structure.frame(program, folder),
        *(pictures.figures(program, folder) if whole else ()),
        *islice(lineage.broken_links(trees, folder), MOST),
        *islice(carried.carried_over(program, folder), MOST),
    ]
    for rule in (*RULES, *RULES_OF_THE_WHOLE) if whole else RULES:
        findings += islice(rule(program), MOST)
    return findings


Rule = Callable[["Program"], "Iterator[Finding]"]

RULES: tuple[Rule, ...] = (
    structure.unique_ids,
    structure.levels,
    structure.footnotes,
    structure.prose_form,
    signs.doubts,
    structure.text_tables,
    references.references,
    references.restated_amounts,
    figures.budget,
    charts.charts,
    crossing.cross_sums,
    crossing.same_posts,
    terms.spellings,
    language.full_stops,
    language.long_sentences,
    debris.empty_figures,
    debris.questions,
    debris.contents_titles,
    debris.old_dates,
)
"""Rules that judge each thing by itself: they hold for a part of a programme too."""

RULES_OF_THE_WHOLE: tuple[Rule, ...] = (
    structure.columns,
    structure.fields,
    references.typed_references,
    references.named_goals,
    figures.printed_tables,
    terms.values,
)
"""Rules that miss something where a part is left out."""
