"""Find one's way in a comparison: things by path, the section where a thing is told, names and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.report.reader import Reader
from handlingsprogram.review.report.shown import short

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Change, Comparison, Plass
    from handlingsprogram.review.compare.tree import Node


class Things:
    """The things of both sides."""

    def __init__(self, comparison: Comparison) -> None:
        self.readers = Reader(comparison.gammel), Reader(comparison.ny)
        self._old = {(node.ting, node.sti): node for node in comparison.gammelt_tre.alle()}
        self._new = {(node.ting, node.sti): node for node in comparison.nytt_tre.alle()}
        self.etter: dict[Node, Node] = {}
        """What each old thing is now, or has become part of."""
        self.opphav: dict[Node, Node] = {}
        """What each new thing was, or was split off from."""
        for pair in sorted(comparison.par, key=lambda pair: not pair.hoved):
            self.etter.setdefault(pair.gammel, pair.ny)
            self.opphav.setdefault(pair.ny, pair.gammel)
        self._printed = {
            (is_new, node.felt["tabell"]): node
            for is_new, nodes in ((True, self._new), (False, self._old))
            for node in nodes.values()
            if node.ting is Ting.BUDSJETTABELL
        }

    def ny(self, change: Change) -> Node | None:
        """Return the thing of the new programme that a change is about."""
        return None if change.type is Type.FJERNET else self._new.get((change.ting, change.sti))

    def gammel(self, change: Change) -> Node | None:
        """Return the thing of the old programme that a change is about."""
        return None if change.type is Type.NY else self._old.get((change.ting, change.fra_sti))

    def at(self, ting: Ting, plass: Plass, *, er_ny: bool) -> Node | None:
        """Return the thing that stands in a place of one of the sides."""
        return (self._new if er_ny else self._old).get((ting, plass.sti))

    def section(self, node: Node, *, er_ny: bool) -> Node | None:
        """Return the section where a thing is told: of the new side, or of the old one where it is gone.

        None for what belongs to the document as a whole.
        """
        table = _table(node)
        place = self._printed.get((er_ny, table.id)) if table else node
        section = place.seksjon if place else None
        if er_ny or section is None:
            return section
        return self.etter.get(section, section)


def _table(node: Node) -> Node | None:
    """Return the budget table that a thing is, or stands in."""
    if node.ting is Ting.TABELL:
        return node
    return node.over if node.over and node.over.ting is Ting.TABELL else None


def title(node: Node | None) -> str:
    """Return what a reader calls a thing: its title, or its first words."""
    if node is None:
        return "noe annet"
    if node.ting is Ting.SEKSJON:
        return str(node.felt["innholdstittel"] or node.felt["tittel"])
    for name in ("tittel", "navn", "overskrift", "bildetekst", "alttekst", "plassholder", "tekst"):
        if node.felt.get(name):
            return short(" ".join(str(node.felt[name]).split()))
    return node.id
