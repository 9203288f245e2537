"""What machines read of the site: feeds, the list of all pages, what robots may, and the search's words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from uuid import NAMESPACE_URL, uuid5

from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.render.words.templates import environment
from handlingsprogram.site.printed.frame import INDEX, measure_page
from handlingsprogram.site.printed.pages import front_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handlingsprogram.site.gathered.facts import Head, Outline, Year
    from handlingsprogram.site.printed.frame import Common

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
}
"""What servers call the formats of documents."""


def site_feed(years: Sequence[Outline], common: Common) -> bytes:
    """Return the feed of the site: its programmes and how they go, the newest first."""
    title = f"{common.organisasjon}: {front_title(years, common)}"
    entries = [entry for year in years for entry in (*_statuses(year, common), _programme(year, common))]
    return _feed("feed.xml", title, common, common.språk, entries)


def year_feed(year: Head, common: Common) -> bytes:
    """Return the feed of a programme: itself, and how it differs from the one before."""
    entries = [*_statuses(year, common), _programme(year, common)]
    if year.forrige:
        words = fixed_words(year.språk)
        title = f"{year.tittel}: {words['nettsted_endringer'].format(år=year.forrige)}"
        place, text = f"{year.mappe}/endringer/{INDEX}", " ".join(year.endret)
        entries.append(_entry(year, common, place, title, text))
    return _feed(f"{year.mappe}/feed.xml", year.tittel, common, year.språk, entries)


def _programme(year: Head, common: Common) -> dict[str, Any]:
    text = ". ".join(filter(None, (f"{year.status.capitalize()} {year.datotekst}", year.emne)))
    entry = _entry(year, common, f"{year.mappe}/{INDEX}", year.tittel, text)
    files = [
        {
            "type": KINDS.get(one.format, "application/octet-stream"),
            "størrelse": one.størrelse,
            "sti": f"{year.mappe}/{one.fil}",
        }
        for one in year.dokumenter
    ]
    return {**entry, "filer": files}


def _statuses(year: Head, common: Common) -> Iterator[dict[str, Any]]:
    words = fixed_words(year.språk)
    for date, told in year.statuser:
        title = f"{year.tittel}: {words['status_per'].format(dato=told)}"
        yield {**_entry(year, common, f"{year.mappe}/status/{date}/{INDEX}", title, title), "dato": date}


def _entry(year: Head, common: Common, place: str, title: str, text: str) -> dict[str, Any]:
    return {
        "id": _id(common, place),
        "tittel": title,
        "dato": year.dato,
        "språk": year.språk,
        "sti": place,
        "tekst": text,
        "filer": [],
    }


def _feed(place: str, title: str, common: Common, language: str, entries: list[dict[str, Any]]) -> bytes:
    values = {
        "id": _id(common, place),
        "språk": language,
        "tittel": title,
        "organisasjon": common.organisasjon,
        "oppdatert": f"{max(entry['dato'] for entry in entries)}T00:00:00Z",
        "rot": common.adresse or "../" * place.count("/"),
        "hjem": place.removesuffix("feed.xml") + INDEX,
        "selv": common.adresse and urljoin(common.adresse, place),
        "innslag": entries,
    }
    return _printed("feed.xml", values)


def _id(common: Common, place: str) -> str:
    """Return a name that stays the same wherever the site lies (RFC 4287, 4.2.6)."""
    return uuid5(NAMESPACE_URL, f"handlingsprogram:{common.organisasjon}/{place}").urn


def sitemap(pages: Iterable[tuple[str, str]], common: Common) -> bytes:
    """Return the list of all pages (sitemaps.org).

    Args:
        pages: the path of each, and the day that it has been as it is since; empty where nobody knows.
        common: what all pages say, the address among it.
    """
    listed = [(urljoin(common.adresse, place.removesuffix(INDEX)), day) for place, day in pages]
    return _printed("sitemap.xml", {"sider": listed})


def robots(common: Common) -> bytes:
    """Return what robots may read: all of it."""
    listed = f"\nSitemap: {urljoin(common.adresse, 'sitemap.xml')}\n" if common.adresse else ""
    return f"User-agent: *\nAllow: /\n{listed}".encode()


def server_path(common: Common) -> str:
    """Return the site's folder on its server, with a slash at both ends; empty where nobody knows."""
    return urlsplit(common.adresse).path if common.adresse else ""


def words(year: Year) -> bytes:
    """Return what the search finds of a programme: a script that hands over path, title, place and text."""
    measures = [
        (
            measure_page(year.mappe, one.id),
            f"{one.nummer} {one.tittel}".strip(),
            f"{year.tittel} › {one.område[1]}",
            one.tekst,
        )
        for one in year.tiltak
    ]
    places = [(f"{year.mappe}/{INDEX}#{one.id}", one.tittel, year.tittel, one.tekst) for one in year.steder]
    data = json.dumps([*measures, *places], ensure_ascii=False, separators=(",", ":"))
    # Older browsers read these two as ends of lines.
    safe = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"handlingsprogram({json.dumps(year.mappe)},{safe});\n".encode()


def _printed(template: str, values: dict[str, Any]) -> bytes:
    jinja = environment().overlay(trim_blocks=True, lstrip_blocks=True)
    return bytes(jinja.get_template(f"nettsted/{template}.j2").render(values).encode())
