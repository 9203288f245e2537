"""Pictures that are part of something else: a portrait, the cover's, an icon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.model.blocks import Figur

if TYPE_CHECKING:
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


def picture(tree: Tree, data: dict[str, Any], path: Path_) -> Figur:
    """Return the picture of what has one below `bilde`.

    Args:
        tree: the file.
        data: what has the picture.
        path: where that stands.
    """
    name = f"{data.get('id', path[-1])}.bilde"
    position = tree.position((*path, "bilde", "fil"))
    return Figur(name, **data["bilde"], bildetekst="", plassholder="", posisjon=position)


def icon(tree: Tree, data: dict[str, Any], path: Path_) -> Figur:
    """Return the icon of what has one below `ikon`.

    Args:
        tree: the file.
        data: what has the icon.
        path: where that stands.
    """
    position = tree.position((*path, "ikon"))
    return Figur(f"{data['id']}.ikon", data["ikon"], "", "", "", position, er_pynt=True)
