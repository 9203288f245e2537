"""Turn a year's valid trees into a `Program`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handlingsprogram.prose import signs
from handlingsprogram.read.model.budget import (
    Avvik,
    Budsjett,
    Budsjettfigur,
    Differanse,
    Formel,
    Henvisning,
    Lik,
    Rad,
    Sum,
    Tabell,
    Tallkolonne,
)
from handlingsprogram.read.model.program import (
    Blokk,
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
from handlingsprogram.read.text.strict_yaml import Path_, Tree

if TYPE_CHECKING:
    from handlingsprogram.finding import Position

Trees = dict[tuple[str, str], Tree]

_BLANKS = re.compile(r"[ \t]+(?=\n)")
SEPARATORS = {"og": " og ", "komma_og": ", og ", "mellomrom": " "}
"""An item's key -> what stands before it; a comma where it has none."""
INCLUDED = {
    "innsatsområder": ("innsatsomrade", Slag.INNSATSOMRÅDE),
    "tverrgående_temaer": ("tverrgaende-tema", Slag.TVERRGÅENDE_TEMA),
}
"""A section's key -> schema name and kind of the files that it lists."""
NOT_COLUMNS = {"id", "tekst", "punkter", "egne_felt", "bærekraftsmål", "viderefører"}
"""A measure's keys that are not columns; a column of the same name stands below `egne_felt`."""


def program(trees: Trees, left_out: frozenset[str] = frozenset()) -> Program:
    """Build the programme from trees that fit their schemas and whose files all exist.

    Args:
        trees: the files of a year.
        left_out: ids of the content, where the trees are not all of it.
    """
    tree = trees["program", "program"]
    data = tree.data
    numbering = data.get("nummerering", {"nivåer": 1})
    sections = _Sections(trees, numbering["nivåer"], data["innholdsfortegnelse"]["nivåer"])
    figures = trees.get(("budsjett", "budsjett"))
    return Program(
        år=data["år"],
        tittel=data["tittel"],
        organisasjon=data["organisasjon"],
        status=data["status"],
        dato=data["dato"],
        språk=data["språk"],
        emne=data.get("emne", ""),
        stikkord=tuple(data.get("stikkord", ())),
        omslag=Omslag(**{key: data["omslag"].get(key, "") for key in ("tittel", "undertittel", "avsender")}),
        innholdsfortegnelse=Innholdsfortegnelse(**data["innholdsfortegnelse"]),
        mål=data.get("tema", {}).get("mål", {}),
        nummerform=numbering.get("form", ""),
        nummernivåer=numbering["nivåer"],
        kryssreferanse=numbering.get("kryssreferanse", "{nummer}"),
        kolonner=_columns(tree),
        kapitler=sections.chapters(data["kapitler"]),
        budsjett=budget(figures) if figures else None,
        budsjettfigurer=data.get("budsjettfigurer", False),
        posisjoner={
            **{key: tree.position((key,)) for key in data},
            "kryssreferanse": tree.position(("nummerering", "kryssreferanse")),
        },
        utelatt=left_out,
        andre_språk={language: tuple(known) for language, known in data.get("andre_språk", {}).items()},
    )


def _columns(tree: Tree) -> tuple[Kolonne, ...]:
    table = tree.data.get("tiltakstabell", {"kolonner": ()})
    return tuple(
        Kolonne(
            **{"visning": "oppramsing", "verdier_fra": "", **column},
            posisjon=tree.position(("tiltakstabell", "kolonner", i, "felt")),
        )
        for i, column in enumerate(table["kolonner"])
    )


@dataclass(slots=True)
class _Place:
    """Where a section stands in the document."""

    slag: Slag
    level: int
    parent: tuple[int, ...]
    """The number of the section above; empty for chapters and below unnumbered sections."""
    numbered_above: bool = True


