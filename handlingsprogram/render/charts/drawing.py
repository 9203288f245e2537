"""Draw a chart as SVG, in the form that it has: on a page in the page's colours, on paper in the theme's."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from handlingsprogram.read.model.budget import FOSS, LINJE, STABLET, STOLPER
from handlingsprogram.render.charts.bars import draw_bars, draw_waterfall
from handlingsprogram.render.charts.lines import draw_lines
from handlingsprogram.render.charts.sheet import Sheet
from handlingsprogram.render.charts.stacks import draw_stacks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handlingsprogram.render.charts.model import Chart

INLINE = {"stolpe": "var(--hoved)", "bunn": "var(--bunn)", "tekst": "var(--tekst)", "dempet": "var(--dempet)"}
"""The colours of a drawing that lies in a web page and follows it from light to dark."""
PAGE_WIDTH, PAPER_WIDTH = 320, 680
"""The drawing's width in its own units: what fits a telephone and a column, and what fits a sheet."""
_FORMS: Mapping[str, Callable[[Sheet, Chart], None]] = {
    STOLPER: draw_bars,
    STABLET: draw_stacks,
    LINJE: draw_lines,
    FOSS: draw_waterfall,
}


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
    sheet = Sheet(dict(colours), width)
    _FORMS[chart.form](sheet, chart)
    return sheet.svg(font)
