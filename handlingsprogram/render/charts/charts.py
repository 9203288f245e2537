"""What the budget's charts show: posts with their figures now and before, and that in words.

Which rows and columns a chart has is content (`figurer` in budsjett.yaml). Figures are printed as in the
table, and a chart without figures is no chart.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from handlingsprogram.read.model.rounding import decimals
from handlingsprogram.read.model.sheet import Regneark, converted, is_figure, skriv
from handlingsprogram.records import record
from handlingsprogram.render.words.fixed_words import fixed_words, unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.read.model.budget import Budsjett, Budsjettfigur, Rad, Tabell, Verdi
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.model.rounding import Tall


@record
class Amount:
    """A figure, and how it is printed."""

    verdi: Verdi
    skrevet: str

    @property
    def tall(self) -> Tall:
        """The figure as a number; a blank and a dash are 0."""
        return self.verdi if is_figure(self.verdi) else 0


@record
class Bar:
    """A post of a chart."""

    navn: str
    nå: Amount
    før: Amount


@record
class Chart:
    """Posts with their figures now, and before where there is a before."""

    id: str
    tittel: str
    enhet: str
    nå: str
    """What the figures now are called."""
    før: str
    """What the figures before are called; empty where there are none."""
    poster: tuple[Bar, ...]
    i_alt: Bar | None
    """What the posts are together; None where they are not parts of one sum."""
    desimaler: int = 0
    """How many the figures have."""


@record
class _Source:
    """A column of one budget's table, printed in the unit of another table, most often the same."""

    tabell: Tabell
    sheet: Regneark
    kolonne: str
    til: Tabell
    snudd: bool = False
    """Whether the figures are shown without the minus that the table has before incomes."""

    def amount(self, rad: str) -> Amount:
        """Return the figure of a row; a blank where there is no such row."""
        found = self.sheet.tabell_med(rad, self.kolonne)
        if found is None:
            return Amount(None, "")
        value = converted(self.sheet.trykt(rad, self.kolonne), found, self.til)
        if self.snudd and is_figure(value):
            value = -value
        computed = self.sheet.er_utregnet(rad, self.kolonne)
        written = skriv(value, self.til, self.kolonne, utregnet=computed)
        return Amount(value, self.sheet.på_språket(written))

    def heading(self) -> str:
        """Return what the column is called."""
        return next((col.overskrift for col in self.tabell.kolonner if col.id == self.kolonne), "")


def charts(budsjett: Budsjett, desimaltegn: str = ",") -> dict[str, tuple[Chart, ...]]:
    """Return a budget's charts by the id of their table, those without figures left out.

    Args:
        budsjett: the budget.
        desimaltegn: the decimal sign of the document's language.
    """
    sheet = Regneark(budsjett, desimaltegn)
    found = {
        tabell.id: [
            _chart(
                figur,
                _rows(figur, tabell, sheet),
                _Source(tabell, sheet, figur.kolonne, tabell),
                _Source(tabell, sheet, figur.mot, tabell),
            )
            for figur in tabell.figurer
        ]
        for tabell in budsjett.tabeller
    }
    return {name: tuple(chart for chart in shown if chart) for name, shown in found.items()}


def between(before: Budsjett, after: Budsjett, desimaltegn: str = ",") -> tuple[Chart, ...]:
    """Return the charts that two budgets both have (the same id), the later held against the earlier.

    Args:
        before: the earlier budget; its figures are turned into the later one's unit.
        after: the later budget, whose titles and posts' names are used.
        desimaltegn: the decimal sign of the later document's language.
    """
    old, new = Regneark(before, desimaltegn), Regneark(after, desimaltegn)
    earlier = {figur.id: (tabell, figur) for tabell in before.tabeller for figur in tabell.figurer}
    found = []
    for tabell in after.tabeller:
        for figur in tabell.figurer:
            if figur.id in earlier:
                table, chart = earlier[figur.id]
                rows = {row.id: row for row in (*_rows(chart, table, old), *_rows(figur, tabell, new))}
                own = _rows(figur, tabell, new)
                ordered = (*own, *(row for row in rows.values() if row.id not in {mine.id for mine in own}))
                now = _Source(tabell, new, figur.kolonne, tabell)
                found.append(_chart(figur, ordered, now, _Source(table, old, chart.kolonne, tabell)))
    return tuple(chart for chart in found if chart and any(bar.før.tall for bar in chart.poster))


def file_name(chart: Chart) -> str:
    """Return what a chart's file is called below a folder of the year's."""
    return f"budsjettfigurer/{chart.id}.svg"


def shown_everywhere(program: Program) -> dict[str, tuple[Chart, ...]]:
    """Return the charts that every format of a programme shows, by the id of their table."""
    if not program.budsjett or not program.budsjettfigurer:
        return {}
    return charts(program.budsjett, fixed_words(program.språk)["desimaltegn"])


def _rows(figur: Budsjettfigur, tabell: Tabell, sheet: Regneark) -> tuple[Rad, ...]:
    """Return the rows that a chart shows, those of its sum or those it names."""
    names = tabell.rader_i(figur)
    return tuple(sheet.rad(name) for name in names if sheet.tabell_med(name, figur.kolonne))


