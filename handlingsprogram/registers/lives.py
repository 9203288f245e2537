"""A measure's life over the years: which measure of an earlier year each one continues."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from handlingsprogram.registers.model import Kobling, Liv, Steg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handlingsprogram.registers.model import Oppføring, Årgang


def lives(årganger: Iterable[Årgang], entries: Sequence[Oppføring]) -> tuple[Liv, ...]:
    """Return the lives of all measures, in the order in which the entries come to them.

    Args:
        årganger: the programmes.
        entries: the measures of all of them.
    """
    search = _Search(årganger, entries)
    found: list[Liv] = []
    seen: set[str] = set()
    for entry in entries:
        if entry.nøkkel not in seen:
            life = search.connected(entry)
            seen |= {one.nøkkel for one in life}
            found.append(Liv(tuple(search.steps(life))))
    return tuple(found)


class _Search:
    """Finds what measures continue, among all that there are."""

    def __init__(self, årganger: Iterable[Årgang], entries: Sequence[Oppføring]) -> None:
        self._known = {entry.nøkkel: entry for entry in entries}
        self._lines: dict[str, list[Årgang]] = defaultdict(list)
        """The programmes of each name, the oldest first."""
        for årgang in sorted(årganger, key=lambda one: one.år):
            self._lines[årgang.navn].append(årgang)
        self._later = {
            one.mappe: later.mappe if later else ""
            for line in self._lines.values()
            for one, later in zip_longest(line, line[1:])
            if one
        }
        """The next programme of its line."""
        self._said: dict[str, tuple[str, ...]] = {}
        self._back: dict[str, tuple[Kobling, ...]] = {}
        """What each measure continues."""
        self._forth: dict[str, list[Kobling]] = defaultdict(list)
        """What each measure goes on as."""
        for entry in sorted(entries, key=lambda one: one.årgang.år):
            self._back[entry.nøkkel] = tuple(self._links(entry))
            for link in self._back[entry.nøkkel]:
                self._forth[link.fra].append(link)

    def _links(self, entry: Oppføring) -> Iterator[Kobling]:
        """Give the links from what a measure continues; those of earlier years are known."""
        said = tuple(
            name
            for name in dict.fromkeys(entry.viderefører)
            if name in self._known and self._known[name].årgang.år < entry.årgang.år
        )
        if len(said) > 1:  # what another of them continues itself is told there
            said = tuple(name for name in said if not any(name in self._before(one) for one in said))
        self._said[entry.nøkkel] = said
        same = self._same(entry)
        # Links that were copied from the year before are about what that year's measure continues.
        is_copied = bool(said) and set(said) <= {*self._said.get(same, ())}
        for name in said if said and not is_copied else filter(None, [same]):
            is_changed = self._known[name].tekst.split() != entry.tekst.split()
            yield Kobling(name, entry.nøkkel, er_sagt=name in said, er_endret=is_changed, uten=())

    def _before(self, name: str) -> set[str]:
        """Return all that a measure of an earlier year continues, however long ago."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            near = {link.fra for link in self._back[waiting.pop()]} - found
            waiting += near
            found |= near
        return found

    def _same(self, entry: Oppføring) -> str:
        """Return the measure of the same id in the nearest earlier programme of its line that has it."""
        earlier = (one for one in reversed(self._lines[entry.årgang.navn]) if one.år < entry.årgang.år)
        return next((name for one in earlier if (name := f"{one.mappe}/{entry.id}") in self._known), "")

    def connected(self, entry: Oppføring) -> list[Oppføring]:
        """Return all measures that a measure continues or goes on as, itself among them, the oldest first."""
        found, waiting = {entry.nøkkel}, [entry.nøkkel]
        while waiting:
            name = waiting.pop()
            near = {link.fra for link in self._back[name]} | {link.til for link in self._forth.get(name, ())}
            waiting += near - found
            found |= near
        return sorted((self._known[name] for name in found), key=lambda one: (one.årgang.år, one.nøkkel))

    def steps(self, life: Sequence[Oppføring]) -> Iterator[Steg]:
        """Give the steps of a life."""
        there = {entry.årgang.mappe for entry in life}

        def whole(links: Iterable[Kobling]) -> tuple[Kobling, ...]:
            return tuple(self._filled(link, there) for link in links)

        for entry in life:
            line = self._lines[entry.årgang.navn]
            later = self._later[entry.årgang.mappe]
            yield Steg(
                oppføring=entry,
                fra=whole(self._back[entry.nøkkel]),
                til=whole(self._forth.get(entry.nøkkel, ())),
                neste=later,
                er_første=line[0].mappe == entry.årgang.mappe,
            )

    def _filled(self, link: Kobling, there: set[str]) -> Kobling:
        """Return a link with the programmes of its line that it passes over, and that lack the measure."""
        source, entry = self._known[link.fra].årgang, self._known[link.til].årgang
        if source.navn != entry.navn or self._later[source.mappe] == entry.mappe:
            return link
        passed = (one for one in self._lines[entry.navn] if source.år < one.år < entry.år)
        return replace(link, uten=tuple(one.mappe for one in passed if one.mappe not in there))
