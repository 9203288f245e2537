"""The pages that are the site's own: its front, each year's measures, search and the rest."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.folders import document_name
from handlingsprogram.render.web.page import part
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.render.words.hyphens import hyphenated
from handlingsprogram.site.gathered.gather import by_area, plain
from handlingsprogram.site.printed.frame import INDEX, Page, framed, measure_page, size
from handlingsprogram.site.printed.links import linked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handlingsprogram.site.gathered.facts import Measure, Named, Outline, Year
    from handlingsprogram.site.gathered.lives import Life
    from handlingsprogram.site.printed.frame import Common

_MEASURE = re.compile(
    r'<tr id="(?P<rad>[a-z0-9-]+)" role="row">.*?</tr>'
    r'|<table class="kort"[^>]* id="(?P<kort>[a-z0-9-]+)".*?</thead>',
    re.DOTALL,
)
_FORMATS = {
    "pdf": "nettsted_format_pdf",
    "docx": "nettsted_format_docx",
    "xlsx": "nettsted_format_xlsx",
    "csv_tiltak": "nettsted_format_csv_tiltak",
    "csv_budsjett": "nettsted_format_csv_budsjett",
}
"""What files are called."""
Ways = dict[str, list[tuple[str, str]]]
"""What belongs to each programme, by its folder: what it is called, and its path."""
_READ = ("pdf", "docx")
"""The documents that the front page offers; the others are data."""


def printed(template: str, page: Page, common: Common, values: Mapping[str, Any]) -> bytes:
    """Return a page of the site's own.

    Args:
        template: its name below `templates/html/nettsted`.
        page: what its frame says.
        common: what all pages say.
        values: what the template shows besides: `tittel`, `overtittel` and `ingress` stand above it.
    """
    shown = {
        "side": page,
        "felles": common,
        "rot": page.til_rot,
        "språk": page.språk,
        "ord": fixed_words(page.språk),
        "policy": "",
        "stil": "",
        "logo": None,
        "overtittel": "",
        "ingress": "",
        **values,
    }
    return framed(hyphenated(part(f"nettsted/{template}", shown), page.språk), page, common)


def ways(year: Outline | Year, before: Named | None) -> list[tuple[str, str]]:
    """Return what belongs to a programme besides its page.

    Args:
        year: the programme.
        before: the one that it is compared with.
    """
    words = fixed_words(year.språk)
    found = []
    if year.tiltak:
        count = words["nettsted_alle_tiltak"].format(antall=len(year.tiltak))
        found.append((count, measure_page(year.mappe)))
    for date, told in year.statuser:
        found.append((words["status_per"].format(dato=told), f"{year.mappe}/status/{date}/{INDEX}"))
    if before:
        found.append(
            (words["nettsted_endringer"].format(år=name_of(before, year)), f"{year.mappe}/endringer/{INDEX}")
        )
    for document in year.dokumenter:
        more = document.fil.removeprefix(f"{document_name(year.mappe)}-").rpartition(".")[0]
        kind = f"{document.format}_{more}" if document.format == "csv" else document.format
        found.append((_file(kind, document.størrelse, words), f"{year.mappe}/{document.fil}"))
    return found


def _file(kind: str, bytes_: int, words: Mapping[str, str]) -> str:
    """Return what a file is called: «PDF (112 kB)»."""
    called = words[_FORMATS[kind]] if kind in _FORMATS else kind.upper()
    return f"{called} ({size(bytes_, words)})"


def name_of(other: Named, seen_from: Named) -> str:
    """Return what a programme is called on pages of another: its year, where that says which it is."""
    own, its = (folder.rpartition("-")[0] for folder in (seen_from.mappe, other.mappe))
    return str(other.år) if own == its else other.tittel


def front_title(years: Sequence[Outline], common: Common) -> str:
    """Return what the programmes are called together: those with names of their own are plans, too."""
    has_names = any(year.mappe != str(year.år) for year in years)
    return fixed_words(common.språk)["nettsted_forside_planer" if has_names else "nettsted_forside_tittel"]


def front(years: Sequence[Outline], common: Common, links: Ways) -> bytes:
    """Return the front page with all programmes, the newest first."""
    words = fixed_words(common.språk)
    lead = words["nettsted_forside_ingress"].format(organisasjon=common.organisasjon)
    title = front_title(years, common)
    page = Page(INDEX, common.språk, title, lead, her="programmer")
    data = {f"{year.mappe}/{one.fil}" for year in years for one in year.dokumenter if one.format not in _READ}
    shown = {name: [way for way in ways if way[1] not in data] for name, ways in links.items()}
    values = {"tittel": title, "overtittel": common.organisasjon, "ingress": lead}
    return printed("forside", page, common, {**values, "årene": years, "veier": shown})


def measures(year: Year, common: Common) -> bytes:
    """Return the list of a year's measures."""
    words = fixed_words(year.språk)
    title = words["nettsted_tiltak_i"].format(tittel=year.tittel)
    page = Page(
        measure_page(year.mappe),
        year.språk,
        title,
        year.emne,
        smuler=crumbs(year),
        her="programmer",
        **_own(year),
    )
    shown = {"tittel": title, "overtittel": year.organisasjon, "områder": list(by_area(year.tiltak).items())}
    return printed("tiltaksliste", page, common, shown)


