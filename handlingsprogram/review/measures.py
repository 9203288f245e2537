"""Measures in the report: what is new, what has ended, and what has changed in each that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.review.budget_lines import field_line
from handlingsprogram.review.compare.model import Type
from handlingsprogram.review.outline import Innslag, Linje, Merke, same
from handlingsprogram.review.report import shown
from handlingsprogram.review.report.words import Bit, Slag
from handlingsprogram.review.summary import probably, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.compare.model import Change
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.context import Context


class Measures:
    """Makes the entries of measures."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._comparison = context.comparison

    def entry(self, node: Node) -> Innslag:
        """Return what has happened to a measure."""
        old, new = self._context.readers
        if self._context.is_gone(node):
            word = "avsluttet" if self._context.other_year else "fjernet"
            return Innslag("", (Merke(Type.FJERNET, word),), same(old.plain(node.felt["tekst"])))
        text = new.plain(node.felt["tekst"])
        changes = self._comparison.endringer_av(node)
        if any(change.type is Type.NY for change in changes):
            return Innslag("", (Merke(Type.NY, "nytt"),), same(text), tuple(self._whole(node)))
        bits = same(shown.short(text))
        for change in changes:
            if change.felt == "tekst":
                bits = shown.prose_changes(change.fra, change.til, self._context.readers)
        marks = *self._continued(node), *(mark for change in changes for mark in self._marks(change))
        fields = [change for change in changes if change.felt not in {"", "tekst"}]
        lines = [self._field(change) for change in fields if not (change.felt == "id" and change.sannsynlig)]
        return Innslag("", marks, bits, (*self._bullets(node), *lines))

    def _continued(self, node: Node) -> Iterator[Merke]:
        origin = self._context.origin.get(node)
        if origin:
            yield Merke(Type.DELT, f"skilt ut fra «{origin.id}»")
        elif self._context.other_year:
            yield Merke(None, f"videreført fra {self._comparison.fra}")
        yield from self._context.probably(node)

    def _marks(self, change: Change) -> Iterator[Merke]:
        match change.type:
            case Type.FLYTTET:
                yield self._context.moved(change)
            case Type.DELT:
                yield Merke(Type.DELT, f"{probably(change)}delt i {len(change.til)} tiltak")
            case Type.SLÅTT_SAMMEN:
                names = [place.sti.rpartition("/")[2] for place in change.fra]
                yield Merke(Type.SLÅTT_SAMMEN, f"{probably(change)}slått sammen av {quoted(names)}")

    def _whole(self, node: Node) -> Iterator[Linje]:
        """Give all fields of a measure that is new."""
        for punkt in node.barn:
            yield Linje("", same(self._context.readers[1].plain(punkt.felt["tekst"])))
        for name, value in node.felt.items():
            if name not in {"tekst", "viderefører"} and value:
                text = shown.value(value) if name == "bærekraftsmål" else shown.names(value)
                yield Linje(self._context.columns.name(name), same(text))

    def _field(self, change: Change) -> Linje:
        name = self._context.columns.name(change.felt)
        if change.felt == "bærekraftsmål":
            return Linje(name, shown.goal_changes(change.fra, change.til))
        if isinstance(change.fra, list) or isinstance(change.til, list):
            return Linje(name, shown.list_changes(change.fra, change.til))
        return field_line(change)

    def _bullets(self, node: Node) -> Iterator[Linje]:
        """Give what has changed in a measure's bullets."""
        old, new = self._context.readers
        for punkt in node.barn:
            text = new.plain(punkt.felt["tekst"])
            for change in self._comparison.endringer_av(punkt):
                match change.type:
                    case Type.NY:
                        yield Linje("Nytt punkt", (Bit(Slag.INN, text),))
                    case Type.FLYTTET:
                        yield Linje("Flyttet punkt", same(text))
                    case Type.ENDRET:
                        bits = shown.prose_changes(change.fra, change.til, self._context.readers)
                        yield Linje("Punkt", bits)
        for pair in self._comparison.par_av(node):
            for punkt in filter(self._context.is_gone, pair.gammel.barn):
                yield Linje("Fjernet punkt", (Bit(Slag.UT, old.plain(punkt.felt["tekst"])),))
