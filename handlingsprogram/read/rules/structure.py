"""The frame of a programme: ids, headings, references, footnotes, columns, tables and figures."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position
from handlingsprogram.prose import marks
from handlingsprogram.read.model.blocks import Boks, Figur, Figurgruppe, Oversikt, Tegning, Tekst, Teksttabell
from handlingsprogram.read.model.numbers import numbered_figures, numbered_tables
from handlingsprogram.read.model.objectives import Laget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.finding import RuleId
    from handlingsprogram.read.model.program import Program

DEEPEST = 5
"""Levels of headings that every format has, the document's title not counted."""


def frame(program: Program, folder: Path) -> Iterator[Finding]:
    """The year is the folder's, and the date exists."""
    if folder.name != program.mappe:
        message = f"året er {program.år}, men mappen heter «{folder.name}»; de skal være like"
        yield Finding(program.posisjoner["år"], "program-år", message)
    yield from existing(program.dato, program.posisjoner["dato"])


def dates(program: Program) -> Iterator[Finding]:
    """The date of a box exists."""
    for blokk in program.blokker():
        if isinstance(blokk, Boks) and "dato" in blokk.felt:
            yield from existing(blokk.felt["dato"], blokk.posisjoner["dato"])


def existing(written: str, position: Position) -> Iterator[Finding]:
    """A date exists."""
    try:
        date.fromisoformat(written)
    except ValueError:
        message = f"datoen {written} finnes ikke; skriv den som åååå-mm-dd"
        yield Finding(position, "program-dato", message)


def unique_ids(program: Program) -> Iterator[Finding]:
    """An id names one thing in its year."""
    places = [(seksjon.id, seksjon.posisjon) for seksjon in program.seksjoner()]
    places += [(tiltak.id, tiltak.posisjon) for tiltak in program.tiltak()]
    places += [
        (blokk.id, blokk.posisjon)
        for blokk in program.blokker()
        if isinstance(blokk, (Teksttabell, Figur, Figurgruppe, Tegning))
    ]
    groups = (blokk for blokk in program.blokker() if isinstance(blokk, Figurgruppe))
    places += [(figur.id, figur.posisjon) for blokk in groups for figur in blokk.figurer]
    places += [
        (blokk.id, blokk.posisjoner["id"]) for blokk in program.blokker() if isinstance(blokk, Laget | Boks)
    ]
    items = [
        (ledd.id, blokk) for blokk in program.blokker() if isinstance(blokk, Boks) for ledd in blokk.ledd
    ]
    places += [(name, blokk.posisjoner[name]) for name, blokk in items if name]
    if program.målstruktur:
        places += [(mål.id, mål.posisjon) for mål in program.målstruktur.alle()]
        places += [(indikator.id, indikator.posisjon) for indikator in program.målstruktur.indikatorer]
    if program.budsjett:
        places += [(tabell.id, tabell.posisjon) for tabell in program.budsjett.tabeller]
        places += [(rad.id, rad.posisjon) for _, rad in program.budsjett.rader()]
        charts = (figur for tabell in program.budsjett.tabeller for figur in tabell.figurer)
        places += [(figur.id, figur.posisjoner["id"]) for figur in charts]
    first: dict[str, Position] = {}
    for name, position in places:
        if name in first:
            message = (
                f"id-en «{name}» er alt brukt i {first[name].file}, linje {first[name].line}; velg en annen"
            )
            yield Finding(position, "id-unik", message)
        first.setdefault(name, position)


def levels(program: Program) -> Iterator[Finding]:
    """Headings are no deeper than every format can show."""
    for seksjon in program.seksjoner():
        if seksjon.nivå == DEEPEST + 1:
            message = f"«{seksjon.tittel}» ligger på nivå {seksjon.nivå}; det dypeste er {DEEPEST}"
            yield Finding(seksjon.posisjon, "seksjon-nivå", message)


def footnotes(program: Program) -> Iterator[Finding]:
    """A footnote has one text and at least one mark, both in the same running text."""
    for tekst in program.løpende():
        yield from _footnotes(tekst)
    in_tables = [tekst for tiltak in program.tiltak() for tekst in (tiltak.tekst, *tiltak.punkter)]
    for budskap in (one.åpning.tekst for one in program.seksjoner() if one.åpning):
        for note in marks.footnotes(budskap.markdown) if budskap else ():
            message = "et budskap kan ikke ha fotnoter; flytt fotnoten til teksten under overskriften"
            yield Finding(budskap.sted(note.at), "fotnote-sted", message)  # type: ignore[union-attr]
    goals = program.målstruktur.alle() if program.målstruktur else ()
    in_tables += [mål.forklaring for mål in goals if mål.forklaring]
    for tekst in in_tables:
        for note in marks.footnotes(tekst.markdown):
            message = "en tabell kan ikke ha fotnoter; flytt den til teksten"
            yield Finding(tekst.sted(note.at), "fotnote-sted", message)


