"""Norwegian typography: what is kept on one line (44 %, § 18-4, kr 3,00, 1. mars, 2,1 mill.), and dates."""

from __future__ import annotations

import re

_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_TOGETHER = re.compile(
    r"(?<=\d)\s(?=%|mill\b|mrd\b|million|milliard)"
    r"|(?<=§)\s(?=\d)"
    r"|(?<=\bkr)\s(?=\d)|(?<=\bkr\.)\s(?=\d)"
    # Not where a line begins: there «1. mars» is the first item of a list.
    rf"|(?<=\s\d\.)\s(?=(?:{_MONTHS})\b)|(?<=\s\d\d\.)\s(?=(?:{_MONTHS})\b)"
)
_LINE_START = re.compile(r"^(\s*\d+\.)\u00a0", re.MULTILINE)


def keep_together(text: str) -> str:
    """Return the text with non-breaking spaces where a line must not end.

    Works on plain text, Markdown and HTML alike: only single spaces and line ends are replaced.
    """
    return _LINE_START.sub(r"\1 ", _TOGETHER.sub("\u00a0", text))


def long_date(iso: str) -> str:
    """Return a date `åååå-mm-dd` in words: 18. desember 2024."""
    year, month, day = map(int, iso.split("-"))
    return f"{day}. {_MONTHS.split('|')[month - 1]} {year}"
