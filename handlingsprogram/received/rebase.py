"""Changes of content that was sent out, made to fit the content as it is now: others' changes are kept."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handlingsprogram.received.changes import FIRST, Added, Moved, Removed, Written
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Path_
    from handlingsprogram.received.changes import Change

_ALIKE = 0.5
"""So alike are an item without an id that was reworded and what it was."""
_GONE = object()


@record
class Conflict:
    """What both have changed."""

    key: Key
    """The file."""
    path: Path_
    """The place in it, as it was sent out."""
    ours: str
    """What the content says now; empty where it says nothing any more."""
    theirs: str
    """What the received file says; empty where it has been deleted there."""


def rebased(
    changes: Iterable[Change], old: Mapping[Key, Any], new: Mapping[Key, Any]
) -> tuple[list[Change], list[Conflict]]:
    """Return changes with the places of the content as it is now, and those that cannot be made.

    A change that the content has already is left out.

    Args:
        changes: with the places of the content as it was sent out.
        old: that content.
        new: the content as it is now.
    """
    found: list[Change] = []
    conflicts: list[Conflict] = []
    for change in changes:
        made = _rebased(change, old, new)
        if isinstance(made, Conflict):
            conflicts.append(made)
        elif made:
            found.append(made)
    return found, conflicts


def _rebased(change: Change, old: Mapping[Key, Any], new: Mapping[Key, Any]) -> Change | Conflict | None:
    if change.key not in new:
        return Conflict(change.key, change.path, "", _told(getattr(change, "value", "")))
    match change:
        case Written():
            return _written(change, old[change.key], new[change.key])
        case Removed():
            return _removed(change, old[change.key], new[change.key])
        case Added():
            return _added(change, old[change.key], new[change.key])
        case Moved():
            return _moved(change, old, new)


def _written(change: Written, old: Any, new: Any) -> Change | Conflict | None:
    before, path = _value(old, change.path), _place(old, new, change.path)
    now = _GONE if path is None else _value(new, path)
    if path is None:
        holder = _place(old, new, change.path[:-1])
        if holder is None or before is not _GONE:
            return Conflict(change.key, change.path, "", _told(change.value))
        path = (*holder, change.path[-1])
    if now == change.value:
        return None
    if now == before:
        return replace(change, path=path)
    merged = (
        merge(before, now, change.value)
        if isinstance(before, str) and isinstance(now, str) and isinstance(change.value, str)
        else None
    )
    if merged is None:
        return Conflict(change.key, change.path, _told(now), _told(change.value))
    return replace(change, path=path, value=merged)


def _removed(change: Removed, old: Any, new: Any) -> Change | Conflict | None:
    path = _place(old, new, change.path)
    if path is None:
        return None
    now = _value(new, path)
    if now != _value(old, change.path):
        return Conflict(change.key, change.path, _told(now), "")
    return replace(change, path=path)


def _added(change: Added, old: Any, new: Any) -> Change | Conflict | None:
    path = _place(old, new, change.path)
    if path is None:
        return Conflict(change.key, change.path, "", _told(change.value))
    if change.value in _value(new, path):
        return None
    return replace(change, path=path, after=_after(old, new, change.path, path, change.after))


def _moved(change: Moved, old: Mapping[Key, Any], new: Mapping[Key, Any]) -> Change | Conflict | None:
    path = _place(old[change.key], new[change.key], change.path)
    to = _place(old[change.to_key], new[change.to_key], change.to_path) if change.to_key in new else None
    if path is None or to is None:
        return Conflict(change.key, change.path, "", _told(_value(old[change.key], change.path)))
    after = _after(old[change.to_key], new[change.to_key], change.to_path, to, change.after)
    return replace(change, path=path, to_path=to, after=after)


def _after(old: Any, new: Any, was: Path_, path: Path_, after: int) -> int:
    """Return the item that something stands behind now: the nearest before it that is still there."""
    items, now = _value(old, was), _value(new, path)
    while after != FIRST:
        place = _partner(items, after, now)
        if place is not None:
            return place
        after -= 1
    return FIRST


def _place(old: Any, new: Any, path: Path_) -> Path_ | None:
    """Return where a place is now; None where it is gone."""
    found: list[str | int] = []
    for step in path:
        here: str | int | None = step
        if isinstance(step, int):
            here = _partner(old, step, new) if isinstance(new, list) else None
        if here is None or _value(new, (here,)) is _GONE:
            return None
        found.append(here)
        old, new = old[step], new[here]
    return tuple(found)


def _partner(old: Sequence[Any], at: int, new: Sequence[Any]) -> int | None:
    """Return which item of a list one is now: by its id, or by what it says."""
    item = old[at]
    name = _id(item)
    if name:
        return next((i for i, one in enumerate(new) if _id(one) == name), None)
    same = [i for i, one in enumerate(new) if one == item]
    if same:
        rank = [i for i, one in enumerate(old) if one == item].index(at)
        return same[min(rank, len(same) - 1)]
    known = [one for one in old if one != item]
    fresh = [i for i, one in enumerate(new) if one not in known and not _id(one)]
    if len(old) == len(new) and at in fresh:
        return at
    return next((i for i in fresh if _alike(item, new[i])), None)


def _alike(one: Any, other: Any) -> bool:
    from rapidfuzz.distance import Indel

    return type(one) is type(other) and Indel.normalized_similarity(_told(one), _told(other)) >= _ALIKE


def _id(item: Any) -> str:
    """Return the id of an item, or of the block that it holds."""
    if not isinstance(item, dict):
        return ""
    inner = next(iter(item.values()), None) if len(item) == 1 else None
    return str(item.get("id") or (inner.get("id") if isinstance(inner, dict) else "") or "")


def _value(data: Any, path: Path_) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return _GONE
    return data


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(_told(one) for key, one in value.items() if key != "id")
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_told, value))
    return "" if value is _GONE or value is None else str(value).strip()


def merge(old: str, ours: str, theirs: str) -> str | None:
    """Return a text with the changes of two; None where both changed the same words, or neighbours.

    Args:
        old: the text that both began with.
        ours: what one has made of it.
        theirs: what the other has.
    """
    words = [re.findall(r"\s+|[^\s]+", text) for text in (old, ours, theirs)]
    hunks = sorted({*_hunks(words[0], words[1]), *_hunks(words[0], words[2])})
    found: list[str] = []
    position = -1
    for start, end, fresh in hunks:
        if start <= position:
            return None
        found += [*words[0][max(position, 0) : start], *fresh]
        position = end
    return "".join([*found, *words[0][max(position, 0) :]])


def _hunks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return what has become of which words, neighbours as one."""
    from rapidfuzz.distance import Indel

    found: list[tuple[int, int, tuple[str, ...]]] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            continue
        fresh = tuple(new[step.dest_start : step.dest_end])
        if found and found[-1][1] == step.src_start:
            start, _, before = found.pop()
            found.append((start, step.src_end, before + fresh))
        else:
            found.append((step.src_start, step.src_end, fresh))
    return found
