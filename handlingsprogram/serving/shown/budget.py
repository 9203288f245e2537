"""The budget's tables as grids: shown, and written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.changes import RefusedChangeError
from handlingsprogram.editing.changes import read as read_changes
from handlingsprogram.editing.files import kind_of
from handlingsprogram.editing.grid import Grid, grid
from handlingsprogram.editing.history import Step
from handlingsprogram.editing.posts import asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.serving.shown.sources import Sources


def shown(sources: Sources, file: str, table: str | int) -> Grid:
    """Return a table of the budget as it stands now.

    Raises:
        UserError: the file cannot be read.
        RefusedChangeError: there is no such table.
    """
    if kind_of(file) != "budsjett":
        raise RefusedChangeError(f"«{file}» har ikke noe budsjett")
    tree = sources.tree(file)
    try:
        return grid(tree, table, sources.program(), sources.findings_in(file))
    except (LookupError, TypeError) as missing:
        raise RefusedChangeError("tabellen finnes ikke lenger; last siden på nytt") from missing


def write(sources: Sources, given: Mapping[str, Any]) -> dict[str, Any]:
    """Write what is typed or pasted, and return the table as it is then, with what there is to tell.

    Raises:
        RefusedChangeError: nothing is written.
    """
    file, table = given.get("file"), given.get("table")
    if not isinstance(file, str) or not isinstance(table, str):
        raise RefusedChangeError("forespørselen er ikke til å forstå; last siden på nytt")
    with sources.desk.alone():
        now = shown(sources, file, table)
        # To know all ids, all files are read: a figure shall not wait for that.
        taken = sources.ids() if given.get("action") == "add" else ()
        done = asked(sources.tree(file), now, given, taken)
        answer = sources.desk.change(
            read_changes([*done.changes]), Step(str(given.get("guest", "")), f"«{now.title}»")
        )
        if answer.clashes:
            raise RefusedChangeError("noen andre skrev i den samme cellen; se hva som står der nå")
        return {"grid": shown(sources, file, table).told(sources.si), "told": [*map(sources.si, done.told)]}