def measure(
    year: Year,
    one: Measure,
    beside: tuple[Measure | None, Measure | None],
    life: Life,
    extra: Mapping[str, Any],
) -> bytes:
    """Return a measure's page.

    Args:
        year: its programme.
        one: the measure.
        beside: the one before it and the one after it in the programme.
        life: what it was and what it has become.
        extra: `felles`, what all pages say, and `navn`, what the programmes are called by folder.
    """
    from markupsafe import Markup

    words = fixed_words(year.språk)
    page = Page(
        measure_page(year.mappe, one.id),
        year.språk,
        f"{one.nummer} {one.tittel}".strip(),
        one.tekst if len(one.tekst) < _DESCRIPTION else f"{one.tekst[:_DESCRIPTION].rsplit(' ', 1)[0]} …",
        smuler=(*crumbs(year), (words["nettsted_tiltak"], measure_page(year.mappe))),
        her="programmer",
        **_own(year),
    )
    values = {
        "tittel": page.tittel,
        "overtittel": words["nettsted_tiltak_i"].format(tittel=year.tittel),
        "tiltak": one,
        # Escaped where the document's tables are made.
        # What is whole in the heading is not said once more.
        "tekst": "" if plain(one.html) == one.tittel else Markup(one.html),  # noqa: S704
        "felt": [
            (kind, name, Markup(linked(html, kind, extra["partnere"], page.til_rot)))  # noqa: S704
            for kind, name, html in one.felt
        ],
        "status": [
            one._replace(deler=tuple((name, Markup(html)) for name, html in one.deler))  # noqa: S704
            for one in one.status
        ],
        "liv": life,
        "navn": extra["navn"],
        "forrige": year.forrige,
        "før": beside[0],
        "etter": beside[1],
    }
    return printed("tiltak", page, extra["felles"], values)


_DESCRIPTION = 200
"""Letters of what a page says of itself."""


def search(years: Sequence[Outline], common: Common, links: Ways) -> bytes:
    """Return the page that searches, and that lists the pages where no script runs."""
    words = fixed_words(common.språk)
    page = Page(f"sok/{INDEX}", common.språk, words["nettsted_søk"], her="søk", skript=True)
    values = {"tittel": page.tittel, "overtittel": common.organisasjon, "årene": years, "veier": links}
    return printed("sok", page, common, {**values, "filer": [year.mappe for year in years]})


