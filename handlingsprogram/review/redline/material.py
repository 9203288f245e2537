"""What the two finished documents are made of: a comparison reads what it can, a document needs all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Severity, has_errors
from handlingsprogram.render.checked import read_shared, read_years
from handlingsprogram.render.documents import pictures
from handlingsprogram.review.redline.report import Material
from handlingsprogram.review.sides.lenient import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.sides.side import Side


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
    shared, findings = read_shared(content)
    if shared is None or has_errors(findings):
        raise ContentError(findings)
    folder = side.whole() / side.year
    [(program, findings)] = read_years([folder], shared)
    if not program or has_errors(findings):
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        raise ContentError([side.named(finding) for finding in errors])
    files = pictures(program, folder, shared.theme)
    return Material(program, shared, files, epoch(program))
