"""Read what documents are made of, with all that `check` finds in it, also what cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.goals import load_goals
from handlingsprogram.read.load import PROGRAM, check_folder, load_theme, read_folder
from handlingsprogram.render import languages
from handlingsprogram.render.documents import Shared
from handlingsprogram.render.preflight import broken_logo, broken_pictures, missing_glyphs
from handlingsprogram.render.widths import narrow_columns

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.program import Program


def read_shared(content: Path) -> tuple[Shared | None, list[Finding]]:
    """Read what all years of a content folder share.

    Returns:
        It, or None where the theme cannot be used; and what was found.
    """
    theme, findings = load_theme(content / "tema.yaml")
    findings += broken_logo(theme or {})
    goals, found = load_goals(content / "baerekraftsmal.yaml")
    return Shared(theme, goals) if theme else None, findings + found


def read_year(path: Path, shared: Shared | None) -> tuple[Program | None, list[Finding]]:
    """Read a year's folder.

    Returns:
        Its programme, or None where that has errors; and what was found.
    """
    folder = read_folder(path)
    program, findings = check_folder(folder)
    findings += missing_glyphs(folder.printed())
    if program and shared:
        findings += narrow_columns(program, shared.theme)
    if program:
        findings += languages.unused(folder.trees[PROGRAM], folder.printed())
        findings += broken_pictures(program, folder.path)
    return program, findings
