"""What a status must keep that its schema cannot say: it is about its own year's measures and posts."""

from __future__ import annotations

from datetime import date
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position, Severity
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.limits import MOST
from handlingsprogram.read.rules import figures
from handlingsprogram.read.status import texts
from handlingsprogram.read.status.accounts import UNNAMED, accounts
from handlingsprogram.read.status.build import status
from handlingsprogram.read.status.model import AVVIK as LATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.model.budget import Rad
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.status.model import Status
    from handlingsprogram.read.text.strict_yaml import Tree

_NAMED = 8
"""So many measures or posts are named in a message; the rest are counted."""
_MONTHS_AFTER = 3
"""How many months of the year after belong to a year's reports."""


def check(program: Program, trees: Mapping[str, Tree]) -> list[Finding]:
    """Return what the rules find in a year's statuses.

    Args:
        program: the year, or what is left of it.
        trees: its status files by name, valid by their schema.
    """
    statuses = [(status(name, tree), tree) for name, tree in sorted(trees.items())]
    found: list[Finding] = []
    for one, tree in statuses:
        start = Position(tree.file, 1, 1)
        rules = (
            _date(program, one, start),
            _measures(program, one),
            _without_status(program, one, start),
            _without_accounts(program, one),
            _explained(one),
            _posts(program, one),
            texts.findings(program, one, tree),
        )
        found += chain.from_iterable(islice(rule, MOST) for rule in rules)
    dated = [one for one, _ in statuses if _day(one.dato)]
    for earlier, later in pairwise(dated):
        found += islice(_said_before(earlier, later), MOST)
    return found


def _date(program: Program, one: Status, start: Position) -> Iterator[Finding]:
    """The file is called by a date of the year, or of the first months after it."""
    day = _day(one.dato)
    if day is None:
        message = (
            f"«{one.dato}.yaml» er ingen dato; kall filen {program.år}-07-31.yaml, med datoen for statusen"
        )
        yield Finding(start, "status-dato", message)
    elif not date(program.år, 1, 1) <= day < date(program.år + 1, 1 + _MONTHS_AFTER, 1):
        message = (
            f"datoen {one.dato} hører ikke til {program.år}; en status er fra 1. januar {program.år} til "
            f"31. mars {program.år + 1}"
        )
        yield Finding(start, "status-dato", message)


def _day(text: str) -> date | None:
    """Return a date that is written as a file is called; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def _measures(program: Program, one: Status) -> Iterator[Finding]:
    """Every measure that has a status exists."""
    known = [tiltak.id for tiltak in program.tiltak()]
    for name in one.tiltak:
        if name not in known and name not in program.utelatt:
            left = [other for other in known if other not in one.tiltak]
            message = f"programmet har ikke noe tiltak «{name}»{suggestion(name, left)}"
            yield Finding(one.posisjoner[name], "status-tiltak", message)


def _without_status(program: Program, one: Status, start: Position) -> Iterator[Finding]:
    """Every measure has a status; where one is misspelt, it may be the one that lacks."""
    known = [tiltak.id for tiltak in program.tiltak()]
    left = [name for name in known if name not in one.tiltak]
    if left and one.tiltak.keys() <= {*known}:
        message = f"{len(left)} tiltak mangler status: {_named(left)}"
        yield Finding(start, "status-mangler", message, Severity.NOTICE)


def _without_accounts(program: Program, one: Status) -> Iterator[Finding]:
    """Every typed post of a table has accounts, where any of them has or shall have."""
    told = one.regnskap.poster if one.regnskap else {}
    tables = [[rad.id for rad in rows] for rows in _typed(program)]
    if not told.keys() <= {*chain.from_iterable(tables)}:
        return
    asked = chain.from_iterable(rows for rows in tables if not told.keys().isdisjoint(rows))
    left = [name for name in asked if name not in told or not told[name].har_tall]
    if left:
        posts = "1 post" if len(left) == 1 else f"{len(left)} poster"
        message = f"{posts} mangler regnskap: {_named(left)}"
        yield Finding(one.posisjoner["regnskap"], "status-mangler", message, Severity.NOTICE)


def _typed(program: Program) -> Iterator[list[Rad]]:
    """Give the rows of each table of the budget whose figures are typed."""
    for tabell in program.budsjett.tabeller if program.budsjett else ():
        yield [rad for rad in tabell.rader if rad.tall and not rad.formler]


def _named(names: list[str]) -> str:
    more = f" og {len(names) - _NAMED} til" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _explained(one: Status) -> Iterator[Finding]:
    """What is late or stopped is explained, and what is finished has a result."""
    for name, measure in one.tiltak.items():
        place = measure.posisjoner["status"]
        if measure.status in LATE and not measure.avvik:
            message = f"«{name}» er {measure.status}; skriv hvorfor, og hva som gjøres med det, i «avvik»"
            yield Finding(place, "status-forklaring", message, Severity.WARNING)
        elif measure.status == "ferdig" and not measure.resultat:
            message = f"«{name}» er ferdig; skriv hva som kom ut av det, i «resultat»"
            yield Finding(place, "status-forklaring", message, Severity.WARNING)


def _posts(program: Program, one: Status) -> Iterator[Finding]:
    """Accounts are of posts that the budget has and nobody reckons, written with its decimals."""
    rows = {rad.id: rad for _, rad in program.budsjett.rader()} if program.budsjett else {}
    typed = [rad.id for rad in chain.from_iterable(_typed(program))]
    for name in one.regnskap.poster if one.regnskap else ():
        if name in typed:
            continue
        place = one.posisjoner[name]
        if name in rows:
            what = "er en overskrift" if rows[name].er_overskrift else "blir regnet ut"
            message = f"«{name}» {what} og kan ikke ha regnskap; skriv det på postene"
            yield Finding(place, "status-post", message)
        elif program.budsjett or not program.utelatt:
            message = f"budsjettet har ingen post «{name}»{suggestion(name, typed)}"
            yield Finding(place, "status-post", message)
    if program.budsjett and figures.can_be_reckoned(program.budsjett):
        made = accounts(program, one, UNNAMED)
        for finding in figures.decimals(made) if made else ():
            if finding.position.file != _budget_file(program):
                yield finding


def _budget_file(program: Program) -> str:
    """Return the file of a programme's budget; empty where it has none."""
    return (
        next((tabell.posisjon.file for tabell in program.budsjett.tabeller), "") if program.budsjett else ""
    )


def _said_before(earlier: Status, later: Status) -> Iterator[Finding]:
    """What was finished is finished still."""
    for name, was in earlier.tiltak.items():
        now = later.tiltak.get(name)
        if was.status == "ferdig" and now and now.status != "ferdig":
            message = f"«{name}» var ferdig i statusen {earlier.dato}, men er nå {now.status}; stemmer det?"
            yield Finding(now.posisjoner["status"], "status-tilbake", message, Severity.NOTICE)
