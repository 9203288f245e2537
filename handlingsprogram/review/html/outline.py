"""The chapters of both programmes in one order, each with the changes that are told in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handlingsprogram.review.compare.model import Ting, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.compare.model import Change, Comparison
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.html.things import Things


Numbered = tuple[int, "Change"]
"""A change, with its place in the comparison."""


@dataclass(eq=False)
class Place:
    """A section of the new programme, or one that is gone, and the changes told in it."""

    node: Node
    er_ute: bool
    under: list[Place] = field(default_factory=list)
    endringer: list[Numbered] = field(default_factory=list)

    def alle(self) -> Iterator[Place]:
        """Give this place and all below it, in reading order."""
        yield self
        for place in self.under:
            yield from place.alle()

    def alle_endringer(self) -> list[Numbered]:
        """Return the changes told here and below."""
        return [pair for place in self.alle() for pair in place.endringer]


def place_id(place: Place) -> str:
    """Return a name for links to a place; the ids of the two programmes may be the same."""
    return f"{'ute' if place.er_ute else 'k'}-{place.node.sti.replace('/', '.')}"


@dataclass
class Outline:
    """Where everything is told."""

    kapitler: list[Place]
    dokument: list[Numbered]
    """What belongs to no chapter."""


def outline(comparison: Comparison, things: Things) -> Outline:
    """Put every change where a reader looks for it.

    What is gone from a section that lives on is told there. A section that is gone stands below the one
    that it stood below, after the section that it stood after; a chapter that is gone likewise.
    """
    root = Place(comparison.nytt_tre, er_ute=False)
    places = {comparison.nytt_tre: root}
    _grow_new(root, places)
    _grow_old(comparison.gammelt_tre, root, places, things)
    rest: list[Numbered] = []
    for nr, change in enumerate(comparison.endringer):
        node = things.ny(change)
        if node is None:
            node, er_ny = things.gammel(change), change.type is not Type.FJERNET
        else:
            er_ny = True
        section = things.section(node, er_ny=er_ny) if node else None
        (places[section].endringer if section in places else rest).append((nr, change))
    return Outline(root.under, rest)


def _grow_new(place: Place, places: dict[Node, Place]) -> None:
    for node in place.node.søsken(Ting.SEKSJON):
        below = Place(node, er_ute=False)
        places[node] = below
        place.under.append(below)
        _grow_new(below, places)


def _grow_old(node: Node, above: Place, places: dict[Node, Place], things: Things) -> None:
    """Add the sections that are gone below a place that stands for an old section."""
    last: Place | None = None
    for barn in node.søsken(Ting.SEKSJON):
        twin = things.etter.get(barn)
        if twin is None:
            place = Place(barn, er_ute=True)
            places[barn] = place
            above.under.insert(above.under.index(last) + 1 if last else len(above.under), place)
            last = place
        else:
            place = places[twin]
            last = place if place in above.under else last
        _grow_old(barn, place, places, things)
