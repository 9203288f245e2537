"""A comparison as a reader meets it: a summary, then area by area; every face prints this in its own way.

All text is plain: each face escapes it for its own target.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlingsprogram.review.compare.model import Type
from handlingsprogram.review.report.words import Bit, Slag

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Comparison, Resultat


@dataclass(frozen=True, slots=True)
class Merke:
    """A word or two about what has happened to a thing: «ny», «flyttet fra Klima og miljø»."""

    type: Type | None
    """None for a remark: «trolig samme»."""
    tekst: str


@dataclass(frozen=True, slots=True)
class Linje:
    """One line below a thing: a field's name and its value or how it has changed."""

    navn: str
    """«Partnere»; empty for bullets."""
    biter: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Innslag:
    """One thing with what has happened to it: a measure, a paragraph, a table, a column."""

    hva: str
    """What it is, where that is not plain from the text: «Tabell», «Figur»; empty for measures and prose."""
    merker: tuple[Merke, ...]
    biter: tuple[Bit, ...]
    """Its text or name, with the words that have changed."""
    linjer: tuple[Linje, ...] = ()


@dataclass(frozen=True, slots=True)
class Del:
    """A section with its changes; only sections that have any are there."""

    tittel: tuple[Bit, ...]
    """Its title, with the words that have changed."""
    over: str
    """The title of the section above; empty for chapters."""
    nivå: int
    """1 for chapters."""
    er_område: bool
    """Whether it is an area or a theme."""
    merker: tuple[Merke, ...]
    tiltak: tuple[Innslag, ...]
    tekst: tuple[Innslag, ...]
    """Prose, tables and figures; what has gone with the sections below it."""


@dataclass(frozen=True, slots=True)
class Tallinje:
    """One figure of a post before and after, as printed."""

    post: str
    merker: tuple[Merke, ...]
    kolonne: str
    """The column's heading in the new table, and in the old one where that differs."""
    før: str
    etter: str
    endring: str
    """The difference, with its sign; empty where either side has no figure."""
    prosent: str
    tall: tuple[int | None, int | None]
    utregnet: bool
    """Whether the figure follows from others."""


@dataclass(frozen=True, slots=True)
class Budsjettdel:
    """One table of the budget."""

    tittel: str
    enhet: str
    merker: tuple[Merke, ...]
    linjer: tuple[Tallinje, ...]
    innslag: tuple[Innslag, ...]
    """What is not a figure: columns, formulas, deviations, notes."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A row of the summary: how many things of a sort have each type of change."""

    hva: str
    antall: tuple[int, ...]
    """In the order of `TYPER`."""


TYPER = (Type.NY, Type.FJERNET, Type.ENDRET, Type.FLYTTET, Type.OMDØPT, Type.DELT, Type.SLÅTT_SAMMEN)
"""The types in the order of the summary's columns."""


@dataclass(frozen=True, slots=True)
class Rapport:
    """The whole report."""

    tittel: str
    fra: str
    """What the old side is: «Handlingsprogram og budsjett 2029 (2029)»."""
    til: str
    telling: tuple[Telling, ...]
    """Empty where nothing has changed."""
    resultat: Resultat | None
    kort: tuple[str, ...]
    """The main things in a sentence each."""
    deler: tuple[Del, ...]
    borte: tuple[Del, ...]
    """Sections that are gone and stood below none that is still there."""
    budsjett: tuple[Budsjettdel, ...]
    ramme: tuple[Innslag, ...]
    """Title, status, cover, columns of the measures tables, …"""
    oppsett: tuple[str, ...]
    """Changes of form only, a sentence each: page breaks, widths, …"""
    merknader: tuple[str, ...]


def outline(comparison: Comparison) -> Rapport:
    """Return the report that every face prints."""
    from handlingsprogram.review import frame, summary
    from handlingsprogram.review.budget_lines import budget_parts
    from handlingsprogram.review.context import Context
    from handlingsprogram.review.entries import Sections

    context = Context(comparison)
    sections = Sections(context)
    return Rapport(
        tittel=f"Endringer fra {comparison.fra} til {comparison.til}",
        fra=f"{comparison.gammel.tittel} ({comparison.fra})",
        til=f"{comparison.ny.tittel} ({comparison.til})",
        telling=summary.counts(comparison),
        resultat=comparison.resultat,
        kort=summary.sentences(comparison),
        deler=sections.parts(),
        borte=sections.gone(),
        budsjett=budget_parts(comparison),
        ramme=frame.frame(context),
        oppsett=frame.form(context),
        merknader=comparison.merknader,
    )


def same(text: str) -> tuple[Bit, ...]:
    """Return a text in which nothing is marked as changed."""
    return (Bit(Slag.LIK, text),) if text else ()


def result_line(resultat: Resultat) -> str:
    """Return the budget's result before and after, in a sentence."""
    before, after = (text or "ikke satt inn" for text in (resultat.før, resultat.etter))
    figures = before if before == after else f"{before} → {after}"
    columns = " → ".join(dict.fromkeys(filter(None, resultat.kolonne)))
    unchanged = ", uendret" if before == after else ""
    return f"{resultat.navn}: {figures} {resultat.enhet}{unchanged} ({columns})."
