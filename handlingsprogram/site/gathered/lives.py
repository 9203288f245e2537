"""What a measure's page says of its life: the register knows it, and a page has room for so much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.site.gathered.facts import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.registers.model import Liv, Register, Steg
    from handlingsprogram.site.gathered.facts import Outline

MOST = 6
"""Stations told on each side of a measure: its page stays of a size, however many the years are."""


class Station(NamedTuple):
    """A measure in one programme."""

    mappe: str
    id: str
    tittel: str
    slag: str
    """What had become of it since the programme before; empty where there is none."""
    er_denne: bool


class Life(NamedTuple):
    """What a measure's page says of other programmes."""

    stasjoner: tuple[Station, ...]
    """The newest first."""
    sluttet: str
    """The programme that goes on without it; empty where it goes on, or where there is no later one."""


class Lives:
    """The lives of all measures of the site."""

    def __init__(self, register: Register, years: Iterable[Outline]) -> None:
        """Note where each measure stands in its life."""
        self._known = {
            f"{year.mappe}/{name}": (year.mappe, name, title, kind)
            for year in years
            for name, title, kind in year.tiltak
        }
        self._steps: dict[str, tuple[Liv, int, Steg]] = {
            step.oppføring.nøkkel: (life, place, step)
            for life in register.liv
            for place, step in enumerate(life.steg)
        }
        self._digests = {
            step.oppføring.nøkkel: known
            for life in register.liv
            for known in [self._digest(life)]
            for step in life.steg
        }

    def _digest(self, life: Liv) -> str:
        return digest(
            [(self._known[step.oppføring.nøkkel], bool(step.til), step.neste) for step in life.steg]
        )

    def digest(self, folder: str, name: str) -> str:
        """Return what changes with anything in a measure's life."""
        return self._digests[f"{folder}/{name}"]

    def of(self, folder: str, name: str) -> Life:
        """Return a measure's life.

        Args:
            folder: the programme's folder.
            name: the measure's id.
        """
        life, place, step = self._steps[f"{folder}/{name}"]
        near = life.steg[max(place - MOST, 0) : place + MOST + 1]
        keys = [one.oppføring.nøkkel for one in reversed(near)]
        stations = (Station(*self._known[key], key == step.oppføring.nøkkel) for key in keys)
        return Life(tuple(stations), "" if step.til else step.neste)
