"""What the two finished documents are made of: a comparison reads what it can, a document needs all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Severity, has_errors
from handlingsprogram.read.goals import load_goals
from handlingsprogram.read.load import check_folder, load_theme, read_folder
from handlingsprogram.render.documents import Shared, pictures
from handlingsprogram.render.preflight import broken_logo, broken_pictures, missing_glyphs
from handlingsprogram.review.lenient import ContentError
from handlingsprogram.review.redline.report import Material

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handlingsprogram.read.program import Program
    from handlingsprogram.review.sides import Side


def material(side: Side, content: Path, epoch: Callable[[Program], int]) -> Material:
    """Read a side as a build does.

    Args:
        side: the side.
        content: the working tree's content folder, whose colours, fonts and goals both sides get.
        epoch: gives a programme's time stamp, in seconds since 1970.

    Raises:
        ContentError: the document cannot be built.
        UserError: git lacks something.
    """
    shared = _shared(content)
    with side.on_disk() as place:
        folder = read_folder(place / side.year)
        program, findings = check_folder(folder)
        findings += missing_glyphs(folder.printed(), shared.theme)
        if program:
            findings += broken_pictures(program, folder.path)
        if not program or has_errors(findings):
            errors = [finding for finding in findings if finding.severity is Severity.ERROR]
            raise ContentError([side.renamed(finding, place) for finding in errors])
        files = pictures(program, folder.path, shared.theme)
    return Material(program, shared, files, epoch(program))


def _shared(content: Path) -> Shared:
    theme, findings = load_theme(content / "tema.yaml")
    goals, found = load_goals(content / "baerekraftsmal.yaml")
    findings += found
    findings += broken_logo(theme or {})
    if theme is None or has_errors(findings):
        raise ContentError(findings)
    return Shared(theme, goals)
