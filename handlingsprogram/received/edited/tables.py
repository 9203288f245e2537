"""What somebody wrote in a table: rows that are new, gone, or stand elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.received.changes import FIRST, Added, Moved
from handlingsprogram.received.edited.cells import Cells
from handlingsprogram.received.edited.measures import Measures
from handlingsprogram.received.edited.tokens import all_words
from handlingsprogram.received.edited.words import Home
from handlingsprogram.received.file.document import Row, Table, paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.received.edited.edits import Edits
    from handlingsprogram.received.edited.pairs import Step

_LISTS = {"tiltak", "rader", "mål", "under", "indikatorer", "ord", "tall"}
"""Keys of lists whose items are rows of tables."""
_NEW_TABLE = "en ny tabell; skriv den i YAML-filen"
_NEW_COLUMN = "en kolonne som er ny eller slettet; endre kolonnene i YAML-filen"
_NEW_ROW = "en ny rad der innholdet ikke har noen liste; skriv den i YAML-filen"


class Tables:
    """Reads the tables of a received file."""

    def __init__(self, edits: Edits) -> None:
        """Take what all tables need; changes are noted in `edits`."""
        self._edits = edits
        self._words = edits.words
        self._measures = Measures(edits)
        self._cells = Cells(edits, self._measures)

    def table(self, step: Step) -> None:
        """Read a table."""
        old, new = step.old, step.new
        assert isinstance(new, Table)  # noqa: S101
        if not isinstance(old, Table):
            self._edits.remark(_NEW_TABLE, all_words([new]))
            return
        fields = self._fields(old)
        wide = {cell.column + cell.span for row in old.rows for cell in row.cells}
        if {cell.column + cell.span for row in new.rows for cell in row.cells} - wide:
            self._edits.remark(_NEW_COLUMN, all_words(new.rows[:1]))
        last: Home | None = None
        for one in self._words.pairs.steps(old.rows, new.rows):
            last = self._row(one, old, fields, last) or last

    # --- Rows -----------------------------------------------------------------------------------

    def _row(self, step: Step, table: Table, fields: Mapping[int, Home], last: Home | None) -> Home | None:
        """Read a row; return the item of the content that it is, if that stands where it stood."""
        old, new = step.old, step.new
        assert isinstance(new, Row)  # noqa: S101
        if not isinstance(old, Row):
            self._new_row(new, table, fields, last)
            return None
        item = self._item(old)
        if step.is_moved and item:
            self._move(item, table, last)
        before = {cell.column: cell for cell in old.cells}
        for cell in new.cells:
            if cell.column in before:
                self._cells.cell(before[cell.column], cell, item, fields.get(cell.column))
        return None if step.is_moved else item

    def _item(self, row: Row) -> Home | None:
        """Return the item of a list that a row shows."""
        for number in self._words.numbers(paragraphs([row])):
            place = self._words.place(number)
            ends = [
                i
                for i, step in enumerate(place.path)
                if isinstance(step, int) and place.path[i - 1] in _LISTS
            ]
            if ends:
                return Home(place.key, place.path[: ends[-1] + 1])
        return None

    def _list(self, table: Table, last: Home | None) -> tuple[Home, int] | None:
        """Return the list that the next row belongs to, and the item that it stands behind."""
        if last:
            return Home(last.key, last.path[:-1]), int(last.path[-1])
        for row in table.rows:
            item = self._item(row)
            if item:
                return Home(item.key, item.path[:-1]), FIRST
        return None

    def _move(self, item: Home, table: Table, last: Home | None) -> None:
        where = self._list(table, last)
        if where and where[0].path[-1] == item.path[-2]:
            home, after = where
            self._edits.changes.append(Moved(item.key, item.path, home.key, home.path, after))

    def _new_row(self, new: Row, table: Table, fields: Mapping[int, Home], last: Home | None) -> None:
        where = self._list(table, last)
        words = all_words([new])
        if not where or where[0].path[-1] not in {"tiltak", "rader"} or where[0].key[0] == "budsjett":
            if words:
                self._edits.remark(_NEW_ROW, words)
            return
        home, after = where
        value: Any = (
            self._measures.new(new, fields, home) if home.path[-1] == "tiltak" else self._texts(new, table)
        )
        self._edits.changes.append(Added(home.key, home.path, after, value))

    def _texts(self, row: Row, table: Table) -> list[str]:
        wide = max(cell.column + cell.span for old in table.rows for cell in old.cells)
        cells = {cell.column: self._cells.markdown(cell) for cell in row.cells}
        return [cells.get(column, "") for column in range(wide)]

    def _fields(self, table: Table) -> dict[int, Home]:
        """Return where in the content each column is described, by its head."""
        found = {}
        for row in table.rows:
            for cell in row.cells if row.is_head else ():
                for number in self._words.numbers(paragraphs(cell.blocks)):
                    place = self._words.place(number)
                    if place.path[-1] == "overskrift":
                        found[cell.column] = Home(place.key, place.path[:-1])
        return found
