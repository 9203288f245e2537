"""A budget's tables with its own column beside the accounts: the same rows and formulas, other columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.read.model.budget import (
    STOLPER,
    STREK,
    Budsjett,
    Differanse,
    Prosent,
    Rad,
    Tabell,
    Tallkolonne,
    egen_kolonne,
)
from handlingsprogram.read.model.sheet import Regneark
from handlingsprogram.read.status.model import Post

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.status.model import Status

REGNSKAP, PROGNOSE, AVVIK, PROSENT = "regnskap", "prognose", "avvik", "avvik-prosent"
"""The ids of the new columns; prose of a status refers to them: `[](#lonn/prognose)`."""
UNNAMED = {name: name for name in (REGNSKAP, PROGNOSE, AVVIK, PROSENT)}
"""What the columns are called where nobody reads it."""
_NOTHING = Post()


def accounts(program: Program, status: Status, titles: Mapping[str, str]) -> Budsjett | None:
    """Return the tables of a year's budget that a status has figures for, and those they build on.

    Args:
        program: a year whose budget can be reckoned.
        status: how it goes.
        titles: what the new columns are called, by their ids.

    Returns:
        The tables, each with the year's own column, the accounts, and where there is one the forecast; what
        differs from the budget is reckoned. None where there are no figures.
    """
    posts = (
        {name: post for name, post in status.regnskap.poster.items() if post.har_tall}
        if status.regnskap
        else {}
    )
    if not program.budsjett or not posts:
        return None
    wanted = _wanted(program.budsjett, posts)
    made = _Accounts(Regneark(program.budsjett), program.år, posts, titles)
    tables = [made.table(tabell) for tabell in program.budsjett.tabeller if tabell.id in wanted]
    return Budsjett(tuple(filter(None, tables))) if any(tables) else None


def _wanted(budsjett: Budsjett, posts: Mapping[str, Post]) -> set[str]:
    """Return the ids of the tables that have posts with figures, and of all that their formulas ask for."""
    table_of = {rad.id: tabell for tabell, rad in budsjett.rader()}
    waiting = [table_of[name] for name in posts if name in table_of]
    wanted: set[str] = set()
    while waiting:
        tabell = waiting.pop()
        if tabell.id not in wanted:
            wanted.add(tabell.id)
            waiting += [table_of[name] for rad in tabell.rader for name in rad.bygger_på if name in table_of]
    return wanted


class _Accounts:
    """Makes the tables of one status."""

    def __init__(
        self, sheet: Regneark, year: int, posts: Mapping[str, Post], titles: Mapping[str, str]
    ) -> None:
        self._sheet, self._year, self._posts, self._titles = sheet, year, posts, titles
        self._has_forecast = any(post.prognose is not None for post in posts.values())

    def table(self, tabell: Tabell) -> Tabell | None:
        """Return a table with the accounts; None where no column of it is the year's own."""
        own = egen_kolonne(tabell.kolonner, self._year)
        if own is None:
            return None
        shown = PROGNOSE if self._has_forecast else REGNSKAP
        typed = (REGNSKAP, PROGNOSE) if self._has_forecast else (REGNSKAP,)
        columns = [replace(own, slag=""), *(self._column(name, own.posisjon) for name in typed)]
        columns += [
            self._column(AVVIK, own.posisjon, Differanse((shown, own.id))),
            self._column(PROSENT, own.posisjon, Prosent((shown, own.id))),
        ]
        # Whatever form a chart has in the programme: here a year is held against its budget.
        charts = (
            replace(chart, form=STOLPER, kolonner=(), kolonne=shown, mot=own.id) for chart in tabell.figurer
        )
        return replace(
            tabell,
            kolonner=tuple(columns),
            rader=tuple(self._row(rad, own.id) for rad in tabell.rader),
            figurer=tuple(charts),
            trykk_tittel=True,
            trykk_enhet=True,
            liggende=False,
            grupper_over=(),
        )

    def _column(self, name: str, at: Position, formula: Differanse | Prosent | None = None) -> Tallkolonne:
        formulas = (formula,) if formula else ()
        return Tallkolonne(
            name, self._titles[name], formulas, at, at, desimaler=1 if name == PROSENT else None
        )

    def _row(self, rad: Rad, own: str) -> Rad:
        row = replace(
            rad,
            avvik={name: avvik for name, avvik in rad.avvik.items() if name == own},
            tomme=frozenset({own, REGNSKAP, PROGNOSE, AVVIK, PROSENT}) if own in rad.tomme else frozenset(),
            samme_som={},
            sammeposisjoner={},
            note=self._posts.get(rad.id, _NOTHING).forklaring,
        )
        return row if rad.er_overskrift or rad.formler else self._post(row, own)

    def _post(self, rad: Rad, own: str) -> Rad:
        """Return a typed row: a post that has accounts and no budget was to cost nothing."""
        post = self._posts.get(rad.id, _NOTHING)
        budget = self._sheet.utregnet(rad.id, own)
        figures = {own: STREK if budget is None and post.har_tall else budget}
        figures |= {REGNSKAP: post.regnskap, PROGNOSE: post.prognose if self._has_forecast else None}
        return replace(
            rad,
            tall={name: figure for name, figure in figures.items() if figure is not None},
            tallposisjoner={**post.posisjoner, own: rad.posisjon},
        )
