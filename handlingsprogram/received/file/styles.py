"""Which of our own styles a style is, whatever the program that saved the file last calls it.

Word keeps the English names of built-in styles and may give them other ids; LibreOffice gives both its own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LEVELS = range(1, 10)
_IDS = (
    *("Normal", "BodyText", "Title", "Subtitle", "Logo", "TOCHeading", "ListBullet", "ListNumber"),
    *("ListParagraph", "Caption", "FootnoteText", "Header", "Footer"),
    *(f"{name}{level}" for name in ("Heading", "TOC") for level in LEVELS),
)
"""Those of templates/docx/styles.xml.j2 that are built in: their names are the same words."""
_OF_LIBREOFFICE = {
    "Standard": "Normal",
    "TextBody": "BodyText",
    "Footnote": "FootnoteText",
    "ContentsHeading": "TOCHeading",
    **{f"Contents{level}": f"TOC{level}" for level in LEVELS},
    **dict.fromkeys(("TableOfFigures", "FigureIndex1"), "TableofFigures"),
}
"""What LibreOffice calls some of them."""
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z\d])|(?<=[A-Z])(?=[A-Z][a-z]|\d)")
_OWN, _BOX, _PART, _OUTSIDE = "stil_", "boks_", "boksdel_", "overskrift_utenfor"
OTHER = "Normal"
"""What a style is that is made from none of ours."""


def resolved(chain: Iterable[tuple[str, str]]) -> str:
    """Return the id of our own style that a style is.

    Args:
        chain: its name and its id, then those of the style it is made from, and so on.
    """
    known, own = _known()
    for name, one in chain:
        if name.lower() in known:
            return known[name.lower()]
        if one in own:
            return one
    return OTHER


@cache
def _known() -> tuple[Mapping[str, str], frozenset[str]]:
    """Return the ids by name, and all of them."""
    ids = dict(zip(_IDS, _IDS, strict=True)) | _OF_LIBREOFFICE
    known = {_WORD.sub(" ", name).lower(): one for name, one in ids.items()}
    for file in sorted((resource_folder("templates") / "ord").glob("*.json")):
        known |= {name.lower(): one for name, one in _own(fixed_words(file.stem))}
    return known, frozenset(known.values())


def _own(words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the styles that only our files have: their names in a language, and their ids."""
    for key, name in words.items():
        if not key.startswith(_OWN) or key.startswith(_OWN + _PART):
            continue
        kind = key.removeprefix(_OWN)
        if kind == _OUTSIDE:
            yield from ((name.format(nivå=level), f"Heading{level}Unlisted") for level in LEVELS)
            continue
        one = kind.removeprefix(_BOX).capitalize()
        yield name, one
        if kind.startswith(_BOX):
            for part, words_of_part in words.items():
                if part.startswith(_OWN + _PART):
                    ending = part.removeprefix(_OWN + _PART).capitalize()
                    yield words_of_part.format(boks=name), one + ending
