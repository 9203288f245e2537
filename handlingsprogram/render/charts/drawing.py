"""Draw a chart as SVG with ziaplot, which keeps the scale and places bars and texts on it.

Each post has its name above two bars: a solid one with the figures now, and below it a narrower, hollow one
with the figures before. Every bar has its figure at its end, so that the chart needs neither axis nor colour.
"""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.render.charts.charts import Amount, Bar, Chart

INLINE = {"stolpe": "var(--hoved)", "bunn": "var(--bunn)", "tekst": "var(--tekst)", "dempet": "var(--dempet)"}
"""The colours of a drawing that lies in a web page and follows it from light to dark."""
PAGE_WIDTH, PAPER_WIDTH = 320, 680
"""The drawing's width in its own units: what fits a telephone and a column, and what fits a sheet."""

_FONT, _LINE = 13.0, 17.0
_CHARACTER = 7.2
"""Width of a character, rather too much than too little."""
_NOW, _BEFORE = 15.0, 9.0
"""How high bars are; by this they are told apart also where they have no length."""
_ABOVE, _BESIDE, _BETWEEN_POSTS = 3.0, 6.0, 13.0
_SWATCH = 16.0
# What ziaplot would draw around the bars: here they carry their own names and figures.
_BARE = """
* {edge_width: 0; margin: 0; pad: 0; height: 0; stroke_width: 0} Graph {color: none; edge_color: none}
Graph.TickY {font_size: 0} Graph.GridX {color: none} Graph.GridY {color: none}
"""


def paper(colours: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of a drawing on paper, from the theme's `farger`."""
    return {
        "stolpe": colours["hoved"],
        "bunn": "#ffffff",
        "tekst": colours["tekst"],
        "dempet": colours["dempet"],
    }


def draw(chart: Chart, colours: Mapping[str, str], width: float, font: str = "inherit") -> str:
    """Return a chart as SVG: shapes and text, without styles, scripts, ids and references.

    Args:
        chart: what it shows.
        colours: what `INLINE` has, as SVG writes colours.
        width: in the drawing's own units; one is about a pixel.
        font: the family that the texts are set in.
    """
    return _drawn(chart, tuple(colours.items()), width, font)


@lru_cache(maxsize=64)
def _drawn(chart: Chart, colours: tuple[tuple[str, str], ...], width: float, font: str) -> str:
    """Draw a chart once: whoever shows a programme while it is written asks again and again."""
    import ziaplot

    ziaplot.config.text = "text"
    ziaplot.config.precision = 1
    sheet = _Sheet(chart, dict(colours), width, ziaplot)
    drawing = sheet.graph().svgxml()
    return _bare(drawing, width, sheet.height, font)


class _Sheet:
    """A drawing under way, filled from the top: x is in the figures' unit, y is pixels below the top."""

    def __init__(self, chart: Chart, colours: Mapping[str, str], width: float, library: Any) -> None:
        self.height = 0.0
        self._chart = chart
        self._colours = colours
        self._width = width
        self._library = library
        self._shapes: list[Any] = []
        self._left, self._right = self._scale()
        self._pixel = (self._right - self._left) / width

    def graph(self) -> Any:
        """Place everything, and return the graph with it."""
        self._legend()
        for bar in self._chart.poster:
            self._post(bar)
        self.height += 2 - _BETWEEN_POSTS
        graph = self._library.Graph().size(self._width, self.height).css(_BARE).legend("none")
        graph.noxticks().noyticks().xticks([self._left, self._right], ["", ""])
        graph.yticks([-self.height, 0], ["", ""])
        for shape in self._shapes:
            graph.add(shape)
        return graph

    def _scale(self) -> tuple[float, float]:
        """Return what the edges are worth, so that the bars have room with the figures at their ends."""
        amounts = [amount for bar in self._chart.poster for amount in (bar.nå, bar.før)]
        low, high = (float(end(0, *(amount.tall for amount in amounts))) for end in (min, max))
        rooms = [0.0, 0.0]
        for amount in amounts:
            side = amount.tall >= 0
            rooms[side] = max(rooms[side], len(amount.skrevet) * _CHARACTER + 2 * _BESIDE)
        pixel = (high - low) / max(self._width - sum(rooms), self._width / 4)
        return low - rooms[0] * pixel, high + rooms[1] * pixel

    def _legend(self) -> None:
        for name, height in ((self._chart.nå, _NOW - 4), (self._chart.før, _BEFORE)):
            if name:
                ends = (self._left, self._left + _SWATCH * self._pixel)
                self._bar(self.height + _LINE / 2 + 1, ends, height)
                self._lines(name, "dempet", _SWATCH + _BESIDE)
        self.height += _BETWEEN_POSTS / 2

    def _post(self, post: Bar) -> None:
        self._lines(post.navn, "tekst", 0)
        self._figure(post.nå, _NOW)
        if self._chart.før:
            self._figure(post.før, _BEFORE)
        self.height += _BETWEEN_POSTS

    def _figure(self, amount: Amount, height: float) -> None:
        middle = self.height + _ABOVE + height / 2
        if amount.tall:
            self._bar(middle, (0, float(amount.tall)), height)
        ways = -1 if amount.tall < 0 else 1
        colour = "tekst" if height == _NOW else "dempet"
        x = float(amount.tall) + ways * _BESIDE * self._pixel
        self._text(amount.skrevet, x, middle + _FONT * 0.36, colour, "right" if ways < 0 else "left")
        self.height += _ABOVE + height

    def _lines(self, text: str, colour: str, indent: float) -> None:
        wide = 2 if any(east_asian_width(character) in "WF" for character in text) else 1
        for line in wrap(text, int((self._width - indent) / _CHARACTER / wide)):
            self._text(line, self._left + indent * self._pixel, self.height + _FONT, colour)
            self.height += _LINE

    def _bar(self, middle: float, ends: tuple[float, float], height: float) -> None:
        """Draw a bar: solid now, hollow before, which is lower."""
        shape = self._library.BarsHoriz([-middle], [ends[1]], [ends[0]], width=height)
        fill = self._colours["stolpe" if height > _BEFORE else "bunn"]
        shape.attribute("fill", fill).attribute("stroke", self._colours["stolpe"])
        self._shapes.append(shape.attribute("stroke-width", "1.5"))

    def _text(self, text: str, x: float, y: float, colour: str, align: str = "left") -> None:
        line = self._library.Text(x, -y, text, halign=align)
        self._shapes.append(line.attribute("fill", self._colours[colour]))


def _bare(root: ET.Element, width: float, height: float, font: str) -> str:
    """Return a drawing without what it does not need: clips, empty frames, a font for each line."""
    for node in [child for child in root if _shows_nothing(child)]:
        root.remove(node)
    for node in root:
        for name in ("clip-path", "font-family", "font-size", "dominant-baseline"):
            node.attrib.pop(name, None)
    root.attrib.update(
        {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    )
    root.attrib.update({"font-family": font, "font-size": f"{_FONT:g}"})
    return ET.tostring(root, encoding="unicode")


def _shows_nothing(node: ET.Element) -> bool:
    return node.tag == "defs" or (node.get("fill") == "none" and node.get("stroke", "none") == "none")
