"""A year's programme as frozen data: what every rendering, rule and comparison works on."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING

from handlingsprogram.read.model.blocks import Budsjettabell, Figur, Tekst, Teksttabell
from handlingsprogram.read.model.measures import Tiltakstabell
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.budget import Budsjett
    from handlingsprogram.read.model.measures import Kolonne, Tiltak


class Slag(Enum):
    """What kind of section it is; the value is the word that the user reads."""

    KAPITTEL = "kapittel"
    UNDERKAPITTEL = "underkapittel"
    INNSATSOMRÅDE = "innsatsområde"
    TVERRGÅENDE_TEMA = "tverrgående tema"


Blokk = Tekst | Tiltakstabell | Budsjettabell | Teksttabell | Figur


@record
class Seksjon:
    """A heading with all that belongs below it."""

    id: str
    slag: Slag
    tittel: str
    innholdstittel: str
    """What the table of contents calls it."""
    nivå: int
    """1 for chapters."""
    nummer: tuple[int, ...]
    """(5, 5) for the fifth section of chapter 5; empty where the section has no number."""
    i_innhold: bool
    """Whether the table of contents lists it."""
    sideskift: bool
    """Whether it begins on a new page."""
    innhold: tuple[Blokk, ...]
    underseksjoner: tuple[Seksjon, ...]
    viderefører: tuple[str, ...]
    """What it continues: `2029/klima`."""
    posisjon: Position = field(compare=False)
    tittelposisjon: Position = field(compare=False)
    innholdsposisjon: Position = field(compare=False)
    """Where the contents' title stands, or the section where it has none of its own."""

    @property
    def nummertekst(self) -> str:
        """The number as it is written, «5.5»; empty where the section has none."""
        return ".".join(map(str, self.nummer))

    def alle(self) -> Iterator[Seksjon]:
        """Give this section and all below it, in reading order."""
        yield self
        for underseksjon in self.underseksjoner:
            yield from underseksjon.alle()


@record
class Omslag:
    """What the cover says, from top to bottom; lines that the cover lacks are empty."""

    tittel: str
    undertittel: str
    avsender: str


@record
class Innholdsfortegnelse:
    """How the table of contents looks."""

    tittel: str
    nivåer: int


@record
class Anker:
    """What a cross-reference can point to."""

    nummer: str = ""
    """«5.5»; empty where it has none."""
    tittel: str = ""
    """What the table of contents calls it, or a table's title; empty where it has none."""


@record
class Program:
    """One year's programme."""

    år: int
    tittel: str
    organisasjon: str
    status: str
    dato: str
    """ISO date of the adoption or the draft; the outputs' time stamp."""
    språk: str
    emne: str
    stikkord: tuple[str, ...]
    omslag: Omslag
    innholdsfortegnelse: Innholdsfortegnelse
    mål: Mapping[str, float]
    """Measures of the page that this year sets otherwise than the theme."""
    nummerform: str
    """How a heading's number is printed before it, with `{nummer}`; empty where numbers are not shown."""
    nummernivåer: int
    """How many levels of headings are numbered."""
    kryssreferanse: str
    """What a cross-reference without text prints, with `{nummer}` and `{tittel}` to be filled in."""
    kolonner: tuple[Kolonne, ...]
    kapitler: tuple[Seksjon, ...]
    budsjett: Budsjett | None
    posisjoner: Mapping[str, Position] = field(compare=False)
    """Where each key of program.yaml has its value."""
    utelatt: frozenset[str] = field(default=frozenset(), compare=False)
    """Ids of the content where a part of it has errors of form and is left out; such a year is not built."""
    budsjettfigurer: bool = False
    """Whether every format shows the budget's charts; a web page always does."""
    andre_språk: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Expressions in other languages than the document's, by language (`en-GB`)."""
    navn: str = field(default="", compare=False)
    """What stands before the year in its folder's name; empty for a folder that is a year."""

    @property
    def mappe(self) -> str:
        """Its folder's name: `2029`, or `klimaplan-2029`."""
        return f"{self.navn}-{self.år}" if self.navn else str(self.år)

    @property
    def er_utkast(self) -> bool:
        """Whether it is not adopted yet; its documents say so on every page."""
        return self.status != "vedtatt"

    def seksjoner(self) -> Iterator[Seksjon]:
        """Give every section in reading order."""
        for kapittel in self.kapitler:
            yield from kapittel.alle()

    def ankere(self) -> dict[str, Anker]:
        """Give everything that prose can point to, by id."""
        anchors = {tiltak.id: Anker() for tiltak in self.tiltak()}
        for tabell in self.budsjett.tabeller if self.budsjett else ():
            anchors[tabell.id] = Anker(tittel=tabell.tittel)
        for blokk in self.blokker():
            if isinstance(blokk, Teksttabell):
                anchors[blokk.id] = Anker(tittel=blokk.tittel)
        for seksjon in self.seksjoner():
            anchors[seksjon.id] = Anker(seksjon.nummertekst, seksjon.innholdstittel)
        return anchors

    def blokker(self) -> Iterator[Blokk]:
        """Give every block in reading order."""
        for seksjon in self.seksjoner():
            yield from seksjon.innhold

    def tekster(self) -> Iterator[Tekst]:
        """Give all prose in reading order: blocks, measures and their bullets."""
        for blokk in self.blokker():
            if isinstance(blokk, Tekst):
                yield blokk
            elif isinstance(blokk, Tiltakstabell):
                for tiltak in blokk.tiltak:
                    yield tiltak.tekst
                    yield from tiltak.punkter

    def figurer(self) -> Iterator[Figur]:
        """Give every figure in reading order."""
        for blokk in self.blokker():
            if isinstance(blokk, Figur):
                yield blokk

    def tiltak(self) -> Iterator[Tiltak]:
        """Give every measure in reading order."""
        for blokk in self.blokker():
            if isinstance(blokk, Tiltakstabell):
                yield from blokk.tiltak
