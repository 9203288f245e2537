"""Changes of tables whose cells stand in a file of their own beside the content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read import csv_tables
from handlingsprogram.received.changes import FIRST, Added, Moved, Removed, Written
from handlingsprogram.received.rebase import Conflict
from handlingsprogram.records import record
from handlingsprogram.writing import csv_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Path_, Tree
    from handlingsprogram.received.changes import Change


@record
class Cells:
    """A change of a table's file."""

    change: Written | Added | Removed | Moved
    row: int
    """Which of the file's rows it is about, or stands behind, heads included; -1 before the first."""
    column: int
    before: Any
    """What the cell or the row held."""


def parted(
    changes: Iterable[Change], trees: Mapping[Key, Tree]
) -> tuple[dict[str, list[Cells]], list[Change]]:
    """Return the changes of tables' files, by their names, and the others."""
    files: dict[str, list[Cells]] = {}
    others: list[Change] = []
    for change in changes:
        found = _in_file(change, trees[change.key].data)
        if found:
            files.setdefault(found[0], []).append(found[1])
        else:
            others.append(change)
    return files, others


def _in_file(change: Change, data: Any) -> tuple[str, Cells] | None:
    """Return the file that a change is of, and what changes in it; None for what stands in the content."""
    path = change.path
    at = next((i for i, step in enumerate(path) if step == "tabell"), None)
    table = data
    for step in path[: at + 1] if at is not None else ():
        table = table[step]
    if at is None or not isinstance(table, dict) or "fil" not in table:
        return None
    steps: Path_ = path[at + 1 :]
    if not steps or steps[0] not in {"hode", "rader"}:
        return None
    heads = len(table["hode"]) if steps[0] == "rader" else 0
    index = change.after if isinstance(change, Added) else int(steps[1])
    column = int(steps[2]) if len(steps) > 2 else 0  # noqa: PLR2004 — a cell in a row in a list
    before: Any = table
    for step in steps:
        before = before[step]
    return table["fil"], Cells(change, heads + index if index != FIRST else heads - 1, column, before)


def in_rows(text: str, cells: Sequence[Cells]) -> tuple[str, list[Conflict]]:
    """Return a table's file with changes, and what the file has changed otherwise meanwhile.

    Args:
        text: the file as it is now.
        cells: what changes, with the rows as they were sent out.
    """
    conflicts: list[Conflict] = []
    now = [row for _, row in csv_tables.rows(text)]
    # From the last row to the first, so that every number holds; of rows behind the same one, the last first.
    backwards = list(cells)[::-1]
    for one in sorted(backwards, key=lambda one: (-one.row, isinstance(one.change, Removed))):
        change = one.change
        is_there = one.row < len(now)
        match change:
            case Written(key, path, value):
                held = now[one.row][one.column] if is_there and one.column < len(now[one.row]) else None
                if held == value:
                    continue
                if held is None or held != one.before:
                    conflicts.append(Conflict(key, path, held or "", str(value)))
                else:
                    text = csv_rows.replace(text, one.row, one.column, str(value))
            case Added(value=value):
                text = csv_rows.insert(text, one.row + 1, value)
            case Removed(key, path):
                if not is_there or now[one.row] != one.before:
                    conflicts.append(Conflict(key, path, ", ".join(now[one.row]) if is_there else "", ""))
                else:
                    text = csv_rows.remove(text, one.row)
            case Moved(key, path):
                conflicts.append(Conflict(key, path, "", ""))
    return text, conflicts
