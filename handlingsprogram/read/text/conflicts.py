"""Conflicts that git left in a file: both sides of what two people changed, between lines of marks."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position
from handlingsprogram.read.limits import MOST
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARK = re.compile(r"(?P<before>[ \t]*)(?P<mark><{7}|\|{7}|={7}|>{7})(?: +(?P<name>.*))?\s*")
_OURS, _BASE, _BETWEEN, _THEIRS = "<", "|", "=", ">"


@record
class _Line:
    """A line of marks."""

    number: int
    """Counted from 1."""
    column: int
    sign: str
    name: str
    """What git calls the side: a branch or a commit."""


def conflicts(file: str, text: str) -> list[Finding]:
    """Return a finding for each conflict in a file, at its first line, and for marks that are left of one.

    Args:
        file: the path that findings print.
        text: the file's text.
    """
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    told = (
        Finding(Position(file, *place), "fil-konflikt", message) for place, message in _told(_marks(text))
    )
    return list(islice(told, MOST))


def _marks(text: str) -> list[_Line]:
    matches = ((number, _MARK.fullmatch(line)) for number, line in enumerate(text.splitlines(), 1))
    return [
        _Line(number, len(match["before"]) + 1, match["mark"][0], match["name"] or "")
        for number, match in matches
        if match
    ]


def _told(marks: Sequence[_Line]) -> Iterator[tuple[tuple[int, int], str]]:
    """Give place and message of each conflict, and of each mark without the others."""
    at = 0
    while at < len(marks):
        lines = _whole(marks[at : at + 4])
        if lines:
            yield (lines[0].number, lines[0].column), _sides(lines)
        elif marks[at].sign in {_OURS, _THEIRS}:  # a line of = or | alone is told of as what it looks like
            sign = marks[at].sign * 7
            message = f"«{sign}» er igjen etter en konflikt i Git; slett linjen når teksten rundt er riktig"
            yield (marks[at].number, marks[at].column), message
        at += len(lines) or 1


def _whole(marks: Sequence[_Line]) -> Sequence[_Line]:
    """Return the lines of marks of the conflict that begins a list of them; none where it is not whole."""
    for order in ((_OURS, _BETWEEN, _THEIRS), (_OURS, _BASE, _BETWEEN, _THEIRS)):
        lines = marks[: len(order)]
        if tuple(line.sign for line in lines) == order:
            return lines
    return ()


def _sides(lines: Sequence[_Line]) -> str:
    ours, between, theirs = lines[0], lines[-2], lines[-1]
    sides = (
        _side(ours.number, lines[1].number, ours.name),
        _side(between.number, theirs.number, theirs.name),
    )
    cure = f"behold det som skal gjelde, og slett merkene på linje {_listed(lines)}"
    return f"to utgaver står etter hverandre etter en konflikt i Git: {sides[0]} og {sides[1]}; {cure}"


def _side(mark: int, after: int, name: str) -> str:
    """Say where a side stands: between two lines of marks."""
    first, last = mark + 1, after - 1
    where = f"linje {first}–{last}" if last > first else f"linje {first}"
    where = where if last >= first else f"ingenting etter linje {mark}"
    return f"{where} («{name}»)" if name else where


def _listed(lines: Sequence[_Line]) -> str:
    *most, last = (str(line.number) for line in lines)
    return f"{', '.join(most)} og {last}"
