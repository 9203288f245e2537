"""What a valid budget must also keep: references that exist, formulas that hold, deviations that are real."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position, Severity
from handlingsprogram.read.form import advice
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.model.blocks import Budsjettabell
from handlingsprogram.read.model.budget import KRONER, Andel, Henvisning
from handlingsprogram.read.model.rounding import apart, places_of
from handlingsprogram.read.model.sheet import Regneark, SirkelError, is_figure, skriv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.budget import Budsjett, Rad, Tabell, Verdi
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.model.rounding import Tall


LONGEST_NAME = 40
"""Characters of a post's name in a message."""
MOST_ERRORS = 100
"""How many faults of a budget are told of at a time."""
_MONEY = re.compile(
    r"(?i)(?:i )?(?:hele |heile )?(?:1[ .,]?000|tusen|thousand|mill\.?|million(?:er|ar|s)?)? ?"
    r"(?:kr\.?|kron(?:er|ar)|nok)"
    r"|[tkm]kr|[tkm]nok"
)
"""How amounts of money are called that are no unit of ours."""


def printed_tables(program: Program) -> Iterator[Finding]:
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
            message = f"tabellen «{blokk.tabell}» er alt satt inn; slett den ene"
            yield Finding(blokk.posisjon, "budsjett-tabell", message)
        printed.add(blokk.tabell)
    for name, position in tables.items():
        if name not in printed:
            message = f"tabellen «{name}» er ikke satt inn i noe kapittel (- budsjettabell: {name})"
            yield Finding(position, "budsjett-tabell", message)


def budget(program: Program) -> Iterator[Finding]:
    """The budget's references and formulas; its figures only where those are in order."""
    if not program.budsjett:
        return
    yield from formula_errors(program.budsjett)
    if can_be_reckoned(program.budsjett):
        yield from _figures(program.budsjett, Regneark(program.budsjett))


def can_be_reckoned(budsjett: Budsjett) -> bool:
    """Tell whether references and formulas are in order, and each table and row has an id of its own."""
    ids = [tabell.id for tabell in budsjett.tabeller] + [rad.id for _, rad in budsjett.rader()]
    return len(ids) == len(set(ids)) and not formula_errors(budsjett)


def formula_errors(budsjett: Budsjett) -> list[Finding]:
    """Return what keeps a budget from being reckoned: references to nothing, formulas that compete."""
    rules = (_references, _formulas, _units, decimals)
    return list(islice(chain.from_iterable(rule(budsjett) for rule in rules), MOST_ERRORS))


def _references(budsjett: Budsjett) -> Iterator[Finding]:
    """Rows and columns that formulas and figures name exist."""
    columns_of = {rad.id: [kolonne.id for kolonne in tabell.kolonner] for tabell, rad in budsjett.rader()}
    for tabell in budsjett.tabeller:
        own = [kolonne.id for kolonne in tabell.kolonner]
        for kolonne in tabell.kolonner:
            for name in kolonne.formel.ledd if kolonne.formel else ():
                if name not in own:
                    yield _no_such("kolonne", name, own, kolonne.posisjon)
            if isinstance(kolonne.formel, Andel) and kolonne.formel.rad not in columns_of:
                yield _no_such("rad", kolonne.formel.rad, list(columns_of), kolonne.posisjon)
        yield from _groups(tabell, own)
        for rad in tabell.rader:
            yield from _row_references(rad, own, columns_of)


def _row_references(rad: Rad, own: list[str], columns_of: dict[str, list[str]]) -> Iterator[Finding]:
    columns = [(name, rad.tallposisjoner[name]) for name in rad.tall]
    columns += [(name, avvik.posisjon) for name, avvik in rad.avvik.items()]
    columns += list(rad.sammeposisjoner.items())
    for name, position in columns:
        if name not in own:
            yield _no_such("kolonne", name, own, position)
    for name in rad.tomme:
        if name not in own:
            yield _no_such("kolonne", name, own, rad.posisjon)
        elif name in rad.tall:
            message = f"kolonnen «{name}» er ført opp som tom, så tallet blir ikke trykt; slett det ene"
            yield Finding(rad.tallposisjoner[name], "budsjett-tom", message)
    for name in rad.bygger_på:
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


