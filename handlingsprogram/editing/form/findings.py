"""Where a finding's line and column are, as a place of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.editing.places import written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.finding import Finding, Position
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


def path_at(tree: Tree, position: Position) -> Path_:
    """Return the innermost entry of a file in which a line and column stand; the whole where none has it."""
    at = (position.line, position.column)
    best: tuple[tuple[int, int], int, Path_] = ((0, 0), 0, ())
    for path, start in (*tree.values.items(), *tree.keys.items()):
        begins = (start.line, start.column)
        if begins <= at and (begins, len(path)) >= best[:2]:
            best = (begins, len(path), path)
    return best[2]


def by_place(findings: Iterable[Finding], tree: Tree) -> dict[str, list[Finding]]:
    """Return findings of a file by the place of the field that they are in."""
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(written(tree.data, path_at(tree, one.position)), []).append(one)
    return found
