"""Where things stand in what a file holds while it is changed, and what is the same as what."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.places import resolved
from handlingsprogram.read.text.content import value as value_at
from handlingsprogram.received.meanwhile.merge import merge
from handlingsprogram.writing.places import find

if TYPE_CHECKING:
    from handlingsprogram.read.text.strict_yaml import Path_

_DIGITS = 9
"""No list is so long that a number in it has more."""


def is_below(text: str, path: Path_) -> bool:
    """Tell whether a list's items stand below each other, and not in brackets."""
    found = find(text, path)
    return not found.in_flow and not found.node.flow_style


def after(path: Path_, to: Path_, at: int) -> Path_:
    """Return where something stands when an item has been put into a list of its file."""
    step = path[len(to)] if path[: len(to)] == to else None
    if isinstance(step, int) and step >= at:
        return (*to, step + 1, *path[len(to) + 1 :])
    return path


def meant(data: Any, text: str, was: Any) -> Path_:
    """Return where what has no id of its own stands by now: others may have put something before it.

    Args:
        data: what the file holds.
        text: where it stood.
        was: what stood there; where that stands at one other number of the same list, that is meant.

    Raises:
        GoneError: it is not there any more.
    """
    head, _, last = text.rpartition("/")
    holder = resolved(data, head)
    is_item = isinstance(value_at(data, holder), list) and last.isdecimal() and len(last) <= _DIGITS
    path: Path_ = (*holder, int(last)) if is_item else resolved(data, text)
    if was in (None, "") or same(value_at(data, path), was):
        return path
    found = []
    for at, step in enumerate(path):
        items = value_at(data, path[:at])
        if isinstance(step, int) and isinstance(items, list):
            others = ((*path[:at], number, *path[at + 1 :]) for number in range(len(items)))
            found += [other for other in others if same(value_at(data, other), was)]
    if len(found) == 1:
        return found[0]
    resolved(data, text)  # is anything there at all?
    return path


def take_out(data: Any, path: Path_) -> None:
    """Take out what stands at a place; what is empty then goes along, as `edits.remove` does it."""
    holder = value_at(data, path[:-1])
    if len(holder) == 1 and len(path) > 1:
        take_out(data, path[:-1])
    else:
        del holder[path[-1]]


def merged(was: Any, now: Any, value: Any) -> str | None:
    """Return a text with the changes of two; None where they changed the same, or it is no text."""
    if not all(isinstance(one, str) for one in (was, now, value)):
        return None
    return merge(was, now, value)


def same(one: Any, other: Any) -> bool:
    """Tell whether two values say the same.

    What is blank at the end of a text is how it is written, and so is the order of keys. An amount with
    decimals is text in what a file holds.
    """
    one, other = (f"{value:f}" if isinstance(value, Decimal) else value for value in (one, other))
    if isinstance(one, str) and isinstance(other, str):
        return one.strip("\n") == other.strip("\n")
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)
