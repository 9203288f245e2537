"""Turn a status file that fits its schema into a `Status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build.budget import figure
from handlingsprogram.read.status.model import Post, Regnskap, Status, Tiltaksstatus

if TYPE_CHECKING:
    from handlingsprogram.finding import Position
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


def status(dato: str, tree: Tree) -> Status:
    """Return a status.

    Args:
        dato: its date, the name of its file.
        tree: the file.
    """
    data = tree.data
    accounts = data.get("regnskap")
    posts = accounts.get("poster", {}) if accounts else {}
    places = {"sammendrag": tree.position(("sammendrag",)), "regnskap": tree.key_position(("regnskap",))}
    places["kommentar"] = tree.position(("regnskap", "kommentar"))
    places |= {name: tree.key_position(("tiltak", name)) for name in data["tiltak"]}
    places |= {name: tree.key_position(("regnskap", "poster", name)) for name in posts}
    return Status(
        dato=dato,
        sammendrag=data.get("sammendrag", ""),
        tiltak={
            name: Tiltaksstatus(**one, posisjoner=_places(tree, one, ("tiltak", name)))
            for name, one in data["tiltak"].items()
        },
        regnskap=Regnskap(
            accounts.get("kommentar", ""),
            {name: _post(tree, one, ("regnskap", "poster", name)) for name, one in posts.items()},
        )
        if accounts
        else None,
        posisjoner=places,
        linjer=tree.lines,
    )


def _post(tree: Tree, data: dict[str, Any], path: Path_) -> Post:
    figures = {key: figure(data[key]) for key in ("regnskap", "prognose") if key in data}
    return Post(**figures, forklaring=data.get("forklaring", ""), posisjoner=_places(tree, data, path))


def _places(tree: Tree, data: dict[str, Any], path: Path_) -> dict[str, Position]:
    return {key: tree.position((*path, key)) for key in data}
