"""The room that what is in tables takes on the page, reckoned in the font and the size that it gets."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from handlingsprogram.read.model.budget import Tabell

_NAMES_WIDTH, _LEAST_NAMES_WIDTH = 40, 20
_ADVANCES = {
    sign: advance
    for advance, signs in {
        0.23: " \u00a0\u202f",
        0.28: "ij",
        0.29: "l",
        0.3: "',.:;’·",
        0.31: "I",
        0.34: "!-",
        0.35: "()[]f{}",
        0.38: "°¹²³₂",
        0.4: "rtŧ",
        0.43: "/\\",
        0.46: "sz",
        0.48: "?c|",
        0.5: "*_–",
        0.53: "#$+0123456789<=>FJLY^aevxy~§±−",
        0.56: '"ESTZ`g«»koðøŦ',
        0.58: "Xbdhnpqußþđŋ",
        0.61: "ABCPV",
        0.64: "DGKRÞ",
        0.67: "NUÐĐŊ",
        0.69: "HOQØ",
        0.71: "&",
        0.79: "wæ",
        0.86: "%mÆ",
        0.91: "@MW—",
    }.items()
    for sign in signs
}
"""How wide a character is, in ems: the wider of Source Sans Pro and Calibri, both bold."""
_OTHER_SIGN = 1.0
"""One that neither of them need have."""
_HEAD = 0.9
"""The size of a budget's heads, in parts of its figures'; in Word it is smaller yet."""
_MEASURED = {"Source Sans Pro", "Calibri", "Carlito"}
_OTHER_FONTS = 1.15
"""How much wider a font may be that is none of those, such as Arial and Source Serif."""
FIGURE_PADDING, CELL_PADDING = 3.0, 4.0
"""What a cell has beside its figure in a budget, and beside its text in other tables, in millimetres."""
_FIGURE = re.compile(r"\d(?:[\d.,:/\u00a0\u202f-]*\d)?%?")
"""What a date, a figure and a year are made of: no format may part them."""
_WORD = re.compile(r"(?:(?P<tegn>[^\w\s]+)\u00a0)?(?P<ord>[^\W\d_]+[.,:;)]?|\d+–\d+)")
"""A word, or years, with a sign that may not stand on a line before it."""
_FEWEST, _FEWEST_EMS = 8, 4.0
"""A column where fewer letters have room is hard to read; so many are so wide."""
_REGULAR = 0.95
"""How wide letters are that are not bold, in parts of those that are; all but those of heads."""
_LONG = 9.0
"""Words that are wider are divided where they stand in a narrow column; shorter ones only without need."""
_WIDE_ENOUGH = 40.0
"""Where nothing can be too long, in millimetres: what is in it need not be read."""
WHOLE = 100
"""A table's width, in per cent."""
_PAGE, _LONG_SIDE = 210, 297
"""Millimetres: an A4 page's width, and a landscape page's."""


class Room(NamedTuple):
    """What figures take of a page, in per cent of the text's width."""

    em: float = 100 * 9.5 * 25.4 / 72 / 162
    """A figure's size. As in the tool's own theme, where nobody knows the theme."""
    millimetre: float = 100 / 162
    liggende: float = 249 / 162
    """How many times wider the text is on a landscape page."""

    def across(self, *, liggende: bool) -> Room:
        """Return the room on the page that a table stands on."""
        return Room(self.em / self.liggende, self.millimetre / self.liggende) if liggende else self

    def needed(self, ems: float, padding: float) -> int:
        """Return the per cent that a column needs for what is so wide, with its padding in millimetres."""
        return ceil(ems * self.em + padding * self.millimetre)


USUAL_ROOM = Room()


def text_width(measures: Mapping[str, float], *, liggende: bool = False) -> float:
    """Return what lies between a page's margins, in millimetres; the measures are those of a theme."""
    return (_LONG_SIDE if liggende else _PAGE) - 2 * measures["marg_side"]


def room(theme: Mapping[str, Any]) -> Room:
    """Return the room that a year's tables have.

    Args:
        theme: the year's, as `theme.looks.of_year` gives it.
    """
    measures, font = theme["mål"], theme["skrift"]
    between = text_width(measures)
    wider = 1 if font["word"] in _MEASURED and font["pdf"] in _MEASURED else _OTHER_FONTS
    em = 100 * measures["tabelltekst"] * 25.4 / 72 / between * wider
    return Room(em, 100 / between, text_width(measures, liggende=True) / between)


def width(text: str) -> float:
    """Return how wide a text is on one line, in ems, amply: the one measure for all that has pages."""
    return sum(_ADVANCES.get(sign) or _unusual(sign) for sign in text)


@cache
def _unusual(sign: str) -> float:
    """Return the width of a letter by that of the letter below its accent."""
    return _ADVANCES.get(normalize("NFD", sign)[0], _OTHER_SIGN)


