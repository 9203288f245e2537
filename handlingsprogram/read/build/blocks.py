"""The blocks of a section's content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build.boxes import box
from handlingsprogram.read.build.measures import tiltak
from handlingsprogram.read.build.objectives import block as objectives_block
from handlingsprogram.read.build.prose import prose
from handlingsprogram.read.model.blocks import BOKSTYPER, Budsjettabell, Celle, Figur, Teksttabell
from handlingsprogram.read.model.measures import Målform, Tiltakstabell

if TYPE_CHECKING:
    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.program import Blokk
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


def blocks(tree: Tree, data: dict[str, Any], path: Path_, layout: str = "") -> tuple[Blokk, ...]:
    """Return the blocks of a section's content.

    Args:
        tree: the file.
        data: the section.
        path: where it stands.
        layout: name of the layout of its measures tables; empty for the usual one.
    """
    form = Målform(**data.get("bærekraftsmål_form", {}))
    listed = enumerate(data.get("innhold", ()))
    return tuple(_block(tree, block, (*path, "innhold", i), (form, layout)) for i, block in listed)


def _block(tree: Tree, data: dict[str, Any], path: Path_, form: tuple[Målform, str]) -> Blokk:
    [(kind, value)] = data.items()
    if kind in BOKSTYPER:
        return box(tree, kind, value, (*path, kind))
    match kind:
        case "tiltak":
            rows = enumerate(value)
            return Tiltakstabell(tuple(tiltak(tree, row, (*path, kind, i)) for i, row in rows), *form)
        case "budsjettabell":
            return Budsjettabell(value, tree.position((*path, kind)))
        case "tabell" | "figur":
            build = _text_table if kind == "tabell" else _figure
            return build(value, tree.position((*path, kind, "id")))
        case "målhierarki" | "indikatortabell" | "tiltaksoversikt":
            return objectives_block(tree, kind, value, (*path, kind))
    return prose(tree, value, (*path, kind))


def _figure(data: dict[str, Any], position: Position) -> Figur:
    texts = {key: data.get(key, "") for key in ("fil", "alttekst", "bildetekst", "plassholder")}
    return Figur(id=data["id"], **texts, posisjon=position, bredde=data.get("bredde", 100))


def _text_table(data: dict[str, Any], position: Position) -> Teksttabell:
    return Teksttabell(
        id=data["id"],
        tittel=data["tittel"],
        bredder=tuple(data.get("bredder", ())),
        hode=tuple(tuple(map(_text_cell, row)) for row in data.get("hode", ())),
        rader=tuple(tuple(map(_text_cell, row)) for row in data.get("rader", ())),
        posisjon=position,
        trykk_tittel=data.get("trykk_tittel", True),
        liggende=data.get("liggende", False),
        justering=tuple(data.get("justering", ())),
        radhode=data.get("radhode", False),
        fil=data.get("fil", ""),
    )


def _text_cell(cell: str | dict[str, Any]) -> Celle:
    return Celle(cell) if isinstance(cell, str) else Celle(**cell)
