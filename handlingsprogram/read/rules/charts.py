"""What the budget's charts must keep: they show rows and columns that their table has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.model.budget import Sum

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.budget import Budsjettfigur, Tabell
    from handlingsprogram.read.model.program import Program


def charts(program: Program) -> Iterator[Finding]:
    """A chart names what its table has, and its rows in one way."""
    for tabell in program.budsjett.tabeller if program.budsjett else ():
        for figur in tabell.figurer:
            for key, message in (*_rows(figur, tabell), *_columns(figur, tabell)):
                yield Finding(figur.posisjoner[key], "budsjett-figur", message)


def _rows(figur: Budsjettfigur, tabell: Tabell) -> Iterator[tuple[str, str]]:
    """Give the key that is wrong, and what is wrong with it."""
    rows = {rad.id: rad for rad in tabell.rader}
    if bool(figur.sum) == bool(figur.rader):
        yield "id", f"figuren «{figur.tittel}» skal ha enten sum eller rader"
    for key, names in (("sum", (figur.sum,) if figur.sum else ()), ("rader", figur.rader)):
        for name in names:
            if name not in rows:
                yield key, f"tabellen har ingen rad «{name}»{suggestion(name, list(rows))}"
    if figur.sum in rows and not isinstance(rows[figur.sum].formel, Sum):
        yield "sum", f"raden «{figur.sum}» har ikke sum; skriv radene under rader"


def _columns(figur: Budsjettfigur, tabell: Tabell) -> Iterator[tuple[str, str]]:
    columns = [kolonne.id for kolonne in tabell.kolonner]
    for key, name in (("kolonne", figur.kolonne), ("mot", figur.mot)):
        if name and name not in columns:
            yield key, f"tabellen har ingen kolonne «{name}»{suggestion(name, columns)}"
