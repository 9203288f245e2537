"""Reckon the budget.

A cell is blank (None), a dash (`STREK`), still to come (`MANGLER`) or a number in the table's unit. They
are kept apart: a sum skips blanks and counts a dash as 0, a difference with a blank side is blank, because
nothing is reckoned from nothing, and what builds on a figure that is still to come is still to come too.
Where the adopted document printed another figure than the formula gives (`avvik`), the printed figure
stands, and formulas that build on it use it, as the document itself does. A figure that another table has
in another unit is rounded to the table's own.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from handlingsprogram.read.model.budget import (
    KRONER,
    MANGLER,
    Andel,
    Differanse,
    Henvisning,
    Lik,
    Prosent,
    Sum,
)
from handlingsprogram.read.model.room import width
from handlingsprogram.read.model.rounding import Tall, decimals, rounded

if TYPE_CHECKING:
    from handlingsprogram.read.model.budget import (
        Budsjett,
        Formel,
        Kolonneformel,
        Rad,
        Tabell,
        Tallkolonne,
        Verdi,
    )


class Ledd(NamedTuple):
    """One figure of those that make a computed one."""

    fortegn: str
    """`+` or `-`; nothing for the first of a difference and for what is repeated."""
    navn: str
    verdi: Verdi


class SirkelError(Exception):
    """A figure that depends on itself: its row and column, and the row that it comes back by."""

    def __init__(self, rad: str, kolonne: str, via: str) -> None:
        super().__init__(f"{rad}/{kolonne}")
        self.rad = rad
        self.kolonne = kolonne
        self.via = via


class _NeededError(Exception):
    """A cell cannot be reckoned before another; carries that one's row and column."""

    def __init__(self, cell: tuple[str, str]) -> None:
        super().__init__(cell)
        self.cell = cell


