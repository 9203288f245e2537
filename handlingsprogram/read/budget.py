"""The budget: figures that were typed, formulas that give the others, and what was printed.

A cell is blank (None), a dash (`STREK`) or a whole number in the table's unit. The three are kept
apart: a sum skips blanks and counts a dash as 0, and a difference with a blank side is blank,
because nothing is reckoned from nothing. Where the adopted document printed another figure than
the formula gives (`avvik`), the printed figure stands, and formulas that build on it use it, as
the document itself does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.finding import Position

STREK: Final = "-"
Verdi = int | str | None
"""A figure in the table's unit, `STREK`, or None for a blank cell."""


@dataclass(frozen=True, slots=True)
class Henvisning:
    """A cell whose figure is fetched from another: row id and column id."""

    rad: str
    kolonne: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The rows that are added."""

    ledd: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differanse:
    """The first less the second: rows in a row's formula, columns in a column's."""

    fra: str
    trekk: str


@dataclass(frozen=True, slots=True)
class Lik:
    """The row whose figures are repeated, column by column."""

    rad: str


Formel = Sum | Differanse | Lik


@dataclass(frozen=True, slots=True)
class Avvik:
    """A printed figure that is not what the formula gives, and why it stands."""

    trykt: int
    begrunnelse: str
    posisjon: Position = field(compare=False)


@dataclass(frozen=True, slots=True)
class Tallkolonne:
    """A column of figures; with `differanse` the whole column is computed."""

    id: str
    overskrift: str
    differanse: Differanse | None
    posisjon: Position = field(compare=False)


@dataclass(frozen=True, slots=True)
class Rad:
    """A post (with `tall`), a computed row (with `formel`), or a heading (with neither)."""

    id: str
    navn: str
    uthevet: bool
    tall: Mapping[str, int | str | Henvisning]
    """By column id; a column that is not named is blank."""
    formler: tuple[Formel, ...]
    """How the row is computed; more than one is an error that a rule reports."""
    tomme: frozenset[str]
    """Columns in which a computed row has no figure."""
    avvik: Mapping[str, Avvik]
    posisjon: Position = field(compare=False)
    tallposisjoner: Mapping[str, Position] = field(compare=False)

    @property
    def formel(self) -> Formel | None:
        """How the row is computed; None for posts and headings."""
        return self.formler[0] if self.formler else None

    @property
    def er_overskrift(self) -> bool:
        """Whether the row has a name and no figures."""
        return not self.tall and not self.formler


@dataclass(frozen=True, slots=True)
class Tabell:
    """One table of the budget."""

    id: str
    tittel: str
    enhet: str
    hjørne: str
    """What stands above the posts' names; empty in most tables."""
    minus: str
    null: str
    """How a computed zero is printed."""
    noter: tuple[str, ...]
    """Notes below the table."""
    kolonner: tuple[Tallkolonne, ...]
    rader: tuple[Rad, ...]
    posisjon: Position = field(compare=False)


@dataclass(frozen=True, slots=True)
class Budsjett:
    """All tables of the budget."""

    tabeller: tuple[Tabell, ...]

    def rader(self) -> Iterator[tuple[Tabell, Rad]]:
        """Give every row with its table, in reading order."""
        for tabell in self.tabeller:
            for rad in tabell.rader:
                yield tabell, rad


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

    def trykt(self, rad: str, kolonne: str) -> Verdi:
        """Return what the document prints: the deviating figure where there is one."""
        avvik = self._rows[rad][1].avvik.get(kolonne)
        return avvik.trykt if avvik else self.utregnet(rad, kolonne)

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
        column = self._columns[tabell.id, kolonne]
        if row.er_overskrift or kolonne in row.tomme:
            return False
        return bool(row.formler) or column.differanse is not None

    def er_utregnet(self, rad: str, kolonne: str) -> bool:
        """Tell whether the cell follows from others: by a formula, or fetched from another cell."""
        fetched = isinstance(self._rows[rad][1].tall.get(kolonne), Henvisning)
        return fetched or self.har_formel(rad, kolonne)

    def skrevet(self, tabell: Tabell, rad: str, kolonne: str) -> str:
        """Return a cell as the document prints it."""
        return skriv(self.trykt(rad, kolonne), tabell, utregnet=self.er_utregnet(rad, kolonne))

    def lengste(self, tabell: Tabell) -> int:
        """Return how many characters a table's longest printed figure has."""
        cells = [
            self.skrevet(tabell, rad.id, kolonne.id) for rad in tabell.rader for kolonne in tabell.kolonner
        ]
        return max(map(len, cells))

    def _compute(self, rad: str, kolonne: str) -> Verdi:
        tabell, row = self._rows[rad]
        column = self._columns.get((tabell.id, kolonne))
        if column is None or row.er_overskrift or kolonne in row.tomme:
            return None
        if column.differanse:
            pair = column.differanse
            return _difference(self._printed(rad, pair.fra), self._printed(rad, pair.trekk))
        if row.formel:
            return self._formula(row.formel, kolonne)
        typed = row.tall.get(kolonne)
        return self._printed(typed.rad, typed.kolonne) if isinstance(typed, Henvisning) else typed

    def _formula(self, formel: Formel, kolonne: str) -> Verdi:
        match formel:
            case Sum(ledd):
                return _sum([self._printed(rad, kolonne) for rad in ledd])
            case Differanse(fra, trekk):
                return _difference(self._printed(fra, kolonne), self._printed(trekk, kolonne))
            case Lik(rad):
                return self._printed(rad, kolonne)

    def _printed(self, rad: str, kolonne: str) -> Verdi:
        """Return a figure that a formula builds on, or ask for it to be reckoned first."""
        avvik = self._rows[rad][1].avvik.get(kolonne)
        if avvik:
            return avvik.trykt
        if (rad, kolonne) not in self._known:
            raise _NeededError((rad, kolonne))
        return self._known[rad, kolonne]


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
_CHARACTER, _PADDING = 1.15, 1.8
"""What a figure's characters and a cell's padding take, in per cent of the text's width."""


def figure_width(tabell: Tabell, longest: int) -> int:
    """Return a figure column's width in per cent of the table's; the posts' names have the rest.

    Args:
        tabell: the table.
        longest: how many characters its longest figure has, as `Regneark.lengste` tells.
    """
    usual = (100 - _NAMES_WIDTH) // len(tabell.kolonner)
    return max(usual, ceil(longest * _CHARACTER + _PADDING))


def is_too_wide(tabell: Tabell, longest: int) -> bool:
    """Tell whether the figures leave no room for the posts' names."""
    return figure_width(tabell, longest) * len(tabell.kolonner) > 100 - _LEAST_NAMES_WIDTH
