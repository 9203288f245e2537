"""What the page of a comparison shows, ready to print: chapters, groups, and rows with a before and an after.

A `nr` is a change's place in `Comparison.endringer`; every change has exactly one bearer on the page. A
`vis` names what a piece shows, `ny-tiltak endret-tekst`, so that the stylesheet can show and hide it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.render.charts.charts import Chart


@dataclass(frozen=True, slots=True)
class Bit:
    """A run of text."""

    tekst: str
    endret: bool = False
    """Whether the other side lacks it."""


Bits = tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Avsnitt:
    """A paragraph, or an item of a list."""

    biter: Bits
    merke: str = ""
    """What stands before it: `•`, `a)`, `Fotnote:`."""


Content = tuple[Avsnitt, ...]


@dataclass(frozen=True, slots=True)
class Felt:
    """A field of a thing on one side: its name and what it says."""

    navn: str
    innhold: Content


@dataclass(frozen=True, slots=True)
class Sak:
    """A thing that is new or gone, in full."""

    nr: int
    type: str
    vis: str
    tekst: Content
    felt: tuple[Felt, ...] = ()


@dataclass(frozen=True, slots=True)
class Fakta:
    """A change that is told in a sentence, or as a value before and after."""

    nr: int | None
    """None for what only explains."""
    type: str
    vis: str
    setning: str = ""
    navn: str = ""
    før: Bits = ()
    etter: Bits = ()


@dataclass(frozen=True, slots=True)
class Oppsett:
    """What changes no more than how a section looks: one sentence for everything that it is said of."""

    setning: str
    vis: str
    steder: tuple[tuple[int, str], ...]
    """Each change with the name of what it is about; the name is empty for the section itself."""


@dataclass(frozen=True, slots=True)
class Endring:
    """A field of a thing that is on both sides."""

    nr: int
    vis: str
    navn: str
    """Empty for the thing's own text."""
    før: Content
    etter: Content


@dataclass(frozen=True, slots=True)
class Bytte:
    """Things that are gone, beside those that are new."""

    slag: str
    """«Tiltak», «Tekst», …"""
    vis: str
    ute: tuple[Sak, ...]
    inne: tuple[Sak, ...]
    tett: bool
    """Whether they are one running text."""
    del_: Literal["bytte"] = "bytte"


@dataclass(frozen=True, slots=True)
class Par:
    """A thing before and after."""

    slag: str
    vis: str
    typer: tuple[str, ...]
    trolig: bool
    fakta: tuple[Fakta, ...]
    felt: tuple[Endring, ...]
    uendret: Content
    """Its text, where that has not changed: it says what the thing is."""
    del_: Literal["par"] = "par"


@dataclass(frozen=True, slots=True)
class Søyle:
    """Two bars on a common scale, in thousandths of its width: where each begins and how long it is."""

    før: tuple[int, int] | None
    etter: tuple[int, int] | None
    null: int
    """Where zero is."""


@dataclass(frozen=True, slots=True)
class Tallcelle:
    """A cell of figures."""

    navn: str
    """Its column's heading."""
    tekst: str
    nr: int | None = None


@dataclass(frozen=True, slots=True)
class Tallrad:
    """A post before and after."""

    type: str
    """`ny`, `fjernet`, or nothing for a post that is on both sides."""
    navn: Bits
    celler: tuple[Tallcelle, ...]
    søyle: Søyle | None
    uthevet: bool
    før_navn: Bits = ()
    """Its old name, where it has another now."""
    nr: int | None = None
    """That it has come or gone."""
    navn_nr: int | None = None
    """That it has got another name."""
    vis: str = ""


@dataclass(frozen=True, slots=True)
class Tallhode:
    """The heading of a column of figures."""

    tekst: str
    nr: int | None = None


@dataclass(frozen=True, slots=True)
class Talltabell:
    """Figures before and after, drawn as bars."""

    nr: int | None
    type: str
    """`ny`, `fjernet` or `endret`; nothing in the summary."""
    vis: str
    tittel: str
    enhet: str = ""
    før: str = ""
    """What the earlier bars show; empty where there are none."""
    etter: str = ""
    kolonner: tuple[Tallhode, ...] = ()
    rader: tuple[Tallrad, ...] = ()
    fakta: tuple[Fakta, ...] = ()
    merknad: str = ""
    figurer: tuple[Chart, ...] = ()
    """The table's charts, this side held against the other."""
    del_: Literal["tall"] = "tall"


Del = Bytte | Par | Talltabell


@dataclass(frozen=True, slots=True)
class Gruppe:
    """A section of the programme and what has changed in it."""

    id: str
    sti: str
    """The sections that it stands below, below the chapter."""
    tittel: str
    """Empty for the chapter's own group."""
    vis: str
    fakta: tuple[Fakta, ...]
    deler: tuple[Del, ...]
    oppsett: tuple[Oppsett, ...]


@dataclass(frozen=True, slots=True)
class Kapittel:
    """A chapter and what has changed in it."""

    id: str
    tittel: str
    er_ute: bool
    vis: str
    antall: int
    grupper: tuple[Gruppe, ...]


@dataclass(frozen=True, slots=True)
class Valg:
    """One choice of a filter."""

    id: str
    navn: str
    antall: int


@dataclass(frozen=True, slots=True)
class Linje:
    """A row of the summary: an area and how many things have changed in it, by type."""

    id: str
    navn: str
    under: bool
    """Whether it is an area within the chapter above it."""
    antall: tuple[int, ...]
    sum: int


@dataclass(frozen=True, slots=True)
class Punkt:
    """A measure in a list of the summary."""

    nr: int
    tekst: str
    sted: str
    """The section where it stands, or stood."""


@dataclass(frozen=True, slots=True)
class Liste:
    """What has come, or gone, in short."""

    tittel: str
    punkter: tuple[Punkt, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Everything on the page."""

    tittel: str
    organisasjon: str
    før: str
    """What the old side is called: `2029`, `HEAD~3:2029`."""
    etter: str
    antall: int
    ingress: str
    kort: tuple[str, ...]
    """The main things in a sentence each."""
    nøkkeltall: tuple[tuple[int, str], ...]
    lister: tuple[Liste, ...]
    typer: tuple[Valg, ...]
    slag: tuple[Valg, ...]
    linjer: tuple[Linje, ...]
    summer: tuple[int, ...]
    budsjett: Talltabell | None
    kapitler: tuple[Kapittel, ...]
    merknader: tuple[str, ...]
    budsjett_uendret: bool


def union(parts: Iterable[str]) -> str:
    """Return what several pieces show together."""
    return " ".join(dict.fromkeys(token for part in parts for token in part.split()))
