"""Two texts word by word: what is left, what is gone, what has come."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from handlingsprogram.records import record
from handlingsprogram.review.compare.likeness import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r"\w+(?:[-/.,:]\w+)*|\s+|[^\w\s]")
"""A word, with what joins it to the next (`50-100`, `3,00`, `f.eks`); blanks; any other character."""
LEAST_ALIKE = 30.0
"""Texts that are less alike are shown whole, the old one and the new one: too little is left to read on."""
_ISLAND = 2
"""So few words between two changes are no rest for the eye: they are shown as changed with them."""


class Slag(StrEnum):
    """What has become of a piece of text."""

    LIK = "lik"
    UT = "ut"
    INN = "inn"


@record
class Bit:
    """A piece of text, and what has become of it."""

    slag: Slag
    tekst: str


def word_changes(fra: str, til: str) -> tuple[Bit, ...]:
    """Return the pieces of two texts in reading order; what is gone stands before what has come for it.

    The pieces that are `LIK` or `UT` make the old text, those that are `LIK` or `INN` the new one.
    """
    if fra == til or not fra or not til or likeness(fra, til) < LEAST_ALIKE:
        return _bits(_Run("", "", "")) if fra == til == "" else _whole(fra, til)
    return token_changes(_TOKEN.findall(fra), _TOKEN.findall(til))


def token_changes(old: Sequence[str], new: Sequence[str]) -> tuple[Bit, ...]:
    """Return the same for two texts in pieces: words, or the items of a list."""
    from rapidfuzz.distance import Indel

    runs = []
    for step in Indel.opcodes(old, new):
        gone = "".join(old[step.src_start : step.src_end])
        come = "".join(new[step.dest_start : step.dest_end])
        runs.append(_Run(gone, "", "") if step.tag == "equal" else _Run("", gone, come))
    return tuple(bit for run in _joined(runs) for bit in _bits(run))


@record
class _Run:
    """Text that is left, or text that is gone with what has come for it."""

    left: str
    gone: str
    come: str


def _whole(fra: str, til: str) -> tuple[Bit, ...]:
    return _bits(_Run(fra, "", "") if fra == til else _Run("", fra, til))


def _bits(run: _Run) -> tuple[Bit, ...]:
    pieces = (Slag.LIK, run.left), (Slag.UT, run.gone), (Slag.INN, run.come)
    return tuple(Bit(slag, text) for slag, text in pieces if text)


def _joined(runs: list[_Run]) -> Iterator[_Run]:
    """Join changes with only an island of text between them, so that they read as one."""
    gone, come = "", ""
    for i, run in enumerate(runs):
        is_last = i == len(runs) - 1
        if not run.left:
            gone, come = gone + run.gone, come + run.come
        elif (gone or come) and not is_last and _is_island(run.left, gone, come):
            gone, come = gone + run.left, come + run.left
        else:
            yield from _trimmed(gone, come)
            gone, come = "", ""
            yield run
    yield from _trimmed(gone, come)


def _is_island(left: str, gone: str, come: str) -> bool:
    words = re.findall(r"\w+", left)
    if not words:
        # «28. oktober» and «29. august» are one date each, not a day and a month.
        return left.isspace() or (left == ". " and gone[-1:].isdigit() and come[-1:].isdigit())
    both_sides = bool(gone.strip()) and bool(come.strip())
    return both_sides and len(words) < _ISLAND and len("".join(words)) <= len(gone) + len(come)


def _trimmed(gone: str, come: str) -> Iterator[_Run]:
    """Give a change without the blanks that both its sides begin and end with."""
    if gone and come:
        start = _common(gone, come)
        end = _common(gone[start:][::-1], come[start:][::-1])
        stop = -end if end else None
        yield _Run(gone[:start], "", "")
        yield _Run("", gone[start:stop], come[start:stop])
        yield _Run(gone[stop:] if stop else "", "", "")
    elif gone or come:
        yield _Run("", gone, come)


def _common(one: str, other: str) -> int:
    """Return how many blanks two texts both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b or not a.isspace():
            break
        count += 1
    return count
