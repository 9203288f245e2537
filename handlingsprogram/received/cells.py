"""What somebody wrote in a table: in the cells of measures, of text tables, and of the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.folders import as_id
from handlingsprogram.received import typed
from handlingsprogram.received.changes import FIRST, Added, Moved, Removed, Written
from handlingsprogram.received.file.document import Paragraph, Row, Table
from handlingsprogram.received.pairs import paragraphs
from handlingsprogram.received.tokens import said, tokens
from handlingsprogram.received.words import Home

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handlingsprogram.read.listing import Key
    from handlingsprogram.received.edits import Edits
    from handlingsprogram.received.file.document import Cell
    from handlingsprogram.received.pairs import Step
    from handlingsprogram.received.tokens import Token

_LISTS = {"tiltak", "rader", "mål", "under", "indikatorer", "ord", "tall"}
"""Keys of lists whose items are rows of tables."""
_PROGRAM: Key = ("program", "program")
_FORMULAS = {"sum", "differanse", "lik", "prosent", "andel"}
"""Keys of a row or a column of the budget whose figures follow from others."""
_NEW_TABLE = "en ny tabell; skriv den i YAML-filen"
_NEW_COLUMN = "en kolonne som er ny eller slettet; endre kolonnene i YAML-filen"
_NEW_ROW = "en ny rad der innholdet ikke har noen liste; skriv den i YAML-filen"
_SUM = "et tall som følger av andre; endre dem det følger av"
_FORM = "en verdi som feltet ikke kan ha: {}"


class Cells:
    """Reads the tables of a received file."""

    def __init__(self, edits: Edits) -> None:
        """Take what all tables need; changes are noted in `edits`."""
        self._edits = edits
        self._words = edits.words
        self._ids: set[str] = set()

    def table(self, step: Step) -> None:
        """Read a table."""
        old, new = step.old, step.new
        assert isinstance(new, Table)  # noqa: S101
        if not isinstance(old, Table):
            self._edits.remark(_NEW_TABLE, _all_words([new]))
            return
        fields = self._fields(old)
        wide = {cell.column + cell.span for row in old.rows for cell in row.cells}
        if {cell.column + cell.span for row in new.rows for cell in row.cells} - wide:
            self._edits.remark(_NEW_COLUMN, _all_words(new.rows[:1]))
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
                self._cell(before[cell.column], cell, item, fields.get(cell.column))
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
        words = _all_words([new])
        if not where or where[0].path[-1] not in {"tiltak", "rader"} or where[0].key[0] == "budsjett":
            if words:
                self._edits.remark(_NEW_ROW, words)
            return
        home, after = where
        value: Any = (
            self._measure(new, fields, home) if home.path[-1] == "tiltak" else self._texts(new, table)
        )
        self._edits.changes.append(Added(home.key, home.path, after, value))

    def _texts(self, row: Row, table: Table) -> list[str]:
        wide = max(cell.column + cell.span for old in table.rows for cell in old.cells)
        cells = {cell.column: self._markdown(cell) for cell in row.cells}
        return [cells.get(column, "") for column in range(wide)]

    def _markdown(self, cell: Cell) -> str:
        home = Home(_PROGRAM, ())
        return "\n\n".join(
            self._words.prose(tokens(one), home)
            for one in cell.blocks
            if isinstance(one, Paragraph) and said(one)
        )

    def _measure(self, row: Row, fields: Mapping[int, Home], home: Home) -> dict[str, Any]:
        measure: dict[str, Any] = {"id": "", "tekst": ""}
        own: dict[str, Any] = {}
        for cell in row.cells:
            column = self._column(fields.get(cell.column))
            name = column.get("felt", "")
            if name == "tiltak":
                lines = [one for one in cell.blocks if isinstance(one, Paragraph) and said(one)]
                bullets = [self._words.prose(tokens(one), home) for one in lines if one.list]
                measure["tekst"] = "\n\n".join(
                    self._words.prose(tokens(one), home) for one in lines if not one.list
                )
                measure |= {"punkter": bullets} if bullets else {}
            elif name not in {"", "nummer"} and any(map(said, paragraphs(cell.blocks))):
                value = self._value(name, column, cell)
                if value is not None:
                    (own if self._is_own(name) else measure)[name] = value
        measure["id"] = self._new_id(measure["tekst"])
        return measure | ({"egne_felt": own} if own else {})

    def _is_own(self, name: str) -> bool:
        from handlingsprogram.read.form.described import field

        return not field("kapittel", ("innhold", 0, "tiltak", 0, name)).types

    def _new_id(self, text: str) -> str:
        name, used = as_id(text), self._used()
        names = [name, *(f"{name}-{number}" for number in range(2, len(used) + 3))]
        free = next(one for one in names if one not in used)
        used.add(free)
        return free

    def _used(self) -> set[str]:
        if not self._ids:
            waiting: list[Any] = [tree.data for tree in self._words.base.trees.values()]
            while waiting:
                one = waiting.pop()
                if isinstance(one, dict):
                    self._ids.add(str(one.get("id", "")))
                    waiting += one.values()
                elif isinstance(one, list):
                    waiting += one
        return self._ids

    # --- Cells ----------------------------------------------------------------------------------

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

    def _column(self, home: Home | None) -> dict[str, Any]:
        return (self._words.value(*home) or {}) if home else {}

    def _cell(self, old: Cell, new: Cell, item: Home | None, field: Home | None) -> None:
        if _shown(old, self._words) == _shown(new, None):
            self._edits.alive |= self._homes(old)
            return
        column = self._column(field)
        if item and item.key[0] == "budsjett" and column.get("id"):
            self._figure(old, new, item, column)
        elif item and "tiltak" in item.path and column.get("felt") not in {None, "tiltak", "nummer"}:
            self._field(old, new, item, column)
        elif item and column.get("felt") == "tiltak":
            self._text_and_bullets(old, new, item)
        else:
            self._plain(old, new, item)

    def _homes(self, cell: Cell) -> set[Home]:
        places = [self._words.place(number) for number in self._words.numbers(paragraphs(cell.blocks))]
        return {Home(place.key, place.path) for place in places}

    def _plain(self, old: Cell, new: Cell, item: Home | None) -> None:
        """Read a cell that prints texts, or what no text prints."""
        homes = self._homes(old)
        if item and item.path[-2] == "rader" and item.key[0] != "budsjett":
            # What is printed of a row of texts is its cells, one for one; an empty one has no place.
            place = next(iter(homes), Home(item.key, (*item.path, new.column)))
            self._edits.alive.add(place)
            olds = list(paragraphs(old.blocks))
            if (
                not homes
                or len(olds) != len(list(paragraphs(new.blocks)))
                or not any(map(said, paragraphs(new.blocks)))
            ):
                self._edits.changes.append(Written(place.key, place.path, self._markdown(new)))
                return
        for step in self._words.pairs.steps(old.blocks, new.blocks):
            if isinstance(step.new, Paragraph):
                olds = self._words.pairs.olds(step.new)
                words = self._words.new(step.new)
                if olds:
                    self._edits.places(olds, words)
                elif words:
                    self._edits.remark(_NEW_ROW, words)

    def _text_and_bullets(self, old: Cell, new: Cell, item: Home) -> None:
        """Read a measure's own cell: its text, and the bullets below."""
        text, bullets = Home(item.key, (*item.path, "tekst")), Home(item.key, (*item.path, "punkter"))
        listed: list[int | str] = []
        for step in self._words.pairs.steps(old.blocks, new.blocks):
            if not isinstance(step.new, Paragraph):
                continue
            words = self._words.new(step.new)
            olds = self._words.pairs.olds(step.new)
            place = self._words.piece(olds[0]) if olds else None
            if (
                place
                and place.path == text.path
                and place.key == text.key
                and not step.new.list
                and not step.is_moved
            ):
                self._edits.piece(step.new, place, words)
            elif words and step.new.list:
                is_own = place and place.path[:-1] == bullets.path
                written = self._edits.line(bullets, step.new, words).text or ""
                if is_own and place:
                    self._edits.alive.add(Home(place.key, place.path))
                    number = int(place.path[-1])
                    if written != self._words.source(place):
                        self._edits.changes.append(Written(place.key, place.path, written))
                    listed.append(number)
                else:
                    listed.append(written)
            elif words:
                self._edits.append(text, self._edits.line(text, step.new, words))
        self._listed(bullets, listed)

    def _listed(self, home: Home, wanted: Sequence[Any]) -> None:
        """Let a list have these items: those that were there by their number, new ones as they are."""
        there = self._words.value(*home)
        if there is None:
            if wanted:
                self._edits.changes.append(Written(home.key, home.path, list(wanted)))
            return
        kept = [one for one in wanted if isinstance(one, int)]
        if not wanted:
            self._edits.changes.append(Removed(home.key, home.path))
            return
        for number in range(len(there)):
            if number not in kept:
                self._edits.alive.add(Home(home.key, (*home.path, number)))
                self._edits.changes.append(Removed(home.key, (*home.path, number)))
        last = FIRST
        in_order = _longest(kept)
        for one in wanted:
            if not isinstance(one, int):
                self._edits.changes.append(Added(home.key, home.path, last, one))
                continue
            if one not in in_order:
                self._edits.changes.append(Moved(home.key, (*home.path, one), home.key, home.path, last))
            last = one

    # --- Fields of measures ---------------------------------------------------------------------

    def _field(self, old: Cell, new: Cell, item: Home, column: Mapping[str, Any]) -> None:
        name = str(column["felt"])
        path = (*item.path, "egne_felt", name) if self._is_own(name) else (*item.path, name)
        home = Home(item.key, path)
        self._edits.alive |= self._homes(old)
        before = self._words.value(*home)
        if not any(map(said, paragraphs(new.blocks))):
            if before is not None:
                self._edits.changes.append(Removed(home.key, home.path))
            return
        value = self._value(name, column, new)
        if value is None or str(value) == str(before):
            return
        if isinstance(before, list) and isinstance(value, list):
            self._items(home, before, value)
        else:
            alone = (
                value[0]
                if isinstance(value, list) and len(value) == 1 and not isinstance(before, list)
                else value
            )
            self._edits.changes.append(Written(home.key, home.path, alone if before is not None else value))

    def _items(self, home: Home, before: list[Any], value: list[Any]) -> None:
        """Note how a list of items has changed, item by item."""
        from rapidfuzz.distance import Indel

        keys, now = [[repr(one) for one in side] for side in (before, value)]
        wanted: list[Any] = []
        steps = list(Indel.opcodes(keys, now)) if keys != now else []
        gone: list[int] = []
        fresh: list[int] = []
        for step in steps:
            if step.tag == "equal":
                wanted += self._reworded(home, gone, [value[j] for j in fresh])
                gone, fresh = [], []
                wanted += range(step.src_start, step.src_end)
            else:
                gone += range(step.src_start, step.src_end)
                fresh += range(step.dest_start, step.dest_end)
        wanted += self._reworded(home, gone, [value[j] for j in fresh])
        self._listed(home, wanted)

    def _reworded(self, home: Home, gone: list[int], fresh: list[Any]) -> list[Any]:
        """Let an item that stands for another be that one, reworded."""
        for number, value in zip(gone, fresh, strict=False):
            self._edits.changes.append(Written(home.key, (*home.path, number), value))
        return [*gone[: len(fresh)], *fresh[len(gone) :]]

    def _value(self, name: str, column: Mapping[str, Any], cell: Cell) -> Any:
        """Return what a cell holds, as the content has it; None where that cannot be."""
        parts = [self._words.new(one) for one in paragraphs(cell.blocks) if said(one)]
        kind = self._words.base.trees[_PROGRAM].data.get("felt", {}).get(name)
        try:
            return typed.value(parts, name, kind, column)
        except typed.FormError as error:
            self._edits.remark(_FORM.format(error), _all_words([cell]))
            return None

    # --- Figures --------------------------------------------------------------------------------

    def _figure(self, old: Cell, new: Cell, item: Home, column: Mapping[str, Any]) -> None:
        name = str(column["id"])
        row = self._words.value(*item) or {}
        self._edits.alive |= self._homes(old)
        text = " ".join(said(one) for one in paragraphs(new.blocks)).strip()
        figures = row.get("tall", {})
        if isinstance(figures.get(name), dict) or _FORMULAS & {*row, *column}:
            self._edits.remark(_SUM, _all_words([new]))
            return
        home = Home(item.key, (*item.path, "tall", name))
        if not text:
            if name in figures:
                self._edits.changes.append(Removed(home.key, home.path))
            return
        try:
            value = typed.number(text)
        except typed.FormError as error:
            self._edits.remark(_FORM.format(error), _all_words([new]))
            return
        self._edits.changes.append(Written(home.key, home.path, value))


def _longest(numbers: Sequence[int]) -> set[int]:
    from handlingsprogram.received.pairs import longest

    return {i for i, _ in longest([(number, j) for j, number in enumerate(numbers)])}


def _shown(cell: Cell, words: Any) -> list[list[Any]]:
    found = []
    for one in paragraphs(cell.blocks):
        parts = words.old([one]) if words else tokens(one)
        found.append(
            [
                one.list,
                *(part.shown for part in parts),
                *(part.note for part in parts if part.note and not words),
            ]
        )
    return [line for line in found if len(line) > 1]


def _all_words(nodes: Sequence[Any]) -> list[Token]:
    """Return the words of a part of a table."""
    from handlingsprogram.received.file.document import Cell as Cell_

    found: list[Token] = []
    for node in nodes:
        for one in paragraphs(node.blocks if isinstance(node, Cell_) else [node]):
            found += [*tokens(one), *tokens(Paragraph())]
    return found
