"""What drawings are drawn on: shapes and lines of text as SVG, without styles, scripts, ids and references.

Whoever draws asks first how a text falls into lines, and then has room for it: nothing is moved afterwards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

from handlingsprogram.read.model.room import width
from handlingsprogram.records import record
from handlingsprogram.render.charts.sheet import figure
from handlingsprogram.render.words.hyphens import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FONT, SMALL = 13.0, 12.0
"""Sizes of names, and of what is said of them."""
LEADING = 1.28
"""A line's height, in parts of its size."""
_WIDER = 1.1
"""How much wider letters may be than reckoned: a web page takes what fonts there are."""
_PIECES = re.compile(r"[^\W\d_]+|[\d_]+|\W")
_ENDS_BEFORE, _ASCENT = 1, 0.78


@record
class Style:
    """How a text looks."""

    farge: str = "tekst"
    size: float = FONT
    bold: bool = False
    anchor: str = "start"
    """Where its x is: `start`, `middle`, `end`."""

    @property
    def line(self) -> float:
        """A line's height."""
        return self.size * LEADING


NAME, TEXT = Style(bold=True), Style(size=SMALL)


@record
class Look:
    """What a whole drawing looks like."""

    farger: tuple[tuple[str, str], ...]
    """Names of colours, with the colours as SVG writes them."""
    skrift: str
    """The family that texts are set in."""
    språk: str
    """The language of the texts, by whose rules words are divided."""
    hjørne: float
    """How round the corners of boxes are."""


class Canvas:
    """A drawing under way; y is below the top."""

    def __init__(self, width: float, look: Look) -> None:
        self.width = width
        self.height = 0.0
        self._look = look
        self._colours = dict(look.farger)
        self._root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})

    def lines(self, text: str, room: float, style: Style) -> list[str]:
        """Return the lines that a text falls into, long words divided as its language divides them.

        Args:
            text: on one line.
            room: how wide a line may be.
            style: how it looks.
        """
        most = room / style.size / _WIDER
        found: list[str] = []
        for word in filter(None, text.split(" ")):
            if found and _ems(f"{found[-1]} {word}") <= most:
                found[-1] += f" {word}"
            elif _ems(word) <= most:
                found.append(word)
            else:
                found += self._divided(word, most)
        return found

    def _divided(self, word: str, most: float) -> Iterator[str]:
        """Give the parts of a word that has no room on a line."""
        line = ""
        for part in self._parts(word, most):
            hyphen = "-" if line[-1:].isalpha() else ""
            if line and _ems(f"{line}{part}-") > most:
                yield line + (hyphen if part[:1].isalpha() else "")
                line = ""
            line += part
        yield line

    def _parts(self, word: str, most: float) -> Iterator[str]:
        """Give what a word may be divided into, single letters where nothing longer has room."""
        known = dictionary(self._look.språk)
        for piece in _PIECES.findall(word):
            for part in known.parts(piece) if known and piece.isalpha() else [piece]:
                yield from [part] if _ems(f"{part}-") <= most else part

    def text(self, lines: Sequence[str], x: float, top: float, style: Style) -> float:
        """Write lines below each other, and return where they end."""
        for number, line in enumerate(lines):
            y = top + number * style.line + style.size * _ASCENT + (style.line - style.size) / 2
            given = {"x": figure(x), "y": figure(y), "fill": self._colours[style.farge]}
            if style.anchor != "start":
                given["text-anchor"] = style.anchor
            if style.bold:
                given["font-weight"] = "bold"
            if style.size != FONT:
                given["font-size"] = figure(style.size)
            ET.SubElement(self._root, "text", given).text = line
        return self._reached(top + len(lines) * style.line)

    def box(self, place: tuple[float, float, float, float], fill: str, stroke: str) -> None:
        """Draw a box at x, y, so wide and so high."""
        given = dict(zip(("x", "y", "width", "height"), map(figure, place), strict=True))
        given |= {"rx": figure(self._look.hjørne), "fill": self._colours[fill]}
        given["stroke"] = self._colours[stroke]
        ET.SubElement(self._root, "rect", given)
        self._reached(place[1] + place[3])

    def dot(self, x: float, y: float, r: float, fill: str, stroke: str) -> None:
        """Draw a dot."""
        given = {"cx": figure(x), "cy": figure(y), "r": figure(r)}
        ET.SubElement(
            self._root, "circle", {**given, "fill": self._colours[fill], "stroke": self._colours[stroke]}
        )
        self._reached(y + r)

    def line(self, points: Sequence[tuple[float, float]], stroke: str, thickness: float = 1.25) -> None:
        """Draw a line through points."""
        path = "M" + " L".join(f"{figure(x)} {figure(y)}" for x, y in points)
        self.path(path, "none", stroke, thickness)

    def path(self, path: str, fill: str, stroke: str, thickness: float = 1.25) -> None:
        """Draw an outline as SVG writes it; `none` for what is not filled."""
        given = {"d": path, "fill": self._colours.get(fill, fill), "stroke": self._colours[stroke]}
        ET.SubElement(self._root, "path", {**given, "stroke-width": figure(thickness)})

    def svg(self) -> str:
        """Return the drawing, with a margin for the half of lines that stands outside."""
        wide, high = figure(self.width), figure(self.height + _ENDS_BEFORE)
        size = {"width": wide, "height": high, "viewBox": f"0 0 {wide} {high}"}
        self._root.attrib.update({**size, "font-family": self._look.skrift, "font-size": figure(FONT)})
        return ET.tostring(self._root, encoding="unicode")

    def _reached(self, bottom: float) -> float:
        self.height = max(self.height, bottom)
        return bottom


def _ems(text: str) -> float:
    return sum(1.0 if east_asian_width(sign) in "WF" else width(sign) for sign in text)
