"""The measures as their layout prints them: rows of a table, in groups and with sums, or a card for each."""

from __future__ import annotations

from functools import partial
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from handlingsprogram.prose import marks, signs
from handlingsprogram.read.model.blocks import Tekst
from handlingsprogram.read.model.fields import beginning
from handlingsprogram.read.model.numbers import grouped
from handlingsprogram.read.model.room import fitted, percentages
from handlingsprogram.read.model.values import NUMBERS, PROSE, REFERENCES
from handlingsprogram.render.edition import cells
from handlingsprogram.render.edition.columns import Columns, chosen
from handlingsprogram.render.edition.parts import Cell, Column, Group, Row, Table
from handlingsprogram.render.words.typography import keep_together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.measures import Kolonne, Ledd, Oppsett, Tiltak, Tiltakstabell
    from handlingsprogram.read.model.program import Program, Seksjon
    from handlingsprogram.read.model.room import Room

_NAMES = 28
"""How wide the names of the fields are on a card, in per cent."""


class Measures:
    """Lays out the measures of one programme."""

    def __init__(
        self,
        program: Program,
        words: Mapping[str, str],
        goals: Mapping[int, str],
        prose: Callable[[Tekst], str],
        room: Room,
    ) -> None:
        """Note what all tables need.

        Args:
            program: the year.
            words: the document's fixed words.
            goals: what a number of the UN's goals is told as, by number.
            prose: makes Markdown of a text, references resolved.
            room: what texts take of the page.
        """
        self._program = program
        self._room = room
        self._columns = Columns(program, words)
        self._widths: dict[Position, tuple[int, ...]] = {}
        self._words = words
        self._goals = goals
        self._prose = prose
        self._and = words["oppramsing"].format(først="", sist="")
        self.fields = self._columns.fields
        self._numbers = self._columns.numbers
        self.heading = self._columns.heading

    def parts(self, tabell: Tiltakstabell, seksjon: Seksjon) -> Iterator[Table | Group]:
        """Give what prints a table of measures: one table, or a card for each measure.

        Args:
            tabell: the measures.
            seksjon: the section that they stand in, which gives the table its name.
        """
        layout = self._program.oppsett_for(tabell)
        if layout.visning == "kort":
            yield from self._cards(tabell, layout)
        else:
            yield self._table(tabell, layout, seksjon.tittel)

    def _groups(self, tabell: Tiltakstabell, layout: Oppsett) -> list[tuple[str, list[Tiltak]]]:
        found = grouped(self._program, tabell)
        return [(self.fields.group(layout.grupper, measures[0]), measures) for measures in found]

    # --- A table ---

    def _table(self, tabell: Tiltakstabell, layout: Oppsett, title: str) -> Table:
        columns = layout.kolonner
        widths = self._fitted(layout)
        rows: list[Row] = []
        for name, measures in self._groups(tabell, layout):
            if name:
                rows.append(Row((Cell(escape(name), len(columns)),), uthevet=True, gruppe=True))
            rows += [
                Row(tuple(Cell(self.cell(tiltak, kolonne, tabell)) for kolonne in columns), tiltak.id)
                for tiltak in measures
            ]
        if any(kolonne.sum for kolonne in columns):
            rows.append(Row(tuple(self._sums(tabell, columns)), uthevet=True))
        return Table(
            slag="tiltak",
            kolonner=tuple(
                Column(width, "right" if self.is_number(kolonne) else "left", felt=kolonne.felt)
                for width, kolonne in zip(widths, columns, strict=True)
            ),
            hode=(Row(tuple(Cell(escape(self.heading(kolonne))) for kolonne in columns)),),
            rader=tuple(rows),
            tittel=title,
            liggende=layout.liggende,
        )

    def _fitted(self, layout: Oppsett) -> tuple[int, ...]:
        """Return the columns' widths: the same in all tables of a layout."""
        key = layout.kolonner[0].posisjon
        if key not in self._widths:
            shares = percentages([kolonne.bredde for kolonne in layout.kolonner])
            page = self._room.across(liggende=layout.liggende)
            self._widths[key] = fitted(shares, partial(self._columns.texts, layout), page).bredder
        return self._widths[key]

    def _sums(self, tabell: Tiltakstabell, columns: tuple[Kolonne, ...]) -> Iterator[Cell]:
        """Give the cells of the row of sums; its name stands in the measures' column and those before."""
        is_named = False
        for is_sum, run in groupby(columns, key=lambda kolonne: kolonne.sum):
            found = list(run)
            if is_sum:
                yield from (Cell(escape(self.fields.total(one.felt, tabell.tiltak))) for one in found)
            else:
                here = any(one.felt == "tiltak" for one in found) and not is_named
                is_named = is_named or here
                yield Cell(escape(self._words["sum"]) if here else "", len(found))

    def is_number(self, kolonne: Kolonne) -> bool:
        """Tell whether a column has numbers."""
        kind = self.fields.kind(kolonne.felt)
        return bool(kind and kind.type in NUMBERS)

    def is_summed(self, kolonne: Kolonne) -> bool:
        """Tell whether what groups of measures have in a column is added."""
        kind = self.fields.kind(kolonne.felt)
        return kolonne.sum or bool(kind and kind.type == "beløp")

    # --- Cards ---

    def _cards(self, tabell: Tiltakstabell, layout: Oppsett) -> Iterator[Table | Group]:
        for name, measures in self._groups(tabell, layout):
            if name:
                yield Group(name)
            for tiltak in measures:
                yield self._card(tiltak, tabell, layout)
        summed = [kolonne for kolonne in layout.kolonner if kolonne.sum]
        totals = [(one, self.fields.total(one.felt, tabell.tiltak)) for one in summed]
        pairs = [
            (one.overskrift, escape(self.fields.with_unit(one.felt, total)) if total else "")
            for one, total in totals
        ]
        if any(html for _, html in pairs):
            yield _card("", self._words["sum"], f"<strong>{escape(self._words['sum'])}</strong>", pairs)

    def _card(self, tiltak: Tiltak, tabell: Tiltakstabell, layout: Oppsett) -> Table:
        text, more = _first(marks.html(self._prose(tiltak.tekst)))
        shows_number = any(kolonne.felt == "nummer" for kolonne in layout.kolonner)
        number = self._numbers[tiltak.id] if shows_number else ""
        heading = f"<strong>{escape(f'{number} ' if number else '')}{text}</strong>"
        if more or tiltak.punkter:
            heading = f"<p>{heading}</p>{more}{self._bullets(tiltak)}"
        shown = [kolonne for kolonne in layout.kolonner if kolonne.felt not in {"nummer", "tiltak"}]
        pairs = [(kolonne.overskrift, self._value(tiltak, kolonne, tabell, told=True)) for kolonne in shown]
        return _card(tiltak.id, f"{number} {beginning(tiltak)}".strip(), heading, pairs)

    # --- What stands in a cell ---

    def cell(self, tiltak: Tiltak, kolonne: Kolonne, tabell: Tiltakstabell) -> str:
        """Return what a measure of a table has in a column, as HTML."""
        if kolonne.felt == "nummer":
            return escape(self._numbers[tiltak.id])
        if kolonne.felt != "tiltak":
            return self._value(tiltak, kolonne, tabell)
        text, bullets = marks.html(self._prose(tiltak.tekst)), self._bullets(tiltak)
        return (text if bullets else cells.unwrapped(text)) + bullets

    def _bullets(self, tiltak: Tiltak) -> str:
        return cells.bullets([cells.unwrapped(marks.html(self._prose(punkt))) for punkt in tiltak.punkter])

    def _value(self, tiltak: Tiltak, kolonne: Kolonne, tabell: Tiltakstabell, *, told: bool = False) -> str:
        """Return what a field prints, as HTML; with its unit where it is told by itself."""
        if kolonne.felt == "bærekraftsmål":
            return cells.goals(tiltak.bærekraftsmål, tabell.målform, self._goals)
        items = tiltak.felt.get(kolonne.felt, ())
        kind = self.fields.kind(kolonne.felt)
        if kind and kind.type == PROSE:
            texts = [self._told(ledd) for ledd in items]
            return "".join(texts) if len(texts) > 1 else "".join(map(cells.unwrapped, texts))
        texts = [self._item(kolonne.felt, ledd, told=told) for ledd in items]
        between = [ledd.skille.replace(" og ", self._and) for ledd in items]
        return cells.enumeration(texts, between, kolonne.visning)

    def _told(self, ledd: Ledd) -> str:
        return marks.html(self._prose(Tekst(signs.settle(ledd.navn).markdown, ledd.posisjon)))

    def _item(self, felt: str, ledd: Ledd, *, told: bool) -> str:
        kind = self.fields.kind(felt)
        text = self.fields.told(felt, ledd) if told else self.fields.text(felt, ledd)
        html = escape(keep_together(text))
        valg = kind.valg(ledd.navn) if kind else None
        if valg and valg.tegn:
            sign, html = escape(valg.tegn), escape(chosen(valg))
            coloured = f'<span class="tegn-{valg.farge[1:].lower()}">{sign}</span>' if valg.farge else sign
            return f"{coloured}{html.removeprefix(sign)}"
        return f'<a href="#{ledd.navn}">{html}</a>' if kind and kind.type in REFERENCES else html


def _card(name: str, title: str, heading: str, pairs: list[tuple[str, str]]) -> Table:
    """Return a card: a table with the measure above, and a row for each field that holds something."""
    return Table(
        slag="kort",
        kolonner=(Column(_NAMES, "left"), Column(100 - _NAMES, "left")),
        hode=(Row((Cell(heading, 2),), uthevet=True),),
        rader=tuple(Row((Cell(escape(label)), Cell(html))) for label, html in pairs if html),
        id=name,
        tittel=title,
    )


def _first(html: str) -> tuple[str, str]:
    """Return a measure's first paragraph without its tags, and what follows it."""
    first, _, more = html.removeprefix("<p>").partition("</p>")
    return first, more.lstrip()
