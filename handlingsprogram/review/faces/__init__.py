"""The faces of a report: each module here lays it out in one format.

A face is a function `render(report) -> str | bytes`. A new one is a module with that function and a line
in `FACES`; the command line and the help follow (`make diff` names its own). Some are made of more than the
report: the page wears the theme, JSON has the changes themselves, the Word report is two finished documents.
"""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.redline.report import Documents
    from handlingsprogram.review.report.model import Report
    from handlingsprogram.review.sides.side import Side

FACES = {"text": "text", "md": "markdown", "html": "html", "docx": "word", "json": "json_data"}
"""Format -> the module that prints it, in the order they are shown."""


class Sources(NamedTuple):
    """Where some faces take what the comparison does not hold."""

    content: Path = Path("content")
    """The content folder, whose theme the web page wears."""
    documents: Callable[[], Documents] | None = None
    """Waits for both finished documents, which the Word report is made of."""
    sammendrag: bool = True
    """Whether the Word report begins with a page that sums it up."""


NONE = Sources()


@contextmanager
def sources(
    names: Sequence[str], sides: tuple[Side, Side], content: Path, *, sammendrag: bool
) -> Iterator[Sources]:
    """Give what some formats need besides the comparison; documents are built beside what goes on meanwhile.

    Args:
        names: the formats that will be asked for.
        sides: the old and the new side.
        content: the content folder.
        sammendrag: whether the Word report begins with a page that sums it up.
    """
    if "docx" not in names:
        yield Sources(content)
        return
    from handlingsprogram.output import time_stamp
    from handlingsprogram.review.redline import begun

    with begun(sides, content, time_stamp) as documents:
        yield Sources(content, documents, sammendrag)


def render(
    name: str, comparison: Comparison, sources: Sources = NONE, *, coloured: bool = False
) -> str | bytes:
    """Return a comparison in one of the formats of `FACES`; see `render_all`."""
    return render_all((name,), comparison, sources, coloured=coloured)[name]


def render_all(
    names: Sequence[str], comparison: Comparison, sources: Sources = NONE, *, coloured: bool = False
) -> dict[str, str | bytes]:
    """Return a comparison in several formats, made from one report.

    Args:
        names: the formats.
        comparison: what to tell.
        sources: what some faces are made of besides.
        coloured: whether text is for a terminal that shows colours.
    """
    from handlingsprogram.review.report.build import report

    told = report(comparison)
    return {name: _laid_out(name, told, comparison, sources, coloured=coloured) for name in names}


def _laid_out(
    name: str, told: Report, comparison: Comparison, sources: Sources, *, coloured: bool
) -> str | bytes:
    face = import_module(f"handlingsprogram.review.faces.{FACES[name]}")
    printed: str | bytes
    match name:
        case "docx":
            assert sources.documents  # noqa: S101 — who asks for it has begun them
            printed = face.render(told, comparison, sources.documents(), sammendrag=sources.sammendrag)
        case "html":
            printed = face.render(told, sources.content)
        case "json":
            printed = face.render(told, comparison)
        case "text" if coloured:
            printed = face.coloured(told)
        case _:
            printed = face.render(told)
    return printed
