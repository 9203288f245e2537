"""What a programme wants to reach: goals below goals, and the indicators that show whether they are reached.

The UN's goals are other ones (`read/goals.py`).
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.blocks import Tekst
    from handlingsprogram.read.model.program import Program


@record
class Mål:
    """A goal, with those below it."""

    id: str
    tekst: str
    """What shall be reached, a line of plain text."""
    nummer: str
    """Its own number; empty where its place gives it one."""
    forklaring: Tekst | None
    bærekraftsmål: tuple[int, ...]
    """The numbers of the UN's goals that it serves."""
    under: tuple[Mål, ...]
    nivå: int = field(compare=False)
    """1 for those at the top."""
    trykt_nummer: str = field(compare=False)
    """The number that is printed: «1.2»."""
    posisjon: Position = field(compare=False)

    def alle(self) -> Iterator[Mål]:
        """Give this goal and all below it, in reading order."""
        yield self
        for mål in self.under:
            yield from mål.alle()


@record
class Årstall:
    """A figure and the year that it is for."""

    år: int
    verdi: Decimal


@record
class Indikator:
    """A figure that shows whether a goal is reached."""

    id: str
    navn: str
    mål: tuple[str, ...]
    """Ids of the goals that it belongs to."""
    enhet: str
    desimaler: int | None
    """How many decimals its figures are printed with; None for as many as they have."""
    grunnlinje: Årstall | None
    målinger: tuple[Årstall, ...]
    måltall: tuple[Årstall, ...]
    retning: str
    """`opp` or `ned`; empty where it is not said."""
    kilde: str
    posisjon: Position = field(compare=False)
    posisjoner: Mapping[str, Position] = field(compare=False)
    """Where each figure and each goal stands: `måltall/0`, `mål/1`."""

    def tall(self) -> Iterator[tuple[str, Årstall]]:
        """Give every figure with its place: `grunnlinje`, `målinger/0`, `måltall/1`."""
        if self.grunnlinje:
            yield "grunnlinje", self.grunnlinje
        for name, values in (("målinger", self.målinger), ("måltall", self.måltall)):
            for i, value in enumerate(values):
                yield f"{name}/{i}", value

    @property
    def siste(self) -> Årstall | None:
        """The last measurement; None where there is none."""
        return self.målinger[-1] if self.målinger else None

    @property
    def plasser(self) -> int:
        """How many decimals its figures are printed with."""
        if self.desimaler is not None:
            return self.desimaler
        return max((decimals(value.verdi) for _, value in self.tall()), default=0)


def decimals(verdi: Decimal) -> int:
    """Return how many decimals a figure has."""
    exponent = verdi.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@record
class Målstruktur:
    """All goals and indicators of a year: mal.yaml."""

    nivåer: tuple[str, ...]
    """What the levels are called: «Mål», «Delmål»."""
    mål: tuple[Mål, ...]
    indikatorer: tuple[Indikator, ...]
    posisjon: Position = field(compare=False)
    """Where the names of the levels stand, or the goals."""

    def alle(self) -> Iterator[Mål]:
        """Give every goal in reading order."""
        for mål in self.mål:
            yield from mål.alle()

    def nivå(self, mål: Mål) -> str:
        """Return what a goal's level is called; the lowest name where there are too few."""
        return self.nivåer[min(mål.nivå, len(self.nivåer)) - 1] if self.nivåer else ""

    def kalt(self, mål: Mål) -> str:
        """Return what a goal is called by its number: «Delmål 1.2»."""
        return f"{self.nivå(mål)} {mål.trykt_nummer}".strip()


@record
class Målhierarki:
    """The place where goals are printed, with those below them."""

    id: str
    tittel: str
    """Empty where none stands above it."""
    fra: str
    """Id of the goal that it begins with; empty for all."""
    nivåer: int
    """How many levels are printed; 0 for all."""
    posisjoner: Mapping[str, Position] = field(compare=False)
    """Where each of its keys has its value."""


@record
class Indikatortabell:
    """The place where indicators are printed."""

    id: str
    tittel: str
    """Empty where none stands above it."""
    indikatorer: tuple[str, ...]
    """Ids of the indicators; none for all, or for those of the goal."""
    mål: str
    """Id of the goal whose indicators, and those of the goals below it, are printed; empty for all."""
    posisjoner: Mapping[str, Position] = field(compare=False)
    """Where each of its keys has its value, and each id: `indikatorer/0`."""


