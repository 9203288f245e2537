"""The year's measures listed again, grouped by a field of theirs: by goals, from the topmost down."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.read.model.measures import Tiltakstabell
from handlingsprogram.read.model.room import percentages
from handlingsprogram.render.edition.parts import Cell, Column, Row, Table
from handlingsprogram.render.words.typography import keep_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.read.model.measures import Kolonne, Tiltak
    from handlingsprogram.read.model.objectives import Målsøk, Tiltaksoversikt
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.render.edition.measures import Measures


class _Group(NamedTuple):
    """Measures that stand together below a heading."""

    navn: str
    alle: Sequence[Tiltak]
    """Those that it counts: also those of the groups below it."""
    egne: Sequence[Tiltak]
    """Those that stand right below it."""


class Overview:
    """Makes the overviews of a programme's measures.

    Args:
        program: the year.
        search: its goals.
        words: the document's fixed words.
        measures: prints what stands in a cell, as the measures' own tables do.
    """

    def __init__(
        self, program: Program, search: Målsøk, words: Mapping[str, str], measures: Measures
    ) -> None:
        self._program = program
        self._search = search
        self._words = words
        self._measures = measures

    def table(self, blokk: Tiltaksoversikt) -> Table:
        """Return an overview; its title is the caller's."""
        known = {kolonne.felt: kolonne for kolonne in reversed(self._program.kolonner)}
        columns = [known[name] for name in blokk.kolonner if name in known]
        widths = percentages([kolonne.bredde for kolonne in columns])
        measures = self._measures
        return Table(
            slag="tiltak",
            kolonner=tuple(
                Column(width, "right" if measures.is_number(kolonne) else "left", felt=kolonne.felt)
                for width, kolonne in zip(widths, columns, strict=True)
            ),
            hode=(Row(tuple(Cell(escape(measures.heading(kolonne))) for kolonne in columns)),),
            rader=tuple(self._rows(blokk, columns)),
        )

    def _rows(self, blokk: Tiltaksoversikt, columns: Sequence[Kolonne]) -> Iterator[Row]:
        tables = [tabell for tabell in self._program.blokker() if isinstance(tabell, Tiltakstabell)]
        own = {tiltak.id: tabell for tabell in tables for tiltak in tabell.tiltak}
        groups = list(self._groups(blokk))
        for group in groups:
            name = group.navn
            if blokk.tell:
                name = self._words["oversikt_gruppe"].format(gruppe=name, antall=len(group.alle))
            yield Row(tuple(self._head(name, group, columns)), uthevet=True, gruppe=True)
            for tiltak in group.egne:
                texts = (self._measures.cell(tiltak, kolonne, own[tiltak.id]) for kolonne in columns)
                yield Row(
                    tuple(
                        Cell(_linked(text, tiltak.id) if kolonne.felt == "tiltak" else text)
                        for kolonne, text in zip(columns, texts, strict=True)
                    )
                )

        measures = [tiltak for tabell in tables for tiltak in tabell.tiltak]
        if len(groups) > 1 and any(map(self._measures.is_summed, columns)):
            total = _Group(self._words["sum"], measures, ())
            yield Row(tuple(self._head(total.navn, total, columns)), uthevet=True)

    def _head(self, name: str, group: _Group, columns: Sequence[Kolonne]) -> Iterator[Cell]:
        """Give the cells of a group's row: its name over all columns up to the first sum, then the sums."""
        summed = [self._measures.is_summed(kolonne) for kolonne in columns]
        before = summed.index(True) if any(summed[1:]) and not summed[0] else len(columns)
        yield Cell(escape(keep_together(name)), before)
        for kolonne, has_sum in list(zip(columns, summed, strict=True))[before:]:
            yield Cell(escape(self._measures.fields.total(kolonne.felt, group.alle)) if has_sum else "")

    # --- Groups ---

    def _groups(self, blokk: Tiltaksoversikt) -> Iterator[_Group]:
        """Give the groups that have measures, and last what belongs to none."""
        measures = list(self._program.tiltak())
        kind = self._program.felttyper.get(blokk.etter)
        if kind and kind.type == "mål":
            yield from self._by_goals(blokk, measures)
        else:
            yield from self._by_values(blokk, measures)
        rest = [tiltak for tiltak in measures if not tiltak.felt.get(blokk.etter)]
        if rest:
            yield _Group(self._words["oversikt_andre"], rest, rest)

    def _by_values(self, blokk: Tiltaksoversikt, measures: Sequence[Tiltak]) -> Iterator[_Group]:
        """Give a group for each value, in the order that they are declared in, or first stand."""
        items = [ledd for tiltak in measures for ledd in tiltak.felt.get(blokk.etter, ())]
        kind = self._program.felttyper.get(blokk.etter)
        declared = {valg.id: number for number, valg in enumerate(kind.verdier)} if kind else {}
        found = {ledd.navn: ledd for ledd in reversed(items)}
        for name in sorted(
            dict.fromkeys(ledd.navn for ledd in items), key=lambda name: declared.get(name, 0)
        ):
            own = [one for one in measures if name in _values(one, blokk)]
            yield _Group(self._measures.fields.text(blokk.etter, found[name]), own, own)

    def _by_goals(self, blokk: Tiltaksoversikt, measures: Sequence[Tiltak]) -> Iterator[_Group]:
        """Give a group for each goal that measures serve; it counts those that serve the goals below it."""
        search = self._search
        for mål in search.mål.values():
            if blokk.nivå and mål.nivå > blokk.nivå:
                continue
            served = [
                one
                for one in measures
                if any(mål.id in search.over.get(name, ()) for name in _values(one, blokk))
            ]
            is_last = mål.nivå == blokk.nivå
            own = served if is_last else [one for one in served if mål.id in _values(one, blokk)]
            if served:
                called = {"nivå": search.struktur.kalt(mål), "tekst": mål.tekst}
                yield _Group(self._words["oversikt_mål"].format(**called), served, own)


def _values(tiltak: Tiltak, blokk: Tiltaksoversikt) -> list[str]:
    return [ledd.navn for ledd in tiltak.felt.get(blokk.etter, ())]


def _linked(html: str, name: str) -> str:
    """Return a measure's text, without its bullets, as a link to its own place."""
    text = re.sub(r"</?a\b[^>]*>", "", re.sub(r"<ul>.*</ul>\Z", "", html, flags=re.DOTALL))
    return f'<a href="#{name}">{re.sub(" ?</?p> ?", " ", text).strip(" ")}</a>'
