"""What the places of a received file are called, for who reads of them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from handlingsprogram.received.file.document import paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.received.edited.words import Words
    from handlingsprogram.received.file.document import Block, BlockPath
    from handlingsprogram.received.tracer import Place

_MOST = 60
"""So much of a measure's words tells which it is."""


def places(words: Words, new: Sequence[Block]) -> dict[BlockPath, str]:
    """Return what each paragraph of a received file is of: `tiltaket «…» i «…»`.

    Args:
        words: what the base and the file say.
        new: the file's blocks.
    """
    found: dict[BlockPath, str] = {}
    last = ""
    for one in paragraphs(new):
        numbers = words.numbers(words.pairs.origins(one))
        last = name(words.base.trees, words.place(numbers[0])) if numbers else last
        found |= dict.fromkeys(one.paths, last)
    return found


def name(trees: Mapping[Key, Tree], place: Place) -> str:
    """Return what a place of the content is called."""
    data = trees[place.key].data
    title = data.get("tittel", "")
    for i, step in enumerate(place.path):
        data = data[step] if _has(data, step) else None
        if not isinstance(data, dict):
            continue
        title = data.get("tittel", title) if "innhold" not in place.path[: i + 1] else title
        if place.path[i - 1 : i] == ("tiltak",):
            text = textwrap.shorten(str(data.get("tekst", "")), _MOST, placeholder=" …")
            return f"tiltaket «{text}» i «{title}»"
        if place.path[i - 1 : i] == ("rader",) and "navn" in data:
            return f"posten «{data['navn']}» i «{title}»"
    return f"«{title}»" if title else ""


def _has(data: Any, step: str | int) -> bool:
    return step in data if isinstance(data, dict) else isinstance(data, list) and int(step) < len(data)
