"""What a section's content is made of, but for its measures: prose, tables, figures, boxes."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from handlingsprogram.prose import signs
from handlingsprogram.read.text.places import place
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.finding import Position
    from handlingsprogram.prose.signs import Doubt

ALDRI, ALLTID = "aldri", "alltid"
"""When a section begins on a new page; else the content says when."""


@record
class Tekst:
    """Prose in Markdown."""

    markdown: str
    """The text with its signs settled (`signs.settle`), so that every reader reads it alike."""
    posisjon: Position = field(compare=False)
    """Where the value begins in the file."""
    linjer: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """The file's lines, where its characters are found."""
    tilføyd: tuple[int, ...] = field(default=(), compare=False, repr=False)
    """Which of its characters are not the author's, but settle the signs."""
    tvil: tuple[Doubt, ...] = field(default=(), compare=False, repr=False)
    """What may have been meant otherwise than it is printed."""

    def sted(self, tegn: int) -> Position:
        """Return the place in the file of a character of the prose, counted from 0."""
        return self.sted_skrevet(signs.typed_offset(tegn, self.tilføyd))

    def sted_skrevet(self, tegn: int) -> Position:
        """Return the place in the file of a character of the prose as it was typed."""
        return place(self.linjer, self.posisjon, signs.typed(self.markdown, self.tilføyd), tegn)


@record
class Budsjettabell:
    """The place where a table of the budget is printed."""

    tabell: str
    """The table's id."""
    posisjon: Position = field(compare=False)


@record
class Celle:
    """A cell of a table of text."""

    tekst: str
    over: int = 1
    """How many columns it spans."""
    ned: int = 1
    """How many rows it spans; those below it have a cell less."""
    uthevet: bool = False


_LEAST_WIDTH, _LINE, _MOST_WIDTH = 6, 24, 60
"""Characters: a narrow column, what stands on a line if it can, a broad column."""


