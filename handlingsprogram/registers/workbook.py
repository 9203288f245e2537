"""The register as a workbook: a sheet for each list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.registers.lists import DIRECT, THROUGH
from handlingsprogram.tables.sheets import (
    PLAIN,
    Cell,
    Look,
    Row,
    Sheet,
    Workbook,
    address,
    dress,
    sheet_names,
)
from handlingsprogram.tables.xlsx import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handlingsprogram.registers.lists import Liste

_HEAD, _TITLE, _WRAPPED, _CENTRED = Look(head=True), Look(title=True), Look(wrap=True), Look(centre=True)
_NARROW = 12
"""A column that is no broader has few words, which need not go on to another line."""


def workbook(lists: Sequence[Liste], about: About) -> bytes:
    """Return the lists as a workbook, a sheet for each, after one that tells what they are.

    Args:
        lists: what it holds.
        about: what it says of itself.
    """
    names = sheet_names([about.navn, *(one.navn for one in lists)])
    sheets = [_sheet(one, name) for one, name in zip(lists, names[1:], strict=True)]
    return written(
        Workbook(
            (_front(lists, names, about), *sheets),
            title=about.tittel,
            epoch=about.epoch,
            **dress(about.theme),
        )
    )


class About(NamedTuple):
    """What a workbook says of itself."""

    tittel: str
    navn: str
    """What its first sheet is called."""
    hode: tuple[str, ...]
    """What the columns of that are called: the sheets, what they tell, and how many rows they have."""
    epoch: int
    """Its time stamp, in seconds since 1970."""
    theme: Mapping[str, Any]
    """Colours and fonts, as in tema.yaml."""


def _front(lists: Sequence[Liste], names: Sequence[str], about: About) -> Sheet:
    """Return the first sheet: what each of the others is, with a link to it."""
    rows = [Row((Cell(about.tittel, _TITLE),)), Row(tuple(Cell(one, _HEAD) for one in about.hode))]
    for one, name in zip(lists, names[1:], strict=True):
        link = f"internal:{address(0, 0, name)}"
        rows.append(Row((Cell(one.navn, link=link), Cell(one.om, _WRAPPED), Cell(len(one.rader)))))
    return Sheet(names[0], tuple(rows), (30, 90, 10), frozen=(2, 0))


def _sheet(liste: Liste, name: str) -> Sheet:
    """Return a list's sheet, without the columns that have nothing in them."""
    filled = [
        place
        for place, column in enumerate(liste.kolonner)
        if column.har_merker or any(row[place] != "" for row in liste.rader)
    ]
    columns = [liste.kolonner[place] for place in filled]
    looks = [PLAIN if one.bredde <= _NARROW else _WRAPPED for one in columns]

    def cell(value: str | int, look: Look) -> Cell:
        is_short = isinstance(value, int) or value in {DIRECT, THROUGH}
        return Cell(value if value != "" else None, _CENTRED if is_short else look)

    rows = [
        Row((Cell(liste.om, _TITLE),)),
        Row(tuple(Cell(one.overskrift, _HEAD, one.forklaring) for one in columns)),
        *(
            Row(tuple(cell(row[place], look) for place, look in zip(filled, looks, strict=True)))
            for row in liste.rader
        ),
    ]
    widths = tuple(one.bredde for one in columns)
    return Sheet(name, tuple(rows), widths, frozen=(2, 0), landscape=True, filtered=1)
