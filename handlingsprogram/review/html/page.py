"""The comparison as one web page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from handlingsprogram.render.web.page import page
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.review.compare.model import Ting
from handlingsprogram.review.html import kinds, summary
from handlingsprogram.review.html.charts import drawn
from handlingsprogram.review.html.facts import Facts
from handlingsprogram.review.html.figures import Figures
from handlingsprogram.review.html.outline import outline, place_id
from handlingsprogram.review.html.rows import IN_ROWS, Rows
from handlingsprogram.review.html.things import Things, title
from handlingsprogram.review.html.view import Gruppe, Kapittel, View, union
from handlingsprogram.review.report.labels import is_form
from handlingsprogram.review.summary import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.html.outline import Numbered, Place

_FIGURES = {Ting.TABELL, Ting.TALLKOLONNE, Ting.RAD}


def html(comparison: Comparison, theme: Mapping[str, Any]) -> str:
    """Return a comparison as a page that needs nothing else.

    Args:
        comparison: what has changed.
        theme: colours, fonts and measures, as in tema.yaml.
    """
    # The report's own voice is bokmål; what it shares with the programmes' pages is in the page's language.
    words = fixed_words(comparison.ny.språk)
    values = {
        "v": view(comparison),
        "typenavn": kinds.TYPES,
        "språk": comparison.ny.språk,
        "ord": words,
        "diagram": partial(drawn, words),
    }
    return page("endringer", values, theme)


def view(comparison: Comparison) -> View:
    """Return what the page shows."""
    things = Things(comparison)
    facts = Facts(things)
    figures = Figures(comparison, things, facts)
    groups = _Groups(Rows(comparison, things, facts), figures, facts)
    shown = outline(comparison, things)
    chapters = [chapter for place in shown.kapitler for chapter in groups.chapters(place)]
    if shown.dokument:
        chapters.append(groups.document(shown.dokument))
    types = summary.types(comparison)
    lines = summary.lines(
        shown, [type_ for type_, slug in kinds.SLUGS.items() if slug in {t.id for t in types}]
    )
    totals = [line.antall for line in lines if not line.under]
    sums = tuple(sum(column) for column in zip(*totals, strict=True))
    budget = figures.summary(comparison.resultat, comparison.nytt_tre)
    return View(
        tittel=summary.headline(comparison),
        organisasjon=comparison.ny.organisasjon,
        ingress=summary.lead(comparison),
        før=comparison.fra,
        etter=comparison.til,
        antall=sum(sums),
        kort=sentences(comparison),
        nøkkeltall=summary.key_figures(comparison),
        lister=summary.lists(comparison, things),
        typer=types,
        slag=summary.subjects(comparison),
        linjer=lines,
        summer=sums,
        budsjett=budget,
        budsjett_uendret=budget is None and comparison.resultat is not None,
        kapitler=tuple(chapters),
        merknader=comparison.merknader,
    )


class _Groups:
    """Makes chapters and groups of an outline's places."""

    def __init__(self, rows: Rows, figures: Figures, facts: Facts) -> None:
        self._rows, self._figures, self._facts = rows, figures, facts

    def chapters(self, place: Place) -> Iterator[Kapittel]:
        """Give a chapter; nothing where nothing in it has changed."""
        groups = tuple(self._groups(place, ()))
        if groups:
            vis = union(group.vis for group in groups)
            count = summary.count(place.alle_endringer())
            yield Kapittel(place_id(place), title(place.node), place.er_ute, vis, count, groups)

    def _groups(self, place: Place, above: tuple[str, ...]) -> Iterator[Gruppe]:
        """Give the groups of a section and of those below it; the chapter's own has no title."""
        name = title(place.node) if above else ""
        if place.endringer:
            group = self._group(place_id(place), " › ".join(above[1:]), name, place.endringer)
            note = None if place.er_ute else self._facts.split_from(place.node)
            yield replace(group, fakta=(note, *group.fakta)) if note else group
        for below in place.under:
            yield from self._groups(below, (*above, title(place.node)))

    def document(self, changes: list[Numbered]) -> Kapittel:
        """Return what belongs to no chapter."""
        group = self._group("dokument", "", "", changes)
        count = summary.count(changes)
        return Kapittel(
            summary.DOCUMENT_ID, summary.DOCUMENT, er_ute=False, vis=group.vis, antall=count, grupper=(group,)
        )

    def _group(self, id_: str, sti: str, name: str, changes: list[Numbered]) -> Gruppe:
        layout = [pair for pair in changes if is_form(pair[1])]
        told = [pair for pair in changes if not is_form(pair[1])]
        rows = [pair for pair in told if pair[1].ting in IN_ROWS]
        figures = [pair for pair in told if pair[1].ting in _FIGURES]
        facts = tuple(
            self._facts.of(nr, change, named=change.ting not in {Ting.SEKSJON, Ting.PROGRAM})
            for nr, change in told
            if change.ting not in IN_ROWS | _FIGURES
        )
        parts = (*self._rows.of(rows), *self._figures.of(figures))
        form = tuple(self._facts.layout(layout))
        vis = union(part.vis for part in (*facts, *parts, *form))
        return Gruppe(id_, sti, name, vis, facts, parts, form)
