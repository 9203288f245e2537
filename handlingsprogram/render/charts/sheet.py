"""A sheet that is drawn on from the top with ziaplot: x and y are pixels from its upper left corner."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any
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


class Sheet:
    """A drawing under way."""

    def __init__(self, colours: Mapping[str, str], width: float) -> None:
        # The canvas alone: a graph reckons the style of every shape, which takes longer than all else.
        from ziaplot import config
        from ziaplot.canvas import Canvas

        config.text, config.precision = "text", 1
        self.height = 0.0
        """How far down it has been drawn."""
        self.width = width
        self._colours = colours
        # Heights are counted down from 0, so that what is drawn need not know how high the sheet becomes.
        self._canvas: Any = Canvas(width, 0)

    def svg(self, font: str) -> str:
        """Return the drawing: shapes and text, without styles, scripts, ids and references.

        Args:
            font: the family that the texts are set in.
        """
        return _bare(self._canvas.xml(), self.width, self.height, font)

    def bar(self, ends: tuple[float, float], middle: float, height: float, fill: str = FULL) -> None:
        """Draw a bar that lies: its ends, its middle line, and how it is filled."""
        colour = self._colours["stolpe" if fill == FULL else "bunn"]
        self._bar(ends, middle, height, colour, self._colours["stolpe"])
        if fill in {SKRÅ, RUTE}:
            self._strokes(ends, middle, height, 1)
        if fill == RUTE:
            self._strokes(ends, middle, height, -1)

    def patch(self, ends: tuple[float, float], middle: float, height: float) -> None:
        """Lay the ground's colour where a text shall stand clear of what is below it."""
        self._bar(ends, middle, height, self._colours["bunn"], "none")

    def _bar(self, ends: tuple[float, float], middle: float, height: float, fill: str, edge: str) -> None:
        left, right = sorted(ends)
        bottom = -(middle + height / 2)
        self._canvas.rect(left, bottom, right - left, height, fill, strokecolor=edge, strokewidth=_EDGE)

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
        xs, ys = [x for x, _ in points], [-y for _, y in points]
        self._canvas.path(xs, ys, color=self._colours[colour], width=width, stroke=dash or "-")

    def dot(self, at: tuple[float, float], radius: float, shape: str, solid: bool) -> None:  # noqa: FBT001
        """Draw a point: round or square, solid or hollow."""
        fill, edge = self._colours["stolpe" if solid else "bunn"], self._colours["stolpe"]
        if shape == "rund":
            self._canvas.circle(at[0], -at[1], radius, fill, strokecolor=edge, strokewidth=_EDGE)
        else:
            self._bar((at[0] - radius, at[0] + radius), at[1], 2 * radius, fill, edge)

    def text(self, text: str, at: tuple[float, float], colour: str = "tekst", align: str = "left") -> None:
        """Write a line of text that stands on a point's height, to its right, its left or around it."""
        self._canvas.text(at[0], -at[1], text, color=self._colours[colour], halign=align, zorder=1)

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


def _bare(root: ET.Element, width: float, height: float, font: str) -> str:
    """Return a drawing of its height, without a font for each line."""
    for node in root:
        for name in ("font-family", "font-size", "dominant-baseline"):
            node.attrib.pop(name, None)
    root.attrib.update(
        {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    )
    root.attrib.update({"font-family": font, "font-size": f"{FONT:g}"})
    return ET.tostring(root, encoding="unicode")
