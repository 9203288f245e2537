"""How rows of a table hold together in Word: which go with the next one, how tall they are."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from handlingsprogram.render.edition.tables import breaks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.render.edition.parts import Row, Table

_LETTER, _LEADING, _BETWEEN = 0.45, 1.25, 0.3
"""How wide a letter is, how high a line, and what is between paragraphs, in ems of a table's text."""
_TAG = re.compile(r"<[^>]+>")


def kept_with_next(table: Table) -> set[int]:
    """Return the rows that go with the one below them, counted from the first of the head."""
    heads, count = len(table.hode), len(table.hode) + len(table.rader)
    if table.slag == "kort":
        return set(range(count - 1))
    names, _, last = breaks(table)
    # A note goes with the table's last row.
    together = range(heads + last, count if table.noter else count - 1)
    return {heads + number for number, depth in enumerate(names) if depth} | set(together)


def height(row: Row, widths: Sequence[float], em: float) -> float:
    """Return how tall a row is, about, in what the widths and the em are in.

    Args:
        row: the row.
        widths: what each column has for text.
        em: how large the text is.
    """
    tallest, left = 0.0, 0
    for cell in row.celler:
        at = max(cell.fra, left)
        left = at + cell.over
        width = max(sum(widths[at:left]), em)
        texts = [text for text in _TAG.split(cell.html) if text.strip()]
        lines = sum(ceil(len(text) * _LETTER * em / width) for text in texts)
        tallest = max(tallest, (lines * _LEADING + len(texts) * _BETWEEN) * em)
    return tallest
