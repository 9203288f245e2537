"""Draw a line for each post over the columns, on a scale from zero, with its name at its end.

Points have their figures and are told apart by their shape; a column without a figure breaks a line.
"""

from __future__ import annotations

from itertools import count, pairwise
from math import ceil
from typing import TYPE_CHECKING

from handlingsprogram.read.model.budget import MANGLER
from handlingsprogram.render.charts.bars import Scale
from handlingsprogram.render.charts.keys import SIGN, letter, list_posts
from handlingsprogram.render.charts.sheet import (
    BASELINE,
    BESIDE,
    BROAD,
    CHARACTER,
    FONT,
    LINE,
    room_of,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handlingsprogram.render.charts.model import Amount, Chart, Series
    from handlingsprogram.render.charts.sheet import Sheet

_NAMES = 0.3
"""How much of a broad drawing names may take."""
_LOWEST, _EACH = 130.0, 34.0
"""How high the drawing is at least, and for each of its lines."""
_DOT = 3.5
_TEXT = 11.0
"""How high figures are."""
_BELOW = 2 * _DOT + _TEXT - 2
"""From a point to the baseline of a figure below it."""
_HEADING_LINES = 3
_DASHES, _BEFORE = ("", "6 3"), "1 3"
_LOOKS = (("rund", True), ("kantet", False), ("kantet", True), ("rund", False))
"""The points' shapes, and whether they are solid."""


def draw_lines(sheet: Sheet, chart: Chart) -> None:
    """Draw the lines with their names and figures, and the columns' names below."""
    is_broad = sheet.width >= BROAD
    if not is_broad:
        list_posts(sheet, [rekke.navn for rekke in chart.rekker], lambda nr, *at: _sign(sheet, nr, *at))
    _legend(sheet, chart)
    plot = _Plot(sheet, chart, is_broad=is_broad)
    plot.ground()
    for nr, rekke in enumerate(chart.rekker):
        plot.line(nr, rekke)
    plot.figures()
    plot.names()
    plot.headings()


def _legend(sheet: Sheet, chart: Chart) -> None:
    for name, dash in ((chart.nå, ""), (chart.før, _BEFORE)):
        if name:
            y = sheet.height + LINE / 2 + 1
            sheet.line([(0, y), (SIGN, y)], "stolpe" if not dash else "dempet", 2.0, dash)
            sheet.lines(name, "dempet", SIGN + BESIDE)


def _sign(sheet: Sheet, nr: int, ends: tuple[float, float], middle: float) -> None:
    sheet.line([(ends[0], middle), (ends[1], middle)], "stolpe", 2.0, _dash(nr))
    sheet.dot((sum(ends) / 2, middle), *_look(nr))


def _look(nr: int) -> tuple[float, str, bool]:
    return (_DOT, *_LOOKS[nr % len(_LOOKS)])


def _dash(nr: int) -> str:
    return _DASHES[nr // len(_LOOKS) % len(_DASHES)]


class _Plot:
    """Lines under way: where columns, figures and names stand."""

    def __init__(self, sheet: Sheet, chart: Chart, *, is_broad: bool) -> None:
        self._sheet, self._chart = sheet, chart
        self._labels = [rekke.navn if is_broad else letter(nr) for nr, rekke in enumerate(chart.rekker)]
        self._room = min(max(room_of(self._labels), FONT), sheet.width * _NAMES)
        every = [amount for rekke in chart.rekker for amount in (*rekke.nå, *rekke.før)]
        self._figure = max(room_of(amount.skrevet for amount in every), FONT)
        last = sheet.width - self._room - BESIDE - self._figure / 2
        steps = max(len(chart.kolonner) - 1, 1)
        self._xs = [
            self._figure / 2 + (last - self._figure / 2) * nr / steps for nr in range(len(chart.kolonner))
        ]
        height = max(_LOWEST, _EACH * len(chart.rekker))
        low, high = (float(end(0, *(amount.tall for amount in every))) for end in (min, max))
        self._scale = Scale(high, low, (0, height))
        self._lowest = height + (_BELOW if low < 0 else 0)
        self._placed = [list(self._column(nr)) for nr in range(len(chart.kolonner))]
        tops = [y - _TEXT for column in self._placed for _, y in column]
        self._top = sheet.height + BESIDE + max(0.0, -min(tops, default=0.0))
        self._bottom = self._top + self._lowest

    def ground(self) -> None:
        """Draw the line of nothing, with a mark for each column."""
        zero = self._top + self._scale(0)
        self._sheet.line([(0, zero), (self._xs[-1] + self._figure / 2, zero)], "dempet", 1.0)
        for x in self._xs:
            self._sheet.line([(x, zero), (x, zero + _DOT)], "dempet", 1.0)

    def line(self, nr: int, rekke: Series) -> None:
        """Draw a post's line and its points, now and before."""
        for amounts, dash, width in ((rekke.før, _BEFORE, 2.0), (rekke.nå, _dash(nr), 2.0)):
            colour = "dempet" if amounts is rekke.før else "stolpe"
            for first, second in pairwise(self._points(amounts)):
                if first and second:
                    self._sheet.line([first, second], colour, width, dash)

    def _points(self, amounts: Iterable[Amount]) -> list[tuple[float, float] | None]:
        return [
            (x, self._top + self._scale(float(amount.tall))) if _is_point(amount) else None
            for x, amount in zip(self._xs, amounts, strict=False)
        ]

    def figures(self) -> None:
        """Write the figures of the columns that have room for them, and then all points."""
        apart = self._xs[-1] - self._xs[0]
        step = ceil((self._figure + 2) * (len(self._xs) - 1) / apart) if apart > 0 else 1
        for nr, x in enumerate(self._xs):
            if (len(self._xs) - 1 - nr) % step:
                continue
            for text, y in self._placed[nr]:
                room = len(text) * CHARACTER
                ends = (x - room / 2, x + room / 2)
                self._sheet.patch(ends, self._top + y - _TEXT / 2, _TEXT)
                self._sheet.text(text, (x, self._top + y), "tekst", "center")
        for nr, rekke in enumerate(self._chart.rekker):
            for point in self._points(rekke.nå):
                if point:
                    self._sheet.dot(point, *_look(nr))

    def _column(self, nr: int) -> Iterator[tuple[str, float]]:
        """Give a column's figures with where each stands: near its point, clear of all, in their order."""
        rows = [(self._level(rekke, nr), rekke.nå[nr]) for rekke in self._chart.rekker]
        taken = [(y - _DOT - 1, y + _DOT + 1) for y, amount in rows if _is_point(amount)]
        ceiling = self._lowest
        for y, amount in sorted(rows, key=lambda row: -row[0]):
            if amount.skrevet:
                places = _places(y, below_first=amount.tall < 0)
                place = next(at for at in places if at <= ceiling and _is_free(at, taken))
                ceiling = place - _TEXT - 2
                yield amount.skrevet, place

    def _level(self, rekke: Series, nr: int) -> float:
        """Return how high a post is in a column; what is still to come is as high as what was before it."""
        known = [amount for amount in rekke.nå[: nr + 1] if _is_point(amount)]
        return self._scale(float(known[-1].tall) if known else 0.0)

    def names(self) -> None:
        """Write each line's name at its end, one below the other where they would meet."""
        ends = []
        for rekke, label in zip(self._chart.rekker, self._labels, strict=True):
            points = [point for point in self._points(rekke.nå) if point]
            if points:
                ends.append((points[-1], wrapped(label, self._room + 1)))
        ends.sort(key=lambda end: end[0][1])
        left = self._xs[-1] + self._figure / 2 + BESIDE
        middles = _spread([end[1] for end, _ in ends], [len(lines) * LINE for _, lines in ends], self._bottom)
        for ((x, y), lines), middle in zip(ends, middles, strict=True):
            self._sheet.line([(x + _DOT, y), (left - 2, middle)], "dempet", 0.75)
            top = middle - len(lines) * LINE / 2
            for nr, line in enumerate(lines):
                self._sheet.text(line, (left, top + nr * LINE + LINE / 2 + BASELINE))
            self._bottom = max(self._bottom, top + len(lines) * LINE)

    def headings(self) -> None:
        """Write the columns' names below them; only the first and the last where others have no room."""
        names = self._chart.kolonner
        gap = (self._xs[-1] - self._xs[0]) / max(len(names) - 1, 1) - BESIDE
        lines = [wrapped(name, gap) for name in names]
        words = room_of(word for name in names for word in name.split())
        self._sheet.height = self._bottom + BESIDE
        if words <= gap and max(map(len, lines)) <= _HEADING_LINES:
            shown = list(zip(self._xs, lines, ["center"] * len(lines), strict=True))
        else:
            half = (self._xs[-1] + self._figure / 2) / 2 - BESIDE
            end = self._xs[-1] + self._figure / 2
            shown = [(0.0, wrapped(names[0], half), "left"), (end, wrapped(names[-1], half), "right")]
        for x, parts, align in shown:
            if align == "center" and x < room_of(parts) / 2:
                x, align = 0.0, "left"  # noqa: PLW2901 — the first may be wider than its figures
            for nr, part in enumerate(parts):
                self._sheet.text(part, (x, self._sheet.height + FONT + nr * LINE), "dempet", align)
        self._sheet.height += max(len(parts) for _, parts, _ in shown) * LINE + 2


def _is_point(amount: Amount) -> bool:
    """Tell whether a figure is known; a dash is nothing, which is known too."""
    return amount.verdi is not None and amount.verdi != MANGLER


def _places(y: float, *, below_first: bool) -> Iterator[float]:
    """Give baselines for a figure: above its point, below it, and then further and further up."""
    near = [y - 2 * _DOT, y + _BELOW]
    yield from reversed(near) if below_first else near
    yield from (y - 2 * _DOT - away * _TEXT / 4 for away in count(1))


def _is_free(at: float, taken: Sequence[tuple[float, float]]) -> bool:
    return all(at < top or at - _TEXT > bottom for top, bottom in taken)


def _spread(wanted: Sequence[float], heights: Sequence[float], lowest: float) -> list[float]:
    """Return middles as near to those that are wanted as heights allow, from the top down."""
    middles: list[float] = []
    for at, height in zip(wanted, heights, strict=True):
        above = middles[-1] + (heights[len(middles) - 1] + height) / 2 if middles else at
        middles.append(max(at, above))
    # Back up from the lowest line, so that many small ones stand above it and not below.
    floor = lowest
    for nr in reversed(range(len(middles))):
        middles[nr] = min(middles[nr], floor - heights[nr] / 2)
        floor = middles[nr] - heights[nr] / 2
    return middles
