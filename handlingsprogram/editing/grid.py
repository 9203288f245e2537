"""A table of the budget as a grid: its cells as the file has them, as they are printed, and what gives them.

A blank, a dash, a zero and a figure that is still to come are four things. A table that cannot be reckoned as
a whole, because something in the budget is wrong, shows what can.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.form.findings import path_at
from handlingsprogram.editing.places import Place
from handlingsprogram.editing.reasons import Reasons
from handlingsprogram.read.build.budget import budget
from handlingsprogram.read.form import salvage
from handlingsprogram.read.model.budget import Budsjett
from handlingsprogram.read.model.sheet import Regneark, SirkelError
from handlingsprogram.records import record
from handlingsprogram.render.words.fixed_words import fixed_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from handlingsprogram.editing.reasons import Kind
    from handlingsprogram.finding import Finding
    from handlingsprogram.read.model.budget import Rad, Tabell
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Path_, Tree

UNKNOWN = "?"
"""Stands in a cell that cannot be reckoned while something else is wrong."""


@record
class Cell:
    """A cell of a grid."""

    path: str
    """Its place in the file, as `places` writes it."""
    value: Any
    """What the file has: a number, a text, `{"lik": …}`; None for a blank."""
    printed: str
    """What the document prints."""
    kind: Kind
    follows: str = ""
    """What a figure that is not typed follows from, in words."""
    deviation: str = ""
    """Why another figure is printed than the formula gives."""
    findings: tuple[str, ...] = ()


@record
class Column:
    """A column of a grid."""

    id: str
    heading: str
    places: int
    """How many decimals its figures have."""


@record
class Row:
    """A row of a grid."""

    key: str
    """The step of its place: `@` and its id."""
    id: str
    name: str
    kind: str
    """`post`, `overskrift`, `gruppe`, or the formula that gives it: `sum`, `differanse`, `lik`."""
    is_emphasised: bool
    has_figures: bool
    """Whether the file has figures of it; else the first brings their key along."""
    cells: tuple[Cell, ...]
    findings: tuple[str, ...] = ()


@record
class Grid:
    """A table of the budget."""

    file: str
    """The budget's file, below the content folder."""
    key: str
    """The step of its place: `@` and its id."""
    path: str
    title: str
    unit: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def told(self, si: Callable[[str], str] = str) -> dict[str, Any]:
        """Return it as JSON, as grid.js reads it.

        Args:
            si: says a message in the language of the programme.
        """
        return {
            "file": self.file,
            "table": self.key,
            "path": self.path,
            "title": self.title,
            "unit": self.unit,
            "corner": self.corner,
            "columns": [{"id": one.id, "heading": one.heading} for one in self.columns],
            "rows": [
                {
                    "key": row.key,
                    "name": row.name,
                    "kind": row.kind,
                    "strong": row.is_emphasised,
                    "findings": [si(one) for one in row.findings],
                    "cells": [_cell_told(cell, si) for cell in row.cells],
                }
                for row in self.rows
            ],
        }


def _cell_told(cell: Cell, si: Callable[[str], str]) -> dict[str, Any]:
    typed = cell.value if isinstance(cell.value, str) else "" if cell.value is None else str(cell.value)
    return {
        "printed": cell.printed,
        "typed": cell.printed if cell.kind != "typed" else typed.replace(".", ","),
        "kind": cell.kind,
        "follows": si(cell.follows),
        "deviation": cell.deviation,
        "findings": [si(one) for one in cell.findings],
    }


_LISTS = ("kolonner", "rader")


def grid(
    tree: Tree, table: str | int, program: Program | None = None, findings: Sequence[Finding] = ()
) -> Grid:
    """Return a table of the budget as a grid.

    Args:
        tree: the budget's file, with errors of form or without.
        table: the table's id, with `@` before it or not; or which of the tables, from 0.
        program: the year, whose language has the decimal sign; the Norwegian where it is not known.
        findings: what was found in the file; each is told in its cell or row.

    Raises:
        LookupError: there is no such table.
    """
    given = tree.data["tabeller"]
    tables = [one if isinstance(one, dict) else {} for one in given] if isinstance(given, list) else []
    names = [one.get("id") for one in tables]
    at = table if isinstance(table, int) else names.index(table) if table in names else _step_at(table, names)
    if given[at] is not tables[at] or not all(isinstance(tables[at].get(one, []), list) for one in _LISTS):
        raise LookupError(table)
    sign = fixed_words(program.språk)["desimaltegn"] if program else ","
    return _Laid(tree, at, sign, findings).grid()


def _step_at(step: str, ids: Sequence[object]) -> int:
    wanted = step.removeprefix("@")
    if wanted in ids:
        return ids.index(wanted)
    numbers = [str(number) for number in range(len(ids))]
    if step not in numbers:
        raise LookupError(step)
    return numbers.index(step)


