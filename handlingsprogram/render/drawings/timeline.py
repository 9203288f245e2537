"""A time line: a few points across a sheet, many points, or a narrow screen, from the top down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.render.drawings.canvas import NAME, TEXT, Style

if TYPE_CHECKING:
    from handlingsprogram.read.model.blocks import Tegning
    from handlingsprogram.render.drawings.canvas import Canvas

_LEAST = 122.0
"""How wide a point is at the least where points stand side by side."""
_WHEN = Style("hoved", bold=True)
_DOT, _BETWEEN, _GAP = 5.5, 16.0, 14.0
_DATES = 118.0
"""What stands to the left of the line on a sheet."""
_MOST_DATE_LINES = 2
"""Longer ones are hard to follow side by side."""


def draw(canvas: Canvas, tegning: Tegning) -> None:
    """Draw a time line."""
    room = canvas.width / len(tegning.ledd) - _GAP
    dates = [canvas.lines(ledd.når, room, _WHEN) for ledd in tegning.ledd]
    if len(dates) > 1 and room + _GAP >= _LEAST and max(map(len, dates)) <= _MOST_DATE_LINES:
        _across(canvas, tegning, dates, room)
    else:
        _down(canvas, tegning)


def _across(canvas: Canvas, tegning: Tegning, dates: list[list[str]], room: float) -> None:
    high = max(map(len, dates)) * _WHEN.line
    axis = high + 6 + _DOT
    canvas.line([(0, axis), (canvas.width - 1, axis)], "hoved", 2.5)
    for number, (ledd, date) in enumerate(zip(tegning.ledd, dates, strict=True)):
        x = 1 + number * (room + _GAP)
        canvas.text(date, x, high - len(date) * _WHEN.line, _WHEN)
        canvas.dot(x + _DOT, axis, _DOT, "hoved", "hoved")
        y = canvas.text(canvas.lines(ledd.navn, room, NAME), x, axis + _DOT + 6, NAME)
        canvas.text(canvas.lines(ledd.tekst, room, TEXT), x, y + 2, TEXT)


def _down(canvas: Canvas, tegning: Tegning) -> None:
    beside = canvas.width >= 3 * _DATES
    axis = (_DATES + _GAP if beside else 0) + _DOT + 1
    left = axis + _DOT + _GAP
    y, dots = 0.0, []
    for ledd in tegning.ledd:
        middle = y + NAME.line / 2
        dots.append(middle)
        if beside:
            date = canvas.lines(ledd.når, _DATES, _WHEN)
            y_date = canvas.text(date, _DATES, y, Style("hoved", bold=True, anchor="end"))
        else:
            y_date = y = canvas.text(canvas.lines(ledd.når, canvas.width - left, _WHEN), left, y, _WHEN)
        y = canvas.text(canvas.lines(ledd.navn, canvas.width - left, NAME), left, y, NAME)
        y = canvas.text(canvas.lines(ledd.tekst, canvas.width - left, TEXT), left, y, TEXT)
        y = max(y, y_date) + _BETWEEN
    canvas.line([(axis, dots[0]), (axis, max(y - _BETWEEN, dots[-1]))], "hoved", 2.5)
    for middle in dots:
        canvas.dot(axis, middle, _DOT, "hoved", "bunn")