@dataclass(slots=True)
class _Sections:
    """Builds sections and numbers them; a counter for each numbered section above."""

    trees: Trees
    numbered_levels: int
    listed_levels: int
    counters: dict[tuple[int, ...], int] = field(default_factory=dict)

    def chapters(self, names: list[str]) -> tuple[Seksjon, ...]:
        place = _Place(Slag.KAPITTEL, 1, ())
        return tuple(self._file("kapittel", name, place) for name in names)

    def _file(self, kind: str, name: str, place: _Place) -> Seksjon:
        tree = self.trees[kind, name]
        return self._section(tree, tree.data, (), place)

    def _section(self, tree: Tree, data: dict[str, Any], path: Path_, place: _Place) -> Seksjon:
        number = self._number(place, numbered=data.get("nummerert", True))
        below = _Place(Slag.UNDERKAPITTEL, place.level + 1, number, numbered_above=bool(number))
        sections = [
            self._section(tree, section, (*path, "underkapitler", i), below)
            for i, section in enumerate(data.get("underkapitler", ()))
        ]
        for key, (kind, slag) in INCLUDED.items():
            included = _Place(slag, place.level + 1, number, numbered_above=bool(number))
            sections += [self._file(kind, name, included) for name in data.get(key, ())]
        return Seksjon(
            id=data["id"],
            slag=place.slag,
            tittel=data["tittel"],
            innholdstittel=data.get("innholdstittel", data["tittel"]),
            nivå=place.level,
            nummer=number,
            i_innhold=data.get("i_innhold", True) and place.level <= self.listed_levels,
            sideskift=data.get("sideskift", False),
            innhold=_blocks(tree, data, path),
            underseksjoner=tuple(sections),
            viderefører=tuple(data.get("viderefører", ())),
            posisjon=tree.position((*path, "id")),
            tittelposisjon=tree.position((*path, "tittel")),
            innholdsposisjon=tree.position((*path, "innholdstittel")),
        )

    def _number(self, place: _Place, *, numbered: bool) -> tuple[int, ...]:
        if not numbered or not place.numbered_above or place.level > self.numbered_levels:
            return ()
        count = self.counters.get(place.parent, 0) + 1
        self.counters[place.parent] = count
        return (*place.parent, count)


def _blocks(tree: Tree, data: dict[str, Any], path: Path_) -> tuple[Blokk, ...]:
    form = Målform(**data.get("bærekraftsmål_form", {}))
    blocks = enumerate(data.get("innhold", ()))
    return tuple(_block(tree, block, (*path, "innhold", i), form) for i, block in blocks)


def _block(tree: Tree, data: dict[str, Any], path: Path_, form: Målform) -> Blokk:
    [(kind, value)] = data.items()
    match kind:
        case "tekst":
            return _prose(tree, value, (*path, kind))
        case "tiltak":
            rows = enumerate(value)
            return Tiltakstabell(tuple(_tiltak(tree, row, (*path, kind, i)) for i, row in rows), form)
        case "budsjettabell":
            return Budsjettabell(value, tree.position((*path, kind)))
        case "tabell":
            return _text_table(value, tree.position((*path, kind, "id")))
        case _:
            texts = {key: value.get(key, "") for key in ("fil", "alttekst", "bildetekst", "plassholder")}
            return Figur(id=value["id"], **texts, posisjon=tree.position((*path, kind, "id")))


def _text_table(data: dict[str, Any], position: Position) -> Teksttabell:
    return Teksttabell(
        id=data["id"],
        tittel=data["tittel"],
        bredder=tuple(data["bredder"]),
        hode=tuple(tuple(map(_text_cell, row)) for row in data["hode"]),
        rader=tuple(tuple(map(_text_cell, row)) for row in data["rader"]),
        posisjon=position,
        trykk_tittel=data.get("trykk_tittel", True),
    )


def _text_cell(cell: str | dict[str, Any]) -> Celle:
    return Celle(cell) if isinstance(cell, str) else Celle(**cell)


