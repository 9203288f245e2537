"""The programme as a template sees it, ready to print."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from handlingsprogram.prose import marks, quotes
from handlingsprogram.read.model.blocks import (
    Boks,
    Budsjettabell,
    Figur,
    Figurgruppe,
    Oversikt,
    Tegning,
    Tekst,
    Teksttabell,
)
from handlingsprogram.read.model.budget import egen_kolonne
from handlingsprogram.read.model.measures import Tiltakstabell
from handlingsprogram.read.model.numbers import captions, numbered_figures, numbered_tables
from handlingsprogram.read.model.objectives import (
    Indikatortabell,
    Målfliser,
    Målhierarki,
    Målsøk,
    Programmet,
    Samlet,
    Tiltaksoversikt,
)
from handlingsprogram.read.model.program import Slag
from handlingsprogram.read.model.room import USUAL_ROOM, Room, figure_widths, percentages
from handlingsprogram.render.charts import charts, told
from handlingsprogram.render.drawings import drawings
from handlingsprogram.render.edition import budget, cells
from handlingsprogram.render.edition.blocks.boxes import Boxes
from handlingsprogram.render.edition.blocks.gathered import Gathered
from handlingsprogram.render.edition.blocks.objectives import Objectives
from handlingsprogram.render.edition.blocks.overview import Overview
from handlingsprogram.render.edition.blocks.tints import Tints, openings
from handlingsprogram.render.edition.measures import Measures
from handlingsprogram.render.edition.parts import (
    Case,
    Column,
    Emblem,
    Entry,
    Figure,
    FigureRow,
    Heading,
    Listing,
    Part,
    Prose,
    Row,
    Table,
    View,
)
from handlingsprogram.render.edition.pictures import link, picture_path, pixels, pointed_to
from handlingsprogram.render.edition.tables import fit
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.render.words.references import References
from handlingsprogram.render.words.typography import keep_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.goals import Goal
    from handlingsprogram.read.model.blocks import Bilder
    from handlingsprogram.read.model.budget import Tabell
    from handlingsprogram.read.model.program import Blokk, Program, Seksjon
    from handlingsprogram.read.theme.logo import Logo
    from handlingsprogram.render.charts.model import Chart


_NO_TABLES = (Tekst, Figur, Figurgruppe, Tegning, Oversikt, Boks)
_SIDES = {"venstre": "left", "høyre": "right", "midt": "center"}
"""Where a column's text stands, as the content says it and as HTML does."""


def view(
    program: Program,
    goals: Mapping[int, Goal],
    theme: Mapping[str, Any] | None = None,
    pictures: Mapping[str, str] | None = None,
    room: Room = USUAL_ROOM,
) -> View:
    """Turn a programme into what the templates print.

    Args:
        program: the programme.
        goals: the UN's goals by number; may be empty.
        theme: the year's, for its logo and the colours of areas; None for what shows neither.
        pictures: what the figures' files are called in the documents, where that is not as in the content.
        room: what figures take of the page, as `sheet.room` tells.
    """
    emblem = None
    logo: Logo | None = theme.get("logo") if theme else None
    if logo:
        emblem = Emblem(link(picture_path(program, logo.fil)), logo.alttekst, pixels(logo.bredde))
    parts = _Parts(program, goals, pictures or {}, (room, Tints(theme)))
    return View(program, entries(program), tuple(parts.all()), emblem, parts.cover_picture(), _case(program))


def _case(program: Program) -> Case | None:
    """Return the line that names the case: «Sak 45/29, arkivsak 2029/1234»."""
    if not program.sak:
        return None
    words = fixed_words(program.språk)
    named = (("sak_nummer", program.sak.nummer), ("sak_arkivsak", program.sak.arkivsak))
    line = ", ".join(words[key].format(nummer=number) for key, number in named if number)
    return Case(f"{line[:1].upper()}{line[1:]}" or words["sak_lenke"], program.sak.lenke)


def entries(program: Program) -> tuple[Entry, ...]:
    """Return the table of contents."""
    return tuple(
        Entry(seksjon.id, seksjon.nivå, _numbered(program, seksjon, seksjon.innholdstittel))
        for seksjon in program.seksjoner()
        if seksjon.i_innhold
    )


def _numbered(program: Program, seksjon: Seksjon, title: str) -> str:
    if seksjon.slag is Slag.VEDLEGG and seksjon.nummer:
        form = fixed_words(program.språk)["vedlegg_overskrift"]
        return form.format(nummer=seksjon.nummertekst, tittel=title)
    # Where chapters show no numbers, those of appendices do: references print them.
    form = program.nummerform or ("{nummer}" if seksjon.er_i_vedlegg else "")
    if not form or not seksjon.nummer:
        return title
    return f"{form.replace('{nummer}', seksjon.nummertekst)} {title}"


