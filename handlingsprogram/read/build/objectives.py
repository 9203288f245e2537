"""Goals and indicators, and the blocks that print them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build.prose import prose
from handlingsprogram.read.model.objectives import (
    SHOWN,
    Indikator,
    Indikatortabell,
    Mål,
    Målfliser,
    Målhierarki,
    Målstruktur,
    Programmet,
    Tiltaksoversikt,
    Årstall,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.finding import Position
    from handlingsprogram.read.model.objectives import Laget
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


BLOCKS = ("målhierarki", "indikatortabell", "tiltaksoversikt", "programmet", "målfliser")
"""The keys of the blocks that are built here."""


def objectives(tree: Tree) -> Målstruktur:
    """Build the goals and indicators from a tree that fits its schema."""
    data = tree.data
    listed = enumerate(data.get("indikatorer", ()))
    first = next((key for key in ("nivåer", "mål") if key in data), "indikatorer")
    return Målstruktur(
        nivåer=tuple(data.get("nivåer", ())),
        mål=_goals(tree, data.get("mål", ()), ("mål",), ("", 1)),
        indikatorer=tuple(_indicator(tree, one, ("indikatorer", i)) for i, one in listed),
        posisjon=tree.position((first,)),
    )


def _goals(tree: Tree, listed: Any, path: Path_, above: tuple[str, int]) -> tuple[Mål, ...]:
    """Return goals beside each other; `above` is the number over them, and their level."""
    return tuple(_goal(tree, data, (*path, i), above) for i, data in enumerate(listed))


def _goal(tree: Tree, data: dict[str, Any], path: Path_, above: tuple[str, int]) -> Mål:
    own, (number, level) = str(data.get("nummer", "")), above
    place = path[-1]
    assert isinstance(place, int)  # noqa: S101 — goals stand in lists
    printed = own or (f"{number}.{place + 1}" if number else f"{place + 1}")
    return Mål(
        id=data["id"],
        tekst=data["tekst"],
        nummer=own,
        forklaring=prose(tree, data["forklaring"], (*path, "forklaring")) if "forklaring" in data else None,
        bærekraftsmål=tuple(data.get("bærekraftsmål", ())),
        under=_goals(tree, data.get("under", ()), (*path, "under"), (printed, level + 1)),
        nivå=level,
        trykt_nummer=printed,
        posisjon=tree.position((*path, "id")),
    )


def _indicator(tree: Tree, data: dict[str, Any], path: Path_) -> Indikator:
    goals = data.get("mål", ())
    return Indikator(
        id=data["id"],
        navn=data["navn"],
        mål=(goals,) if isinstance(goals, str) else tuple(goals),
        enhet=data.get("enhet", ""),
        desimaler=data.get("desimaler"),
        grunnlinje=_figure(data["grunnlinje"]) if "grunnlinje" in data else None,
        målinger=tuple(map(_figure, data.get("målinger", ()))),
        måltall=tuple(map(_figure, data.get("måltall", ()))),
        retning=data.get("retning", ""),
        kilde=data.get("kilde", ""),
        posisjon=tree.position((*path, "id")),
        posisjoner=_positions(tree, data, path),
    )


def _figure(data: dict[str, Any]) -> Årstall:
    digits = re.sub(r"[ \u00a0]", "", str(data["verdi"])).replace(",", ".").replace("−", "-")
    return Årstall(data["år"], Decimal(digits))


def _positions(tree: Tree, data: dict[str, Any], path: Path_) -> Mapping[str, Position]:
    """Return where each value stands, and each item of a list: `måltall`, `måltall/0`."""
    places = {key: tree.position((*path, key)) for key in data}
    for key, value in data.items():
        if isinstance(value, list):
            places |= {f"{key}/{i}": tree.position((*path, key, i)) for i in range(len(value))}
        elif key == "mål" and isinstance(value, str):
            places["mål/0"] = places[key]
    return places


def block(tree: Tree, kind: str, data: dict[str, Any], path: Path_) -> Laget:
    """Return the place where goals, indicators, measures or the whole programme are printed.

    Args:
        tree: the section's file.
        kind: the block's key, one of `BLOCKS`.
        data: what stands below it.
        path: where that is.
    """
    named = {"id": data["id"], "tittel": data.get("tittel", ""), "posisjoner": _positions(tree, data, path)}
    if kind == "målhierarki":
        return Målhierarki(**named, fra=data.get("fra", ""), nivåer=data.get("nivåer", 0))
    if kind == "indikatortabell":
        listed = tuple(data.get("indikatorer", ()))
        return Indikatortabell(**named, indikatorer=listed, mål=data.get("mål", ""))
    if kind == "programmet":
        shown = tuple(data.get("vis", SHOWN))
        return Programmet(**named, vis=shown, penger=tuple(data.get("penger", ())))
    if kind == "målfliser":
        numbers = tuple(data.get("mål", ()))
        return Målfliser(**named, mål=numbers, vis_tiltak=data.get("vis_tiltak", False))
    return Tiltaksoversikt(
        **named,
        etter=data["etter"],
        nivå=data.get("nivå", 0),
        kolonner=tuple(data["kolonner"]),
        tell=data.get("tell", False),
    )
