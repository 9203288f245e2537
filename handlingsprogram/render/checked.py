"""Read what documents are made of, with all that `check` finds in it, also what cannot be shown."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.finding import has_errors
from handlingsprogram.read.goals import load_goals
from handlingsprogram.read.limits import MOST
from handlingsprogram.read.lineage import Years
from handlingsprogram.read.load import PROGRAM, check_folder, read_folder
from handlingsprogram.read.partners import NAME, load_partners, unknown
from handlingsprogram.read.theme import contrast
from handlingsprogram.read.theme.load import load_theme
from handlingsprogram.read.theme.looks import of_year
from handlingsprogram.render.edition.revision import Revision
from handlingsprogram.render.preflight import (
    broken_logo,
    broken_pictures,
    missing_glyphs,
    turning_texts,
    unknown_fonts,
)
from handlingsprogram.render.widths import narrow_columns, wide_tables
from handlingsprogram.render.words import languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.goals import Goal
    from handlingsprogram.read.load import Folder
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.partners import Partnerregister
    from handlingsprogram.read.text.strict_yaml import Tree


class Shared(NamedTuple):
    """What all years have in common."""

    theme: dict[str, Any]
    """Colours, fonts and measures, as in tema.yaml; a logo as `load_theme` reads it."""
    goals: Mapping[int, Goal]
    """The UN's goals by number; may be empty."""
    revisjon: Revision = Revision()
    """What the content is called in git."""
    partnere: Partnerregister | None = None
    """The register of partners; None where there is none."""


def read_shared(content: Path) -> tuple[Shared | None, list[Finding]]:
    """Read what all years of a content folder share.

    Returns:
        It, or None where the theme cannot be used; and what was found.
    """
    theme, findings = load_theme(content / "tema.yaml")
    if theme:
        findings += broken_logo(theme)
        findings += unknown_fonts(theme, theme["skriftsteder"])
    goals, found = load_goals(content / "baerekraftsmal.yaml")
    partners, wrong = load_partners(content / NAME)
    shared = Shared(theme, goals, partnere=partners) if theme else None
    return shared, [*findings, *found, *wrong]


def read_years(
    paths: Iterable[Path], shared: Shared | None, years: Years | None = None
) -> Iterator[tuple[Program | None, list[Finding]]]:
    """Read years' folders, one after the other; what one asks of another is read once.

    Args:
        paths: the folders.
        shared: what the years have in common, or None where it cannot be used.
        years: where it is noted what one year asks of another.

    Yields:
        Each year's programme, or None where that has errors; and what was found.
    """
    years = years or Years()
    for path in paths:
        yield check_year(read_folder(path), shared, years)


def check_year(folder: Folder, shared: Shared | None, years: Years) -> tuple[Program | None, list[Finding]]:
    """Turn a folder that was read into a programme, and find what keeps it from being shown.

    Args:
        folder: the year.
        shared: what the years have in common, or None where it cannot be used.
        years: what is known of the others.
    """
    program, findings = check_folder(folder, years)
    findings += missing_glyphs(folder.printed())
    if program and shared:
        theme = of_year(shared.theme, program.tema)
        findings += narrow_columns(program, theme)
        findings += wide_tables(program, theme)
        findings += _own_look(program, theme, folder.trees[PROGRAM])
        findings += islice(unknown(program, shared.partnere), MOST)
    if program:
        findings += languages.unused(folder.trees[PROGRAM], folder.printed())
        findings += broken_pictures(program, folder.path)
        findings += islice(turning_texts(program), MOST)
    return None if has_errors(findings) else program, findings


def _own_look(program: Program, theme: Mapping[str, Any], tree: Tree) -> Iterator[Finding]:
    """Give what is wrong with a year's own theme: colours that cannot be told apart, fonts there are not."""
    if program.tema.keys() & {"utseende", "farger"}:
        yield from contrast.check(theme["farger"], tree, ("tema",))
    if "skrift" in program.tema:
        yield from unknown_fonts(
            theme, {key: tree.position(("tema", "skrift", key)) for key in theme["skrift"]}
        )
