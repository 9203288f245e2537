"""Measures and the columns of their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build.prose import prose
from handlingsprogram.read.model.measures import Kolonne, Ledd, Oppsett, Tiltak
from handlingsprogram.read.model.values import Felttype, Valg

if TYPE_CHECKING:
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


SEPARATORS = {"og": " og ", "komma_og": ", og ", "mellomrom": " "}
"""An item's key -> what stands before it; a comma where it has none."""


NOT_COLUMNS = {"id", "tekst", "punkter", "egne_felt", "bærekraftsmål", "viderefører", "nummer"}
"""A measure's keys that are not columns; a column of the same name stands below `egne_felt`."""


def layouts(tree: Tree) -> dict[str, Oppsett]:
    """Return the layouts of measures tables by name, from program.yaml; the usual one has none."""
    paths: dict[str, Path_] = {"": ("tiltakstabell",)} if "tiltakstabell" in tree.data else {}
    paths |= {name: ("tiltakstabeller", name) for name in tree.data.get("tiltakstabeller", {})}
    return {name: _layout(tree, name, path) for name, path in paths.items()}


def _layout(tree: Tree, name: str, path: Path_) -> Oppsett:
    data = tree.data
    for step in path:
        data = data[step]
    columns = tuple(
        Kolonne(
            **{"visning": "oppramsing", "verdier_fra": "", **column},
            posisjon=tree.position((*path, "kolonner", i, "felt")),
            oppsett=name,
        )
        for i, column in enumerate(data["kolonner"])
    )
    return Oppsett(**{**data, "kolonner": columns}, navn=name, posisjon=tree.key_position(path))


def field_types(tree: Tree) -> dict[str, Felttype]:
    """Return what the measures' fields hold, by field name, from program.yaml."""
    return {name: _field_type(tree, name, data) for name, data in tree.data.get("felt", {}).items()}


def _field_type(tree: Tree, name: str, data: dict[str, Any]) -> Felttype:
    choices = tuple(Valg(key, **value) for key, value in data.get("verdier", {}).items())
    return Felttype(**{**data, "verdier": choices}, posisjon=tree.key_position(("felt", name)))


def tiltak(tree: Tree, data: dict[str, Any], path: Path_) -> Tiltak:
    """Return a measure."""
    paths = {key: (*path, key) for key in data if key not in NOT_COLUMNS}
    paths |= {key: (*path, "egne_felt", key) for key in data.get("egne_felt", {})}
    values = {**data, **data.get("egne_felt", {})}
    places = {key: tree.key_position(place) for key, place in paths.items()}
    places |= {key: tree.key_position((*path, key)) for key in ("bærekraftsmål", "nummer") if key in data}
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
        nummer=data.get("nummer", ""),
    )


def _enumeration(
    tree: Tree, value: str | dict[str, str] | list[str | dict[str, str]], path: Path_
) -> tuple[Ledd, ...]:
    if isinstance(value, (str, dict)):
        return (_item(tree, value, path),)
    return tuple(_item(tree, item, (*path, i)) for i, item in enumerate(value))


def _item(tree: Tree, item: str | dict[str, str], path: Path_) -> Ledd:
    if isinstance(item, str):
        return Ledd(item, ", ", tree.position(path))
    [(separator, name)] = item.items()
    if separator == "lik":
        return Ledd("", ", ", tree.position((*path, separator)), name)
    return Ledd(name, SEPARATORS[separator], tree.position((*path, separator)))
