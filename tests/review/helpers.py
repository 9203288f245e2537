"""What the comparison's tests share: small programmes made of YAML, and the real years compared."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from handlingsprogram.review.compare.model import Ting
from handlingsprogram.review.sides.side import compare_sides, opened
from tests.review.edits import program

if TYPE_CHECKING:
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.compare.tree import Node

ROOT = Path(__file__).parents[2]
FRAME = """
år: {year}
tittel: Turprogram {year}
organisasjon: Friluftsrådet
status: utkast
dato: {year}-01-01
språk: nb-NO
omslag: {{tittel: Turprogram}}
innholdsfortegnelse: {{tittel: Innhold, nivåer: 2}}
tiltakstabell:
  kolonner:
    - {{felt: tiltak, overskrift: Tiltak, bredde: 50}}
    - {{felt: partnere, overskrift: Partnere, bredde: 50}}
kapitler: [turer]
"""


def small(year: int, areas: str, budget: str = "") -> Program:
    """Return a programme with one chapter that has some areas.

    Args:
        year: its year.
        areas: the areas as YAML, a list.
        budget: the budget's tables as YAML; none without.
    """
    listed: list[dict[str, Any]] = yaml.safe_load(areas)
    data: dict[tuple[str, str], Any] = {
        ("program", "program"): yaml.safe_load(FRAME.format(year=year)),
        ("kapittel", "turer"): {
            "id": "turer",
            "tittel": "Turer",
            "innsatsområder": [area["id"] for area in listed],
        },
    }
    data["program", "program"]["dato"] = f"{year}-01-01"
    data |= {("innsatsomrade", area["id"]): area for area in listed}
    if budget:
        data["budsjett", "budsjett"] = {"tabeller": yaml.safe_load(budget)}
    return program(data, str(year))


@cache
def real(fra: str = "2021", til: str = "2025") -> Comparison:
    """Return two real years compared."""
    with opened((fra, til), ROOT / "content") as sides:
        return compare_sides(*sides)


def told(comparison: Comparison) -> list[str]:
    """Return the changes, a line each: type, thing, path and field, with a star where it is only probable."""
    return [
        " ".join(
            filter(
                None, [change.type, change.ting, change.sti, change.felt, "*" if change.sannsynlig else ""]
            )
        )
        for change in comparison.endringer
    ]


class Account(NamedTuple):
    """Every measure once on each side: continued, new or ended."""

    fortsatt: list[Node]
    avsluttet: list[Node]
    videreført: list[Node]
    nye: list[Node]


def account(comparison: Comparison) -> Account:
    """Account for the measures of both sides by their pairs."""
    old, new = (
        [node for node in tree.alle() if node.ting is Ting.TILTAK]
        for tree in (comparison.gammelt_tre, comparison.nytt_tre)
    )
    paired = {node for pair in comparison.par for node in (pair.gammel, pair.ny)}
    return Account(
        [node for node in old if node in paired],
        [node for node in old if node not in paired],
        [node for node in new if node in paired],
        [node for node in new if node not in paired],
    )
