"""A tree of things back to a programme: the other way of `tree.tree`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Position
from handlingsprogram.prose.paragraphs import Avsnitt, Skille, together
from handlingsprogram.read.model.budget import (
    Avvik,
    Budsjett,
    Budsjettfigur,
    Differanse,
    Henvisning,
    Lik,
    Rad,
    Sum,
    Tabell,
    Tallkolonne,
)
from handlingsprogram.read.model.program import (
    Budsjettabell,
    Celle,
    Figur,
    Innholdsfortegnelse,
    Kolonne,
    Ledd,
    Målform,
    Omslag,
    Program,
    Seksjon,
    Slag,
    Tekst,
    Teksttabell,
    Tiltak,
    Tiltakstabell,
)
from handlingsprogram.review.compare.model import Ting
from handlingsprogram.review.compare.references import column_id
from handlingsprogram.review.compare.tree import FLOW, SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.model.budget import Formel
    from handlingsprogram.read.model.program import Blokk
    from handlingsprogram.review.compare.tree import Node

_NOWHERE = Position("", 1, 1)
"""What is rebuilt stands in no file; positions do not count when programmes are compared."""
_WORDS = {key: separator for separator, key in SEPARATORS.items()}
_SAME = (
    *("tittel", "organisasjon", "status", "dato", "språk", "emne"),
    *("nummerform", "nummernivåer", "kryssreferanse"),
)


def program(root: Node) -> Program:
    """Return the programme that a tree describes."""
    felt = root.felt
    tables = tuple(_table(node) for node in root.søsken(Ting.TABELL))
    return Program(
        år=felt["år"],
        **{name: felt[name] for name in _SAME},
        stikkord=tuple(felt["stikkord"]),
        omslag=Omslag(**_below(felt, "omslag")),
        innholdsfortegnelse=Innholdsfortegnelse(**_below(felt, "innholdsfortegnelse")),
        mål=felt["mål"],
        andre_språk={language: tuple(known) for language, known in felt["andre_språk"].items()},
        kolonner=tuple(_column(node) for node in root.søsken(Ting.KOLONNE)),
        kapitler=tuple(_section(node) for node in root.søsken(Ting.SEKSJON)),
        budsjett=Budsjett(tables) if felt["budsjett"] else None,
        budsjettfigurer=felt["budsjettfigurer"],
        posisjoner={},
    )


def _below(felt: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the fields that a name leads to: `tall` -> `{"budsjett": 5}` from `tall/budsjett`."""
    start = f"{name}/"
    return {key.removeprefix(start): value for key, value in felt.items() if key.startswith(start)}


def _column(node: Node) -> Kolonne:
    return Kolonne(felt=column_id(node), **node.felt, posisjon=_NOWHERE)


# --- Sections -----------------------------------------------------------------------------------


def _section(node: Node) -> Seksjon:
    felt = node.felt
    same = ("tittel", "innholdstittel", "nivå", "i_innhold", "sideskift")
    return Seksjon(
        id=node.id,
        **{name: felt[name] for name in same},
        slag=Slag(felt["slag"]),
        nummer=tuple(felt["nummer"]),
        innhold=_blocks(node),
        underseksjoner=tuple(_section(barn) for barn in node.søsken(Ting.SEKSJON)),
        viderefører=tuple(felt["viderefører"]),
        posisjon=_NOWHERE,
        tittelposisjon=_NOWHERE,
        innholdsposisjon=_NOWHERE,
    )


def _blocks(node: Node) -> tuple[Blokk, ...]:
    blocks: list[Blokk] = []
    run: list[Avsnitt] = []
    for barn in (barn for barn in node.barn if barn.ting in FLOW):
        is_prose = barn.ting is Ting.AVSNITT
        if run and (not is_prose or barn.felt["skille"] == Skille.BLOKK):
            blocks.append(Tekst(together(run), _NOWHERE))
            run = []
        if is_prose:
            run.append(Avsnitt(**{**barn.felt, "skille": Skille(barn.felt["skille"])}))
        else:
            blocks.append(_block(barn))
    return (*blocks, Tekst(together(run), _NOWHERE)) if run else tuple(blocks)


