"""The posts of a chart that goes over several columns, each with a letter and a look of its own."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from handlingsprogram.render.charts.sheet import BESIDE, FONT, LINE, room_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handlingsprogram.render.charts.sheet import Sheet

SIGN = 22.0
"""How broad what stands before a post's name in the list of them is."""
_BETWEEN = 20.0


def letter(nr: int) -> str:
    """Return the letter of a post, by its place."""
    return ascii_uppercase[nr % len(ascii_uppercase)]


def list_posts(
    sheet: Sheet, names: Sequence[str], sign: Callable[[int, tuple[float, float], float], None]
) -> None:
    """Write the posts' letters and names, as many on a line as there is room for.

    Args:
        sheet: what is drawn on.
        names: what the posts are called.
        sign: draws a post's look, by its place, from one edge to another around a middle line.
    """
    left = 0.0
    for nr, name in enumerate(names):
        text = f"{letter(nr)}\u00a0 {name}"
        needed = SIGN + BESIDE + room_of([text])
        if left and left + needed > sheet.width:
            left, sheet.height = 0.0, sheet.height + LINE
        sign(nr, (left, left + SIGN), sheet.height + LINE / 2)
        lines = wrapped(text, sheet.width - left - SIGN - BESIDE)
        for line in lines:
            sheet.text(line, (left + SIGN + BESIDE, sheet.height + FONT))
            sheet.height += LINE
        sheet.height -= LINE
        left += needed + _BETWEEN
    sheet.height += LINE + BESIDE
