"""Spellings of one name: what two of them have in common, for certain or perhaps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOUNDS = (("th", "t"), ("ph", "f"), ("c", "k"), ("z", "s"), ("w", "v"), ("é", "e"), ("aa", "å"))
"""Spellings of one sound: «academia» and «akademia» are one partner."""
_INFLECTION = re.compile(r"(?<=\w{4})(?:ene|ane|er|ar|en|et|e|r)\Z")
_ABBREVIATED = re.compile(r"(?P<whole>.+?)\s*\((?P<short>\w*[A-ZÆØÅ]\w*[A-ZÆØÅ]\w*)\)")
_DASHES = re.compile(r"[\s‐‑‒–—−-]+")
_ALPHABET = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
"""Letters as signs that stand behind z, in Norwegian order."""


def key(name: str) -> str:
    """Return what all spellings of a name have that are certainly one.

    Case, dashes and full stops at the end are of no weight.
    """
    spaced = name.replace("\u00ad", "").replace(",", ", ").casefold()
    plain = _DASHES.sub(" ", spaced).replace(" ,", ",").strip(' .,;:"“”«»')
    return plain or spaced


def loose_key(name: str) -> str:
    """Return what spellings of a name have in common that may be one: sounds, and words without endings."""
    letters = re.sub(r"[-\s./]", "", name.casefold())
    for spelling, sound in _SOUNDS:
        letters = letters.replace(spelling, sound)
    return _INFLECTION.sub("", letters)


def abbreviation(name: str) -> tuple[str, str]:
    """Return a name and its abbreviation, of «Kommunesektorens organisasjon (KS)»; nothing of others."""
    match = _ABBREVIATED.fullmatch(name)
    return (match["whole"], match["short"]) if match else ("", "")


def keys(name: str) -> Iterator[str]:
    """Give the key of a name, and those of its whole form and its abbreviation where it has both."""
    yield from filter(None, map(key, (name, *abbreviation(name))))


def alphabetical(name: str) -> tuple[str, str]:
    """Return what names are sorted by: in Norwegian order, capitals and small letters alike."""
    return name.casefold().translate(_ALPHABET), name