class Regneark:
    """Reckons the cells of a budget whose references all exist.

    Cells are reckoned once, on demand. Asking for a cell that depends on itself raises `SirkelError`.
    """

    def __init__(self, budsjett: Budsjett, desimaltegn: str = ",") -> None:
        """Take a budget, and the decimal sign of the language that its figures are printed in."""
        self._desimaltegn = desimaltegn
        self._rows = {rad.id: (tabell, rad) for tabell, rad in budsjett.rader()}
        self._columns = {
            (tabell.id, kolonne.id): kolonne for tabell in budsjett.tabeller for kolonne in tabell.kolonner
        }
        self._known: dict[tuple[str, str], Verdi] = {}

    def rad(self, rad: str) -> Rad:
        """Return a row."""
        return self._rows[rad][1]

    def tabell_med(self, rad: str, kolonne: str) -> Tabell | None:
        """Return the table that has a cell; None where there is no such cell."""
        tabell = self._rows[rad][0] if rad in self._rows else None
        return tabell if tabell and (tabell.id, kolonne) in self._columns else None

    def trykt(self, rad: str, kolonne: str) -> Verdi:
        """Return what the document prints: the deviating figure where there is one."""
        avvik = self._rows[rad][1].avvik.get(kolonne)
        return avvik.trykt if avvik else self.utregnet(rad, kolonne)

    def trykt_i(self, tabell: Tabell, rad: str, kolonne: str) -> Verdi:
        """Return what the document prints in a cell, in the unit of a table."""
        return converted(self.trykt(rad, kolonne), self._rows[rad][0], tabell)

    def utregnet(self, rad: str, kolonne: str) -> Verdi:
        """Return what the typed figures and the formulas give."""
        # A stack instead of recursion: a chain of rows may be longer than Python's own stack.
        waiting = [(rad, kolonne)]
        while waiting:
            cell = waiting[-1]
            try:
                if cell not in self._known:
                    self._known[cell] = self._compute(*cell)
                waiting.pop()
            except _NeededError as needed:
                if needed.cell in waiting:
                    raise SirkelError(*needed.cell, via=cell[0]) from None
                waiting.append(needed.cell)
        return self._known[rad, kolonne]

    def har_formel(self, rad: str, kolonne: str) -> bool:
        """Tell whether a formula of the row or the column gives the cell, so that nothing may stand in it."""
        tabell, row = self._rows[rad]
        column = self._columns.get((tabell.id, kolonne))
        if row.er_overskrift or kolonne in row.tomme:
            return False
        return bool(row.formler) or bool(column and column.formel)

    def er_utregnet(self, rad: str, kolonne: str) -> bool:
        """Tell whether the cell follows from others: by a formula, or fetched from another cell."""
        fetched = isinstance(self._rows[rad][1].tall.get(kolonne), Henvisning)
        return fetched or self.har_formel(rad, kolonne)

    def skrevet(self, tabell: Tabell, rad: str, kolonne: str) -> str:
        """Return a cell as the document prints it."""
        computed = self.er_utregnet(rad, kolonne)
        return self.på_språket(skriv(self.trykt(rad, kolonne), tabell, kolonne, utregnet=computed))

    def på_språket(self, figure: str) -> str:
        """Return a figure, written the Norwegian way, with the decimal sign of the document's language."""
        return figure.replace(",", self._desimaltegn)

    def ledd(self, rad: str, kolonne: str) -> tuple[Ledd, ...]:
        """Return the figures that a computed cell is made of, in the order of its formula."""
        tabell, row = self._rows[rad]
        along = self._columns[tabell.id, kolonne].formel
        if along:
            return self._parts_along(along, tabell, rad)
        match row.formel, row.tall.get(kolonne):
            case Sum(ledd), _:
                return tuple(self._part("+", tabell, name, kolonne) for name in ledd)
            case Differanse(ledd), _:
                return tuple(
                    self._part("-" if nr else "", tabell, name, kolonne) for nr, name in enumerate(ledd)
                )
            case Lik(rad=source), _:
                return (self._part("", tabell, source, kolonne),)
            case _, Henvisning(source, column):
                return (self._part("", tabell, source, column),)
        return ()

    def _parts_along(self, formel: Kolonneformel, tabell: Tabell, rad: str) -> tuple[Ledd, ...]:
        sign = {Sum: "+", Differanse: "-"}.get(type(formel), "mot")
        parts = [
            self._part(
                sign if nr or sign == "+" else "",
                tabell,
                rad,
                name,
                self._columns[tabell.id, name].overskrift,
            )
            for nr, name in enumerate(formel.ledd)
        ]
        if isinstance(formel, Andel):
            parts.append(self._part("av", tabell, formel.rad, formel.kolonne))
        return tuple(parts)

    def _part(self, fortegn: str, tabell: Tabell, rad: str, kolonne: str, navn: str = "") -> Ledd:
        return Ledd(fortegn, navn or self._rows[rad][1].navn, self.trykt_i(tabell, rad, kolonne))

    def langs_kolonnen(self, rad: str, kolonne: str) -> Verdi:
        """Return what the row's formula gives in a column whose figures are computed along the rows."""
        tabell, row = self._rows[rad]
        if not row.formel or self.utregnet(rad, kolonne) is None:
            return None
        for part in row.bygger_på:
            self.utregnet(part, kolonne)
        return self._formula(row.formel, kolonne, tabell)

    def bredeste(self, tabell: Tabell) -> tuple[str, ...]:
        """Return the widest printed figure of each of a table's columns."""
        return tuple(
            max((self.skrevet(tabell, rad.id, kolonne.id) for rad in tabell.rader), key=width)
            for kolonne in tabell.kolonner
        )

    def _compute(self, rad: str, kolonne: str) -> Verdi:
        tabell, row = self._rows[rad]
        column = self._columns.get((tabell.id, kolonne))
        if column is None or row.er_overskrift or kolonne in row.tomme:
            return None
        if column.formel:
            return self._along(column, rad, tabell)
        if row.formel:
            return self._formula(row.formel, kolonne, tabell)
        typed = row.tall.get(kolonne)
        if isinstance(typed, Henvisning):
            return self._printed(typed.rad, typed.kolonne, tabell)
        return typed

    def _along(self, column: Tallkolonne, rad: str, tabell: Tabell) -> Verdi:
        """Return what a column's formula gives in a row."""
        figures = [self._printed(rad, name, tabell) for name in column.formel.ledd] if column.formel else []
        places = tabell.desimaler_i(column.id)
        match column.formel:
            case Sum():
                return _sum(figures)
            case Differanse():
                return _difference(figures)
            case Prosent():
                # Where incomes are negative, more of them is a rise all the same.
                base = figures[1]
                return _percent(_difference(figures), base if tabell.inntekt_minus else _size(base), places)
            case Andel(kolonne, of):
                return _percent(figures[0], self._printed(of, kolonne, tabell), places)
        return None

    def _formula(self, formel: Formel, kolonne: str, tabell: Tabell) -> Verdi:
        match formel:
            case Sum(ledd):
                return _sum([self._printed(rad, kolonne, tabell) for rad in ledd])
            case Differanse(ledd):
                return _difference([self._printed(rad, kolonne, tabell) for rad in ledd])
            case Lik(rad):
                return self._printed(rad, kolonne, tabell)

    def _printed(self, rad: str, kolonne: str, tabell: Tabell) -> Verdi:
        """Return a figure that a formula in a table builds on, or ask for it to be reckoned first."""
        source, row = self._rows[rad]
        avvik = row.avvik.get(kolonne)
        if avvik:
            return converted(avvik.trykt, source, tabell)
        if (rad, kolonne) not in self._known:
            raise _NeededError((rad, kolonne))
        return converted(self._known[rad, kolonne], source, tabell)


