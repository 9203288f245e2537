"""Bars on a common scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.review.html.view import Søyle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.read.model.budget import Verdi

SCALE = 1000
"""How many parts the width of a chart has."""

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
