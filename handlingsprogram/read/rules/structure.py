"""The frame of a programme: ids, headings, references, footnotes, columns, tables and figures."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position
from handlingsprogram.prose import marks
from handlingsprogram.read.form.schema import nearest, suggestion
from handlingsprogram.read.model.blocks import Figur, Tekst, Teksttabell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.finding import RuleId
    from handlingsprogram.read.model.program import Program

DEEPEST = 5
"""Levels of headings that every format has, the document's title not counted."""
STANDARD_FIELDS = [
    "partnere",
    "resultatmål",
    "bærekraftsmål",
    "roller",
    "ansvarlig",
    "frist",
    "kostnad",
    "finansiering",
    "status",
]
"""The fields of a measure that the schema knows and a column can show."""


def frame(program: Program, folder: Path) -> Iterator[Finding]:
    """The year is the folder's, and the date exists."""
    if folder.name != program.mappe:
        message = f"året er {program.år}, men mappen heter «{folder.name}»; de skal være like"
        yield Finding(program.posisjoner["år"], "program-år", message)
    try:
        date.fromisoformat(program.dato)
    except ValueError:
        message = f"datoen {program.dato} finnes ikke; skriv den som åååå-mm-dd"
        yield Finding(program.posisjoner["dato"], "program-dato", message)


def unique_ids(program: Program) -> Iterator[Finding]:
    """An id names one thing in its year."""
    places = [(seksjon.id, seksjon.posisjon) for seksjon in program.seksjoner()]
    places += [(tiltak.id, tiltak.posisjon) for tiltak in program.tiltak()]
    places += [
        (blokk.id, blokk.posisjon) for blokk in program.blokker() if isinstance(blokk, (Teksttabell, Figur))
    ]
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
    for blokk in program.blokker():
        if isinstance(blokk, Tekst):
            yield from _footnotes(blokk)
    for tiltak in program.tiltak():
        for tekst in (tiltak.tekst, *tiltak.punkter):
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
    for tekst in program.tekster():
        for fault in marks.faults(tekst.markdown):
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
        case "lenke":
            return "prosa-lenke", f"lenken er ikke hel: {fault.what}; skriv [tekst](adresse) i ett"
    sign = fault.what[0]
    message = f"«{fault.what}» mangler sitt motstykke; sett det inn, eller skriv «\\{sign}» for tegnet"
    return "prosa-utheving", message


def columns(program: Program) -> Iterator[Finding]:
    """Columns are different, and each shows a field that there is."""
    used = {name for tiltak in program.tiltak() for name in tiltak.felt}
    seen: set[str] = set()
    for number, kolonne in enumerate(program.kolonner):
        if kolonne.felt in seen:
            message = f"kolonnen «{kolonne.felt}» står to ganger; slett den ene"
            yield Finding(kolonne.posisjon, "tiltak-kolonne", message)
        elif (kolonne.felt == "tiltak") != (number == 0):
            message = "den første kolonnen skal vise feltet «tiltak», og bare den"
            yield Finding(kolonne.posisjon, "tiltak-kolonne", message)
        elif number and kolonne.felt not in {*used, *STANDARD_FIELDS}:
            near = suggestion(kolonne.felt, [*used, *STANDARD_FIELDS])
            message = f"ingen tiltak har feltet «{kolonne.felt}»{near}"
            yield Finding(kolonne.posisjon, "tiltak-kolonne", message)
        seen.add(kolonne.felt)


def fields(program: Program) -> Iterator[Finding]:
    """Every field of a measure has a column, so that nothing typed is left out."""
    shown = [kolonne.felt for kolonne in program.kolonner]
    used = {name for tiltak in program.tiltak() for name in tiltak.felt}
    misspelt = [name for name in shown if name not in {*used, *STANDARD_FIELDS, "tiltak"}]
    for tiltak in program.tiltak():
        if not shown:
            message = "programmet har tiltak, men program.yaml sier ikke hvilke kolonner tiltakstabellen har"
            yield Finding(tiltak.posisjon, "tiltak-felt", message)
            return
        for name in [*tiltak.felt, *(["bærekraftsmål"] if tiltak.bærekraftsmål else [])]:
            if name not in shown and not nearest(name, misspelt):
                near = suggestion(name, shown)
                message = f"feltet «{name}» har ingen kolonne i program.yaml og blir ikke trykt{near}"
                yield Finding(tiltak.feltposisjoner.get(name, tiltak.posisjon), "tiltak-felt", message)


def text_tables(program: Program) -> Iterator[Finding]:
    """The cells of each row of a table of text fill its columns."""
    for blokk in program.blokker():
        if isinstance(blokk, Teksttabell):
            for number, row in enumerate((*blokk.hode, *blokk.rader), 1):
                width = sum(celle.over for celle in row)
                if width != len(blokk.bredder):
                    columns = len(blokk.bredder)
                    message = f"rad {number} i «{blokk.id}» fyller {width} kolonner; tabellen har {columns}"
                    yield Finding(blokk.posisjon, "tabell-bredde", message)
