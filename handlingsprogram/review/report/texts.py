"""Texts, lists and values before and after, the way a reader says them."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build.measures import SEPARATORS
from handlingsprogram.read.model.rounding import decimals, places_of
from handlingsprogram.render.words.typography import long_date
from handlingsprogram.review.compare.fields import came_and_went, item_name
from handlingsprogram.review.report.model import Line
from handlingsprogram.review.report.reader import printed
from handlingsprogram.review.report.words import Bit, Slag, token_changes, word_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.review.report.model import Bits
    from handlingsprogram.review.report.reader import Reader

_SHORT = 90
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def same(text: str) -> Bits:
    """Return a text in which nothing is marked as changed."""
    return (Bit(Slag.LIK, text),) if text else ()


def short(text: str, most: int = _SHORT) -> str:
    """Return the beginning of a long text."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def quoted(names: Sequence[str]) -> str:
    """Return names in quotation marks, the way a sentence lists them."""
    marked = [f"«{name}»" for name in names]
    return " og ".join([", ".join(marked[:-1]), marked[-1]] if marked[1:] else marked)


# --- Prose --------------------------------------------------------------------------------------


def paragraph(markdown: str, reader: Reader, mark: str = "", name: str = "") -> Line:
    """Return a paragraph, or an item of a list, as it is."""
    return Line(same(reader.plain(markdown)), name, mark)


def reworded(sides: tuple[str, str], readers: tuple[Reader, Reader], mark: str = "", name: str = "") -> Line:
    """Return a text before and after; where its words are the same, with what else a reader sees."""
    return Line(word_changes(*printed(*sides, readers)), name, mark)


# --- Lists --------------------------------------------------------------------------------------


def figure_changes(fra: str, til: str) -> Bits:
    """Return a figure with its unit before and after; a figure is one word, whatever parts its thousands."""
    return token_changes(*(re.split("(?= )", side, maxsplit=1) if side else [] for side in (fra, til)))


def listed(items: Any, shown: str) -> str:
    """Return a measure's list as its column prints it.

    Args:
        items: the list, as the YAML writes it; the UN's goals in groups; None where there is none.
        shown: how the column prints several items: `oppramsing`, or on lines of their own.
    """
    return "".join(_tokens(_flat(items), [], {}, shown))


def list_changes(fra: Any, til: Any, shown: str) -> Bits:
    """Return a list before and after, item by item; a lone item that was reworded, word by word."""
    before, after = _flat(fra), _flat(til)
    if len(before) == len(after) == 1:
        return word_changes(item_name(before[0]), item_name(after[0]))
    names = [[item_name(item) for item in items] for items in (before, after)]
    if names[0] != names[1] and sorted(names[0]) == sorted(names[1]):
        return same(f"{listed(til, shown)} (rekkefølgen er endret)")
    came, went = came_and_went(before, after) if shown == "oppramsing" else (names[1], names[0])
    # An item that only got or lost a capital, because it stands elsewhere, is printed as it is now.
    now = {name.casefold(): name for name in names[1]} if shown == "oppramsing" else {}
    return token_changes(_tokens(before, went, now, shown), _tokens(after, came, now, shown))


def _tokens(items: list[Any], changed: list[str], now: Mapping[str, str], shown: str) -> list[str]:
    left = Counter(changed)
    tokens: list[str] = []
    for item in items:
        name = item_name(item)
        differs = left[name] > 0
        left[name] -= differs
        separator = SEPARATORS.get(next(iter(item)) if isinstance(item, dict) else "", _separator(shown))
        tokens += ([separator] if tokens else []) + [name if differs else now.get(name.casefold(), name)]
    return tokens


def _flat(items: Any) -> list[Any]:
    found: list[Any] = []
    for item in items or ():
        found += [str(number) for number in item] if isinstance(item, (list, tuple)) else [item]
    return found


def _separator(shown: str) -> str:
    return ", " if shown == "oppramsing" else "\n"


# --- Values -------------------------------------------------------------------------------------


def value(what: Any) -> str:
    """Return any value as text: a list with commas, a yes or a no, nothing for nothing."""
    if isinstance(what, dict):
        return _mapping(what)
    if isinstance(what, (list, tuple)):
        return ", ".join(map(value, what))
    if isinstance(what, bool):
        return "ja" if what else "nei"
    return "" if what is None else str(what)


def said(felt: str, what: Any) -> str:
    """Return a field's value as text: a date in words, everything else as `value`."""
    if felt.partition("/")[0] in _FIGURES and isinstance(what, int | float):
        return _figure(what)
    is_date = felt == "dato" and isinstance(what, str) and _DATE.fullmatch(what)
    return long_date(what) if is_date else value(what)


_FIGURES = {"tall", "målinger", "måltall"}
"""Fields that hold a figure for each column or year."""


def _figure(figure: float) -> str:
    """Return a figure with the decimals that it has."""
    exact = Decimal(repr(figure))
    return decimals(Fraction(exact), places_of(exact))


def _mapping(what: dict[str, Any]) -> str:
    match what:
        case {"trykt": trykt, "begrunnelse": begrunnelse}:
            return f"{_figure(trykt)} ({begrunnelse})"
        case {"år": år, "verdi": verdi}:
            return f"{_figure(verdi)} ({år})"
        case {"tekst": text}:
            return str(text)
    return ", ".join(f"{key}: {value(item)}" for key, item in what.items())


# --- Tables of text -----------------------------------------------------------------------------


def row_changes(fra: Any, til: Any, name: str) -> Iterator[Line]:
    """Give the rows of a table of text that are not as they were, each with its number.

    Args:
        fra: the rows before, as the YAML writes them.
        til: the rows after.
        name: what a row is called: «Rad», «Tabellhode».
    """
    from rapidfuzz.distance import Indel

    before, after = (list(map(_row, rows or ())) for rows in (fra, til))
    steps = Indel.opcodes(before, after)
    other = [step for step in steps if step.tag != "equal"]
    moved = Counter(row for step in other for row in before[step.src_start : step.src_end])
    moved &= Counter(row for step in other for row in after[step.dest_start : step.dest_end])
    gone: list[str] = []
    come: list[tuple[int, str]] = []
    for step in (*steps, None):
        if step and step.tag != "equal":
            gone += before[step.src_start : step.src_end]
            come += [(nr + 1, after[nr]) for nr in range(step.dest_start, step.dest_end)]
            continue
        yield from (Line(same(text), f"{name} {nr}, flyttet") for nr, text in come if text in moved)
        yield from _rows_for_rows(
            [text for text in gone if text not in moved], [row for row in come if row[1] not in moved], name
        )
        gone, come = [], []


def _rows_for_rows(gone: list[str], come: list[tuple[int, str]], name: str) -> Iterator[Line]:
    """Give rows that have gone with those that have come in their place."""
    for i in range(max(len(gone), len(come))):
        number, text = come[i] if i < len(come) else (0, "")
        bits = word_changes(gone[i] if i < len(gone) else "", text)
        yield Line(bits, f"{name} {number}" if number else f"Fjernet {name.lower()}")


def _row(cells: Any) -> str:
    if isinstance(cells, dict):  # an item of a box
        cells = [what for name, what in cells.items() if name != "id"]
    return " | ".join(map(_cell, cells))


def _cell(cell: Any) -> str:
    spans = isinstance(cell, dict) and cell.get("over", 1) > 1
    return f"{value(cell)} (over {cell['over']} kolonner)" if spans else value(cell)
