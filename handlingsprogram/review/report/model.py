"""What a comparison says to its readers: one frozen value, in reading order, that every face lays out.

All text is plain and ready to print; each face escapes it for its own target. Whatever a reader can count,
name or look for is here: a face neither counts, sorts, names nor decides.

`changes` holds the places in `Comparison.endringer` of what a piece tells; each change is told by one piece.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from handlingsprogram.records import record
from handlingsprogram.review.compare.model import Type
from handlingsprogram.review.report.words import Bit

if TYPE_CHECKING:
    from handlingsprogram.read.model.rounding import Tall
    from handlingsprogram.render.charts.model import Chart

Bits = tuple[Bit, ...]
"""A text before and after in one: `LIK` and `UT` make the old text, `LIK` and `INN` the new one."""
KINDS = ("videreført", "nytt", "avsluttet")
"""What becomes of the measures between two years."""
NOUNS = ("endring", "endringer")
"""What one change is called, and what several are."""
TYPES = (Type.NY, Type.FJERNET, Type.ENDRET, Type.FLYTTET, Type.OMDØPT, Type.DELT, Type.SLÅTT_SAMMEN)
"""The types of change in the order in which they are counted."""


class Subject(StrEnum):
    """What a change concerns, as a reader sees it; in the order in which they are counted."""

    MEASURES = "Tiltak"
    AREAS = "Innsatsområder og temaer"
    CHAPTERS = "Kapitler og underkapitler"
    TEXT = "Tekst, tabeller og figurer"
    GOALS = "Mål og indikatorer"
    BUDGET = "Budsjett"
    DOCUMENT = "Tittel, forside og kolonner"


@record
class Label:
    """A few words about what has happened to a thing: «ny», «flyttet fra «Klima og miljø»»."""

    type: Type | None
    """None for a remark: «videreført fra 2029»."""
    text: str


@record
class Line:
    """A text, or a field of a thing, before and after."""

    bits: Bits
    name: str = ""
    """«Partnere», «Nytt punkt»; empty for a thing's own text."""
    mark: str = ""
    """What stands before it: `•`, `a)`, `Fotnote:`."""


@record
class Entry:
    """One thing with what has happened to it: a measure, a paragraph, a table, a post's formula."""

    id: str
    """A name for links to it."""
    what: str
    """What it is: «Tiltak», «Avsnitt», «Tabell»."""
    subject: Subject
    types: tuple[Type, ...]
    """What has happened to it, as it is counted."""
    labels: tuple[Label, ...]
    text: Line
    """What it says, or what it is called."""
    lines: tuple[Line, ...] = ()
    changes: tuple[int, ...] = ()


@record
class Run:
    """Things of one sort that have come together, or gone."""

    type: Type
    """NY or FJERNET."""
    label: str
    """«nye punkter», «fjernet avsnitt»."""
    entries: tuple[Entry, ...]
    running: bool
    """Whether they are one running text."""


@record
class Row:
    """A row of figures."""

    name: Bits
    labels: tuple[Label, ...]
    cells: tuple[str, ...]
    """One for each of the table's heads; empty where nothing is printed."""
    pair: tuple[Tall | None, Tall | None]
    """The figure before and after, in the table's unit; None where there is none."""
    is_drawn: bool
    """Whether it is drawn beside the others: beside their sum the posts would be too short to tell apart."""
    is_strong: bool
    follows: bool
    """Whether its figures have only changed because others have."""
    types: tuple[Type, ...] = ()
    """What has happened to it, as far as it is told here."""
    changes: tuple[int, ...] = ()


@record
class Figures:
    """A table of figures, before and after, or as the side has it that alone has them."""

    id: str
    title: str
    unit: str
    labels: tuple[Label, ...]
    heads: tuple[str, ...]
    """What stands above the figures; the posts' names stand first and have no head."""
    rows: tuple[Row, ...]
    sides: tuple[str, str] = ("", "")
    """What the bars before and after show; empty where there are none."""
    note: str = ""
    charts: tuple[Chart, ...] = ()
    """The table's charts, this side held against the other."""
    types: tuple[Type, ...] = ()
    """What has happened to the table itself and its columns, as far as it is told here."""
    changes: tuple[int, ...] = ()


