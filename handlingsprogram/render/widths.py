"""Find columns that are too narrow for what stands in them, on the page and in the size that they get."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.limits import MOST
from handlingsprogram.read.model import room as page_room
from handlingsprogram.read.model.blocks import Teksttabell
from handlingsprogram.read.model.sheet import Regneark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.measures import Kolonne
    from handlingsprogram.read.model.program import Program

# What a date, a figure and a year are made of: no format may part them.
_FIGURE = re.compile(r"\d(?:[\d.,:/\u00a0\u202f-]*\d)?%?")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 8
"""A column where fewer letters have room is hard to read."""
_PADDING = 4.0
"""A cell's, both sides together, in millimetres; the same in Word."""
_PER_POINT = 25.4 / 72
# Widths in parts of the letters' size, the wider of Source Sans and Calibri: bold digits, small letters.
_DIGIT, _BETWEEN, _LETTER = 0.52, 0.26, 0.5
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
            message = f"tabellen er for bred: {what}; velg en større enhet eller færre kolonner"
            yield Finding(tabell.posisjon, "budsjett-bredde", message)


def _of_measures(program: Program, measures: Mapping[str, Any]) -> Iterator[Finding]:
    rooms = _rooms([kolonne.bredde for kolonne in program.kolonner], measures)
    for kolonne, room in zip(program.kolonner, rooms, strict=True):
        if room < _WIDE_ENOUGH:
            texts = [kolonne.overskrift, *_shown(program, kolonne)]
            name = f"kolonnen «{kolonne.overskrift}»"
            yield from _judge(name, room, texts, measures, kolonne.posisjon)


def _of_texts(program: Program, measures: Mapping[str, Any]) -> Iterator[Finding]:
    for blokk in program.blokker():
        if isinstance(blokk, Teksttabell):
            for number, room in enumerate(_rooms(blokk.bredder, measures)):
                if room < _WIDE_ENOUGH:
                    name = f"kolonne {number + 1} i «{blokk.id}»"
                    yield from _judge(name, room, _column(blokk, number), measures, blokk.posisjon)


def _rooms(widths: Sequence[int], measures: Mapping[str, Any]) -> list[float]:
    """Return what each column has for its text, in millimetres."""
    whole = page_room.text_width(measures)
    return [whole * width / sum(widths) - _PADDING for width in widths]


def _shown(program: Program, kolonne: Kolonne) -> Iterator[str]:
    for tiltak in program.tiltak():
        if kolonne.felt == "tiltak":
            yield from (tekst.markdown for tekst in (tiltak.tekst, *tiltak.punkter))
        else:
            yield from (ledd.navn for ledd in tiltak.felt.get(kolonne.felt, ()))


def _column(tabell: Teksttabell, number: int) -> Iterator[str]:
    for row in (*tabell.hode, *tabell.rader):
        left = 0
        for celle in row:
            if left == number and celle.over == 1:
                yield celle.tekst
            left += celle.over


def _judge(
    name: str, room: float, texts: Iterable[str], measures: Mapping[str, Any], position: Position
) -> Iterator[Finding]:
    em = measures["tabelltekst"] * _PER_POINT
    shown = list(texts)
    cure = "gi den større bredde, eller ta bort en kolonne"
    figures = {figure for text in shown for figure in _FIGURE.findall(text)}
    widest = max(figures, key=lambda figure: (_width(figure), figure), default="")
    words = (word for text in shown for word in _WORD.findall(text))
    longest = max(words, key=len, default="")
    if widest and _width(widest) * em > room:
        needed = f"«{widest}» trenger {_width(widest) * em:.0f} mm"
        yield Finding(position, "kolonne-bredde", f"{name} er for smal: {_has(room)}, og {needed}; {cure}")
    elif longest and room < min(_FEWEST, len(longest)) * _LETTER * em:
        needed = f"ord som «{longest}» blir delt opp"
        severity = Severity.WARNING if room > 2 * em else Severity.ERROR
        message = f"{name} er for smal: {_has(room)}, og {needed}; {cure}"
        yield Finding(position, "kolonne-bredde", message, severity)


def _has(room: float) -> str:
    return f"den har {max(room, 0):.0f} mm til tekst"


def _width(figure: str) -> float:
    """Return a figure's width in parts of the letters' size."""
    digits = sum(character.isdigit() for character in figure)
    return digits * _DIGIT + (len(figure) - digits) * _BETWEEN
