"""Footnotes' texts: which lines of a text are a note's."""

from __future__ import annotations

import re

from handlingsprogram.prose.items import NOTE
from handlingsprogram.records import record

INDENT = 4
"""In which column a footnote's further paragraphs begin."""
_BEGINS = re.compile(rf" {{0,3}}(?={NOTE})")
_MARK = re.compile(NOTE)


@record
class Note:
    """A footnote's text."""

    mark: str
    """`[^a]:`."""
    at: int
    """Where its mark stands in the text."""
    start: int
    """Where its words begin."""
    stop: int
    """Where they end."""
    first: int
    """The number of its first line, from 0."""
    end: int
    """The number of the line after its last."""


def notes(markdown: str) -> list[Note]:
    """Return the footnotes' texts in a text.

    A note goes on to the next one, or to a paragraph that is not indented.
    """
    if "]:" not in markdown:
        return []
    lines = markdown.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found = []
    for first, line in enumerate(lines):
        if begins := _BEGINS.match(line):
            mark = _MARK.match(line, begins.end())
            assert mark is not None  # noqa: S101 — the pattern before has seen it
            end = _end(lines, first)
            stop = starts[end - 1] + len(lines[end - 1].rstrip())
            at, start = starts[first] + mark.start(), starts[first] + mark.end()
            found.append(Note(mark[0].rstrip(), at, start, max(start, stop), first, end))
    return found


def _end(lines: list[str], first: int) -> int:
    """Return the number of the line after a note's last."""
    end = first + 1
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if _BEGINS.match(line):
            break
        if line.strip():
            if end < number and _indent(line) < INDENT:
                break
            end = number + 1
    return end


def _indent(line: str) -> int:
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())
