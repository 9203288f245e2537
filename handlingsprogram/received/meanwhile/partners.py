"""Which place of content as it was sent out is which of the content as it is now."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.read.text.content import parts, value
from handlingsprogram.received.changes import FIRST
from handlingsprogram.received.edited.pairs import longest
from handlingsprogram.review.redline.align import best

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Path_

_ALIKE = 0.5
"""So alike are an item without an id that was reworded and what it was."""
_SAME_INDEX = 0.1
"""What speaks for two items that stand at the same place of lists that are as long."""
GONE = object()


class Spot(NamedTuple):
    """A place of the content."""

    key: Key
    path: Path_

    @property
    def list(self) -> Spot:
        """The list that an item stands in."""
        return Spot(self.key, self.path[:-1])


class Partners:
    """Finds where things are now: by ids, wherever they stand; without one, by what they say."""

    def __init__(self, old: Mapping[Key, Any], new: Mapping[Key, Any]) -> None:
        """Take the content as it was sent out, and as it is now."""
        self.old, self.new = old, new
        self._aligned: dict[tuple[int, int], dict[int, int]] = {}
        self._known, self._named = (_by_id(data) for data in (old, new))

    def added(self, where: Spot, name: str) -> Spot | None:
        """Return the item with an id that such a list has got meanwhile."""
        kind = _kind(where.path)
        found = self._named.get((kind, name), [])
        return found[0] if found and (kind, name) not in self._known else None

    def ids(self) -> set[str]:
        """Return all ids that the content has, or had."""
        return {name for _, name in (*self._known, *self._named)}

    def place(self, key: Key, path: Path_) -> Spot | None:
        """Return where a place is now; None where it is gone."""
        old = self.old[key]
        where = Spot(key, ()) if key in self.new else self._elsewhere((), old)
        for end, step in enumerate(path):
            here = self._step(old, where, path[: end + 1]) if where else None
            old = value(old, (step,), GONE)
            where = here or self._elsewhere(path[: end + 1], old)
        return where

    def now(self, where: Spot) -> Any:
        """Return what stands at a place now."""
        return value(self.new[where.key], where.path, GONE)

    def before(self, key: Key, path: Path_) -> Any:
        """Return what stood at a place when it was sent out."""
        return value(self.old[key], path, GONE)

    def after(self, was: Spot, now: Spot, after: int) -> int:
        """Return the item that something stands behind now: the nearest before it that is still there."""
        aligned = self._pairs(self.before(*was), self.now(now), was.path)
        return next((aligned[at] for at in range(after, FIRST, -1) if at in aligned), FIRST)

    def has_moved(self, was: Spot, now: Spot) -> bool:
        """Tell whether an item has got another place meanwhile."""
        if self.place(*was.list) != now.list:
            return True
        aligned = self._pairs(self.before(*was.list), self.now(now.list), was.list.path)
        return (was.path[-1], now.path[-1]) not in longest(sorted(aligned.items()))

    def is_behind(self, was: Spot, now: Spot, after: int) -> bool:
        """Tell whether an item stands where it is to stand; what is new between does not count."""
        known = set(self._pairs(self.before(*was), self.now(now.list), was.path).values()) | {after}
        index = int(now.path[-1])
        return after == next((at for at in range(index - 1, FIRST, -1) if at in known), FIRST)

    def _step(self, old: Any, where: Spot, path: Path_) -> Spot | None:
        new, step = self.now(where), path[-1]
        here: str | int | None = step
        if isinstance(step, int):
            here = self._pairs(old, new, path[:-1]).get(step) if isinstance(new, list) else None
        if here is None or value(new, (here,), GONE) is GONE:
            return None
        return Spot(where.key, (*where.path, here))

    def _elsewhere(self, path: Path_, item: Any) -> Spot | None:
        """Return where an item with an id is now, if in one place only."""
        name = identity(item) if not path or isinstance(path[-1], int) else ""
        found = self._named.get((_kind(path[:-1]), name), []) if name else []
        return found[0] if len(found) == 1 else None

    def _pairs(self, old: Sequence[Any], new: Sequence[Any], path: Path_) -> dict[int, int]:
        name = id(old), id(new)
        if name not in self._aligned:
            is_row = bool(path) and isinstance(path[-1], int)
            is_row |= not any(isinstance(one, (str, dict, list)) for one in old)
            positions = {i: i for i in range(len(old))} if len(old) == len(new) else {}
            self._aligned[name] = positions if is_row else _aligned(old, new)
        return self._aligned[name]


def _aligned(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Return which items of a list are which: by id, as they are, and then by likeness."""
    named = {identity(one): j for j, one in enumerate(new) if identity(one)}
    found = {i: named[identity(one)] for i, one in enumerate(old) if identity(one) in named}
    same: dict[str, list[int]] = defaultdict(list)
    for j, one in enumerate(new):
        if not identity(one):
            same[told(one)].append(j)
    for i, one in enumerate(old):
        if not identity(one) and same[told(one)]:
            found[i] = same[told(one)].pop(0)
    taken = set(found.values())
    free = [i for i, one in enumerate(old) if i not in found and not identity(one)]
    fresh = [j for j, one in enumerate(new) if j not in taken and not identity(one)]

    def score(i: int, j: int) -> float:
        likeness = _likeness(old[i], new[j])
        if likeness >= _ALIKE:
            return likeness
        return _SAME_INDEX if i == j and len(old) == len(new) and type(old[i]) is type(new[j]) else 0

    pairs = best(free, fresh, score) if free and fresh else []
    return found | {i: j for i, j in pairs if i is not None and j is not None}


def _likeness(one: Any, other: Any) -> float:
    from rapidfuzz.distance import Indel

    if isinstance(one, list) and isinstance(other, list) and one[:1] != other[:1]:
        return 0  # a row is of what its first cell says, though the others are as in many
    return Indel.normalized_similarity(told(one), told(other)) if type(one) is type(other) else 0


def _by_id(content: Mapping[Key, Any]) -> dict[tuple[str, str], list[Spot]]:
    """Return the items of lists, and files, by the list's key and their ids."""
    found: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for key, data in content.items():
        for path, item in parts(data):
            if identity(item) and not (path and isinstance(path[-1], str)):
                found[_kind(path[:-1]), identity(item)].append(Spot(key, path))
    return found


def _kind(path: Path_) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def identity(item: Any) -> str:
    """Return the id of an item, or of the block that it holds; empty where it has none."""
    if not isinstance(item, dict):
        return ""
    inner = next(iter(item.values()), None) if len(item) == 1 else None
    return str(item.get("id") or (inner.get("id") if isinstance(inner, dict) else "") or "")


def told(value: Any) -> str:
    """Return what a value says, in one text."""
    if isinstance(value, dict):
        return "; ".join(told(one) for key, one in value.items() if key != "id")
    if isinstance(value, (list, tuple)):
        return ", ".join(map(told, value))
    return "" if value is GONE or value is None else str(value).strip()
