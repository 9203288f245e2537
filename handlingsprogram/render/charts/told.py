"""What a chart says in words: its caption, and all that it shows, for those who cannot see it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from handlingsprogram.read.model.budget import FOSS, LINJE, STABLET, STOLPER
from handlingsprogram.read.model.rounding import decimals
from handlingsprogram.render.words.fixed_words import unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from handlingsprogram.render.charts.model import Amount, Bar, Chart, Series


def caption(chart: Chart, words: Mapping[str, str]) -> str:
    """Return what stands below a chart: its title and its unit.

    Args:
        chart: what it shows.
        words: the document's fixed words.
    """
    return f"{chart.tittel} ({unit(chart.enhet, words)})"


def describe(chart: Chart, words: Mapping[str, str]) -> str:
    """Return what a chart shows, for those who cannot see it.

    Args:
        chart: what it shows.
        words: the document's fixed words.
    """
    return " ".join(_TOLD[chart.form](chart, words))


def _bars(chart: Chart, words: Mapping[str, str]) -> Iterator[str]:
    """Tell of the largest, the whole and what has changed."""
    yield words["diagram_mot" if chart.før else "diagram"].format(nå=chart.nå, før=chart.før)
    yield from _sizes(chart, words)
    yield from _together(chart, words)
    yield from _moves(chart, words)


_NAMED = 5
"""How many posts are named one by one."""


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


def _stacks(chart: Chart, words: Mapping[str, str]) -> Iterator[str]:
    """Tell of each column what its posts are together, and what each of them is."""
    yield words["diagram_stablet"].format(
        kolonner=_quoted(chart.kolonner, words), enhet=unit(chart.enhet, words)
    )
    yield from _before(chart, words)
    for nr, name in enumerate(chart.kolonner):
        posts = _figures(((rekke.navn, rekke.nå[nr]) for rekke in chart.rekker[:_NAMED]), words)
        if not posts:
            yield words["diagram_kolonne_uten_tall"].format(kolonne=name)
            continue
        total = chart.summer.nå[nr].skrevet if chart.summer else ""
        yield words["diagram_kolonne"].format(kolonne=name, alt=total, poster=posts)
        if chart.summer and chart.summer.før and chart.summer.før[nr].skrevet:
            yield words["diagram_kolonne_før"].format(alt=chart.summer.før[nr].skrevet)


def _lines(chart: Chart, words: Mapping[str, str]) -> Iterator[str]:
    """Tell of each post what it is in every column that has a figure of it."""
    yield words["diagram_linje"].format(
        fra=chart.kolonner[0], til=chart.kolonner[-1], enhet=unit(chart.enhet, words)
    )
    yield from _before(chart, words)
    for rekke in chart.rekker:
        figures = _figures(zip(chart.kolonner, rekke.nå, strict=True), words)
        yield words["diagram_rekke"].format(post=rekke.navn, tall=figures)
        was = _figures(zip(chart.kolonner, rekke.før, strict=False), words)
        if was and _has_moved(rekke):
            yield words["diagram_rekke_før"].format(tall=was)


def _has_moved(rekke: Series) -> bool:
    pairs = zip(rekke.nå, rekke.før, strict=True)
    return any(now.skrevet != before.skrevet for now, before in pairs if before.skrevet)


def _before(chart: Chart, words: Mapping[str, str]) -> Iterator[str]:
    if chart.før:
        yield words["diagram_holdt_mot"]


def _waterfall(chart: Chart, words: Mapping[str, str]) -> Iterator[str]:
    """Tell what goes up and down in order, and what that comes to on the way."""
    yield words["diagram_foss"].format(nå=chart.nå, enhet=unit(chart.enhet, words))
    waiting: list[tuple[str, Amount]] = []
    for bar in chart.poster:
        if not bar.hel:
            waiting.append((bar.navn, bar.nå))
            continue
        if waiting:
            yield words["diagram_foss_trinn"].format(poster=_figures(waiting, words))
        waiting = []
        yield words["diagram_foss_sum"].format(post=bar.navn, tall=bar.nå.skrevet)
    if waiting:
        yield words["diagram_foss_trinn"].format(poster=_figures(waiting, words))


_TOLD: Mapping[str, Callable[[Chart, Mapping[str, str]], Iterator[str]]] = {
    STOLPER: _bars,
    STABLET: _stacks,
    LINJE: _lines,
    FOSS: _waterfall,
}


def _figures(named: Iterable[tuple[str, Amount]], words: Mapping[str, str]) -> str:
    """List names with their figures; those that are blank are left out."""
    return _listed([f"{name} ({amount.skrevet})" for name, amount in named if amount.skrevet], words)


def _quoted(names: Iterable[str], words: Mapping[str, str]) -> str:
    return _listed([words["diagram_navn"].format(navn=name) for name in names], words)


def _listed(texts: list[str], words: Mapping[str, str]) -> str:
    if not texts:
        return ""
    *first, last = texts
    return words["oppramsing"].format(først=", ".join(first), sist=last) if first else last
