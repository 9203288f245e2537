"""The way to a place: what it is in, where else it may be, and what the preview knows it by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.editing.form.form import opens
from handlingsprogram.editing.places import Place, written
from handlingsprogram.read.text import content

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.editing.form.outline import Node
    from handlingsprogram.read.text.strict_yaml import Path_


class Target(NamedTuple):
    """Where something can be moved to."""

    title: str
    listed: Place


def trail(nodes: Iterable[Node], place: Place) -> list[Node]:
    """Return the nodes from the top to the innermost one that a place is in."""
    for node in nodes:
        below = trail(node.children, place)
        if below:
            return [node, *below]
        own = node.place
        if (
            own.file == place.file
            and own.file
            and (own.path == place.path or (place.path.startswith(f"{own.path}/") if own.path else True))
        ):
            return [node]
    return []


def targets(nodes: Iterable[Node], node: Node) -> Iterable[Target]:
    """Give the other lists that an item can be moved to: those of the same kind."""
    if node.listed is None or node.kind != "tiltak":
        return
    for one in (inner for top in nodes for inner in top.all()):
        for label, listed in one.adds:
            if label == "Nytt tiltak" and listed != node.listed:
                yield Target(one.title, listed)


def openable(data: Any, path: Path_) -> str:
    """Return the innermost place on a path that has a form of its own."""
    best, here = 0, data
    for number, step in enumerate(path, 1):
        here = content.value(here, (step,))
        if opens(here):
            best = number
    return written(data, path[:best])


def innermost(value: Any, data: Any, place: Place, year: str) -> str:
    """Return the id that the preview shows a place by."""
    ids = [step[1:] for step in place.path.split("/") if step.startswith("@")]
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        return str(value["id"])
    if ids:
        return ids[-1]
    return str(data.get("id", "")) if isinstance(data, dict) and place.file.startswith(year) else ""
