"""Figures as a reader takes them in: bars on a common scale, differences with their signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.review.html.view import Søyle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.read.budget import Verdi

SCALE = 1000
"""How many parts the width of a chart has."""
_SMALL = 10
"""Below this a decimal tells something."""

Pair = tuple["Verdi", "Verdi"]
"""A figure before and after."""


class Bars:
    """A common scale for the bars of a table."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        values = [number(value) for pair in pairs for value in pair]
        self._least, self._most = min((0, *values)), max((0, *values))

    def of(self, pair: Pair) -> Søyle | None:
        """Return the bars of a row; None where there is nothing to draw."""
        if self._least == self._most or pair == (None, None):
            return None
        return Søyle(self._bar(pair[0]), self._bar(pair[1]), self._at(0))

    def _bar(self, value: Verdi) -> tuple[int, int] | None:
        if not number(value):
            return None
        start, end = sorted((self._at(0), self._at(number(value))))
        return start, max(end - start, 1)

    def _at(self, value: int) -> int:
        return round(SCALE * (value - self._least) / (self._most - self._least))


def number(value: Verdi) -> int:
    """Return a figure to reckon with; blanks and dashes are nothing."""
    return value if isinstance(value, int) else 0


def difference(pair: Pair) -> tuple[str, str]:
    """Return how much a figure has grown, in figures and per cent; nothing where a side has no figure."""
    before, after = pair
    if before is None or after is None:
        return "", ""
    change = number(after) - number(before)
    share = 100 * change / abs(number(before)) if number(before) else None
    return signed(change), "" if share is None else f"{signed(share)}\u00a0%"


def signed(value: float) -> str:
    """Return a number with its sign, the Norwegian way: «+1 250», «−4,2», «0»."""
    decimals = 0 if isinstance(value, int) or abs(value) >= _SMALL else 1
    text = f"{abs(value):,.{decimals}f}".replace(",", "\u00a0").replace(".", ",")
    if not text.strip("0,"):
        return "0"
    return ("+" if value > 0 else "−") + text
