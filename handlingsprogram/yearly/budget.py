"""The budget rolled over: last year's figures to compare with, formulas moved along, new ones to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.model.budget import MANGLER
from handlingsprogram.read.model.sheet import Regneark
from handlingsprogram.writing.batch import Batch
from handlingsprogram.writing.edits import remove
from handlingsprogram.writing.values import InBrackets
from handlingsprogram.yearly.columns import renamed, renaming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.model.budget import Budsjett
    from handlingsprogram.read.text.strict_yaml import Path_
    from handlingsprogram.yearly.columns import Columns

_LISTS = ("sum", "differanse", "prosent")
"""What a column's formula calls its list of columns."""


class Budget:
    """Rolls budget.yaml: goes through its data, and collects what changes in its text."""

    def __init__(
        self, data: dict[str, Any], budsjett: Budsjett, moved: Mapping[str, Columns], year: str
    ) -> None:
        """Take a budget.

        Args:
            data: the file's data.
            budsjett: the same as a model.
            moved: the new columns, by table.
            year: the folder that it comes from.
        """
        self._data = data
        self._sheet = Regneark(budsjett)
        self._moved = moved
        self._names = renaming(budsjett, moved)
        self._year = year

    def rolled(self, text: str) -> str:
        """Return the file's text, rolled."""
        batch = Batch(text)
        gone: list[Path_] = []
        for i, table in enumerate(self._data["tabeller"]):
            if columns := self._moved.get(table["id"]):
                path: Path_ = ("tabeller", i)
                self._head(batch, table, path, columns)
                for k, row in enumerate(table["rader"]):
                    gone += self._row(batch, row, (*path, "rader", k), columns)
        text = batch.done()
        for path in gone:
            text = remove(text, path)
        return renamed(text, self._names)

    def _head(self, batch: Batch, table: dict[str, Any], path: Path_, columns: Columns) -> None:
        for j, column in enumerate(table["kolonner"]):
            at = (*path, "kolonner", j)
            _put(batch, (*at, "id"), column["id"], columns.names[column["id"]])
            _put(batch, (*at, "overskrift"), column["overskrift"], columns.headings[column["id"]])
            for key in _LISTS:
                _put_all(batch, (*at, key), column.get(key, ()), columns.names)
            if "andel" in column:
                old = column["andel"]["kolonne"]
                _put(batch, (*at, "andel", "kolonne"), old, columns.names.get(old, old))
        for key in ("tittel", "hjørne"):
            _put(batch, (*path, key), table.get(key, ""), columns.titles.get(table.get(key, ""), ""))
        for j, group in enumerate(table.get("grupper_over", ())):
            at = (*path, "grupper_over", j, "overskrift")
            _put(batch, at, group["overskrift"], columns.titles[group["overskrift"]])
            _put_all(batch, (*path, "grupper_over", j, "kolonner"), group["kolonner"], columns.names)
        for j, chart in enumerate(table.get("figurer", ())):
            _put(batch, (*path, "figurer", j, "tittel"), chart["tittel"], columns.titles[chart["tittel"]])
            for key in ("kolonne", "mot"):
                if key in chart:
                    new = columns.names.get(chart[key], chart[key])
                    _put(batch, (*path, "figurer", j, key), chart[key], new)
            _put_all(batch, (*path, "figurer", j, "kolonner"), chart.get("kolonner", ()), columns.names)

    def _row(self, batch: Batch, row: dict[str, Any], path: Path_, columns: Columns) -> Iterator[Path_]:
        """Change a row; give the places of what it loses."""
        if "tall" in row:
            figures = dict(self._figures(row, columns)) or {list(columns.names.values())[-1]: MANGLER}
            batch.replace((*path, "tall"), InBrackets(figures))
            same = {
                new: f"{self._year}/{row['id']}/{old}"
                for new, old in columns.carried.items()
                if new in figures
            }
            if "samme_som" in row and same:
                batch.replace((*path, "samme_som"), InBrackets(same))
            elif "samme_som" in row:
                yield (*path, "samme_som")
            elif same:
                batch.put(path, "samme_som", InBrackets(same), ("note", "avvik", "tomme"))
        _put_all(batch, (*path, "tomme"), row.get("tomme", ()), columns.names)
        kept = [name for name in row.get("avvik", ()) if name in columns.carried]
        for name in row.get("avvik", ()):
            if name not in kept:
                yield (*path, "avvik", name)

    def _figures(self, row: dict[str, Any], columns: Columns) -> Iterator[tuple[str, Any]]:
        """Give a post's figures by the new columns: last year's, formulas, and those that are to come."""
        for old, new in columns.names.items():
            cell = row["tall"].get(old)
            if new in columns.carried:
                figure = self._sheet.trykt(row["id"], columns.carried[new])
                if figure is not None:
                    yield new, figure
            elif isinstance(cell, dict):
                yield new, {"lik": renamed(cell["lik"], self._names)}
            elif cell is not None or new == columns.own:
                yield new, MANGLER


def _put(batch: Batch, path: Path_, old: str, new: str) -> None:
    if new != old:
        batch.replace(path, new)


def _put_all(batch: Batch, path: Path_, old: Any, names: Mapping[str, str]) -> None:
    for at, name in enumerate(old):
        _put(batch, (*path, at), name, names.get(name, name))
