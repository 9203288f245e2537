"""The web page: pandoc's text in the family's frame, with contents, properties and the budget's charts.

The page is one file that asks for nothing: pictures lie in it as data. Pictures of the content's are shown
as images, never as part of the page, so that nothing in them can act; charts and drawings are our own and
follow the page's colours.
"""

from __future__ import annotations

import re
from functools import partial
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.model.room import room
from handlingsprogram.read.model.values import day
from handlingsprogram.records import record
from handlingsprogram.render.charts import charts, drawing, told
from handlingsprogram.render.drawings import drawings
from handlingsprogram.render.edition.parts import FigureRow, Table, boxes
from handlingsprogram.render.edition.parts import pictures as figures
from handlingsprogram.render.edition.pictures import data_address, link, picture_path
from handlingsprogram.render.web import stacking
from handlingsprogram.render.web.page import page, part
from handlingsprogram.render.words.fixed_words import fixed_words, unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Future

    from handlingsprogram.read.goals import Goal
    from handlingsprogram.read.model.blocks import Tegning
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.render.charts.model import Chart
    from handlingsprogram.render.edition.parts import Entry, Figure, Part, View
    from handlingsprogram.render.edition.properties import Properties

# What templates/pandoc/html.lua leaves open.
_TABLE = re.compile("<!--tabell-->")
_IMAGE = re.compile(r'<img src="([^"]*)"([^>]*)>')
_ALT = re.compile(r'alt="([^"]*)"')
_WORDS = re.compile(r"<!--ord (?P<navn>\w+)(?: (?P<nummer>\d+))?-->")
_MEASURES_KINDS = ("tiltak", "kort")
_MEASURES = re.compile(r'<table class="tiltak[ "].*?</table>', re.DOTALL)
_FIGURE = re.compile(r"<[^>]*>|(?P<tall>\d(?:[\d.,:/\u00a0-]*\d)+)")
_SIGN = re.compile(r'<span class="tegn-([0-9a-f]{6})">')
_TILE = re.compile(r'[" ]flis-([0-9a-f]{6})-([0-9a-f]{6})"')
_LONG_WORD = re.compile(r"<t[dh]\b[^>]*>[^<]*[^\s<]{40}")
"""A word that makes its cell wider than a telephone."""
_TWO = 2
"""Columns that have room beside each other on a telephone."""


@record
class Node:
    """A line of the contents with those below it."""

    id: str
    tittel: str
    under: tuple[Node, ...]


@record
class Edition:
    """What a web page is made of besides its text."""

    view: View
    theme: Mapping[str, Any]
    goals: Mapping[int, Goal]
    properties: Properties
    """What the file says of itself."""
    pictures: Mapping[str, bytes]
    """The figures' files by the path that the text gives them."""
    diagrams: Mapping[str, str]
    """The budget's charts, as `diagrams` gives them."""


def write(text: Future[bytes], edition: Edition) -> str:
    """Return the page.

    Args:
        text: the parsed document, as `pandoc.translate` gives it.
        edition: the rest.
    """
    from markupsafe import Markup

    program = edition.view.program
    words = fixed_words(program.språk)
    parts = edition.view.deler
    tables = [part for part in parts if isinstance(part, Table)]
    worded = _WORDS.sub(partial(_worded, words), text.result().decode())
    opened = _TABLE.sub(partial(_open, iter(tables), edition.diagrams, words["tabell"]), worded)
    opened = _MEASURES.sub(lambda found: _FIGURE.sub(_unbroken, found[0]), opened)
    drawn = {link(picture_path(program, drawings.file_name(one))): one for one in drawings.drawings(program)}
    opened, counts = _with_status(opened, tables, program, words)
    values = {
        "romkrav": sorted({*map(stacking.least_width, tables)} - {0}),
        "sentrerte": ' class="sentrert"' in opened,
        "bildebredder": sorted({figure.bredde for figure, _ in figures(parts)} - {100}),
        "figurrader": any(isinstance(part, FigureRow) for part in parts),
        "tegninger": bool(drawn),
        "midtstilte": ' class="midt"' in opened,
        "bred": _landscape(edition) if any(map(_is_broad, tables)) else 0,
        "tospaltede": any(table.radhode and len(table.kolonner) == _TWO for table in tables),
        "brettes": '<tbody class="brettbar"' in opened,
        "lange_ord": bool(_LONG_WORD.search(opened)),
        "program": program,
        "sak": edition.view.sak,
        "tiltaksstatus": counts,
        "omslagsbilde": _shown(edition.view.omslagsbilde, edition.pictures),
        "egenskaper": edition.properties,
        "språk": program.språk,
        "ord": words,
        "dato": day(program.dato, "lang", words),
        "innhold": _tree(edition.view.innhold),
        # Escaped by pandoc and the templates; it holds no HTML of the content's.
        "tekst": Markup(_with_pictures(opened, edition, drawn)),  # noqa: S704
        "tegnfarger": (coloured := sorted(set(_SIGN.findall(opened)))),
        "tiltaksformer": bool(coloured) or any(map(_is_new_form, edition.view.deler)),
        "bokser": boxes(parts),
        "fliser": sorted(set(_TILE.findall(opened))),
        "åpning": edition.theme["form"]["åpning"],
        "egne": sorted({_own(table) for table in tables} - {0}),
        "bredder": sorted({column.bredde for table in tables for column in table.kolonner}),
        "bærekraftsmål": edition.goals if "baerekraftsmal-" in opened else {},
    }
    return page("program", values, edition.theme, pictures=True)


