"""Measures and the columns of their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build.prose import prose
from handlingsprogram.read.model.measures import Kolonne, Ledd, Tiltak

if TYPE_CHECKING:
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


SEPARATORS = {"og": " og ", "komma_og": ", og ", "mellomrom": " "}
"""An item's key -> what stands before it; a comma where it has none."""


NOT_COLUMNS = {"id", "tekst", "punkter", "egne_felt", "bærekraftsmål", "viderefører"}
"""A measure's keys that are not columns; a column of the same name stands below `egne_felt`."""


def columns(tree: Tree) -> tuple[Kolonne, ...]:
    """Return the columns of the measures tables, from program.yaml."""
    table = tree.data.get("tiltakstabell", {"kolonner": ()})
    return tuple(
        Kolonne(
            **{"visning": "oppramsing", "verdier_fra": "", **column},
            posisjon=tree.position(("tiltakstabell", "kolonner", i, "felt")),
        )
        for i, column in enumerate(table["kolonner"])
    )


def tiltak(tree: Tree, data: dict[str, Any], path: Path_) -> Tiltak:
    """Return a measure."""
    paths = {key: (*path, key) for key in data if key not in NOT_COLUMNS}
    paths |= {key: (*path, "egne_felt", key) for key in data.get("egne_felt", {})}
    values = {**data, **data.get("egne_felt", {})}
    places = {key: tree.key_position(place) for key, place in paths.items()}
    if "bærekraftsmål" in data:
        places["bærekraftsmål"] = tree.key_position((*path, "bærekraftsmål"))
    return Tiltak(
        id=data["id"],
        tekst=prose(tree, data["tekst"], (*path, "tekst")),
        punkter=tuple(
            prose(tree, bullet, (*path, "punkter", i), in_item=True)
            for i, bullet in enumerate(data.get("punkter", ()))
        ),
        felt={key: _enumeration(tree, values[key], place) for key, place in paths.items()},
        bærekraftsmål=tuple(
            (goal,) if isinstance(goal, int) else tuple(goal) for goal in data.get("bærekraftsmål", ())
        ),
        viderefører=tuple(data.get("viderefører", ())),
        posisjon=tree.position((*path, "id")),
        feltposisjoner=places,
    )


def _enumeration(tree: Tree, value: str | list[str | dict[str, str]], path: Path_) -> tuple[Ledd, ...]:
    if isinstance(value, str):
        return (Ledd(value, ", ", tree.position(path)),)
    return tuple(_item(tree, item, (*path, i)) for i, item in enumerate(value))


def _item(tree: Tree, item: str | dict[str, str], path: Path_) -> Ledd:
    if isinstance(item, str):
        return Ledd(item, ", ", tree.position(path))
    [(separator, name)] = item.items()
    return Ledd(name, SEPARATORS[separator], tree.position((*path, separator)))
