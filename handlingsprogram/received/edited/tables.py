"""What somebody wrote in a table: rows that are new, gone, or stand elsewhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from handlingsprogram.received.changes import FIRST, Added, Moved
from handlingsprogram.received.edited.cells import Cells
from handlingsprogram.received.edited.measures import Measures
from handlingsprogram.received.edited.tokens import all_words
from handlingsprogram.received.edited.words import Home
from handlingsprogram.received.file.document import Row, Table, paragraphs
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.received.edited.edits import Edits
    from handlingsprogram.received.edited.pairs import Step
    from handlingsprogram.received.file.document import Cell

_LISTS = {"tiltak", "rader", "mål", "under", "indikatorer", "ord", "tall"}
"""Keys of lists whose items are rows of tables."""
_NEW_TABLE = "en ny tabell; skriv den i YAML-filen"
_NEW_COLUMN = "en kolonne som er ny, slettet eller flyttet; endre kolonnene i YAML-filen"
_NO_HEAD = "en tabell uten hoderaden sin; den skrives ut likevel"
_NEW_ROW = "en ny rad der innholdet ikke har noen liste; skriv den i YAML-filen"
_NEW_POST = "en ny post; ta den med i summen den hører til, i budsjett.yaml"


@record
class _Columns:
    """A table's columns, by their numbers in the received file."""

    old: dict[int, int]
    """Which each was; one that is new is not there."""
    fields: dict[int, Home]
    """Where in the content each is described."""


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
        which = self._columns(old, new)
        fields = self._fields(old)
        columns = _Columns(which, {now: fields[was] for now, was in which.items() if was in fields})
        if which != {column: column for column in _starts(old)} or _starts(new) - set(which):
            self._edits.remark(_NEW_COLUMN, all_words(new.rows[:1]))
        last: Home | None = None
        steps = list(self._words.pairs.steps(old.rows, new.rows))
        if any(row.is_head and all(row is not one.old for one in steps) for row in old.rows):
            self._edits.remark(_NO_HEAD, all_words(new.rows[:1]))
        for one in steps:
            last = self._row(one, old, columns, last) or last

    def _columns(self, old: Table, new: Table) -> dict[int, int]:
        """Return which column each was: where most of its paragraphs stood, or that of its number."""
        home = {id(one): cell.column for cell in _cells(old) for one in paragraphs(cell.blocks)}
        votes = Counter(
            (cell.column, home[id(was)])
            for cell in _cells(new)
            for one in paragraphs(cell.blocks)
            for was in self._words.pairs.olds(one)[:1]
            if id(was) in home
        )
        found: dict[int, int] = {}
        for (now, was), _ in votes.most_common():
            if now not in found and was not in found.values():
                found[now] = was
        for column in _starts(old) & _starts(new):
            if column not in found and column not in found.values():
                found[column] = column
        return found

    # --- Rows -----------------------------------------------------------------------------------

    def _row(self, step: Step, table: Table, columns: _Columns, last: Home | None) -> Home | None:
        """Read a row; return the item of the content that it is, if that stands where it stood."""
        old, new = step.old, step.new
        assert isinstance(new, Row)  # noqa: S101
        self._edits.at = next((path for one in paragraphs([new]) for path in one.paths), ())
        if not isinstance(old, Row):
            self._new_row(new, table, columns, last)
            return None
        item = self._item(old)
        if item:
            self._edits.alive.add(item)
        if step.is_moved and item:
            self._move(item, table, last)
        before = {cell.column: cell for cell in old.cells}
        for cell in new.cells:
            was = before.pop(columns.old.get(cell.column, -1), None)
            if was:
                self._cells.cell(was, cell, item, columns.fields.get(cell.column))
        for cell in before.values():
            self._edits.alive |= self._cells.homes(cell)  # of a column that is gone; it is told, and stays
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

    def _new_row(self, new: Row, table: Table, columns: _Columns, last: Home | None) -> None:
        where = self._list(table, last)
        words = all_words([new])
        if not where or where[0].path[-1] not in {"tiltak", "rader"}:
            if words:
                self._edits.remark(_NEW_ROW, words)
            return
        home, after = where
        value: Any
        if home.key[0] == "budsjett":
            value = self._measures.post(new, columns.fields)
            self._edits.remark(_NEW_POST, words)
        elif home.path[-1] == "tiltak":
            value = self._measures.new(new, columns.fields, home)
        else:
            value = self._texts(new, table, columns)
        self._edits.changes.append(Added(home.key, home.path, after, value))

    def _texts(self, row: Row, table: Table, columns: _Columns) -> list[str]:
        wide = max(cell.column + cell.span for cell in _cells(table))
        cells = {columns.old.get(cell.column, -1): self._cells.markdown(cell) for cell in row.cells}
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


def _cells(table: Table) -> Iterator[Cell]:
    return (cell for row in table.rows for cell in row.cells)


def _starts(table: Table) -> set[int]:
    """Return the columns that cells begin in."""
    return {cell.column for cell in _cells(table)}
