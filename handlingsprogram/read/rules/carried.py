"""Figures that continue another year's: the opening balance is last year's closing balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding
from handlingsprogram.read.folders import parts
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.model.rounding import apart
from handlingsprogram.read.model.sheet import Regneark, SirkelError, is_figure, skriv
from handlingsprogram.read.rules.figures import can_be_reckoned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.lineage import Years
    from handlingsprogram.read.model.budget import Budsjett, Tabell, Verdi
    from handlingsprogram.read.model.program import Program


def carried_over(program: Program, folder: Path, years: Years) -> Iterator[Finding]:
    """A figure that is said to be the same as another year's is so, where that year is here too.

    Args:
        program: the year.
        folder: its folder; the other years lie beside it.
        years: what is known of those.
    """
    if not program.budsjett or not can_be_reckoned(program.budsjett):
        return
    sheet = Regneark(program.budsjett)
    for tabell, rad in program.budsjett.rader():
        for column, link in rad.samme_som.items():
            year, row, other = link.split("/")
            position = rad.sammeposisjoner[column]
            if parts(year)[1] >= program.år:
                message = f"{year} er ikke et tidligere år enn {program.år}"
                yield Finding(position, "budsjett-henvisning", message)
                continue
            budget = years.budget(folder.parent / year)
            if not budget or not can_be_reckoned(budget):
                continue  # told when that year is checked itself
            missing = _missing(budget, row, other)
            if missing:
                message = f"budsjettet for {year} har ingen {missing}"
                yield Finding(position, "budsjett-henvisning", message)
            else:
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
    difference = ""
    if is_figure(now) and is_figure(before):
        difference = f" (forskjell {skriv(apart(now, before), tabell, utregnet=False)})"
    return f"er {shown}, men skal være {wanted}{difference}, som i budsjettet for"
