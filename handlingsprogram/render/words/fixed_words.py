"""The documents' fixed words: what the tool adds and no content says, in the language of the document.

`templates/ord` has a file for each language, with the same keys and places. Words with a place, such as
{post}, are filled in with `str.format`: what is filled in is never a template itself. A file may list the
keys that somebody who has the language as their own must look at.
"""

from __future__ import annotations

import json
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Mapping


UNCHECKED = "_må_kontrolleres"
"""The key of a language's list of keys that have not been checked by anybody who has it as their own."""
PROSENT = "prosent"
_UNITS = {
    "kroner": "kroner",
    "tusen kroner": "tusen_kroner",
    "millioner kroner": "millioner_kroner",
    PROSENT: "prosent",
}
"""A budget's unit in the content -> the key of its name in the document."""


@cache
def fixed_words(språk: str) -> Mapping[str, str]:
    """Return the words of a language.

    Args:
        språk: one of those that schemas/program.schema.json knows, such as `nn-NO`.
    """
    path = resource_folder("templates") / "ord" / f"{språk}.json"
    words = json.loads(path.read_text(encoding="utf-8"))
    words.pop(UNCHECKED, None)
    return MappingProxyType(words)


def reservation(status: str, words: Mapping[str, str]) -> str:
    """Return what a draft says of itself.

    Args:
        status: the programme's.
        words: the document's fixed words.
    """
    return words["høring_forbehold" if status == "høring" else "utkast_forbehold"]


def unit(enhet: str, words: Mapping[str, str]) -> str:
    """Return what a document calls a budget's unit.

    Args:
        enhet: as the content has it, such as `tusen kroner`; what is no money is the content's own words.
        words: the document's fixed words.
    """
    return words[_UNITS[enhet]] if enhet in _UNITS else enhet
