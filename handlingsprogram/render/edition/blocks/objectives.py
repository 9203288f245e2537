"""The tables of goals and of indicators, and what goals are called where something else points to them."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.prose import marks
from handlingsprogram.read.model import values
from handlingsprogram.read.model.measures import Målform
from handlingsprogram.read.model.objectives import Mål, Målhierarki, Målsøk
from handlingsprogram.read.model.room import percentages
from handlingsprogram.render.edition import cells
from handlingsprogram.render.edition.parts import Cell, Column, Row, Table
from handlingsprogram.render.words.typography import keep_together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from handlingsprogram.read.model.blocks import Tekst
    from handlingsprogram.read.model.objectives import Indikator, Indikatortabell, Årstall

_NUMBER_WIDTH, _UN_WIDTH = 19, 18
"""Per cent of the table's width for a goal's level and number, and for the numbers of the UN's goals."""
_ROOM, _PADDING = 96, 3
"""How many characters a table of indicators has room for beside each other, and how many of them a cell's
edges take."""


class Objectives:
    """Makes the tables of a document's goals and indicators.

    Args:
        search: the goals and indicators.
        words: the document's fixed words.
        un_goals: what the UN's goals are called, by number.
        prose: gives running text in Markdown with its references resolved.
    """

    def __init__(
        self,
        search: Målsøk,
        words: Mapping[str, str],
        un_goals: Mapping[int, str],
        prose: Callable[[Tekst], str],
    ) -> None:
        self._search = search
        self._words = words
        self._un_goals = un_goals
        self._prose = prose

    def table(self, blokk: Målhierarki | Indikatortabell) -> Table:
        """Return what a block of goals or indicators prints; its title is the caller's."""
        if isinstance(blokk, Målhierarki):
            return self._hierarchy(blokk)
        return self._indicators(blokk)

    # --- Goals ---

    def _hierarchy(self, blokk: Målhierarki) -> Table:
        goals = [mål for mål in self._search.i(blokk) if isinstance(mål, Mål)]
        levels = dict.fromkeys(self._search.struktur.nivå(mål) for mål in goals)
        heads = [self._words["mål_nummer"], self._listed(list(levels))]
        widths = [_NUMBER_WIDTH, 100 - _NUMBER_WIDTH]
        serve = any(mål.bærekraftsmål for mål in goals)
        if serve:
            heads.append(self._words["mål_bærekraftsmål"])
            widths = [_NUMBER_WIDTH, 100 - _NUMBER_WIDTH - _UN_WIDTH, _UN_WIDTH]
        top = min((mål.nivå for mål in goals), default=1)
        return Table(
            slag="tekst",
            kolonner=tuple(Column(width, "left") for width in widths),
            hode=(Row(tuple(Cell(escape(head)) for head in heads)),),
            rader=tuple(self._goal(blokk, mål, is_top=mål.nivå == top, serve=serve) for mål in goals),
            radhode=True,
        )

    def _listed(self, names: Sequence[str]) -> str:
        """Return the levels as one reads them out: «Mål, delmål og strategi»."""
        small = [*names[:1], *(name[:1].lower() + name[1:] for name in names[1:])]
        if len(small) < 2:  # noqa: PLR2004 — one has nothing to be listed with
            return "".join(small)
        return self._words["oppramsing"].format(først=", ".join(small[:-1]), sist=small[-1])

    def _goal(self, blokk: Målhierarki, mål: Mål, *, is_top: bool, serve: bool) -> Row:
        called = escape(self._search.struktur.kalt(mål)).replace(" ", "\u00a0")
        text = escape(keep_together(mål.tekst))
        if mål.forklaring:
            shown = f"<strong>{text}</strong>" if is_top else text
            text = f"<p>{shown}</p>{marks.html(self._prose(mål.forklaring))}"
        row = [Cell(called), Cell(text)]
        if serve:
            row.append(Cell(cells.goals((mål.bærekraftsmål,), Målform(), self._un_goals)))
        return Row(tuple(row), self._anchor(mål.id, blokk.id), uthevet=is_top)

    def _anchor(self, name: str, block: str) -> str:
        """Return the id that a row gets: references lead to the first place where a thing is printed."""
        return name if self._search.trykte[name] == block else ""

    def link(self, name: str) -> str:
        """Return a goal's number as HTML, with a link to the goal where that is printed."""
        mål = self._search.mål.get(name)
        if mål is None:
            return escape(name)
        number = escape(mål.trykt_nummer)
        return f'<a href="#{name}">{number}</a>' if name in self._search.trykte else number

    # --- Indicators ---

    def _indicators(self, blokk: Indikatortabell) -> Table:
        shown = [one for one in self._search.i(blokk) if not isinstance(one, Mål)]
        columns = list(self._columns(shown))
        body = [[column.celle(one) for column in columns] for one in shown]
        needs = [
            _longest([column.overskrift, *texts])
            for column, texts in zip(columns, zip(*body, strict=True), strict=True)
        ]
        needs[0] += max(0, _ROOM - sum(needs))
        widths = percentages(needs)
        return Table(
            slag="budsjett",
            kolonner=tuple(
                Column(width, column.justering) for width, column in zip(widths, columns, strict=True)
            ),
            hode=(Row(tuple(Cell(escape(column.overskrift)) for column in columns)),),
            rader=tuple(
                Row(tuple(map(Cell, texts)), self._anchor(one.id, blokk.id))
                for one, texts in zip(shown, body, strict=True)
            ),
            radhode=True,
        )

    def _columns(self, shown: Sequence[Indikator]) -> Iterator[_Column]:
        """Give the columns that the indicators have anything in."""
        words = self._words
        yield _Column(words["indikator"], lambda one: escape(keep_together(one.navn)))
        if len({one.mål for one in shown}) > 1:
            yield _Column(words["indikator_mål"], lambda one: ", ".join(map(self.link, one.mål)))
        if any(one.enhet for one in shown):
            yield _Column(words["indikator_enhet"], lambda one: escape(keep_together(one.enhet)))
        yield from self._year_column(words["indikator_grunnlinje"], shown, lambda one: one.grunnlinje)
        yield from self._year_column(words["indikator_siste"], shown, lambda one: one.siste)
        for year in sorted({target.år for one in shown for target in one.måltall}):
            head = words["indikator_måltall"].format(år=year)
            yield _Column(head, lambda one, year=year: self._target(one, year), "right")  # type: ignore[misc]
        if any(one.kilde for one in shown):
            yield _Column(words["indikator_kilde"], lambda one: escape(keep_together(one.kilde)))

    def _target(self, indikator: Indikator, year: int) -> str:
        targets = (target for target in indikator.måltall if target.år == year)
        return ", ".join(self._written(indikator, target) for target in targets)

    def _written(self, indikator: Indikator, value: Årstall) -> str:
        return values.written(value.verdi, indikator.plasser, self._words)

    def _year_column(
        self, name: str, shown: Sequence[Indikator], of: Callable[[Indikator], Årstall | None]
    ) -> Iterator[_Column]:
        """Give the column of a figure; its heading has the year where that is the same for all."""
        years = {value.år for one in shown if (value := of(one))}
        shared = len(years) == 1

        def cell(one: Indikator) -> str:
            value = of(one)
            if not value:
                return ""
            figure = self._written(one, value)
            return figure if shared else self._words["indikator_tall"].format(tall=figure, år=value.år)

        if years:
            head = self._words["indikator_år"].format(navn=name, år=min(years)) if shared else name
            yield _Column(head, cell, "right")


class _Column(NamedTuple):
    """A column of a table of indicators."""

    overskrift: str
    celle: Callable[[Indikator], str]
    justering: str = "left"


def _longest(texts: Sequence[str]) -> int:
    """Return how wide a column must be for the longest word of its cells, which are HTML, in characters."""
    words = (word for text in texts for word in re.split(r"[ \n-]", re.sub("<[^>]*>", "", text)))
    # A figure is wider than a letter, and is never divided.
    return max(len(word) + any(sign.isdigit() for sign in word) for word in words) + _PADDING