def figure_widths(tabell: Tabell, widest: Sequence[str], room: Room) -> tuple[int, ...]:
    """Return the figure columns' widths in per cent of the table's; the posts' names have the rest.

    All columns have the same ample width where there is room for that, else what their headings' words and
    their figures need, and at the least what their figures need.

    Args:
        tabell: the table.
        widest: the widest figure of each column, as `Regneark.bredeste` tells.
        room: what figures take on the page.
    """
    room = room.across(liggende=tabell.liggende)
    usual = (100 - _NAMES_WIDTH) // len(tabell.kolonner)
    least = [room.needed(width(figure), FIGURE_PADDING) for figure in widest]
    ample = [max(usual, *least)] * len(least)
    if _leaves_names(ample):
        return tuple(ample)
    words = [max(map(width, kolonne.overskrift.split())) for kolonne in tabell.kolonner]
    heads = [room.needed(_HEAD * word, FIGURE_PADDING) for word in words]
    wished = list(map(max, least, heads))
    return tuple(_granted(least, wished, 100 - _LEAST_NAMES_WIDTH))


def is_too_wide(tabell: Tabell, widest: Sequence[str], room: Room) -> bool:
    """Tell whether the figures leave no room for the posts' names."""
    return not _leaves_names(figure_widths(tabell, widest, room))


def _leaves_names(widths: Sequence[int]) -> bool:
    return sum(widths) <= 100 - _LEAST_NAMES_WIDTH


def _granted(least: Sequence[int], wished: Sequence[int], whole: int) -> list[int]:
    """Give each column what it needs at the least, and what it wishes to as many as there is room for."""
    granted = list(least)
    left = whole - sum(granted)
    for nr in sorted(range(len(granted)), key=lambda nr: wished[nr] - least[nr]):
        more = min(wished[nr] - least[nr], max(left, 0))
        granted[nr] += more
        left -= more
    return granted


def percentages(widths: list[int]) -> list[int]:
    """Scale widths to whole per cents that are 100 together."""
    total = sum(widths)
    edges = [round(100 * sum(widths[:i]) / total) for i in range(len(widths) + 1)]
    return [after - before for before, after in pairwise(edges)]


class Fitted(NamedTuple):
    """How wide the columns of a table of texts are."""

    bredder: tuple[int, ...]
    """In per cent of the table's width."""
    minst: int
    """What they need together, in the same measure; more than 100 where they cannot have it."""


def fitted(
    shares: Sequence[int], texts: Callable[[int], Iterable[str]], room: Room, padding: float = CELL_PADDING
) -> Fitted:
    """Return columns' widths, changed only where a figure, a date or a word has no room.

    Figures and dates come first, with eight letters of a longer word; then whole words, the cheapest first.

    Args:
        shares: what the columns shall have, in per cent.
        texts: gives what stands in a column, from 0; asked only where any column is narrow.
        room: that of the page that the table stands on.
        padding: what a cell has beside its text, in millimetres.
    """
    narrow = _WIDE_ENOUGH * room.millimetre
    own = {
        nr: _needs(texts(nr), room, padding)
        for nr, share in enumerate(shares)
        if share - padding * room.millimetre < narrow
    }
    if all(shares[nr] >= wished for nr, (_, wished) in own.items()):
        return Fitted(tuple(shares), 0)
    needs = [own[nr] if nr in own else _needs(texts(nr), room, padding) for nr in range(len(shares))]
    least, wished = zip(*needs, strict=True)
    if sum(least) > WHOLE:
        return Fitted(tuple(shares), sum(least))
    return Fitted(_settled(shares, _granted(least, wished, WHOLE)), sum(least))


def _settled(shares: Sequence[int], granted: Sequence[int]) -> tuple[int, ...]:
    """Give the columns what they are granted; the widest of those that can spare it give it away."""
    widths = list(map(max, shares, granted))
    for _ in range(sum(widths) - WHOLE):
        spare = [width if width > least else 0 for width, least in zip(widths, granted, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return tuple(widths)


def _needs(texts: Iterable[str], room: Room, padding: float) -> tuple[int, int]:
    """Return the per cent that a column needs at the least, and those that leave its words whole."""
    least = wished = 0.0
    for text in texts:
        for figure in _FIGURE.findall(text):
            least = max(least, width(figure))
        for sign, word in _WORD.findall(text):
            whole, before = width(word), width(f"{sign}\u00a0") if sign else 0
            least = max(least, before + (whole if len(word) <= _FEWEST else _FEWEST_EMS))
            wished = max(wished, before + _REGULAR * whole if whole <= _LONG else 0)
    return room.needed(least, padding), room.needed(max(least, wished), padding)
