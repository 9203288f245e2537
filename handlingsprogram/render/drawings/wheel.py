"""A year wheel: months in a ring, what lasts in bands around it, and beside it what happens when.

From each event a line goes straight out to the side, and then to its name. On each side both stand in the
order of the year, so no lines cross. A narrow screen has no room for that: there it is a list by months.
"""

from __future__ import annotations

from itertools import groupby
from math import cos, pi, sin
from typing import TYPE_CHECKING

from handlingsprogram.records import record
from handlingsprogram.render.drawings.canvas import NAME, SMALL, TEXT, Style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handlingsprogram.read.model.blocks import Tegning, Tegningsledd
    from handlingsprogram.render.drawings.canvas import Canvas

_RADIUS, _HOLE = 148.0, 52.0
_NARROW = 500.0
"""What is narrower has no room for a wheel with text on both sides."""
_BAND, _BANDS = 9.0, 50.0
"""How thick a band is, and all of them together at the most."""
_DOT = 3.5
_OUT = 14.0
"""How far from the wheel its lines turn, and how far from there the text is."""
_BETWEEN = 9.0
_WHEN = Style("hoved", SMALL, bold=True)
_STEP, _CLEAR = 0.1, 0.3
"""In months: how closely a band is searched, and how far from each other lines shall begin."""
_MONTHS = 12
_HALF = _MONTHS / 2


@record
class _Event:
    """Something with its place on the wheel."""

    ledd: Tegningsledd
    når: str
    at: float
    """Where its line begins, in months from the new year."""
    band: int = -1
    """Which band it has, from the inside; -1 for a dot."""


def draw(canvas: Canvas, tegning: Tegning, words: Mapping[str, str]) -> None:
    """Draw a year wheel.

    Args:
        canvas: what it is drawn on.
        tegning: what is drawn.
        words: the document's fixed words.
    """
    ordered = sorted(tegning.ledd, key=lambda ledd: ledd.måneder)
    if canvas.width < _NARROW:
        _listed(canvas, ordered, words)
    else:
        _Wheel(canvas, _events(ordered, words)).draw(words["måneder_kort"].split("|"))


def when(ledd: Tegningsledd, months: str, words: Mapping[str, str]) -> str:
    """Return when an event is: a month, or the first and the last one.

    Args:
        ledd: the event.
        months: the months' names, with `|` between.
        words: the document's fixed words.
    """
    named = months.split("|")
    first, last = (named[number - 1] for number in ledd.måneder)
    return first if ledd.måned else words["tegning_periode"].format(fra=first, til=last)


def _events(ordered: Sequence[Tegningsledd], words: Mapping[str, str]) -> list[_Event]:
    """Return events with their places: those of one month share it, those that last have bands."""
    found: list[_Event] = []
    ends: list[int] = []
    months = words["måneder_kort"]
    for (month, _), group in groupby((ledd for ledd in ordered if ledd.måned), key=lambda ledd: ledd.måneder):
        together = list(group)
        for number, ledd in enumerate(together, 1):
            at = month - 1 + number / (len(together) + 1)
            found.append(_Event(ledd, when(ledd, months, words), at))
    for ledd in ordered:
        if not ledd.måned:
            first, last = ledd.måneder
            band = next((band for band, end in enumerate(ends) if end < first), len(ends))
            ends[band : band + 1] = [last]
            at = _free((first - 1, last), [event.at for event in found])
            found.append(_Event(ledd, when(ledd, months, words), at, band))
    return sorted(found, key=lambda event: event.at)


def _free(months: tuple[int, int], taken: Sequence[float]) -> float:
    """Return where on a band its line begins: near its middle, and clear of others' lines."""
    first, last = months
    middle = (first + last) / 2
    places = sorted(
        (first + step * _STEP for step in range(1, int((last - first) / _STEP))),
        key=lambda place: abs(place - middle),
    )
    return max(places, key=lambda place: min([_CLEAR, *(abs(place - other) for other in taken)]))


