"""A comparison for other tools, as schemas/endringer.schema.json describes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from handlingsprogram.review.compare.model import Plass

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Change, Comparison, Resultat
    from handlingsprogram.review.report.model import Report


def render(report: Report, comparison: Comparison) -> str:
    """Return the changes, and what the report says of them in figures."""
    data = {
        "fra": comparison.fra,
        "til": comparison.til,
        "endringer": [_change(change) for change in comparison.endringer],
        "følger": [_change(change) for change in comparison.følger],
        "resultat": _result(comparison.resultat),
        "merknader": list(comparison.merknader),
        "rapport": _report(report),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _report(report: Report) -> dict[str, Any]:
    head = report.head
    return {
        "tittel": head.title,
        "nøkkeltall": [{"antall": number, "hva": words} for number, words in head.figures],
        "setninger": list(head.sentences),
        "antall": head.total,
        "telling": [
            {"gjelder": row.subject, **dict(zip(head.types, row.numbers, strict=True)), "i alt": row.total}
            for row in head.counts
        ],
        "kapitler": [{"tittel": chapter.title, "antall": chapter.count} for chapter in report.chapters],
        "utseende": list(report.appearance),
    }


def _change(change: Change) -> dict[str, Any]:
    data: dict[str, Any] = {
        "type": change.type.value,
        "ting": change.ting.value,
        "sti": change.sti,
        "felt": change.felt,
        "fra": _value(change.fra),
        "til": _value(change.til),
    }
    if change.fra_sti not in {"", change.sti}:
        data["fra_sti"] = change.fra_sti
    if change.plass:
        data["plass"] = _value(change.plass)
    if change.sannsynlig:
        data["sannsynlig"] = True
    return data


def _value(value: Any) -> Any:
    if isinstance(value, Plass):
        return {"sti": value.sti, "under": value.under, "nr": value.nr}
    return [_value(item) for item in value] if isinstance(value, tuple) else value


def _result(resultat: Resultat | None) -> dict[str, Any] | None:
    if not resultat:
        return None
    return {
        "navn": resultat.navn,
        "enhet": resultat.enhet,
        "fra_kolonne": resultat.kolonne[0],
        "til_kolonne": resultat.kolonne[1],
        "fra": resultat.tall[0],
        "til": resultat.tall[1],
    }
