"""Find columns that are too narrow for what stands in them, on the page and in the size that they get."""

from __future__ import annotations

import re
from itertools import islice
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.limits import MOST
from handlingsprogram.read.model import room as page_room
from handlingsprogram.read.model.blocks import Teksttabell
from handlingsprogram.read.model.fields import Fields
from handlingsprogram.read.model.measures import Tiltakstabell
from handlingsprogram.read.model.numbers import numbers
from handlingsprogram.read.model.sheet import Regneark
from handlingsprogram.render.words.fixed_words import fixed_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.measures import Kolonne, Oppsett, Tiltak
    from handlingsprogram.read.model.program import Program

# What a date, a figure and a year are made of: no format may part them.
_FIGURE = re.compile(r"\d(?:[\d.,:/\u00a0\u202f-]*\d)?%?")
_WORD = re.compile(r"[^\W\d_]+[.,:;)]?")
_FEWEST = 8
"""A column where fewer letters have room is hard to read."""
_PADDING = 4.0
"""A cell's, both sides together, in millimetres; the same in Word."""
_PER_POINT = 25.4 / 72
_WIDER = {False: "skriv «liggende: true», ", True: ""}
"""What else helps a budget's table, by whether the page is a landscape one."""
_MANY = 5
"""So many columns may need more room together than the page has."""
_CURES_OF_ALL = {
    False: "skriv «liggende: true» eller «visning: kort», eller ta bort en kolonne",
    True: "skriv «visning: kort», eller ta bort en kolonne",
}
"""What to do about a table with too many columns, by whether the page is a landscape one."""
_LETTER = 0.5
"""A letter of a long word, in parts of the letters' size."""
_ADVANCES = {
    **dict.fromkeys("\u00a0\u202f", 0.21),
    **dict.fromkeys(".,:;ijlI", 0.3),
    **dict.fromkeys("-()fjtr/", 0.43),
    **dict.fromkeys("mwMWÆæ%", 0.91),
}
"""How wide signs are, in the same measure: the wider of Source Sans and Calibri, both bold, as in heads."""
_SMALL, _CAPITAL = 0.57, 0.68
"""How wide other signs are."""
_WIDE_ENOUGH = 40.0
"""Where nothing can be too long, in millimetres: what is in it need not be read."""


def narrow_columns(program: Program, theme: Mapping[str, Any]) -> Iterator[Finding]:
    """Give a finding for each column that cannot hold a date, a figure or a few letters that stand in it.

    Args:
        program: the programme.
        theme: as in tema.yaml; the programme's own measures go before its.
    """
    measures = {**theme["mål"], **program.mål}
    yield from islice(_of_measures(program, measures), MOST)
    yield from islice(_of_texts(program, measures), MOST)


def wide_tables(program: Program, theme: Mapping[str, Any]) -> Iterator[Finding]:
    """Give a finding for each table of the budget whose figures leave no room for the posts' names.

    Args:
        program: a programme whose budget can be reckoned.
        theme: as in tema.yaml.
    """
    if not program.budsjett:
        return
    cells, page = Regneark(program.budsjett), page_room.room(theme, program.mål)
    for tabell in program.budsjett.tabeller:
        widest = cells.bredeste(tabell)
        if page_room.is_too_wide(tabell, widest, page):
            longest = max(widest, key=page_room.width)
            what = f"{len(tabell.kolonner)} kolonner med tall så lange som {longest} får ikke plass på siden"
            cure = f"{_WIDER[tabell.liggende]}velg en større enhet eller færre kolonner"
            message = f"tabellen er for bred: {what}; {cure}"
            yield Finding(tabell.posisjon, "budsjett-bredde", message)


def _of_measures(program: Program, measures: Mapping[str, Any]) -> Iterator[Finding]:
    columns = _Columns(program)
    for oppsett in program.oppsett.values():
        if oppsett.visning != "kort":
            yield from _of_layout(oppsett, columns, measures)


def _of_layout(oppsett: Oppsett, columns: _Columns, measures: Mapping[str, Any]) -> Iterator[Finding]:
    shown = columns.measures(oppsett)
    rooms = _rooms([kolonne.bredde for kolonne in oppsett.kolonner], measures, is_landscape=oppsett.liggende)
    is_many = len(oppsett.kolonner) >= _MANY
    if is_many and oppsett.posisjon:
        em = measures["tabelltekst"] * _PER_POINT
        needs = [_need(columns.texts(kolonne, shown)) * em + _PADDING for kolonne in oppsett.kolonner]
        whole = sum(rooms) + _PADDING * len(rooms)
        if sum(needs) > whole:
            least = f"{len(needs)} kolonner trenger minst {ceil(sum(needs))} mm til sammen"
            cure = _CURES_OF_ALL[oppsett.liggende]
            message = f"tabellen er for bred: {least}, og siden har {whole:.0f}; {cure}"
            yield Finding(oppsett.posisjon, "kolonne-bredde", message)
            return
    for kolonne, room in zip(oppsett.kolonner, rooms, strict=True):
        if room < _WIDE_ENOUGH:
            name = f"kolonnen «{kolonne.overskrift}»"
            yield from _judge(name, room, columns.texts(kolonne, shown), measures, kolonne.posisjon)


