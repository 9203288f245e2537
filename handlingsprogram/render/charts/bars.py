"""Charts of one column: bars beside each other, and a waterfall.

Each post of the first has its name above two bars: a solid one with the figures now, and below it a
narrower, hollow one with the figures before. Every bar has its figure at its end, so that a chart needs
neither axis nor colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.model.budget import MANGLER
from handlingsprogram.render.charts.sheet import (
    BASELINE,
    BESIDE,
    BROAD,
    CHARACTER,
    FONT,
    FULL,
    LINE,
    SKRÅ,
    TOM,
    room_of,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.render.charts.model import Amount, Bar, Chart
    from handlingsprogram.render.charts.sheet import Sheet

NOW, BEFORE = 15.0, 9.0
"""How high bars are; by this they are told apart also where they have no length."""
ABOVE, BETWEEN_POSTS = 3.0, 13.0
_SWATCH = 16.0
_BELOW = 9.0
"""Between a post of a waterfall and the next."""
_NAMES = 0.38
"""How much of a broad drawing names may take."""


def draw_bars(sheet: Sheet, chart: Chart) -> None:
    """Draw bars from one line, now above before."""
    legend(sheet, chart)
    scale = Scale.of([amount for pair in chart.beløp for amount in pair], sheet.width)
    for bar in chart.poster:
        sheet.lines(bar.navn)
        _figure(sheet, scale, bar.nå, NOW)
        if chart.før:
            _figure(sheet, scale, bar.før, BEFORE)
        sheet.height += BETWEEN_POSTS
    sheet.height += 2 - BETWEEN_POSTS


def legend(sheet: Sheet, chart: Chart) -> None:
    """Say what the bars now and before are called; a chart whose columns have names has them there."""
    shown = [(chart.nå, NOW - 4, FULL), (chart.før, BEFORE, TOM)]
    for name, height, fill in shown:
        if name:
            sheet.bar((0, _SWATCH), sheet.height + LINE / 2 + 1, height, fill)
            sheet.lines(name, "dempet", _SWATCH + BESIDE)
    if chart.nå or chart.før:
        sheet.height += BETWEEN_POSTS / 2


class Scale:
    """Where figures stand on a line of pixels."""

    def __init__(self, low: float, high: float, ends: tuple[float, float]) -> None:
        """Take the lowest and the highest figure, and where those stand."""
        self._low, self._start = low, ends[0]
        self._pixels = (ends[1] - ends[0]) / (high - low or 1)

    @classmethod
    def of(cls, amounts: Iterable[Amount], width: float) -> Scale:
        """Return a scale on which bars from zero have room with the figures at their ends."""
        shown = list(amounts)
        low, high = (float(end(0, *(amount.tall for amount in shown))) for end in (min, max))
        rooms = [0.0, 0.0]
        for amount in shown:
            side = amount.tall >= 0
            rooms[side] = max(rooms[side], len(amount.skrevet) * CHARACTER + 2 * BESIDE)
        free = max(width - sum(rooms), width / 4)
        return cls(low, high, (rooms[0], rooms[0] + free))

    def __call__(self, figure: float) -> float:
        """Return where a figure stands."""
        return self._start + (float(figure) - self._low) * self._pixels


def _figure(sheet: Sheet, scale: Scale, amount: Amount, height: float) -> None:
    middle = sheet.height + ABOVE + height / 2
    zero, end = scale(0), scale(float(amount.tall))
    if amount.tall:
        sheet.bar((zero, end), middle, height, FULL if height == NOW else TOM)
    ways = -1 if amount.tall < 0 else 1
    colour = "tekst" if height == NOW else "dempet"
    sheet.text(
        amount.skrevet, (end + ways * BESIDE, middle + BASELINE), colour, "right" if ways < 0 else "left"
    )
    sheet.height += ABOVE + height


def draw_waterfall(sheet: Sheet, chart: Chart) -> None:
    """Draw each post from where the one above ended; what they come to is a solid bar from zero.

    What goes up is hatched, what goes down is hollow, and the figure says which by its sign.
    """
    sheet.lines(chart.nå, "dempet")
    sheet.height += BETWEEN_POSTS / 2
    fall = _Fall(sheet, chart)
    fall.zero()
    for bar in chart.poster:
        fall.step(bar)
    sheet.height += 2


class _Fall:
    """A waterfall under way: how far it has come, and from where the next post is reached."""

    def __init__(self, sheet: Sheet, chart: Chart) -> None:
        self._sheet = sheet
        self._level = 0.0
        self._from: tuple[float, float] | None = None
        self._names = min(room_of(bar.navn for bar in chart.poster), sheet.width * _NAMES)
        self._is_broad = sheet.width >= BROAD
        self._heights = [self._height(bar) for bar in chart.poster]
        levels = [0.0]
        for bar in chart.poster:
            levels.append(float(bar.nå.tall) + (0 if bar.hel else levels[-1]))
        figures = room_of(bar.nå.skrevet for bar in chart.poster) + 2 * BESIDE
        left = self._names + 2 * BESIDE if self._is_broad else 1.0
        self._scale = Scale(min(levels), max(levels), (left, sheet.width - figures))

    def zero(self) -> None:
        """Draw the line that whole bars begin at, where no name stands across it."""
        x, top = self._scale(0), self._sheet.height
        if self._is_broad:
            self._sheet.line([(x, top), (x, top + sum(self._heights))], "dempet", 1.0)

    def step(self, bar: Bar) -> None:
        """Draw the next post."""
        sheet = self._sheet
        height, top = self._heights.pop(0), sheet.height
        middle = top + (height / 2 if self._is_broad else height - _BELOW - NOW / 2)
        start = 0.0 if bar.hel else self._level
        is_known = bar.nå.verdi != MANGLER
        ends = self._scale(start), self._scale(start + float(bar.nå.tall))
        if self._from and is_known:
            # A whole bar is reached at its end, as it begins at zero.
            x = self._from[0]
            sheet.line([self._from, (x, middle - NOW / 2)], "dempet", 1.0)
        self._name(bar, middle)
        if bar.nå.tall:
            sheet.bar(ends, middle, NOW, FULL if bar.hel else SKRÅ if bar.nå.tall > 0 else TOM)
        elif is_known:
            sheet.line([(ends[0], middle - NOW / 2), (ends[0], middle + NOW / 2)], "stolpe")
        at = max(ends) + BESIDE
        sheet.patch((at - 1, at + room_of([bar.nå.skrevet])), middle, FONT)
        sheet.text(bar.nå.skrevet, (at, middle + BASELINE))
        sheet.height = top + height
        if is_known:
            self._level = start + float(bar.nå.tall)
        self._from = (ends[1], middle + NOW / 2) if is_known else None

    def _lines(self, bar: Bar) -> list[str]:
        return wrapped(bar.navn, self._names if self._is_broad else self._sheet.width)

    def _height(self, bar: Bar) -> float:
        text = len(self._lines(bar)) * LINE
        return max(text, NOW) + _BELOW if self._is_broad else text + ABOVE + NOW + _BELOW

    def _name(self, bar: Bar, middle: float) -> None:
        sheet, lines = self._sheet, self._lines(bar)
        y = middle - len(lines) * LINE / 2 if self._is_broad else sheet.height
        for line in lines:
            # Clear of the lines between the bars.
            sheet.patch((0, room_of([line])), y + LINE / 2, LINE)
            sheet.text(line, (0, y + FONT))
            y += LINE
