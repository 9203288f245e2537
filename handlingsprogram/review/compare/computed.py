"""What changed figures do to sums and to the result: computed cells before and after."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.read.build.written import written
from handlingsprogram.read.model.budget import Differanse, egen_kolonne
from handlingsprogram.read.model.sheet import Regneark, SirkelError, converted, skriv
from handlingsprogram.review.compare.model import Change, Resultat, Ting, Type
from handlingsprogram.review.compare.references import column_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.budget import Budsjett, Rad, Tabell, Tallkolonne
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.pairing import Pairing
    from handlingsprogram.review.compare.structure import Told
    from handlingsprogram.review.compare.tree import Node

COMPUTED = "utregnet/"
"""What the field of a computed figure begins with; a column's id follows."""


def _sheet(budsjett: Budsjett | None) -> Regneark | None:
    """Return a budget reckoned; None where there is none, or where its formulas cannot be followed."""
    if budsjett is None:
        return None
    reckoned = Regneark(budsjett)
    try:
        for tabell, rad in budsjett.rader():
            for kolonne in tabell.kolonner:
                reckoned.utregnet(rad.id, kolonne.id)
    except (KeyError, SirkelError):  # a formula names what is not there, or itself
        return None
    return reckoned


class Figures:
    """The budgets of both sides, reckoned."""

    def __init__(self, pairing: Pairing, old: Program, new: Program) -> None:
        self._pairing = pairing
        self._programs = old, new
        self.before, self.after = _sheet(old.budsjett), _sheet(new.budsjett)

    def notices(self) -> tuple[str, ...]:
        """Say which side's budget could not be reckoned."""
        sides = zip(self._programs, (self.before, self.after), strict=True)
        return tuple(
            f"Budsjettet for {program.år} har feil i formlene, så summene er ikke sammenlignet."
            for program, reckoned in sides
            if program.budsjett and not reckoned
        )

    def of(self, gammel: Node, ny: Node) -> Iterator[Told]:
        """Give the computed figures of a row that differ, in the columns that both sides have."""
        if ny.ting is not Ting.RAD or not self.before or not self.after or not gammel.over:
            return
        for column in gammel.over.søsken(Ting.TALLKOLONNE):
            twin = self._pairing.ny.get(column)
            if twin is None or twin.over is not ny.over:
                continue
            names = column_id(column), column_id(twin)
            computed = self.before.er_utregnet(gammel.id, names[0]) or self.after.er_utregnet(ny.id, names[1])
            fra, til = self.before.trykt(gammel.id, names[0]), self.after.trykt(ny.id, names[1])
            if computed and fra != til:
                felt = COMPUTED + names[1]
                told = written(fra), written(til)
                yield Change(Type.ENDRET, Ting.RAD, ny.sti, gammel.sti, felt, *told), True

    def result(self) -> Resultat | None:
        """Return the budget's result before and after; None where neither side has one."""
        before, after = (_result(program) for program in self._programs)
        shown = after or before
        if not shown:
            return None
        figures = _printed(self.before, before, shown.tabell), _printed(self.after, after, shown.tabell)
        return Resultat(
            navn=shown.rad.navn,
            enhet=shown.tabell.enhet,
            kolonne=(before.kolonne.overskrift if before else "", after.kolonne.overskrift if after else ""),
            før=figures[0][0],
            etter=figures[1][0],
            tall=(figures[0][1], figures[1][1]),
        )


class _Cell(NamedTuple):
    tabell: Tabell
    rad: Rad
    kolonne: Tallkolonne


def _printed(reckoned: Regneark | None, cell: _Cell | None, table: Tabell) -> tuple[str, float | None]:
    """Return a figure as it is printed, in the unit of a table, and as a number."""
    if not reckoned or not cell:
        return "", None
    value = converted(reckoned.trykt(cell.rad.id, cell.kolonne.id), cell.tabell, table)
    printed = skriv(value, table, utregnet=reckoned.er_utregnet(cell.rad.id, cell.kolonne.id))
    figure = written(value)
    return printed, figure if isinstance(figure, int | float) else None


def _result(program: Program) -> _Cell | None:
    """Return the cell of the result: the first difference that is called so, in the year's own column."""
    tables = program.budsjett.tabeller if program.budsjett else ()
    differences = [
        (tabell, rad) for tabell in tables for rad in tabell.rader if isinstance(rad.formel, Differanse)
    ]
    named = [pair for pair in differences if re.match(r"resultat\b", pair[1].navn, re.IGNORECASE)]
    for tabell, rad in [*named, *differences][:1]:
        kolonne = egen_kolonne(tabell.kolonner, program.år)
        if kolonne:
            return _Cell(tabell, rad, kolonne)
    return None