class _Wheel:
    """Places events around a wheel."""

    def __init__(self, canvas: Canvas, events: list[_Event]) -> None:
        self._canvas = canvas
        self._events = events
        bands = max(event.band for event in events) + 1
        self._band = min(_BAND, _BANDS / bands) if bands else 0.0
        self._ring = _RADIUS - 2 * _DOT - 3 - bands * self._band
        self._x = canvas.width / 2
        self._room = canvas.width / 2 - _RADIUS - 2 * _OUT - 5
        self._y = 0.0

    def draw(self, months: Sequence[str]) -> None:
        """Draw the wheel, and what stands on both sides of it."""
        right = [event for event in self._events if event.at < _HALF]
        left = [event for event in self._events if event.at >= _HALF][::-1]
        high = max(2 * _RADIUS + 2, *(self._stacked(side) for side in (right, left)))
        self._y = high / 2
        for side, sign in ((right, 1), (left, -1)):
            for event, top in zip(side, self._tops(side, high), strict=True):
                self._lead(event, top, sign)
        for event in sorted(self._events, key=lambda event: event.band):
            self._place(event)
        for number, name in enumerate(months):
            self._month(number, name)

    # --- Beside the wheel ---

    def _height(self, event: _Event) -> float:
        lines = self._canvas.lines
        name, text = lines(event.ledd.navn, self._room, NAME), lines(event.ledd.tekst, self._room, TEXT)
        return _WHEN.line + len(name) * NAME.line + len(text) * TEXT.line

    def _stacked(self, side: Sequence[_Event]) -> float:
        return sum(self._height(event) + _BETWEEN for event in side)

    def _tops(self, side: Sequence[_Event], high: float) -> list[float]:
        """Return where each text begins: at the height of its line where there is room, else close below."""
        tops, free = [], 0.0
        for event in side:
            top = max(free, self._point(event.at, self._far(event))[1] - _WHEN.line / 2)
            tops.append(top)
            free = top + self._height(event) + _BETWEEN
        # What reaches below the edge is pushed up again, from the last one.
        end = high
        for number, event in reversed(list(enumerate(side))):
            tops[number] = max(0.0, min(tops[number], end - self._height(event)))
            end = tops[number] - _BETWEEN
        return tops

    def _lead(self, event: _Event, top: float, sign: int) -> None:
        """Write an event's text, and draw the line that leads to it."""
        x, y = self._point(event.at, self._far(event))
        turn, end = (self._x + sign * (_RADIUS + out) for out in (2, _OUT + _OUT))
        middle = top + _WHEN.line / 2
        self._canvas.line([(x, y), (turn, y), (end - sign * 6, middle), (end, middle)], "dempet", 1)
        edge, anchor = end + sign * 5, "start" if sign > 0 else "end"
        for text, style in ((event.når, _WHEN), (event.ledd.navn, NAME), (event.ledd.tekst, TEXT)):
            lines = self._canvas.lines(text, self._room, style)
            top = self._canvas.text(lines, edge, top, Style(style.farge, style.size, style.bold, anchor))

    # --- The wheel ---

    def _point(self, at: float, radius: float) -> tuple[float, float]:
        """Return a place on the wheel; January begins at the top, and time goes as on a clock."""
        angle = 2 * pi * at / _MONTHS
        return self._x + radius * sin(angle), self._y - radius * cos(angle)

    def _far(self, event: _Event) -> float:
        """Return how far from the middle an event stands."""
        if event.band < 0:
            return _RADIUS - _DOT
        return self._ring + 2 + (event.band + 0.5) * self._band

    def _place(self, event: _Event) -> None:
        if event.band < 0:
            pin = [self._point(event.at, radius) for radius in (self._ring, self._far(event))]
            self._canvas.line(pin, "hoved", 1)
            self._canvas.dot(*self._point(event.at, self._far(event)), _DOT, "hoved", "bunn")
            return
        first, last = event.ledd.måneder
        inner = self._far(event) - self._band / 2 + 1
        edges = self._sector(first - 1 + 0.04, last - 0.04, inner, inner + self._band - 2)
        self._canvas.path(edges, "hoved", "hoved", 0.5)
        self._canvas.dot(
            *self._point(event.at, self._far(event)), min(_DOT, self._band / 2) - 1, "bunn", "bunn"
        )

    def _month(self, number: int, name: str) -> None:
        fill = "flate" if number % 2 else "bunn"
        self._canvas.path(self._sector(number, number + 1, _HOLE, self._ring), fill, "hoved")
        x, y = self._point(number + 0.5, (2 * self._ring + _HOLE) / 3)
        self._canvas.text([name], x, y - NAME.line / 2, Style(bold=True, anchor="middle"))

    def _sector(self, start: float, end: float, inner: float, outer: float) -> str:
        """Return the outline of a part of a ring."""
        corners = [
            self._point(at, radius)
            for at, radius in ((start, outer), (end, outer), (end, inner), (start, inner))
        ]
        a, b, c, d = (f"{x:.1f},{y:.1f}" for x, y in corners)
        large = int(end - start > _HALF)
        there, back = (f"A{radius:.1f},{radius:.1f},0,{large}" for radius in (outer, inner))
        return f"M{a}{there},1,{b}L{c}{back},0,{d}Z"


# --- As a list -----------------------------------------------------------------------------------


def _listed(canvas: Canvas, ordered: Sequence[Tegningsledd], words: Mapping[str, str]) -> None:
    y = 0.0
    for _, group in groupby(ordered, key=lambda ledd: ledd.måneder):
        together = list(group)
        said = when(together[0], words["måneder"], words)
        lines = canvas.lines(said[:1].upper() + said[1:], canvas.width - 16, NAME)
        high = len(lines) * NAME.line + 6
        canvas.box((0.5, y + 0.5, canvas.width - 1, high), "flate", "flate")
        canvas.text(lines, 8, y + 3.5, Style("hoved", bold=True))
        y += high + 6
        for ledd in together:
            y = canvas.text(canvas.lines(ledd.navn, canvas.width - 16, NAME), 8, y, NAME)
            y = canvas.text(canvas.lines(ledd.tekst, canvas.width - 16, TEXT), 8, y, TEXT) + 5
        y += 5
