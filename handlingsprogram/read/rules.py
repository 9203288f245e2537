"""What a valid programme must also keep: one function a rule, in the order of the checks."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position, Severity
from handlingsprogram.read import prose
from handlingsprogram.read.budget import Differanse, Henvisning, Lik, Regneark, SirkelError, Sum, skriv
from handlingsprogram.read.program import Budsjettabell, Program, Tekst
from handlingsprogram.read.schema import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from handlingsprogram.read.budget import Budsjett, Rad, Tabell


def check(program: Program, folder: Path) -> list[Finding]:
    """Return what the rules find in a programme that lies in `folder`."""
    findings = list(_frame(program, folder))
    for rule in RULES:
        findings += rule(program)
    if program.budsjett and not any(finding.rule.startswith("budsjett") for finding in findings):
        findings += _budget_figures(program.budsjett)
    return findings


def _frame(program: Program, folder: Path) -> Iterator[Finding]:
    """The year is the folder's, and the date exists."""
    if folder.name != str(program.år):
        message = f"året er {program.år}, men mappen heter «{folder.name}»; de skal være like"
        yield Finding(program.posisjoner["år"], "program-år", message)
    try:
        date.fromisoformat(program.dato)
    except ValueError:
        message = f"datoen {program.dato} finnes ikke; skriv den som åååå-mm-dd"
        yield Finding(program.posisjoner["dato"], "program-dato", message)


def _targets(program: Program) -> dict[str, tuple[int, ...]]:
    """Give every id that prose can point to, with its number (empty where it has none)."""
    targets = {seksjon.id: seksjon.nummer for seksjon in program.seksjoner()}
    targets |= {tiltak.id: () for tiltak in program.tiltak()}
    if program.budsjett:
        targets |= {tabell.id: () for tabell in program.budsjett.tabeller}
    return targets


def unique_ids(program: Program) -> Iterator[Finding]:
    """An id names one thing in its year."""
    places = [(seksjon.id, seksjon.posisjon) for seksjon in program.seksjoner()]
    places += [(tiltak.id, tiltak.posisjon) for tiltak in program.tiltak()]
    if program.budsjett:
        places += [(tabell.id, tabell.posisjon) for tabell in program.budsjett.tabeller]
        places += [(rad.id, rad.posisjon) for _, rad in program.budsjett.rader()]
    first: dict[str, Position] = {}
    for name, position in places:
        if name in first:
            message = (
                f"id-en «{name}» er alt brukt i {first[name].file}, linje {first[name].line}; velg en annen"
            )
            yield Finding(position, "id-unik", message)
        first.setdefault(name, position)


def references(program: Program) -> Iterator[Finding]:
    """A cross-reference points to something that exists, and to a number that exists."""
    targets = _targets(program)
    for tekst in program.tekster():
        for reference in prose.references(tekst):
            if reference.id not in targets:
                message = f"kryssreferansen viser til «{reference.id}», som ikke finnes"
                message += suggestion(reference.id, list(targets))
                yield Finding(reference.posisjon, "referanse-mål", message)
            elif "{nummer}" in (reference.tekst or program.kryssreferanse) and not targets[reference.id]:
                message = f"«{reference.id}» har ikke noe nummer; skriv en tekst: [tekst](#{reference.id})"
                yield Finding(reference.posisjon, "referanse-nummer", message)


def footnotes(program: Program) -> Iterator[Finding]:
    """A footnote has one text and at least one mark, both in the same running text."""
    for blokk in program.blokker():
        if isinstance(blokk, Tekst):
            yield from _footnotes(blokk)
    for tiltak in program.tiltak():
        for tekst in (tiltak.tekst, *tiltak.punkter):
            for note in prose.footnotes(tekst):
                yield Finding(
                    note.posisjon,
                    "fotnote-sted",
                    "en tabell kan ikke ha fotnoter; flytt den til teksten",
                )


def _footnotes(tekst: Tekst) -> Iterator[Finding]:
    notes = list(prose.footnotes(tekst))
    texts = Counter(note.navn for note in notes if note.er_tekst)
    marks = {note.navn for note in notes if not note.er_tekst}
    for note in notes:
        if not note.er_tekst and note.navn not in texts:
            message = f"fotnoten [^{note.navn}] mangler tekst; skriv «[^{note.navn}]: …» på en egen linje"
            yield Finding(note.posisjon, "fotnote-udefinert", message)
        elif note.er_tekst and note.navn not in marks:
            message = f"fotnoten [^{note.navn}] er ikke brukt i teksten; sett inn merket eller slett fotnoten"
            yield Finding(note.posisjon, "fotnote-ubrukt", message)
        elif note.er_tekst and texts[note.navn] > 1:
            yield Finding(
                note.posisjon,
                "fotnote-dobbel",
                f"fotnoten [^{note.navn}] har flere tekster; behold én",
            )


def prose_form(program: Program) -> Iterator[Finding]:
    """Prose holds only what every output format can carry."""
    for tekst in program.tekster():
        for position, what in dict.fromkeys(prose.forbidden(tekst)):
            message = f"teksten har {what}, som ikke kan brukes her; skriv det som vanlig tekst eller liste"
            yield Finding(position, "prosa-form", message)


def columns(program: Program) -> Iterator[Finding]:
    """Every field of a measure has a column, so that nothing typed is left out."""
    shown = [kolonne.felt for kolonne in program.kolonner]
    for tiltak in program.tiltak():
        if shown[:1] != ["tiltak"]:
            message = (
                "programmet har tiltak, men tiltakstabell i program.yaml begynner ikke med kolonnen «tiltak»"
            )
            yield Finding(tiltak.posisjon, "tiltak-kolonne", message)
            return
        for name in tiltak.felt:
            if name not in shown:
                near = suggestion(name, shown)
                message = f"feltet «{name}» har ingen kolonne i program.yaml og blir ikke trykt{near}"
                yield Finding(tiltak.posisjon, "tiltak-kolonne", message)


