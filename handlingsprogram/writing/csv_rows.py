"""Edits of a CSV file in its text: only the rows that change do.

The functions are those of `edits`; a path is a row, counted from 0 with heads included and empty rows left
out, and a column.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from handlingsprogram.read import csv_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.read.text.strict_yaml import Path_

KIND = "tabellfil"
"""What the keys of such files begin with, where those of others have their schema's name."""


def replace(text: str, path: Path_, value: str) -> str:
    """Return the text with another cell."""
    row, column = map(int, path)
    cells = lift(text, path)
    cells[column] = value
    return _spliced(text, _lines(text, row), _written(text, cells))


def insert(text: str, path: Path_, index: int, value: Sequence[str]) -> str:
    """Return the text with a new row, which becomes number `index`; the file's rows are the list."""
    assert not path  # noqa: S101
    known = csv_tables.rows(text)
    at = _lines(text, index)[0] if index < len(known) else _lines(text, len(known) - 1)[1]
    return _spliced(text, (at, at), _written(text, value))


lay = insert


def lift(text: str, path: Path_) -> list[str]:
    """Return the cells of a row."""
    return [*csv_tables.rows(text)[int(path[0])][1]]


def remove(text: str, path: Path_) -> str:
    """Return the text without a row."""
    return _spliced(text, _lines(text, int(path[0])), "")


def _lines(text: str, row: int) -> tuple[int, int]:
    """Return the first line of a row, and the one behind its last."""
    known = csv_tables.rows(text)
    start = known[row][0] - 1
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines[start:], delimiter=csv_tables.separator(text))
    next(reader)
    return start, start + reader.line_num


def _spliced(text: str, span: tuple[int, int], new: str) -> str:
    start, end = span
    lines = text.splitlines(keepends=True)
    before, after = "".join(lines[:start]), "".join(lines[end:])
    if new and not after and not text.endswith("\n"):
        new = new.removesuffix("\n")
        before += "\n" if before and not before.endswith("\n") else ""
    return f"{before}{new}{after}"


def _written(text: str, cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=csv_tables.separator(text), lineterminator="\n").writerow(cells)
    return line.getvalue()
