"""Budget tables and columns that only one side has, with their figures as they are printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.html import kinds
from handlingsprogram.review.html.bars import Bars
from handlingsprogram.review.html.budgets import heading, title_of
from handlingsprogram.review.html.texts import compared, whole
from handlingsprogram.review.html.view import Tallcelle, Tallhode, Tallrad, Talltabell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.compare.model import Change
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.html.bars import Pair
    from handlingsprogram.review.html.bearers import Bearers
    from handlingsprogram.review.html.budgets import Budgets, Side
    from handlingsprogram.review.html.outline import Numbered

    Fields = dict[tuple[str, str], tuple[int, Change]]
    """The changes of fields by the path of the thing and the field."""

_COLUMNS = {
    Type.NY: ("ny kolonne", "nye kolonner"),
    Type.FJERNET: ("kolonne som ikke er med lenger", "kolonner som ikke er med lenger"),
}


class OneSide:
    """Makes tables of what has come or gone as a whole."""

    def __init__(self, budgets: Budgets) -> None:
        self._budgets = budgets

    def table(self, table: Node, changes: list[Numbered]) -> Talltabell:
        """Return a table that is new or gone, with bars for the year's own column."""
        [(nr, change)] = [pair for pair in changes if pair[1].ting is Ting.TABELL]
        is_new, side = change.type is Type.NY, self._side(change.type)
        # What else a row bears that came from another table: another name, other figures.
        numbers = {(other.ting, other.sti): number for number, other in changes if not other.felt}
        fields = {(other.sti, other.felt): (number, other) for number, other in changes if other.felt}
        columns = table.søsken(Ting.TALLKOLONNE)
        own = side.own_column(columns)
        pairs = {row: _on_one_side(side.value(row, own), is_new=is_new) for row in table.søsken(Ting.RAD)}
        bars = Bars(pair for row, pair in pairs.items() if not row.verdi.formel)
        slug = kinds.SLUGS[change.type]
        rows = (_row(row, columns, side, slug) for row in pairs)
        drawn = (
            replace(
                _bearing(told, row, columns, fields),
                type=slug,
                nr=numbers.get((Ting.RAD, row.sti)),
                søyle=None if row.verdi.formel else bars.of(pair),
            )
            for told, (row, pair) in zip(rows, pairs.items(), strict=True)
        )
        return Talltabell(
            nr=nr,
            type=slug,
            vis=f"{slug}-budsjett",
            tittel=f"{'Ny tabell' if is_new else 'Tabell som ikke er med lenger'}: {title_of(table)}",
            enhet=table.verdi.enhet,
            før="" if is_new else heading(own),
            etter=heading(own) if is_new else "",
            kolonner=tuple(
                Tallhode(heading(column), numbers.get((Ting.TALLKOLONNE, column.sti))) for column in columns
            ),
            rader=tuple(drawn),
        )

    def columns(self, tables: dict[Type, Node | None], bearers: Bearers) -> Iterator[Talltabell]:
        """Give the columns that a table has got, and those that it has lost, where they have figures.

        Args:
            tables: the table as the side has it that has the columns, by what they are.
            bearers: the table's changes that are not told yet.
        """
        for kind, table in tables.items():
            side, slug = self._side(kind), kinds.SLUGS[kind]
            found = bearers.columns(kind)
            rows = table.søsken(Ting.RAD) if table else []
            columns = [node for node in found if any(side.written(row, node) for row in rows)]
            if table and columns:
                told = (_row(row, columns, side, slug) for row in rows)
                yield Talltabell(
                    nr=None,
                    type=slug,
                    vis=f"{slug}-budsjett",
                    tittel=f"{title_of(table)}: {_COLUMNS[kind][len(columns) > 1]}",
                    enhet=table.verdi.enhet,
                    kolonner=tuple(Tallhode(heading(node), bearers.take(found[node])) for node in columns),
                    rader=tuple(row for row in told if any(cell.tekst for cell in row.celler)),
                )

    def _side(self, kind: Type) -> Side:
        return self._budgets.etter if kind is Type.NY else self._budgets.før


def _row(row: Node, columns: list[Node], side: Side, slug: str) -> Tallrad:
    return Tallrad(
        type="",
        vis=f"{slug}-budsjett",
        navn=whole(str(row.felt["navn"])),
        celler=tuple(Tallcelle(heading(column), side.written(row, column)) for column in columns),
        søyle=None,
        uthevet=bool(row.felt["uthevet"]),
    )


def _bearing(told: Tallrad, row: Node, columns: list[Node], fields: Fields) -> Tallrad:
    """Return a row with the changes of its name and figures."""
    cells = [
        replace(cell, nr=fields.get((row.sti, f"tall/{column.verdi.id}"), (None,))[0])
        for cell, column in zip(told.celler, columns, strict=True)
    ]
    if (row.sti, "navn") in fields:
        number, change = fields[row.sti, "navn"]
        before, after = compared(change.fra, change.til)
        told = replace(told, navn=after, før_navn=before, navn_nr=number)
    return replace(told, celler=tuple(cells))


def _on_one_side(value: object, *, is_new: bool) -> Pair:
    return (None, value) if is_new else (value, None)  # type: ignore[return-value]
