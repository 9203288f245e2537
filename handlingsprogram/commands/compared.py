"""What the commands that compare have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram import report
from handlingsprogram.commands import CONTENT_ERRORS, terminal

if TYPE_CHECKING:
    from handlingsprogram.finding import Finding


def not_compared(findings: list[Finding]) -> int:
    """Tell what keeps a comparison from being made, and return the exit code."""
    terminal.report(findings)
    terminal.say(report.summary(findings) + "; ingenting er sammenlignet")
    return CONTENT_ERRORS


def encoded(content: str | bytes) -> bytes:
    """Return a report as the bytes of its file."""
    return content if isinstance(content, bytes) else content.encode()