def missing(common: Common, path: str) -> bytes:
    """Return the page that a server shows where there is none.

    Args:
        common: what all pages say.
        path: the site's folder on its server, which all links begin with: the page is shown anywhere.
    """
    words = fixed_words(common.språk)
    page = Page("404.html", common.språk, words["nettsted_borte"], rot=path)
    return printed("borte", page, common, {"tittel": page.tittel})


def statement(common: Common) -> bytes:
    """Return the draft of the statement on accessibility, in the written form of the newest programme."""
    words = fixed_words(common.språk)
    name = "tilgjengelighet_nn" if common.språk == "nn-NO" else "tilgjengelighet"
    page = Page(f"tilgjengelighet/{INDEX}", common.språk, words["nettsted_tilgjengelighet"])
    return printed(name, page, common, {"tittel": words["nettsted_erklæring"]})


def document(text: str, year: Year, common: Common, links: list[tuple[str, str]]) -> bytes:
    """Return a programme's page in the site's frame.

    Args:
        text: the page that `build` makes.
        year: the programme.
        common: what all pages say.
        links: what belongs to it.
    """
    page = Page(
        f"{year.mappe}/{INDEX}",
        year.språk,
        year.tittel,
        year.emne,
        lenker=tuple(links),
        er_programmet=True,
        har_beskrivelse=True,
        her="programmer",
        **_own(year),
    )
    told = {one.id: one for one in year.tiltak}
    return framed(_MEASURE.sub(partial(_with_link, told, fixed_words(year.språk)), text), page, common)


def _with_link(told: Mapping[str, Measure], words: Mapping[str, str], found: re.Match[str]) -> str:
    """Return a row or the head of a card with a link to the measure's own page."""
    one = told.get(found["rad"] or found["kort"])
    if not one:
        return found[0]
    name = f'{words["nettsted_om_tiltaket"]}<span class="skjult">: {escape(one.tittel)}</span>'
    end = "</td>" if found["rad"] else "</th>"
    cells = found[0].split(end)
    cells[one.kolonne] += f'<p class="omtiltaket"><a href="tiltak/{one.id}/{INDEX}">{name}</a></p>'
    return end.join(cells)


def changes(text: str, year: Year, before: Named, common: Common) -> bytes:
    """Return the comparison of a programme with the one before in the site's frame."""
    words = fixed_words(year.språk)
    title = words["nettsted_endringer"].format(år=name_of(before, year))
    page = Page(
        f"{year.mappe}/endringer/{INDEX}",
        year.språk,
        f"{year.tittel}: {title}",
        " ".join(year.endret[:3]),
        smuler=crumbs(year),
        her="programmer",
        **_own(year),
    )
    return framed(text, page, common)


def status(
    text: str,
    year: Year,
    named: tuple[str, str],
    files: tuple[str, list[tuple[str, str, int]]],
    common: Common,
) -> bytes:
    """Return the report of how a year goes in the site's frame.

    Args:
        text: the report's page.
        year: the programme.
        named: what the report is called, and what it is about.
        files: its folder, and format, name and size of the files there.
        common: what all pages say.
    """
    words = fixed_words(year.språk)
    place, listed = files
    page = Page(
        f"{place}/{INDEX}",
        year.språk,
        *named,
        smuler=crumbs(year),
        lenker=tuple((_file(kind, bytes_, words), f"{place}/{name}") for kind, name, bytes_ in listed),
        har_beskrivelse=True,
        her="programmer",
        **_own(year),
    )
    return framed(text, page, common)


def crumbs(year: Year) -> tuple[tuple[str, str], ...]:
    """Return the pages above those of a year."""
    words = fixed_words(year.språk)
    return ((words["nettsted_programmer"], INDEX), (year.tittel, f"{year.mappe}/{INDEX}"))


def _own(year: Year) -> dict[str, Any]:
    return {
        "kort": f"{year.mappe}/kort.png",
        "strøm": f"{year.mappe}/feed.xml",
        "er_utkast": year.er_utkast,
        "status": year.status,
    }
