"""Sections in the report: what has happened to each, and the entries of what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.review.blocks import Blocks
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.compare.tree import FLOW
from handlingsprogram.review.measures import Measures
from handlingsprogram.review.outline import Del, Innslag, Linje, Merke, same
from handlingsprogram.review.report import shown
from handlingsprogram.review.report.labels import is_form
from handlingsprogram.review.report.words import Slag
from handlingsprogram.review.summary import AREAS, probably, quoted, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.compare.model import Change
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.context import Context
    from handlingsprogram.review.report.words import Bit

_NEW = {
    "kapittel": "nytt kapittel",
    "underkapittel": "nytt underkapittel",
    "innsatsområde": "nytt innsatsområde",
    "tverrgående tema": "nytt tverrgående tema",
}


class Sections:
    """Makes the report's sections."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._comparison = context.comparison
        self._measures = Measures(context)
        self._blocks = Blocks(context)

    def parts(self) -> tuple[Del, ...]:
        """Return the sections in which anything has changed."""
        nodes = [node for node in self._comparison.nytt_tre.alle() if node.ting is Ting.SEKSJON]
        parts = [self._part(node, *self._heading(node), self._context.told.get(node, [])) for node in nodes]
        return tuple(part for part in parts if _says_anything(part))

    def gone(self) -> tuple[Del, ...]:
        """Return the sections that are gone and belonged below none that is left."""
        told = set(self._context.told.get(None, ()))
        things = [node for node in self._context.old.values() if node in told]
        sections = [node for node in things if node.ting is Ting.SEKSJON]
        heads = [node for node in sections if node.over not in sections or node.felt["slag"] in AREAS]
        mark = Merke(Type.FJERNET, "fjernet")
        parts = []
        for head in heads:
            below = [
                node
                for node in things
                if node not in heads and _nearest(node, heads) is head and self._is_told_apart(node)
            ]
            parts.append(self._part(head, (mark,), same(head.felt["tittel"]), below))
        return tuple(parts)

    def _part(self, node: Node, marks: tuple[Merke, ...], text: tuple[Bit, ...], things: list[Node]) -> Del:
        measures = [thing for thing in things if thing.ting is Ting.TILTAK]
        measures.sort(key=self._context.is_gone)
        blocks = [thing for thing in things if thing.ting in FLOW and self._is_told_apart(thing)]
        gone = [thing for thing in things if thing.ting is Ting.SEKSJON and thing is not node]
        return Del(
            tittel=text,
            over=title(node.over.seksjon if node.over else None),
            nivå=node.felt["nivå"],
            er_område=node.felt["slag"] in AREAS,
            merker=marks,
            tiltak=(*self._followed(node, measures), *map(self._measures.entry, measures)),
            tekst=(*self._blocks.entries(blocks), *self._lost(node), *map(self._gone_below, gone)),
        )

    def _followed(self, node: Node, told: list[Node]) -> Iterator[Innslag]:
        """Name the measures that came along unchanged when a section was split or merged."""
        for tiltak in self._context.followed.get(node, ()):
            if tiltak not in told:
                text = shown.short(self._context.readers[1].plain(tiltak.felt["tekst"]))
                yield Innslag("", (Merke(Type.FLYTTET, "fulgte med"),), same(text))

    def _is_told_apart(self, node: Node) -> bool:
        """Tell whether a block is told by itself: not one that has gone with its section."""
        in_lost_section = node.ting in FLOW and node.seksjon and self._context.is_gone(node.seksjon)
        return not (in_lost_section and self._context.is_gone(node))

    def _gone_below(self, node: Node) -> Innslag:
        lines = tuple(Linje("", entry.biter) for entry in self._lost(node))
        return Innslag("Underkapittel", (Merke(Type.FJERNET, "fjernet"),), same(node.felt["tittel"]), lines)

    def _lost(self, node: Node) -> Iterator[Innslag]:
        """Say how much text has gone with a section."""
        if self._context.is_gone(node):
            count = sum(self._context.is_gone(barn) for barn in node.barn if barn.ting is Ting.AVSNITT)
            if count:
                text = "ett avsnitt" if count == 1 else f"{count} avsnitt"
                yield Innslag("", (Merke(Type.FJERNET, "fjernet"),), same(text))

    # --- What has happened to a section itself ---

    def _heading(self, node: Node) -> tuple[tuple[Merke, ...], tuple[Bit, ...]]:
        """Return what has happened to a section, and its title."""
        text = same(node.felt["tittel"])
        marks = list(self._context.probably(node))
        origin = self._context.origin.get(node)
        if origin:
            marks.append(Merke(Type.DELT, f"skilt ut fra «{title(origin)}»"))
        for change in self._comparison.endringer_av(node):
            if not is_form(change):
                marks += self._marks(node, change)
        return tuple(marks), text

    def _marks(self, node: Node, change: Change) -> Iterator[Merke]:
        match change.type:
            case Type.NY:
                yield Merke(Type.NY, _NEW[node.felt["slag"]])
            case Type.FLYTTET:
                yield self._context.moved(change)
            case Type.OMDØPT:
                yield Merke(Type.OMDØPT, f"het før «{change.fra}»")
            case Type.DELT:
                parts = quoted([title(self._context.new[Ting.SEKSJON, place.sti]) for place in change.til])
                old = title(self._comparison.forgjenger(node))
                yield Merke(Type.DELT, f"«{old}» er {probably(change)}delt i {parts}")
            case Type.SLÅTT_SAMMEN:
                parts = quoted([title(self._context.old[Ting.SEKSJON, place.sti]) for place in change.fra])
                yield Merke(Type.SLÅTT_SAMMEN, f"{probably(change)}slått sammen av {parts}")
            case Type.ENDRET:
                yield from _field_marks(change)


def _field_marks(change: Change) -> Iterator[Merke]:
    match change.felt:
        case "slag":
            yield Merke(Type.ENDRET, f"før {change.fra}, nå {change.til}")
        case "id" if not change.sannsynlig:
            yield Merke(Type.ENDRET, f"har fått ny id, før «{change.fra}»")
        case "innholdstittel":
            yield Merke(Type.ENDRET, f"heter «{change.til}» i innholdsfortegnelsen, før «{change.fra}»")
        case "viderefører":
            yield Merke(Type.ENDRET, f"viderefører {shown.value(change.til) or 'ikke lenger noe'}")


def _says_anything(part: Del) -> bool:
    return bool(
        part.merker or part.tiltak or part.tekst or any(bit.slag is not Slag.LIK for bit in part.tittel)
    )


def _nearest(node: Node, heads: list[Node]) -> Node | None:
    above = node.over
    while above and above not in heads:
        above = above.over
    return above
