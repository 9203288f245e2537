"""What a document shows, as the templates see it: a flat run of headings, prose, tables and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.read.model.program import Program


@record
class Entry:
    """A line of the table of contents."""

    id: str
    nivå: int
    """1 for chapters."""
    tittel: str


@record
class Opening:
    """How a heading opens its section; what it says is a box right below."""

    klasse: str
    """Its colour and that of the text on it, as `Tint` names them."""
    nummer: str
    """What may stand large beside the heading; empty where the heading has it, or a picture stands there."""
    fyller_side: bool
    """Whether it fills the upper part of a page of its own, where there are pages."""


@record
class Heading:
    """A section's heading."""

    id: str
    nivå: int
    tekst: str
    """With its number, where the document shows numbers."""
    sideskift: str
    åpning: Opening | None = None
    del_: Literal["overskrift"] = "overskrift"


@record
class Prose:
    """Running text in Markdown, references and footnotes resolved."""

    markdown: str
    har_sitat: bool = False
    del_: Literal["tekst"] = "tekst"


@record
class Cell:
    """A table's cell."""

    html: str
    over: int = 1
    """How many columns it spans."""
    ned: int = 1
    """How many rows it spans."""
    fra: int = -1
    """The column that it begins in, from 0; -1 for the one behind the cell before it."""


@record
class Column:
    """A table's column."""

    bredde: int
    """Per cent of the table's width."""
    justering: str
    """`left`, `right` or `center`."""
    er_egen: bool = False
    """Whether it has the year's own figures."""
    felt: str = ""
    """The field of the measures that it shows; empty in other tables."""


@record
class Row:
    """A table's row."""

    celler: tuple[Cell, ...]
    id: str = ""
    uthevet: bool = False
    gruppe: bool = False
    """Whether it is one cell that names the rows below it."""
    navner: bool = False
    """Whether it names the rows below it, though it looks like them."""
    brett: str = ""
    """`brettes` for the heading of rows that can be folded, `under` for those rows; empty for others."""

    @property
    def klasse(self) -> str:
        """What the row is, as names of classes."""
        named = (("uthevet", self.uthevet), ("gruppe", self.gruppe), (self.brett, self.brett))
        return " ".join(name for name, holds in named if holds)


@record
class Table:
    """A table, of whatever kind."""

    slag: str
    """`tiltak`, `kort` (one measure), `budsjett` or `tekst`."""
    kolonner: tuple[Column, ...]
    hode: tuple[Row, ...]
    rader: tuple[Row, ...]
    id: str = ""
    """What a reference points to; tables of measures have none, a card its measure's."""
    noter: tuple[str, ...] = ()
    """Plain text below the table."""
    tittel: str = ""
    """What it shows; told those who cannot see it also where it is not printed."""
    tabelltittel: str = ""
    """What stands above it, as HTML: its title, its unit, or both; empty where neither is printed."""
    nummer: int = 0
    """As that begins with; 0 for none."""
    viser_tittel: bool = False
    """Whether the title is part of that."""
    radhode: bool = False
    """Whether the first column has the rows' names."""
    liggende: bool = False
    """Whether it is on a landscape page where there are pages."""
    del_: Literal["tabell"] = "tabell"


@record
class Group:
    """What the cards below it have in common."""

    tekst: str
    del_: Literal["gruppe"] = "gruppe"


@record
class Figure:
    """A picture with its texts, or a placeholder."""

    bilde: str
    """Where the picture lies, seen from the Markdown file; empty for a placeholder."""
    alttekst: str
    bildetekst: str
    plassholder: str
    id: str = ""
    """What a reference points to; empty where none does."""
    bredde: int = 100
    """Per cent of the text's width."""
    nummer: int = 0
    """As its text begins with; 0 for none."""
    kilde: str = ""
    """The line below its text that says where it is from; empty where nothing does."""
    budsjett: bool = False
    """Whether it is a chart of the budget's; the web page has those by itself."""
    del_: Literal["figur"] = "figur"


@record
class FigureRow:
    """Figures side by side."""

    figurer: tuple[Figure, ...]
    bildetekst: str
    """What is said of all of them; empty where nothing is."""
    del_: Literal["figurrad"] = "figurrad"


@record
class Listing:
    """The figures or the tables, each with what it is called; with pages where there are any."""

    linjer: tuple[Entry, ...]
    slag: Literal["Figur", "Tabell"]
    """What Word counts them as."""
    del_: Literal["oversikt"] = "oversikt"


@record
class Item:
    """A key figure with what it counts, a word with what it means, or an area with what is told of it."""

    navn: str
    markdown: str
    id: str = ""
    lenke: str = ""
    """Id of what the name leads to; empty where it leads nowhere."""
    merke: str = ""
    """A few signs in a colour before the name; empty for none."""
    klasse: str = ""
    """Their colour, as `Tint` names it."""


@record
class Box:
    """What stands apart from the running text: a fact box, a quotation, a resolution."""

    rolle: str
    """What kind it is."""
    id: str
    tittel: str
    over: tuple[str, ...]
    """Lines of Markdown above the prose."""
    markdown: str
    """Its prose."""
    ledd: tuple[Item, ...]
    under: tuple[str, ...]
    """Lines of Markdown below the prose."""
    bilde: Figure | None
    ikon: Figure | None = None
    del_: Literal["boks"] = "boks"


Part = Heading | Prose | Table | Group | Figure | FigureRow | Listing | Box


def boxes(parts: Iterable[Part]) -> list[str]:
    """Return what kinds of boxes there are; a quotation in running text is one, too."""
    found = (
        part.rolle if isinstance(part, Box) else "sitat"
        for part in parts
        if isinstance(part, Box) or (isinstance(part, Prose) and part.har_sitat)
    )
    return list(dict.fromkeys(found))


def pictures(parts: Iterable[Part]) -> Iterator[tuple[Figure, int]]:
    """Give every figure in reading order with how many stand side by side, itself counted.

    Args:
        parts: what the document shows.
    """
    for part in parts:
        if isinstance(part, Figure):
            yield part, 1
        elif isinstance(part, FigureRow):
            yield from ((figure, len(part.figurer)) for figure in part.figurer)


@record
class Emblem:
    """The logo on the cover."""

    bilde: str
    """Where the picture lies, seen from the Markdown file."""
    alttekst: str
    piksler: int
    """How wide it is on a screen, in CSS's pixels."""


@record
class Case:
    """The line of the cover that names the case."""

    tekst: str
    lenke: str
    """Where it leads; empty where it leads nowhere."""


@record
class View:
    """Everything a document shows, in order."""

    program: Program
    innhold: tuple[Entry, ...]
    deler: tuple[Part, ...]
    logo: Emblem | None = None
    omslagsbilde: Figure | None = None
    sak: Case | None = None
