"""How a year goes, on its programme's web page: each measure's status below its text, and counts."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from handlingsprogram.read.model.values import day
from handlingsprogram.read.status.model import LYS, STATUSER
from handlingsprogram.render.words.progress import status_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handlingsprogram.read.status.model import Status
    from handlingsprogram.render.edition.parts import Table

_ROW = re.compile(r'<tr id="(?P<id>[a-z0-9-]+)" role="row">.*?</tr>', re.DOTALL)
_CARD = re.compile(r'<table class="kort"[^>]* id="(?P<id>[a-z0-9-]+)".*?</thead>', re.DOTALL)
_TABLE = re.compile(r'<table class="tiltak[ "].*?</table>', re.DOTALL)


def counted(status: Status, words: Mapping[str, str]) -> dict[str, str]:
    """Return what the page's head says: when, and how many measures have each status.

    Args:
        status: how the year goes.
        words: the page's fixed words.
    """
    counts = ((name, status.antall(name)) for name in STATUSER)
    told = [f"{LYS[name][0]}\u00a0{count} {status_word(name, words)}" for name, count in counts if count]
    when = words["status_per"].format(dato=day(status.dato, "lang", words))
    return {"når": when, "antall": ", ".join(told)}


def shown(text: str, tables: Sequence[Table], status: Status, words: Mapping[str, str]) -> str:
    """Return a page's text with the status of each measure below what is to be done.

    Args:
        text: the page's text, its tables opened.
        tables: those tables, in order.
        status: how the year goes.
        words: the page's fixed words.
    """
    measures = iter([table for table in tables if table.slag == "tiltak"])
    with_rows = _TABLE.sub(lambda found: _in_table(found[0], next(measures), status, words), text)
    return _CARD.sub(lambda found: _marked(found, "</th>", 0, status, words), with_rows)


def _in_table(html: str, table: Table, status: Status, words: Mapping[str, str]) -> str:
    column = next((at for at, one in enumerate(table.kolonner) if one.felt == "tiltak"), 0)
    return _ROW.sub(lambda found: _marked(found, "</td>", column, status, words), html)


def _marked(found: re.Match[str], end: str, column: int, status: Status, words: Mapping[str, str]) -> str:
    """Return a row or a card's head whose cell in a column ends with the measure's status, if it has one."""
    measure = status.tiltak.get(found["id"])
    if not measure:
        return found[0]
    cells = found[0].split(end)
    cells[column] += _light(measure.status, words)
    return end.join(cells)


def _light(name: str, words: Mapping[str, str]) -> str:
    sign, colour = LYS[name]
    label, word = escape(words["rapport_status"]), escape(status_word(name, words))
    light = f'<span class="tegn-{colour[1:]}">{sign}</span>'
    return f'<p class="tiltaksstatus">{label}: {light}\u00a0<strong>{word}</strong></p>'
