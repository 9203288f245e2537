"""The theme's fonts on a web page: as data in its own stylesheet, since a page may fetch nothing."""

from __future__ import annotations

import base64
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.records import record
from handlingsprogram.render.pages.fonts import SHIPPED
from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "skrifter"
"""Below `templates`: the cuts of the fonts that the tool brings along."""


class Cut(NamedTuple):
    """One of a family's styles, as a stylesheet knows them."""

    stil: str
    vekt: int
    kursiv: bool = False


BOLD = Cut("Bold", 700)
CUTS = (Cut("Regular", 400), Cut("Italic", 400, kursiv=True), BOLD)
"""What running text needs. Half bold becomes bold, and what is rarer is slanted by the browser."""


@record
class Face:
    """A cut as a stylesheet has it."""

    navn: str
    """The family's, in the stylesheet."""
    vekt: int
    stil: str
    data: str
    """In base64."""


def faces(theme: Mapping[str, Any]) -> list[Face]:
    """Return the theme's cuts for running text, and that of headings which have a font of their own.

    Args:
        theme: fonts by use, and files of one's own (`skriftfiler`), as `load_theme` reads it.
    """
    files = tuple(file.innhold for file in theme.get("skriftfiler", ()))
    chosen = theme["skrift"]
    used: list[tuple[str, str, tuple[Cut, ...]]] = [("Programtekst", chosen["pdf"], CUTS)]
    if chosen["overskrift"] != chosen["pdf"]:
        used.append(("Programoverskrift", chosen["overskrift"], (BOLD,)))
    return [
        Face(name, one.vekt, "italic" if one.kursiv else "normal", data)
        for name, family, wanted in used
        for one, data in _cuts(family, wanted, () if family in SHIPPED else files).items()
    ]


@cache
def _cuts(family: str, wanted: tuple[Cut, ...], files: tuple[bytes, ...]) -> Mapping[Cut, str]:
    if family in SHIPPED:
        paths = {one: resource_folder("templates") / FOLDER / file_name(family, one) for one in wanted}
        found = {one: path.read_bytes() for one, path in paths.items() if path.is_file()}
    elif files:
        # A third of a second for each: only for those who have fonts of their own.
        from handlingsprogram.render.web import font_cuts

        found = dict(font_cuts.cuts(family, files, wanted))
    else:
        found = {}
    return {one: base64.b64encode(content).decode() for one, content in found.items()}


def file_name(family: str, cut: Cut) -> str:
    """Return what the file of one of our own fonts' cuts is called."""
    return f"{family}-{cut.stil}.woff2".replace(" ", "-").lower()
