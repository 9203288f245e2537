"""Figures and tables as readers look them up: «Figur 1», «Tabell 2», counted through the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.model.blocks import Budsjettabell, Figur, Teksttabell
from handlingsprogram.read.model.objectives import Indikatortabell, Målhierarki, Tiltaksoversikt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.budget import Tabell
    from handlingsprogram.read.model.program import Program

    Titled = Figur | Teksttabell | Tabell | Målhierarki | Indikatortabell | Tiltaksoversikt


def titled(program: Program) -> Iterator[Titled]:
    """Give every figure and every table that prose can point to, in reading order."""
    tables = {tabell.id: tabell for tabell in program.budsjett.tabeller} if program.budsjett else {}
    for blokk in program.blokker():
        if isinstance(blokk, Budsjettabell):
            if tabell := tables.pop(blokk.tabell, None):
                yield tabell
        elif isinstance(blokk, Figur | Teksttabell | Målhierarki | Indikatortabell | Tiltaksoversikt):
            yield blokk
    yield from tables.values()  # a rule tells of those that are not printed


def numbers(program: Program) -> dict[str, int]:
    """Return the numbers of figures and tables by id; of those that have none, nothing."""
    if not program.figurnummer and not program.tabellnummer:
        return {}
    found: dict[str, int] = {}
    figures = tables = 0
    for thing in titled(program):
        if isinstance(thing, Figur):
            if program.figurnummer:
                found[thing.id] = figures = figures + 1
        elif program.tabellnummer and thing.tittel and getattr(thing, "trykk_tittel", True):
            found[thing.id] = tables = tables + 1
    return found
