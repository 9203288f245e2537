"""Edits of a CSV file in its text: only the rows that change do."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from handlingsprogram.read import csv_tables

if TYPE_CHECKING:
    from collections.abc import Sequence


def replace(text: str, row: int, column: int, value: str) -> str:
    """Return the text with another cell.

    Args:
        text: the whole file.
        row: counted from 0, heads included and empty rows left out.
        column: counted from 0.
        value: what the cell is to hold.
    """
    cells = [*csv_tables.rows(text)[row][1]]
    cells[column] = value
    start, end = _lines(text, row)
    return _spliced(text, start, end, _written(text, cells))


def insert(text: str, row: int, cells: Sequence[str]) -> str:
    """Return the text with a new row before another, or behind the last."""
    known = csv_tables.rows(text)
    at = _lines(text, row)[0] if row < len(known) else _lines(text, len(known) - 1)[1]
    return _spliced(text, at, at, _written(text, cells))


def remove(text: str, row: int) -> str:
    """Return the text without a row."""
    return _spliced(text, *_lines(text, row), "")


def _lines(text: str, row: int) -> tuple[int, int]:
    """Return the first line of a row, and the one behind its last."""
    known = csv_tables.rows(text)
    start = known[row][0] - 1
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines[start:], delimiter=csv_tables.separator(text))
    next(reader)
    return start, start + reader.line_num


def _spliced(text: str, start: int, end: int, new: str) -> str:
    lines = text.splitlines(keepends=True)
    if new and start and start == len(lines) and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join([*lines[:start], new, *lines[end:]])


def _written(text: str, cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=csv_tables.separator(text), lineterminator="\n").writerow(cells)
    return line.getvalue()
