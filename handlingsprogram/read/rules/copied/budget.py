"""The budget of a copied year: figures that are still to come, or still the older year's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.folders import before
from handlingsprogram.read.model.budget import MANGLER, egen_kolonne
from handlingsprogram.read.rules.copied.frame import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.lineage import Years
    from handlingsprogram.read.model.budget import Budsjett, Tabell, Tallkolonne
    from handlingsprogram.read.model.program import Program

_FEWEST = 3
"""So many figures must be alike before anybody wonders."""


def is_unfinished(budsjett: Budsjett | None) -> bool:
    """Tell whether a budget has figures that are still to come."""
    return budsjett is not None and any(MANGLER in rad.tall.values() for _, rad in budsjett.rader())


def missing(program: Program) -> Iterator[Finding]:
    """No figure is still to come; of a column where all are, it is told once."""
    severity = Severity.WARNING if program.er_utkast else Severity.ERROR
    for tabell in program.budsjett.tabeller if program.budsjett else ():
        for kolonne in tabell.kolonner:
            rows = [rad for rad in tabell.rader if rad.tall.get(kolonne.id) == MANGLER]
            typed = [rad for rad in tabell.rader if kolonne.id in rad.tall]
            if len(rows) > 1 and len(rows) >= len(typed) - 1:
                message = f"kolonnen «{kolonne.overskrift}» i «{tabell.tittel}» mangler {len(rows)} tall"
                yield Finding(kolonne.overskriftposisjon, "budsjett-mangler", message, severity)
                continue
            for rad in rows:
                message = f"«{rad.navn}» mangler tall i kolonnen «{kolonne.overskrift}»"
                yield Finding(rad.tallposisjoner[kolonne.id], "budsjett-mangler", message, severity)


def columns(program: Program) -> Iterator[Finding]:
    """A column's id does not name an older year than its heading does."""
    if not program.budsjett or not program.er_utkast:
        return
    for tabell in program.budsjett.tabeller:
        for kolonne in tabell.kolonner:
            named, shown = (YEAR.findall(text) for text in (kolonne.id, kolonne.overskrift))
            if named and shown and max(named) < min(shown):
                message = (
                    f"kolonnen «{kolonne.overskrift}» har id-en «{kolonne.id}», som nevner et tidligere år; "
                    "bytt årstallet i id-en, og der tabellene og teksten bruker den"
                )
                yield Finding(kolonne.posisjon, "budsjett-kolonne", message, Severity.WARNING)


def unchanged(program: Program, folder: Path, years: Years) -> Iterator[Finding]:
    """The figures of this year's own column are not all those of the year before.

    Args:
        program: the year.
        folder: its folder; the other years lie beside it.
        years: what is known of those.
    """
    if not program.budsjett or not program.er_utkast:
        return
    name = before(folder)
    earlier = years.budget(folder.parent / name) if name else None
    tables = {tabell.id: tabell for tabell in earlier.tabeller} if earlier else {}
    for tabell in program.budsjett.tabeller:
        own, old = egen_kolonne(tabell.kolonner, program.år), tables.get(tabell.id)
        then = egen_kolonne(old.kolonner, int(name[-4:])) if old else None
        if own and old and then and _are_the_same(tabell, own, old, then):
            message = (
                f"alle tallene i «{own.overskrift}» er de samme som i «{then.overskrift}» i {name}; "
                "skriv årets tall"
            )
            yield Finding(own.overskriftposisjon, "budsjett-uendret", message, Severity.WARNING)


def _are_the_same(new: Tabell, own: Tallkolonne, old: Tabell, then: Tallkolonne) -> bool:
    mine = {rad.id: rad.tall[own.id] for rad in new.rader if own.id in rad.tall}
    theirs = {rad.id: rad.tall[then.id] for rad in old.rader if then.id in rad.tall}
    figures = {name: figure for name, figure in mine.items() if isinstance(figure, int) and figure}
    return len(figures) >= _FEWEST and all(theirs.get(name) == figure for name, figure in figures.items())
