"""The blocks of a section's content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build.boxes import box
from handlingsprogram.read.build.drawings import drawing
from handlingsprogram.read.build.measures import tiltak
from handlingsprogram.read.build.objectives import BLOCKS
from handlingsprogram.read.build.objectives import block as objectives_block
from handlingsprogram.read.build.prose import prose
from handlingsprogram.read.model.blocks import (
    BOKSTYPER,
    TEGNINGSTYPER,
    Budsjettabell,
    Celle,
    Figur,
    Figurgruppe,
    Oversikt,
    Teksttabell,
)
from handlingsprogram.read.model.measures import Målform, Tiltakstabell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
    if kind == "tiltak":
        rows = enumerate(value)
        return Tiltakstabell(tuple(tiltak(tree, row, (*path, kind, i)) for i, row in rows), *form)
    if kind in _PLACED:
        return _PLACED[kind](value, tree.position((*path, kind, "id")))
    return _BUILT[kind](tree, kind, value, (*path, kind))


def _figure(data: dict[str, Any], position: Position) -> Figur:
    texts = {key: data.get(key, "") for key in ("fil", "alttekst", "bildetekst", "plassholder", "kilde")}
    return Figur(id=data["id"], **texts, posisjon=position, bredde=data.get("bredde", 100))


def _side_by_side(tree: Tree, _: str, data: dict[str, Any], path: Path_) -> Figurgruppe:
    figures = (
        _figure(figure, tree.position((*path, "figurer", i, "id")))
        for i, figure in enumerate(data["figurer"])
    )
    return Figurgruppe(data["id"], data.get("bildetekst", ""), tuple(figures), tree.position((*path, "id")))


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


_PLACED: Mapping[str, Callable[[dict[str, Any], Position], Blokk]] = {"tabell": _text_table, "figur": _figure}
"""What needs to know no more than where its id stands."""
_BUILT: Mapping[str, Callable[[Tree, str, Any, Path_], Blokk]] = {
    **dict.fromkeys(BOKSTYPER, box),
    **dict.fromkeys(BLOCKS, objectives_block),
    **dict.fromkeys(TEGNINGSTYPER, drawing),
    "tekst": lambda tree, _, text, path: prose(tree, text, path),
    "budsjettabell": lambda tree, _, name, path: Budsjettabell(name, tree.position(path)),
    "figurer": _side_by_side,
    "oversikt": lambda tree, _, what, path: Oversikt(what, tree.position(path)),
}
"""The other kinds, each with what builds it of the file, the kind, its value and where that stands."""
