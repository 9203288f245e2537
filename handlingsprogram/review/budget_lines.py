"""The budget in the report: each figure that has changed, before and after, with what follows from it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from handlingsprogram.read.model.amounts import decimals
from handlingsprogram.read.model.sheet import skriv
from handlingsprogram.review.compare.computed import COMPUTED, sheet
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.compare.references import column_id
from handlingsprogram.review.outline import Budsjettdel, Innslag, Linje, Merke, Tallinje, same
from handlingsprogram.review.report import shown
from handlingsprogram.review.report.labels import FIELDS, is_form
from handlingsprogram.review.report.words import Bit, Slag, word_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.budget import Verdi
    from handlingsprogram.review.compare.model import Change, Comparison
    from handlingsprogram.review.compare.tree import Node

_WORDS = {Type.NY: "ny", Type.FJERNET: "fjernet", Type.FLYTTET: "flyttet", Type.OMDØPT: "omdøpt"}


def budget_parts(comparison: Comparison) -> tuple[Budsjettdel, ...]:
    """Return the tables of the budget in which anything has changed, those that are gone last."""
    return tuple(_Budget(comparison).parts())


class _Budget:
    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._sheets = sheet(comparison.gammel.budsjett), sheet(comparison.ny.budsjett)

    def parts(self) -> Iterator[Budsjettdel]:
        for node in self._comparison.nytt_tre.søsken(Ting.TABELL):
            before = self._comparison.forgjenger(node)
            yield from (
                self._paired(before, node) if before else self._alone(node, 1, Merke(Type.NY, "ny tabell"))
            )
        for node in self._comparison.gammelt_tre.søsken(Ting.TABELL):
            if not self._comparison.etterfølger(node):
                yield from self._alone(node, 0, Merke(Type.FJERNET, "tabellen er fjernet"))

    def _alone(self, node: Node, side: int, mark: Merke) -> Iterator[Budsjettdel]:
        """Give a table that only one side has: a new one's typed columns, of one that is gone the last."""
        columns = [column for column in node.søsken(Ting.TALLKOLONNE) if not column.felt["differanse"]]
        told = columns if side else columns[-1:]
        lines = [
            line
            for row in node.søsken(Ting.RAD)
            for column in told
            for line in self._line((row, column), side)
        ]
        yield Budsjettdel(node.felt["tittel"], node.felt["enhet"], (mark,), tuple(lines), ())

    def _line(self, cell: tuple[Node, Node], side: int) -> Iterator[Tallinje]:
        row, column = cell
        values: list[Verdi] = [None, None]
        values[side] = self._value(side, row, column)
        tables = row.over, row.over
        if values[side] is not None:
            yield self._figure(row, column.felt["overskrift"], (values[0], values[1]), tables)

    def _paired(self, gammel: Node, ny: Node) -> Iterator[Budsjettdel]:
        columns = [
            (before, column)
            for column in ny.søsken(Ting.TALLKOLONNE)
            if not column.felt["differanse"] and (before := self._comparison.forgjenger(column))
        ]
        lines = [line for row in ny.søsken(Ting.RAD) for line in self._row(row, columns)]
        for row in gammel.søsken(Ting.RAD):
            if not self._comparison.etterfølger(row):
                lines += self._gone(row, columns)
        for side, table, word in ((1, ny, "ny kolonne"), (0, gammel, "kolonnen er fjernet")):
            for column in filter(self._is_alone, table.søsken(Ting.TALLKOLONNE)):
                for row in table.søsken(Ting.RAD):
                    heading = f"{column.felt['overskrift']} ({word})"
                    lines += (replace(line, kolonne=heading) for line in self._line((row, column), side))
        entries = tuple(self._entries(gammel, ny))
        if lines or entries:
            yield Budsjettdel(ny.felt["tittel"], ny.felt["enhet"], (), tuple(lines), entries)

    def _is_alone(self, node: Node) -> bool:
        """Tell whether a thing is on one side only."""
        return any(change.type in {Type.NY, Type.FJERNET} for change in self._comparison.endringer_av(node))

    def _has_figures(self, node: Node) -> bool:
        """Tell whether a row or a column has figures, which tell that it came or went."""
        side = int(node.rot is self._comparison.nytt_tre)
        rows, columns = (
            [node] if node.ting is kind or node.over is None else node.over.søsken(kind)
            for kind in (Ting.RAD, Ting.TALLKOLONNE)
        )
        return any(self._value(side, row, column) is not None for row in rows for column in columns)

    def _row(self, row: Node, columns: list[tuple[Node, Node]]) -> Iterator[Tallinje]:
        gammel = self._comparison.forgjenger(row)
        for before, after in columns:
            values = self._value(0, gammel, before) if gammel else None, self._value(1, row, after)
            if values[0] != values[1]:
                tables = (gammel or row).over, row.over
                yield self._figure(row, _heading(before, after), values, tables)

    def _gone(self, row: Node, columns: list[tuple[Node, Node]]) -> Iterator[Tallinje]:
        for before, after in columns:
            values = self._value(0, row, before), None
            if values[0] is not None:
                yield self._figure(row, _heading(before, after), values, (row.over, row.over))

    def _value(self, side: int, row: Node, column: Node) -> Verdi:
        reckoned = self._sheets[side]
        if reckoned:
            return reckoned.trykt(row.id, column_id(column))
        typed = row.felt.get(f"tall/{column_id(column)}")
        return typed if isinstance(typed, int | str) else None

    def _figure(
        self, row: Node, heading: str, values: tuple[Verdi, Verdi], tables: tuple[Node | None, Node | None]
    ) -> Tallinje:
        før, etter = (
            skriv(value, table.verdi, utregnet=False) if table else ""
            for value, table in zip(values, tables, strict=True)
        )
        figures = tuple(value if isinstance(value, int) else None for value in values)
        change, per_cent = difference(figures[0], figures[1])
        marks = tuple(
            Merke(change.type, _WORDS[change.type])
            for change in self._comparison.endringer_av(row)
            if change.type in _WORDS
        )
        computed = bool(row.verdi.formler) or row.verdi.uthevet
        return Tallinje(
            post=row.felt["navn"],
            merker=marks,
            kolonne=heading,
            før=før,
            etter=etter,
            endring=change,
            prosent=per_cent,
            tall=(figures[0], figures[1]),
            utregnet=computed,
        )

    def _entries(self, gammel: Node, ny: Node) -> Iterator[Innslag]:
        """Give what has changed in a table besides its figures."""
        own = [(ny, change) for change in self._comparison.endringer_av(ny) if not is_form(change)]
        for node, change in own:
            yield Innslag("Tabell", (), same(node.felt["tittel"]), (field_line(change),))
        for kind in (Ting.TALLKOLONNE, Ting.RAD):
            for node in ny.søsken(kind):
                yield from self._entry(node)
            for node in gammel.søsken(kind):
                if not self._comparison.etterfølger(node):
                    yield from self._entry(node)

    def _entry(self, node: Node) -> Iterator[Innslag]:
        name = "overskrift" if node.ting is Ting.TALLKOLONNE else "navn"
        what = "Kolonne" if node.ting is Ting.TALLKOLONNE else "Post"
        if node.ting is Ting.RAD and node.verdi.er_overskrift:
            what = "Overskrift"
        text, lines, marks = same(node.felt[name]), [], []
        for change in self._comparison.endringer_av(node):
            if change.type is Type.OMDØPT:
                text = word_changes(change.fra, change.til)
            elif (
                change.type is Type.ENDRET
                and not change.felt.startswith(("tall/", COMPUTED))
                and not is_form(change)
            ):
                lines.append(field_line(change, self._names(node.over)))
            if change.type in _WORDS:
                marks.append(Merke(change.type, _WORDS[change.type]))
        came_or_went = {mark.type for mark in marks} <= {Type.NY, Type.FJERNET} and not lines
        if (marks or lines) and not (came_or_went and self._has_figures(node)):
            yield Innslag(what, tuple(marks), text, tuple(lines))

    def _names(self, own: Node | None) -> dict[str, str]:
        """Return the names of rows and columns by their ids, as their own table has them where others do."""
        found: dict[str, str] = {}
        before = self._comparison.forgjenger(own) if own else None
        for tree in (self._comparison.gammelt_tre, self._comparison.nytt_tre):
            for table in sorted(tree.søsken(Ting.TABELL), key=lambda table: table in {own, before}):
                found |= {column_id(node): node.felt["overskrift"] for node in table.søsken(Ting.TALLKOLONNE)}
                found |= {node.id: node.felt["navn"] for node in table.søsken(Ting.RAD)}
        return found


