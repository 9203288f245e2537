"""The frame in the report: title, status, cover, columns of the measures tables; and changes of form only."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from handlingsprogram.review.budget_lines import field_line
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.outline import Innslag, Merke, same
from handlingsprogram.review.report import shown
from handlingsprogram.review.report.labels import FORM_WORDS, FRAME, is_form
from handlingsprogram.review.report.words import word_changes

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Change
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.context import Context

_WORDS = {Type.NY: "ny", Type.FJERNET: "fjernet", Type.FLYTTET: "flyttet"}


def frame(context: Context) -> tuple[Innslag, ...]:
    """Return what has changed in the frame, and in the measures tables' columns."""
    root = context.comparison.endringer_av(context.comparison.nytt_tre)
    fields = [
        Innslag(FRAME[change.felt], (), field_line(change).biter) for change in root if not is_form(change)
    ]
    columns = [node for node in context.told[None] if node.ting is Ting.KOLONNE]
    return (*fields, *(_column(context, node) for node in columns))


def _column(context: Context, node: Node) -> Innslag:
    bits, marks, lines = same(node.felt["overskrift"]), [], []
    for change in context.comparison.endringer_av(node):
        if change.type is Type.OMDØPT:
            bits = word_changes(change.fra, change.til)
        elif change.type in _WORDS:
            marks.append(Merke(change.type, _WORDS[change.type]))
        elif not is_form(change):
            lines.append(field_line(change))
    return Innslag("Kolonne i tiltakstabellene", tuple(marks), bits, tuple(lines))


def form(context: Context) -> tuple[str, ...]:
    """Return the changes of form only, a sentence for each sort."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for change in context.comparison.endringer:
        if is_form(change):
            places[form_sentence(change)][_where(context, change)] = None
    return tuple(
        f"{said}: {', '.join(filter(None, where))}".removesuffix(": ") for said, where in places.items()
    )


def form_sentence(change: Change) -> str:
    """Return what is said of a change of form: a sentence, or a name with the values before and after."""
    words = FORM_WORDS[change.felt]
    if isinstance(words, tuple):
        return words[bool(change.til)]
    before, after = (_quoted(value) for value in (change.fra, change.til))
    return f"{words} (før {before}, nå {after})"


def _quoted(value: Any) -> str:
    """Return a value so that one sees where it ends; a pattern as it is printed for the first."""
    if not isinstance(value, str) or not value:
        return shown.value(value) or "ingen"
    return f"«{value.replace('{nummer}', '1').replace('{tittel}', 'Tittel')}»"


def _where(context: Context, change: Change) -> str:
    node = context.new[change.ting, change.sti]
    if node.ting is Ting.PROGRAM:
        return ""
    named = node.felt.get("tittel") or node.felt.get("overskrift") or node.felt.get("navn")
    return str(named or (node.seksjon.felt["tittel"] if node.seksjon else ""))
