"""The Word report: the finished document with tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.output import time_stamp
from handlingsprogram.review.redline import report
from handlingsprogram.review.redline.material import material

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.faces import Sources


def render(comparison: Comparison, sources: Sources) -> bytes:
    """Return the Word file.

    Raises:
        ContentError: a side cannot be built.
    """
    return report(comparison, *(material(side, sources.content, time_stamp) for side in sources.sides))