def _no_such(what: str, name: str, known: list[str], position: Position) -> Finding:
    message = f"budsjettet har ingen {what} «{name}»{suggestion(name, known)}"
    return Finding(position, "budsjett-henvisning", message)


def _formulas(budsjett: Budsjett) -> Iterator[Finding]:
    """A row is computed in one way, and a column's id is its own."""
    for tabell in budsjett.tabeller:
        count = Counter(kolonne.id for kolonne in tabell.kolonner)
        for kolonne in tabell.kolonner:
            if count[kolonne.id] > 1:
                message = (
                    f"kolonne-id-en «{kolonne.id}» står {count[kolonne.id]} ganger i tabellen; velg en annen"
                )
                yield Finding(kolonne.posisjon, "budsjett-kolonne", message)
            elif len(kolonne.formler) > 1:
                ways = "sum, differanse, prosent og andel"
                message = f"kolonnen «{kolonne.id}» regnes ut på flere måter; behold én av {ways}"
                yield Finding(kolonne.posisjon, "budsjett-formel", message)
    for _, rad in budsjett.rader():
        if len(rad.formler) > 1:
            message = f"«{rad.navn}» regnes ut på flere måter; behold én av sum, differanse og lik"
            yield Finding(rad.posisjon, "budsjett-formel", message)


def _groups(tabell: Tabell, own: list[str]) -> Iterator[Finding]:
    """A heading above columns stands above some that are side by side, and no column has two."""
    taken: set[str] = set()
    for group in tabell.grupper_over:
        unknown = [name for name in group.kolonner if name not in own]
        for name in unknown:
            yield _no_such("kolonne", name, own, group.posisjon)
        first = own.index(group.kolonner[0]) if not unknown else 0
        is_split = not unknown and list(group.kolonner) != own[first : first + len(group.kolonner)]
        if is_split or taken & set(group.kolonner):
            message = (
                f"kolonnene under «{group.overskrift}» skal stå ved siden av hverandre, i samme rekkefølge "
                "som i kolonner, og bare under én overskrift"
            )
            yield Finding(group.posisjon, "budsjett-kolonne", message)
        taken |= set(group.kolonner)


def _units(budsjett: Budsjett) -> Iterator[Finding]:
    """A figure that is fetched from another table is in a unit that can be turned into the table's own."""
    tables = {rad.id: tabell for tabell, rad in budsjett.rader()}
    for tabell in budsjett.tabeller:
        if tabell.enhet not in KRONER and _MONEY.fullmatch(tabell.enhet):
            message = f"«{tabell.enhet}» kan ikke regnes om; skriv enheten som {', '.join(KRONER)}"
            yield Finding(tabell.posisjon, "budsjett-enhet", message)
    for tabell, rad in budsjett.rader():
        cells = [
            (cell.rad, rad.tallposisjoner[name])
            for name, cell in rad.tall.items()
            if isinstance(cell, Henvisning)
        ]
        for name, position in (*((name, rad.posisjon) for name in rad.bygger_på), *cells):
            source = tables.get(name, tabell)
            if source.enhet != tabell.enhet and not {source.enhet, tabell.enhet} <= KRONER.keys():
                message = (
                    f"«{rad.navn}» henter tall fra «{name}», som er i {source.enhet} og ikke {tabell.enhet}; "
                    "bare kroner regnes om"
                )
                yield Finding(position, "budsjett-enhet", message)


