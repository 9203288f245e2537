"""Colours of areas and of the UN's goals, each with that of the text that can be read on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.read.gathered import areas
from handlingsprogram.read.theme.contrast import TEXT, contrast
from handlingsprogram.render.edition.parts import Opening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.gathered import Område
    from handlingsprogram.read.model.program import Program, Seksjon

_BLACK, _WHITE = "#000000", "#ffffff"
_USUAL = "#12365a"
"""Where nobody knows the theme."""


class Tint(NamedTuple):
    """A colour, and that of what is written on it."""

    farge: str
    på: str

    @property
    def klasse(self) -> str:
        """What the formats know it by: `flis-1d4f7c-ffffff`."""
        return f"flis-{self.farge[1:]}-{self.på[1:]}"


def tint(colour: str) -> Tint:
    """Return a colour with white text on it, or black where that is easier to read: one always has 4.5.

    Args:
        colour: `#rrggbb`.
    """
    colour = colour.lower()
    is_white = contrast(colour, _WHITE) >= TEXT
    return Tint(colour, _WHITE if is_white else _BLACK)


class Tints:
    """The colours of a programme's areas.

    Args:
        theme: the year's; None where nobody knows it.
    """

    def __init__(self, theme: Mapping[str, Any] | None) -> None:
        colours = theme["farger"] if theme else {}
        self.fills_page = bool(theme) and theme["form"]["åpning"] == "side"  # type: ignore[index]
        """Whether openings fill the upper part of a page."""
        self.main = tint(colours.get("hoved", _USUAL))
        self._turn = [tint(one) for one in colours.get("områder", ())] or [self.main]

    def of(self, område: Område) -> Tint:
        """Return an area's own colour, or the next in turn."""
        return self.own(område.seksjon) or self._turn[(område.plass - 1) % len(self._turn)]

    @staticmethod
    def own(seksjon: Seksjon) -> Tint | None:
        """Return the colour that a section's opening names; None where it names none."""
        colour = seksjon.åpning.felt.get("farge", "") if seksjon.åpning else ""
        return tint(colour) if colour else None


def openings(program: Program, tints: Tints) -> dict[str, Opening]:
    """Return how headings open their sections, by the section's id.

    Args:
        program: the year.
        tints: the colours of its areas; a chapter that is none has the main one.
    """
    known = {one.seksjon.id: one for one in areas(program)}
    found = {}
    for seksjon in program.seksjoner():
        if seksjon.åpning:
            område = known.get(seksjon.id)
            shown = tints.of(område) if område else tints.own(seksjon) or tints.main
            # What stands in the heading is not said once more, nor beside a picture.
            is_said = (program.nummerform and seksjon.nummer) or seksjon.åpning.bilde
            number = str(område.plass) if område and not is_said else ""
            found[seksjon.id] = Opening(shown.klasse, number, tints.fills_page)
    return found