def _with_status(
    text: str, tables: list[Table], program: Program, words: Mapping[str, str]
) -> tuple[str, dict[str, str]]:
    """Return the text with each measure's status where the page tells it, and what the head says of that."""
    if not program.siste_status:
        return text, {}
    from handlingsprogram.render.web import progress

    status = program.siste_status
    return progress.shown(text, tables, status, words), progress.counted(status, words)


def _landscape(edition: Edition) -> int:
    """Return how wide a landscape page is, in ems of its tables: their columns are reckoned for that."""
    return ceil(100 / room(edition.theme).across(liggende=True).em)


def diagrams(program: Program) -> dict[str, str]:
    """Return the charts of the budget's tables as parts of a web page, by the id of the table."""
    words = fixed_words(program.språk)
    shown = charts.charts(program.budsjett, words["desimaltegn"]) if program.budsjett else {}
    return {name: "".join(chart_figure(chart, words) for chart in found) for name, found in shown.items()}


def chart_figure(chart: Chart, words: Mapping[str, str]) -> str:
    """Return a chart as a figure of a web page: caption, drawing and what it shows in words.

    Pages with charts include `diagram.css.j2`.

    Args:
        chart: what it shows.
        words: the page's fixed words.
    """
    from markupsafe import Markup

    # Shapes and text, escaped where they are drawn.
    drawn = Markup(drawing.draw(chart, drawing.INLINE, drawing.PAGE_WIDTH))  # noqa: S704
    values = {"beskrivelse": told.describe(chart, words), "enhet": unit(chart.enhet, words)}
    return part("diagram", {"figur": chart, "tegning": drawn, **values})


def _worded(words: Mapping[str, str], match: re.Match[str]) -> str:
    """Return the words that are named, for text or an attribute."""
    return escape(words[match["navn"]].format(nummer=match["nummer"]))


def _open(tables: Iterator[Table], shown: Mapping[str, str], frame_name: str, _match: re.Match[str]) -> str:
    """Return what begins the next table: its charts, the frame that it scrolls in, its name if unprinted."""
    table = next(tables)
    figures = shown.get(table.id)
    framed = escape(frame_name.format(tabell=table.tittel))
    # Without room, a table of measures is stacked, and a card has room; the others, and those that are wider
    # than an upright page, scroll in a frame that the keyboard reaches.
    scrolls = table.slag not in _MEASURES_KINDS or _is_broad(table)
    region = f'<div class="rull" role="region" aria-label="{framed}" tabindex="0">'
    needed = stacking.least_width(table)
    frame = region if scrolls else '<div class="ramme">' if needed else "<div>"
    id_ = f' id="{table.id}"' if table.id else ""
    role = ' role="table"' if table.slag == "tiltak" else ""
    name = "" if table.viser_tittel else f' aria-label="{escape(table.tittel)}"'
    before = f'<div class="diagrammer">{figures}</div>\n' if figures else ""
    own = f" egen-{_own(table)}" if _own(table) else ""
    fits = f" rom-{needed}" if needed else ""
    broad = " bred" if _is_broad(table) else ""
    return f'{before}{frame}<table class="{table.slag}{own}{fits}{broad}"{id_}{role}{name}>'


def _is_broad(table: Table) -> bool:
    """Tell whether a table of measures is as wide as a landscape page: there its words have room."""
    return table.slag == "tiltak" and table.liggende


def _is_new_form(part: Part) -> bool:
    """Tell whether a part of the document is of measures otherwise than in rows of text."""
    if not isinstance(part, Table) or part.slag not in _MEASURES_KINDS:
        return False
    has_numbers = any(column.justering == "right" for column in part.kolonner)
    return part.slag == "kort" or has_numbers or any(row.uthevet for row in part.rader)


def _own(table: Table) -> int:
    """Return the number of the column with the year's own figures, from 1; 0 where there is none."""
    return next((number for number, column in enumerate(table.kolonner, 1) if column.er_egen), 0)


def _unbroken(found: re.Match[str]) -> str:
    """Return a date or a figure as what no line ends in."""
    return f'<span class="helt">{found[0]}</span>' if found["tall"] else found[0]


def _shown(figure: Figure | None, pictures: Mapping[str, bytes]) -> dict[str, str] | None:
    """Return the cover's picture as the page shows it."""
    if not figure:
        return None
    return {"data": data_address(figure.bilde, pictures[figure.bilde]), "alttekst": figure.alttekst}


def _with_pictures(text: str, edition: Edition, drawn: Mapping[str, Tegning]) -> str:
    """Return the text with its pictures in it: as data, what is drawn as part of the page.

    Args:
        text: of the page.
        edition: what has the pictures.
        drawn: the drawings by the paths that the text gives them.
    """
    from markupsafe import Markup

    språk = edition.view.program.språk

    def shown(image: re.Match[str]) -> str:
        path, rest = image.groups()
        if path in drawn:
            told = _ALT.search(rest)
            # Shapes and escaped text of ours, and what pandoc has escaped.
            own = [Markup(one) for one in drawings.on_page(drawn[path], språk)]  # noqa: S704
            return part("tegning", {"tegninger": own, "alttekst": Markup(told[1] if told else "")})  # noqa: S704
        content = edition.pictures.get(path)
        address = path if content is None else data_address(path, content)
        return f'<img src="{address}"{rest}>'

    return _IMAGE.sub(shown, text)


def _tree(entries: tuple[Entry, ...]) -> tuple[Node, ...]:
    """Put each line of the contents below the line that it belongs to."""
    nodes = []
    for i, entry in enumerate(entries):
        if i and entry.nivå > entries[0].nivå:
            continue
        below = entries[i + 1 :]
        end = next((n for n, other in enumerate(below) if other.nivå <= entry.nivå), len(below))
        nodes.append(Node(entry.id, entry.tittel, _tree(below[:end])))
    return tuple(nodes)
