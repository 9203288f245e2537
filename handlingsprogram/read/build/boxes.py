"""Boxes of all kinds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build.pictures import icon, picture
from handlingsprogram.read.build.prose import prose
from handlingsprogram.read.model.blocks import BOKSTYPER, Boks, Boksledd

if TYPE_CHECKING:
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


def box(tree: Tree, kind: str, data: dict[str, Any], path: Path_) -> Boks:
    """Return a box.

    Args:
        tree: the file.
        kind: a key of `BOKSTYPER`.
        data: the box.
        path: where it stands.
    """
    type_ = BOKSTYPER[kind]
    items = [
        Boksledd(
            navn=str(item[type_.ledd_navn]),
            tekst=prose(tree, item[type_.ledd_tekst], (*path, type_.ledd, i, type_.ledd_tekst)),
            id=item.get("id", ""),
            enhet=item.get("enhet", ""),
        )
        for i, item in enumerate(data.get(type_.ledd, ()))
    ]
    places = {key: tree.position((*path, key)) for key in data}
    places |= {
        item.id: tree.position((*path, type_.ledd, i, "id")) for i, item in enumerate(items) if item.id
    }
    return Boks(
        id=data["id"],
        slag=kind,
        posisjoner=places,
        tittel=data.get("tittel", ""),
        felt={name: str(data[name]) for name in type_.felt if name in data},
        tekst=prose(tree, data[type_.tekst], (*path, type_.tekst)) if type_.tekst in data else None,
        ledd=tuple(items),
        bilde=picture(tree, data, path) if "bilde" in data else None,
        ikon=icon(tree, data, path) if "ikon" in data else None,
    )


def opening(tree: Tree, section: dict[str, Any], path: Path_) -> Boks | None:
    """Return what opens a section, as a box whose id no content can have; None where nothing does.

    Args:
        tree: the section's file.
        section: the section.
        path: where it stands.
    """
    if "åpning" not in section:
        return None
    place = (*path, "åpning")
    found = box(tree, "åpning", {"id": f"åpning-{section['id']}", **section["åpning"]}, place)
    return replace(found, posisjoner={**found.posisjoner, "id": tree.position(place)})
