"""What the schemas say of a field: the one description that reading, rules, editor and guide share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from handlingsprogram.read.form.fits import load_schema

if TYPE_CHECKING:
    from handlingsprogram.read.text.strict_yaml import Path_

_MARKDOWN = "/$defs/markdown"
"""Where the schemas describe prose."""


class Field(NamedTuple):
    """A place in a content file, as its schema describes it."""

    types: frozenset[str] = frozenset()
    """The JSON types that it takes; none where the schema knows no such place."""
    pattern: str = ""
    """What its text is written like."""
    is_markdown: bool = False
    """Whether its text is prose and not plain."""


def field(kind: str, path: Path_) -> Field:
    """Return what a schema says of a place.

    Args:
        kind: the schema's name without ending.
        path: the place; of an item of a list only counts that it is one.
    """
    return _field(kind, _shape(path))


def keys(kind: str, path: Path_) -> tuple[str, ...]:
    """Return the keys that a mapping may have, in the order in which its schema describes them.

    Args:
        kind: the schema's name without ending.
        path: where the mapping stands.
    """
    part, _ = _part(kind, _shape(path))
    return tuple(part.get("properties", {}))


def _shape(path: Path_) -> tuple[str | int, ...]:
    return tuple(step if isinstance(step, str) else 0 for step in path)


@cache
def _field(kind: str, shape: tuple[str | int, ...]) -> Field:
    part, is_markdown = _part(kind, shape)
    types = part.get("type", ())
    return Field(
        frozenset([types] if isinstance(types, str) else types), part.get("pattern", ""), is_markdown
    )


def _part(kind: str, shape: tuple[str | int, ...]) -> tuple[dict[str, Any], bool]:
    """Return what a schema says of a place, nothing where it knows none; and whether that is prose."""
    name = f"{kind}.schema.json"
    name, part, is_markdown = _referred(name, _schema(name))
    for step in shape:
        if step == 0:
            below = part.get("items")
        else:
            below = part.get("properties", {}).get(step, part.get("additionalProperties"))
        if not isinstance(below, dict):
            return {}, False
        name, part, is_markdown = _referred(name, below)
    return part, is_markdown


def _referred(name: str, part: dict[str, Any]) -> tuple[str, dict[str, Any], bool]:
    """Return what a part of a schema refers to, the file it stands in, and whether that is prose."""
    is_markdown = False
    while "$ref" in part:
        file, _, path = unquote(part["$ref"]).partition("#")
        is_markdown |= path == _MARKDOWN
        name = file or name
        part = _schema(name)
        for step in path.split("/")[1:]:
            part = part[step]
    return name, part, is_markdown


_schema = cache(load_schema)
