"""Norwegian typography: what is kept on one line (44 %, § 18-4, kr 3,00, 1. mars, 2,1 mill.), and dates."""

from __future__ import annotations

import re

from handlingsprogram.prose.items import MARK, MONTHS

_GAP = rf"(?:[^\S\n]|\n(?![ \t]*(?:{MARK})(?:\s|$)))"
"""A blank, or a line's end that no item of a list follows."""
_TOGETHER = re.compile(
    rf"(?<=\d){_GAP}(?=%|mill\b|mrd\b|million|milliard)"
    rf"|(?<=§){_GAP}(?=\d)"
    rf"|(?<=\bkr){_GAP}(?=\d)|(?<=\bkr\.){_GAP}(?=\d)"
    r"|(?<=\d) (?=\d{3}(?!\d))"
    # Where a line begins, a full stop that is none of a list's has a backslash before it.
    rf"|(?:(?<=\s\d\.)|(?<=\s\d\d\.)|(?<=\d\\\.)){_GAP}(?=(?:{MONTHS})\b)"
)


def keep_together(text: str) -> str:
    """Return the text with non-breaking spaces where a line must not end.

    Works on plain text, Markdown and HTML alike: only single spaces and line ends are replaced.
    """
    return _TOGETHER.sub("\u00a0", text)


def long_date(iso: str) -> str:
    """Return a date `åååå-mm-dd` in words: 18. desember 2024."""
    year, month, day = map(int, iso.split("-"))
    return f"{day}. {MONTHS.split('|')[month - 1]} {year}"
