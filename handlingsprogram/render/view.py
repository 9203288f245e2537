"""The programme as a template sees it: a flat run of headings, prose and tables, ready to print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from handlingsprogram.read import prose
from handlingsprogram.read.budget import Regneark, skriv
from handlingsprogram.read.program import (
    Budsjettabell,
    Kolonne,
    Ledd,
    Program,
    Seksjon,
    Tekst,
    Tiltak,
    Tiltakstabell,
)
from handlingsprogram.render.templates import escape_markdown
from handlingsprogram.render.typography import keep_together

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from handlingsprogram.read.budget import Rad, Tabell

POSTS_WIDTH = 40
"""Per cent of a budget table's width that the posts' names take; the figures share the rest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    id: str
    nivå: int
    """1 for chapters."""
    tittel: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading."""

    id: str
    nivå: int
    tekst: str
    sideskift: bool


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text in Markdown, references and footnotes resolved."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell as HTML."""

    html: str


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column."""

    overskrift: str
    bredde: int
    """Per cent of the table's width."""
    justering: str
    """`left` or `right`."""


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row."""

    id: str
    uthevet: bool
    celler: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of measures or of the budget."""

    id: str
    slag: str
    """`tiltak` or `budsjett`."""
    kolonner: tuple[Column, ...]
    rader: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Everything a document shows, in order."""

    program: Program
    innhold: tuple[Entry, ...]
    deler: tuple[Heading | Prose | Table, ...]


def view(program: Program) -> View:
    """Turn a programme into what the templates print."""
    return View(program, entries(program), tuple(_Parts(program).all()))


def entries(program: Program) -> tuple[Entry, ...]:
    """Return the table of contents."""
    return tuple(
        Entry(seksjon.id, seksjon.nivå, seksjon.innholdstittel)
        for seksjon in program.seksjoner()
        if seksjon.i_innhold
    )


class _Parts:
    """Walks a programme in reading order; knows what references and footnotes print."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._targets = program.mål()
        self._sheet = Regneark(program.budsjett) if program.budsjett else None
        self._tables = {tabell.id: tabell for tabell in program.budsjett.tabeller} if program.budsjett else {}
        self._footnotes = 0

    def all(self) -> Iterator[Heading | Prose | Table]:
        for seksjon in self._program.seksjoner():
            yield Heading(seksjon.id, seksjon.nivå, seksjon.tittel, seksjon.sideskift)
            yield from self._blocks(seksjon)

    def _blocks(self, seksjon: Seksjon) -> Iterator[Prose | Table]:
        for number, blokk in enumerate(seksjon.innhold, 1):
            if isinstance(blokk, Tekst):
                yield Prose(self._prose(blokk).markdown)
            elif isinstance(blokk, Tiltakstabell):
                yield self._tiltakstabell(f"{seksjon.id}-tabell-{number}", blokk)
            else:
                yield self._budsjettabell(blokk)

    def _prose(self, tekst: Tekst) -> Tekst:
        """Resolve references, and number footnotes through the whole document."""
        names = {note.navn for note in prose.footnotes(tekst) if note.er_tekst}
        numbers = {
            name: self._footnotes + i for i, name in enumerate(sorted(names, key=tekst.markdown.index), 1)
        }
        self._footnotes += len(numbers)
        markdown = prose.FOOTNOTE.sub(
            lambda match: f"[^{numbers[match['navn']]}]{match['kolon']}", tekst.markdown
        )
        return replace(tekst, markdown=keep_together(prose.REFERENCE.sub(self._reference, markdown).strip()))

    def _reference(self, match: re.Match[str]) -> str:
        target = self._targets[match["id"]]
        text = (match["tekst"] or self._program.kryssreferanse).replace("{nummer}", target.nummer)
        text = text.replace("{tittel}", escape_markdown(target.tittel))
        return f"[{text}](#{match['id']})"

    def _tiltakstabell(self, name: str, blokk: Tiltakstabell) -> Table:
        columns = self._program.kolonner
        widths = _percentages([kolonne.bredde for kolonne in columns])
        return Table(
            id=name,
            slag="tiltak",
            kolonner=tuple(
                Column(kolonne.overskrift, width, "left")
                for kolonne, width in zip(columns, widths, strict=True)
            ),
            rader=tuple(
                Row(
                    tiltak.id,
                    uthevet=False,
                    celler=tuple(self._tiltakscelle(tiltak, kolonne) for kolonne in columns),
                )
                for tiltak in blokk.tiltak
            ),
        )

    def _tiltakscelle(self, tiltak: Tiltak, kolonne: Kolonne) -> Cell:
        if kolonne.felt != "tiltak":
            return Cell(_items(tiltak.felt.get(kolonne.felt, ()), kolonne.visning))
        text = prose.html(self._prose(tiltak.tekst))
        bullets = [prose.html(self._prose(punkt)) for punkt in tiltak.punkter]
        return Cell(
            (text if bullets else _unwrapped(text)) + _list([_unwrapped(bullet) for bullet in bullets])
        )

    def _budsjettabell(self, blokk: Budsjettabell) -> Table:
        tabell = self._tables[blokk.tabell]
        share = (100 - POSTS_WIDTH) // len(tabell.kolonner)
        first = Column(tabell.hjørne, 100 - share * len(tabell.kolonner), "left")
        return Table(
            id=tabell.id,
            slag="budsjett",
            kolonner=(
                first,
                *(Column(kolonne.overskrift, share, "right") for kolonne in tabell.kolonner),
            ),
            rader=tuple(self._budget_row(tabell, rad) for rad in tabell.rader),
        )

    def _budget_row(self, tabell: Tabell, rad: Rad) -> Row:
        figures = [self._figure(tabell, rad, kolonne.id) for kolonne in tabell.kolonner]
        return Row(rad.id, rad.uthevet, tuple(Cell(escape(text)) for text in (rad.navn, *figures)))

    def _figure(self, tabell: Tabell, rad: Rad, kolonne: str) -> str:
        assert self._sheet is not None  # noqa: S101 — a budget table exists only where there is a budget
        computed = self._sheet.er_utregnet(rad.id, kolonne)
        return skriv(self._sheet.trykt(rad.id, kolonne), tabell, utregnet=computed)


def _items(ledd: tuple[Ledd, ...], visning: str) -> str:
    names = [escape(keep_together(item.navn)) for item in ledd]
    if visning == "avsnitt" and len(names) > 1:
        return "".join(f"<p>{name}</p>" for name in names)
    if visning == "punkter":
        return _list(names)
    return "".join(
        f"{item.skille if i else ''}{name}" for i, (item, name) in enumerate(zip(ledd, names, strict=True))
    )


def _list(items: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>" if items else ""


def _unwrapped(html: str) -> str:
    """Take a lone paragraph out of its tags, so that a list stays tight."""
    return html[3:-4] if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>") else html


def _percentages(widths: list[int]) -> list[int]:
    """Scale widths to whole per cents that are 100 together."""
    total = sum(widths)
    edges = [round(100 * sum(widths[:i]) / total) for i in range(len(widths) + 1)]
    return [after - before for before, after in pairwise(edges)]
