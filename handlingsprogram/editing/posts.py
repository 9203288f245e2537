"""Posts of the budget that come and go: with the sums that they are part of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.editing.cells import Done, pasted
from handlingsprogram.editing.changes import RefusedChangeError
from handlingsprogram.read.folders import as_id
from handlingsprogram.read.text.content import parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from handlingsprogram.editing.grid import Grid, Row
    from handlingsprogram.read.text.strict_yaml import Tree

LONGEST_NAME = 300


def added(tree: Tree, grid: Grid, below: str, name: str, taken: Collection[str] = ()) -> Done:
    """Return what puts a post below a row, and into the sums that the row is part of.

    Args:
        tree: the budget's file.
        grid: the table.
        below: the key of the row.
        name: what the post is called.
        taken: the ids of the year that are in use elsewhere.

    Raises:
        RefusedChangeError: it has no name, or the row is gone.
    """
    shown = " ".join(name.split())
    if not shown or len(shown) > LONGEST_NAME:
        raise RefusedChangeError("posten må ha et navn" if not shown else "navnet er for langt")
    at, row = _row(grid, below)
    own = _free(as_id(shown), {*taken, *_ids(tree)})
    new = {"op": "insert", "file": grid.file, "path": f"{grid.path}/rader", "at": at + 1}
    changes: list[dict[str, Any]] = [{**new, "value": {"id": own, "navn": shown}}]
    told = []
    following = grid.rows[at + 1].id if at + 1 < len(grid.rows) else ""
    for key, total, parts_ in _sums(tree, grid):
        beside = row.id if row.id in parts_ else following if row.kind in {"overskrift", "gruppe"} else ""
        if beside in parts_:
            index = parts_.index(beside) + (beside == row.id)
            path = f"{grid.path}/rader/{key}/sum"
            changes.append({"op": "insert", "file": grid.file, "path": path, "at": index, "value": own})
            told.append(f"«{shown}» er med i «{total}»")
    return Done(tuple(changes), tuple(told))


def removed(tree: Tree, grid: Grid, key: str) -> Done:
    """Return what takes a row out, and out of the sums that it is part of.

    Raises:
        RefusedChangeError: something else is reckoned from it, or the row is gone.
    """
    _, row = _row(grid, key)
    told: list[str] = []
    changes: list[dict[str, Any]] = []
    users = [*_users(tree, row.id)]
    for path, _ in users:
        if path[-2:-1] != ("sum",) or path[-3:-2] == ("kolonner",) or _count(tree, path) == 1:
            raise RefusedChangeError(
                f"«{row.name}» kan ikke tas bort, for «{_owner(tree, path)}» bygger på den"
            )
        told.append(f"«{row.name}» er tatt ut av «{_owner(tree, path)}»")
        changes.append({"op": "remove", "file": grid.file, "path": "/".join(map(str, path)), "was": row.id})
    changes.append({"op": "remove", "file": grid.file, "path": f"{grid.path}/rader/{key}", "was": None})
    return Done(tuple(changes), tuple(told))


def asked(tree: Tree, grid: Grid, given: Mapping[str, Any], taken: Collection[str] = ()) -> Done:
    """Return what a request of grid.js comes to: figures (`text` at `row` and `column`), `add` or `remove`.

    Raises:
        RefusedChangeError: it cannot be done, or is not to be understood.
    """
    wish = {name: given.get(name, "") for name in ("action", "row", "column", "text")}
    if not all(isinstance(one, str) for one in wish.values()):
        raise RefusedChangeError("forespørselen er ikke til å forstå; last siden på nytt")
    match wish["action"]:
        case "add":
            return added(tree, grid, wish["row"], wish["text"], taken)
        case "remove":
            return removed(tree, grid, wish["row"])
    return pasted(grid, wish["row"], wish["column"], wish["text"])


def _row(grid: Grid, key: str) -> tuple[int, Row]:
    for at, row in enumerate(grid.rows):
        if row.key == key:
            return at, row
    raise RefusedChangeError("raden finnes ikke lenger; last siden på nytt")


def _sums(tree: Tree, grid: Grid) -> Iterator[tuple[str, str, list[str]]]:
    """Give the sums of a table: key, name, and the ids that are added."""
    rows = [row for _, row in parts(tree.data) if isinstance(row, dict) and "navn" in row]
    sums = {str(row.get("id")): row["sum"] for row in rows if isinstance(row.get("sum"), list)}
    for row in grid.rows:
        if row.kind == "sum" and row.key.startswith("@") and row.id in sums:
            yield row.key, row.name, sums[row.id]


def _users(tree: Tree, row: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give each place of the budget that names a row, last first, so that the numbers before it hold."""
    found = []
    for path, text in tree.strings():
        names = path[-1] != "id" and {"sum", "differanse", "lik", "av", "rader"} & {*map(str, path[4:])}
        if names and (text == row or (path[-1] == "lik" and text.startswith(f"{row}/"))):
            found.append((path, text))
    yield from reversed(found)


def _owner(tree: Tree, path: tuple[str | int, ...]) -> str:
    item = tree.data["tabeller"][path[1]][path[2]][path[3]]
    return str(item.get("navn") or item.get("overskrift") or item.get("tittel") or item.get("id"))


def _count(tree: Tree, path: tuple[str | int, ...]) -> int:
    data = tree.data
    for step in path[:-1]:
        data = data[step]
    return len(data)


def _ids(tree: Tree) -> Iterator[str]:
    yield from (text for path, text in tree.strings() if path[-1] == "id")


def _free(wanted: str, taken: Collection[str]) -> str:
    number, found = 2, wanted
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found
