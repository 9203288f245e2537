"""Figures that must agree: down and across a table, and in two tables."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.model.budget import KRONER, Budsjett, Differanse, Henvisning, Sum
from handlingsprogram.read.model.rounding import apart
from handlingsprogram.read.model.sheet import Regneark, SirkelError, converted, is_figure, skriv
from handlingsprogram.read.rules.figures import can_be_reckoned, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.budget import Rad, Tabell, Tallkolonne
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.model.rounding import Tall


def cross_sums(program: Program) -> Iterator[Finding]:
    """The sum of the changes is the change of the sums.

    Both ways are reckoned without the deviations that are accounted for. What is left are cells that
    one way counts and the other does not.
    """
    if not program.budsjett or not can_be_reckoned(program.budsjett):
        return
    plain = Budsjett(
        tuple(
            replace(tabell, rader=tuple(replace(rad, avvik={}) for rad in tabell.rader))
            for tabell in program.budsjett.tabeller
        )
    )
    sheet = Regneark(plain)
    for tabell, rad in program.budsjett.rader():
        for kolonne in tabell.kolonner:
            is_added = isinstance(kolonne.formel, Sum | Differanse)
            if is_added and rad.formel and kolonne.id not in {*rad.avvik, *rad.tomme}:
                yield from _cross_sum(sheet, tabell, rad, kolonne)


def _cross_sum(sheet: Regneark, tabell: Tabell, rad: Rad, kolonne: Tallkolonne) -> Iterator[Finding]:
    try:
        across = sheet.utregnet(rad.id, kolonne.id)
        down = sheet.langs_kolonnen(rad.id, kolonne.id)
    except SirkelError:
        return  # reported by itself
    if not is_figure(across) or not is_figure(down) or across == down:
        return
    figures: tuple[Tall, ...] = (across, down, apart(across, down))
    one, other, between = (skriv(value, tabell, utregnet=True) for value in figures)
    message = (
        f"«{rad.navn}» i kolonnen «{kolonne.id}» er {one} regnet langs raden, men {other} regnet nedover "
        f"(forskjell {between})"
    )
    halves = ", ".join(f"«{short(name)}»" for name in _half_filled(sheet, tabell, rad, kolonne))
    hint = f"; {halves} mangler tall i én av kolonnene: skriv 0 der" if halves else ""
    yield Finding(rad.posisjon, "budsjett-kryssum", message + hint)


def _half_filled(sheet: Regneark, tabell: Tabell, rad: Rad, kolonne: Tallkolonne) -> Iterator[str]:
    """Give the posts of a row's formula with a figure that counts in only one of a difference's columns."""
    if isinstance(kolonne.formel, Differanse):
        for part in tabell.rader:
            if part.id in rad.bygger_på:
                figures = [sheet.trykt(part.id, name) for name in kolonne.formel.ledd]
                counted = [figure for figure in figures if is_figure(figure) and figure]
                if None in figures and counted:
                    yield part.navn


def same_posts(program: Program) -> Iterator[Finding]:
    """A post that two tables have with the same figures has them in every column.

    Posts may share a name and nothing else, as «Avdrag på lån» in drift and investering: of those nothing is
    said. Where most figures agree, one of them was changed in one place only.
    """
    for first, second in combinations(program.budsjett.tabeller if program.budsjett else (), 2):
        named = {rad.navn.casefold(): rad for rad in first.rader if rad.tall}
        for rad in second.rader:
            twin = named.get(rad.navn.casefold())
            if not twin:
                continue
            for column in _differing(first, twin, second, rad)[:1]:
                here, there = _typed(second, rad, column), _typed(first, twin, column)
                message = (
                    f"«{rad.navn}» er {here} i kolonnen «{column}», men {there} i «{first.tittel}»; "
                    "er det samme post, så hent tallet med lik, ellers gi dem ulike navn"
                )
                yield Finding(rad.posisjon, "budsjett-ulikt", message, Severity.WARNING)


def _differing(first: Tabell, one: Rad, second: Tabell, other: Rad) -> list[str]:
    """Return the columns in which both rows have a typed figure, and not the same amount.

    None where more of them differ than agree: then they are different posts.
    """
    if first.enhet != second.enhet and not {first.enhet, second.enhet} <= KRONER.keys():
        return []
    agreeing, differing = 0, []
    for column, value in one.tall.items():
        twin = other.tall.get(column)
        if not isinstance(value, int | Decimal) or not isinstance(twin, int | Decimal):
            continue
        if value or twin:
            if converted(value, first, second) == twin or converted(twin, second, first) == value:
                agreeing += 1
            else:
                differing.append(column)
    return differing if agreeing >= len(differing) else []


def _typed(tabell: Tabell, rad: Rad, column: str) -> str:
    value = rad.tall[column]
    return skriv(None if isinstance(value, Henvisning) else value, tabell, column, utregnet=False)
