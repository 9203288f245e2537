"""The frame that all pages of the site have: what stands in their heads, and the line above that leads on."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from handlingsprogram.records import record
from handlingsprogram.render.web.page import part
from handlingsprogram.render.words.fixed_words import fixed_words

if TYPE_CHECKING:
    from collections.abc import Mapping

INDEX = "index.html"
"""Written out in links: nobody adds it where a page is opened from a file."""
_PARTS = ("nettsted_programmer", "nettsted_registre", "nettsted_søk")
_TOP = (INDEX, f"register/{INDEX}", f"sok/{INDEX}")
"""What the line above leads to, and what that is called."""
_MEGABYTE = 1_000_000
_POLICY = re.compile(r'(http-equiv="Content-Security-Policy" content=")([^"]*)(")')
_STYLE = re.compile(r"style-src &#39;(?P<avtrykk>sha256-[^&]+)&#39;")
_HEAD = re.compile(r"(?=<style>|</head>)")
_SKIP = re.compile(r'(?<=</a>\n)(?=(?:<svg|<header class="topp"))')


@record
class Common:
    """What all pages of the site say."""

    organisasjon: str
    språk: str
    """Of the pages that belong to no year."""
    adresse: str
    """Where it will be, with a slash at the end; empty where nobody has said."""
    avtrykk: str
    """Changes with anything that every page is made with: templates, theme, options."""


@record
class Page:
    """One page, as its frame sees it."""

    sted: str
    """Its path from the site's folder: `2029/index.html`."""
    språk: str
    tittel: str
    """As a card that links to it shows it."""
    beskrivelse: str = ""
    smuler: tuple[tuple[str, str], ...] = ()
    """The pages above it: what they are called, and their paths."""
    lenker: tuple[tuple[str, str], ...] = ()
    """What belongs to it: what it is called, and its path."""
    her: str = ""
    """Which of the site's parts it belongs to: `programmer`, `registre`, `søk`; empty for none."""
    kort: str = "kort.png"
    """The picture of a card that links to it."""
    strøm: str = "feed.xml"
    er_utkast: bool = False
    status: str = ""
    """What the programme's status is called."""
    er_programmet: bool = False
    """Whether it is the programme itself, which says by itself that it is a draft."""
    har_beskrivelse: bool = False
    """Whether its own head says what it is about."""
    skript: bool = False
    rot: str = ""
    """The address of the site's folder; empty where that is seen from the page."""

    @property
    def til_rot(self) -> str:
        """What leads from the page to the site's folder."""
        return self.rot or "../" * self.sted.count("/")


def framed(text: str, page: Page, common: Common) -> bytes:
    """Return a page of the family as a page of the site.

    Args:
        text: the page, as `render/web` makes them.
        page: what its frame says.
        common: what all pages say.
    """
    address = common.adresse and urljoin(common.adresse, page.sted.removesuffix(INDEX))
    values = {
        "side": page,
        "felles": common,
        "ord": fixed_words(page.språk),
        "rot": page.til_rot,
        "adresse": address,
        "bilde": common.adresse and urljoin(common.adresse, page.kort),
    }
    policed = _POLICY.sub(lambda found: f"{found[1]}{_policy(found[2], page)}{found[3]}", text, count=1)
    said = (page.språk, page.til_rot, page.her, page.smuler, page.lenker)
    draft = page.status if page.er_utkast and not page.er_programmet else ""
    line = _line(common.organisasjon, page.sted if page.sted in _TOP else "", draft, *said)
    for seam, printed in ((_HEAD, part("nettsted/hode", values)), (_SKIP, line)):
        found = seam.search(policed)
        assert found, seam  # noqa: S101 — every page of the family has it
        policed = policed[: found.start()] + printed + policed[found.start() :]
    return policed.encode()


@lru_cache(maxsize=64)
def _line(organization: str, here: str, draft: str, language: str, *said: Any) -> str:
    """Return the line above a page: it is the same on all pages of a year's measures.

    Args:
        organization: whose site it is.
        here: the page's path, where the line leads to it; else empty.
        draft: what the programme's status is called, where the line says so.
        language: the page's.
        said: what leads to the root, the part of the site, the pages above, and what belongs to it.
    """
    root, part_, crumbs, links = said
    parts = zip(_PARTS, _TOP, ("programmer", "registre", "søk"), strict=True)
    words = fixed_words(language)
    values = {
        "organisasjon": organization,
        "ord": words,
        "rot": root,
        "utkast": draft,
        "deler": [(words[name], path, path == here, name_ == part_) for name, path, name_ in parts],
        "smuler": [(name, root + path) for name, path in crumbs],
        "lenker": [(name, root + path) for name, path in links],
    }
    return part("nettsted/linje", values)


def _policy(written: str, page: Page) -> str:
    """Return the policy of a page of the site: its own stylesheet, the site's files, and nothing else."""
    own = _STYLE.search(written)
    style = f" '{own['avtrykk']}'" if own else ""
    script = " script-src 'self';" if page.skript else ""
    return escape(
        f"default-src 'none'; style-src 'self'{style};{script} img-src 'self' data:; font-src data:; "
        "base-uri 'none'; form-action 'self'"
    )


def measure_page(folder: str, name: str = "") -> str:
    """Return the path of a measure's page, or of the list of its programme's measures.

    Args:
        folder: the programme's folder.
        name: the measure's id; empty for the list.
    """
    return f"{folder}/tiltak/{name}/{INDEX}" if name else f"{folder}/tiltak/{INDEX}"


def size(bytes_: int, words: Mapping[str, str]) -> str:
    """Return a file's size as it is told to readers: «112 kB», «1,4 MB»."""
    if bytes_ < _MEGABYTE:
        return f"{max(round(bytes_ / 1000), 1)}\u00a0kB"
    return f"{bytes_ / _MEGABYTE:.1f}\u00a0MB".replace(".", words["desimaltegn"])
