"""A tree of things back to content: a year's files as data, from which the reader builds the programme."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handlingsprogram.prose.paragraphs import Avsnitt, Skille, together
from handlingsprogram.read.build import sections, year
from handlingsprogram.read.model.blocks import BOKSTYPER, TEGNINGSTYPER, Figur, Figurgruppe
from handlingsprogram.read.model.program import Blokk, Program, Seksjon, Slag
from handlingsprogram.read.text.strict_yaml import Tree
from handlingsprogram.review.compare.model import Ting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.review.compare.tree import Node

Data = dict[str, Any]
FILES = {Slag(kind): (key, schema) for key, (schema, kind) in sections.INCLUDED.items()}
"""The sections that are files of their own: the key that lists them, and their schema's name."""
BLOCKS = {
    Ting.TEKSTTABELL: "tabell",
    Ting.FIGUR: "figur",
    Ting.MÅLHIERARKI: "målhierarki",
    Ting.INDIKATORTABELL: "indikatortabell",
    Ting.TILTAKSOVERSIKT: "tiltaksoversikt",
    Ting.PROGRAMMET: "programmet",
    Ting.MÅLFLISER: "målfliser",
}


def program(root: Node) -> Program:
    """Return the programme that a tree describes, as the reader builds it of the same content.

    What follows from the content (numbers, levels) the reader works out anew.
    """
    files: dict[tuple[str, str], Data] = {("program", "program"): _frame(root)}
    for node in root.søsken(Ting.SEKSJON):
        files["vedlegg" if _is_appendix(node) else "kapittel", node.sti] = _section(node, files)
    if root.felt.get("målstruktur/nivåer") is not None:
        files["mal", "mal"] = {
            "nivåer": root.felt["målstruktur/nivåer"],
            "mål": list(map(_goal, root.søsken(Ting.MÅL))),
            "indikatorer": list(map(_indicator, root.søsken(Ting.INDIKATOR))),
        }
    if root.felt["budsjett"]:
        files["budsjett", "budsjett"] = {"tabeller": list(map(_table, root.søsken(Ting.TABELL)))}
    built = year.program({key: Tree(f"{'/'.join(key)}.yaml", data) for key, data in files.items()})
    return _with_pictures(built, root)


def _is_appendix(node: Node) -> bool:
    return Slag(node.felt["slag"]) is Slag.VEDLEGG


def _nested(felt: Mapping[str, Any]) -> Data:
    """Return fields as the YAML has them: `{"tall": {"budsjett": 5}}` for `tall/budsjett`."""
    data: Data = {}
    for name, value in felt.items():
        *above, last = name.split("/")
        place = data
        for key in above:
            place = place.setdefault(key, {})
        if value is not None:
            place[last] = value
    return data


def _named(node: Node) -> Data:
    return {"id": node.id.removeprefix("kolonne."), **_nested(node.felt)}


def _frame(root: Node) -> Data:
    data = _nested(root.felt)
    layouts: dict[str, Data] = {name: {**said, "kolonner": []} for name, said in data.pop("oppsett").items()}
    for node in root.søsken(Ting.KOLONNE):
        name, _, felt = node.id.removeprefix("kolonne.").rpartition(".")
        layouts.setdefault(name, {"kolonner": []})["kolonner"].append({"felt": felt, **node.felt})
    types = {name: _field_type(said) for name, said in data.pop("felt").items()}
    numbering = {
        "form": data.pop("nummerform"),
        "nivåer": data.pop("nummernivåer"),
        "kryssreferanse": data.pop("kryssreferanse"),
        "tiltak": data.pop("tiltaksnummer"),
        "figurer": data.pop("figurnummer"),
        "tabeller": data.pop("tabellnummer"),
    }
    return {
        **data,
        "nummerering": numbering,
        "felt": types,
        "tiltakstabell": layouts.pop("", {"kolonner": []}),
        "tiltakstabeller": layouts,
        "kapitler": [node.sti for node in root.søsken(Ting.SEKSJON) if not _is_appendix(node)],
        "vedlegg": [node.sti for node in root.søsken(Ting.SEKSJON) if _is_appendix(node)],
    }


def _field_type(said: Data) -> Data:
    choices = {choice["id"]: {**choice} for choice in said.get("verdier", ())}
    for choice in choices.values():
        del choice["id"]
    return {**said, "verdier": choices}


# --- Sections -------------------------------------------------------------------------------------


_BREAKS: dict[str, Any] = {"alltid": True, "aldri": False}


