"""What the budget's charts show: posts with their figures now and before, or over several columns.

Which rows and columns a chart has is content (`figurer` in budsjett.yaml). Figures are printed as in the
table, and a chart without figures is no chart.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import starmap
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.model.budget import FOSS, MANGLER, OVER_KOLONNER, STABLET, trinn
from handlingsprogram.read.model.sheet import Regneark, converted, is_figure, skriv
from handlingsprogram.records import record
from handlingsprogram.render.charts.model import INGENTING, Amount, Bar, Chart, Series
from handlingsprogram.render.words.fixed_words import PROSENT, fixed_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from handlingsprogram.read.model.budget import Budsjett, Budsjettfigur, Rad, Tabell, Verdi
    from handlingsprogram.read.model.program import Program


@record
class _Source:
    """A column of one budget's table, printed in the unit of another table, most often the same."""

    tabell: Tabell
    sheet: Regneark
    kolonne: str
    til: Tabell
    snudd: bool = False
    """Whether the figures are shown without the minus that the table has before incomes."""
    snudde: frozenset[str] = frozenset()
    """In a waterfall: the rows whose figures are shown with the other sign."""

    def value(self, rad: str) -> Verdi:
        """Return what is shown of a row; None where there is no such row."""
        found = self.sheet.tabell_med(rad, self.kolonne)
        if found is None:
            return None
        value = converted(self.sheet.trykt(rad, self.kolonne), found, self.til)
        is_turned = self.snudd or rad in self.snudde
        return -value if is_turned and is_figure(value) else value

    def amount(self, rad: str) -> Amount:
        """Return the figure of a row; a blank where there is no such row."""
        has_row = self.sheet.tabell_med(rad, self.kolonne) is not None
        return self.written(self.value(rad), computed=has_row and self.sheet.er_utregnet(rad, self.kolonne))

    def written(self, value: Verdi, *, computed: bool) -> Amount:
        """Return a figure as the table would print it."""
        return Amount(value, self.sheet.på_språket(skriv(value, self.til, self.kolonne, utregnet=computed)))

    def together(self, rows: Sequence[Rad]) -> Amount:
        """Return what rows are together; to come where any of them is."""
        values = [value for rad in rows if (value := self.value(rad.id)) is not None]
        if MANGLER in values or not values:
            return Amount(MANGLER, MANGLER) if values else INGENTING
        return self.written(sum(value for value in values if is_figure(value)), computed=True)

    def heading(self) -> str:
        """Return what the column is called."""
        return next((col.overskrift for col in self.tabell.kolonner if col.id == self.kolonne), "")


@record
class _Side:
    """A chart as one budget has it."""

    figur: Budsjettfigur
    tabell: Tabell
    sheet: Regneark
    alle: Mapping[str, Rad]
    """All rows of the budget by their ids."""

    def rows(self) -> tuple[Rad, ...]:
        """Return the rows that the chart shows, those of its sum or those it names."""
        names = self.tabell.rader_i(self.figur)
        shown = self.figur.vist
        return tuple(
            self.alle[name] for name in names if any(self.sheet.tabell_med(name, col) for col in shown)
        )

    def source(self, kolonne: str, til: Tabell | None = None) -> _Source:
        """Return a column of it, in the unit of a table: its own, or a later one's."""
        return _Source(self.tabell, self.sheet, kolonne, til or self.tabell, snudde=self._turned())

    def _turned(self) -> frozenset[str]:
        """Return the rows with another sign in a waterfall, where incomes go up whatever the table has."""
        if self.figur.form != FOSS:
            return frozenset()
        steps = trinn(self.tabell.rader_i(self.figur), self.alle)
        return frozenset(step.rad for step in steps if (step.fortegn < 0) != self.tabell.inntekt_minus)


def charts(budsjett: Budsjett, desimaltegn: str = ",") -> dict[str, tuple[Chart, ...]]:
    """Return a budget's charts by the id of their table, those without figures left out.

    Args:
        budsjett: the budget.
        desimaltegn: the decimal sign of the document's language.
    """
    found: dict[str, list[Chart | None]] = {tabell.id: [] for tabell in budsjett.tabeller}
    for side in _sides(budsjett, desimaltegn):
        found[side.tabell.id].append(_shown(side))
    return {name: tuple(chart for chart in shown if chart) for name, shown in found.items()}