def _steps(items: Sequence[Any]) -> list[str]:
    """Return the step of each item's place: by its id where that is its own, else by its number."""
    ids = [one.get("id") if isinstance(one, dict) else None for one in items]
    count = Counter(one for one in ids if isinstance(one, str))
    return [f"@{one}" if isinstance(one, str) and count[one] == 1 else str(at) for at, one in enumerate(ids)]


class _Laid:
    """Lays a table out."""

    def __init__(self, tree: Tree, at: int, sign: str, findings: Sequence[Finding]) -> None:
        sound = salvage.sound(tree, "budsjett")
        self._budsjett = budget(sound) if sound else Budsjett(())
        self._sheet = Regneark(self._budsjett, sign)
        self._reasons = Reasons(self._budsjett)
        self._data = tree.data["tabeller"][at]
        self._at = at
        self._place = Place("/".join(tree.file.split("/")[-2:]), "tabeller").below(
            _steps(tree.data["tabeller"])[at]
        )
        own = [one for one in self._budsjett.tabeller if one.id == self._data.get("id")]
        self._table = own[0] if len(own) == 1 else None
        self._found: dict[Path_, list[str]] = {}
        for one in findings:
            if one.position.file == tree.file:
                self._found.setdefault(path_at(tree, one.position), []).append(one.message)

    def grid(self) -> Grid:
        columns = self._columns()
        rows = [one if isinstance(one, dict) else {} for one in self._data.get("rader") or ()]
        keys = _steps(rows)
        data = self._data
        return Grid(
            file=self._place.file,
            key=self._place.path.rpartition("/")[2],
            path=self._place.path,
            title=str(data.get("tittel", "")),
            unit=str(data.get("enhet", "")),
            corner=str(data.get("hjørne", "")),
            columns=columns,
            rows=tuple(
                self._row(at, key, row, columns) for at, (key, row) in enumerate(zip(keys, rows, strict=True))
            ),
        )

    def _columns(self) -> tuple[Column, ...]:
        return tuple(self._column(one) for one in self._data.get("kolonner") or () if isinstance(one, dict))

    def _column(self, data: Mapping[str, Any]) -> Column:
        name = str(data.get("id", ""))
        places = self._table.desimaler_i(name) if self._table else 0
        return Column(name, str(data.get("overskrift", "")), places)

    def _row(self, at: int, key: str, data: Mapping[str, Any], columns: Sequence[Column]) -> Row:
        path: Path_ = ("tabeller", self._at, "rader", at)
        rad = self._rad(data) if key.startswith("@") else None
        place = self._place.below("rader", key)
        cells = tuple(self._cell(path, place, data, rad, column) for column in columns)
        in_cells = {column.id for column in columns}
        return Row(
            key=key,
            id=str(data.get("id", "")),
            name=str(data.get("navn", "")),
            kind=_kind(data),
            is_emphasised=data.get("uthevet") is True,
            has_figures=isinstance(data.get("tall"), dict),
            cells=cells,
            findings=tuple(
                message
                for where, messages in self._found.items()
                if where[:4] == path and not in_cells & {*where[4:]}
                for message in messages
            ),
        )

    def _rad(self, data: Mapping[str, Any]) -> Rad | None:
        if self._table is None:
            return None
        found = [one for one in self._table.rader if one.id == data.get("id")]
        # An id that another table has, too, is that one's to the sheet.
        return found[0] if found and self._sheet.rad(found[0].id) is found[0] else None

    def _cell(
        self, path: Path_, place: Place, data: Mapping[str, Any], rad: Rad | None, column: Column
    ) -> Cell:
        figures = data.get("tall")
        value = figures.get(column.id) if isinstance(figures, dict) else None
        printed = _unread(value)
        kind: Kind = "typed"
        follows = ""
        if rad and self._table:
            if value is None or column.id in rad.tall:
                printed = self._printed(self._table, rad, column.id)
            kind, follows = self._reasons.of(self._table, rad, column.id)
        avvik = rad.avvik.get(column.id) if rad else None
        return Cell(
            path=place.below("tall", column.id).path,
            value=value,
            printed=printed,
            kind=kind,
            follows=follows,
            deviation=avvik.begrunnelse if avvik else "",
            findings=tuple(
                message
                for where, messages in self._found.items()
                if where[:4] == path and column.id in where[4:]
                for message in messages
            ),
        )

    def _printed(self, table: Tabell, rad: Rad, kolonne: str) -> str:
        try:
            return self._sheet.skrevet(table, rad.id, kolonne)
        except (SirkelError, LookupError):
            return UNKNOWN


def _kind(data: Mapping[str, Any]) -> str:
    formula = next((one for one in ("sum", "differanse", "lik") if one in data), "")
    if formula:
        return formula
    return "post" if data.get("tall") else "gruppe" if data.get("gruppe") is True else "overskrift"


def _unread(value: Any) -> str:
    return "" if value is None else UNKNOWN if isinstance(value, (dict, list)) else str(value)
