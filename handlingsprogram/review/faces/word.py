"""The Word report: the finished document with tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.review.faces.front import front
from handlingsprogram.review.redline import report

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.redline.report import Documents
    from handlingsprogram.review.report.model import Report


def render(told: Report, comparison: Comparison, documents: Documents, *, sammendrag: bool) -> bytes:
    """Return the Word file.

    Args:
        told: the report, which the first page is made of.
        comparison: what is paired with what.
        documents: both documents.
        sammendrag: whether there is a first page.
    """
    return report(comparison, documents, front(told.head) if sammendrag else ())
