"""What a file says of the budget: each cell with the post and the column that it is of, and what is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.records import record
from handlingsprogram.tables.sheets import address

if TYPE_CHECKING:
    from handlingsprogram.read.model.budget import Rad, Tabell, Tallkolonne
    from handlingsprogram.tables.back.opened import Found, Opened

_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹*]+$")
"""Marks of notes behind a post's name."""


@record
class Reading:
    """A cell of a file, and the cell of the budget that it is of."""

    tabell: Tabell
    rad: Rad
    kolonne: Tallkolonne
    found: Found | None
    """None where the file has nothing."""
    where: str
    """`Driftsbudsjett!B7`."""
    is_hollow: bool = False
    """Whether it is a formula that nobody has reckoned."""


@record
class Told:
    """What is said of a place of the file."""

    where: str
    what: str


@record
class Read:
    """What a sheet, or a part of it, gives."""

    readings: tuple[Reading, ...]
    told: tuple[Told, ...]
    """What could not be read, and how to mend it."""
    taken: tuple[Told, ...] = ()
    """What was read otherwise than it stands, so that it can be looked at."""
    unit: str = ""
    """What the file tells that its figures are in; empty where it does not."""
    is_ours: bool = False
    """Whether it is of our own making: then an empty cell says that there shall be no figure."""


def place(sheet: Opened, row: int, column: int) -> str:
    """Return what a person calls a cell: `B7`, with its sheet's name before it where it has one."""
    return f"{sheet.name}!{address(row, column)}" if sheet.name else address(row, column)


def plain(text: str) -> str:
    """Return a name as it is compared: letters alike, one blank, without marks of notes."""
    words = " ".join(text.replace("\u00ad", "").split()).casefold().rstrip(":")
    return _RAISED.sub("", words).rstrip(" :")
