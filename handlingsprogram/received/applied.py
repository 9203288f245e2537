"""Changes made in the content: in a file's text, only the lines that must change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.text.content import value as value_at
from handlingsprogram.received.changes import FIRST, Added, Moved, Removed, Written
from handlingsprogram.writing import csv_rows, edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Path_
    from handlingsprogram.received.changes import Change


def applied(texts: Mapping[Key, str], data: Mapping[Key, Any], changes: Iterable[Change]) -> dict[Key, str]:
    """Return the texts of files with changes made in them.

    Args:
        texts: the files' texts.
        data: what they hold; the changes have its places.
        changes: what changes.
    """
    return _Files(texts, data).after(list(changes))


class _Files:
    """Files while they are changed: where the items of their lists stand by now."""

    def __init__(self, texts: Mapping[Key, str], data: Mapping[Key, Any]) -> None:
        self._texts = dict(texts)
        self._data = data
        self._order: dict[tuple[Key, Path_], list[object]] = {}
        """Lists whose items have moved: each item by the number that it had, or what it is."""

    def after(self, changes: list[Change]) -> dict[Key, str]:
        """Make the changes: words first, then what moves whole items, the innermost first."""
        for change in changes:
            if isinstance(change, Written):
                self._write(change.key, change.path, change.value)
            elif isinstance(change, Removed) and not isinstance(change.path[-1], int):
                self._texts[change.key] = edits.remove(self._texts[change.key], change.path)
        whole = [one for one in changes if not isinstance(one, Written)]
        # What stands deeper first, and there what comes before what goes: so that every place is known.
        for change in sorted(whole, key=lambda one: (-_depth(one), isinstance(one, Removed))):
            match change:
                case Moved():
                    self._move(change)
                case Added(key, path, after, value):
                    at = self._add(key, path, after, change)
                    self._texts[key] = _hand(key).insert(self._texts[key], self._now(key, path), at, value)
                case Removed(key, path) if isinstance(path[-1], int):
                    self._remove(key, path)
        return self._texts

    def _write(self, key: Key, path: Path_, value: Any) -> None:
        holder = value_at(self._data[key], path[:-1])
        name = path[-1]
        if holder is None:
            self._write(key, path[:-1], {name: value})
        elif isinstance(holder, dict) and name not in holder:
            self._texts[key] = edits.put(self._texts[key], path[:-1], str(name), value)
        else:
            self._texts[key] = _hand(key).replace(self._texts[key], path, value)

    def _list(self, key: Key, path: Path_) -> list[object]:
        if (key, path) not in self._order:
            self._order[key, path] = list(range(len(value_at(self._data[key], path) or ())))
        return self._order[key, path]

    def _add(self, key: Key, path: Path_, after: int, what: object) -> int:
        """Note a new item of a list, and return its index."""
        order = self._list(key, path)
        at = order.index(after) + 1 if after != FIRST else 0
        while at < len(order) and not isinstance(order[at], int):
            at += 1
        order.insert(at, what)
        return at

    def _now(self, key: Key, path: Path_) -> Path_:
        """Return where a place is by now."""
        found: list[str | int] = []
        for end, step in enumerate(path):
            order = self._order.get((key, path[:end])) if isinstance(step, int) else None
            found.append(order.index(step) if order else step)
        return tuple(found)

    def _move(self, change: Moved) -> None:
        text = self._texts[change.key]
        place = self._now(change.key, change.path)
        item = _hand(change.key).lift(text, place)
        self._list(change.key, change.path[:-1]).remove(change.path[-1])
        self._texts[change.key] = _hand(change.key).remove(text, place)
        at = self._add(change.to_key, change.to_path, change.after, change)
        self._texts[change.to_key] = _hand(change.to_key).lay(
            self._texts[change.to_key], self._now(change.to_key, change.to_path), at, item
        )

    def _remove(self, key: Key, path: Path_) -> None:
        place = self._now(key, path)
        self._texts[key] = _hand(key).remove(self._texts[key], place)
        self._list(key, path[:-1]).remove(path[-1])


def _hand(key: Key) -> ModuleType:
    """Return what edits a file: one of YAML, or a table's."""
    return csv_rows if key[0] == csv_rows.KIND else edits


def _depth(change: Moved | Added | Removed) -> int:
    """Return how deep the list is that a change is of."""
    match change:
        case Moved():
            return len(change.to_path)
        case Added():
            return len(change.path)
    return len(change.path) - 1
