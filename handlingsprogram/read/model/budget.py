"""The budget as data: tables, figures that were typed, formulas that give the others, what was printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING, Final

from handlingsprogram.read.model.rounding import Tall
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from handlingsprogram.finding import Position

STREK: Final = "-"
MANGLER: Final = "…"
"""What stands in a cell whose figure is still to come."""
Verdi = Tall | str | None
"""A figure in the table's unit, `STREK`, `MANGLER`, or None for a blank cell."""

KRONER: Final = {"kroner": 1, "tusen kroner": 1_000, "millioner kroner": 1_000_000}
"""What one of each unit of money is worth; other units are whatever the content calls them."""


@record
class Henvisning:
    """A cell whose figure is fetched from another: row id and column id."""

    rad: str
    kolonne: str


@record
class Sum:
    """The rows that are added, or the columns."""

    ledd: tuple[str, ...]

    @property
    def rader(self) -> tuple[str, ...]:
        """Ids of the rows that it names."""
        return self.ledd


@record
class Differanse:
    """The first less all the others: rows in a row's formula, columns in a column's."""

    ledd: tuple[str, ...]

    @property
    def rader(self) -> tuple[str, ...]:
        """Ids of the rows that it names, in a row's formula."""
        return self.ledd


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
class Prosent:
    """How many per cent the first column is above the second."""

    ledd: tuple[str, ...]


@record
class Andel:
    """How many per cent a column's figure is of what one row has in that column."""

    kolonne: str
    rad: str

    @property
    def ledd(self) -> tuple[str, ...]:
        """Ids of the columns that it names."""
        return (self.kolonne,)


Kolonneformel = Sum | Differanse | Prosent | Andel


@record
class Avvik:
    """A printed figure that is not what the formula gives, and why it stands."""

    trykt: Tall
    begrunnelse: str
    posisjon: Position = field(compare=False)


@record
class Tallkolonne:
    """A column of figures; with a formula the whole column is computed."""

    id: str
    overskrift: str
    formler: tuple[Kolonneformel, ...]
    """How the column is computed; more than one is an error that a rule reports."""
    posisjon: Position = field(compare=False)
    overskriftposisjon: Position = field(compare=False)
    slag: str = ""
    """`regnskap`, `budsjett` or `plan`; empty where the content does not say."""
    desimaler: int | None = None
    """How many its figures have; None where it is as the table says."""

    @property
    def formel(self) -> Kolonneformel | None:
        """How the column is computed; None where its figures are typed."""
        return self.formler[0] if self.formler else None

    @property
    def er_andel(self) -> bool:
        """Whether its figures are per cents, which are neither added nor in the table's unit."""
        return isinstance(self.formel, Prosent | Andel)


def egen_kolonne(kolonner: Iterable[Tallkolonne], år: int) -> Tallkolonne | None:
    """Return the column that is a year's own: the last typed one that names the year, or the last typed."""
    typed = [kolonne for kolonne in kolonner if not kolonne.formel]
    named = [kolonne for kolonne in typed if str(år) in f"{kolonne.id} {kolonne.overskrift}"]
    return next(reversed(named or typed), None)


@record
class Rad:
    """A post (with `tall`), a computed row (with `formel`), or a heading (with neither)."""

    id: str
    navn: str
    uthevet: bool
    tall: Mapping[str, Tall | str | Henvisning]
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
    note: str = ""
    """What a note below the table says of the row."""
    gruppe: bool = False
    """Whether it is the heading of the rows below it, to the next heading or the next sum."""

    @property
    def formel(self) -> Formel | None:
        """How the row is computed; None for posts and headings."""
        return self.formler[0] if self.formler else None

    @property
    def bygger_på(self) -> tuple[str, ...]:
        """Ids of the rows that the row's formulas name."""
        return tuple(name for formel in self.formler for name in formel.rader)

    @property
    def ledd(self) -> tuple[tuple[int, str], ...]:
        """The rows that its formula names: 1 for what is added, -1 for what is taken away."""
        if isinstance(self.formel, Differanse):
            return tuple((-1 if nr else 1, name) for nr, name in enumerate(self.formel.ledd))
        return tuple((1, name) for name in self.formel.rader) if self.formel else ()

    @property
    def er_overskrift(self) -> bool:
        """Whether the row has a name and no figures."""
        return not self.tall and not self.formler


STOLPER, STABLET, LINJE, FOSS = "stolper", "stablet", "linje", "foss"
OVER_KOLONNER: Final = (STABLET, LINJE)
"""The forms of charts that go over several columns (`kolonner`); the others show one (`kolonne`)."""


