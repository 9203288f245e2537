"""What the site says of a year: data that a file can hold, so that a year is read only when it changes."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from handlingsprogram.read.folders import parts

WORDS, GONE, COME = 0, 1, 2
"""What a piece of a changed text is: on both sides, on the old one, on the new one."""


class Line(NamedTuple):
    """A text or a field before and after in one."""

    name: str
    """«Partnere»; empty for the measure's own text."""
    bits: tuple[tuple[int, str], ...]


class Step(NamedTuple):
    """What has become of a measure since the programme before."""

    slag: str
    """`ny`, `uendret` or `endret`."""
    merker: tuple[str, ...] = ()
    """What has happened to it in a few words: «flyttet fra «Klima»»."""
    linjer: tuple[Line, ...] = ()


class Told(NamedTuple):
    """How a measure goes on a date."""

    dato: str
    """As it is written to readers."""
    tegn: str
    """The sign of its status, which tells it without colour."""
    ord: str
    """What its status is called."""
    deler: tuple[tuple[str, str], ...]
    """What is said of it: heading and HTML."""


class Measure(NamedTuple):
    """One measure."""

    id: str
    nummer: str
    tittel: str
    """Its first words."""
    område: tuple[str, str]
    """The area that it stands in: id and title."""
    html: str
    """What is to be done, with its points."""
    felt: tuple[tuple[str, str, str], ...]
    """What else its table says: field, heading, and HTML."""
    tekst: str
    """All of it without marks."""
    steg: Step | None
    """None where there is no programme before."""
    status: tuple[Told, ...] = ()
    """The newest first."""


class Place(NamedTuple):
    """A section as the search finds it."""

    id: str
    tittel: str
    tekst: str


class Document(NamedTuple):
    """A file beside the pages."""

    format: str
    fil: str
    størrelse: int


class Named(NamedTuple):
    """What a programme is called."""

    mappe: str
    tittel: str

    @property
    def år(self) -> int:
        """The year."""
        return parts(self.mappe)[1]


class Year(NamedTuple):
    """A programme."""

    mappe: str
    tittel: str
    organisasjon: str
    status: str
    er_utkast: bool
    dato: str
    datotekst: str
    språk: str
    emne: str
    forrige: str
    """The folder of the programme that it is compared with; empty where there is none."""
    endret: tuple[str, ...]
    """What the comparison says first."""
    dokumenter: tuple[Document, ...]
    statuser: tuple[tuple[str, str], ...]
    """The dates of its statuses, the newest first: as ISO dates, and as they are written to readers."""
    tiltak: tuple[Measure, ...]
    steder: tuple[Place, ...]

    @property
    def år(self) -> int:
        """The year."""
        return parts(self.mappe)[1]

    @property
    def outline(self) -> Outline:
        """What other years' pages, and those of the whole site, say of it."""
        measures = tuple((one.id, one.tittel, one.steg.slag if one.steg else "") for one in self.tiltak)
        return Outline(*self[: Year._fields.index("tiltak")], measures)


class Outline(NamedTuple):
    """A programme without what only its own pages say; the fields are as a year's."""

    mappe: str
    tittel: str
    organisasjon: str
    status: str
    er_utkast: bool
    dato: str
    datotekst: str
    språk: str
    emne: str
    forrige: str
    endret: tuple[str, ...]
    dokumenter: tuple[Document, ...]
    statuser: tuple[tuple[str, str], ...]
    tiltak: tuple[tuple[str, str, str], ...]
    """Of each measure its id, first words, and what has become of it."""

    @property
    def år(self) -> int:
        """The year."""
        return parts(self.mappe)[1]


def written(facts: Year | Outline) -> bytes:
    """Return facts as a file."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()


def year(content: bytes) -> Year:
    """Read what `written` wrote of a year."""
    return _year(json.loads(content))


def outline(data: list[Any]) -> Outline:
    """Return an outline of what a file of JSON has of it."""
    *facts, changed, documents, statuses, measures = data
    named = tuple((name, title, kind) for name, title, kind in measures)
    return Outline(*facts, tuple(changed), _documents(documents), _pairs(statuses), named)


def _year(data: list[Any]) -> Year:
    *facts, changed, documents, statuses, measures, places = data
    return Year(
        *facts,
        tuple(changed),
        _documents(documents),
        _pairs(statuses),
        tuple(map(_measure, measures)),
        tuple(Place(*place) for place in places),
    )


def _documents(data: list[Any]) -> tuple[Document, ...]:
    return tuple(Document(*one) for one in data)


def _measure(data: list[Any]) -> Measure:
    *first, area, html, fields, text, step, statuses = data
    named = tuple((field, name, value) for field, name, value in fields)
    told = tuple(Told(*one[:3], _pairs(one[3])) for one in statuses)
    return Measure(*first, (area[0], area[1]), html, named, text, step and _step(step), told)


def _pairs(data: list[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in data)


def _step(data: list[Any]) -> Step:
    kind, labels, lines = data
    bits = ((name, tuple((what, text) for what, text in pieces)) for name, pieces in lines)
    return Step(kind, tuple(labels), tuple(Line(*line) for line in bits))