def _section(node: Node, files: dict[tuple[str, str], Data]) -> Data:
    blocks = list(_blocks(node))
    openings = [block.pop("åpning") for block in blocks if "åpning" in block]
    data = {
        **_named(node),
        "nummerert": bool(node.felt["nummer"]),
        "sideskift": _BREAKS.get(str(node.felt["sideskift"]), node.felt["sideskift"]),
        "innhold": list(filter(None, blocks)),
        **({"åpning": openings[0]} if openings else {}),
    }
    for barn in node.søsken(Ting.SEKSJON):
        kind = Slag(barn.felt["slag"])
        section = _section(barn, files)
        if kind in FILES:
            key, schema = FILES[kind]
            files[schema, barn.sti] = section
            data.setdefault(key, []).append(barn.sti)
        else:
            data.setdefault("underkapitler", []).append(section)
    for barn in node.barn:
        if barn.ting is Ting.TILTAKSTABELL:
            form = {**barn.felt}
            return data | {"tiltakstabell": form.pop("oppsett", ""), "bærekraftsmål_form": form}
    return data


def _blocks(node: Node) -> Iterator[Data]:
    run: list[Avsnitt] = []
    for barn in node.søsken(Ting.AVSNITT):
        is_prose = barn.ting is Ting.AVSNITT
        if run and (not is_prose or barn.felt["skille"] == Skille.BLOKK):
            yield {"tekst": together(run)}
            run = []
        if is_prose:
            values: Data = {**barn.felt, "skille": Skille(str(barn.felt["skille"]))}
            run.append(Avsnitt(**values))
        else:
            yield _block(barn)
    if run:
        yield {"tekst": together(run)}


def _block(node: Node) -> Data:
    if node.ting is Ting.TILTAKSTABELL:
        return {"tiltak": list(map(_measure, node.barn))}
    if node.ting is Ting.BUDSJETTABELL:
        return {"budsjettabell": node.felt["tabell"]}
    if node.ting is Ting.OVERSIKT:
        return {"oversikt": node.felt["listet"]}
    if node.ting is Ting.FIGURGRUPPE:
        return {"figurer": {**_named(node), "figurer": list(map(_named, node.barn))}}
    if node.ting is Ting.TEGNING:
        data = _named(node)
        kind = data.pop("slag")
        return {kind: {**data, TEGNINGSTYPER[kind]: data.pop("ledd")}}
    return _box(node) if node.ting is Ting.BOKS else {BLOCKS[node.ting]: _named(node)}


def _box(node: Node) -> Data:
    data = _named(node)
    kind = data.pop("slag")
    data = {name: value for name, value in data.items() if value}
    data.get("bilde", {}).pop("avtrykk", None)
    known = BOKSTYPER[kind]
    if "ikon" in data:
        data["ikon"] = data["ikon"]["fil"]
    if kind == "åpning":
        del data["id"]
    items = [{**item} for item in data.pop("ledd", [])]
    for item in items:
        item[known.ledd_navn], item[known.ledd_tekst] = item.pop("navn"), item.pop("tekst")
    if items:
        data[known.ledd] = items
    prose = next(_blocks(node), None)
    if prose:
        data[known.tekst] = prose["tekst"]
    return {kind: data}


def _measure(node: Node) -> Data:
    return {**_named(node), "punkter": [barn.tekst for barn in node.barn]}


def _with_pictures(built: Program, root: Node) -> Program:
    """Return a programme that knows what is in its pictures' files, which no YAML says."""
    digests = {
        node.sti.rpartition("/")[2]: str(node.felt["avtrykk"])
        for node in root.alle()
        if node.ting is Ting.FIGUR
    }

    def figure(figur: Figur) -> Figur:
        return replace(figur, avtrykk=digests[figur.id])

    def block(blokk: Blokk) -> Blokk:
        if isinstance(blokk, Figurgruppe):
            return replace(blokk, figurer=tuple(map(figure, blokk.figurer)))
        return figure(blokk) if isinstance(blokk, Figur) else blokk

    def section(seksjon: Seksjon) -> Seksjon:
        blocks = map(block, seksjon.innhold)
        return replace(
            seksjon, innhold=tuple(blocks), underseksjoner=tuple(map(section, seksjon.underseksjoner))
        )

    return replace(built, kapitler=tuple(map(section, built.kapitler))) if digests else built


# --- Goals ---------------------------------------------------------------------------------------


def _goal(node: Node) -> Data:
    return {**_named(node), "under": list(map(_goal, node.barn))}


def _indicator(node: Node) -> Data:
    data = _named(node)
    for name in ("målinger", "måltall"):
        by_year = data.pop(name, {})
        data[name] = [{"år": int(year), "verdi": by_year[year]} for year in sorted(by_year)]
    return data


# --- Budget ---------------------------------------------------------------------------------------


def _table(node: Node) -> Data:
    return {
        **_named(node),
        "kolonner": list(map(_named, node.søsken(Ting.TALLKOLONNE))),
        "rader": list(map(_named, node.søsken(Ting.RAD))),
    }
