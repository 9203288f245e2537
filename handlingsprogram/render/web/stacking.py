"""How much room a table of measures needs to be read as a table; with less, each measure stands as a card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlingsprogram.render.edition.parts import Row, Table

_TAGS = re.compile(r"<[^>]*>")
_WORD, _PHRASE, _LONG = 12, 18, 40
"""Letters: what a column has room for of a word, of a text, and what makes cells hold texts."""
_LETTER, _PADDING = 0.5, 1.2
"""In rem, which a table's letters are a little smaller than."""
_STEP = 4
"""So that tables that need about the same share their rules; in rem."""
_ALWAYS = 36
"""What there is on any screen that is no telephone's, where all are cards; in rem."""


def least_width(table: Table) -> int:
    """Return the width below which a table stands as cards, in rem; 0 where only telephones are so narrow.

    Args:
        table: any; only measures stand as cards, and on a landscape page's width they have another rule.
    """
    if table.slag != "tiltak" or table.liggende:
        return 0
    needs = [0] * len(table.kolonner)
    for row in (*table.hode, *table.rader):
        for column, need in _letters(row).items():
            needs[column] = max(needs[column], need)
    width = sum(need * _LETTER + _PADDING for need in needs)
    return -(-int(width) // _STEP) * _STEP if width > _ALWAYS else 0


def _letters(row: Row) -> dict[int, int]:
    """Return how many letters the cells of a row want room for, by their columns; wide cells want none."""
    found, column = {}, 0
    for cell in row.celler:
        if cell.over == 1:
            text = _TAGS.sub(" ", cell.html)
            longest = max(map(len, text.split()), default=0)
            found[column] = _PHRASE if len(text) > _LONG else min(longest, _WORD)
        column += cell.over
    return found
