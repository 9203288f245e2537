"""The budget's charts on the page: the new programme's posts held against the old one's.

Where the old side has nothing to hold them against, a chart shows what it shows in the programme itself:
this year against last.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.render.charts import charts
from handlingsprogram.render.words.fixed_words import fixed_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from handlingsprogram.render.charts.charts import Chart
    from handlingsprogram.review.compare.model import Comparison


def charts_of(comparison: Comparison) -> Mapping[str, tuple[Chart, ...]]:
    """Return the charts by the id of their table in the new budget; none where nothing in them differs."""
    old, new = comparison.gammel.budsjett, comparison.ny.budsjett
    before, after = comparison.regneark
    if new is None or after is None or not any(tabell.figurer for tabell in new.tabeller):
        return {}
    held = charts.between(old, new) if old and before else ()
    against = {chart.id: chart for chart in held}
    own = {chart.id: chart for found in charts.charts(new).values() for chart in found}
    words = fixed_words(comparison.ny.språk)
    shown = {
        tabell.id: [
            chart for figur in tabell.figurer if (chart := against.get(figur.id) or own.get(figur.id))
        ]
        for tabell in new.tabeller
    }
    return {
        name: tuple(
            _placed(chart, f"figur_{name}_{nr}", words)
            for nr, chart in enumerate(found, 1)
            if _differs(chart)
        )
        for name, found in shown.items()
    }


def drawn(words: Mapping[str, str], chart: Chart) -> Markup:
    """Return a chart as a part of the page, whose fixed words are given."""
    from markupsafe import Markup

    from handlingsprogram.render.web.html import chart_figure

    return Markup(chart_figure(chart, words))  # noqa: S704 — printed by a template of ours that escapes


def _differs(chart: Chart) -> bool:
    return any(bar.nå.verdi != bar.før.verdi for bar in chart.poster)


def _placed(chart: Chart, id_: str, words: Mapping[str, str]) -> Chart:
    """Return a chart with an id of the page's own, and with two names for what has one on both sides."""
    told = replace(chart, id=id_)
    if chart.nå != chart.før:
        return told
    now, before = (words[name].format(kolonne=chart.nå) for name in ("diagram_nå", "diagram_før"))
    return replace(told, nå=now, før=before)
