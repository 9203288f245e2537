"""Values as plain text, the way a reader says them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.model.amounts import decimals
from handlingsprogram.render.words.typography import long_date
from handlingsprogram.review.compare.fields import came_and_went, item_name
from handlingsprogram.review.report.reader import printed
from handlingsprogram.review.report.words import Bit, Slag, word_changes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.review.report.reader import Reader

_SHORT = 90
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def prose_changes(fra: str, til: str, readers: tuple[Reader, Reader]) -> tuple[Bit, ...]:
    """Return what has changed in a text: in its words, or in how they look where they are the same."""
    return word_changes(*printed(fra, til, readers))


def short(text: str) -> str:
    """Return the beginning of a long text."""
    return text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def list_changes(fra: list[Any] | None, til: list[Any] | None) -> tuple[Bit, ...]:
    """Return what a list has lost and got; a lone item that was reworded, word by word."""
    if fra and til and len(fra) == len(til) == 1:
        return word_changes(item_name(fra[0]), item_name(til[0]))
    came, went = came_and_went(fra, til)
    if not came and not went:
        return (Bit(Slag.LIK, "rekkefølgen er endret"),)
    return listed([*((Slag.UT, name) for name in went), *((Slag.INN, name) for name in came)])


def goal_changes(fra: list[list[int]] | None, til: list[list[int]] | None) -> tuple[Bit, ...]:
    """Return what of the UN's goals a measure has lost and got."""
    before, after = ([str(number) for group in groups or () for number in group] for groups in (fra, til))
    return list_changes(before, after)


def listed(items: Iterable[tuple[Slag, str]]) -> tuple[Bit, ...]:
    """Return items with commas between."""
    bits: list[Bit] = []
    for slag, text in items:
        if bits:
            bits.append(Bit(Slag.LIK, ", "))
        bits.append(Bit(slag, text))
    return tuple(bits)


def names(items: list[Any] | None) -> str:
    """Return a list as text."""
    return ", ".join(map(item_name, items or ()))


def value(what: Any) -> str:
    """Return any value as text: a list with commas, a yes or a no, nothing for nothing."""
    if isinstance(what, dict):
        return _mapping(what)
    if isinstance(what, list):
        return ", ".join(map(value, what))
    if isinstance(what, bool):
        return "ja" if what else "nei"
    return "" if what is None else str(what)


def said(felt: str, what: Any) -> str:
    """Return a field's value as text: a date in words, everything else as `value`."""
    is_date = felt == "dato" and isinstance(what, str) and _DATE.fullmatch(what)
    return long_date(what) if is_date else value(what)


def table_rows(value: Any) -> list[str]:
    """Return a table of text row by row."""
    return [
        " | ".join(str(cell["tekst"] if isinstance(cell, dict) else cell) for cell in row) for row in value
    ]


def _figure(what: Any) -> str:
    return decimals(Fraction(what), 0) if isinstance(what, int) else str(what)


def _mapping(what: dict[str, Any]) -> str:
    match what:
        case {"trykt": trykt, "begrunnelse": begrunnelse}:
            return f"{_figure(trykt)} ({begrunnelse})"
        case {"tekst": text}:
            return str(text)
    return ", ".join(f"{key}: {value(item)}" for key, item in what.items())