class _Columns:
    """What stands in the columns of measures, as it is printed."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._fields = Fields(program, fixed_words(program.språk))
        self._numbers = dict(numbers(program))

    def measures(self, oppsett: Oppsett) -> list[Tiltak]:
        """Return the measures in the tables that have a layout."""
        tables = (blokk for blokk in self._program.blokker() if isinstance(blokk, Tiltakstabell))
        return [
            tiltak
            for tabell in tables
            if self._program.oppsett_for(tabell) is oppsett
            for tiltak in tabell.tiltak
        ]

    def texts(self, kolonne: Kolonne, measures: Sequence[Tiltak]) -> Iterator[str]:
        """Give the texts of a column: its heading, its sum, and its cells."""
        yield self._fields.heading(kolonne.overskrift, kolonne.felt)
        if kolonne.sum:
            yield self._fields.total(kolonne.felt, measures)
        for tiltak in measures:
            if kolonne.felt == "tiltak":
                yield from (tekst.markdown for tekst in (tiltak.tekst, *tiltak.punkter))
            elif kolonne.felt == "nummer":
                yield self._numbers[tiltak.id]
            else:
                for ledd in tiltak.felt.get(kolonne.felt, ()):
                    yield self._fields.text(kolonne.felt, ledd)


def _of_texts(program: Program, measures: Mapping[str, Any]) -> Iterator[Finding]:
    for blokk in program.blokker():
        if isinstance(blokk, Teksttabell):
            for number, room in enumerate(_rooms(blokk.andeler(), measures, is_landscape=blokk.liggende)):
                if room < _WIDE_ENOUGH:
                    name = f"kolonne {number + 1} i «{blokk.id}»"
                    yield from _judge(name, room, _column(blokk, number), measures, blokk.posisjon)


def _rooms(widths: Sequence[int], measures: Mapping[str, Any], *, is_landscape: bool = False) -> list[float]:
    """Return what each column has for its text, in millimetres."""
    whole = page_room.text_width(measures, liggende=is_landscape)
    return [whole * width / sum(widths) - _PADDING for width in widths]


def _column(tabell: Teksttabell, number: int) -> Iterator[str]:
    for _, placed in tabell.plassert():
        yield from (celle.tekst for column, celle in placed if column == number and celle.over == 1)


def _judge(
    name: str, room: float, texts: Iterable[str], measures: Mapping[str, Any], position: Position
) -> Iterator[Finding]:
    em = measures["tabelltekst"] * _PER_POINT
    cure = "gi den større bredde, eller ta bort en kolonne"
    widest, longest = _most(texts)
    if widest and _width(widest) * em > room:
        needed = f"«{widest}» trenger {ceil(_width(widest) * em)} mm"
        yield Finding(position, "kolonne-bredde", f"{name} er for smal: {_has(room)}, og {needed}; {cure}")
    elif longest and room < _needed(longest) * em:
        needed = f"ord som «{longest.rstrip('.,:;)')}» blir delt opp"
        severity = Severity.WARNING if room > 2 * em else Severity.ERROR
        message = f"{name} er for smal: {_has(room)}, og {needed}; {cure}"
        yield Finding(position, "kolonne-bredde", message, severity)


def _most(texts: Iterable[str]) -> tuple[str, str]:
    """Return the figure and the word that need most room; nothing where there is none."""
    shown = list(texts)
    figures = {figure for text in shown for figure in _FIGURE.findall(text)}
    words = {word for text in shown for word in _WORD.findall(text)}
    widest = max(figures, key=lambda figure: (_width(figure), figure), default="")
    return widest, max(words, key=lambda word: (_needed(word), word), default="")


def _need(texts: Iterable[str]) -> float:
    """Return the room that a column needs, in parts of the letters' size."""
    widest, longest = _most(texts)
    return max(_width(widest), _needed(longest))


def _has(room: float) -> str:
    return f"den har {max(floor(room), 0)} mm til tekst"


def _needed(word: str) -> float:
    """Return the room that a word needs, in parts of the letters' size: a long one is divided."""
    return _width(word) if len(word) <= _FEWEST else _FEWEST * _LETTER


def _width(text: str) -> float:
    """Return a text's width in parts of the letters' size, amply."""
    return sum(_ADVANCES.get(sign, _CAPITAL if sign.isupper() else _SMALL) for sign in text)