@record
class Tiltaksoversikt:
    """The place where the year's measures are listed again, grouped by a field of theirs."""

    id: str
    tittel: str
    """Empty where none stands above it."""
    etter: str
    """The field that they are grouped by."""
    nivå: int
    """How far down the goals they are grouped; 0 for all the way."""
    kolonner: tuple[str, ...]
    """The fields that are shown."""
    tell: bool
    """Whether each group tells how many measures it has."""
    posisjoner: Mapping[str, Position] = field(compare=False)
    """Where each of its keys has its value, and each column: `kolonner/0`."""


@record
class Programmet:
    """The place where the whole programme is told on a page: areas, themes, measures and money."""

    id: str
    tittel: str
    """Empty where none stands above it."""
    vis: tuple[str, ...]
    """What is told of each area, and of the money: `budskap`, `tiltak`, `penger`."""
    penger: tuple[str, ...]
    """Ids of the budget's posts that are told; none for the emphasised ones of its first table."""
    posisjoner: Mapping[str, Position] = field(compare=False)
    """Where each of its keys has its value, and each post: `penger/0`."""


@record
class Målfliser:
    """The place where the UN's goals are shown, each with its number and colour."""

    id: str
    tittel: str
    """Empty where none stands above it."""
    mål: tuple[int, ...]
    """Numbers of the goals; none for all that measures serve."""
    vis_tiltak: bool
    """Whether each goal tells which measures serve it."""
    posisjoner: Mapping[str, Position] = field(compare=False)
    """Where each of its keys has its value, and each goal: `mål/0`."""


Samlet = Programmet | Målfliser
"""What gathers what stands elsewhere, and is printed as a box."""
Laget = Målhierarki | Indikatortabell | Tiltaksoversikt | Samlet
"""The places where something is printed that stands elsewhere in the content."""
SHOWN = ("budskap", "tiltak", "penger")
"""What `Programmet` tells where nothing else is said."""


class Målsøk:
    """Looks goals and indicators up, and knows which of them are printed."""

    def __init__(self, program: Program) -> None:
        self.struktur = program.målstruktur or _NONE
        self.mål = {mål.id: mål for mål in self.struktur.alle()}
        """Every goal by id."""
        self.indikatorer = {indikator.id: indikator for indikator in self.struktur.indikatorer}
        """Every indicator by id."""
        self.over: dict[str, tuple[str, ...]] = {}
        """The ids of the goals above each goal, the topmost first, and its own last."""
        self._note(self.struktur.mål, ())
        self.trykte: dict[str, str] = {}
        """The block that prints each goal and indicator first, by its id."""
        for blokk in program.blokker() if program.målstruktur else ():
            for printed in self.i(blokk):
                self.trykte.setdefault(printed.id, blokk.id)  # type: ignore[union-attr]

    def _note(self, goals: Iterable[Mål], above: tuple[str, ...]) -> None:
        for mål in goals:
            self.over[mål.id] = (*above, mål.id)
            self._note(mål.under, self.over[mål.id])

    def med_nummer(self, text: str) -> str:
        """Say which id the goal has that is printed with a number, «; skriv id-en til mål 1.2: klima»."""
        found = (mål for mål in self.mål.values() if mål.trykt_nummer and mål.trykt_nummer == text.strip("."))
        return next((f"; skriv id-en til {self.struktur.kalt(mål).lower()}: {mål.id}" for mål in found), "")

    def i(self, blokk: object) -> tuple[Mål | Indikator, ...]:
        """Return what a block prints of the goals and indicators; what does not exist is passed over."""
        match blokk:
            case Målhierarki():
                return tuple(self._hierarchy(blokk))
            case Indikatortabell():
                return tuple(self._indicators(blokk))
        return ()

    def _hierarchy(self, blokk: Målhierarki) -> Iterator[Mål]:
        start = [self.mål[blokk.fra]] if blokk.fra in self.mål else () if blokk.fra else self.struktur.mål
        for first in start:
            for mål in first.alle():
                if not blokk.nivåer or mål.nivå < first.nivå + blokk.nivåer:
                    yield mål

    def _indicators(self, blokk: Indikatortabell) -> Iterator[Indikator]:
        named = [self.indikatorer[name] for name in blokk.indikatorer if name in self.indikatorer]
        for indikator in named if blokk.indikatorer else self.struktur.indikatorer:
            if not blokk.mål or any(blokk.mål in self.over.get(name, ()) for name in indikator.mål):
                yield indikator


_NONE = Målstruktur((), (), (), None)  # type: ignore[arg-type]
"""What a year without mal.yaml has."""
