"""What a number means where it is written: the schemas know whether it is text, an amount or a number.

To YAML `frist: 2028` is a number and `2 500` a text. The editor and we ask the schema: where it takes both
text and numbers, a number is text, as it is typed; where it takes both whole numbers and text that looks
like one, that text is a number.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from handlingsprogram.read.fits import load_schema

if TYPE_CHECKING:
    from handlingsprogram.read.strict_yaml import Path_, Tree


def settle(tree: Tree, kind: str) -> None:
    """Give each number of a file that was just read the value that its place asks for.

    Args:
        tree: the file, which nobody else has yet: its data is changed.
        kind: the schema's name without ending.
    """
    for path, text in tree.figures.items():
        place = wanted(kind, tuple(step if isinstance(step, str) else 0 for step in path))
        if {"string", "number"} <= place.types:
            _put(tree.data, path, text)
        elif {"string", "integer"} <= place.types and re.search(place.pattern, text) and text != "-":
            amount = int(re.sub(r"\D", "", text))
            _put(tree.data, path, -amount if text[0] in "-−" else amount)


def _put(data: Any, path: Path_, value: str | int) -> None:
    *way, last = path
    for step in way:
        data = data[step]
    data[last] = value


class Wanted(NamedTuple):
    """What a schema takes at a place."""

    types: frozenset[str]
    pattern: str
    """What text is written like."""


@cache
def wanted(kind: str, shape: tuple[str | int, ...]) -> Wanted:
    """Return what a schema takes at a place; nothing where it knows no such place.

    Args:
        kind: the schema's name without ending.
        shape: the path of the place, with 0 for every number of an item.
    """
    name = f"{kind}.schema.json"
    name, part = _referred(name, _schema(name))
    for step in shape:
        if step == 0:
            below = part.get("items")
        else:
            below = part.get("properties", {}).get(step, part.get("additionalProperties"))
        if not isinstance(below, dict):
            return Wanted(frozenset(), "")
        name, part = _referred(name, below)
    types = part.get("type", ())
    return Wanted(frozenset([types] if isinstance(types, str) else types), part.get("pattern", ""))


def _referred(name: str, part: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return what a part of a schema refers to, and the file it stands in."""
    while "$ref" in part:
        file, _, path = unquote(part["$ref"]).partition("#")
        name = file or name
        part = _schema(name)
        for step in path.split("/")[1:]:
            part = part[step]
    return name, part


_schema = cache(load_schema)