def _block(node: Node) -> Blokk:
    felt = node.felt
    match node.ting:
        case Ting.TILTAKSTABELL:
            return Tiltakstabell(tuple(_measure(barn) for barn in node.barn), Målform(**felt))
        case Ting.BUDSJETTABELL:
            return Budsjettabell(felt["tabell"], _NOWHERE)
        case Ting.TEKSTTABELL:
            return Teksttabell(
                id=node.id,
                tittel=felt["tittel"],
                trykk_tittel=felt["trykk_tittel"],
                bredder=tuple(felt["bredder"]),
                hode=tuple(tuple(map(_cell, row)) for row in felt["hode"]),
                rader=tuple(tuple(map(_cell, row)) for row in felt["rader"]),
                posisjon=_NOWHERE,
            )
        case _:
            return Figur(id=node.id, **felt, posisjon=_NOWHERE)


def _cell(cell: str | dict[str, Any]) -> Celle:
    return Celle(cell) if isinstance(cell, str) else Celle(**cell)


def _measure(node: Node) -> Tiltak:
    own = {"tekst", "bærekraftsmål", "viderefører"}
    columns = {name.removeprefix("egne_felt/"): value for name, value in node.felt.items() if name not in own}
    return Tiltak(
        id=node.id,
        tekst=Tekst(node.felt["tekst"], _NOWHERE),
        punkter=tuple(Tekst(barn.felt["tekst"], _NOWHERE) for barn in node.barn),
        felt={name: tuple(map(_item, items)) for name, items in columns.items()},
        bærekraftsmål=tuple(map(tuple, node.felt["bærekraftsmål"])),
        viderefører=tuple(node.felt["viderefører"]),
        posisjon=_NOWHERE,
        feltposisjoner={},
    )


def _item(item: str | dict[str, str]) -> Ledd:
    if isinstance(item, str):
        return Ledd(item, ", ", _NOWHERE)
    [(key, name)] = item.items()
    return Ledd(name, _WORDS[key], _NOWHERE)


# --- Budget -------------------------------------------------------------------------------------


def _table(node: Node) -> Tabell:
    felt = node.felt
    names = ("tittel", "trykk_tittel", "enhet", "trykk_enhet", "hjørne", "minus", "null")
    return Tabell(
        id=node.id,
        **{name: felt[name] for name in names},
        noter=tuple(felt["noter"]),
        kolonner=tuple(_number_column(barn) for barn in node.søsken(Ting.TALLKOLONNE)),
        rader=tuple(_row(barn) for barn in node.søsken(Ting.RAD)),
        posisjon=_NOWHERE,
        figurer=tuple(map(_chart, felt["figurer"])),
    )


def _chart(figur: dict[str, Any]) -> Budsjettfigur:
    return Budsjettfigur(**{**figur, "rader": tuple(figur["rader"])}, posisjoner={})


def _number_column(node: Node) -> Tallkolonne:
    pair = node.felt["differanse"]
    difference = Differanse(*pair) if pair else None
    return Tallkolonne(column_id(node), node.felt["overskrift"], difference, _NOWHERE, _NOWHERE)


def _row(node: Node) -> Rad:
    felt = node.felt
    return Rad(
        id=node.id,
        navn=felt["navn"],
        uthevet=felt["uthevet"],
        tall={column: _figure(value) for column, value in _below(felt, "tall").items()},
        formler=_formulas(felt),
        tomme=frozenset(felt["tomme"]),
        avvik={
            column: Avvik(avvik["trykt"], avvik["begrunnelse"], _NOWHERE)
            for column, avvik in _below(felt, "avvik").items()
        },
        samme_som=_below(felt, "samme_som"),
        posisjon=_NOWHERE,
        tallposisjoner={},
        sammeposisjoner={},
    )


def _figure(value: Any) -> int | str | Henvisning:
    return Henvisning(*value["lik"].split("/")) if isinstance(value, dict) else value


def _formulas(felt: Mapping[str, Any]) -> tuple[Formel, ...]:
    formulas: list[Formel] = []
    if felt.get("sum") is not None:
        formulas.append(Sum(tuple(felt["sum"])))
    if felt.get("differanse") is not None:
        formulas.append(Differanse(*felt["differanse"]))
    if felt.get("lik") is not None:
        formulas.append(Lik(felt["lik"]))
    return tuple(formulas)
