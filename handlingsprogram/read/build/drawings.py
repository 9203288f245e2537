"""Drawings of all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.model.blocks import TEGNINGSTYPER, Tegning, Tegningsledd

if TYPE_CHECKING:
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


def drawing(tree: Tree, kind: str, data: dict[str, Any], path: Path_) -> Tegning:
    """Return a drawing.

    Args:
        tree: the file.
        kind: a key of `TEGNINGSTYPER`.
        data: the drawing.
        path: where it stands.
    """
    items = TEGNINGSTYPER[kind]
    return Tegning(
        id=data["id"],
        slag=kind,
        bildetekst=str(data["bildetekst"]),
        ledd=_items(tree, data[items], (*path, items)),
        posisjon=tree.position((*path, "id")),
    )


def _items(tree: Tree, data: list[dict[str, Any]], path: Path_) -> tuple[Tegningsledd, ...]:
    return tuple(_item(tree, item, (*path, i)) for i, item in enumerate(data))


def _item(tree: Tree, data: dict[str, Any], path: Path_) -> Tegningsledd:
    return Tegningsledd(
        posisjon=tree.position((*path, "navn")),
        under=_items(tree, data.get("under", []), (*path, "under")),
        navn=str(data["navn"]),
        tekst=str(data.get("tekst", "")),
        når=str(data.get("når", "")),
        **{name: data[name] for name in ("måned", "fra", "til") if name in data},
    )