def between(before: Budsjett, after: Budsjett, desimaltegn: str = ",") -> tuple[Chart, ...]:
    """Return the charts that two budgets both have (the same id), the later held against the earlier.

    A chart over several columns is held against those with the same heading, or else the same id; the
    others, a waterfall too, become bars.

    Args:
        before: the earlier budget; its figures are turned into the later one's unit.
        after: the later budget, whose titles and posts' names are used.
        desimaltegn: the decimal sign of the later document's language.
    """
    earlier = {side.figur.id: side for side in _sides(before, desimaltegn)}
    pairs = [
        (earlier[side.figur.id], side) for side in _sides(after, desimaltegn) if side.figur.id in earlier
    ]
    found = starmap(_held, pairs)
    return tuple(chart for chart in found if chart and any(was.tall for _, was in chart.beløp))


def _held(old: _Side, new: _Side) -> Chart | None:
    if new.figur.form in OVER_KOLONNER:
        return _over(new, old)
    if old.figur.form in OVER_KOLONNER:
        return None  # nothing says which of its columns this one is held against
    now, before = new.source(new.figur.kolonne), old.source(old.figur.kolonne, new.tabell)
    if FOSS in {old.figur.form, new.figur.form} and old.figur.form != new.figur.form:
        before = replace(before, snudde=now.snudde)
    return _chart(new.figur, _rows_of_both(old, new), now, before)


def _rows_of_both(old: _Side, new: _Side) -> tuple[Rad, ...]:
    own = new.rows()
    names = {rad.id for rad in own}
    return (*own, *(rad for rad in old.rows() if rad.id not in names))


def file_name(chart: Chart) -> str:
    """Return what a chart's file is called below a folder of the year's."""
    return f"budsjettfigurer/{chart.id}.svg"


def shown_everywhere(program: Program) -> dict[str, tuple[Chart, ...]]:
    """Return the charts that every format of a programme shows, by the id of their table."""
    if not program.budsjett or not program.budsjettfigurer:
        return {}
    return charts(program.budsjett, fixed_words(program.språk)["desimaltegn"])


def _sides(budsjett: Budsjett, desimaltegn: str) -> Iterable[_Side]:
    sheet = Regneark(budsjett, desimaltegn)
    rows = {rad.id: rad for _, rad in budsjett.rader()}
    return (_Side(figur, tabell, sheet, rows) for tabell in budsjett.tabeller for figur in tabell.figurer)


def _shown(side: _Side) -> Chart | None:
    """Return a chart as its own budget has it."""
    figur = side.figur
    if figur.form in OVER_KOLONNER:
        return _over(side, None)
    if figur.form == FOSS:
        return _fall(side)
    return _chart(figur, side.rows(), side.source(figur.kolonne), side.source(figur.mot))


def _chart(figur: Budsjettfigur, rows: tuple[Rad, ...], now: _Source, before: _Source) -> Chart | None:
    """Return a chart of one column, as bars."""
    bars = [_bar(rad, now, before) for rad in rows]
    bars = [bar for bar in bars if bar.nå.tall or bar.før.tall]
    if not bars:
        return None
    is_fall = figur.form == FOSS
    total = Bar("", now.amount(figur.sum), before.amount(figur.sum)) if figur.sum and not is_fall else None
    if (
        _has_minus(now)
        and not is_fall
        and _is_income([(bar.nå, bar.før) for bar in bars], total.nå if total else None)
    ):
        return _chart(figur, rows, replace(now, snudd=True), replace(before, snudd=True))
    if total:
        bars.sort(key=lambda bar: bar.nå.tall, reverse=True)
    return _named_chart(figur, now, nå=now.heading(), før=before.heading(), poster=tuple(bars), i_alt=total)


def _fall(side: _Side) -> Chart | None:
    """Return a waterfall; what is nothing, or still to come, is a step of it, and what is blank is none."""
    now, none = side.source(side.figur.kolonne), side.source("")
    whole = {step.rad for step in trinn(side.tabell.rader_i(side.figur), side.alle) if step.hel}
    bars = [replace(_bar(rad, now, none), hel=rad.id in whole) for rad in side.rows()]
    if not any(bar.nå.tall for bar in bars):
        return None
    shown = tuple(bar for bar in bars if bar.nå.skrevet)
    return _named_chart(side.figur, now, nå=now.heading(), form=FOSS, poster=shown)