def _footnotes(tekst: Tekst) -> Iterator[Finding]:
    notes = list(marks.footnotes(tekst.markdown))
    texts = Counter(note.navn for note in notes if note.er_tekst)
    used: set[str] = set()
    for note in notes:
        if note.er_tekst:
            continue
        if note.navn not in texts:
            message = f"fotnoten [^{note.navn}] mangler tekst; skriv «[^{note.navn}]: …» på en egen linje"
            yield Finding(tekst.sted(note.at), "fotnote-udefinert", message)
        elif note.i_note:
            yield Finding(
                tekst.sted(note.at), "fotnote-sted", "en fotnote kan ikke ha fotnoter; skriv det i teksten"
            )
        elif note.navn in used:
            message = f"fotnoten [^{note.navn}] er brukt før; skriv en egen fotnote her"
            yield Finding(tekst.sted(note.at), "fotnote-dobbel", message)
        used.add(note.navn)
    for note in notes:
        if note.er_tekst and note.navn not in used:
            message = f"fotnoten [^{note.navn}] er ikke brukt i teksten; sett inn merket eller slett fotnoten"
            yield Finding(tekst.sted(note.at), "fotnote-ubrukt", message)
        elif note.er_tekst and texts[note.navn] > 1:
            yield Finding(
                tekst.sted(note.at), "fotnote-dobbel", f"fotnoten [^{note.navn}] har flere tekster; behold én"
            )


def prose_form(program: Program) -> Iterator[Finding]:
    """Prose holds only what every format can carry, with emphasis that ends and links that are whole."""
    running = {id(blokk) for blokk in program.blokker() if isinstance(blokk, Tekst)}
    for tekst in program.tekster():
        for fault in marks.faults(tekst.markdown, may_quote=id(tekst) in running):
            rule, message = _told(fault)
            yield Finding(tekst.sted(fault.at), rule, message)


def _told(fault: marks.Fault) -> tuple[RuleId, str]:
    """Return the rule that a fault breaks, and what is said of it."""
    match fault.kind:
        case "form":
            message = (
                f"teksten har {fault.what}, som ikke kan brukes her; skriv det som vanlig tekst eller liste"
            )
            sign = f", eller «\\{fault.sign}» om det er selve tegnet" if fault.sign else ""
            return "prosa-form", message + sign
        case "sitat":
            return "prosa-form", f"et sitat {fault.what}; er det selve tegnet, skriver du «\\>»"
        case "lenke":
            return "prosa-lenke", f"lenken er ikke hel: {fault.what}; skriv [tekst](adresse) i ett"
    sign = fault.what[0]
    message = f"«{fault.what}» mangler sitt motstykke; sett det inn, eller skriv «\\{sign}» for tegnet"
    return "prosa-utheving", message


def text_tables(program: Program) -> Iterator[Finding]:
    """The cells of each row of a table of text fill its columns."""
    for blokk in program.blokker():
        if isinstance(blokk, Teksttabell):
            columns = blokk.kolonner()
            for number, (filled, _) in enumerate(blokk.plassert(), 1):
                if filled != columns:
                    message = f"rad {number} i «{blokk.id}» fyller {filled} kolonner; tabellen har {columns}"
                    yield Finding(blokk.posisjon, "tabell-bredde", message)
            for name, given in (("bredder", blokk.bredder), ("justering", blokk.justering)):
                if given and len(given) != columns:
                    message = (
                        f"«{name}» i «{blokk.id}» har {len(given)} ledd, men tabellen {columns} kolonner"
                    )
                    yield Finding(blokk.posisjon, "tabell-bredde", message)


def listings(program: Program) -> Iterator[Finding]:
    """What is listed has numbers, there is some of it, and it is listed once."""
    told: set[str] = set()
    for blokk in program.blokker():
        if not isinstance(blokk, Oversikt):
            continue
        has_numbers = program.figurnummer if blokk.listet == "figurer" else program.tabellnummer
        if not has_numbers:
            cure = f"skriv «{blokk.listet}: true» under nummerering i program.yaml"
            yield Finding(
                blokk.posisjon, "oversikt", f"{blokk.listet} har ikke nummer og kan ikke listes opp; {cure}"
            )
        elif blokk.listet in told:
            yield Finding(
                blokk.posisjon, "oversikt", f"oversikten over {blokk.listet} er alt satt inn; slett den ene"
            )
        elif not (numbered_figures if blokk.listet == "figurer" else numbered_tables)(program):
            message = f"programmet har ingen {blokk.listet} med nummer, så oversikten blir tom; slett den"
            yield Finding(blokk.posisjon, "oversikt", message)
        told.add(blokk.listet)
