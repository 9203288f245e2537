"""Where in the data of a file a finding stands: which value, and which of a text's characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.text.places import place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.finding import Position
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


def path_at(tree: Tree, position: Position) -> Path_:
    """Return the path of the key or the value that a position stands in; of the whole file where in none."""
    best: tuple[tuple[int, int], Path_] = ((0, 0), ())
    for known in (tree.keys, tree.values):
        for path, at in known.items():
            if best[0] <= at[1:] <= position[1:] and (at[1:] > best[0] or len(path) >= len(best[1])):
                best = at[1:], path
    return best[1]


def offset_at(tree: Tree, path: Path_, text: str, position: Position, offsets: Iterable[int]) -> int | None:
    """Return which character of a text stands at a position.

    Args:
        tree: the file.
        path: where the text stands in it.
        text: the text.
        position: a place in the file.
        offsets: those that it may be.

    Returns:
        The one of them that stands there; None where none does.
    """
    start = tree.position(path)
    return next((one for one in offsets if place(tree.lines, start, text, one)[1:] == position[1:]), None)
