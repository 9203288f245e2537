"""Draw a line for each post over the columns, on a scale from zero, with its name at its end.

Points have their figures and are told apart by their shape; a column without a figure breaks a line.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import ceil, inf
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
_LOWEST, _EACH = 140.0, 40.0
"""How high the drawing is at least, and for each of its lines."""
_DOT = 3.5
_TEXT, _APART = 11.0, 2.0
"""How high figures are, and how far from each other."""
_STEP = 1.5
"""Between the places that are tried for a figure."""
_BELOW = 2 * _DOT + _TEXT - 2
"""From a point to the baseline of a figure below it."""
_HEADING_LINES = 3
_Standing = tuple[float, tuple[float, ...]]
"""How far figures are from their points, and where they stand."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
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
        first = self._figure / 2
        self._xs = [first + (last - first) * part for part in _parts_of_way(chart.kolonner)]
        self._with_figures = list(_with_room(self._xs, self._figure + 2))
        height = max(_LOWEST, _EACH * len(chart.rekker))
        low, high = (float(end(0, *(amount.tall for amount in every))) for end in (min, max))
        self._scale = Scale(high, low, (0, height))
        self._lowest = height + (_BELOW if low < 0 else 0)
        self._placed = [list(self._column(nr)) for nr in range(len(chart.kolonner))]
        tops = [y - _TEXT for nr in self._with_figures for _, y in self._placed[nr]]
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
        for nr in self._with_figures:
            x = self._xs[nr]
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
        """Give a column's figures, from the top down, with the height that each stands on."""
        rows = [(self._level(rekke, nr), rekke.nå[nr]) for rekke in self._chart.rekker]
        dots = [y for y, amount in rows if _is_point(amount)]
        written = sorted((row for row in rows if row[1].skrevet), key=lambda row: row[0])
        wanted = [(y - 2 * _DOT, y + _BELOW, amount.tall < 0) for y, amount in written]
        places = _standing(wanted, dots, self._lowest)
        return zip((amount.skrevet for _, amount in written), places, strict=True)

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
        end = self._xs[-1] + self._figure / 2
        shown = [(x, [name], "center") for x, name in zip(self._xs, names, strict=True)]
        gap = min((right - left for left, right in pairwise(self._xs)), default=end) - BESIDE
        if room_of(names) > gap:
            words = room_of(word for name in names for word in name.split())
            lines = [wrapped(name, gap) for name in names]
            shown = [(x, parts, "center") for x, parts in zip(self._xs, lines, strict=True)]
            if words > gap or max(map(len, lines)) > _HEADING_LINES:
                half = end / 2 - BESIDE
                shown = [(0.0, wrapped(names[0], half), "left"), (end, wrapped(names[-1], half), "right")]
        self._sheet.height = self._bottom + BESIDE
        for x, parts, align in shown:
            if align == "center" and x < room_of(parts) / 2:
                x, align = 0.0, "left"  # noqa: PLW2901 — the first may be wider than its figures
            for nr, part in enumerate(parts):
                self._sheet.text(part, (x, self._sheet.height + FONT + nr * LINE), "dempet", align)
        self._sheet.height += max(len(parts) for _, parts, _ in shown) * LINE + 2


def _parts_of_way(headings: Sequence[str]) -> list[float]:
    """Return how far along each column stands: as its year says, where all of them say theirs."""
    found = [_YEAR.findall(heading) for heading in headings]
    years = [int(years[0]) for years in found if len(years) == 1]
    if len(years) < len(headings) or any(later <= earlier for earlier, later in pairwise(years)):
        years = list(range(len(headings)))
    return [(year - years[0]) / ((years[-1] - years[0]) or 1) for year in years]


def _with_room(xs: Sequence[float], room: float) -> Iterator[int]:
    """Give the places that have room for figures, from the last back; the first before those next to it."""
    taken = [xs[0]]
    for nr in reversed(range(len(xs))):
        if nr == 0 or all(abs(xs[nr] - x) >= room for x in taken):
            taken.append(xs[nr])
            yield nr


def _is_point(amount: Amount) -> bool:
    """Tell whether a figure is known; a dash is nothing, which is known too."""
    return amount.verdi is not None and amount.verdi != MANGLER


def _standing(
    wanted: Sequence[tuple[float, float, bool]], dots: Sequence[float], lowest: float
) -> tuple[float, ...]:
    """Return baselines for a column's figures: in order, clear of points, as near their own as may be.

    Args:
        wanted: above a figure's point, below it, and whether below is better; from the top down.
        dots: how high the column's points are.
        lowest: where the lowest may stand.
    """
    line = _TEXT + _APART
    count = ceil((lowest + (len(wanted) + 1) * line) / _STEP)
    free = [
        at
        for at in (lowest - _STEP * nr for nr in reversed(range(count)))
        if not any(at - _TEXT - _DOT - 1 < dot < at + _DOT + 1 for dot in dots)
    ]
    # How far all figures down to this one are from their points at best, where this one stands on each place.
    best: list[_Standing] = [(0.0, ())] * len(free)
    for above, below, is_below in wanted:
        near, far = (below, above) if is_below else (above, below)
        found: list[_Standing] = []
        nearest: _Standing = (inf, ())
        others = 0
        for at in free:
            while others < len(free) and free[others] <= at - line:
                nearest, others = min(nearest, best[others]), others + 1
            away, before = nearest if best[0][1] else (0.0, ())
            found.append((away + min((at - near) ** 2, (at - far) ** 2 + _STEP), (*before, at)))
        best = found
    return min(best)[1]


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