class _Parts:
    """Walks a programme in reading order; knows what references and footnotes print."""

    def __init__(
        self,
        program: Program,
        goals: Mapping[int, Goal],
        pictures: Mapping[str, str],
        look: tuple[Room, Tints],
    ) -> None:
        self._program = program
        self._pictures = pictures
        self._room, tints = look
        self._words = fixed_words(program.språk)
        self._references = References(program)
        self._numbers = captions(program)
        self._pointed_to = pointed_to(program)
        self._sheet = self._references.sheet
        self._tables = {tabell.id: tabell for tabell in program.budsjett.tabeller} if program.budsjett else {}
        self._charts = charts.shown_everywhere(program)
        self._footnotes = 0
        titles = {
            number: self._words["bærekraftsmål"].format(nummer=number, tittel=goal.tittel)
            for number, goal in goals.items()
        }
        self._measures = Measures(program, self._words, titles, self._prose, self._room)
        search = Målsøk(program)
        self._objectives = Objectives(search, self._words, titles, self._prose)
        self._boxes = Boxes(self._words, self._prose, self._figur, is_draft=program.er_utkast)
        self._overview = Overview(program, search, self._words, self._measures)
        self._gathered = Gathered(program, self._references, self._words, goals, tints)
        self._openings = openings(program, tints)

    def cover_picture(self) -> Figure | None:
        bilde = self._program.omslag.bilde
        return self._figur(bilde) if bilde else None

    def all(self) -> Iterator[Part]:
        for seksjon in self._program.seksjoner():
            text = _numbered(self._program, seksjon, seksjon.tittel)
            yield Heading(seksjon.id, seksjon.nivå, text, seksjon.sideskift, self._openings.get(seksjon.id))
            if seksjon.åpning:
                yield self._boxes.part(seksjon.åpning)
            yield from self._blocks(seksjon)

    def _blocks(self, seksjon: Seksjon) -> Iterator[Part]:
        # The first table may have the heading's name, which is printed already.
        tables = (
            blokk for blokk in seksjon.innhold if not isinstance(blokk, (*_NO_TABLES, Programmet, Målfliser))
        )
        first = next(tables, None)
        for blokk in seksjon.innhold:
            if isinstance(blokk, Samlet):
                yield self._gathered.part(blokk)
            elif isinstance(blokk, _NO_TABLES):
                yield self._part(blokk)
            else:
                yield from self._table(blokk, seksjon, seksjon.tittel if blokk is first else "")

    def _part(self, blokk: Tekst | Bilder | Oversikt | Boks) -> Part:
        match blokk:
            case Tekst():
                return Prose(self._prose(blokk), quotes.has_quotes(blokk.markdown))
            case Figur():
                return self._figur(blokk)
            case Figurgruppe():
                return FigureRow(tuple(map(self._figur, blokk.figurer)), blokk.bildetekst)
            case Tegning():
                return self._drawing(blokk)
            case Oversikt():
                return self._listing(blokk)
            case Boks():
                return self._boxes.part(blokk)

    def _listing(self, blokk: Oversikt) -> Listing:
        if blokk.listet == "figurer":
            figures = ((one.id, self._caption(one)) for one in numbered_figures(self._program))
            return Listing(tuple(Entry(name, 1, title) for name, title in figures), "Figur")
        tables = (
            (one.id, self._numbered_title(one.id, one.tittel)) for one in numbered_tables(self._program)
        )
        return Listing(tuple(Entry(name, 1, title) for name, title in tables), "Tabell")

    def _table(self, blokk: Blokk, seksjon: Seksjon, heading: str) -> Iterator[Part]:
        """Give a table with what goes with it; what stands in its heading is not its title once more."""
        match blokk:
            case Tiltakstabell():
                yield from self._measures.parts(blokk, seksjon)
            case Budsjettabell():
                yield from map(self._chart, self._charts.get(blokk.tabell, ()))
                yield self._budsjettabell(self._tables[blokk.tabell], heading)
            case Teksttabell():
                yield fit(self._teksttabell(blokk, heading), self._room)
            case Målhierarki() | Indikatortabell():
                table = fit(self._objectives.table(blokk), self._room)
                yield replace(table, **self._titled(blokk, seksjon, heading))
            case Tiltaksoversikt():
                table = fit(self._overview.table(blokk), self._room)
                yield replace(table, **self._titled(blokk, seksjon, heading))

    def _prose(self, tekst: Tekst) -> str:
        """Resolve references, and number footnotes through the whole document."""
        used = [note.navn for note in marks.footnotes(tekst.markdown) if not note.er_tekst]
        numbers = {name: self._footnotes + i for i, name in enumerate(dict.fromkeys(used), 1)}
        self._footnotes += len(numbers)
        markdown = marks.FOOTNOTE.sub(
            lambda match: f"[^{numbers[match['navn']]}]{match['kolon']}", tekst.markdown
        )
        return keep_together(self._references.filled(markdown).strip())

    def _budsjettabell(self, tabell: Tabell, heading: str) -> Table:
        assert self._sheet is not None  # noqa: S101 — a budget table exists only where there is a budget
        sheet = self._sheet
        widths = figure_widths(tabell, sheet.bredeste(tabell), self._room)
        names = Column(100 - sum(widths), "left")
        own = egen_kolonne(tabell.kolonner, self._program.år)
        rows, notes = budget.rows(sheet, tabell)
        return Table(
            slag="budsjett",
            kolonner=(
                names,
                *(
                    Column(share, "right", kolonne is own)
                    for share, kolonne in zip(widths, tabell.kolonner, strict=True)
                ),
            ),
            liggende=tabell.liggende,
            hode=budget.head(tabell),
            rader=rows,
            noter=(*notes, *tabell.noter),
            **self._named(tabell, tabell.enhet if tabell.trykk_enhet else "", heading),
        )

    def _teksttabell(self, tabell: Teksttabell, heading: str) -> Table:
        rows = [Row(tuple(cells.text(celle, at) for at, celle in placed)) for _, placed in tabell.plassert()]
        return Table(
            slag="tekst",
            kolonner=tuple(
                Column(width, _SIDES.get(side, "left"))
                for width, side in zip_longest(percentages(list(tabell.andeler())), tabell.justering)
            ),
            radhode=tabell.radhode,
            liggende=tabell.liggende,
            hode=tuple(rows[: len(tabell.hode)]),
            rader=tuple(rows[len(tabell.hode) :]),
            **self._named(tabell, "", heading),
        )

    def _named(self, tabell: Tabell | Teksttabell, enhet: str, heading: str) -> dict[str, Any]:
        """Return what a table is called: below a heading of the same name, the name is not printed again."""
        number = self._numbers.get(tabell.id)
        shows = tabell.trykk_tittel and (bool(number) or tabell.tittel.casefold() != heading.casefold())
        printed = cells.title(
            self._numbered_title(tabell.id, tabell.tittel) if shows else "", enhet, self._words
        )
        named = {"id": tabell.id, "tittel": tabell.tittel, "nummer": number or 0}
        return {**named, "tabelltittel": printed, "viser_tittel": shows}

    def _titled(
        self, blokk: Målhierarki | Indikatortabell | Tiltaksoversikt, seksjon: Seksjon, heading: str
    ) -> dict[str, Any]:
        """Return what a table is called that may do without a title: then what its section is."""
        number = self._numbers.get(blokk.id)
        shows = bool(blokk.tittel) and (bool(number) or blokk.tittel.casefold() != heading.casefold())
        printed = cells.title(self._numbered_title(blokk.id, blokk.tittel), "", self._words) if shows else ""
        named = {"tabelltittel": printed, "viser_tittel": shows, "nummer": number or 0}
        return {"id": blokk.id, "tittel": blokk.tittel or seksjon.tittel, **named}

    def _numbered_title(self, name: str, title: str) -> str:
        number = self._numbers.get(name)
        return self._words["tabellnummer"].format(nummer=number, tittel=title) if number else title

    def _figur(self, figur: Figur) -> Figure:
        name = self._pictures.get(figur.fil, figur.fil)
        picture = link(picture_path(self._program, name)) if name else ""
        return Figure(
            picture,
            figur.alttekst,
            self._caption(figur),
            figur.plassholder,
            self._anchor(figur),
            figur.bredde,
            self._numbers.get(figur.id, 0),
            self._words["figur_kilde"].format(kilde=figur.kilde) if figur.kilde else "",
        )

    def _drawing(self, tegning: Tegning) -> Figure:
        return Figure(
            link(picture_path(self._program, drawings.file_name(tegning))),
            drawings.describe(tegning, self._words),
            self._caption(tegning),
            "",
            self._anchor(tegning),
            nummer=self._numbers.get(tegning.id, 0),
        )

    def _anchor(self, figur: Figur | Tegning) -> str:
        return figur.id if figur.id in self._numbers or figur.id in self._pointed_to else ""

    def _caption(self, figur: Figur | Tegning) -> str:
        number = self._numbers.get(figur.id)
        if not number:
            return figur.bildetekst
        form = self._words["figurtittel" if figur.bildetekst else "figurnummer"]
        return form.format(nummer=number, tittel=figur.bildetekst)

    def _chart(self, chart: Chart) -> Figure:
        picture = link(picture_path(self._program, charts.file_name(chart)))
        return Figure(
            picture,
            told.describe(chart, self._words),
            told.caption(chart, self._words),
            "",
            budsjett=True,
        )
