"""What a valid programme must also keep: one function a rule, in the order of the checks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from handlingsprogram.read import lineage, plain_text
from handlingsprogram.read.limits import MOST
from handlingsprogram.read.rules import (
    carried,
    charts,
    crossing,
    debris,
    figures,
    language,
    objectives,
    pictures,
    references,
    signs,
    structure,
    terms,
    unprinted,
)
from handlingsprogram.read.rules.copied import budget, frame, sentences
from handlingsprogram.read.rules.copied import years as old_years
from handlingsprogram.read.rules.measures import layouts, values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.lineage import Years
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Tree


def check_texts(files: Sequence[tuple[str, Tree]], *, adopted: bool, språk: str = "") -> list[Finding]:
    """Return what the rules find that look at every text by itself, also in files with errors of form.

    Args:
        files: each with the name of its schema.
        adopted: whether the programme is adopted: then debris of drafts is an error.
        språk: its language, which says what quotation marks are like; Norwegian ones where it is not known.
    """
    trees = [tree for _, tree in files]
    slips, left = language.characters(trees, språk), debris.placeholders(trees, adopted=adopted)
    marks = (finding for kind, tree in files for finding in plain_text.marks(kind, tree))
    each = (slips, signs.pasted(trees), left, marks)
    return [finding for rule in each for finding in islice(rule, MOST)]


def check(
    program: Program, trees: Sequence[Tree], folder: Path, years: Years, *, whole: bool
) -> list[Finding]:
    """Return what the rules find in a programme.

    Args:
        program: the year, or what is left of it where there are errors of form.
        trees: the files that it was built from.
        folder: where they lie; other years lie beside it.
        years: what is known of the others.
        whole: whether nothing is left out: only then can rules ask whether all of it agrees.
    """
    findings = [
        *structure.frame(program, folder),
        *(pictures.figures(program, folder) if whole else ()),
        *(islice(unprinted.goal_forms(trees), MOST) if whole else ()),
        *islice(lineage.broken_links(trees, folder, years), MOST),
        *islice(carried.carried_over(program, folder, years), MOST),
        *budget.unchanged(program, folder, years),
        *islice(frame.lineage(program, folder, years), MOST),
    ]
    for rule in (*RULES, *RULES_OF_THE_WHOLE) if whole else RULES:
        findings += islice(rule(program), MOST)
    told = {one.position for one in findings if one.rule in {"utkast-årstall", "utkast-frist"}}
    stale = islice(sentences.unchanged(program, trees, folder, years), MOST)
    return findings + [one for one in stale if one.position not in told]


Rule = Callable[["Program"], "Iterator[Finding]"]


def check_prose(program: Program, file: str) -> Iterator[Finding]:
    """Give what the rules of prose find in one file.

    Args:
        program: the year with what the file says in it, as `with_chapter` puts it there.
        file: what findings call the file.
    """
    for rule in RULES_OF_PROSE:
        yield from (finding for finding in rule(program) if finding.position.file == file)


RULES: tuple[Rule, ...] = (
    structure.unique_ids,
    structure.dates,
    structure.levels,
    structure.footnotes,
    structure.prose_form,
    signs.doubts,
    references.references,
    references.unprinted_numbers,
    references.restated_amounts,
    figures.budget,
    values.values,
    charts.charts,
    unprinted.charts,
    pictures.drawings,
    objectives.names,
    objectives.levels,
    objectives.figures,
    objectives.directions,
    crossing.cross_sums,
    crossing.same_posts,
    terms.spellings,
    language.full_stops,
    language.long_sentences,
    debris.empty_figures,
    debris.questions,
    debris.contents_titles,
    old_years.old_years,
    frame.deadlines,
    budget.missing,
    budget.columns,
)
"""Rules that judge each thing by itself: they hold for a part of a programme too."""

RULES_OF_PROSE: tuple[Rule, ...] = (
    structure.footnotes,
    structure.prose_form,
    signs.doubts,
    references.references,
    references.restated_amounts,
    language.full_stops,
    language.long_sentences,
    debris.questions,
)
"""Rules of running text: they hold for what is written beside the programme too, statuses and cases."""

RULES_OF_THE_WHOLE: tuple[Rule, ...] = (
    frame.titles,
    frame.adoptions,
    frame.dates,
    structure.text_tables,
    structure.listings,
    layouts.columns,
    layouts.fields,
    layouts.chosen,
    layouts.groups,
    layouts.unique_numbers,
    values.types,
    values.sums,
    references.typed_references,
    objectives.typed_references,
    objectives.unprinted,
    objectives.overviews,
    objectives.unserved,
    objectives.pages,
    objectives.tiles,
    references.named_goals,
    unprinted.columns,
    unprinted.contents_titles,
    figures.printed_tables,
    terms.values,
)
"""Rules that miss something where a part is left out."""