def _heading(before: Node, after: Node) -> str:
    one, other = before.felt["overskrift"], after.felt["overskrift"]
    return other if one == other else f"{one} → {other}"


def difference(before: int | None, after: int | None) -> tuple[str, str]:
    """Return how much a figure has changed, and by how many per cent, as they are written."""
    if before is None or after is None:
        return "", ""
    change = after - before
    sign = "+" if change > 0 else "-" if change < 0 else ""
    amount = f"{sign}{decimals(Fraction(abs(change)), 0)}"
    if not before:
        return amount, ""
    share = Fraction(100 * change, abs(before))
    return amount, f"{sign}{decimals(abs(share), 1)}\u00a0%"


def field_line(change: Change, names: dict[str, str] | None = None) -> Linje:
    """Return a line that tells a field's value before and after; ids are read as names."""
    known = names or {}
    kind, _, column = change.felt.partition("/")
    label = FIELDS.get(kind, kind)
    if column:
        label += f", {known.get(column, column)}"
    if isinstance(change.fra, list) or isinstance(change.til, list):
        before, after = (
            [known.get(str(item), str(item)) for item in side or ()] for side in (change.fra, change.til)
        )
        return Linje(label, shown.list_changes(before, after))
    before_, after_ = (
        known.get(text, text)
        for text in (shown.said(change.felt, value) for value in (change.fra, change.til))
    )
    if change.felt == "id":
        return Linje(label, (Bit(Slag.UT, before_), Bit(Slag.LIK, " "), Bit(Slag.INN, after_)))
    return Linje(label, word_changes(before_, after_))
