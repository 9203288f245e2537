"""The chapters of both programmes in one order, each with what has changed in it; the budget last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.report import texts
from handlingsprogram.review.report.entries import Entries
from handlingsprogram.review.report.index import BUDGET, DOCUMENT, GOALS, Thing
from handlingsprogram.review.report.labels import NOUNS
from handlingsprogram.review.report.model import Chapter, Entry, Label, Line, Part, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from handlingsprogram.review.compare.model import Change
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.report.budget import Budget
    from handlingsprogram.review.report.index import Index
    from handlingsprogram.review.report.model import Block

    _Blocks = Callable[[list[Thing]], Iterable[Block]]

_FOLLOWED = "fulgte med"


@dataclass(eq=False)
class Place:
    """A section of the new programme, or one that is gone, and what is told in it."""

    node: Node
    is_gone: bool
    below: list[Place] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)

    @property
    def id(self) -> str:
        """A name for links to it; the ids of the two programmes may be the same."""
        return f"{'ute' if self.is_gone else 'k'}-{self.node.sti.replace('/', '.')}"

    @property
    def count(self) -> int:
        """How many changes are told in it, those of the sections below it not counted."""
        return sum(len(thing.types) for thing in self.things)

    def all(self) -> Iterator[Place]:
        """Give this place and all below it, in reading order."""
        yield self
        for place in self.below:
            yield from place.all()


class Chapters:
    """Makes the chapters of the report."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._entries = Entries(index)
        self._root = Place(index.comparison.nytt_tre, is_gone=False)
        self._places: dict[Node, Place] = {}
        """Where the things of a section are told, by the section."""
        self._grow_new(self._root)
        self._grow_old(index.comparison.gammelt_tre, self._root)
        for node, thing in index.things.items():
            section = index.section(node)
            if section:
                self._places[section].things.append(thing)
        self._followed = self._find_followed()

    def all(self) -> Iterator[Place]:
        """Give every section of both sides, in reading order."""
        for place in self._root.below:
            yield from place.all()

    def _grow_new(self, place: Place) -> None:
        for node in place.node.søsken(Ting.SEKSJON):
            self._places[node] = below = Place(node, is_gone=False)
            place.below.append(below)
            self._grow_new(below)

    def _grow_old(self, node: Node, above: Place) -> None:
        """Add the sections that are gone, each after the one that it stood after."""
        last: Place | None = None
        for barn in node.søsken(Ting.SEKSJON):
            twin = self._index.after.get(barn)
            if twin is None:
                self._places[barn] = place = Place(barn, is_gone=True)
                above.below.insert(above.below.index(last) + 1 if last else len(above.below), place)
                last = place
            else:
                place = self._places[twin]
                last = place if place in above.below else last
            self._grow_old(barn, place)

    def _find_followed(self) -> dict[Node, list[Node]]:
        """Return the measures that came along when their section was split or merged, by the new one."""
        found: dict[Node, list[Node]] = {}
        for change in self._index.comparison.følger:
            if change.type is Type.FLYTTET and change.ting is Ting.TILTAK:
                node = self._index.node(change)
                if node.seksjon and node not in self._index.things:
                    found.setdefault(node.seksjon, []).append(node)
        return found

    # --- Chapters and parts ---

    def chapters(self, budget: Budget) -> Iterator[Chapter]:
        """Give the chapters in which anything has changed."""
        for place in self._root.below:
            parts = tuple(self._parts(place, ()))
            if parts:
                title = self._index.title(place.node)
                remark = "ikke lenger med" if place.is_gone else ""
                yield Chapter(place.id, title, remark, sum(part.count for part in parts), parts)
        yield from self._apart("mal", "Mål og indikatorer", GOALS, self._entries.blocks)
        yield from self._apart("budsjettall", "Tallene i budsjettet", BUDGET, budget.blocks)
        yield from self._apart("dokumentet", "Om dokumentet", DOCUMENT, self._entries.blocks)

    def _apart(self, id_: str, title: str, kinds: set[Ting], blocks: _Blocks) -> Iterator[Chapter]:
        """Give a chapter of what belongs to no section; nothing where none of it has changed."""
        things = [thing for node, thing in self._index.things.items() if node.ting in kinds]
        if things:
            count = sum(len(thing.types) for thing in things)
            part = Part(
                id=f"{id_}_del",
                title=(),
                above="",
                subject=things[0].subject,
                types=(),
                labels=(),
                blocks=tuple(blocks(things)),
                count=count,
            )
            yield Chapter(id_, title, remark="", count=count, parts=(part,))

    def _parts(self, place: Place, above: tuple[str, ...]) -> Iterator[Part]:
        """Give a section and those below it, as far as anything has changed in them."""
        title = self._index.title(place.node)
        own = [thing for thing in place.things if thing.node is place.node]
        told = [thing for thing in place.things if thing.node is not place.node]
        blocks = (*self._came_along(place.node), *self._entries.blocks(told))
        labels = tuple(label for thing in own for label in self._labels(thing))
        split_off = None if labels else self._index.split_off(place.node)
        if split_off:
            labels = (split_off,)
        if blocks or labels:
            yield Part(
                id=f"{place.id}_del" if not above else place.id,
                title=texts.same(title) if above else (),
                above=" › ".join(above[1:]),
                subject=Thing(place.node).subject,
                types=tuple(type_ for thing in own for type_ in thing.types),
                labels=labels,
                blocks=blocks,
                count=place.count,
                changes=tuple(nr for thing in own for nr in thing.numbers),
            )
        for below in place.below:
            yield from self._parts(below, (*above, title))

    def _came_along(self, section: Node) -> Iterator[Entry]:
        """Name the measures that came along unchanged when their section was split or merged."""
        for node in self._followed.get(section, ()):
            text = texts.same(texts.short(self._index.readers[1].plain(self._index.text(node))))
            yield Entry(
                id=f"f-{node.id}",
                what=NOUNS[Ting.TILTAK],
                subject=Subject.MEASURES,
                types=(),
                labels=(Label(Type.FLYTTET, _FOLLOWED),),
                text=Line(text),
            )

    # --- What has happened to a section itself ---

    def _labels(self, thing: Thing) -> Iterator[Label]:
        yield from self._index.labels(thing)
        slag = thing.node.verdi.slag.value
        for _, change in thing.changes:
            match change.type:
                case Type.NY:
                    yield Label(Type.NY, f"nytt {slag}")
                case Type.FJERNET:
                    yield Label(Type.FJERNET, f"{slag} som ikke er med lenger")
                case Type.OMDØPT:
                    yield Label(Type.OMDØPT, f"het før «{change.fra}»")
                case Type.ENDRET if self._index.is_news(change):
                    yield Label(Type.ENDRET, _field(change))


def _field(change: Change) -> str:
    match change.felt:
        case "slag":
            return f"før {change.fra}, nå {change.til}"
        case "id":
            return f"har fått ny id, før «{change.fra}»"
        case "innholdstittel":
            return f"heter «{change.til}» i innholdsfortegnelsen, før «{change.fra}»"
    return f"viderefører {texts.value(change.til) or 'ikke lenger noe'}"