Block = Entry | Run | Figures


@record
class Part:
    """A section of the programme, or the budget, or the document itself, with what has changed in it."""

    id: str
    title: Bits
    above: str
    """The sections that it stands below, below the chapter."""
    subject: Subject
    """What the section itself is."""
    types: tuple[Type, ...]
    """What has happened to the section itself, as it is counted."""
    labels: tuple[Label, ...]
    """The same in words."""
    blocks: tuple[Block, ...]
    count: int
    """How many changes are told here."""
    changes: tuple[int, ...] = ()
    nouns: tuple[str, str] = NOUNS
    """What one change is called, and what several are."""


def noun(told: Part | Chapter) -> str:
    """Return what so many changes as a piece has, are called."""
    return told.nouns[told.count != 1]


@record
class Chapter:
    """A chapter and what has changed in it."""

    id: str
    title: str
    remark: str
    """«ikke lenger med»; empty for one that is still there."""
    count: int
    parts: tuple[Part, ...]
    """The chapter's own part first, where it has one, then its sections', in reading order."""
    nouns: tuple[str, str] = NOUNS
    """What one change is called, and what several are."""


@record
class Count:
    """A row of the count: how many things of a sort have each type of change."""

    subject: Subject
    numbers: tuple[int, ...]
    """In the order of `Head.types`."""
    total: int
    name: str
    """What the subject is called."""


@record
class Point:
    """A measure in short."""

    text: str
    """Its first words."""
    id: str
    """The entry that tells of it; empty for one that has not changed."""


@record
class Area:
    """An area, a theme or another section with measures, and what becomes of them."""

    title: str
    remark: str
    """«nytt», «delt», «nytt navn»; empty where nothing has happened to the area itself."""
    id: str
    """The part that tells of it; empty where none does."""
    goes_on: tuple[Point, ...]
    new: tuple[Point, ...]
    ended: tuple[Point, ...]
    kinds: tuple[str, str, str] = KINDS
    """What that is called."""

    @property
    def groups(self) -> tuple[tuple[str, tuple[Point, ...]], ...]:
        """What becomes of the measures, in words, each with the measures."""
        return tuple(zip(self.kinds, (self.goes_on, self.new, self.ended), strict=True))


@record
class Head:
    """What a reader asks for first; on one page of A4."""

    title: str
    organization: str
    lead: str
    """What is compared with what."""
    sides: tuple[str, str]
    """What the sides are called in short: «2029» and «2030», «før» and «nå»."""
    figures: tuple[tuple[int, str], ...]
    """What has become of the measures: numbers, each with its words; within a year those that are not 0."""
    sentences: tuple[str, ...]
    """The main things in a sentence each."""
    types: tuple[Type, ...]
    """The types of change that there are."""
    type_names: tuple[str, ...]
    """What they are called."""
    counts: tuple[Count, ...]
    sums: tuple[int, ...]
    """Of each type."""
    total: int
    """All changes: each thing once for each type. 0 where nothing has changed but, perhaps, how it looks."""
    areas: tuple[Area, ...]
    """Between two years: area by area; what has ended without one last. Else empty."""
    money: Figures | None
    """The sums and the result of the budget's main table; None where none of them differs."""
    notices: tuple[str, ...]
    """What the reader must know about the comparison itself."""
    nothing: str = "Ingen endringer."
    """What is said where nothing has changed."""
    areas_title: str = "Område for område"
    money_title: str = "Budsjettet i korte trekk"
    counts_title: str = "Endringene i tall"
    total_title: str = "I alt"
    """What sums are called, in the count's last row and column."""
    kinds: tuple[str, str, str] = KINDS
    """What becomes of the measures, in words."""


@record
class Report:
    """Everything that a reader gets."""

    language: str
    """What it is written in: `nn-NO` where the newer programme is, else `nb-NO`."""
    head: Head
    chapters: tuple[Chapter, ...]
    """In reading order, those that are gone where they stood; then the budget, then the document itself."""
    appearance: tuple[str, ...]
    """What changes only how it looks, a sentence for each sort."""
    appearance_title: str
    """«3 endringer i utseendet»; empty where there are none."""
    appearance_changes: tuple[int, ...] = ()
