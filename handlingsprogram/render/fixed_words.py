"""The documents' fixed words: what the tool adds and no content says, in the language of the document.

`templates/ord` has a file for each written form of Norwegian, with the same keys and places. Words with a
place, such as {post}, are filled in with `str.format`: what is filled in is never a template itself.
"""

from __future__ import annotations

import json
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def fixed_words(språk: str) -> Mapping[str, str]:
    """Return the words of a language.

    Args:
        språk: one of those that schemas/program.schema.json knows, such as `nn-NO`.
    """
    path = resource_folder("templates") / "ord" / f"{språk}.json"
    return MappingProxyType(json.loads(path.read_text(encoding="utf-8")))
