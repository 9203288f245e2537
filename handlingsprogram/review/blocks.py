"""Prose, tables and figures in the report; runs of list items that came or went together are one entry."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from handlingsprogram.review.budget_lines import field_line
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.outline import Innslag, Linje, Merke, same
from handlingsprogram.review.report import shown
from handlingsprogram.review.report.lists import list_change
from handlingsprogram.review.report.words import word_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlingsprogram.review.compare.model import Change
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.context import Context
    from handlingsprogram.review.report.reader import Reader

_WHAT = {Ting.TEKSTTABELL: "Tabell", Ting.FIGUR: "Figur", Ting.BUDSJETTABELL: "Budsjettabell"}
_NEW = {Ting.AVSNITT: "nytt avsnitt", Ting.BUDSJETTABELL: "satt inn her"}
_GONE = {Ting.AVSNITT: "fjernet avsnitt", Ting.BUDSJETTABELL: "ikke lenger her"}
_ITEMS = {Type.NY: ("nytt punkt", "nye punkter"), Type.FJERNET: ("fjernet punkt", "fjernede punkter")}


JOINED = {Type.DELT, Type.SLÅTT_SAMMEN}


def joined(change: Change) -> str:
    """Say that a paragraph was split, or joined of several."""
    is_split = change.type is Type.DELT
    return f"{change.type} {'i' if is_split else 'av'} {len(change.til if is_split else change.fra)} avsnitt"


class Blocks:
    """Makes the entries of a section's blocks."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def entries(self, nodes: Sequence[Node]) -> Iterator[Innslag]:
        """Give what has happened to the blocks of a section."""
        for kind, run in groupby(nodes, self._item_type):
            items = list(run)
            if kind is None:
                # What was split off is told at what it was split from.
                yield from (self._entry(node) for node in items if node not in self._context.origin)
                continue
            reader = self._reader(items[0])
            lines = [Linje("", same(reader.plain(node.felt["tekst"]))) for node in items]
            yield Innslag("", (Merke(kind, _ITEMS[kind][len(items) > 1]),), (), tuple(lines))

    def _item_type(self, node: Node) -> Type | None:
        """Return NY or FJERNET for an item of a list that only came or went; None for everything else."""
        if node.ting is not Ting.AVSNITT or not node.verdi.er_punkt:
            return None
        types = [change.type for change in self._context.comparison.endringer_av(node)]
        return types[0] if types[0] in _ITEMS else None

    def _reader(self, node: Node) -> Reader:
        return self._context.readers[0 if self._context.is_gone(node) else 1]

    def _entry(self, node: Node) -> Innslag:
        marks, lines = list(self._context.probably(node)), []
        bits = same(self._name(node))
        for change in self._context.comparison.endringer_av(node):
            if change.type is Type.NY:
                marks.append(Merke(Type.NY, _NEW.get(node.ting, "ny")))
                lines += [Linje("", same(row)) for row in _rows(node)]
            elif change.type is Type.FJERNET:
                marks.append(Merke(Type.FJERNET, _GONE.get(node.ting, "fjernet")))
            elif change.type is Type.FLYTTET:
                marks.append(self._context.moved(change))
            elif change.type in JOINED:
                marks.append(Merke(change.type, joined(change)))
            elif change.felt == "tekst":
                sides = self._context.comparison.tekst(node, change)
                bits = shown.prose_changes(*sides, self._context.readers)
            elif change.type is Type.OMDØPT:
                bits = word_changes(change.fra, change.til)
            elif change.felt in {"avtrykk", "merke", "innrykk"}:
                marks.append(Merke(Type.ENDRET, _said(change, node)))
            elif change.felt != "skille":
                lines.append(field_line(change))
        return Innslag(_WHAT.get(node.ting, ""), tuple(marks), bits, tuple(lines))

    def _name(self, node: Node) -> str:
        felt = node.felt
        match node.ting:
            case Ting.AVSNITT:
                return self._reader(node).plain(node.verdi.markdown)
            case Ting.TILTAKSTABELL:
                return "Tabellen med tiltak"
            case Ting.TEKSTTABELL:
                return str(felt["tittel"])
            case Ting.BUDSJETTABELL:
                return str(felt["tabell"])
        return str(felt["bildetekst"] or felt["alttekst"] or felt["plassholder"] or node.id)


def _said(change: Change, node: Node) -> str:
    if change.felt == "avtrykk":
        return "bildet er byttet ut" if change.til else "bildet mangler eller kan ikke leses"
    words = list_change(change, node.felt["merke"])
    return words[0].lower() + words[1:]


def _rows(node: Node) -> list[str]:
    """Return the rows of a table of text; none of other things."""
    parts = (node.felt.get(name) for name in ("hode", "rader")) if node.ting is Ting.TEKSTTABELL else ()
    return [row for part in parts for row in shown.table_rows(part or ())]
