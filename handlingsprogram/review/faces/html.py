"""A report as one web page, in the theme of the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import has_errors
from handlingsprogram.read.load import load_theme
from handlingsprogram.render.web.page import page
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.review.sides.lenient import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.review.report.model import Report


def render(report: Report, content: Path) -> str:
    """Return the page.

    Raises:
        ContentError: the theme cannot be read.
    """
    theme, findings = load_theme(content / "tema.yaml")
    if theme is None or has_errors(findings):
        raise ContentError(findings)
    values = {"r": report, "språk": report.language, "ord": fixed_words(report.language)}
    return page("endringer", values, theme)
