"""A budget's table as it is printed: its heads, its rows with their figures, and the notes on them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from handlingsprogram.render.edition.parts import Cell, Row

if TYPE_CHECKING:
    from handlingsprogram.read.model.budget import Rad, Tabell
    from handlingsprogram.read.model.sheet import Regneark

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def head(tabell: Tabell) -> tuple[Row, ...]:
    """Return the columns' headings, below those that stand above several columns."""
    titles = Row(
        tuple(Cell(escape(title)) for title in (tabell.hjørne, *(one.overskrift for one in tabell.kolonner)))
    )
    if not tabell.grupper_over:
        return (titles,)
    cells = [Cell("")]
    opening = {group.kolonner[0]: group for group in tabell.grupper_over}
    below = {name for group in tabell.grupper_over for name in group.kolonner}
    for kolonne in tabell.kolonner:
        if kolonne.id in opening:
            group = opening[kolonne.id]
            cells.append(Cell(escape(group.overskrift), len(group.kolonner)))
        elif kolonne.id not in below:
            cells.append(Cell(""))
    return Row(tuple(cells)), titles


def rows(sheet: Regneark, tabell: Tabell) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return a table's rows, and what the notes on them say.

    Args:
        sheet: the budget, reckoned.
        tabell: the table.
    """
    notes: list[str] = []
    printed, in_group = [], False
    for rad in tabell.rader:
        mark = ""
        if rad.note:
            mark = str(len(notes) + 1).translate(_RAISED)
            notes.append(f"{mark} {rad.note}")
        in_group = not rad.gruppe and in_group and rad.formel is None
        printed.append(
            _row(sheet, tabell, rad, mark, "brettes" if rad.gruppe else "under" if in_group else "")
        )
        in_group = in_group or rad.gruppe
    return tuple(printed), tuple(notes)


def _row(sheet: Regneark, tabell: Tabell, rad: Rad, mark: str, group: str) -> Row:
    figures = [sheet.skrevet(tabell, rad.id, kolonne.id) for kolonne in tabell.kolonner]
    cells = tuple(Cell(escape(text)) for text in (rad.navn + mark, *figures))
    return Row(cells, rad.id, rad.uthevet, navner=rad.gruppe or rad.er_overskrift, brett=group)
