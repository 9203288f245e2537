"""What changes of the content would do, before they are made: told in words, and checked."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram import report
from handlingsprogram.commands.terminal import is_coloured
from handlingsprogram.commands.trial import as_here, found, trial
from handlingsprogram.finding import has_errors
from handlingsprogram.malform import in_run
from handlingsprogram.records import record
from handlingsprogram.review import faces
from handlingsprogram.review.sides.lenient import ContentError
from handlingsprogram.review.sides.side import Side, compare_sides

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Files = Mapping[Path, tuple[str, str]]
    """The text of each file that changes, as it is and as it is to be."""


@record
class Tried:
    """What changes would do."""

    told: str
    """What they change, as `diff` tells it."""
    findings: str
    """What `check` would find that it does not find now, as it prints it."""
    has_errors: bool
    """Whether the year could not be built."""


def tried(files: Files, called: str, content: Path, year: str) -> Tried:
    """Make the changes in a copy of the content, and look at it.

    Args:
        files: what changes.
        called: what the new side is called: the file, or the files, that the changes come from.
        content: the content folder.
        year: the year's folder in it.
    """
    with trial(content, {path: new.encode() for path, (_, new) in files.items()}) as copy:
        told = _told(Side(year, year, content, None), Side(year, year, copy, None), called)
        known = {(one.rule, one.message) for one in found(content, year)}
        fresh = [one for one in found(copy, year) if (one.rule, one.message) not in known]
        shown = report.text(fresh, coloured=is_coloured(sys.stdout))
        return Tried(as_here(told, copy, content), as_here(shown, copy, content), has_errors(fresh))


def _told(old: Side, new: Side, called: str) -> str:
    try:
        comparison = compare_sides(old, new)
    except ContentError as error:
        return report.text(error.findings, coloured=is_coloured(sys.stdout))
    comparison = replace(
        comparison,
        fra_beskrevet=f"{old.year} {in_run('slik det ligger i arbeidsmappen')}",
        til_beskrevet=called,
    )
    return str(faces.render("text", comparison, coloured=is_coloured(sys.stdout))).removesuffix("\n")
