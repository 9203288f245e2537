"""Changes of tables whose cells stand in a file of their own beside the content."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.text.content import parts, value
from handlingsprogram.received.changes import FIRST, Added, Moved
from handlingsprogram.writing.csv_rows import KIND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Path_, Tree
    from handlingsprogram.received.changes import Change


def files(trees: Mapping[Key, Tree]) -> dict[Key, list[list[str]]]:
    """Return the rows of the tables' files of a year, heads first."""
    return {
        (KIND, one["fil"]): [*one["hode"], *one["rader"]]
        for tree in trees.values()
        for _, one in parts(tree.data)
        if isinstance(one, dict) and "fil" in one and "rader" in one
    }


def in_files(change: Change, trees: Mapping[Key, Tree]) -> Change:
    """Return a change with its places in the files that have them: rows count from the first head."""
    key, path = _place(change.key, change.path, trees)
    if isinstance(change, Moved):
        to, to_path = _place(change.to_key, change.to_path, trees)
        after = _row(change.after, change.to_key, change.to_path, trees)
        return Moved(key, path, to, to_path, after)
    if isinstance(change, Added):
        return replace(change, key=key, path=path, after=_row(change.after, change.key, change.path, trees))
    return replace(change, key=key, path=path)


def _table(key: Key, path: Path_, trees: Mapping[Key, Tree]) -> tuple[dict[str, Any], Path_] | None:
    """Return the table with a file that a place is in, and where it is in that."""
    if "tabell" not in path:
        return None
    at = path.index("tabell") + 1
    table = value(trees[key].data, path[:at])
    steps = path[at:]
    if not isinstance(table, dict) or "fil" not in table or not steps or steps[0] not in {"hode", "rader"}:
        return None
    return table, steps


def _place(key: Key, path: Path_, trees: Mapping[Key, Tree]) -> tuple[Key, Path_]:
    found = _table(key, path, trees)
    if not found:
        return key, path
    table, (kind, *steps) = found
    heads = len(table["hode"]) if kind == "rader" else 0
    rows = [heads + int(steps[0]), *steps[1:]] if steps else []
    return (KIND, table["fil"]), tuple(rows)


def _row(after: int, key: Key, path: Path_, trees: Mapping[Key, Tree]) -> int:
    found = _table(key, path, trees)
    heads = len(found[0]["hode"]) if found and found[1][0] == "rader" else 0
    return heads + (after if after != FIRST else -1)
