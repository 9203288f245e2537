"""The faces of a report: each module here lays it out in one format.

A face is a function `render(report) -> str | bytes`. A new one is a module with that function and a line
in `FACES`; the command line, `make diff` and the help follow. Some are made of more than the report: the
web page wears the theme, JSON has the changes themselves, the Word report is made of two finished documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.review.formats import FACES
from handlingsprogram.review.report.build import report

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.sides.side import Side


@dataclass(frozen=True, slots=True)
class Sources:
    """Where some faces take what the comparison does not hold."""

    content: Path = Path("content")
    """The content folder, whose theme the web page wears."""
    sides: tuple[Side, Side] | tuple[()] = ()
    """The old and the new side, which the Word report is made of."""
    sammendrag: bool = True
    """Whether the Word report begins with a page that sums it up."""


NONE = Sources()


def render(
    name: str, comparison: Comparison, sources: Sources = NONE, *, coloured: bool = False
) -> str | bytes:
    """Return a comparison in one of the formats of `FACES`.

    Args:
        name: the format.
        comparison: what to tell.
        sources: what some faces are made of besides.
        coloured: whether text is for a terminal that shows colours.
    """
    face = import_module(f"handlingsprogram.review.faces.{FACES[name]}")
    told = report(comparison)
    printed: str | bytes
    match name:
        case "docx":
            printed = face.render(told, comparison, sources)
        case "html":
            printed = face.render(told, sources.content)
        case "json":
            printed = face.render(told, comparison)
        case "text" if coloured:
            printed = face.coloured(told)
        case _:
            printed = face.render(told)
    return printed
