"""An organisation chart: units in boxes, side by side where there is room, else below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.render.drawings.canvas import NAME, SMALL, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.read.model.blocks import Tegning, Tegningsledd
    from handlingsprogram.render.drawings.canvas import Canvas

_LEAST, _MOST = 146.0, 230.0
"""How wide a column is at the least, and a box that stands alone at the most."""
_BESIDE, _BELOW, _LISTED = 12.0, 26.0, 7.0
"""What lies between boxes: beside each other, above each other, in a list."""
_INDENT, _TRUNK = 15.0, 7.0
"""How far a list stands in, and where the line to it goes down."""
_GUTTER = 12.0
"""What rows below each other leave for the line that joins them."""
_FEWEST = 3
"""Columns that units with more than one level below them need: in fewer they would be thin and long."""
_PAD_X, _PAD_Y = 8.0, 6.0
_LOOKS = (("hoved", "hoved", "på_hoved"), ("flate", "hoved", "tekst"), ("bunn", "dempet", "tekst"))
"""What boxes are filled and lined with, and their text; by level, the last for all that are deeper."""


class _Area(NamedTuple):
    """Where a unit and those below it have room."""

    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def draw(canvas: Canvas, tegning: Tegning) -> None:
    """Draw a chart. More than one unit at the top stand side by side."""
    chart = _Chart(canvas)
    area = _Area(1, 1, canvas.width - 2)
    if len(tegning.ledd) == 1:
        chart.tree(tegning.ledd[0], area, 0)
    else:
        chart.rows(tegning.ledd, area, 0, None)


class _Chart:
    """Places units; what it has placed is drawn at once."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def tree(self, unit: Tegningsledd, area: _Area, level: int, least: float = 0) -> float:
        """Draw a unit with all below it, and return where that ends."""
        wide = min(area.width, _MOST)
        high = max(least, self._height(unit, wide))
        self._box(unit, _Area(area.middle - wide / 2, area.y, wide), high, level)
        bottom = area.y + high
        if not unit.under:
            return bottom
        below = _Area(area.x, bottom + _BELOW, area.width)
        if len(unit.under) == 1 and (unit.under[0].under or area.width >= 2 * _LEAST):
            self._canvas.line([(area.middle, bottom), (area.middle, below.y)], "dempet")
            return self.tree(unit.under[0], below, level + 1)
        if _columns(area.width) < (_FEWEST if _is_deep(unit) else 2):
            return self._list(unit.under, _Area(area.middle - wide / 2, bottom, wide), level + 1)
        return self.rows(unit.under, below, level + 1, (area.middle, bottom))

    def rows(
        self, units: Sequence[Tegningsledd], area: _Area, level: int, above: tuple[float, float] | None
    ) -> float:
        """Draw units side by side, in as many rows as it takes, below the point that they hang on."""
        columns = _columns(area.width)
        count = -(-len(units) // columns)
        each = -(-len(units) // count)
        if count > 1 and above:
            area = _Area(area.x + _GUTTER, area.y, area.width - _GUTTER)
        y, bottom, trunk = area.y, area.y, above
        for start in range(0, len(units), each):
            row = units[start : start + each]
            spare = columns - len(row) if count == 1 else each - len(row)
            bottom, middles = self._row(row, area._replace(y=y), spare, level)
            if trunk:
                bus = y - _BELOW / 2
                # Further rows hang on a line that goes down to the left of all units.
                edge = area.x - _GUTTER + 1 if count > 1 else middles[0]
                ends = [edge, trunk[0], *middles]
                self._canvas.line([trunk, (trunk[0], bus)], "dempet")
                self._canvas.line([(min(ends), bus), (max(ends), bus)], "dempet")
                for middle in middles:
                    self._canvas.line([(middle, bus), (middle, y)], "dempet")
                trunk = (edge, bus)
            y = bottom + _BELOW
        return bottom

    def _row(
        self, row: Sequence[Tegningsledd], area: _Area, spare: int, level: int
    ) -> tuple[float, list[float]]:
        """Draw units side by side; those with most below them get what columns are to spare."""
        shares = [1] * len(row)
        for _ in range(spare):
            needs = [len(unit.under) / share for unit, share in zip(row, shares, strict=True)]
            most = max(range(len(row)), key=lambda at: needs[at])
            if needs[most] <= 1:
                break
            shares[most] += 1
        least = sum(shares)
        one = (area.width - _BESIDE * (least - 1)) / least
        widths = [share * one + (share - 1) * _BESIDE for share in shares]
        high = max(self._height(unit, min(wide, _MOST)) for unit, wide in zip(row, widths, strict=True))
        x, bottoms, middles = area.x, [], []
        for unit, wide in zip(row, widths, strict=True):
            own = _Area(x, area.y, wide)
            bottoms.append(self.tree(unit, own, level, high))
            middles.append(own.middle)
            x += wide + _BESIDE
        return max(bottoms), middles

    def _list(self, units: Sequence[Tegningsledd], above: _Area, level: int) -> float:
        """Draw units below each other, each with its own list; `above` is the lower edge of what has them."""
        trunk, y, last = above.x + _TRUNK, above.y, above.y
        for unit in units:
            own = _Area(above.x + _INDENT, y + _LISTED, above.width - _INDENT)
            high = self._height(unit, own.width)
            self._box(unit, own, high, level)
            last = own.y + high / 2
            self._canvas.line([(trunk, last), (own.x, last)], "dempet")
            y = own.y + high
            if unit.under:
                y = self._list(unit.under, own._replace(y=y), level + 1)
        self._canvas.line([(trunk, above.y), (trunk, last)], "dempet")
        return y

    def _lines(self, unit: Tegningsledd, wide: float) -> tuple[list[str], list[str]]:
        room = wide - 2 * _PAD_X
        lines = self._canvas.lines
        return lines(unit.navn, room, NAME), lines(unit.tekst, room, Style(size=SMALL))

    def _height(self, unit: Tegningsledd, wide: float) -> float:
        name, text = self._lines(unit, wide)
        return len(name) * NAME.line + len(text) * Style(size=SMALL).line + 2 * _PAD_Y

    def _box(self, unit: Tegningsledd, area: _Area, high: float, level: int) -> None:
        fill, stroke, colour = _LOOKS[min(level, len(_LOOKS) - 1)]
        self._canvas.box((area.x, area.y, area.width, high), fill, stroke)
        name, text = self._lines(unit, area.width)
        top = area.y + _PAD_Y + (high - self._height(unit, area.width)) / 2
        top = self._canvas.text(name, area.middle, top, Style(colour, bold=True, anchor="middle"))
        self._canvas.text(text, area.middle, top, Style(colour, SMALL, anchor="middle"))


def _is_deep(unit: Tegningsledd) -> bool:
    return any(below.under for one in unit.under for below in one.under)


def _columns(wide: float) -> int:
    return max(1, int((wide + _BESIDE) // (_LEAST + _BESIDE)))
