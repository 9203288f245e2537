"""How a value is written as YAML: plain where that can be read again, quoted where it cannot."""

from __future__ import annotations

import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.read.text.decoded import RefusedError
from handlingsprogram.read.text.strict_yaml import parse, resolve

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

WIDTH = 100
"""So long a line of a file that is written is at the most, where the words let it be."""
STEP = 2
"""Spaces that a level is indented by."""

_INDICATORS = {"-", "?", ":"}
"""Signs that libyaml takes for texts between brackets, and YAML does not (YAML 1.2, 7.3.3)."""

Value = Any
"""What JSON can hold, and decimals."""


def scalar(value: Value, *, style: str = "", in_flow: bool = False) -> str:
    """Return a text, a number, a truth or nothing on one line.

    Args:
        value: what is written; a text without line ends.
        style: the quotation mark that the text had before, which it keeps where it needs one or had one.
        in_flow: whether it stands between brackets, where commas and brackets need quotation marks.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    if not isinstance(value, str):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if (
        style == '"'
        or "\n" in value
        or (not style and not _is_plain(value, in_flow=in_flow) and "'" in value)
    ):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if style == "'" or not _is_plain(value, in_flow=in_flow):
        return "'" + value.replace("'", "''") + "'"
    return value


def flow(value: Value, style: str = "") -> str:
    """Return a value on one line, with brackets; a text keeps the quotation marks `style`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k, in_flow=True)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value, style=style if style in {"'", '"'} else "", in_flow=True)


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """Tell whether a text is read as itself without quotation marks."""
    if not text or text != text.strip() or resolve(text) != text or " #" in text or "\t" in text:
        return False
    if in_flow and text in _INDICATORS:
        return False
    try:
        return bool(parse(f"[{text}, x]" if in_flow else f"- {text}\n- x", "").data == [text, "x"])
    except RefusedError:
        return False


def lines(value: Value, indent: int, room: int = 0) -> list[str]:
    """Return a value as lines of a file.

    Args:
        value: what is written.
        indent: how far its first line stands in; what stands before it on that line is not written.
        room: how much of the first line is taken by what stands before it, beyond the indent.

    Returns:
        The first line without its indent, since that has the key or the dash; the rest with theirs.
    """
    if isinstance(value, dict) and value:
        return _mapping(value, indent)
    if isinstance(value, list) and value:
        return _sequence(value, indent)
    if isinstance(value, (dict, list)):
        return ["{}" if isinstance(value, dict) else "[]"]
    return text_lines(value, indent, room) if isinstance(value, str) else [scalar(value)]


def text_lines(text: str, indent: int, room: int = 0, style: str = "") -> list[str]:
    """Return a text as lines: after `|` where it has several of its own, folded where it is too long."""
    body = text.rstrip("\n")
    if "\n" in text:
        keep = "|" if text.endswith("\n") else "|-"
        hint = str(STEP) if body[:1] in {" ", "\n"} else ""
        return [
            keep[0] + hint + keep[1:],
            *(" " * indent + line if line else "" for line in body.split("\n")),
        ]
    written = scalar(body, style=style)
    if indent + room + len(written) <= WIDTH:
        return [written]
    return [">-", *(" " * indent + line for line in wrapped(body, indent))] if "  " not in body else [written]


def wrapped(text: str, indent: int) -> list[str]:
    """Return a text as lines that are not too long; words stay whole."""
    return textwrap.wrap(
        text, max(WIDTH - indent, WIDTH // 2), break_long_words=False, break_on_hyphens=False
    )


def _mapping(value: Mapping[str, Value], indent: int, brackets: Container[str] = ()) -> list[str]:
    found: list[str] = []
    for key, item in value.items():
        line = f"{' ' * indent}{scalar(key)}: {flow(item)}" if key in brackets else ""
        found += [line] if line and len(line) <= WIDTH else entry(key, item, indent)
    found[0] = found[0][indent:]
    return found


class InBrackets(NamedTuple):
    """A mapping or a list that is to be written on one line."""

    value: Value


def entry(key: str, value: Value, indent: int) -> list[str]:
    """Return a key and its value as lines of a file, each with its indent."""
    start = f"{' ' * indent}{scalar(key)}:"
    if isinstance(value, InBrackets):
        return [f"{start} {flow(value.value)}"]
    if isinstance(value, list) and value and all(isinstance(item, int) for item in value):
        return [f"{start} [{', '.join(map(scalar, value))}]"]
    if isinstance(value, (dict, list)) and value:
        first, *rest = lines(value, indent + STEP)
        return [start, " " * (indent + STEP) + first, *rest]
    first, *rest = lines(value, indent + STEP, len(key))
    return [f"{start} {first}".rstrip(), *rest]


def _sequence(value: Sequence[Value], indent: int) -> list[str]:
    found = list(_items(value, indent))
    return [found[0][indent:], *found[1:]]


def _items(value: Sequence[Value], indent: int) -> Iterator[str]:
    for one in value:
        yield from item(one, indent)


def item(value: Value, indent: int, brackets: Container[str] = ()) -> list[str]:
    """Return a value as an item of a list, as lines of a file, each with its indent.

    Args:
        value: what is written.
        indent: how far its dash stands in.
        brackets: the keys of a mapping whose values stand in brackets, as in the items beside it.
    """
    is_mapping = isinstance(value, dict) and value
    first, *rest = _mapping(value, indent + STEP, brackets) if is_mapping else lines(value, indent + STEP)
    return [f"{' ' * indent}- {first}".rstrip(), *rest]
