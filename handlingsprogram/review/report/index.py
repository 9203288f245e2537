"""A comparison with what the report looks up in it: things, where each is told, what has happened to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from handlingsprogram.prose.paragraphs import BULLET
from handlingsprogram.read.model.blocks import Boks
from handlingsprogram.read.model.objectives import Mål
from handlingsprogram.read.model.program import Seksjon
from handlingsprogram.review.compare.model import Grunn, Ting, Type
from handlingsprogram.review.report.labels import FIELDS, is_form, subject
from handlingsprogram.review.report.model import Label
from handlingsprogram.review.report.reader import Reader, told_mark
from handlingsprogram.review.report.texts import quoted, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.review.compare.model import Change, Comparison, Plass
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.report.model import Subject

BUDGET = {Ting.TABELL, Ting.TALLKOLONNE, Ting.RAD}
GOALS = {Ting.MÅL, Ting.INDIKATOR}
DOCUMENT = {Ting.PROGRAM, Ting.KOLONNE}


@dataclass(eq=False)
class Thing:
    """A thing of the new programme, or one that is gone, with its changes; a measure has its bullets'."""

    node: Node
    changes: list[tuple[int, Change]] = field(default_factory=list)
    """Each with its place in the comparison."""

    @cached_property
    def types(self) -> tuple[Type, ...]:
        """What has happened to it; what happens to a bullet changes its measure."""
        found = (
            Type.ENDRET if change.ting is Ting.PUNKT else change.type
            for _, change in self.changes
            if change.ting is Ting.PUNKT or self.is_own(change)
        )
        return tuple(dict.fromkeys(found))

    def is_own(self, change: Change) -> bool:
        """Tell whether a change is of the thing itself, not of a part of it."""
        return (change.ting, change.sti) == (self.node.ting, self.node.sti)

    @property
    def id(self) -> str:
        """A name for links to its entry."""
        return f"e-{self.changes[0][0]}"

    @property
    def numbers(self) -> tuple[int, ...]:
        """The places of its changes."""
        return tuple(number for number, _ in self.changes)

    @cached_property
    def whole(self) -> Type | None:
        """NY or FJERNET where that is all that has happened to it."""
        (_, first), *rest = self.changes
        is_whole = not rest and first.type in {Type.NY, Type.FJERNET} and first.ting is self.node.ting
        return first.type if is_whole else None

    @cached_property
    def subject(self) -> Subject:
        """What its changes concern."""
        return subject(self.node.ting, getattr(self.node.verdi, "slag", None))