def _over(new: _Side, old: _Side | None) -> Chart | None:
    """Return a chart that goes over several columns, held against those that an earlier one has too."""
    now = [new.source(name) for name in new.figur.kolonner if new.tabell.kolonne(name)]
    if not now:
        return None  # a rule tells of it
    before = [_same_column(source, old) if old else None for source in now]
    old = old if any(before) else None
    rows = _rows_of_both(old, new) if old else new.rows()
    figures = [(source.amount(rad.id), INGENTING) for source in now for rad in rows]
    total = now[0].amount(new.figur.sum) if new.figur.sum else None
    if _has_minus(now[0]) and any(one.tall for one, _ in figures) and _is_income(figures, total):
        now = [replace(source, snudd=True) for source in now]
        before = [source and replace(source, snudd=True) for source in before]
    series = [_series(rad, now, before if old else []) for rad in rows]
    is_stack = new.figur.form == STABLET
    shown = [one for one in series if _has_figures(one, stacked=is_stack)]
    if not any(amount.tall for one in shown for amount in (*one.nå, *one.før)):
        return None
    if new.figur.sum:
        shown.sort(key=lambda one: sum(amount.tall for amount in one.nå), reverse=True)
    sums = _sums(new, now), _sums(old, before) if old else ()
    return _named_chart(
        new.figur,
        now[0],
        form=new.figur.form,
        kolonner=tuple(source.heading() for source in now),
        rekker=tuple(shown),
        summer=Series("", *sums) if is_stack else None,
    )


def _series(rad: Rad, now: Sequence[_Source], before: Sequence[_Source | None]) -> Series:
    was = tuple(source.amount(rad.id) if source else INGENTING for source in before)
    return Series(_named(rad.navn), tuple(source.amount(rad.id) for source in now), was)


def _sums(side: _Side, sources: Sequence[_Source | None]) -> tuple[Amount, ...]:
    """Return what the posts are together in each column."""
    sum_ = side.figur.sum
    return tuple(
        (source.amount(sum_) if sum_ else source.together(side.rows())) if source else INGENTING
        for source in sources
    )


def _named_chart(figur: Budsjettfigur, source: _Source, **shown: Any) -> Chart:
    """Return a chart with what its form shows, and the names and the unit that its content gives."""
    column = source.til.kolonne(source.kolonne)
    return Chart(
        id=figur.id,
        tittel=figur.tittel,
        enhet=PROSENT if column and column.er_andel else source.til.enhet,
        desimaler=source.til.desimaler_i(source.kolonne),
        **shown,
    )


def _has_minus(source: _Source) -> bool:
    """Tell whether incomes are below nothing, and shown so."""
    return source.til.inntekt_minus and not source.snudd


def _same_column(now: _Source, old: _Side) -> _Source | None:
    """Return the earlier chart's column of the same year, as its heading says, or else its id."""
    sources = [old.source(name, now.til) for name in old.figur.vist]
    headed = [source for source in sources if source.heading() == now.heading()]
    return next(iter((*headed, *(source for source in sources if source.kolonne == now.kolonne))), None)


def _has_figures(one: Series, *, stacked: bool) -> bool:
    """Tell whether a post is shown: a stack has no room for what is nothing, a line may lie at zero."""
    amounts = (*one.nå, *one.før)
    return any(amount.tall if stacked else is_figure(amount.verdi) for amount in amounts)


def _is_income(amounts: Iterable[tuple[Amount, Amount]], total: Amount | None) -> bool:
    """Tell whether posts of a table with negative incomes are incomes: together, or each, below nothing."""
    if total and total.tall:
        return total.tall < 0
    figures = [one.tall for pair in amounts for one in pair if one.tall]
    return max(figures) < 0


def _bar(rad: Rad, now: _Source, before: _Source) -> Bar:
    return Bar(_named(rad.navn), now.amount(rad.id), before.amount(rad.id))


def _named(navn: str) -> str:
    """Return a post's name without a mark of a note, or a colon: those belong to the table."""
    return navn.rstrip("*: ")
