"""A report in nynorsk: what the tool says of the changes. What the programmes say, stays as it is."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from handlingsprogram.malform.nynorsk import translated
from handlingsprogram.review.report import labels
from handlingsprogram.review.report.model import (
    Area,
    Chapter,
    Count,
    Entry,
    Figures,
    Head,
    Label,
    Line,
    Part,
    Report,
    Run,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_Piece = TypeVar("_Piece")
_SAID: Mapping[type, frozenset[str]] = {
    Area: frozenset({"remark", "kinds"}),
    Chapter: frozenset({"remark", "nouns"}),
    Count: frozenset({"name"}),
    Entry: frozenset({"what"}),
    Figures: frozenset({"note"}),
    Head: frozenset(
        {
            *("lead", "sides", "figures", "sentences", "notices", "type_names", "kinds", "nothing"),
            *("areas_title", "money_title", "counts_title", "total_title"),
        }
    ),
    Label: frozenset({"text"}),
    Line: frozenset({"mark"}),
    Part: frozenset({"nouns"}),
    Report: frozenset({"appearance", "appearance_title"}),
    Run: frozenset({"label"}),
}
"""The fields that hold the tool's own words."""
_TITLES = frozenset(
    {"Mål og indikatorer", "Tallene i budsjettet", "Om dokumentet", "Ikke lenger eget område"}
    | {"Ikke lenger egne områder", "Før", "Nå", "Endring", "Prosent"}
)
"""What stands where a programme's own titles stand, too."""
_TITLED: Mapping[type, frozenset[str]] = {
    Area: frozenset({"title"}),
    Chapter: frozenset({"title"}),
    Figures: frozenset({"heads", "sides"}),
}
_NAME = re.compile(r"(?P<før>Fjernet )?(?P<navn>.*?)(?P<etter>(?: \d+)?(?:, flyttet)?)", re.DOTALL)
"""A field's name, with what has happened to one of its items."""
_CHANGES = "Endringer "
"""How a report's own title begins."""


def in_nynorsk(report: Report) -> Report:
    """Return a report whose own words are nynorsk."""
    made = _piece(report)
    if not made.head.title.startswith(_CHANGES):
        return made
    rest = made.head.title.removeprefix(_CHANGES)
    rest = f"frå {rest.removeprefix('fra ')}" if rest.startswith("fra ") else rest
    return replace(made, head=replace(made.head, title=translated(_CHANGES) + rest))


def _piece(piece: _Piece) -> _Piece:
    """Return a piece of a report, with all that stands in it."""
    if isinstance(piece, tuple) and not hasattr(piece, "_fields"):
        return tuple(map(_piece, piece))  # type: ignore[return-value]
    if type(piece) not in _SAID and not (is_dataclass(piece) and type(piece).__module__ == Report.__module__):
        return piece
    said, titled = _SAID.get(type(piece), frozenset()), _TITLED.get(type(piece), frozenset())
    changed = {}
    for one in fields(piece):  # type: ignore[arg-type]
        value = getattr(piece, one.name)
        if isinstance(piece, Line) and one.name == "name":
            told = _field(value)
        else:
            told = (
                _words(value) if one.name in said else _title(value) if one.name in titled else _piece(value)
            )
        if told is not value:
            changed[one.name] = told
    return replace(piece, **changed) if changed else piece  # type: ignore[type-var]


@cache
def _fields() -> frozenset[str]:
    """Return what the tool calls fields, in small letters; a programme's columns have names of its own."""
    named: tuple[Mapping[Any, Any], ...] = (labels.FRAME, labels.FIELDS, *labels.FORM.values())
    values = [name for one in named for name in one.values()]
    return frozenset(name.casefold() for name in values if isinstance(name, str)) | {"punkt", "nytt punkt"}


def _field(name: str) -> str:
    match = _NAME.fullmatch(name)
    if not match:
        return name
    own = translated(match["navn"]) if match["navn"].casefold() in _fields() else match["navn"]
    return translated(match["før"] or "") + own + translated(match["etter"])


def _words(value: Any) -> Any:
    if isinstance(value, str):
        return translated(value)
    return tuple(map(_words, value)) if isinstance(value, tuple) else value


def _title(value: Any) -> Any:
    if isinstance(value, str):
        return translated(value) if value in _TITLES else value
    return tuple(map(_title, value))