def budget_tables(program: Program) -> Iterator[Finding]:
    """A budget table that the text asks for exists, and every table is printed once."""
    tables = {tabell.id: tabell.posisjon for tabell in program.budsjett.tabeller} if program.budsjett else {}
    printed: set[str] = set()
    for blokk in program.blokker():
        if not isinstance(blokk, Budsjettabell):
            continue
        if blokk.tabell not in tables:
            message = (
                f"budsjett.yaml har ingen tabell «{blokk.tabell}»{suggestion(blokk.tabell, list(tables))}"
            )
            yield Finding(blokk.posisjon, "budsjett-tabell", message)
        elif blokk.tabell in printed:
            yield Finding(
                blokk.posisjon,
                "budsjett-tabell",
                f"tabellen «{blokk.tabell}» er alt satt inn; slett den ene",
            )
        printed.add(blokk.tabell)
    for name, position in tables.items():
        if name not in printed:
            message = f"tabellen «{name}» er ikke satt inn i noe kapittel (- budsjettabell: {name})"
            yield Finding(position, "budsjett-tabell", message)


def budget_references(program: Program) -> Iterator[Finding]:
    """Rows and columns that formulas and figures name exist."""
    if not program.budsjett:
        return
    columns_of = {
        rad.id: [kolonne.id for kolonne in tabell.kolonner] for tabell, rad in program.budsjett.rader()
    }
    for tabell in program.budsjett.tabeller:
        own = [kolonne.id for kolonne in tabell.kolonner]
        for kolonne in tabell.kolonner:
            pair = kolonne.differanse
            for name in (pair.fra, pair.trekk) if pair else ():
                if name not in own:
                    yield _no_such("kolonne", name, own, kolonne.posisjon)
        for rad in tabell.rader:
            yield from _row_references(rad, own, columns_of)


def _row_references(rad: Rad, own: list[str], columns_of: dict[str, list[str]]) -> Iterator[Finding]:
    columns = [(name, rad.tallposisjoner[name]) for name in rad.tall]
    columns += [(name, avvik.posisjon) for name, avvik in rad.avvik.items()]
    for name, position in columns:
        if name not in own:
            yield _no_such("kolonne", name, own, position)
    for name in _rows_named(rad):
        if name not in columns_of:
            yield _no_such("rad", name, list(columns_of), rad.posisjon)
    for name, cell in rad.tall.items():
        if isinstance(cell, Henvisning):
            yield from _cell_reference(cell, columns_of, rad.tallposisjoner[name])


def _cell_reference(
    cell: Henvisning, columns_of: dict[str, list[str]], position: Position
) -> Iterator[Finding]:
    known = columns_of.get(cell.rad)
    if known is None:
        yield _no_such("rad", cell.rad, list(columns_of), position)
    elif cell.kolonne not in known:
        yield _no_such("kolonne", cell.kolonne, known, position)


def _rows_named(rad: Rad) -> tuple[str, ...]:
    match rad.formel:
        case Sum(ledd):
            return ledd
        case Differanse(fra, trekk):
            return fra, trekk
        case Lik(rad=name):
            return (name,)
    return ()


def _no_such(what: str, name: str, known: list[str], position: Position) -> Finding:
    message = f"budsjettet har ingen {what} «{name}»{suggestion(name, known)}"
    return Finding(position, "budsjett-henvisning", message)


def _budget_figures(budsjett: Budsjett) -> Iterator[Finding]:
    """A figure that follows from others is not typed, and a deviation is a real one."""
    sheet = Regneark(budsjett)
    for tabell, rad in budsjett.rader():
        try:
            for kolonne in tabell.kolonner:
                yield from _cell(sheet, tabell, rad, kolonne.id)
        except SirkelError as circle:
            message = f"«{rad.navn}» i kolonnen «{circle.kolonne}» avhenger av seg selv (via «{circle.rad}»)"
            yield Finding(rad.posisjon, "budsjett-sirkel", message)


def _cell(sheet: Regneark, tabell: Tabell, rad: Rad, kolonne: str) -> Iterator[Finding]:
    computed = sheet.er_utregnet(rad.id, kolonne)
    value = sheet.utregnet(rad.id, kolonne)
    shown = skriv(value, tabell, utregnet=computed) or "ingenting"
    if kolonne in rad.tall and computed:
        message = (
            f"«{rad.navn}» i kolonnen «{kolonne}» regnes ut ({shown}) og skal ikke skrives inn; bruk avvik"
        )
        yield Finding(rad.tallposisjoner[kolonne], "budsjett-utregnet", message)
    avvik = rad.avvik.get(kolonne)
    if avvik:
        printed = skriv(avvik.trykt, tabell, utregnet=False)
        place = f"«{rad.navn}» i kolonnen «{kolonne}»"
        if avvik.trykt == value:
            message = f"{place} er oppgitt som avvik, men utregningen gir også {printed}; slett avviket"
            yield Finding(avvik.posisjon, "budsjett-avvik", message)
        else:
            message = f"{place} er trykt som {printed}, men utregningen gir {shown}. {avvik.begrunnelse}"
            yield Finding(avvik.posisjon, "budsjett-avvik", message, Severity.NOTICE)


RULES: tuple[Callable[[Program], Iterator[Finding]], ...] = (
    unique_ids,
    references,
    footnotes,
    prose_form,
    columns,
    budget_tables,
    budget_references,
)
