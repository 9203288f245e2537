"""Reckon the budget.

A cell is blank (None), a dash (`STREK`) or a whole number in the table's unit. The three are kept
apart: a sum skips blanks and counts a dash as 0, and a difference with a blank side is blank,
because nothing is reckoned from nothing. Where the adopted document printed another figure than
the formula gives (`avvik`), the printed figure stands, and formulas that build on it use it, as
the document itself does. A figure that another table has in another unit is rounded to the table's own.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.read.model.budget import KRONER, Differanse, Henvisning, Lik, Sum

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.model.budget import Budsjett, Formel, Rad, Tabell, Verdi


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

    def __init__(self, budsjett: Budsjett) -> None:
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
        return bool(row.formler) or bool(column and column.differanse)

    def er_utregnet(self, rad: str, kolonne: str) -> bool:
        """Tell whether the cell follows from others: by a formula, or fetched from another cell."""
        fetched = isinstance(self._rows[rad][1].tall.get(kolonne), Henvisning)
        return fetched or self.har_formel(rad, kolonne)

    def skrevet(self, tabell: Tabell, rad: str, kolonne: str) -> str:
        """Return a cell as the document prints it."""
        return skriv(self.trykt(rad, kolonne), tabell, utregnet=self.er_utregnet(rad, kolonne))

    def ledd(self, rad: str, kolonne: str) -> tuple[Ledd, ...]:
        """Return the figures that a computed cell is made of, in the order of its formula."""
        tabell, row = self._rows[rad]
        pair = self._columns[tabell.id, kolonne].differanse
        if pair:
            first, second = (
                (rad, name, self._columns[tabell.id, name].overskrift) for name in (pair.fra, pair.trekk)
            )
            return self._part("", tabell, *first), self._part("-", tabell, *second)
        match row.formel, row.tall.get(kolonne):
            case Sum(ledd), _:
                return tuple(self._part("+", tabell, name, kolonne) for name in ledd)
            case Differanse(fra, trekk), _:
                return self._part("", tabell, fra, kolonne), self._part("-", tabell, trekk, kolonne)
            case Lik(rad=source), _:
                return (self._part("", tabell, source, kolonne),)
            case _, Henvisning(source, column):
                return (self._part("", tabell, source, column),)
        return ()

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

    def bredeste(self, tabell: Tabell) -> str:
        """Return a table's widest printed figure."""
        cells = (
            self.skrevet(tabell, rad.id, kolonne.id) for rad in tabell.rader for kolonne in tabell.kolonner
        )
        return max(cells, key=_width)

    def _compute(self, rad: str, kolonne: str) -> Verdi:
        tabell, row = self._rows[rad]
        column = self._columns.get((tabell.id, kolonne))
        if column is None or row.er_overskrift or kolonne in row.tomme:
            return None
        if column.differanse:
            pair = column.differanse
            return _difference(self._printed(rad, pair.fra, tabell), self._printed(rad, pair.trekk, tabell))
        if row.formel:
            return self._formula(row.formel, kolonne, tabell)
        typed = row.tall.get(kolonne)
        if isinstance(typed, Henvisning):
            return self._printed(typed.rad, typed.kolonne, tabell)
        return typed

    def _formula(self, formel: Formel, kolonne: str, tabell: Tabell) -> Verdi:
        match formel:
            case Sum(ledd):
                return _sum([self._printed(rad, kolonne, tabell) for rad in ledd])
            case Differanse(fra, trekk):
                return _difference(self._printed(fra, kolonne, tabell), self._printed(trekk, kolonne, tabell))
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
    """Return a figure of one table in the unit of another, halves rounded away from zero."""
    if not isinstance(verdi, int) or fra.enhet == til.enhet:
        return verdi
    kroner, unit = abs(verdi) * KRONER[fra.enhet], KRONER[til.enhet]
    return (2 * kroner + unit) // (2 * unit) * (1 if verdi > 0 else -1)


def _number(verdi: int | str) -> int:
    return verdi if isinstance(verdi, int) else 0


def _sum(verdier: list[Verdi]) -> Verdi:
    present = [verdi for verdi in verdier if verdi is not None]
    return sum(map(_number, present)) if present else None


def _difference(fra: Verdi, trekk: Verdi) -> Verdi:
    if fra is None or trekk is None:
        return None
    return _number(fra) - _number(trekk)


def skriv(verdi: Verdi, tabell: Tabell, *, utregnet: bool) -> str:
    """Print a cell the Norwegian way: `2 692` with non-breaking spaces, nothing for a blank cell.

    Args:
        verdi: the cell.
        tabell: the table it stands in, which says how minus and a computed zero are written.
        utregnet: whether the figure follows from others.
    """
    if verdi is None:
        return ""
    if isinstance(verdi, str):
        return verdi
    if verdi == 0 and utregnet:
        return tabell.null
    sign = tabell.minus if verdi < 0 else ""
    return f"{sign}{abs(verdi):,}".replace(",", " ").replace(" ", "\u00a0")


_NAMES_WIDTH, _LEAST_NAMES_WIDTH = 40, 20
_DIGIT = 0.53
_ADVANCES = {"\u00a0": 0.26, " ": 0.26, "-": 0.34, "−": 0.53}
"""How wide a character is, in ems: the wider of Source Sans Pro and Calibri, both bold. Others as digits."""
_OTHER_FONTS = 1.1
"""How much wider a font for Word may be that is none of those, such as Arial."""
_PADDING = 3.0
"""What a cell has beside its figure, in millimetres."""
_PAGE = 210
"""Millimetres: an A4 page's width."""


class Room(NamedTuple):
    """What figures take of a page, in per cent of the text's width."""

    em: float = 100 * 9.5 * 25.4 / 72 / 162
    """A figure's size. As in the tool's own theme, where nobody knows the theme."""
    padding: float = 100 * _PADDING / 162


USUAL_ROOM = Room()


def text_width(measures: Mapping[str, float]) -> float:
    """Return what lies between a page's margins, in millimetres; the measures are those of a theme."""
    return _PAGE - 2 * measures["marg_side"]


def room(theme: Mapping[str, Any], own: Mapping[str, float]) -> Room:
    """Return the room that a year's tables have.

    Args:
        theme: as in tema.yaml.
        own: the measures that the year sets otherwise, as in `Program.mål`.
    """
    measures = {**theme["mål"], **own}
    width = text_width(measures)
    wider = 1 if theme["skrift"]["word"] in {"Calibri", "Carlito"} else _OTHER_FONTS
    return Room(100 * measures["tabelltekst"] * 25.4 / 72 / width * wider, 100 * _PADDING / width)


def _width(figure: str) -> float:
    """Return how wide a printed figure is, in ems."""
    return sum(_ADVANCES.get(character, _DIGIT) for character in figure)


def figure_width(tabell: Tabell, widest: str, room: Room) -> int:
    """Return a figure column's width in per cent of the table's; the posts' names have the rest.

    Args:
        tabell: the table.
        widest: its widest figure, as `Regneark.bredeste` tells.
        room: what it takes on the page.
    """
    usual = (100 - _NAMES_WIDTH) // len(tabell.kolonner)
    return max(usual, ceil(_width(widest) * room.em + room.padding))


def is_too_wide(tabell: Tabell, widest: str, room: Room) -> bool:
    """Tell whether the figures leave no room for the posts' names."""
    return figure_width(tabell, widest, room) * len(tabell.kolonner) > 100 - _LEAST_NAMES_WIDTH
