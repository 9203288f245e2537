"""A year's programme as frozen data: what every rendering, rule and comparison works on."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from handlingsprogram.read.model.blocks import (
    Bilder,
    Boks,
    Budsjettabell,
    Figur,
    Figurgruppe,
    Oversikt,
    Tegning,
    Tekst,
    Teksttabell,
)
from handlingsprogram.read.model.measures import Oppsett, Tiltakstabell
from handlingsprogram.read.model.numbers import captions, numbers, titled
from handlingsprogram.read.model.objectives import Laget, Målsøk, Samlet
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.budget import Budsjett
    from handlingsprogram.read.model.measures import Kolonne, Tiltak
    from handlingsprogram.read.model.objectives import Målstruktur
    from handlingsprogram.read.model.values import Felttype
    from handlingsprogram.read.status.model import Status


class Slag(Enum):
    """What kind of section it is; the value is the word that the user reads."""

    KAPITTEL = "kapittel"
    UNDERKAPITTEL = "underkapittel"
    INNSATSOMRÅDE = "innsatsområde"
    TVERRGÅENDE_TEMA = "tverrgående tema"
    VEDLEGG = "vedlegg"


OMRÅDER: Final = {Slag.INNSATSOMRÅDE, Slag.TVERRGÅENDE_TEMA}
"""What a programme's measures are told by: its priority areas and themes."""

Blokk = Tekst | Tiltakstabell | Budsjettabell | Teksttabell | Bilder | Oversikt | Laget | Boks


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
    nummer: tuple[int | str, ...]
    """(5, 5) for the fifth section of chapter 5, ("A", 1) for the first of appendix A; empty where it has no
    number."""
    i_innhold: bool
    """Whether the table of contents lists it."""
    sideskift: str
    """Whether it begins on a new page: `ALDRI`, `ALLTID`, or as the content says when."""
    innhold: tuple[Blokk, ...]
    underseksjoner: tuple[Seksjon, ...]
    viderefører: tuple[str, ...]
    """What it continues: `2029/klima`."""
    posisjon: Position = field(compare=False)
    tittelposisjon: Position = field(compare=False)
    innholdsposisjon: Position = field(compare=False)
    """Where the contents' title stands, or the section where it has none of its own."""
    oppsett: str = field(default="", compare=False)
    """Name of the layout that it chooses for the measures tables in it; empty where it chooses none."""
    oppsettposisjon: Position | None = field(default=None, compare=False)
    åpning: Boks | None = None
    """What its heading opens with."""

    @property
    def nummertekst(self) -> str:
        """The number as it is written, «5.5»; empty where the section has none."""
        return ".".join(map(str, self.nummer))

    @property
    def er_i_vedlegg(self) -> bool:
        """Whether its number is an appendix's, or of a section in one."""
        return bool(self.nummer) and isinstance(self.nummer[0], str)

    def alle(self) -> Iterator[Seksjon]:
        """Give this section and all below it, in reading order."""
        yield self
        for underseksjon in self.underseksjoner:
            yield from underseksjon.alle()

    def tiltak(self) -> Iterator[Tiltak]:
        """Give the measures that stand right below the heading."""
        for blokk in self.innhold:
            if isinstance(blokk, Tiltakstabell):
                yield from blokk.tiltak

    def med_område(self, område: Seksjon | None = None) -> Iterator[tuple[Seksjon, Tiltak]]:
        """Give every measure in the section with its area or theme, or its own section where there is none.

        Args:
            område: the area that the section stands in.
        """
        område = self if self.slag in OMRÅDER else område
        yield from ((område or self, tiltak) for tiltak in self.tiltak())
        for underseksjon in self.underseksjoner:
            yield from underseksjon.med_område(område)


@record
class Omslag:
    """What the cover says, from top to bottom; lines that the cover lacks are empty."""

    tittel: str
    undertittel: str
    avsender: str
    bilde: Figur | None = None


