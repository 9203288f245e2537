"""The words of the page: kinds of change and of thing, names of fields, values that are not prose."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from handlingsprogram.resources import resource_folder
from handlingsprogram.review.model import Ting, Type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.review.model import Change

SLUGS = {
    Type.NY: "ny",
    Type.FJERNET: "fjernet",
    Type.ENDRET: "endret",
    Type.FLYTTET: "flyttet",
    Type.OMDØPT: "omdopt",
    Type.DELT: "delt",
    Type.SLÅTT_SAMMEN: "sammen",
}
"""Types as the page's ids and styles spell them, in the order of filter and summary."""
TYPES = {
    Type.NY: "Ny",
    Type.FJERNET: "Fjernet",
    Type.ENDRET: "Endret",
    Type.FLYTTET: "Flyttet",
    Type.OMDØPT: "Omdøpt",
    Type.DELT: "Delt",
    Type.SLÅTT_SAMMEN: "Slått sammen",
}
SUBJECTS = {
    "tiltak": "Tiltak",
    "tekst": "Tekst",
    "kapittel": "Kapitler og områder",
    "budsjett": "Budsjett",
    "oppsett": "Dokument og oppsett",
}
"""What a change concerns, as a reader sees it."""
_SUBJECT = {
    Ting.SEKSJON: "kapittel",
    Ting.AVSNITT: "tekst",
    Ting.TEKSTTABELL: "tekst",
    Ting.FIGUR: "tekst",
    Ting.TILTAK: "tiltak",
    Ting.PUNKT: "tiltak",
    Ting.TABELL: "budsjett",
    Ting.TALLKOLONNE: "budsjett",
    Ting.RAD: "budsjett",
}
LAYOUT = {"skille", "sideskift", "bredder"}
"""Fields of sections, paragraphs and tables that change how a page looks, not what it says."""
NOUNS = {
    Ting.PROGRAM: "Dokumentet",
    Ting.KOLONNE: "Kolonne i tiltakstabellene",
    Ting.SEKSJON: "Kapittel",
    Ting.AVSNITT: "Tekst",
    Ting.TILTAKSTABELL: "Tiltakstabell",
    Ting.TILTAK: "Tiltak",
    Ting.PUNKT: "Punkt",
    Ting.BUDSJETTABELL: "Plass for budsjettabell",
    Ting.TEKSTTABELL: "Tabell",
    Ting.FIGUR: "Figur",
    Ting.TABELL: "Budsjettabell",
    Ting.TALLKOLONNE: "Kolonne",
    Ting.RAD: "Post",
}
_SCHEMAS = {
    Ting.PROGRAM: ("program", "properties"),
    Ting.KOLONNE: ("program", "properties/tiltakstabell/properties/kolonner/items/properties"),
    Ting.SEKSJON: ("felles", "$defs/seksjon/properties"),
    Ting.TILTAK: ("felles", "$defs/tiltak/properties"),
    Ting.TILTAKSTABELL: ("felles", "$defs/seksjon/properties/bærekraftsmål_form/properties"),
    Ting.TEKSTTABELL: ("felles", "$defs/tabell/properties"),
    Ting.FIGUR: ("felles", "$defs/figur/properties"),
    Ting.TABELL: ("budsjett", "$defs/tabell/properties"),
    Ting.TALLKOLONNE: ("budsjett", "$defs/tabell/properties/kolonner/items/properties"),
    Ting.RAD: ("budsjett", "$defs/rad/properties"),
}
"""Where the titles of a thing's fields stand: schema and pointer."""
_OWN = {
    "id": "Id",
    "nivå": "Nivå",
    "nummer": "Nummer",
    "slag": "Slag",
    "skille": "Avstand over",
    "viderefører": "Viderefører",
    "nummerform": "Slik skrives numre",
    "kryssreferanse": "Slik skrives kryssreferanser",
    "mål": "Mål på siden",
    "budsjett": "Budsjett",
    "foran": "Bærekraftsmål, foran nummeret",
    "mellom": "Bærekraftsmål, mellom numrene",
    "grupper": "Bærekraftsmål, grupper",
}
"""Fields that the schemas do not name, or not where they stand."""
_WORDS = {
    "blokk": "ny blokk",
    "linje": "tett på det over",
    "avsnitt": "luft over",
}


def subject(change: Change) -> str:
    """Return what a change concerns: one of `SUBJECTS`."""
    return "oppsett" if change.felt in LAYOUT else _SUBJECT.get(change.ting, "oppsett")


def token(change: Change) -> str:
    """Return what a change is to the filter: `ny-tiltak`."""
    return f"{SLUGS[change.type]}-{subject(change)}"


def field(ting: Ting, felt: str) -> str:
    """Return what a reader calls a field: `omslag/tittel` -> «Omslag: tittel»."""
    if felt in _OWN:
        return _OWN[felt]
    names = []
    known = _titles(ting)
    for part in felt.split("/"):
        own = known.get(part, {})
        names.append(str(own.get("title") or part.replace("_", " ").capitalize()))
        known = own.get("properties", {})
    return ": ".join((names[0], *(name[:1].lower() + name[1:] for name in names[1:])))


@cache
def _titles(ting: Ting) -> Mapping[str, Any]:
    if ting not in _SCHEMAS:
        return {}
    name, pointer = _SCHEMAS[ting]
    found = json.loads((resource_folder("schemas") / f"{name}.schema.json").read_text(encoding="utf-8"))
    for part in pointer.split("/"):
        found = found.get(part, {})
    return found if isinstance(found, dict) else {}


def value(data: Any, names: Mapping[str, str] | None = None) -> str:
    """Return a value that is not prose in a reader's words.

    Args:
        data: plain data, as the YAML writes it.
        names: what ids in it are called.
    """
    match data:
        case None:
            return "ikke satt"
        case True | False:
            return "ja" if data else "nei"
        case dict():
            return "; ".join(f"{name} {value(part, names)}" for name, part in data.items()) or "ikke satt"
        case list() | tuple():
            return ", ".join(value(part, names) for part in data) or "ingen"
        case str():
            return (names or {}).get(data, _WORDS.get(data, data)) or "tomt"
    return str(data)
