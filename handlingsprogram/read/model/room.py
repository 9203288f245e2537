"""The room that a budget's figures take on the page, reckoned in the font and the size that they get."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handlingsprogram.read.model.budget import Tabell

_NAMES_WIDTH, _LEAST_NAMES_WIDTH = 40, 20
_DIGIT = 0.53
_HEAD_LETTER = 0.52
"""A letter of a column's heading, which is bold and smaller."""
_ADVANCES = {"\u00a0": 0.26, " ": 0.26, "-": 0.34, "−": 0.53}
"""How wide a character is, in ems: the wider of Source Sans Pro and Calibri, both bold. Others as digits."""
_OTHER_FONTS = 1.1
"""How much wider a font for Word may be that is none of those, such as Arial."""
_PADDING = 3.0
"""What a cell has beside its figure, in millimetres."""
_PAGE, _LONG_SIDE = 210, 297
"""Millimetres: an A4 page's width, and a landscape page's."""


class Room(NamedTuple):
    """What figures take of a page, in per cent of the text's width."""

    em: float = 100 * 9.5 * 25.4 / 72 / 162
    """A figure's size. As in the tool's own theme, where nobody knows the theme."""
    padding: float = 100 * _PADDING / 162
    liggende: float = 249 / 162
    """How many times wider the text is on a landscape page."""

    def i(self, tabell: Tabell) -> Room:
        """Return the room on the page that a table stands on."""
        return Room(self.em / self.liggende, self.padding / self.liggende) if tabell.liggende else self


USUAL_ROOM = Room()


def text_width(measures: Mapping[str, float], *, liggende: bool = False) -> float:
    """Return what lies between a page's margins, in millimetres; the measures are those of a theme."""
    return (_LONG_SIDE if liggende else _PAGE) - 2 * measures["marg_side"]


def room(theme: Mapping[str, Any], own: Mapping[str, float]) -> Room:
    """Return the room that a year's tables have.

    Args:
        theme: as in tema.yaml.
        own: the measures that the year sets otherwise, as in `Program.mål`.
    """
    measures = {**theme["mål"], **own}
    between = text_width(measures)
    wider = 1 if theme["skrift"]["word"] in {"Calibri", "Carlito"} else _OTHER_FONTS
    em, padding = 100 * measures["tabelltekst"] * 25.4 / 72 / between * wider, 100 * _PADDING / between
    return Room(em, padding, text_width(measures, liggende=True) / between)


def width(figure: str) -> float:
    """Return how wide a printed figure is, in ems."""
    return sum(_ADVANCES.get(character, _DIGIT) for character in figure)


def figure_widths(tabell: Tabell, widest: Sequence[str], room: Room) -> tuple[int, ...]:
    """Return the figure columns' widths in per cent of the table's; the posts' names have the rest.

    All columns have the same ample width where there is room for that, else what their headings' words and
    their figures need, and at the least what their figures need.

    Args:
        tabell: the table.
        widest: the widest figure of each column, as `Regneark.bredeste` tells.
        room: what figures take on the page.
    """
    room = room.i(tabell)
    usual = (100 - _NAMES_WIDTH) // len(tabell.kolonner)
    bare = [ceil(width(figure) * room.em + room.padding) for figure in widest]
    words = [max(map(len, kolonne.overskrift.split())) for kolonne in tabell.kolonner]
    worded = [
        max(bare[nr], ceil(_HEAD_LETTER * room.em * words[nr] + room.padding)) for nr in range(len(bare))
    ]
    ample = [max(usual, *bare)] * len(bare)
    if _leaves_names(ample):
        return tuple(ample)
    left = 100 - _LEAST_NAMES_WIDTH - sum(bare)
    for nr in sorted(range(len(bare)), key=lambda nr: worded[nr] - bare[nr]):
        more = min(worded[nr] - bare[nr], max(left, 0))
        bare[nr] += more
        left -= more
    return tuple(bare)


def is_too_wide(tabell: Tabell, widest: Sequence[str], room: Room) -> bool:
    """Tell whether the figures leave no room for the posts' names."""
    return not _leaves_names(figure_widths(tabell, widest, room))


def _leaves_names(widths: Sequence[int]) -> bool:
    return sum(widths) <= 100 - _LEAST_NAMES_WIDTH