@record
class Budsjettfigur:
    """A chart of some of a table's posts: the figures of one column, held against another, or of several."""

    id: str
    tittel: str
    sum: str
    """Id of the sum whose parts it shows; empty where `rader` names the rows."""
    rader: tuple[str, ...]
    kolonne: str
    """Id of the column that it shows; empty where it shows several."""
    mot: str
    """Id of the column that it is held against; empty where there is none."""
    posisjoner: Mapping[str, Position] = field(compare=False)
    """Where each of its keys has its value."""
    form: str = STOLPER
    kolonner: tuple[str, ...] = ()
    """Ids of the columns that it shows, of a form that goes over several."""

    @property
    def vist(self) -> tuple[str, ...]:
        """Ids of all the columns that it shows."""
        return tuple(name for name in (self.kolonne, self.mot, *self.kolonner) if name)


@record
class Kolonnegruppe:
    """A heading above columns that stand side by side."""

    overskrift: str
    kolonner: tuple[str, ...]
    posisjon: Position = field(compare=False)


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
    liggende: bool = False
    """Whether it is on a landscape page in PDF and Word."""
    desimaler: int = 0
    """How many its figures have."""
    fortegn: str = "inntekt-pluss"
    """`inntekt-minus` where incomes are negative, as in KOSTRA."""
    grupper_over: tuple[Kolonnegruppe, ...] = ()
    """What stands above several columns, from left to right."""

    @property
    def inntekt_minus(self) -> bool:
        """Whether incomes are negative."""
        return self.fortegn == "inntekt-minus"

    def kolonne(self, id_: str) -> Tallkolonne | None:
        """Return a column by its id."""
        return next((kolonne for kolonne in self.kolonner if kolonne.id == id_), None)

    def desimaler_i(self, kolonne: str) -> int:
        """Return how many decimals the figures of a column have."""
        column = self.kolonne(kolonne)
        return self.desimaler if column is None or column.desimaler is None else column.desimaler

    def rader_i(self, figur: Budsjettfigur) -> tuple[str, ...]:
        """Ids of the rows that a chart shows: its sum's parts, in a waterfall the sum too, or its own."""
        for rad in self.rader:
            if rad.id == figur.sum and isinstance(rad.formel, Sum):
                return (*rad.formel.ledd, rad.id) if figur.form == FOSS else rad.formel.ledd
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


@record
class Trinn:
    """A row of a waterfall chart."""

    rad: str
    hel: bool
    """Whether the rows above are all that it is made of; its bar begins at zero."""
    av: Mapping[str, int]
    """Of a whole one: how often each of the rows above is in it; below 0 where it is taken away."""
    fortegn: int
    """1 where its figure counts as it is in the last row, -1 where it is taken away there, else 0."""


def trinn(names: Iterable[str], rader: Mapping[str, Rad]) -> tuple[Trinn, ...]:
    """Return the rows of a waterfall chart with what their formulas make of them.

    Args:
        names: ids of the rows in order, the result last.
        rader: all rows of the budget by their ids.
    """
    parts: list[str] = []
    found: list[tuple[str, Mapping[str, int]]] = []
    for name in names:
        counts, others = bestanddeler(name, parts, rader)
        found.append((name, {} if others else counts))
        if others or not counts:
            parts.append(name)
    result = found[-1][1] if found else {}
    steps = []
    for name, av in found:
        ways = next((result.get(part, 0) * times for part, times in av.items()), result.get(name, 0))
        steps.append(Trinn(name, bool(av), av, (ways > 0) - (ways < 0)))
    return tuple(steps)


def bestanddeler(
    rad: str, av: Collection[str], rader: Mapping[str, Rad]
) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return what a row's formula is made of.

    Args:
        rad: the row's id.
        av: ids of rows that are not taken further apart.
        rader: all rows of the budget by their ids.

    Returns:
        How often each of those is in it, below 0 where it is taken away, and ids of the other rows in it.
    """
    waiting, found, others = Counter({rad: 1}), Counter[str](), dict[str, None]()
    for _ in range(10 * len(rader)):  # a circle has no end; a rule tells of it
        if not waiting:
            break
        name, times = waiting.popitem()
        if name in rader and rader[name].formler:
            for sign, part in rader[name].ledd:
                (found if part in av else waiting)[part] += sign * times
        else:
            others[name] = None
    return found, (*others, *waiting)