def _tiltak(tree: Tree, data: dict[str, Any], path: Path_) -> Tiltak:
    paths = {key: (*path, key) for key in data if key not in NOT_COLUMNS}
    paths |= {key: (*path, "egne_felt", key) for key in data.get("egne_felt", {})}
    values = {**data, **data.get("egne_felt", {})}
    places = {key: tree.key_position(place) for key, place in paths.items()}
    if "bærekraftsmål" in data:
        places["bærekraftsmål"] = tree.key_position((*path, "bærekraftsmål"))
    return Tiltak(
        id=data["id"],
        tekst=_prose(tree, data["tekst"], (*path, "tekst")),
        punkter=tuple(
            _prose(tree, bullet, (*path, "punkter", i), in_item=True)
            for i, bullet in enumerate(data.get("punkter", ()))
        ),
        felt={key: _enumeration(tree, values[key], place) for key, place in paths.items()},
        bærekraftsmål=tuple(
            (goal,) if isinstance(goal, int) else tuple(goal) for goal in data.get("bærekraftsmål", ())
        ),
        viderefører=tuple(data.get("viderefører", ())),
        posisjon=tree.position((*path, "id")),
        feltposisjoner=places,
    )


def _prose(tree: Tree, markdown: str, path: Path_, *, in_item: bool = False) -> Tekst:
    # Two blanks at a line's end would break the line, and nobody sees them.
    settled = signs.settle(_BLANKS.sub("", markdown), in_item=in_item)
    return Tekst(settled.markdown, tree.position(path), tree.lines, settled.added, settled.doubts)


def _enumeration(tree: Tree, value: str | list[str | dict[str, str]], path: Path_) -> tuple[Ledd, ...]:
    if isinstance(value, str):
        return (Ledd(value, ", ", tree.position(path)),)
    return tuple(_item(tree, item, (*path, i)) for i, item in enumerate(value))


def _item(tree: Tree, item: str | dict[str, str], path: Path_) -> Ledd:
    if isinstance(item, str):
        return Ledd(item, ", ", tree.position(path))
    [(separator, name)] = item.items()
    return Ledd(name, SEPARATORS[separator], tree.position((*path, separator)))


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
                differanse=Differanse(*column["differanse"]) if "differanse" in column else None,
                posisjon=tree.position((*path, "kolonner", i)),
                overskriftposisjon=tree.position((*path, "kolonner", i, "overskrift")),
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
    )


def _chart(data: dict[str, Any], positions: dict[str, Position]) -> Budsjettfigur:
    return Budsjettfigur(
        id=data["id"],
        tittel=data["tittel"],
        sum=data.get("sum", ""),
        rader=tuple(data.get("rader", ())),
        kolonne=data["kolonne"],
        mot=data.get("mot", ""),
        posisjoner=positions,
    )


def _row(tree: Tree, data: dict[str, Any], path: Path_) -> Rad:
    return Rad(
        id=data["id"],
        navn=data["navn"],
        uthevet=data.get("uthevet", False),
        tall={
            column: Henvisning(*cell["lik"].split("/")) if isinstance(cell, dict) else cell
            for column, cell in data.get("tall", {}).items()
        },
        formler=_formulas(data),
        tomme=frozenset(data.get("tomme", ())),
        avvik={
            column: Avvik(**avvik, posisjon=tree.key_position((*path, "avvik", column)))
            for column, avvik in data.get("avvik", {}).items()
        },
        posisjon=tree.position((*path, "id")),
        samme_som=data.get("samme_som", {}),
        tallposisjoner={
            column: tree.key_position((*path, "tall", column)) for column in data.get("tall", {})
        },
        sammeposisjoner={
            column: tree.position((*path, "samme_som", column)) for column in data.get("samme_som", {})
        },
    )


def _formulas(data: dict[str, Any]) -> tuple[Formel, ...]:
    formulas: list[Formel] = []
    if "sum" in data:
        formulas.append(Sum(tuple(data["sum"])))
    if "differanse" in data:
        formulas.append(Differanse(*data["differanse"]))
    if "lik" in data:
        formulas.append(Lik(data["lik"]))
    return tuple(formulas)
