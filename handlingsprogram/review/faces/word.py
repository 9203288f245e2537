"""The Word report: the finished document with tracked changes."""

from handlingsprogram.review.redline import report as render

__all__ = ["render"]
