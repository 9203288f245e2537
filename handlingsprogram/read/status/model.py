"""How a year goes on a date: its measures, and the accounts of the budget's posts."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final

from handlingsprogram.read.model.budget import MANGLER
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.budget import Verdi

STATUSER: Final = ("ikke-startet", "i-rute", "forsinket", "ferdig", "stoppet")
"""What a measure's status may be, in the order they are counted."""
LYS: Final[Mapping[str, tuple[str, str]]] = {
    "ikke-startet": ("○", "#57606a"),
    "i-rute": ("●", "#1a7f37"),
    "forsinket": ("▲", "#9a6700"),
    "ferdig": ("✓", "#00558c"),
    "stoppet": ("■", "#b42318"),
}
"""Each status's sign, which tells it without colour, and its colour."""
RISIKOER: Final = ("lav", "middels", "høy")
AVVIK: Final = frozenset({"forsinket", "stoppet"})
"""The statuses that are to be explained."""


@record
class Tiltaksstatus:
    """What has become of a measure; texts are Markdown, and empty where nothing is said."""

    status: str
    """One of `STATUSER`."""
    gjort: str = ""
    """What has been done."""
    resultat: str = ""
    """What has come of it so far."""
    risiko: str = ""
    """One of `RISIKOER`, or empty."""
    avvik: str = ""
    """Why it is late or stopped, and what is done about it."""
    posisjoner: Mapping[str, Position] = field(default_factory=dict, compare=False, repr=False)
    """Where each of its keys has its value."""


@record
class Post:
    """The accounts of one of the budget's posts, in the unit of its table; None where nothing is said."""

    regnskap: Verdi = None
    """What is in the books by the date."""
    prognose: Verdi = None
    """What the whole year is expected to be."""
    forklaring: str = ""
    """Why it is other than in the budget, in a line."""
    posisjoner: Mapping[str, Position] = field(default_factory=dict, compare=False, repr=False)
    """Where each of its keys has its value."""

    @property
    def har_tall(self) -> bool:
        """Whether any figure is given that is not still to come."""
        return any(figure not in {None, MANGLER} for figure in (self.regnskap, self.prognose))


@record
class Regnskap:
    """The accounts on a date."""

    kommentar: str
    """Markdown; empty where nothing is said."""
    poster: Mapping[str, Post]
    """By the id of the budget's row."""


@record
class Status:
    """How a year goes on a date."""

    dato: str
    """ISO date, the name of its file."""
    sammendrag: str
    """Markdown; empty where there is none."""
    tiltak: Mapping[str, Tiltaksstatus]
    """By the measure's id, in the order of the file."""
    regnskap: Regnskap | None
    posisjoner: Mapping[str, Position] = field(compare=False, repr=False)
    """Where the summary stands, the accounts and their comment, each measure and each post."""
    linjer: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """The file's lines, where characters of its texts are found."""

    def antall(self, status: str) -> int:
        """Return how many measures have a status."""
        return sum(one.status == status for one in self.tiltak.values())
