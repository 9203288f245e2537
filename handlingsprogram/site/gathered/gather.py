"""From a programme, and the one before it, to what the site says of it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from handlingsprogram.prose import marks
from handlingsprogram.read.model.numbers import numbers
from handlingsprogram.read.model.room import room
from handlingsprogram.read.model.values import day
from handlingsprogram.read.status.model import LYS
from handlingsprogram.read.theme.looks import of_year
from handlingsprogram.render.edition.parts import Box, Heading, Prose, Table
from handlingsprogram.render.edition.view import view
from handlingsprogram.render.words import languages
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.render.words.progress import risk_word, status_word
from handlingsprogram.render.words.references import References
from handlingsprogram.site.gathered import facts
from handlingsprogram.site.gathered.facts import Measure, Place, Year
from handlingsprogram.site.gathered.steps import steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.status.model import Status
    from handlingsprogram.render.checked import Shared
    from handlingsprogram.render.edition.parts import Part, Row
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.report.model import Report

_TITLE = 90
"""Letters of a measure's first words at most."""
_NOTE = re.compile(r"\[\^[^\]]*\]:?")
_TAG = re.compile(r"<(?P<navn>/?[a-z0-9]+)[^>]*>")
_FIRST = re.compile(r"<p>(.*?)</p>|(?P<ellers>.+?)(?=<ul|<ol|$)", re.DOTALL)
_STRONG = re.compile(r"<strong>(?:\d[\w.]* )?(?P<tekst>.*?)</strong>", re.DOTALL)
_INSIDE = frozenset(
    {"a", "em", "span", "strong", "s", "sup", "b", "i", "/a", "/em", "/span", "/strong", "/s"}
)
"""Tags that part no words."""

Cells = tuple[str, tuple[tuple[str, str, str], ...], int]
"""What is to be done, and a measure's fields, as HTML; and in which column the first stands."""
Facts = dict[str, Cells]
"""By a measure's id."""
Told = tuple["Comparison", "Report", str]
"""What two programmes have in common and not, what is said of it, and the older one's folder."""


def gather(program: Program, shared: Shared, told: Told | None, statuses: Sequence[Status]) -> Year:
    """Return what the site says of a year; the files beside its pages are none of it yet.

    Args:
        program: the programme.
        shared: what all years have in common.
        told: how it differs from the programme before; None where it is the first.
        statuses: how it goes, the newest first.
    """
    words = fixed_words(program.språk)
    shown = view(program, shared.goals, room=room(of_year(shared.theme, program.tema))).deler
    return Year(
        mappe=program.mappe,
        tittel=program.tittel,
        organisasjon=program.organisasjon,
        status=words[f"status_{program.status}"],
        er_utkast=program.er_utkast,
        dato=program.dato,
        datotekst=day(program.dato, "lang", words),
        språk=program.språk,
        emne=program.emne,
        forrige=told[2] if told else "",
        endret=told[1].head.sentences if told else (),
        dokumenter=(),
        statuser=tuple((one.dato, day(one.dato, "lang", words)) for one in statuses),
        tiltak=tuple(_measures(program, shown, told, statuses)),
        steder=tuple(_places(shown)),
    )


# --- The measures -------------------------------------------------------------------------------


def _measures(
    program: Program, shown: tuple[Part, ...], told: Told | None, statuses: Sequence[Status]
) -> Iterator[Measure]:
    known = _facts(program, shown)
    counted = dict(numbers(program))
    become = steps(told[0], told[1]) if told else {}
    references = References(program)
    for område, tiltak in program.med_område():
        html, fields, column = known.get(tiltak.id, ("", (), 0))
        first = _FIRST.search(html)
        title = plain(first[0] if first else html)
        yield Measure(
            tiltak.id,
            counted.get(tiltak.id, ""),
            shortened(title),
            (område.id, område.tittel),
            html,
            fields,
            " · ".join(filter(None, map(plain, [html, *(value for _, _, value in fields)]))),
            become.get(tiltak.id),
            tuple(_statuses(tiltak.id, statuses, program, references)),
            column,
        )


