"""The budget's changes as tables with bars: figures before and after, what has come and gone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.read.model.budget import STREK, Differanse, Sum
from handlingsprogram.review.budget_lines import difference
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.html.bars import Bars
from handlingsprogram.review.html.bearers import Bearers
from handlingsprogram.review.html.budgets import Budgets, heading, title_of
from handlingsprogram.review.html.charts import charts_of
from handlingsprogram.review.html.one_side import OneSide
from handlingsprogram.review.html.texts import compared, whole
from handlingsprogram.review.html.view import Tallcelle, Tallhode, Tallrad, Talltabell, union

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlingsprogram.read.model.budget import Verdi
    from handlingsprogram.review.compare.model import Comparison, Resultat
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.html.bars import Pair
    from handlingsprogram.review.html.budgets import Both
    from handlingsprogram.review.html.facts import Facts
    from handlingsprogram.review.html.outline import Numbered
    from handlingsprogram.review.html.things import Things

_WHOLE = {Type.NY, Type.FJERNET}
_DIFFERENCE = ("Endring", "Prosent")


class Figures:
    """Makes tables of the changes of budget tables, their columns and posts."""

    def __init__(self, comparison: Comparison, things: Things, facts: Facts) -> None:
        self._budgets = Budgets(comparison, things)
        self._one_side = OneSide(self._budgets)
        self._charts = charts_of(comparison)
        self._things, self._facts = things, facts

    def of(self, changes: Sequence[Numbered]) -> Iterator[Talltabell]:
        """Give the tables that show the changes of budget tables: one or more for each."""
        by_table: dict[Node, list[Numbered]] = defaultdict(list)
        for nr, change in changes:
            node = self._things.ny(change) or self._things.gammel(change)
            table = node if node is None or node.ting is Ting.TABELL else node.over
            if table:
                by_table[self._things.etter.get(table, table)].append((nr, change))
        for table, found in by_table.items():
            whole = {change.type for _, change in found if change.ting is Ting.TABELL} & _WHOLE
            first, *rest = [self._one_side.table(table, found)] if whole else self._both_sides(table, found)
            figures = () if Type.FJERNET in whole else self._charts.get(table.id, ())
            yield from (replace(first, figurer=figures), *rest)

    def _both_sides(self, table: Node, changes: list[Numbered]) -> Iterator[Talltabell]:
        """Give the figures of each pair of columns where something differs; the rest are facts."""
        bearers = Bearers(changes, self._things)
        rows = self._budgets.rows(table)
        shown: list[Talltabell] = []
        for columns in self._budgets.columns(table):
            # The first table is also where rows that have come, gone or got another name are told.
            named = not shown
            seen = [row for row in rows if self._differs(row, columns) or (named and bearers.has(row))]
            if seen:
                shown.append(self._pair(seen, columns, bearers, named=named))
        tables = {Type.NY: table, Type.FJERNET: self._things.opphav.get(table)}
        shown += self._one_side.columns(tables, bearers)
        last = shown.pop() if shown else Talltabell(None, "endret", "", title_of(table))
        facts = tuple(self._facts.of(nr, change, named=True) for nr, change in bearers.rest())
        yield from (*shown, replace(last, fakta=facts, vis=union((last.vis, *(fact.vis for fact in facts)))))

    def _differs(self, row: Both, columns: Both) -> bool:
        before, after = self._budgets.values(row, columns)
        return before != after

    def _pair(self, rows: list[Both], columns: Both, bearers: Bearers, *, named: bool) -> Talltabell:
        # Beside their sum the posts would be too short to tell apart: sums are drawn only among themselves.
        drawn = [row for row in rows if not row.is_computed] or rows
        bars = Bars(self._budgets.values(row, columns) for row in drawn)
        plain = (self._row(row, columns, bars if row in drawn else None) for row in rows)
        shown = [bearers.bear(told, row, columns, named=named) for told, row in zip(plain, rows, strict=True)]
        vis = union(row.vis for row in shown)
        # A sum that follows is shown with whatever it follows from.
        told = tuple(row if row.vis else replace(row, vis=vis) for row in shown)
        return replace(self._table(told, columns, rows), vis=vis)

    def _row(self, row: Both, columns: Both, bars: Bars | None) -> Tallrad:
        pair = self._budgets.values(row, columns)
        texts = (*self._budgets.written(row, columns), *difference(*map(_figure, pair)))
        cells = zip((*_headings(columns), *_DIFFERENCE), texts, strict=True)
        names = [str(node.felt["navn"]) if node else "" for node in row]
        before, after = compared(*names) if all(names) else ((), whole("".join(names)))
        return Tallrad(
            type="" if row.gammel and row.ny else "ny" if row.ny else "fjernet",
            navn=after,
            før_navn=before,
            celler=tuple(Tallcelle(*cell) for cell in cells),
            søyle=bars.of(pair) if bars else None,
            uthevet=bool(row.shown.felt["uthevet"]),
        )

    def _table(self, told: tuple[Tallrad, ...], columns: Both, rows: Sequence[Both]) -> Talltabell:
        table = columns.shown.over
        assert table is not None  # noqa: S101 — a column stands in a table
        values = [self._budgets.values(row, columns) for row in rows]
        headings = _headings(columns)
        heads: tuple[str, ...] = (*headings, *_DIFFERENCE)
        if not any(cell.tekst for row in told for cell in row.celler[len(headings) :]):
            heads = headings
            told = tuple(replace(row, celler=row.celler[: len(headings)]) for row in told)
        return Talltabell(
            nr=None,
            type="endret",
            vis="",
            tittel=f"{title_of(table)}: {_compared(columns)}",
            enhet=table.verdi.enhet,
            før=headings[0],
            etter=headings[1],
            kolonner=tuple(map(Tallhode, heads)),
            rader=told,
            merknad=_without_figures(headings, values),
        )

    # --- The summary ---

    def summary(self, resultat: Resultat | None, root: Node) -> Talltabell | None:
        """Return the sums and the result of the table with the budget's result, before and after.

        Args:
            resultat: the budget's result, as the comparison found it.
            root: the new programme.
        """
        for table in root.søsken(Ting.TABELL) if resultat else ():
            rows = [row for row in self._budgets.rows(table) if _is_sum(row)]
            columns = self._budgets.columns(table)
            if columns and resultat and resultat.navn in [row.shown.felt["navn"] for row in rows]:
                bars = Bars(self._budgets.values(row, columns[0]) for row in rows)
                told = tuple(replace(self._row(row, columns[0], bars), uthevet=False) for row in rows)
                shown = replace(self._table(told, columns[0], rows), type="")
                return shown if any(self._differs(row, columns[0]) for row in rows) else None
        return None


def _figure(value: Verdi) -> int | None:
    return 0 if value == STREK else value if isinstance(value, int) else None


def _headings(columns: Both) -> tuple[str, str]:
    """Return what the two columns are called; what has one name on both sides needs two."""
    names = heading(columns.gammel), heading(columns.ny)
    return names if names[0] != names[1] else ("Før", "Nå")


def _compared(columns: Both) -> str:
    return " og ".join(dict.fromkeys((heading(columns.gammel), heading(columns.ny))))


def _is_sum(row: Both) -> bool:
    return row.ny is not None and isinstance(row.ny.verdi.formel, (Sum, Differanse))


def _without_figures(headings: tuple[str, str], values: Sequence[Pair]) -> str:
    """Say which side has no figures at all."""
    sides = zip(headings, zip(*values, strict=True), strict=True)
    empty = [name for name, figures in sides if all(value is None for value in figures)]
    return f"«{empty[0]}» har ingen tall." if len(empty) == 1 else ""
