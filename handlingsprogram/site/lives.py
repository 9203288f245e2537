"""A measure's life: what it was in earlier programmes, and what it has become in later ones."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.read.folders import ordered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from handlingsprogram.site.facts import Outline

MOST = 12
"""Stations told on each side of a measure: its page stays of a size, however many the years are."""

Key = tuple[str, str]
"""A measure: folder and id."""


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
    """Follows measures through the programmes of a site."""

    def __init__(self, years: Iterable[Outline]) -> None:
        """Note what continues what, as far as it is on the site."""
        self._years = {year.mappe: year for year in years}
        self._order = {name: place for place, name in enumerate(ordered(self._years))}
        self._known = {
            (year.mappe, name): (title, kind) for year in self._years.values() for name, title, kind, _ in year.tiltak
        }
        self._before: dict[Key, tuple[Key, ...]] = {}
        self._after: dict[Key, list[Key]] = defaultdict(list)
        for year in self._years.values():
            for name, _, _, links in year.tiltak:
                found = tuple(link for link in links if link in self._known)
                self._before[year.mappe, name] = found
                for link in found:
                    self._after[link].append((year.mappe, name))
        self._next = {year.forrige: year.mappe for year in self._years.values() if year.forrige}

    def of(self, folder: str, name: str) -> Life:
        """Return a measure's life.

        Args:
            folder: the programme's folder.
            name: the measure's id.
        """
        own = (folder, name)
        found = {*self._reached(own, self._before.__getitem__), own, *self._reached(own, self._later)}
        stations = sorted(found, key=lambda key: (-self._year(key), self._order[key[0]], key[1]))
        following = self._next.get(folder, "")
        goes_on = not following or any(later[0] == following for later in self._later(own))
        return Life(
            tuple(Station(*key, *self._known[key], key == own) for key in stations), "" if goes_on else following
        )

    def _later(self, key: Key) -> Iterable[Key]:
        return self._after.get(key, ())

    def _year(self, key: Key) -> int:
        return self._years[key[0]].år

    @staticmethod
    def _reached(start: Key, onward: Callable[[Key], Iterable[Key]]) -> list[Key]:
        """Return what is reached from a measure in one direction, the nearest first, and no more than there is room for."""
        found: list[Key] = []
        waiting = [start]
        while waiting and len(found) < MOST:
            near = dict.fromkeys(key for one in waiting for key in onward(one) if key not in found)
            found += near
            waiting = list(near)
        return found[:MOST]