@record
class Teksttabell:
    """A table of text, neither of measures nor of the budget."""

    id: str
    tittel: str
    """What it shows."""
    bredder: tuple[int, ...]
    """The columns' widths, relative to each other."""
    hode: tuple[tuple[Celle, ...], ...]
    rader: tuple[tuple[Celle, ...], ...]
    posisjon: Position = field(compare=False)
    trykk_tittel: bool = True
    """Whether the title stands above the table."""
    liggende: bool = False
    """Whether it is on a landscape page in PDF and Word."""
    justering: tuple[str, ...] = ()
    """Where each column's text stands: `venstre`, `høyre`, `midt`; empty where all stand to the left."""
    radhode: bool = False
    """Whether the first column says what its row is about."""
    fil: str = ""
    """The CSV file below the year's folder that its cells come from; empty where they are written."""

    def andeler(self) -> tuple[int, ...]:
        """Return the columns' widths relative to each other: as they are written, or by what is in them."""
        if self.bredder:
            return self.bredder
        widest = [_LEAST_WIDTH] * self.kolonner()
        for _, placed in self.plassert():
            for column, celle in placed:
                if celle.over == 1 and column < len(widest):
                    words = max(map(len, celle.tekst.split()), default=0)
                    needed = max(words, min(len(celle.tekst), _LINE), len(celle.tekst) // 3)
                    widest[column] = max(widest[column], min(needed, _MOST_WIDTH))
        return tuple(widest)

    def kolonner(self) -> int:
        """Return how many columns it has: as its widths say, or its first row."""
        return len(self.bredder) or sum(celle.over for celle in next(iter((*self.hode, *self.rader)), ()))

    def plassert(self) -> Iterator[tuple[int, list[tuple[int, Celle]]]]:
        """Give for each row how many columns it fills, and its cells with where they begin, from 0.

        What reaches down from the rows above fills columns, too.
        """
        below: dict[int, int] = {}
        for row in (*self.hode, *self.rader):
            column, placed = 0, []
            for celle in row:
                while below.get(column, 0):
                    column += 1
                placed.append((column, celle))
                column += celle.over
            filled = len(below) + sum(celle.over for celle in row)
            below = {at: left - 1 for at, left in below.items() if left > 1}
            below |= {
                at: celle.ned - 1
                for start, celle in placed
                for at in range(start, start + celle.over)
                if celle.ned > 1
            }
            yield filled, placed


@record
class Figur:
    """A picture, or the place that one shall have."""

    id: str
    fil: str
    """The file below the year's folder; empty for a placeholder."""
    alttekst: str
    bildetekst: str
    plassholder: str
    """What stands where the picture shall come; empty for a picture."""
    posisjon: Position = field(compare=False)
    bredde: int = 100
    """Per cent of the text's width."""
    kilde: str = ""
    """Who has made it, or what it was made of."""
    avtrykk: str = ""
    """A digest of what is in the file (`sha256:…`), where a comparison has asked for it."""
    er_pynt: bool = field(default=False, compare=False)
    """Whether it says nothing, so that those who do not see it are told nothing of it."""


@record
class Figurgruppe:
    """Figures side by side, each with its own text and number."""

    id: str
    bildetekst: str
    """What is said of all of them; empty where nothing is."""
    figurer: tuple[Figur, ...]
    posisjon: Position = field(compare=False)


@record
class Oversikt:
    """The place where figures or tables are listed by their numbers."""

    listet: str
    """`figurer` or `tabeller`."""
    posisjon: Position = field(compare=False)

    @property
    def id(self) -> str:
        """Its made name: there is one of each kind."""
        return f"oversikt.{self.listet}"


# --- What is drawn ----------------------------------------------------------------------------


TEGNINGSTYPER: Mapping[str, str] = {
    "organisasjonskart": "enheter",
    "årshjul": "hendelser",
    "tidslinje": "punkter",
}
"""The kinds of drawings -> what the YAML calls what is drawn in them."""


@record
class Tegningsledd:
    """A unit with those below it, an event of every year, or a point in time."""

    navn: str
    posisjon: Position = field(compare=False)
    """Where it stands."""
    tekst: str = ""
    når: str = ""
    """When a point is, as it is printed."""
    måned: int = 0
    """The month of an event, from 1; 0 for one that lasts longer."""
    fra: int = 0
    til: int = 0
    """The first and the last month of an event that lasts longer."""
    under: tuple[Tegningsledd, ...] = ()

    def alle(self) -> Iterator[Tegningsledd]:
        """Give this one and all below it, in reading order."""
        yield self
        for ledd in self.under:
            yield from ledd.alle()

    @property
    def måneder(self) -> tuple[int, int]:
        """The first and the last month of an event."""
        return (self.måned, self.måned) if self.måned else (self.fra, self.til)


@record
class Tegning:
    """A figure that is drawn of data. One record for all; the kinds differ by data alone."""

    id: str
    slag: str
    """A key of `TEGNINGSTYPER`, as the YAML calls it."""
    bildetekst: str
    ledd: tuple[Tegningsledd, ...]
    posisjon: Position = field(compare=False)

    def alle(self) -> Iterator[Tegningsledd]:
        """Give everything in it, in reading order."""
        for ledd in self.ledd:
            yield from ledd.alle()


Bilder = Figur | Figurgruppe | Tegning
"""What shows something."""


# --- Boxes ------------------------------------------------------------------------------------


@record
class Bokstype:
    """What the YAML of a kind of box is called, besides `id`, `tittel`, `bilde` and `ikon`."""

    felt: tuple[str, ...] = ()
    """Lines of plain text."""
    ledd: str = ""
    """The key of its list, `tall` or `ord`; empty where it has none."""
    ledd_navn: str = ""
    """What an item's name is called."""
    ledd_tekst: str = ""
    """What an item's prose is called."""
    tekst: str = "tekst"
    """What its own prose is called."""


BOKSTYPER: Mapping[str, Bokstype] = {
    "faktaboks": Bokstype(),
    "sitat": Bokstype(("kilde",)),
    "nøkkeltall": Bokstype(ledd="tall", ledd_navn="tall", ledd_tekst="tekst"),
    "definisjoner": Bokstype(ledd="ord", ledd_navn="ord", ledd_tekst="forklaring"),
    "signatur": Bokstype(("navn", "rolle", "sted", "dato")),
    "vedtak": Bokstype(("organ", "dato", "sak")),
    "åpning": Bokstype(("farge",), tekst="budskap"),
}
"""The last one is a section's own key, and no block."""


@record
class Boksledd:
    """A key figure with what it counts, or a word with what it means."""

    navn: str
    tekst: Tekst
    id: str = ""
    """What references point to; empty where nothing can."""
    enhet: str = ""


@record
class Boks:
    """What stands apart from the running text. One record for all; the kinds differ by data alone."""

    id: str
    slag: str
    """A key of `BOKSTYPER`, as the YAML calls it."""
    posisjoner: Mapping[str, Position] = field(compare=False)
    """Where each of its keys has its value."""
    tittel: str = ""
    felt: Mapping[str, str] = field(default_factory=dict)
    """Its lines of plain text by key, those that are set."""
    tekst: Tekst | None = None
    ledd: tuple[Boksledd, ...] = ()
    bilde: Figur | None = None
    """A portrait, or what an opening shows."""
    ikon: Figur | None = None
    """A small picture that says nothing, in an opening."""

    def tekster(self) -> Iterator[Tekst]:
        """Give its prose in reading order."""
        if self.tekst:
            yield self.tekst
        for ledd in self.ledd:
            yield ledd.tekst
