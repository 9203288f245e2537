"""The year's measures listed again, grouped by a field of theirs: by goals, from the topmost down."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.render.edition import cells
from handlingsprogram.render.edition.parts import Cell, Column, Row, Table
from handlingsprogram.render.words.typography import keep_together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from handlingsprogram.read.model.measures import Kolonne, Tiltak
    from handlingsprogram.read.model.objectives import Målsøk, Tiltaksoversikt
    from handlingsprogram.read.model.program import Program


class Shown(NamedTuple):
    """What an overview has to show."""

    tiltak: Sequence[Tiltak]
    kolonner: Sequence[Kolonne]
    celle: Callable[[Tiltak, Kolonne], str]
    """Gives a measure's cell as its own table prints it."""


class _Group(NamedTuple):
    """Measures that stand together below a heading."""

    navn: str
    """As HTML."""
    alle: list[Tiltak]
    """Those that it counts: also those of the groups below it."""
    egne: list[Tiltak]
    """Those that stand right below it."""


def columns(program: Program, blokk: Tiltaksoversikt) -> list[Kolonne]:
    """Return the columns of an overview: those of the measures tables, in its own order."""
    known = {kolonne.felt: kolonne for kolonne in program.kolonner}
    return [known[name] for name in blokk.kolonner if name in known]


def table(blokk: Tiltaksoversikt, shown: Shown, search: Målsøk, words: Mapping[str, str]) -> Table:
    """Return an overview; its title is the caller's."""
    widths = cells.percentages([kolonne.bredde for kolonne in shown.kolonner])
    return Table(
        slag="tiltak",
        kolonner=tuple(Column(width, "left") for width in widths),
        hode=(Row(tuple(Cell(escape(kolonne.overskrift)) for kolonne in shown.kolonner)),),
        rader=tuple(_rows(blokk, shown, search, words)),
    )


def _rows(blokk: Tiltaksoversikt, shown: Shown, search: Målsøk, words: Mapping[str, str]) -> Iterator[Row]:
    for group in _groups(blokk, shown, search, words):
        name = group.navn
        if blokk.tell:
            name = words["oversikt_gruppe"].format(gruppe=name, antall=len(group.alle))
        yield Row((Cell(name, len(shown.kolonner)),), uthevet=True)
        for tiltak in group.egne:
            yield Row(tuple(Cell(_cell(shown, tiltak, kolonne)) for kolonne in shown.kolonner))


def _cell(shown: Shown, tiltak: Tiltak, kolonne: Kolonne) -> str:
    html = shown.celle(tiltak, kolonne)
    return _linked(html, tiltak.id) if kolonne.felt == "tiltak" else html


def _linked(html: str, name: str) -> str:
    """Return a measure's text, without its bullets, as a link to its own place."""
    text = re.sub(r"</?(?:a|p)\b[^>]*>", " ", re.sub(r"<ul>.*</ul>\Z", "", html, flags=re.DOTALL))
    return f'<a href="#{name}">{" ".join(text.split())}</a>'


def _groups(
    blokk: Tiltaksoversikt, shown: Shown, search: Målsøk, words: Mapping[str, str]
) -> Iterator[_Group]:
    """Give the groups that have measures, and last what belongs to none."""
    values = {tiltak.id: [ledd.navn for ledd in tiltak.felt.get(blokk.etter, ())] for tiltak in shown.tiltak}
    if any(name in search.mål for names in values.values() for name in names):
        yield from _by_goals(blokk, shown.tiltak, values, search)
    else:
        for value in dict.fromkeys(name for names in values.values() for name in names):
            found = [tiltak for tiltak in shown.tiltak if value in values[tiltak.id]]
            yield _Group(escape(keep_together(value)), found, found)
    rest = [tiltak for tiltak in shown.tiltak if not values[tiltak.id]]
    if rest:
        yield _Group(escape(words["oversikt_andre"]), rest, rest)


def _by_goals(
    blokk: Tiltaksoversikt, measures: Sequence[Tiltak], values: Mapping[str, list[str]], search: Målsøk
) -> Iterator[_Group]:
    """Give a group for each goal that measures serve, with all that serve the goals below it rolled up."""
    for mål in search.mål.values():
        if blokk.nivå and mål.nivå > blokk.nivå:
            continue
        last = mål.nivå == blokk.nivå
        served = [
            one for one in measures if any(mål.id in search.over.get(name, ()) for name in values[one.id])
        ]
        own = served if last else [one for one in served if mål.id in values[one.id]]
        if served:
            yield _Group(escape(keep_together(f"{search.struktur.kalt(mål)} {mål.tekst}")), served, own)