def converted(verdi: Verdi, fra: Tabell, til: Tabell) -> Verdi:
    """Return a figure of one table in the unit and the decimals of another, halves away from zero.

    Where the units are not both money, the figure is taken as it is: a rule tells of it.
    """
    if not is_figure(verdi) or (fra.enhet == til.enhet and fra.desimaler <= til.desimaler):
        return verdi
    worth = Fraction(KRONER[fra.enhet], KRONER[til.enhet]) if {fra.enhet, til.enhet} <= KRONER.keys() else 1
    return rounded(Fraction(verdi) * worth, til.desimaler)


def is_figure(verdi: Verdi) -> TypeGuard[Tall]:
    """Tell whether a cell has a number, and is neither blank nor a dash."""
    return isinstance(verdi, int | Decimal)


def _number(verdi: Verdi) -> Tall:
    return verdi if is_figure(verdi) else 0


def _sum(verdier: list[Verdi]) -> Verdi:
    if MANGLER in verdier:
        return MANGLER
    present = [verdi for verdi in verdier if verdi is not None]
    return sum(map(_number, present)) if present else None


def _difference(verdier: list[Verdi]) -> Verdi:
    if None in verdier or MANGLER in verdier:
        return MANGLER if MANGLER in verdier else None
    first, *others = map(_number, verdier)
    return first - sum(others)


def _percent(part: Verdi, whole: Verdi, places: int) -> Verdi:
    """Return how many per cent a part is of a whole; nothing of nothing."""
    if MANGLER in (part, whole):
        return MANGLER
    if part is None or not _number(whole):
        return None
    return rounded(100 * Fraction(_number(part)) / Fraction(_number(whole)), places)


def _size(verdi: Verdi) -> Verdi:
    return -verdi if is_figure(verdi) and verdi < 0 else verdi


def skriv(verdi: Verdi, tabell: Tabell, kolonne: str = "", *, utregnet: bool) -> str:
    """Print a cell the Norwegian way: `2 692` with non-breaking spaces, nothing for a blank cell.

    Args:
        verdi: the cell.
        tabell: the table it stands in, which says how minus and a computed zero are written.
        kolonne: the id of its column, which may have decimals of its own.
        utregnet: whether the figure follows from others.
    """
    if verdi is None:
        return ""
    if isinstance(verdi, str):
        return verdi
    if verdi == 0 and utregnet:
        return tabell.null
    sign = tabell.minus.replace(" ", "\u00a0") if verdi < 0 else ""
    places = tabell.desimaler_i(kolonne)
    if not places and isinstance(verdi, int):
        return f"{sign}{abs(verdi):,}".replace(",", "\u00a0")
    return sign + decimals(abs(Fraction(verdi)), places)
