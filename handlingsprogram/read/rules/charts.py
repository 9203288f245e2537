"""What the budget's charts must keep: they show rows and columns that their table has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding
from handlingsprogram.read.budget import Sum
from handlingsprogram.read.schema import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.budget import Budsjettfigur, Tabell
    from handlingsprogram.read.program import Program


def charts(program: Program) -> Iterator[Finding]:
    """A chart names what its table has, and rows in one way."""
    for tabell in program.budsjett.tabeller if program.budsjett else ():
        for figur in tabell.figurer:
            for message in (*_rows(figur, tabell), *_columns(figur, tabell)):
                yield Finding(figur.posisjon, "budsjett-figur", message)


def _rows(figur: Budsjettfigur, tabell: Tabell) -> Iterator[str]:
    rows = {rad.id: rad for rad in tabell.rader}
    if bool(figur.sum) == bool(figur.rader):
        yield f"figuren «{figur.tittel}» skal ha enten sum eller rader"
    for name in (figur.sum, *figur.rader) if figur.sum else figur.rader:
        if name not in rows:
            yield f"tabellen har ingen rad «{name}»{suggestion(name, list(rows))}"
    if figur.sum in rows and not isinstance(rows[figur.sum].formel, Sum):
        yield f"raden «{figur.sum}» har ikke sum; skriv radene under rader"


def _columns(figur: Budsjettfigur, tabell: Tabell) -> Iterator[str]:
    columns = [kolonne.id for kolonne in tabell.kolonner]
    for name in (figur.kolonne, figur.mot) if figur.mot else (figur.kolonne,):
        if name not in columns:
            yield f"tabellen har ingen kolonne «{name}»{suggestion(name, columns)}"
