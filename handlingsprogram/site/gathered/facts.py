"""What the site says of a year: data that a file can hold, so that a year is read only when it changes."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from hashlib import sha256
from typing import Any, NamedTuple

from handlingsprogram.read.folders import parts
from handlingsprogram.records import record

_DIGITS = 20
Values = tuple[Any, ...]
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
    status: tuple[Told, ...]
    """The newest first."""
    kolonne: int
    """Which cell of its row in the document says what is to be done, from 0."""


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


@record
class Named:
    """What a programme is called."""

    mappe: str
    tittel: str

    @property
    def år(self) -> int:
        """The year."""
        return parts(self.mappe)[1]


@record
class Head(Named):
    """What all pages may say of a programme."""

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

    @property
    def hode(self) -> Values:
        """What is said of it without its measures."""
        return tuple(getattr(self, one.name) for one in fields(Head))


@record
class Year(Head):
    """A programme."""

    tiltak: tuple[Measure, ...]
    steder: tuple[Place, ...]

    @property
    def outline(self) -> Outline:
        """What other years' pages, and those of the whole site, say of it."""
        measures = tuple((one.id, one.tittel, one.steg.slag if one.steg else "") for one in self.tiltak)
        return Outline(*(*self.hode, measures))


@record
class Outline(Head):
    """A programme without what only its own pages say."""

    tiltak: tuple[tuple[str, str, str], ...]
    """Of each measure its id, first words, and what has become of it."""


def plain(facts: Year | Outline) -> Values:
    """Return facts as JSON has them: a list of the values."""
    return tuple(getattr(facts, one.name) for one in fields(facts))


def digest(of: object) -> str:
    """Return what tells one value from another: data, or records that print all that they hold."""
    return short(json.dumps(of, default=repr, ensure_ascii=False).encode(errors="surrogatepass"))


def short(content: bytes) -> str:
    """Return the digest of a file, of as many digits as tell files apart."""
    return sha256(content).hexdigest()[:_DIGITS]


def written(facts: Year | Outline) -> bytes:
    """Return facts as a file."""
    return json.dumps(plain(facts), ensure_ascii=False, separators=(",", ":")).encode()


def year(content: bytes) -> Year:
    """Read what `written` wrote of a year."""
    read = Year(*frozen(json.loads(content)))
    return replace(
        read,
        dokumenter=tuple(map(Document._make, read.dokumenter)),
        tiltak=tuple(map(_measure, read.tiltak)),
        steder=tuple(map(Place._make, read.steder)),
    )


def outline(data: list[Any]) -> Outline:
    """Return an outline of what a file of JSON has of it."""
    read = Outline(*frozen(data))
    return replace(read, dokumenter=tuple(map(Document._make, read.dokumenter)))


def frozen(data: Any) -> Any:
    """Return data of JSON with its lists as tuples."""
    return tuple(map(frozen, data)) if isinstance(data, list) else data


def _measure(data: tuple[Any, ...]) -> Measure:
    read = Measure._make(data)
    return read._replace(
        steg=read.steg and Step._make(read.steg)._replace(linjer=tuple(map(Line._make, read.steg[2]))),
        status=tuple(map(Told._make, read.status)),
    )
