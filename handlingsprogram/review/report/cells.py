"""The budgets of both sides: tables, rows and columns in pairs, and what is printed in the cells."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.malform import language_of
from handlingsprogram.read.model.budget import Henvisning, egen_kolonne
from handlingsprogram.read.model.rounding import Tall, decimals
from handlingsprogram.read.model.sheet import converted, skriv
from handlingsprogram.render.charts import charts
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.review.compare.model import Ting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.model.budget import Tabell, Verdi
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.model.sheet import Regneark
    from handlingsprogram.render.charts.model import Chart
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.report.index import Index


class Both(NamedTuple):
    """A table, a row or a column on each side; None where it is on one side only."""

    old: Node | None
    new: Node | None

    @property
    def shown(self) -> Node:
        """The new one, or the old one where it is gone."""
        node = self.new or self.old
        assert node is not None  # noqa: S101 — it stands on one side at least
        return node

    @property
    def is_computed(self) -> bool:
        """Whether it is a row that follows from others."""
        return any(node is not None and node.verdi.formel is not None for node in self)


class _Side:
    """One side's budget, reckoned."""

    def __init__(self, program: Program, sheet: Regneark | None) -> None:
        self._year = program.år
        self._sheet = sheet

    def value(self, row: Node | None, column: Node | None) -> Verdi:
        """Return what is printed in a cell; None where it is blank or missing."""
        if row is None or column is None or row.verdi.er_overskrift:
            return None
        if self._sheet:
            return self._sheet.trykt(row.id, column.verdi.id)
        typed = row.verdi.tall.get(column.verdi.id)
        return None if isinstance(typed, Henvisning) else typed

    def written(self, row: Node | None, column: Node | None) -> str:
        """Return a cell as it is printed."""
        value = self.value(row, column)
        if value is None or row is None or row.over is None or column is None:
            return ""
        computed = self._sheet is not None and self._sheet.er_utregnet(row.id, column.verdi.id)
        return skriv(value, row.over.verdi, column.verdi.id, utregnet=computed)

    def own_column(self, table: Node) -> Node | None:
        """Return the column that is the year's own."""
        columns = table.søsken(Ting.TALLKOLONNE)
        own = egen_kolonne([node.verdi for node in columns], self._year)
        return next((node for node in columns if node.verdi is own), None)


class Cells:
    """Both sides' budgets."""

    def __init__(self, index: Index) -> None:
        self._index = index
        before, after = index.comparison.regneark
        self._sides = _Side(index.comparison.gammel, before), _Side(index.comparison.ny, after)

    def values(self, row: Both, column: Both) -> tuple[Verdi, Verdi]:
        """Return what is printed in a cell, before and after, in the unit that the table has now."""
        before = self._sides[0].value(row.old, column.old)
        after = self._sides[1].value(row.new, column.new)
        return converted(before, *units) if (units := _units(row)) else before, after

    def written(self, row: Both, column: Both) -> tuple[str, str]:
        """Return a cell before and after, as it is printed, in the unit that the table has now."""
        before, after = (
            self._sides[0].written(row.old, column.old),
            self._sides[1].written(row.new, column.new),
        )
        if units := _units(row):
            before = skriv(self.values(row, column)[0], units[1], column.shown.verdi.id, utregnet=False)
        return before, after

    def own_column(self, table: Both) -> Node | None:
        """Return the year's own column of a table, on the side that it is shown for."""
        return self._sides[table.new is not None].own_column(table.shown)

    def tables(self) -> list[Both]:
        """Return the tables of both sides in the new order; what is gone stands after what it stood after."""
        comparison = self._index.comparison
        return self._paired(comparison.gammelt_tre, comparison.nytt_tre, Ting.TABELL)

    def columns(self, table: Both) -> list[Both]:
        """Return a table's columns, the year's own first."""
        own = self.own_column(table)
        return sorted(
            self._paired(table.old, table.new, Ting.TALLKOLONNE), key=lambda pair: own not in set(pair)
        )

    def rows(self, table: Both) -> list[Both]:
        """Return a table's rows."""
        return self._paired(table.old, table.new, Ting.RAD)

    def _paired(self, old: Node | None, new: Node | None, kind: Ting) -> list[Both]:
        index = self._index
        # What has come from another table stands on both sides, but not in both tables.
        pairs = [Both(index.before.get(node), node) for node in (new.søsken(kind) if new else ())]
        last: Node | None = None
        for node in old.søsken(kind) if old else ():
            if node not in index.after or new is None:
                at = next((i for i, pair in enumerate(pairs) if pair.old is last), -1) if last else -1
                pairs.insert(at + 1, Both(node, None))
            last = node
        return pairs


def _units(row: Both) -> tuple[Tabell, Tabell] | None:
    """Return the tables of a row where they have not the same unit."""
    tables = [node.over.verdi for node in row if node and node.over]
    return (tables[0], tables[-1]) if tables and tables[0].enhet != tables[-1].enhet else None


def difference(before: Tall | None, after: Tall | None, places: int = 0) -> tuple[str, str]:
    """Return how much a figure has changed, and by how many per cent; nothing where it has not."""
    if before is None or after is None or before == after:
        return "", ""
    change = after - before
    sign = "+" if change > 0 else "-"
    amount = f"{sign}{decimals(abs(Fraction(change)), places)}"
    if not before:
        return amount, ""
    share = decimals(abs(100 * Fraction(change) / Fraction(before)), 1)
    return amount, f"{sign}{share}\u00a0%" if share != "0,0" else ""


# --- Charts -------------------------------------------------------------------------------------


def charts_of(comparison: Comparison) -> Mapping[str, tuple[Chart, ...]]:
    """Return the new budget's charts, held against the old one's, by the id of their table.

    Where the old side has nothing to hold them against, a chart shows what it shows in the programme
    itself: this year against last. A chart in which nothing differs is left out.
    """
    old, new = comparison.gammel.budsjett, comparison.ny.budsjett
    before, after = comparison.regneark
    if new is None or after is None or not any(tabell.figurer for tabell in new.tabeller):
        return {}
    words = fixed_words(language_of(comparison.ny.språk))
    held = charts.between(old, new, words["desimaltegn"]) if old and before else ()
    against = {chart.id: chart for chart in held}
    own = {chart.id: chart for found in charts.charts(new, words["desimaltegn"]).values() for chart in found}
    shown = {
        tabell.id: [
            chart for figur in tabell.figurer if (chart := against.get(figur.id) or own.get(figur.id))
        ]
        for tabell in new.tabeller
    }
    return {
        name: tuple(
            _placed(chart, f"figur_{name}_{nr}", words)
            for nr, chart in enumerate(found, 1)
            if _differs(chart)
        )
        for name, found in shown.items()
    }


def _differs(chart: Chart) -> bool:
    return any(now.verdi != was.verdi for now, was in chart.beløp)


def _placed(chart: Chart, id_: str, words: Mapping[str, str]) -> Chart:
    """Return a chart with an id of the page's own, and with two names for what has one on both sides."""
    told = replace(chart, id=id_)
    if chart.kolonner:
        if not any(rekke.før for rekke in chart.rekker):
            return told
        return replace(told, nå=words["diagram_bare_nå"], før=words["diagram_bare_før"])
    if chart.nå != chart.før:
        return told
    now, before = (words[name].format(kolonne=chart.nå) for name in ("diagram_nå", "diagram_før"))
    return replace(told, nå=now, før=before)
