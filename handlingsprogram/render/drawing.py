"""Draw a chart as SVG with ziaplot, which keeps the scale and places bars and texts on it.

Each post has its name above two bars: a solid one with the figures now, and below it a narrower, hollow one
with the figures before. Every bar has its figure at its end, so that the chart needs neither axis nor colour.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.render.charts import Bar, Chart

INLINE = {"stolpe": "var(--hoved)", "bunn": "var(--bunn)", "tekst": "var(--tekst)", "dempet": "var(--dempet)"}
"""The colours of a drawing that lies in a web page and follows it from light to dark."""
PAGE_WIDTH, PAPER_WIDTH = 320, 680
"""The drawing's width in its own units: what fits a telephone and a column, and what fits a sheet."""

_FONT, _LINE = 13.0, 17.0
_CHARACTER = 6.7
"""Width of a character, rather too much than too little."""
_NOW, _BEFORE, _BETWEEN_POSTS, _BESIDE = 15.0, 9.0, 13.0, 6.0
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
    import ziaplot

    ziaplot.config.text = "text"
    ziaplot.config.precision = 1
    sheet = _Sheet(chart, colours, width, ziaplot)
    sheet.fill()
    return _bare(sheet.graph.svgxml(), width, sheet.height, font)


@dataclass
class _Sheet:
    """A drawing under way, filled from the top; x is in the figures' unit and y in pixels from the top."""

    chart: Chart
    colours: Mapping[str, str]
    width: float
    library: Any
    graph: Any = None
    height: float = 0.0
    left: float = 0.0
    """What the left edge is worth, in the figures' unit."""
    unit: float = 1.0
    """What a pixel is worth."""
    _later: list[tuple[str, float, tuple[Any, ...]]] = field(default_factory=list)

    def fill(self) -> None:
        """Place everything, and then draw it: only then is the height known, from which y is counted."""
        right = self._scale()
        self._legend()
        for bar in self.chart.poster:
            self._post(bar)
        self.height -= _BETWEEN_POSTS - 2
        self.graph = self.library.Graph().size(self.width, self.height).css(_BARE).legend("none")
        self.graph.noxticks().noyticks().xticks([self.left, right], ["", ""])
        self.graph.yticks([0, self.height], ["", ""])
        for kind, y, details in self._later:
            self.graph.add(getattr(self, kind)(self.height - y, *details))

    def _scale(self) -> float:
        """Fit the bars and the figures at their ends into the width; return what the right edge is worth."""
        ends = [(0, "")] + [(amount.tall, amount.skrevet) for bar in self.chart.poster for amount in (bar.nå, bar.før)]
        low, high = min(end for end, _ in ends), max(end for end, _ in ends)
        rooms = [max((_wide(text) for end, text in ends if (end < 0) is side), default=0) for side in (True, False)]
        self.unit = (high - low) / (self.width - sum(rooms))
        self.left = low - rooms[0] * self.unit
        return high + rooms[1] * self.unit

    def _legend(self) -> None:
        for name, is_now in ((self.chart.nå, True), (self.chart.før, False)):
            if name:
                swatch = (self.left, self.left + _SWATCH * self.unit, _NOW - 4 if is_now else _BEFORE, is_now)
                self._later.append(("bar", self.height + _LINE / 2 + 1, swatch))
                for line in wrap(name, self._fits(_SWATCH)):
                    self._text(line, self.left + (_SWATCH + _BESIDE) * self.unit, "dempet")
        self.height += _BETWEEN_POSTS / 2

    def _post(self, post: Bar) -> None:
        for line in wrap(post.navn, self._fits(0)):
            self._text(line, self.left, "tekst")
        self.height += 3
        self._figure(post.nå.tall, post.nå.skrevet, _NOW, is_now=True)
        if self.chart.før:
            self.height += 3
            self._figure(post.før.tall, post.før.skrevet, _BEFORE, is_now=False)
        self.height += _BETWEEN_POSTS

    def _figure(self, value: int, text: str, height: float, *, is_now: bool) -> None:
        middle = self.height + height / 2
        if value:
            self._later.append(("bar", middle, (0, value, height, is_now)))
        ways = "right" if value < 0 else "left"
        x = value + (-_BESIDE if value < 0 else _BESIDE) * self.unit
        self._later.append(("text", middle + _FONT * 0.36, (x, text, "tekst" if is_now else "dempet", ways)))
        self.height += height + (0 if is_now else 1)

    def _text(self, line: str, x: float, colour: str) -> None:
        self._later.append(("text", self.height + _FONT, (x, line, colour, "left")))
        self.height += _LINE

    def _fits(self, taken: float) -> int:
        return int((self.width - taken) / _CHARACTER)

    def bar(self, y: float, start: float, end: float, height: float, is_now: bool) -> Any:  # noqa: FBT001 — a row of `_later`
        """Return a bar: solid now, hollow before."""
        shape = self.library.BarsHoriz([y], [end], [start], width=height)
        fill = self.colours["stolpe" if is_now else "bunn"]
        return shape.attribute("fill", fill).attribute("stroke", self.colours["stolpe"]).attribute("stroke-width", "1.5")

    def text(self, y: float, x: float, text: str, colour: str, ways: str) -> Any:
        """Return a line of text."""
        line = self.library.Text(x, y, text, halign=ways).style(f"font_size: {_FONT}")
        return line.attribute("fill", self.colours[colour])


def _wide(text: str) -> float:
    return len(text) * _CHARACTER + 2 * _BESIDE


def _bare(root: ET.Element, width: float, height: float, font: str) -> str:
    """Return a drawing without what it does not need: clips, empty frames, a font for each line."""
    for node in [child for child in root if _shows_nothing(child)]:
        root.remove(node)
    for node in root:
        for name in ("clip-path", "font-family", "font-size", "dominant-baseline"):
            node.attrib.pop(name, None)
    root.attrib.update({"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"})
    root.attrib.update({"font-family": font, "font-size": f"{_FONT:g}"})
    return ET.tostring(root, encoding="unicode")


def _shows_nothing(node: ET.Element) -> bool:
    return node.tag == "defs" or (node.get("fill") == "none" and node.get("stroke", "none") == "none")
