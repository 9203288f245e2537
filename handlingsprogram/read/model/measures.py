"""The measures (tiltak), and the tables that show them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.blocks import Tekst


@record
class Ledd:
    """One item of an enumeration, with what separates it from the one before."""

    navn: str
    """The text, or the value as it was typed where the field has a type."""
    skille: str
    posisjon: Position = field(compare=False)
    lik: str = ""
    """The budget's figure that it is, `rad/kolonne`; empty where it was typed."""


@record
class Tiltak:
    """One measure: a row of a measures table."""

    id: str
    tekst: Tekst
    """What is to be done."""
    punkter: tuple[Tekst, ...]
    """Bullets below the text."""
    felt: Mapping[str, tuple[Ledd, ...]]
    """What the other columns show, by field name (`partnere`, `resultatmål`, …)."""
    bærekraftsmål: tuple[tuple[int, ...], ...]
    """The numbers of the UN's goals, in the groups that the document prints."""
    viderefører: tuple[str, ...]
    """What it continues: `2029/konferansen`."""
    posisjon: Position = field(compare=False)
    feltposisjoner: Mapping[str, Position] = field(compare=False)
    nummer: str = ""
    """A number of its own; empty where it is counted."""


@record
class Målform:
    """How a table prints the UN's goals."""

    foran: str = ""
    """What stands before each number: «FN»."""
    mellom: str = ", "
    """What stands between the numbers of a group."""
    grupper: str = "linje"
    """`avsnitt`: each group a paragraph; `linje`: all on a line, with commas."""


@record
class Tiltakstabell:
    """A table of measures."""

    tiltak: tuple[Tiltak, ...]
    målform: Målform
    oppsett: str = ""
    """Name of its layout; empty for the usual one."""


@record
class Kolonne:
    """A column of the measures tables."""

    felt: str
    """Name of the field that it shows; `tiltak` for the measure itself, `nummer` for its number."""
    overskrift: str
    bredde: int
    """Width relative to the other columns."""
    visning: str
    """How several items in a cell are set: `oppramsing`, `avsnitt` or `punkter`."""
    verdier_fra: str
    """Id of the section whose lists name the values that the column may have; empty where any will do."""
    posisjon: Position = field(compare=False)
    sum: bool = False
    """Whether the table ends with its sum."""
    oppsett: str = field(default="", compare=False)
    """Name of the layout that it is part of; empty for the usual one."""


@record
class Oppsett:
    """How tables of measures are laid out: the usual way (without a name), or one that sections choose."""

    navn: str = field(compare=False)
    kolonner: tuple[Kolonne, ...]
    visning: str = "tabell"
    """`tabell`, or `kort`: each measure in a frame of its own."""
    liggende: bool = False
    """Whether its tables are on landscape pages."""
    grupper: str = ""
    """The field whose values measures are grouped by; empty where they are not."""
    posisjon: Position | None = field(default=None, compare=False)

    @property
    def felt(self) -> tuple[str, ...]:
        """Names of the fields that it shows, the one that it groups by included."""
        grouped = (self.grupper,) if self.grupper else ()
        return (*(kolonne.felt for kolonne in self.kolonner), *grouped)
