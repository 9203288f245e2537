"""Where a table may go on over a page: what names rows goes with them, and its last row does not go alone."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from handlingsprogram.render.edition.parts import Table

_MOST_NAMES = 3
"""More rows below each other that have names and nothing else are a table that waits for its figures."""
_TAG = re.compile(r"<[^>]+>")
_MUCH = 120
"""A row with a cell of so many characters fills several lines, and may stand alone on a page."""
_MOST_TOGETHER = 6
"""So many rows at a table's end may stay together; more would leave much of a page empty."""


class Breaks(NamedTuple):
    """How the rows of a table hold together."""

    names: tuple[int, ...]
    """For each row 0, or its depth among names right below each other, from 1: it goes with the row below."""
    repeated: tuple[bool, ...]
    """For each row whether it stands above those it names on every page."""
    last: int
    """From this row on, they stay on one page; as many as there are rows where none need to."""


def breaks(table: Table) -> Breaks:
    """Return how the rows of a table hold together."""
    names = _names(table)
    below = [*names, 0][1:]
    repeated = tuple(
        bool(depth) and row.gruppe and not nested
        for row, depth, nested in zip(table.rader, names, below, strict=True)
    )
    return Breaks(tuple(names), repeated, _last(table, names))


def _names(table: Table) -> list[int]:
    depths: list[int] = []
    for is_name, run in groupby(row.gruppe or row.navner for row in table.rader):
        count = len(list(run))
        names_rows = is_name and count <= _MOST_NAMES and len(depths) + count < len(table.rader)
        depths += range(1, count + 1) if names_rows else [0] * count
    return depths


def _last(table: Table, names: list[int]) -> int:
    count = len(table.rader)
    is_long = any(len(_TAG.sub("", cell.html)) > _MUCH for row in table.rader[-1:] for cell in row.celler)
    if is_long or count == 1:
        return count
    last = max(count - 2, 0)
    while last and (names[last - 1] or any(_reaches(table, number, last) for number in range(last))):
        last -= 1
    return last if count - last <= _MOST_TOGETHER else count


def _reaches(table: Table, number: int, last: int) -> bool:
    return any(number + cell.ned > last for cell in table.rader[number].celler)
