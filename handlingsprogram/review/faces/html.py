"""A comparison as one web page, in the theme of the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import has_errors
from handlingsprogram.read.load import load_theme
from handlingsprogram.review.html import html
from handlingsprogram.review.sides.lenient import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.review.compare.model import Comparison


def render(comparison: Comparison, content: Path) -> str:
    """Return the page.

    Raises:
        ContentError: the theme cannot be read.
    """
    theme, findings = load_theme(content / "tema.yaml")
    if theme is None or has_errors(findings):
        raise ContentError(findings)
    return html(comparison, theme)
