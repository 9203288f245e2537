"""Find tables that are too wide for what stands in them, on the page and in the size that they get."""

from __future__ import annotations

from functools import partial
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.finding import Finding
from handlingsprogram.read.limits import MOST
from handlingsprogram.read.model import room as page_room
from handlingsprogram.read.model.blocks import Teksttabell
from handlingsprogram.read.model.sheet import Regneark
from handlingsprogram.render.edition.columns import Columns
from handlingsprogram.render.words.fixed_words import fixed_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.model.room import Room

_WIDER = {False: "skriv «liggende: true», ", True: ""}
"""What else helps a budget's table, by whether the page is a landscape one."""
_CURES = {
    False: "skriv «liggende: true»{kort}, eller ta bort en kolonne",
    True: "{kort}ta bort en kolonne",
}
"""What to do about other tables, in the same way."""
_AS_CARDS = {False: " eller «visning: kort»", True: "skriv «visning: kort», eller "}
"""What helps measures besides."""


def narrow_columns(program: Program, theme: Mapping[str, Any]) -> Iterator[Finding]:
    """Give a finding for each table whose dates, figures and words have no room, however it is parted.

    Args:
        program: the programme.
        theme: the programme's, as `theme.looks.of_year` gives it.
    """
    page = page_room.room(theme)
    yield from islice(_of_measures(program, page), MOST)
    yield from islice(_of_texts(program, page), MOST)


def wide_tables(program: Program, theme: Mapping[str, Any]) -> Iterator[Finding]:
    """Give a finding for each table of the budget whose figures leave no room for the posts' names.

    Args:
        program: a programme whose budget can be reckoned.
        theme: the programme's, in the same way.
    """
    if not program.budsjett:
        return
    cells, page = Regneark(program.budsjett), page_room.room(theme)
    for tabell in program.budsjett.tabeller:
        widest = cells.bredeste(tabell)
        if page_room.is_too_wide(tabell, widest, page):
            longest = max(widest, key=page_room.width)
            what = f"{len(tabell.kolonner)} kolonner med tall så lange som {longest} får ikke plass på siden"
            cure = f"{_WIDER[tabell.liggende]}velg en større enhet eller færre kolonner"
            message = f"tabellen er for bred: {what}; {cure}"
            yield Finding(tabell.posisjon, "budsjett-bredde", message)


def _of_measures(program: Program, page: Room) -> Iterator[Finding]:
    columns = Columns(program, fixed_words(program.språk))
    for oppsett in program.oppsett.values():
        if oppsett.visning == "kort":
            continue
        shares = page_room.percentages([kolonne.bredde for kolonne in oppsett.kolonner])
        where = oppsett.posisjon or oppsett.kolonner[0].posisjon
        place = _Place(where, oppsett.liggende, _AS_CARDS[oppsett.liggende])
        yield from _judge(shares, partial(columns.texts, oppsett), page, place)


class _Place(NamedTuple):
    """Where a table is, on what page it stands, and what helps it besides."""

    posisjon: Position
    liggende: bool
    kort: str = ""


def _of_texts(program: Program, page: Room) -> Iterator[Finding]:
    for blokk in program.blokker():
        if isinstance(blokk, Teksttabell):
            shares = page_room.percentages(list(blokk.andeler()))
            yield from _judge(shares, partial(_column, blokk), page, _Place(blokk.posisjon, blokk.liggende))


def _column(tabell: Teksttabell, number: int) -> Iterator[str]:
    for _, placed in tabell.plassert():
        yield from (celle.tekst for column, celle in placed if column == number and celle.over == 1)


def _judge(
    shares: Sequence[int], texts: Callable[[int], Iterator[str]], page: Room, place: _Place
) -> Iterator[Finding]:
    room = page.across(liggende=place.liggende)
    needed = page_room.fitted(shares, texts, room).minst
    if needed > page_room.WHOLE:
        least = f"{len(shares)} kolonner trenger minst {ceil(needed / room.millimetre)} mm til sammen"
        cure = _CURES[place.liggende].format(kort=place.kort)
        message = f"tabellen er for bred: {least}, og siden har {100 / room.millimetre:.0f}; {cure}"
        yield Finding(place.posisjon, "kolonne-bredde", message)