def _statuses(
    name: str, statuses: Sequence[Status], program: Program, references: References
) -> Iterator[facts.Told]:
    """Give how a measure goes on each date that says so."""
    words = fixed_words(program.språk)
    for one in statuses:
        said = one.tiltak.get(name)
        if said:
            parts = (
                (words["nettsted_gjort"], said.gjort),
                (words["nettsted_resultat"], said.resultat),
                (words["rapport_avvik"], said.avvik),
                (words["rapport_risiko"], said.risiko and risk_word(said.risiko, words)),
            )
            told = tuple(
                (heading, _clean(marks.html(references.filled(text)), program))
                for heading, text in parts
                if text
            )
            sign, called = LYS[said.status][0], status_word(said.status, words)
            yield facts.Told(day(one.dato, "lang", words), sign, called, told)


def _facts(program: Program, shown: tuple[Part, ...]) -> Facts:
    """Return what the tables and cards of the document say of each measure."""
    found: Facts = {}
    called = {column.overskrift: column.felt for column in program.kolonner}
    for part in shown:
        if isinstance(part, Table) and part.slag == "tiltak":
            names = [plain(cell.html) for cell in part.hode[0].celler]
            for row in part.rader:
                if row.id:
                    found[row.id] = _row(row, [column.felt for column in part.kolonner], names, program)
        elif isinstance(part, Table) and part.slag == "kort" and part.id:
            fields = tuple(
                (called.get(name, ""), name, _clean(row.celler[1].html, program))
                for row in part.rader
                for name in [plain(row.celler[0].html)]
            )
            found[part.id] = (_heading(_clean(part.hode[0].celler[0].html, program)), fields, 0)
    return found


def _heading(html: str) -> str:
    """Return what is to be done as a card says it, without what makes it a heading."""
    text = _STRONG.sub(r"\g<tekst>", html, count=1)
    return text if text.startswith("<p>") else f"<p>{text}</p>"


def _row(row: Row, kinds: list[str], names: list[str], program: Program) -> Cells:
    cells = list(zip(kinds, names, (_clean(cell.html, program) for cell in row.celler), strict=True))
    text = next((html for kind, _, html in cells if kind == "tiltak"), "")
    text = text if text.startswith("<p>") else f"<p>{text}</p>"
    fields = tuple(
        (kind, name, html) for kind, name, html in cells if html and kind not in {"tiltak", "nummer"}
    )
    return text, fields, kinds.index("tiltak") if "tiltak" in kinds else 0


def _clean(html: str, program: Program) -> str:
    """Return a cell's HTML for a page of its own: links lead to the programme, notes stay there."""
    html = _NOTE.sub("", html).replace('href="#', 'href="../../index.html#')
    return languages.mark(html, program.andre_språk)


# --- What the search finds ----------------------------------------------------------------------


def _places(shown: tuple[Part, ...]) -> Iterator[Place]:
    """Give every section with its text; measures have pages of their own."""
    heading: Heading | None = None
    texts: list[str] = []
    for part in shown:
        if isinstance(part, Heading):
            if heading:
                yield Place(heading.id, heading.tekst, " ".join(texts))
            heading, texts = part, []
        elif isinstance(part, Prose):
            texts.append(plain(marks.html(part.markdown)))
        elif isinstance(part, Box):
            said = (part.markdown, *(item.markdown for item in part.ledd))
            texts += [part.tittel, *(plain(marks.html(text)) for text in said if text)]
        elif isinstance(part, Table) and part.slag not in {"tiltak", "kort"}:
            texts += [plain(cell.html) for row in (*part.hode, *part.rader) for cell in row.celler]
    if heading:
        yield Place(heading.id, heading.tekst, " ".join(texts))


def plain(html: str) -> str:
    """Return HTML as one line of text."""
    text = _TAG.sub(lambda tag: "" if tag["navn"] in _INSIDE else " ", _NOTE.sub("", html))
    return " ".join(unescape(text).split())


def shortened(text: str, most: int = _TITLE) -> str:
    """Return the first words of a text, with an ellipsis where there are more."""
    text = text.rstrip(":;, ")
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(".,:;– ") + " …"


def by_area(measures: tuple[Measure, ...]) -> Mapping[tuple[str, str], list[Measure]]:
    """Return measures by area, in the programme's order."""
    found: dict[tuple[str, str], list[Measure]] = {}
    for one in measures:
        found.setdefault(one.område, []).append(one)
    return found