class Index:
    """What every part of the report must know."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.readers = Reader(comparison.gammel), Reader(comparison.ny)
        self.other_year = comparison.gammel.år != comparison.ny.år
        self._old = {(node.ting, node.sti): node for node in comparison.gammelt_tre.alle()}
        self._new = {(node.ting, node.sti): node for node in comparison.nytt_tre.alle()}
        self.after: dict[Node, Node] = {}
        """What each old thing is now, or has become part of."""
        self.before: dict[Node, Node] = {}
        """What each new thing was, or was split off from."""
        for pair in sorted(comparison.par, key=lambda pair: not pair.hoved):
            self.after.setdefault(pair.gammel, pair.ny)
            self.before.setdefault(pair.ny, pair.gammel)
        self._probable = {pair.ny for pair in comparison.par if pair.hoved and pair.grunn is Grunn.LIKHET}
        self._columns = {
            kolonne.felt: kolonne
            for program in (comparison.gammel, comparison.ny)
            for kolonne in program.kolonner
        }
        self.form = [(nr, change) for nr, change in enumerate(comparison.endringer) if is_form(change)]
        self.things = self._things()
        self._first_probable = next((node for node in self.things if self._is_probable(node)), None)

    def _things(self) -> dict[Node, Thing]:
        """Return the things that have changed, in the order of their first change."""
        found: dict[Node, Thing] = {}
        for nr, change in enumerate(self.comparison.endringer):
            if not is_form(change):
                node = self._entry(change)
                found.setdefault(node, Thing(node)).changes.append((nr, change))
        return found

    def _entry(self, change: Change) -> Node:
        """Return the thing whose entry tells a change: a bullet's measure, what a text was split off from."""
        node = self.node(change)
        origin = self.origin(node) if change.ting is Ting.AVSNITT and change.felt == "tekst" else None
        if origin:
            return self.after[origin]
        if change.ting is not Ting.PUNKT or node.over is None:
            return node
        return node.over if change.type is not Type.FJERNET else self.after.get(node.over, node.over)

    def node(self, change: Change) -> Node:
        """Return the thing of the new programme that a change is about, or the old one that is gone."""
        return (self._old if change.type is Type.FJERNET else self._new)[change.ting, change.sti]

    def at(self, ting: Ting, plass: Plass, *, is_new: bool) -> Node:
        """Return the thing that stands in a place of one of the sides."""
        return (self._new if is_new else self._old)[ting, plass.sti]

    def is_new(self, node: Node) -> bool:
        """Tell whether a thing is one of the new programme's."""
        return node.rot is self.comparison.nytt_tre

    def reader(self, node: Node) -> Reader:
        """Return the reader of the programme that a thing stands in."""
        return self.readers[self.is_new(node)]

    def section(self, node: Node) -> Node | None:
        """Return the section where a thing is told: of the new side, or of the old one where it is gone."""
        section = node.seksjon
        return section if section is None or self.is_new(node) else self.after.get(section, section)

    def origin(self, node: Node) -> Node | None:
        """Return what a thing was split off from; None where it is a twin, or new."""
        old = self.before.get(node)
        return old if old and self.after.get(old) is not node else None

    def of(self, ting: Ting, *, is_new: bool) -> Iterator[Node]:
        """Give the things of a kind of one side."""
        return (node for (kind, _), node in (self._new if is_new else self._old).items() if kind is ting)

    def gone(self, node: Node) -> bool:
        """Tell whether a thing is one of the old programme's that nothing continues."""
        return node not in self.after and not self.is_new(node)

    # --- Names ---

    def title(self, node: Node | None) -> str:
        """Return what a reader calls a thing: its title, or its first words."""
        if node is None:
            return "noe annet"
        if isinstance(node.verdi, Seksjon):
            return node.verdi.tittel
        if isinstance(node.verdi, Mål):
            return short(node.verdi.tekst)
        for name in ("tittel", "navn", "overskrift", "bildetekst", "alttekst", "plassholder", "listet"):
            named = getattr(node.verdi, name, "")
            if named:
                return short(str(named))
        if node.ting is Ting.BUDSJETTABELL:
            tables = (table for table in node.rot.søsken(Ting.TABELL) if table.id == node.verdi.tabell)
            return self.title(next(tables, None))
        text = self.text(node)
        if isinstance(node.verdi, Boks):
            text = node.navn or next(map(self.text, node.barn), "")
        return short(self.reader(node).plain(text)) if text else node.id

    @staticmethod
    def text(node: Node) -> str:
        """Return a thing's own prose: a paragraph's, a measure's, a bullet's; nothing for other things."""
        return "" if node.ting is Ting.MÅL else str(node.felt.get("tekst") or "")

    @staticmethod
    def mark(node: Node) -> str:
        """Return what stands before a paragraph or bullet: `•`, `2.`, `Fotnote:`; nothing for others."""
        return told_mark(BULLET if node.ting is Ting.PUNKT else str(node.felt.get("merke") or ""))

    def field(self, felt: str) -> str:
        """Return what a measure's field is called: its column's heading."""
        name = felt.removeprefix("egne_felt/")
        column = self._columns.get(name)
        return column.overskrift if column else FIELDS.get(felt) or name.capitalize()

    @cached_property
    def called(self) -> Mapping[str, str]:
        """What goals and indicators are called, by id: «Delmål 1.2», an indicator's name; as they are now."""
        found: dict[str, str] = {}
        for program in (self.comparison.gammel, self.comparison.ny):
            if program.målstruktur:
                found |= {mål.id: program.målstruktur.kalt(mål) for mål in program.målstruktur.alle()}
                found |= {one.id: one.navn for one in program.målstruktur.indikatorer}
        return found

    def shown(self, felt: str) -> str:
        """Return how a measure's column prints several items."""
        column = self._columns.get(felt.removeprefix("egne_felt/"))
        return column.visning if column else "oppramsing"

    # --- What has happened to a thing ---

    def labels(self, thing: Thing) -> Iterator[Label]:
        """Say what has happened to a thing as a whole: where it comes from, that it moved or was split."""
        split_off = self.split_off(thing.node)
        if split_off:
            yield split_off
        elif self.other_year and thing.node.ting is Ting.TILTAK and thing.whole is None:
            yield Label(None, f"videreført fra {self.comparison.gammel.år}")
        yield from self._probably(thing.node)
        for _, change in thing.changes:
            if change.ting is thing.node.ting:
                yield from self.happened(change)

    def split_off(self, node: Node) -> Label | None:
        """Say what a thing was split off from; None where it was not."""
        origin = self.origin(node)
        return Label(Type.DELT, f"skilt ut fra «{self.title(origin)}»") if origin else None

    def happened(self, change: Change) -> Iterator[Label]:
        """Say that a thing has moved, was split or was merged; nothing of other changes."""
        probably = "trolig " if change.sannsynlig else ""
        match change.type:
            case Type.FLYTTET:
                yield Label(change.type, self._moved(change))
            case Type.DELT | Type.SLÅTT_SAMMEN:
                is_split = change.type is Type.DELT
                places, word = (change.til, "i") if is_split else (change.fra, "av")
                names = [self.title(self.at(change.ting, place, is_new=is_split)) for place in places]
                what = quoted(names)
                if change.ting is Ting.AVSNITT or (is_split and change.ting is Ting.TILTAK):
                    what = f"{len(places)} {change.ting}"
                yield Label(change.type, f"{probably}{change.type} {word} {what}")

    def _moved(self, change: Change) -> str:
        old = self.at(change.ting, change.fra, is_new=False)
        new = self.at(change.ting, change.til, is_new=True)
        above = old.over, new.over
        if above[0] is None or above[1] is None or self.after.get(above[0]) is above[1]:
            return "flyttet i rekkefølgen"
        names = [self._place(node) for node in above if node]
        if old.ting is Ting.MÅL and not all(names):
            return f"flyttet fra «{names[0]}» og øverst" if names[0] else "flyttet hit; stod øverst"
        if not names[0]:
            return "flyttet hit; var et eget kapittel"
        if names[0] == names[1]:
            return f"flyttet innenfor «{names[0]}»"
        return f"flyttet fra «{names[0]}»" + ("" if names[1] else "; er nå et eget kapittel")

    def _place(self, over: Node) -> str:
        """Return the title of the section or table that a thing stands in; nothing for the document."""
        where = over if over.ting in {Ting.TABELL, Ting.MÅL} else over.seksjon
        return self.title(where) if where else ""

    def _probably(self, node: Node) -> Iterator[Label]:
        """Say that a thing with an id was found again by likeness; the first time, what that means."""
        if self._is_probable(node):
            before = self.before[node]
            name = self.title(before) if isinstance(node.verdi, Seksjon) else before.id
            meaning = " (gjenkjent på ordene, for id-en er en annen)" if node is self._first_probable else ""
            yield Label(None, f"trolig samme som «{name}»{meaning}")

    def _is_probable(self, node: Node) -> bool:
        return node in self._probable and node.ting not in {Ting.AVSNITT, Ting.PUNKT}

    def is_news(self, change: Change) -> bool:
        """Tell whether a changed field is told: not where a thing comes from, which its labels tell."""
        where_from = {"id": change.sannsynlig, "viderefører": self.other_year}
        return not where_from.get(change.felt, False)

    @cached_property
    def number(self) -> Counter[tuple[Subject, Type]]:
        """How many things there are by what they are and what has happened: each once for each type."""
        return Counter((thing.subject, type_) for thing in self.things.values() for type_ in thing.types)
