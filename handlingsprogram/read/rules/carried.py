"""Figures that continue another year's: the opening balance is last year's closing balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, has_errors
from handlingsprogram.read import build
from handlingsprogram.read.files import exists, read_valid
from handlingsprogram.read.rules.figures import formula_errors
from handlingsprogram.read.schema import suggestion
from handlingsprogram.read.sheet import Regneark, SirkelError, skriv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.budget import Budsjett, Tabell, Verdi
    from handlingsprogram.read.program import Program


def carried_over(program: Program, folder: Path) -> Iterator[Finding]:
    """A figure that is said to be the same as another year's is so, where that year is here too.

    Args:
        program: the year.
        folder: its folder; the other years lie beside it.
    """
    if not program.budsjett or formula_errors(program.budsjett):
        return
    budgets: dict[str, Budsjett | None] = {}
    sheet = Regneark(program.budsjett)
    for tabell, rad in program.budsjett.rader():
        for column, link in rad.samme_som.items():
            year, row, other = link.split("/")
            position = rad.sammeposisjoner[column]
            if int(year) >= program.år:
                message = f"{year} er ikke et tidligere år enn {program.år}"
                yield Finding(position, "budsjett-henvisning", message)
                continue
            budget = budgets.setdefault(year, _budget(folder.parent / year))
            missing = _missing(budget, row, other) if budget else ""
            if missing:
                message = f"budsjettet for {year} har ingen {missing}"
                yield Finding(position, "budsjett-henvisning", message)
            elif budget:
                figures = _trykt(sheet, tabell, rad.id, column), _trykt(Regneark(budget), tabell, row, other)
                if figures[0] != figures[1]:
                    message = f"«{rad.navn}» i kolonnen «{column}» {_unlike(tabell, *figures)} {year}"
                    yield Finding(position, "budsjett-overføring", message)


def _missing(budget: Budsjett, row: str, column: str) -> str:
    """Say which row or column a budget does not have; nothing where it has both."""
    tables = {rad.id: tabell for tabell, rad in budget.rader()}
    if row not in tables:
        return f"rad «{row}»{suggestion(row, list(tables))}"
    columns = [kolonne.id for kolonne in tables[row].kolonner]
    return "" if column in columns else f"kolonne «{column}»{suggestion(column, columns)}"


def _trykt(sheet: Regneark, tabell: Tabell, row: str, column: str) -> Verdi:
    """Return a printed figure in the unit of a table; a circle is reported by itself, here it is blank."""
    try:
        return sheet.trykt_i(tabell, row, column)
    except SirkelError:
        return None


def _unlike(tabell: Tabell, now: Verdi, before: Verdi) -> str:
    shown, wanted = (skriv(value, tabell, utregnet=False) or "tom" for value in (now, before))
    apart = ""
    if isinstance(now, int) and isinstance(before, int):
        apart = f" (forskjell {skriv(abs(now - before), tabell, utregnet=False)})"
    return f"er {shown}, men skal være {wanted}{apart}, som i budsjettet for"


def _budget(year: Path) -> Budsjett | None:
    """Return a year's budget, or None where it has none that can be reckoned.

    What is wrong with it is reported when that year is checked itself.
    """
    file = year / "budsjett.yaml"
    tree, findings = read_valid(file, "budsjett", year.parent) if exists(file) else (None, [])
    if not tree or has_errors(findings):
        return None
    budget = build.budget(tree)
    return None if formula_errors(budget) else budget
