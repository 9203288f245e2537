"""The budget's changes: figures before and after, and what else has happened to tables, posts and columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.read.model.budget import STREK, Differanse, Sum
from handlingsprogram.read.model.sheet import is_figure
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.report.cells import Both, Cells, charts_of, difference
from handlingsprogram.review.report.entries import field_line
from handlingsprogram.review.report.labels import NOUNS, came_or_went
from handlingsprogram.review.report.model import Entry, Figures, Label, Line, Row
from handlingsprogram.review.report.texts import same
from handlingsprogram.review.report.words import word_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from handlingsprogram.read.model.budget import Verdi
    from handlingsprogram.read.model.rounding import Tall
    from handlingsprogram.review.compare.model import Change
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.report.index import Index, Thing
    from handlingsprogram.review.report.model import Bits

_WHOLE = {Type.NY, Type.FJERNET}
_DIFFERENCE = ("Endring", "Prosent")
_COLUMNS = {
    Type.NY: ("ny kolonne", "nye kolonner"),
    Type.FJERNET: ("kolonne som ikke er med lenger", "kolonner som ikke er med lenger"),
}


class Budget:
    """Makes the blocks of the budget."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._cells = Cells(index)
        self._known: dict[Node | None, dict[str, str]] = {}
        """The names of rows and columns by their ids, as a table sees them."""
        self._left: dict[Node, dict[int, Change]] = {}
        """The changes that no piece tells yet, by the thing that they are about."""

    def blocks(self, things: Iterable[Thing]) -> Iterator[Figures | Entry]:
        """Give the tables in which anything has changed, each with what no figure of it tells."""
        for changed in things:
            self._left[changed.node] = dict(changed.changes)
        charts = charts_of(self._index.comparison)
        for table in self._cells.tables():
            came = self._take(table.shown, _is_whole)
            shown = [self._whole(table, came)] if came else list(self._both_sides(table))
            if shown and table.new:
                shown[0] = replace(shown[0], charts=charts.get(table.new.id, ()))
            yield from shown
            for node in self._of(table):
                yield from self._entry(node)

    def _of(self, table: Both) -> Iterator[Node]:
        """Give a table with its columns and rows."""
        yield table.shown
        for pair in (*self._cells.columns(table), *self._cells.rows(table)):
            yield pair.shown

    def _take(self, node: Node, wanted: Callable[[Change], bool]) -> tuple[int, ...]:
        """Take the changes of a thing that a piece tells, and return their places."""
        numbers = tuple(nr for nr, change in self._left.get(node, {}).items() if wanted(change))
        for nr in numbers:
            del self._left[node][nr]
        return numbers

    def _types(self, numbers: Iterable[int]) -> tuple[Type, ...]:
        return tuple(dict.fromkeys(self._index.comparison.endringer[nr].type for nr in numbers))

    # --- Figures before and after ---

    def _both_sides(self, table: Both) -> Iterator[Figures]:
        """Give the figures of each pair of columns where something differs, then the columns of one side."""
        rows, columns = self._cells.rows(table), self._cells.columns(table)
        first = True
        for column in columns:
            if column.old and column.new and not column.new.verdi.formel:
                # The first table is also where rows that have come, gone or got another name are told.
                seen = [row for row in rows if self._differs(row, column) or (first and self._is_named(row))]
                if seen:
                    yield self._pair(table, seen, column, named=first)
                    first = False
        for side, kind in ((1, Type.NY), (0, Type.FJERNET)):
            alone = [
                column
                for column in columns
                if column[1 - side] is None and self._has_figures(column, rows, side)
            ]
            if alone:
                yield self._columns(table, alone, side, kind)

    def _differs(self, row: Both, column: Both) -> bool:
        before, after = self._cells.values(row, column)
        return before != after

    def _is_named(self, row: Both) -> bool:
        return any(_is_of_row(change) for change in self._left.get(row.shown, {}).values())

    def _has_figures(self, column: Both, rows: Sequence[Both], side: int) -> bool:
        return any(self._cells.written(row, column)[side] for row in rows)

    def _pair(self, table: Both, rows: Sequence[Both], column: Both, *, named: bool) -> Figures:
        """Return the figures of a pair of columns; `named`: with what has happened to the rows themselves."""
        field = f"tall/{column.shown.verdi.id}"
        taken = [
            self._take(row.shown, lambda change: change.felt == field or (named and _is_of_row(change)))
            for row in rows
        ]
        told = [self._row(row, column, rows, numbers) for row, numbers in zip(rows, taken, strict=True)]
        return self._compared(table, column, told)

    def _row(self, row: Both, column: Both, rows: Sequence[Both], numbers: tuple[int, ...] = ()) -> Row:
        pair = self._cells.values(row, column)
        figures = _figure(pair[0]), _figure(pair[1])
        changes = [self._index.comparison.endringer[nr] for nr in numbers]
        return Row(
            name=_row_name(row),
            labels=tuple(label for change in changes if _is_of_row(change) for label in self._labels(change)),
            cells=(*self._cells.written(row, column), *difference(*figures, places=_places(row, column))),
            pair=figures,
            is_drawn=pair != (None, None)
            and (not row.is_computed or all(other.is_computed for other in rows)),
            is_strong=bool(row.shown.verdi.uthevet),
            follows=not numbers and row.is_computed,
            types=self._types(numbers),
            changes=numbers,
        )

    def _compared(self, table: Both, column: Both, rows: Sequence[Row]) -> Figures:
        """Return rows of figures before and after; of a side without any, only that it has none."""
        names = tuple(node.verdi.overskrift if node else "" for node in column)
        heads = names if names[0] != names[1] else ("Før", "Nå")
        every = [self._cells.written(row, column) for row in self._cells.rows(table)]
        empty = [i for i in (0, 1) if not any(written[i] for written in every)]
        kept = [i for i in (0, 1) if i not in empty]
        if any(row.cells[2] for row in rows):
            kept += [2, 3]
        shown = dict.fromkeys(names[i] for i in kept if i < len(names))
        return Figures(
            id=f"tall-{table.shown.id}_{column.shown.verdi.id}",
            title=": ".join(filter(None, (_title(table), " og ".join(shown)))),
            unit=table.shown.verdi.enhet,
            labels=(),
            heads=tuple((*heads, *_DIFFERENCE)[i] for i in kept),
            rows=tuple(replace(row, cells=tuple(row.cells[i] for i in kept)) for row in rows),
            sides=(heads[0] if 0 in kept else "", heads[1] if 1 in kept else ""),
            note=f"«{heads[empty[0]]}» har ingen tall." if len(empty) == 1 and heads[empty[0]] else "",
        )

    # --- Figures of one side ---

    def _whole(self, table: Both, came: tuple[int, ...]) -> Figures:
        """Give a table that has come or gone, with bars for the year's own column."""
        side = int(table.new is not None)
        own, columns = self._cells.own_column(table), list(self._own_columns(table))
        told = (*came, *(nr for column in columns for nr in self._take(column.shown, _is_whole)))
        rows, kind = self._cells.rows(table), Type.NY if side else Type.FJERNET
        heading = own.verdi.overskrift if own else ""
        return Figures(
            id=f"tall-{table.shown.sti}_{kind}",
            title=_title(table),
            unit=table.shown.verdi.enhet,
            labels=(Label(kind, "ny tabell" if side else "tabellen er ikke med lenger"),),
            heads=tuple(column.shown.verdi.overskrift for column in columns),
            rows=tuple(self._one_sided(row, columns, side, own) for row in rows),
            sides=("", heading) if side else (heading, ""),
            types=self._types(told),
            changes=told,
        )

    def _own_columns(self, table: Both) -> Iterator[Both]:
        """Give the columns of a table that one side alone has, in its order."""
        side = int(table.new is not None)
        for node in table.shown.søsken(Ting.TALLKOLONNE):
            yield Both(None, node) if side else Both(node, None)

    def _columns(self, table: Both, columns: Sequence[Both], side: int, kind: Type) -> Figures:
        """Return the columns that a table has got, or lost, with their figures."""
        rows = [self._one_sided(row, columns, side, None) for row in self._cells.rows(table) if row[side]]
        told = tuple(nr for column in columns for nr in self._take(column.shown, _is_whole))
        return Figures(
            id=f"tall-{table.shown.id}_{kind}",
            title=_title(table),
            unit=table.shown.verdi.enhet,
            labels=(Label(kind, _COLUMNS[kind][len(columns) > 1]),),
            heads=tuple(column.shown.verdi.overskrift for column in columns),
            rows=tuple(row for row in rows if any(row.cells)),
            types=self._types(told),
            changes=told,
        )

    def _one_sided(self, row: Both, columns: Sequence[Both], side: int, own: Node | None) -> Row:
        """Return a row as one side has it; of a table that came or went it bears what has happened to it."""
        drawn = self._cells.values(row, Both(own, own))[side] if own else None
        figure = _figure(drawn)
        fields = {f"tall/{column.shown.verdi.id}" for column in columns}
        numbers = (
            self._take(row.shown, lambda change: _is_of_row(change) or change.felt in fields) if own else ()
        )
        node = row[side]
        assert node is not None  # noqa: S101 — it stands on that side
        return Row(
            name=_row_name(row) if own else same(node.verdi.navn),
            labels=(),
            cells=tuple(self._cells.written(row, column)[side] for column in columns),
            pair=(None, figure) if side else (figure, None),
            is_drawn=drawn is not None and node.verdi.formel is None,
            is_strong=bool(node.verdi.uthevet),
            follows=False,
            types=self._types(numbers),
            changes=numbers,
        )

    # --- What is no figure ---

    def _entry(self, node: Node) -> Iterator[Entry]:
        """Give what has happened to a table, a column or a row that no figure tells."""
        left = self._left.pop(node, {})
        if not left:
            return
        text = same(self._index.title(node))
        lines: list[Line] = []
        labels: list[Label] = []
        for change in left.values():
            if change.type is Type.OMDØPT:
                text = word_changes(change.fra, change.til)
            if change.type is Type.ENDRET:
                lines += field_line(change, self._names(node))
            else:
                labels += self._labels(change)
        thing = self._index.things[node]
        yield Entry(
            id=f"e-{min(left)}",
            what=_noun(node),
            subject=thing.subject,
            types=tuple(dict.fromkeys(change.type for change in left.values())),
            labels=tuple(labels),
            text=Line(text),
            lines=tuple(lines),
            changes=tuple(left),
        )

    def _names(self, node: Node) -> dict[str, str]:
        """Return the names of rows and columns by their ids, as their own table has them where others do."""
        own = node if node.ting is Ting.TABELL else node.over
        if own in self._known:
            return self._known[own]
        before = self._index.before.get(own) if own else None
        found: dict[str, str] = {}
        for is_new in (False, True):
            for table in sorted(
                self._index.of(Ting.TABELL, is_new=is_new), key=lambda one: one in {own, before}
            ):
                found |= {one.verdi.id: one.verdi.overskrift for one in table.søsken(Ting.TALLKOLONNE)}
                found |= {one.id: one.verdi.navn for one in table.søsken(Ting.RAD)}
        self._known[own] = found
        return found

    def _labels(self, change: Change) -> Iterator[Label]:
        match change.type:
            case Type.NY | Type.FJERNET:
                yield Label(change.type, came_or_went(change.type, change.ting))
            case Type.OMDØPT:
                yield Label(change.type, "omdøpt")
            case _:
                yield from self._index.happened(change)

    # --- The head ---

    def summary(self) -> Figures | None:
        """Return the sums and the result of the table with the budget's result; None where none differs."""
        result = self._index.comparison.resultat
        for table in self._cells.tables() if result else ():
            rows = [row for row in self._cells.rows(table) if _is_sum(row)]
            own = self._cells.own_column(table)
            column = next((pair for pair in self._cells.columns(table) if pair.new is own), None)
            named = result and result.navn in [row.shown.verdi.navn for row in rows]
            if named and column and any(self._differs(row, column) for row in rows):
                told = [
                    replace(self._row(row, column, rows), name=same(row.shown.verdi.navn), is_strong=False)
                    for row in rows
                ]
                return replace(self._compared(table, column, told), id="tall-kort")
        return None


def _title(table: Both) -> str:
    return str(table.shown.verdi.tittel or table.shown.id)


def _row_name(row: Both) -> Bits:
    names = [node.verdi.navn for node in row if node]
    return word_changes(names[0], names[-1]) if names[0] != names[-1] else same(names[0])


def _figure(value: Verdi) -> Tall | None:
    return 0 if value == STREK else value if is_figure(value) else None


def _places(row: Both, column: Both) -> int:
    """Return how many decimals the figures of a cell have."""
    table = row.shown.over
    return table.verdi.desimaler_i(column.shown.verdi.id) if table else 0


def _is_of_row(change: Change) -> bool:
    """Tell whether a row bears a change by its name: that it has come, gone or got another."""
    return change.type in {*_WHOLE, Type.OMDØPT}


def _is_whole(change: Change) -> bool:
    return change.type in _WHOLE


def _is_sum(row: Both) -> bool:
    return row.new is not None and isinstance(row.new.verdi.formel, (Sum, Differanse))


def _noun(node: Node) -> str:
    is_heading = node.ting is Ting.RAD and node.verdi.er_overskrift
    return "Overskrift" if is_heading else NOUNS[node.ting]
