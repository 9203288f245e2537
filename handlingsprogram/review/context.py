"""What every part of the report must know: where things are told, and what they were before."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from handlingsprogram.review.compare.model import Grunn, Ting, Type
from handlingsprogram.review.outline import Merke
from handlingsprogram.review.report.labels import Columns, is_form
from handlingsprogram.review.report.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.compare.model import Change, Comparison
    from handlingsprogram.review.compare.tree import Node


class Context:
    """A comparison with what the report looks up in it."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.readers = Reader(comparison.gammel), Reader(comparison.ny)
        self.columns = Columns(comparison)
        self.new = {(node.ting, node.sti): node for node in comparison.nytt_tre.alle()}
        self.old = {(node.ting, node.sti): node for node in comparison.gammelt_tre.alle()}
        self.origin = {
            pair.ny: pair.gammel
            for pair in comparison.par
            if not pair.hoved and not comparison.forgjenger(pair.ny)
        }
        """Of the things that were split off: what they were split off from."""
        self.other_year = comparison.gammel.år != comparison.ny.år
        self._probable = {
            pair.ny: pair.gammel for pair in comparison.par if pair.hoved and pair.grunn is Grunn.LIKHET
        }
        self.followed: dict[Node | None, list[Node]] = defaultdict(list)
        """The measures that went along when a section was split or merged, by the section they came to."""
        for change in comparison.følger:
            if change.type is Type.FLYTTET and change.ting is Ting.TILTAK:
                node = self.new[change.ting, change.sti]
                self.followed[node.seksjon].append(node)
        self.told: dict[Node | None, list[Node]] = defaultdict(list)
        """The things that have changed, in order, by the section of the report where they are told."""
        seen = set()
        for change in comparison.endringer:
            node = self._entry(change)
            if node not in seen and not is_form(change):
                seen.add(node)
                self.told[self.home(node)].append(node)

    def _entry(self, change: Change) -> Node:
        """Return the thing whose entry tells a change: a bullet's is its measure's."""
        if change.type is not Type.FJERNET:
            node = self.new[change.ting, change.sti]
            return node.over if node.ting is Ting.PUNKT and node.over else node
        node = self.old[change.ting, change.sti]
        if node.ting is not Ting.PUNKT or not node.over:
            return node
        # A bullet that is gone is told at what its measure has become.
        return self.comparison.par_av(node.over)[0].ny

    def home(self, node: Node) -> Node | None:
        """Return the section of the new programme where a thing is told; None where none is left."""
        seksjon = node.seksjon
        if node.rot is self.comparison.nytt_tre:
            return seksjon
        while seksjon:
            for pair in self.comparison.par_av(seksjon):
                return pair.ny
            seksjon = seksjon.over.seksjon if seksjon.over else None
        return None

    def is_gone(self, node: Node) -> bool:
        """Tell whether a thing is one of the old programme that is gone."""
        return any(change.type is Type.FJERNET for change in self.comparison.endringer_av(node))

    def moved(self, change: Change) -> Merke:
        """Say where a thing has moved from."""
        before, after = _section(change.fra.under, self.old), _section(change.til.under, self.new)
        if before and self.comparison.etterfølger(before) in {None, after} and after:
            is_here = self.comparison.etterfølger(before) is after
        else:
            is_here = before is after is None
        if is_here:
            return Merke(Type.FLYTTET, "flyttet i rekkefølgen")
        return Merke(Type.FLYTTET, f"flyttet fra «{before.felt['tittel']}»" if before else "flyttet hit")

    def probably(self, node: Node) -> Iterator[Merke]:
        """Say that a thing with an id was found again by likeness."""
        before = self._probable.get(node)
        if before and node.ting not in {Ting.AVSNITT, Ting.PUNKT}:
            name = before.felt["tittel"] if node.ting is Ting.SEKSJON else before.id
            yield Merke(None, f"trolig samme som «{name}»")


def _section(sti: str, side: dict[tuple[Ting, str], Node]) -> Node | None:
    for kind in (Ting.SEKSJON, Ting.TILTAKSTABELL, Ting.TILTAK):
        if (kind, sti) in side:
            return side[kind, sti].seksjon
    return None
