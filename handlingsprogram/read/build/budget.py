"""The budget's tables."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.model.budget import (
    MANGLER,
    STOLPER,
    STREK,
    Andel,
    Avvik,
    Budsjett,
    Budsjettfigur,
    Differanse,
    Formel,
    Henvisning,
    Kolonneformel,
    Kolonnegruppe,
    Lik,
    Prosent,
    Rad,
    Sum,
    Tabell,
    Tallkolonne,
)

if TYPE_CHECKING:
    from handlingsprogram.finding import Position
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


_SHARE_DECIMALS = 1
"""Of per cents, where the column does not say."""


def budget(tree: Tree) -> Budsjett:
    """Build the budget from a tree that fits its schema."""
    tables = enumerate(tree.data["tabeller"])
    return Budsjett(tuple(_table(tree, table, ("tabeller", i)) for i, table in tables))


def _table(tree: Tree, data: dict[str, Any], path: Path_) -> Tabell:
    return Tabell(
        id=data["id"],
        tittel=data["tittel"],
        enhet=data["enhet"],
        hjørne=data.get("hjørne", ""),
        minus=data.get("minus", "-"),
        null=data.get("null", "0"),
        noter=tuple(data.get("noter", ())),
        kolonner=tuple(
            Tallkolonne(
                id=column["id"],
                overskrift=column["overskrift"],
                formler=_column_formulas(column),
                posisjon=tree.position((*path, "kolonner", i)),
                overskriftposisjon=tree.position((*path, "kolonner", i, "overskrift")),
                slag=column.get("slag", ""),
                desimaler=_decimals(column),
            )
            for i, column in enumerate(data["kolonner"])
        ),
        rader=tuple(_row(tree, row, (*path, "rader", i)) for i, row in enumerate(data["rader"])),
        posisjon=tree.position((*path, "id")),
        figurer=tuple(
            _chart(chart, {key: tree.position((*path, "figurer", i, key)) for key in chart})
            for i, chart in enumerate(data.get("figurer", ()))
        ),
        trykk_tittel=data.get("trykk_tittel", True),
        trykk_enhet=data.get("trykk_enhet", True),
        liggende=data.get("liggende", False),
        desimaler=data.get("desimaler", 0),
        fortegn=data.get("fortegn", "inntekt-pluss"),
        grupper_over=tuple(
            Kolonnegruppe(
                group["overskrift"], tuple(group["kolonner"]), tree.position((*path, "grupper_over", i))
            )
            for i, group in enumerate(data.get("grupper_over", ()))
        ),
    )


def _decimals(column: dict[str, Any]) -> int | None:
    is_share = {"prosent", "andel"} & column.keys()
    return column.get("desimaler", _SHARE_DECIMALS if is_share else None)


def _column_formulas(data: dict[str, Any]) -> tuple[Kolonneformel, ...]:
    kinds = (("differanse", Differanse), ("sum", Sum), ("prosent", Prosent))
    formulas: list[Kolonneformel] = [kind(tuple(data[key])) for key, kind in kinds if key in data]
    if "andel" in data:
        formulas.append(Andel(data["andel"]["kolonne"], data["andel"]["av"]))
    return tuple(formulas)


def _chart(data: dict[str, Any], positions: dict[str, Position]) -> Budsjettfigur:
    return Budsjettfigur(
        id=data["id"],
        tittel=data["tittel"],
        sum=data.get("sum", ""),
        rader=tuple(data.get("rader", ())),
        kolonne=data.get("kolonne", ""),
        mot=data.get("mot", ""),
        posisjoner=positions,
        form=data.get("form", STOLPER),
        kolonner=tuple(data.get("kolonner", ())),
    )


def _row(tree: Tree, data: dict[str, Any], path: Path_) -> Rad:
    return Rad(
        id=data["id"],
        navn=data["navn"],
        uthevet=data.get("uthevet", False),
        tall={
            column: Henvisning(*cell["lik"].split("/")) if isinstance(cell, dict) else figure(cell)
            for column, cell in data.get("tall", {}).items()
        },
        formler=_formulas(data),
        tomme=frozenset(data.get("tomme", ())),
        avvik={
            column: Avvik(
                figure(avvik["trykt"]),
                avvik["begrunnelse"],
                posisjon=tree.key_position((*path, "avvik", column)),
            )
            for column, avvik in data.get("avvik", {}).items()
        },
        posisjon=tree.position((*path, "id")),
        samme_som=data.get("samme_som", {}),
        note=data.get("note", ""),
        gruppe=data.get("gruppe", False),
        tallposisjoner={
            column: tree.key_position((*path, "tall", column)) for column in data.get("tall", {})
        },
        sammeposisjoner={
            column: tree.position((*path, "samme_som", column)) for column in data.get("samme_som", {})
        },
    )


def figure(cell: int | str) -> Any:
    """Return a typed figure as a number: whole ones are numbers already, others and signs are text."""
    if isinstance(cell, int) or cell in {STREK, MANGLER}:
        return cell
    sign = "-" if cell[0] in "-−" else ""
    return Decimal(sign + re.sub(r"[^\d.]", "", cell.replace(",", ".")))


def _formulas(data: dict[str, Any]) -> tuple[Formel, ...]:
    formulas: list[Formel] = []
    if "sum" in data:
        formulas.append(Sum(tuple(data["sum"])))
    if "differanse" in data:
        formulas.append(Differanse(tuple(data["differanse"])))
    if "lik" in data:
        formulas.append(Lik(data["lik"]))
    return tuple(formulas)
