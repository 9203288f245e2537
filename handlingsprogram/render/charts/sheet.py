"""A sheet that is drawn on from the top, as SVG: x and y are pixels from its upper left corner."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FONT, LINE = 13.0, 17.0
CHARACTER = 7.2
"""Width of a character, rather too much than too little."""
BESIDE = 6.0
"""Between a shape and the text beside it."""
BROAD = 480.0
"""From this width of a drawing on, names have room beside what they name."""
BASELINE = FONT * 0.36
"""From the middle of a line of text down to its baseline."""
FULL, TOM, SKRÅ, RUTE = "full", "tom", "skrå", "rute"
FILLS = (FULL, SKRÅ, TOM, RUTE)
"""How shapes are filled, each told from the next without colour."""
_BETWEEN_STROKES = 5.0
_EDGE = 1.5
_ANCHORS = {"center": "middle", "right": "end"}


class Sheet:
    """A drawing under way."""

    def __init__(self, colours: Mapping[str, str], width: float) -> None:
        self.height = 0.0
        """How far down it has been drawn."""
        self.width = width
        self._colours = colours
        self._root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})
        self._texts: list[ET.Element] = []
        """Written last: no shape lies over a word."""

    def svg(self, font: str) -> str:
        """Return the drawing: shapes and text, without styles, scripts, ids and references.

        Args:
            font: the family that the texts are set in.
        """
        wide, high = f"{self.width:g}", f"{self.height:g}"
        self._root.attrib.update({"width": wide, "height": high, "viewBox": f"0 0 {wide} {high}"})
        self._root.attrib.update({"font-family": font, "font-size": f"{FONT:g}"})
        self._root.extend(self._texts)
        return ET.tostring(self._root, encoding="unicode")

    def bar(self, ends: tuple[float, float], middle: float, height: float, fill: str = FULL) -> None:
        """Draw a bar that lies: its ends, its middle line, and how it is filled."""
        colour = self._colours["stolpe" if fill == FULL else "bunn"]
        self._bar(ends, middle, height, (colour, self._colours["stolpe"]))
        if fill in {SKRÅ, RUTE}:
            self._strokes(ends, middle, height, 1)
        if fill == RUTE:
            self._strokes(ends, middle, height, -1)

    def patch(self, ends: tuple[float, float], middle: float, height: float) -> None:
        """Lay the ground's colour where a text shall stand clear of what is below it."""
        self._bar(ends, middle, height, (self._colours["bunn"], "none"))

    def _bar(self, ends: tuple[float, float], middle: float, height: float, look: tuple[str, str]) -> None:
        place = (min(ends), middle - height / 2, abs(ends[1] - ends[0]), height)
        self._shape("rect", dict(zip(("x", "y", "width", "height"), place, strict=True)), *look)

    def _shape(self, tag: str, place: Mapping[str, float], fill: str, edge: str) -> None:
        given = {name: figure(value) for name, value in place.items()}
        ET.SubElement(self._root, tag, {**given, "fill": fill, "stroke": edge, "stroke-width": figure(_EDGE)})

    def _strokes(self, ends: tuple[float, float], middle: float, height: float, way: int) -> None:
        """Draw slanting strokes across a bar as one line, which goes along the bar's edges between them."""
        left, right = min(ends), max(ends)
        foot, top = middle + way * height / 2, middle - way * height / 2
        points: list[tuple[float, float]] = []
        at = left - height
        up = True
        while at < right:
            stroke = [(at, foot), (at + height, top)]
            clipped = [_within(x, y, stroke, left, right) for x, y in stroke]
            points += clipped if up else reversed(clipped)
            up = not up
            at += _BETWEEN_STROKES
        self.line(points, "stolpe", 1.0)

    def line(
        self, points: Sequence[tuple[float, float]], colour: str, width: float = _EDGE, dash: str = ""
    ) -> None:
        """Draw a line through points; `dash` as SVG writes it."""
        path = "M" + " L".join(f"{figure(x)},{figure(y)}" for x, y in points)
        given = {"d": path, "fill": "none", "stroke": self._colours[colour], "stroke-width": figure(width)}
        ET.SubElement(self._root, "path", {**given, "stroke-dasharray": dash} if dash else given)

    def dot(self, at: tuple[float, float], radius: float, shape: str, solid: bool) -> None:  # noqa: FBT001
        """Draw a point: round or square, solid or hollow."""
        look = self._colours["stolpe" if solid else "bunn"], self._colours["stolpe"]
        if shape == "rund":
            self._shape("circle", {"cx": at[0], "cy": at[1], "r": radius}, *look)
        else:
            self._bar((at[0] - radius, at[0] + radius), at[1], 2 * radius, look)

    def text(self, text: str, at: tuple[float, float], colour: str = "tekst", align: str = "left") -> None:
        """Write a line of text that stands on a point's height, to its right, its left or around it."""
        given = {"x": figure(at[0]), "y": figure(at[1]), "fill": self._colours[colour]}
        if align != "left":
            given["text-anchor"] = _ANCHORS[align]
        line = ET.Element("text", given)
        line.text = text
        self._texts.append(line)

    def lines(self, text: str, colour: str = "tekst", left: float = 0, right: float = 0) -> None:
        """Write a text below what is drawn, in as many lines as it needs, from one edge to another."""
        for line in wrapped(text, (right or self.width) - left):
            self.text(line, (left, self.height + FONT), colour)
            self.height += LINE


def wrapped(text: str, room: float) -> list[str]:
    """Return a text in lines that fit a room."""
    return wrap(text, max(1, int(room / CHARACTER / _wide(text))))


def room_of(texts: Iterable[str]) -> float:
    """Return how much room the widest of some texts needs in one line."""
    return max((len(text) * CHARACTER * _wide(text) for text in texts), default=0.0)


def _wide(text: str) -> int:
    return 2 if any(east_asian_width(character) in "WF" for character in text) else 1


def _within(
    x: float, y: float, stroke: Sequence[tuple[float, float]], left: float, right: float
) -> tuple[float, float]:
    """Return a stroke's end, moved along the stroke to where it comes inside two edges."""
    (x0, y0), (x1, y1) = stroke
    inside = min(max(x, left), right)
    return (x, y) if inside == x else (inside, y0 + (y1 - y0) * (inside - x0) / (x1 - x0))


def figure(value: float) -> str:
    """Return a length or a place as a drawing has it, to a tenth of its unit."""
    return f"{value:.1f}".removesuffix(".0")
