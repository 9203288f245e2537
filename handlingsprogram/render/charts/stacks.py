"""Draw a bar for each column, made up of the posts' parts, with the total at its end.

A part has its post's letter, and its figure where there is room, and is filled otherwise than its neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.render.charts.bars import ABOVE, BEFORE, BETWEEN_POSTS, Scale, legend
from handlingsprogram.render.charts.keys import letter, list_posts
from handlingsprogram.render.charts.sheet import (
    BASELINE,
    BESIDE,
    BROAD,
    FILLS,
    FULL,
    LINE,
    TOM,
    room_of,
    wrapped,
)

if TYPE_CHECKING:
    from handlingsprogram.render.charts.model import Amount, Chart
    from handlingsprogram.render.charts.sheet import Sheet

_HIGH, _KEY = 24.0, 12.0
_NAMES = 0.25
"""How much of a broad drawing the columns' names may take."""
_CLOSE = 8.0
"""Between bars that have their names beside them."""
_INSIDE = 4.0
"""Between a part's edge and the text in it."""


def draw_stacks(sheet: Sheet, chart: Chart) -> None:
    """Draw the list of posts, and a bar for each column."""
    list_posts(
        sheet,
        [rekke.navn for rekke in chart.rekker],
        lambda nr, ends, middle: sheet.bar(ends, middle, _KEY, _fill(nr)),
    )
    legend(sheet, chart)
    sums = chart.summer.nå if chart.summer else ()
    was = chart.summer.før if chart.summer else ()
    ends = [_reach(chart, nr) for nr in range(len(chart.kolonner))]
    figures = room_of(amount.skrevet for amount in (*sums, *was)) + 2 * BESIDE
    high = max(*ends, *(float(amount.tall) for amount in was), 0.0)
    names = min(room_of(chart.kolonner), sheet.width * _NAMES) if sheet.width >= BROAD else 0.0
    scale = Scale(0.0, high, (names + 2 * BESIDE if names else 1.0, sheet.width - figures))
    for nr, name in enumerate(chart.kolonner):
        middle, bottom = _heading(sheet, name, names)
        _parts(sheet, scale, [rekke.nå[nr] for rekke in chart.rekker], middle)
        sheet.text(sums[nr].skrevet, (scale(ends[nr]) + BESIDE, middle + BASELINE))
        sheet.height = middle + _HIGH / 2
        if was and was[nr].skrevet:
            _total_before(sheet, scale, was[nr])
        sheet.height = max(sheet.height, bottom) + (_CLOSE if names else BETWEEN_POSTS)
    sheet.height += 2 - (_CLOSE if names else BETWEEN_POSTS)


def _heading(sheet: Sheet, name: str, room: float) -> tuple[float, float]:
    """Write a column's name, beside its bar where there is room; return that bar's middle, the name's end."""
    if not room:
        sheet.lines(name)
        return sheet.height + ABOVE + _HIGH / 2, sheet.height
    lines = wrapped(name, room + 1)
    middle = sheet.height + max(_HIGH, len(lines) * LINE) / 2
    top = sheet.height = middle - len(lines) * LINE / 2
    for nr, line in enumerate(lines):
        sheet.text(line, (0, top + nr * LINE + LINE / 2 + BASELINE))
    return middle, top + len(lines) * LINE


def _reach(chart: Chart, nr: int) -> float:
    """Return how far a column's parts reach together; what would go back is no part of a stack."""
    return sum(max(0.0, float(rekke.nå[nr].tall)) for rekke in chart.rekker)


def _parts(sheet: Sheet, scale: Scale, amounts: list[Amount], middle: float) -> None:
    at = 0.0
    for nr, amount in enumerate(amounts):
        if amount.tall <= 0:
            continue
        ends = scale(at), scale(at + float(amount.tall))
        at += float(amount.tall)
        fill = _fill(nr)
        sheet.bar(ends, middle, _HIGH, fill)
        key = letter(nr)
        for text in (f"{key}\u00a0 {amount.skrevet}", key):
            room = room_of([text])
            if room + 2 * _INSIDE <= ends[1] - ends[0]:
                centre = sum(ends) / 2
                if fill not in {FULL, TOM}:
                    sheet.patch((centre - room / 2 - 1, centre + room / 2 + 1), middle, _HIGH - 6)
                colour = "bunn" if fill == FULL else "tekst"
                sheet.text(text, (centre, middle + BASELINE), colour, "center")
                break


def _total_before(sheet: Sheet, scale: Scale, amount: Amount) -> None:
    middle = sheet.height + ABOVE + BEFORE / 2
    end = scale(float(amount.tall))
    if amount.tall:
        sheet.bar((scale(0), end), middle, BEFORE, TOM)
    sheet.text(amount.skrevet, (end + BESIDE, middle + BASELINE), "dempet")
    sheet.height += ABOVE + BEFORE


def _fill(nr: int) -> str:
    return FILLS[nr % len(FILLS)]
