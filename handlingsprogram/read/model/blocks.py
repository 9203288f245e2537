"""What a section's content is made of, but for its measures: prose, tables, figures."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from handlingsprogram.prose import signs
from handlingsprogram.read.text.places import place
from handlingsprogram.records import record

if TYPE_CHECKING:
    from handlingsprogram.finding import Position
    from handlingsprogram.prose.signs import Doubt


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
    avtrykk: str = ""
    """A digest of what is in the file (`sha256:…`), where a comparison has asked for it."""
