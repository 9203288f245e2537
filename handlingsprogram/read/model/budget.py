"""The budget as data: tables, figures that were typed, formulas that give the others, what was printed."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final

from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handlingsprogram.finding import Position

STREK: Final = "-"
Verdi = int | str | None
"""A figure in the table's unit, `STREK`, or None for a blank cell."""

KRONER: Final = {"kroner": 1, "tusen kroner": 1_000, "millioner kroner": 1_000_000}
"""What one of each unit is worth."""


@record
class Henvisning:
    """A cell whose figure is fetched from another: row id and column id."""

    rad: str
    kolonne: str


@record
class Sum:
    """The rows that are added."""

    ledd: tuple[str, ...]

    @property
    def rader(self) -> tuple[str, ...]:
        """Ids of the rows that it names."""
        return self.ledd


@record
class Differanse:
    """The first less the second: rows in a row's formula, columns in a column's."""

    fra: str
    trekk: str

    @property
    def rader(self) -> tuple[str, ...]:
        """Ids of the rows that it names, in a row's formula."""
        return (self.fra, self.trekk)


@record
class Lik:
    """The row whose figures are repeated, column by column."""

    rad: str

    @property
    def rader(self) -> tuple[str, ...]:
        """Ids of the rows that it names."""
        return (self.rad,)


Formel = Sum | Differanse | Lik


@record
class Avvik:
    """A printed figure that is not what the formula gives, and why it stands."""

    trykt: int
    begrunnelse: str
    posisjon: Position = field(compare=False)


@record
class Tallkolonne:
    """A column of figures; with `differanse` the whole column is computed."""

    id: str
    overskrift: str
    differanse: Differanse | None
    posisjon: Position = field(compare=False)
    overskriftposisjon: Position = field(compare=False)


def egen_kolonne(kolonner: Iterable[Tallkolonne], år: int) -> Tallkolonne | None:
    """Return the column that is a year's own: the last typed one that names the year, or the last typed."""
    typed = [kolonne for kolonne in kolonner if not kolonne.differanse]
    named = [kolonne for kolonne in typed if str(år) in f"{kolonne.id} {kolonne.overskrift}"]
    return next(reversed(named or typed), None)


@record
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
    samme_som: Mapping[str, str]
    """Columns whose figure is that of another year: `2029/resultat/budsjett`."""
    posisjon: Position = field(compare=False)
    tallposisjoner: Mapping[str, Position] = field(compare=False)
    sammeposisjoner: Mapping[str, Position] = field(compare=False)

    @property
    def formel(self) -> Formel | None:
        """How the row is computed; None for posts and headings."""
        return self.formler[0] if self.formler else None

    @property
    def bygger_på(self) -> tuple[str, ...]:
        """Ids of the rows that the row's formulas name."""
        return tuple(name for formel in self.formler for name in formel.rader)

    @property
    def er_overskrift(self) -> bool:
        """Whether the row has a name and no figures."""
        return not self.tall and not self.formler


@record
class Budsjettfigur:
    """A chart of some of a table's posts: one column's figures, held against another's."""

    id: str
    tittel: str
    sum: str
    """Id of the sum whose parts it shows; empty where `rader` names the rows."""
    rader: tuple[str, ...]
    kolonne: str
    """Id of the column that it shows."""
    mot: str
    """Id of the column that it is held against; empty where there is none."""
    posisjoner: Mapping[str, Position] = field(compare=False)
    """Where each of its keys has its value."""


@record
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
    figurer: tuple[Budsjettfigur, ...] = ()
    """Charts of the table."""
    trykk_tittel: bool = True
    """Whether the title stands above the table."""
    trykk_enhet: bool = True
    """Whether the unit stands above the table."""

    def rader_i(self, figur: Budsjettfigur) -> tuple[str, ...]:
        """Ids of the rows that a chart shows: the parts of its sum, or those that it names."""
        for rad in self.rader:
            if rad.id == figur.sum and isinstance(rad.formel, Sum):
                return rad.formel.ledd
        return figur.rader


@record
class Budsjett:
    """All tables of the budget."""

    tabeller: tuple[Tabell, ...]

    def rader(self) -> Iterator[tuple[Tabell, Rad]]:
        """Give every row with its table, in reading order."""
        for tabell in self.tabeller:
            for rad in tabell.rader:
                yield tabell, rad
