"""The budgets of both sides: their tables, rows and columns in pairs, and what is printed in the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.read.model.budget import egen_kolonne
from handlingsprogram.review.compare.computed import sheet
from handlingsprogram.review.compare.model import Ting

if TYPE_CHECKING:
    from handlingsprogram.read.model.budget import Verdi
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.html.bars import Pair
    from handlingsprogram.review.html.things import Things


class Both(NamedTuple):
    """A row or a column on each side; None where it is on one side only."""

    gammel: Node | None
    ny: Node | None

    @property
    def shown(self) -> Node:
        """The new one, or the old one where it is gone."""
        node = self.ny or self.gammel
        assert node is not None  # noqa: S101 — it stands on one side at least
        return node

    @property
    def is_computed(self) -> bool:
        """Whether it is a row that follows from others."""
        return any(node is not None and node.verdi.formel is not None for node in self)


class Side:
    """One side's budget, reckoned."""

    def __init__(self, program: Program) -> None:
        self._year = program.år
        self._sheet = sheet(program.budsjett)

    def value(self, rad: Node | None, kolonne: Node | None) -> Verdi:
        """Return what is printed in a cell; None where it is blank, missing, or cannot be reckoned."""
        if rad is None or kolonne is None or self._sheet is None or rad.verdi.er_overskrift:
            return None
        return self._sheet.trykt(rad.id, kolonne.verdi.id)

    def written(self, rad: Node | None, kolonne: Node | None) -> str:
        """Return a cell as it is printed."""
        if self.value(rad, kolonne) is None or self._sheet is None or not rad or not rad.over or not kolonne:
            return ""
        return self._sheet.skrevet(rad.over.verdi, rad.id, kolonne.verdi.id)

    def own_column(self, columns: list[Node]) -> Node | None:
        """Return the column that is the year's own, as `egen_kolonne` tells it."""
        own = egen_kolonne([node.verdi for node in columns], self._year)
        return next((node for node in columns if node.verdi is own), None)


class Budgets:
    """Both sides."""

    def __init__(self, comparison: Comparison, things: Things) -> None:
        self.før, self.etter = Side(comparison.gammel), Side(comparison.ny)
        self._things = things

    def values(self, rad: Both, kolonne: Both) -> Pair:
        """Return what is printed in a cell, before and after."""
        return self.før.value(rad.gammel, kolonne.gammel), self.etter.value(rad.ny, kolonne.ny)

    def written(self, rad: Both, kolonne: Both) -> tuple[str, str]:
        """Return a cell before and after, as it is printed."""
        return self.før.written(rad.gammel, kolonne.gammel), self.etter.written(rad.ny, kolonne.ny)

    def columns(self, table: Node) -> list[Both]:
        """Return the columns of figures that a table has on both sides, the year's own first."""
        own = self.etter.own_column(table.søsken(Ting.TALLKOLONNE))
        pairs = [
            Both(self._things.opphav[node], node)
            for node in table.søsken(Ting.TALLKOLONNE)
            if node in self._things.opphav and not node.verdi.differanse
        ]
        return sorted(pairs, key=lambda pair: pair.ny is not own)

    def rows(self, table: Node) -> list[Both]:
        """Return the rows of both sides in the new order; what is gone stands after what it stood after."""
        rows = [Both(self._things.opphav.get(node), node) for node in table.søsken(Ting.RAD)]
        old = self._things.opphav.get(table)
        last: Node | None = None
        for node in old.søsken(Ting.RAD) if old else ():
            if node not in self._things.etter:
                at = next((i for i, row in enumerate(rows) if row.gammel is last), -1)
                rows.insert(at + 1, Both(node, None))
            last = node
        return rows


def title_of(table: Node) -> str:
    """Return a budget table's title."""
    return str(table.felt["tittel"] or table.id)


def heading(column: Node | None) -> str:
    """Return a column's heading."""
    return str(column.felt["overskrift"]) if column else ""