@record
class Sak:
    """The case in which the programme is treated; what is not said is empty."""

    nummer: str = ""
    arkivsak: str = ""
    """Its number in the archive."""
    lenke: str = ""


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
    form: str = ""
    """What a reference to it without text prints; empty where that is as the programme says for all."""
    ord: str = ""
    """The fixed word that a reference to it prints, `henvisning_…`; empty for the document's own form."""


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
    tema: Mapping[str, Any]
    """What this year sets otherwise than the theme, as it stands in program.yaml."""
    nummerform: str
    """How a heading's number is printed before it, with `{nummer}`; empty where numbers are not shown."""
    nummernivåer: int
    """How many levels of headings are numbered."""
    kryssreferanse: str
    """What a cross-reference without text prints, with `{nummer}` and `{tittel}` to be filled in."""
    oppsett: Mapping[str, Oppsett]
    """How measures tables are laid out, by name; the usual one has the name that is empty."""
    kapitler: tuple[Seksjon, ...]
    """The chapters, and after them the appendices."""
    budsjett: Budsjett | None
    posisjoner: Mapping[str, Position] = field(compare=False)
    """Where each key of program.yaml has its value."""
    utelatt: frozenset[str] = field(default=frozenset(), compare=False)
    """Ids of the content where a part of it has errors of form and is left out; such a year is not built."""
    budsjettfigurer: bool = False
    """Whether every format shows the budget's charts; a web page always does."""
    målstruktur: Målstruktur | None = None
    """The year's goals and indicators; None where it has none."""
    andre_språk: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Expressions in other languages than the document's, by language (`en-GB`)."""
    felttyper: Mapping[str, Felttype] = field(default_factory=dict)
    """What the measures' fields hold, by field name; those that are not named hold text."""
    figurnummer: bool = False
    """Whether figures have numbers."""
    tabellnummer: bool = False
    """Whether tables with a title have numbers."""
    tiltaksnummer: str = ""
    """How a counted measure's number is written, with `{seksjon}` and `{nummer}`; empty for the usual way."""
    sak: Sak | None = None
    forside: bool = field(default=True, compare=False)
    """Whether it begins with a cover and a table of contents; a paper of a few pages does not."""
    status_på_nettsiden: bool = False
    """Whether the web page tells how it goes with the measures."""
    siste_status: Status | None = field(default=None, compare=False)
    """How it goes, where the web page tells it: the newest status."""
    navn: str = field(default="", compare=False)
    """What stands before the year in its folder's name; empty for a folder that is a year."""
    filnavn: str = field(default="", compare=False)
    """What its documents are called, without endings; empty for a year, which is called by its folder."""

    @property
    def mappe(self) -> str:
        """Its folder's name: `2029`, or `klimaplan-2029`."""
        return f"{self.navn}-{self.år}" if self.navn else str(self.år)

    @property
    def er_utkast(self) -> bool:
        """Whether it is not adopted yet; its documents say so on every page."""
        return self.status in {"utkast", "høring"}

    @property
    def kolonner(self) -> tuple[Kolonne, ...]:
        """The columns of all layouts, the usual one's first."""
        return tuple(kolonne for oppsett in self.oppsett.values() for kolonne in oppsett.kolonner)

    def registerfelt(self, register: str) -> tuple[str, ...]:
        """Return the measures' fields that a register is of: those that say so, and that of its name."""
        said = tuple(name for name, kind in self.felttyper.items() if kind.register == register)
        own = self.felttyper.get(register)
        return said if own and own.register else tuple(dict.fromkeys((register, *said)))

    def oppsett_for(self, tabell: Tiltakstabell) -> Oppsett:
        """Return a table's layout; the usual one, or an empty one, where its own does not exist."""
        return self.oppsett.get(tabell.oppsett) or self.oppsett.get("") or Oppsett("", ())

    def seksjoner(self) -> Iterator[Seksjon]:
        """Give every section in reading order."""
        for kapittel in self.kapitler:
            yield from kapittel.alle()

    def ankere(self) -> dict[str, Anker]:
        """Give everything that prose can point to, by id."""
        anchors = {
            name: Anker(number, ord="henvisning_tiltak" if number else "") for name, number in numbers(self)
        }
        numbered = captions(self)
        for thing in titled(self):
            number = str(numbered.get(thing.id, ""))
            if not isinstance(thing, Figur | Tegning):
                anchors[thing.id] = Anker(number, thing.tittel, ord="henvisning_tabell" if number else "")
            elif isinstance(thing, Tegning) or thing.fil:
                anchors[thing.id] = Anker(number, thing.bildetekst, ord="henvisning_figur" if number else "")
        for blokk in self.blokker():
            if isinstance(blokk, Boks):
                named = [(blokk.id, blokk.tittel), *((ledd.id, ledd.navn) for ledd in blokk.ledd)]
                anchors |= {
                    name: Anker(tittel=title, form="{tittel}") for name, title in named if name and title
                }
            elif isinstance(blokk, Samlet) and blokk.tittel:
                anchors[blokk.id] = Anker(tittel=blokk.tittel, form="{tittel}")
        if self.målstruktur:
            anchors |= self._målankere()
        for seksjon in self.seksjoner():
            word = "henvisning_vedlegg" if seksjon.er_i_vedlegg else ""
            anchors[seksjon.id] = Anker(seksjon.nummertekst, seksjon.innholdstittel, ord=word)
        return anchors

    def _målankere(self) -> dict[str, Anker]:
        """Give the goals and indicators that are printed: «delmål 1.2», an indicator by its name."""
        search = Målsøk(self)
        found = {}
        for name in search.trykte:
            mål, indikator = search.mål.get(name), search.indikatorer.get(name)
            if mål:
                level = search.struktur.nivå(mål)
                form = f"{level[:1].lower()}{level[1:]} {{nummer}}"
                found[name] = Anker(mål.trykt_nummer, mål.tekst, form)
            elif indikator:
                found[name] = Anker(tittel=indikator.navn, form="{tittel}")
        return found

    def blokker(self) -> Iterator[Blokk]:
        """Give every block in reading order."""
        for seksjon in self.seksjoner():
            yield from (seksjon.åpning,) if seksjon.åpning else ()
            yield from seksjon.innhold

    def tekster(self) -> Iterator[Tekst]:
        """Give all prose in reading order: blocks, measures and their bullets."""
        for blokk in self.blokker():
            if isinstance(blokk, Tekst):
                yield blokk
            elif isinstance(blokk, Boks):
                yield from blokk.tekster()
            elif isinstance(blokk, Tiltakstabell):
                for tiltak in blokk.tiltak:
                    yield tiltak.tekst
                    yield from tiltak.punkter
        for mål in self.målstruktur.alle() if self.målstruktur else ():
            if mål.forklaring:
                yield mål.forklaring

    def løpende(self, *, ledd: bool = True) -> Iterator[Tekst]:
        """Give the prose outside tables in reading order: the sections' and their boxes'.

        Args:
            ledd: whether the items of boxes are with them.
        """
        for blokk in self.blokker():
            if isinstance(blokk, Tekst):
                yield blokk
            elif isinstance(blokk, Boks):
                yield from blokk.tekster() if ledd else filter(None, [blokk.tekst])

    def figurer(self) -> Iterator[Figur]:
        """Give every figure in reading order, the cover's picture first."""
        if self.omslag.bilde:
            yield self.omslag.bilde
        for blokk in self.blokker():
            if isinstance(blokk, Figur):
                yield blokk
            elif isinstance(blokk, Figurgruppe):
                yield from blokk.figurer
            elif isinstance(blokk, Boks):
                yield from filter(None, (blokk.bilde, blokk.ikon))

    def tiltak(self) -> Iterator[Tiltak]:
        """Give every measure in reading order."""
        for seksjon in self.seksjoner():
            yield from seksjon.tiltak()

    def med_område(self) -> Iterator[tuple[Seksjon, Tiltak]]:
        """Give every measure in reading order with the area or theme that it stands in."""
        for kapittel in self.kapitler:
            yield from kapittel.med_område()