def decimals(budsjett: Budsjett) -> Iterator[Finding]:
    """A typed figure has no more decimals than are printed."""
    for tabell, rad in budsjett.rader():
        typed = [(name, value, rad.tallposisjoner[name]) for name, value in rad.tall.items()]
        typed += [(name, avvik.trykt, avvik.posisjon) for name, avvik in rad.avvik.items()]
        for name, value, position in typed:
            most = tabell.desimaler_i(name)
            if isinstance(value, Henvisning) or not is_figure(value) or places_of(value) <= most:
                continue
            text = str(value).replace(".", ",")
            has = f"{most} {'desimal' if most == 1 else 'desimaler'}" if most else "hele tall"
            how = "" if most else advice.of_amount(text)
            message = f"tallet {text} har for mange desimaler; tabellen har {has}{how}"
            cure = f". Skal tallene ha desimaler, skriver du desimaler: {places_of(value)} i tabellen"
            yield Finding(position, "budsjett-desimaler", message + cure)


def _figures(budsjett: Budsjett, sheet: Regneark) -> Iterator[Finding]:
    """A figure that follows from others is not typed, and a deviation is a real one."""
    for tabell, rad in budsjett.rader():
        circles: list[SirkelError] = []
        for kolonne in tabell.kolonner:
            try:
                yield from _cell(sheet, tabell, rad, kolonne.id)
            except SirkelError as circle:
                # A cell that only builds on a circle is not to blame for it.
                if (circle.rad, circle.kolonne) == (rad.id, kolonne.id):
                    circles.append(circle)
        if circles:
            first = circles[0]
            message = f"«{rad.navn}» i kolonnen «{first.kolonne}» avhenger av seg selv (via «{first.via}»)"
            yield Finding(rad.posisjon, "budsjett-sirkel", message)


def _cell(sheet: Regneark, tabell: Tabell, rad: Rad, kolonne: str) -> Iterator[Finding]:
    computed = sheet.er_utregnet(rad.id, kolonne)
    value = sheet.utregnet(rad.id, kolonne)
    shown = skriv(value, tabell, kolonne, utregnet=computed) or "ingenting"
    place = f"«{rad.navn}» i kolonnen «{kolonne}»"
    if kolonne in rad.tall and sheet.har_formel(rad.id, kolonne):
        message = f"{place} regnes ut ({shown}) og skal ikke skrives inn; bruk avvik"
        yield Finding(rad.tallposisjoner[kolonne], "budsjett-utregnet", message)
    avvik = rad.avvik.get(kolonne)
    if not avvik:
        return
    printed = skriv(avvik.trykt, tabell, kolonne, utregnet=False)
    if not computed:
        message = f"{place} regnes ikke ut og kan ikke ha avvik; skriv det trykte tallet under tall"
    elif avvik.trykt == value:
        message = f"{place} er oppgitt som avvik, men utregningen gir også {printed}; slett avviket"
    else:
        reckoned = f"utregningen gir {shown}{_apart(avvik.trykt, value, tabell)}"
        parts = _parts(sheet, tabell, rad, kolonne)
        message = f"{place} er trykt som {printed}, men {reckoned}: {parts}. {avvik.begrunnelse}"
        yield Finding(avvik.posisjon, "budsjett-avvik", message, Severity.NOTICE)
        return
    yield Finding(avvik.posisjon, "budsjett-avvik", message)


def _apart(printed: Tall, value: Verdi, tabell: Tabell) -> str:
    if not is_figure(value):
        return ""
    return f" (forskjell {skriv(apart(printed, value), tabell, utregnet=False)})"


def _parts(sheet: Regneark, tabell: Tabell, rad: Rad, kolonne: str) -> str:
    """Return what a figure is made of: «Kontingenter 6 834 + Klimasats 762». Blanks add nothing to a sum."""
    words = ""
    for part in sheet.ledd(rad.id, kolonne):
        if part.verdi is not None:
            sign = f" {part.fortegn} " if words else ""
            words += f"{sign}{short(part.navn)} {skriv(part.verdi, tabell, utregnet=True)}"
    return words


def short(name: str) -> str:
    """Return a post's name cut to a length that leaves room for others in a message."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
