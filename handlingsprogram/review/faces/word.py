"""The Word report: the finished document with tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.output import time_stamp
from handlingsprogram.review.faces.front import front
from handlingsprogram.review.redline import materials, report

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.faces import Sources
    from handlingsprogram.review.report.model import Report


def render(told: Report, comparison: Comparison, sources: Sources) -> bytes:
    """Return the Word file.

    Args:
        told: the report, which the first page is made of.
        comparison: what is paired with what.
        sources: what both documents are made of.

    Raises:
        ContentError: a side cannot be built.
    """
    old, new = materials(sources.sides, sources.content, time_stamp)
    return report(comparison, old, new, front(told.head) if sources.sammendrag else ())
