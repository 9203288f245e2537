"""Quotations: which lines of a text are one, and where their words begin.

A quotation stands between blank lines, every line of it begins with `>`, and it has paragraphs only
(`marks.faults`).
"""

from __future__ import annotations

import re

_LINE = re.compile(r" {0,3}>[ \t]?")
_ANY = re.compile(r"^ {0,3}>", re.MULTILINE)
_MARKS = re.compile(rf"(?<=\n){_LINE.pattern}")

MARK = ">"


def has_quotes(markdown: str) -> bool:
    """Tell whether a text has a quotation; few have."""
    return ">" in markdown and bool(_ANY.search(markdown))


def behind_mark(line: str) -> int:
    """Return how many characters make a line one of a quotation's; 0 for other lines."""
    found = _LINE.match(line)
    return found.end() if found else 0


def may_be_greater_than(line: str) -> bool:
    """Tell whether the mark of a line may be meant as the sign before a figure: «> 5 prosent»."""
    return line[behind_mark(line) :].lstrip()[:1].isdigit()


def without_marks(words: str) -> str:
    """Return a paragraph's words, from the first on, without what its further lines begin with."""
    return _MARKS.sub("", words)


def with_blanks(words: str) -> str:
    """Return them with blanks for that, so that every other character stays in its place."""
    return _MARKS.sub(lambda mark: " " * len(mark[0]), words)
