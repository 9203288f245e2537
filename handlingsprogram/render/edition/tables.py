"""How a table of any kind goes on the page: how wide its columns are, which of its rows hold together."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.read.model.room import CELL_PADDING, FIGURE_PADDING, fitted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.room import Room
    from handlingsprogram.render.edition.parts import Cell, Row, Table

_MOST_NAMES = 3
"""More rows below each other that have names and nothing else are a table that waits for its figures."""
_TAG = re.compile(r"<[^>]+>")
_FEW_ROWS = 3
"""So many rows are kept together by the last ones that are."""
_FEW_LINES, _MANY_LINES = 3, 20
"""A row of more lines may stand alone on a page; rows of so many together would leave much of one empty."""


def fit(table: Table, room: Room) -> Table:
    """Return a table whose columns have room for their figures, dates and words, as far as the page has."""
    shares = [column.bredde for column in table.kolonner]
    page = room.across(liggende=table.liggende)
    padding = FIGURE_PADDING if table.slag == "budsjett" else CELL_PADDING
    widths = fitted(shares, partial(_texts, table), page, padding).bredder
    if list(widths) == shares:
        return table
    columns = zip(table.kolonner, widths, strict=True)
    return replace(table, kolonner=tuple(replace(column, bredde=width) for column, width in columns))


def _texts(table: Table, number: int) -> Iterator[str]:
    """Give what is in a column; what spans several has room enough."""
    for row in (*table.hode, *table.rader):
        for at, cell in _placed(row):
            if at == number and cell.over == 1:
                yield unescape(_TAG.sub(" ", cell.html))


def _placed(row: Row) -> Iterator[tuple[int, Cell]]:
    """Give the cells of a row with the first column that each stands in."""
    at = 0
    for cell in row.celler:
        at = max(cell.fra, at)
        yield at, cell
        at += cell.over


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
    names = _with_first(table, _names(table))
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


def _with_first(table: Table, names: list[int]) -> list[int]:
    """Let the first row with more than a name go with the next one, where both are short."""
    first = next((number for number, depth in enumerate(names) if not depth), 0)
    pair = table.rader[first : first + 2]
    is_plain = not any(
        row.gruppe
        or row.navner
        or _lines(table, row) > _FEW_LINES
        or any(cell.ned > 1 for cell in row.celler)
        for row in pair
    )
    if is_plain and len(table.rader) > first + _FEW_ROWS:
        names[first] = names[first - 1] + 1 if first else 1
    return names


def _last(table: Table, names: list[int]) -> int:
    count = len(table.rader)
    last = max(count - 2, 0)
    while last and (names[last - 1] or any(_reaches(table, number, last) for number in range(last))):
        last -= 1
    heights = [_lines(table, row) for row in table.rader[last:]]
    may_stand_alone = count == 1 or (bool(heights) and heights[-1] > _FEW_LINES)
    return count if may_stand_alone or sum(heights) > _MANY_LINES else last


def _lines(table: Table, row: Row) -> float:
    """Return how many lines a row has, about; a line over the whole page has some hundred letters."""
    lines = 1.0
    for at, cell in _placed(row):
        width = sum(column.bredde for column in table.kolonner[at : at + cell.over])
        lines = max(lines, len(_TAG.sub("", cell.html)) / max(width, 1))
    return lines


def _reaches(table: Table, number: int, last: int) -> bool:
    return any(number + cell.ned > last for cell in table.rader[number].celler)
