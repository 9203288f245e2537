"""The tables of measures: their columns, the layouts that sections choose, the numbers that are printed."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.form.schema import nearest, suggestion
from handlingsprogram.read.model.measures import Tiltakstabell
from handlingsprogram.read.model.numbers import numbers
from handlingsprogram.read.model.values import SUMMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.measures import Kolonne, Oppsett, Tiltak
    from handlingsprogram.read.model.program import Program

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
GROUPABLE = {"liste", "tekst", "valg", "mål"}
"""The types whose values measures can be grouped by; a field without a type is a list."""


def columns(program: Program) -> Iterator[Finding]:
    """The columns of a layout differ, one is the measure itself, and each shows a field that there is."""
    used = {name for tiltak in program.tiltak() for name in tiltak.felt}
    known = ["nummer", *dict.fromkeys((*used, *program.felttyper, *STANDARD_FIELDS))]
    for oppsett in program.oppsett.values():
        seen: set[str] = set()
        for kolonne in oppsett.kolonner:
            if kolonne.felt in seen:
                message = f"kolonnen «{kolonne.felt}» står to ganger; slett den ene"
                yield Finding(kolonne.posisjon, "tiltak-kolonne", message)
            elif kolonne.felt not in {"tiltak", *known}:
                message = f"ingen tiltak har feltet «{kolonne.felt}»{suggestion(kolonne.felt, known)}"
                yield Finding(kolonne.posisjon, "tiltak-kolonne", message)
            seen.add(kolonne.felt)
            yield from _sum(program, kolonne)
        if "tiltak" not in seen:
            message = "ingen av kolonnene viser tiltaket selv; legg til «felt: tiltak»"
            yield Finding(oppsett.kolonner[0].posisjon, "tiltak-kolonne", message)


def _sum(program: Program, kolonne: Kolonne) -> Iterator[Finding]:
    kind = program.felttyper.get(kolonne.felt)
    if kolonne.sum and not (kind and kind.type in SUMMED):
        holds = f"er av typen {kind.type}" if kind else "har ingen type"
        message = (
            f"kolonnen «{kolonne.felt}» kan ikke summeres, for feltet {holds}; skriv "
            f"«type: beløp» eller «type: tall» under felt, eller slett «sum»"
        )
        yield Finding(kolonne.posisjon, "tiltak-kolonne", message)


def chosen(program: Program) -> Iterator[Finding]:
    """A section chooses a layout that there is, and has measures; every layout is chosen."""
    named = [name for name in program.oppsett if name]
    for seksjon in program.seksjoner():
        if seksjon.oppsett and seksjon.oppsettposisjon:
            if seksjon.oppsett not in named:
                near = suggestion(seksjon.oppsett, named)
                message = f"oppsettet «{seksjon.oppsett}» står ikke i «tiltakstabeller» i program.yaml{near}"
                yield Finding(seksjon.oppsettposisjon, "tiltak-kolonne", message)
            elif not any(isinstance(blokk, Tiltakstabell) for one in seksjon.alle() for blokk in one.innhold):
                message = "det er ingen tiltak under denne overskriften, så oppsettet har ingenting å si"
                yield Finding(seksjon.oppsettposisjon, "ikke-trykt", message, Severity.WARNING)
    used = {seksjon.oppsett for seksjon in program.seksjoner()}
    for name in named:
        position = program.oppsett[name].posisjon
        if name not in used and position and not nearest(name, sorted(used - {"", *named})):
            message = f"ingen seksjon velger oppsettet «{name}»; skriv «tiltakstabell: {name}» i en seksjon"
            yield Finding(position, "ikke-trykt", f"{message}, eller slett det", Severity.WARNING)


def fields(program: Program) -> Iterator[Finding]:
    """Every field of a measure has a column in its table, so that nothing typed is left out."""
    used = {name for tiltak in program.tiltak() for name in tiltak.felt}
    listed: dict[str, list[Tiltak]] = {}
    for tabell in tables(program):
        listed.setdefault(tabell.oppsett, []).extend(tabell.tiltak)
    for navn, measures in listed.items():
        oppsett = program.oppsett.get(navn)
        if not oppsett:
            message = "programmet har tiltak, men program.yaml sier ikke hvilke kolonner tiltakstabellen har"
            yield Finding(measures[0].posisjon, "tiltak-felt", message)
            return
        misspelt = [name for name in oppsett.felt if name not in {*used, *STANDARD_FIELDS, "tiltak"}]
        lacking: dict[str, list[Tiltak]] = {}
        for tiltak in measures:
            for name in _typed(tiltak):
                if name not in oppsett.felt and not nearest(name, misspelt):
                    lacking.setdefault(name, []).append(tiltak)
        yield from (_lacking(oppsett, name, having) for name, having in lacking.items())


def _lacking(oppsett: Oppsett, name: str, measures: Sequence[Tiltak]) -> Finding:
    """Say that a layout lacks a column: at the measure that needs it, at the layout where several do."""
    where = f"oppsettet «{oppsett.navn}»" if oppsett.navn else "program.yaml"
    message = f"feltet «{name}» har ingen kolonne i {where} og blir ikke trykt"
    near = suggestion(name, list(oppsett.felt))
    first = _place(measures[0], name)
    if len(measures) == 1:
        return Finding(first, "tiltak-felt", f"{message}{near}")
    have = f"{len(measures)} tiltak har det, det første i {first.file}, linje {first.line}"
    message = f"{message}; {have}{near or f'; legg til «felt: {name}», eller slett feltet i tiltakene'}"
    return Finding(oppsett.posisjon or oppsett.kolonner[0].posisjon, "tiltak-felt", message)


def tables(program: Program) -> Iterator[Tiltakstabell]:
    """Give every table of measures whose layout there is, in reading order."""
    measures = (blokk for blokk in program.blokker() if isinstance(blokk, Tiltakstabell))
    return (tabell for tabell in measures if not tabell.oppsett or tabell.oppsett in program.oppsett)


def _typed(tiltak: Tiltak) -> list[str]:
    more = (name for name in ("bærekraftsmål", "nummer") if getattr(tiltak, name))
    return [*tiltak.felt, *more]


def _place(tiltak: Tiltak, felt: str) -> Position:
    return tiltak.feltposisjoner.get(felt, tiltak.posisjon)


def groups(program: Program) -> Iterator[Finding]:
    """What measures are grouped by is a field that can be, and each of them has one value in it."""
    known = {
        *program.felttyper,
        *STANDARD_FIELDS,
        *(name for tiltak in program.tiltak() for name in tiltak.felt),
    }
    for oppsett in filter(lambda one: one.grupper, program.oppsett.values()):
        kind = program.felttyper.get(oppsett.grupper)
        where = oppsett.posisjon or oppsett.kolonner[0].posisjon
        if oppsett.grupper not in known:
            near = suggestion(oppsett.grupper, sorted(known))
            message = f"tiltakene kan ikke grupperes etter «{oppsett.grupper}», som ingen tiltak har{near}"
            yield Finding(where, "tiltak-kolonne", message)
        elif oppsett.grupper == "bærekraftsmål" or (kind and kind.type not in GROUPABLE):
            message = f"tiltakene kan ikke grupperes etter «{oppsett.grupper}»; velg et felt av typen valg"
            yield Finding(where, "tiltak-kolonne", message)
        else:
            yield from _ungrouped(program, oppsett)


def _ungrouped(program: Program, oppsett: Oppsett) -> Iterator[Finding]:
    grouped = (tabell for tabell in tables(program) if program.oppsett_for(tabell) is oppsett)
    for tiltak in chain.from_iterable(tabell.tiltak for tabell in grouped):
        count = len(tiltak.felt.get(oppsett.grupper, ()))
        if count != 1:
            has = f"har {count} verdier" if count else "har ingen verdi"
            message = f"tiltakene grupperes etter «{oppsett.grupper}», og dette {has} der; skriv én"
            yield Finding(_place(tiltak, oppsett.grupper), "tiltak-felt", message)


def unique_numbers(program: Program) -> Iterator[Finding]:
    """A printed number names one measure."""
    places = {tiltak.id: tiltak for tiltak in program.tiltak()}
    first: dict[str, str] = {}
    for name, number in numbers(program):
        if number and number in first:
            tiltak = places[name] if places[name].nummer else places[first[number]]
            message = f"nummeret {number} har også tiltaket «{first[number] if tiltak.id == name else name}»"
            message += "; skriv et annet «nummer», eller slett nøkkelen så det blir telt"
            yield Finding(_place(tiltak, "nummer"), "tiltak-nummer", message)
        first.setdefault(number, name)
    is_shown = any(kolonne.felt == "nummer" for kolonne in program.kolonner)
    if program.tiltaksnummer and not is_shown:
        message = "tiltakene har ingen kolonne som viser numre; legg til «felt: nummer», eller slett nøkkelen"
        yield Finding(program.posisjoner["tiltaksnummer"], "ikke-trykt", message, Severity.WARNING)
