"""A workbook as frozen data: sheets of rows of cells."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Plain = str | int | Decimal | date | None
"""What a cell may hold; a text is never taken for a formula, and None leaves the cell empty."""
BETWEEN = "; "
"""What stands between several values in one cell: names have commas of their own."""


@record
class Formula:
    """A cell that the program which opens the file reckons."""

    text: str
    """As spreadsheets write it in files: with `=`, English names of functions, and commas."""
    value: Plain
    """What it gives, for who does not reckon."""


Value = Plain | Formula


@record
class Look:
    """How a cell looks."""

    number: str = ""
    """The format of its figures or its date, as spreadsheets write it; empty for the usual one."""
    bold: bool = False
    head: bool = False
    """Whether it is the heading of a column."""
    title: bool = False
    """Whether it is the sheet's title."""
    faint: bool = False
    right: bool = False
    centre: bool = False
    wrap: bool = False
    line: bool = False
    """Whether a line stands above it, as above a sum."""


PLAIN = Look()


@record
class Cell:
    """A cell; `across` more than 1 where it spans columns."""

    value: Value = None
    look: Look = PLAIN
    note: str = ""
    """What is told of it beside the sheet."""
    across: int = 1
    link: str = ""
    """The address that it leads to: `https://…`, or `internal:'Sheet'!A1`."""


@record
class Row:
    """A row; a cell that spans columns is followed by what stands behind them."""

    cells: tuple[Cell, ...]
    hidden: bool = False
    level: int = 0
    """How many groups it stands in, which fold."""


@record
class Sheet:
    """A sheet. Its title stands in A1, for those who hear it read."""

    name: str
    """As `sheet_names` gives it."""
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    """Of the columns, in characters."""
    frozen: tuple[int, int] = (0, 0)
    """How many rows and columns stay where they are; the rows are repeated on every printed page."""
    landscape: bool = False
    hidden: frozenset[int] = frozenset()
    """Columns that do not show, from 0."""
    filtered: int | None = None
    """The row, from 0, whose cells are headings that rows can be chosen by; None for none."""


@record
class Workbook:
    """A file of sheets, and what it says of itself."""

    sheets: tuple[Sheet, ...]
    title: str
    epoch: int
    """Its time stamp, in seconds since 1970."""
    subject: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    status: str = ""
    named: Mapping[str, str] = field(default_factory=dict)
    """Properties that have no field of their own, by name."""
    font: str = "Calibri"
    colours: Mapping[str, str] = field(default_factory=dict)
    """`head`, `on_head`, `line` and `faint`, as `#rrggbb`; those that are not said are black on grey."""


def dress(theme: Mapping[str, Any]) -> dict[str, Any]:
    """Return a workbook's font and colours, as tema.yaml has them."""
    colours = theme["farger"]
    return {
        "font": theme["skrift"]["word"],
        "colours": {
            "head": colours["hoved"],
            "on_head": colours["på_hoved"],
            "line": colours["linje"],
            "faint": colours["dempet"],
        },
    }


_LONGEST = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\\n\r\t", " "))
_TAKEN = ("history",)
"""Names that Excel has for itself."""


def sheet_names(titles: Collection[str]) -> list[str]:
    """Return a name for each title, as Excel takes it: short, with few signs, and no other's.

    Args:
        titles: what the sheets are of.
    """
    found: list[str] = []
    taken = set(_TAKEN)
    for title in titles:
        clean = " ".join(title.translate(_NOT_IN_NAMES).split()).strip("'") or "-"
        name, number = _cut(clean, _LONGEST), 2
        while name.casefold() in taken:
            more = f" ({number})"
            name, number = _cut(clean, _LONGEST - len(more)) + more, number + 1
        taken.add(name.casefold())
        found.append(name)
    return found


def _cut(name: str, most: int) -> str:
    """Return a name that is no longer than it may be; Excel counts what UTF-16 has."""
    while len(name.encode("utf-16-le")) > 2 * most:
        name = name[:-1]
    return name.strip(" '")


def address(row: int, column: int, sheet: str = "") -> str:
    """Return what a cell is called: `B7`, or `'Sheet'!B7`.

    Args:
        row: counted from 0.
        column: counted from 0.
        sheet: the name of its sheet; empty within that.
    """
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    quoted = sheet.replace("'", "''")
    return (f"'{quoted}'!" if sheet else "") + f"{letters}{row + 1}"