def _chart(figur: Budsjettfigur, rows: tuple[Rad, ...], now: _Source, before: _Source) -> Chart | None:
    bars = [_bar(rad.id, rad.navn, now, before) for rad in rows]
    bars = [bar for bar in bars if bar.nå.tall or bar.før.tall]
    if not bars:
        return None
    total = _bar(figur.sum, "", now, before) if figur.sum else None
    if now.til.inntekt_minus and not now.snudd and _is_income(bars, total):
        return _chart(figur, rows, replace(now, snudd=True), replace(before, snudd=True))
    if figur.sum:
        bars.sort(key=lambda bar: bar.nå.tall, reverse=True)
    return Chart(
        id=figur.id,
        tittel=figur.tittel,
        enhet=now.til.enhet,
        nå=now.heading(),
        før=before.heading(),
        poster=tuple(bars),
        i_alt=total,
        desimaler=now.til.desimaler_i(now.kolonne),
    )


def _is_income(bars: Sequence[Bar], total: Bar | None) -> bool:
    """Tell whether posts of a table with negative incomes are incomes: together, or each, below nothing."""
    if total and total.nå.tall:
        return total.nå.tall < 0
    figures = [figure for bar in bars for figure in (bar.nå.tall, bar.før.tall) if figure]
    return max(figures) < 0


def _bar(rad: str, navn: str, now: _Source, before: _Source) -> Bar:
    # A mark of a note, or a colon, belongs to the table.
    return Bar(navn.rstrip("*: "), now.amount(rad), before.amount(rad))


# --- In words -----------------------------------------------------------------------------------


def caption(chart: Chart, words: Mapping[str, str]) -> str:
    """Return what stands below a chart: its title and its unit.

    Args:
        chart: what it shows.
        words: the document's fixed words.
    """
    return f"{chart.tittel} ({unit(chart.enhet, words)})"


_NAMED = 5
"""How many posts are named one by one."""


def describe(chart: Chart, words: Mapping[str, str]) -> str:
    """Return what a chart shows, for those who cannot see it: the largest, the whole and what has changed.

    Args:
        chart: what it shows.
        words: the document's fixed words.
    """
    named = words["diagram_mot" if chart.før else "diagram"].format(nå=chart.nå, før=chart.før)
    return " ".join([named, *_sizes(chart, words), *_together(chart, words), *_moves(chart, words)])


def _sizes(chart: Chart, words: Mapping[str, str]) -> Iterator[str]:
    """Tell how large the posts are, the largest first where they are parts of a sum."""
    first, *rest = chart.poster[: _NAMED if chart.i_alt else None]
    if chart.i_alt and chart.i_alt.nå.tall and first.nå.tall > 0:
        share = _share(first, chart)
        yield words["diagram_størst" if share is None else "diagram_størst_andel"].format(
            post=first.navn,
            tall=first.nå.skrevet,
            alt=chart.i_alt.nå.skrevet,
            enhet=unit(chart.enhet, words),
            prosent=share,
        )
    else:
        kind = "diagram_post" if first.nå.skrevet else "diagram_post_uten_tall"
        yield words[kind].format(post=first.navn, tall=first.nå.skrevet, enhet=unit(chart.enhet, words))
    others = [f"{bar.navn} ({bar.nå.skrevet})" for bar in rest if bar.nå.skrevet]
    if others:
        yield words["diagram_resten"].format(poster=_listed(others, words))


def _share(bar: Bar, chart: Chart) -> int | None:
    """Return how many per cent of the whole a post is; None where posts pull in both directions."""
    if not chart.i_alt or any(post.nå.tall < 0 for post in chart.poster):
        return None
    return round(100 * Fraction(bar.nå.tall) / Fraction(chart.i_alt.nå.tall))


def _together(chart: Chart, words: Mapping[str, str]) -> Iterator[str]:
    """Tell what the posts are together, and how much that has changed."""
    if not (chart.i_alt and chart.før and chart.i_alt.før.skrevet and chart.i_alt.nå.skrevet):
        return
    change = chart.i_alt.nå.tall - chart.i_alt.før.tall
    kind = "diagram_likt" if not change else "diagram_mer" if change > 0 else "diagram_mindre"
    yield words[kind].format(
        tall=decimals(abs(Fraction(change)), chart.desimaler).replace(",", words["desimaltegn"]),
        enhet=unit(chart.enhet, words),
        før=chart.før,
        sum=chart.i_alt.før.skrevet,
    )


def _moves(chart: Chart, words: Mapping[str, str]) -> Iterator[str]:
    """Tell which post has grown most and which has shrunk most."""
    if not chart.før:
        return
    moved = sorted(chart.poster, key=lambda bar: bar.nå.tall - bar.før.tall)
    for bar, grown in ((moved[-1], True), (moved[0], False)):
        change = bar.nå.tall - bar.før.tall
        if change and (change > 0) is grown:
            yield words["diagram_opp" if grown else "diagram_ned"].format(
                post=bar.navn, fra=bar.før.skrevet or "0", til=bar.nå.skrevet or "0"
            )


def _listed(texts: list[str], words: Mapping[str, str]) -> str:
    *first, last = texts
    return words["oppramsing"].format(først=", ".join(first), sist=last) if first else last
