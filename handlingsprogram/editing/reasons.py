"""Why a cell of the budget has the figure that it has, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from handlingsprogram.read.model.budget import Andel, Differanse, Henvisning, Lik, Prosent, Sum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.read.model.budget import Budsjett, Rad, Tabell, Tallkolonne

Kind = Literal["typed", "link", "computed", "closed"]
"""Of a cell: its figure is typed, fetched from another cell, or reckoned; or none may stand there."""


class Reasons:
    """Knows what the cells of a budget follow from."""

    def __init__(self, budsjett: Budsjett) -> None:
        """Take a budget, whose references need not exist."""
        self._rows = {rad.id: (tabell, rad) for tabell, rad in budsjett.rader()}

    def of(self, table: Tabell, rad: Rad, column: str) -> tuple[Kind, str]:
        """Return what a cell is, and what it follows from; nothing where its figure is typed."""
        if rad.gruppe:
            return "closed", "Raden er overskrift for radene under, og har ikke tall."
        if column in rad.tomme:
            return "closed", "Raden er ført opp uten tall i denne kolonnen."
        typed = rad.tall.get(column)
        if isinstance(typed, Henvisning):
            return "link", f"Hentet fra «{self._name(typed.rad)}», {self._heading(typed)}."
        follows = self._along(table, table.kolonne(column)) or self._down(table, rad)
        return ("computed", follows) if follows else ("typed", "")

    def _along(self, table: Tabell, column: Tallkolonne | None) -> str:
        if not column or not column.formel:
            return ""
        names = {one.id: one.overskrift for one in table.kolonner}
        ledd = [names.get(one, one) for one in column.formel.ledd]
        match column.formel:
            case Sum():
                return f"Summen av {_listed(ledd)}."
            case Differanse():
                return f"{_less(ledd)}."
            case Prosent():
                return f"Hvor mange prosent «{ledd[0]}» er over «{ledd[-1]}»."
            case Andel(_, of):
                return f"Hvor mange prosent «{ledd[0]}» er av «{self._name(of)}»."

    def _down(self, table: Tabell, rad: Rad) -> str:
        match rad.formel:
            case Sum(ledd):
                return f"Summen av {_listed([self._name(one) for one in ledd])}."
            case Differanse(ledd):
                return f"{_less([self._name(one) for one in ledd])}."
            case Lik(source):
                other, _ = self._rows.get(source, (table, None))
                where = f" i «{other.tittel}»" if other is not table else ""
                return f"Hentet fra «{self._name(source)}»{where}."
        return ""

    def _name(self, row: str) -> str:
        return self._rows[row][1].navn if row in self._rows else row

    def _heading(self, cell: Henvisning) -> str:
        table = self._rows[cell.rad][0] if cell.rad in self._rows else None
        column = table.kolonne(cell.kolonne) if table else None
        return f"«{column.overskrift if column else cell.kolonne}»"


def _less(names: Sequence[str]) -> str:
    return " minus ".join(f"«{one}»" for one in names)


def _listed(names: Sequence[str]) -> str:
    quoted = [f"«{one}»" for one in names]
    return " og ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else "".join(quoted)
