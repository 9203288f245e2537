"""Figures that are typed or pasted into a grid: how people write them, and the changes that they are.

All of what is pasted is written, or nothing; what is reckoned is left alone, and it is told where a figure
that is pasted there is another.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.changes import RefusedChangeError
from handlingsprogram.read.model.rounding import places_of
from handlingsprogram.records import record
from handlingsprogram.tables.back.figures import UnreadableError, fitted, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlingsprogram.editing.grid import Cell, Column, Grid, Row

LONGEST = 200_000
"""So many characters can be pasted at a time."""
_SHOWN = 4
"""So many faults are told of at a time."""


@record
class Done:
    """What somebody's wish comes to."""

    changes: tuple[dict[str, Any], ...]
    """The changes, as `editing.changes.read` takes them."""
    told: tuple[str, ...] = ()
    """What the user must be told of them."""


@record
class Typed:
    """What somebody has typed in a cell."""

    value: int | Decimal | str | None
    """What the file shall have; None for a blank."""
    told: str = ""
    """How it is another than what was typed."""


def typed(text: str, column: Column) -> Typed:
    """Return the value that a text gives a cell.

    Args:
        text: as it is typed: «6 987», «−118», «(118)», «1 250,5», «-», «…».
        column: where it is typed.

    Raises:
        UnreadableError: it is no figure, or can be read in two ways; says in Norwegian why.
    """
    if not text.strip():
        return Typed(None)
    figure = read(text)
    if isinstance(figure, str):
        return Typed(figure)
    whole = fitted(figure, column.places)
    value = int(whole) if whole == int(whole) else Decimal(whole)
    if whole == figure:
        return Typed(value)
    shown = str(value).replace(".", ",")
    what = f"{places_of(figure)} desimaler" if places_of(figure) > 1 else "én desimal"
    return Typed(value, f"«{text.strip()}» har {what}, men kolonnen har {column.places}; skrevet som {shown}")


def pasted(grid: Grid, row: str, column: str, text: str) -> Done:
    """Return what it comes to when a text is typed or pasted at a cell.

    Args:
        grid: the table.
        row: the key of the cell's row.
        column: the id of its column.
        text: a figure, or an area: tabs between cells, lines between rows, with quotation marks around cells
            that hold either.

    Raises:
        RefusedChangeError: something in it is no figure or has no room, so that nothing is written; or
            the one cell is reckoned.
    """
    area = _cells_of(text)
    is_one = [*map(len, area)] == [1]
    told: list[str] = []
    faults = _no_room(grid, area, _at(grid, row, column))
    figures: list[tuple[Row, Column, Cell, Typed]] = []
    for line, head, cell, given in _met(grid, area, _at(grid, row, column)):
        if cell.kind != "typed":
            if is_one and (cell.kind != "link" or given.strip()):
                why = _lower(cell.follows)
                raise RefusedChangeError(f"{_named(line, head)} kan ikke skrives inn: {why}")
            if not is_one:
                told += _left_alone(cell, _named(line, head), given)
                continue
        try:
            new = typed(given, head)
        except UnreadableError as error:
            faults.append(str(error) if is_one else f"{_named(line, head)}: {error}")
            continue
        told += [new.told] if new.told else []
        if not _is_same(new.value, cell.value):
            figures.append((line, head, cell, new))
    if faults:
        rest = f" ({len(faults) - _SHOWN} til)" if len(faults) > _SHOWN else ""
        message = "; ".join(faults[:_SHOWN]) + rest
        raise RefusedChangeError(message if is_one else f"ingenting er limt inn: {message}")
    gone = sum(new.value is None for *_, new in figures)
    if gone and not is_one:
        told.append("1 celle er tom nå" if gone == 1 else f"{gone} celler er tomme nå")
    return Done(tuple(_changes(grid, figures)), tuple(told))


def _changes(grid: Grid, figures: Sequence[tuple[Row, Column, Cell, Typed]]) -> list[dict[str, Any]]:
    """Return the changes that figures are; a post that had none gets all of its at once."""
    first: dict[str, dict[str, Any]] = {}
    changes = []
    for row, column, cell, new in figures:
        if row.has_figures:
            one = {"path": cell.path, "was": cell.value, "value": new.value}
            changes.append({"op": "set", "file": grid.file, **one})
        else:
            first.setdefault(cell.path.rpartition("/")[0], {})[column.id] = new.value
    changes += [
        {"op": "set", "file": grid.file, "path": path, "was": None, "value": value}
        for path, value in first.items()
    ]
    # What comes goes first: a post whose last figure is taken out is no post between the two.
    return sorted(changes, key=lambda one: one["value"] is None)


def _no_room(grid: Grid, area: Sequence[Sequence[str]], corner: tuple[int, int]) -> list[str]:
    lower, right = len(grid.rows) - corner[0], len(grid.columns) - corner[1]
    rows, columns = len(area), max(map(len, area))
    faults = [f"det er {rows} rader, men plass til {lower}"] if rows > lower else []
    return [*faults, f"det er {columns} kolonner, men plass til {right}"] if columns > right else faults


def _met(
    grid: Grid, area: Sequence[Sequence[str]], corner: tuple[int, int]
) -> Iterator[tuple[Row, Column, Cell, str]]:
    """Give each cell that is pasted at, and what is pasted there."""
    top, left = corner
    for row, line in zip(grid.rows[top:], area, strict=False):
        for cell, column, given in zip(row.cells[left:], grid.columns[left:], line, strict=False):
            yield row, column, cell, given


def _left_alone(cell: Cell, name: str, given: str) -> Iterator[str]:
    """Tell of a cell that is not typed where another figure is pasted."""
    if not given.strip() or _squeezed(given) == _squeezed(cell.printed):
        return
    try:
        value = read(given)
        same = bool(cell.printed) and value == read(cell.printed)
    except UnreadableError:
        same = False
    if not same:
        has = f"regnes ut og er {cell.printed}" if cell.printed else "skal ikke ha tall"
        yield f"{name} {has}: «{given.strip()}» er ikke skrevet inn"


def _cells_of(text: str) -> list[list[str]]:
    if len(text) > LONGEST:
        raise RefusedChangeError("det er for mye å lime inn på én gang; del det opp")
    whole = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    try:
        area = [line or [""] for line in csv.reader(io.StringIO(whole, newline=""), "excel-tab")]
    except csv.Error as error:
        raise RefusedChangeError("det som ble limt inn, er ikke celler fra et regneark") from error
    return area or [[""]]


def _at(grid: Grid, row: str, column: str) -> tuple[int, int]:
    rows, columns = [one.key for one in grid.rows], [one.id for one in grid.columns]
    if row not in rows or column not in columns:
        raise RefusedChangeError("raden eller kolonnen finnes ikke lenger; last siden på nytt")
    return rows.index(row), columns.index(column)


def _named(row: Row, column: Column) -> str:
    return f"«{row.name}», «{column.heading}»"


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("−", "-")


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].removesuffix(".")


def _is_same(one: object, other: object) -> bool:
    """Tell whether two values are the same figure: «98.4» and «98,4» are."""
    if isinstance(one, Decimal) and isinstance(other, str):
        return str(one) == other.replace(",", ".")
    return type(one) is type(other) and one == other
