"""What the content already names, as an editor proposes it: partners, files, ids, columns, fields."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.folders import years_in
from handlingsprogram.read.listing import FOLDERS
from handlingsprogram.read.load import read_folder
from handlingsprogram.read.partners import NAME, load_partners

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Path_, Tree

_MOST = 100
"""So many values are proposed for a key; a longer list is no help."""
_LISTS = ("partnere", "ansvarlig", "finansiering")
"""The measures' fields with a list of names."""

_Found = dict[str, Counter[str]]


def propose(schemas: dict[str, Any], content: Path) -> None:
    """Put what the content names into the schemas, which are changed.

    Args:
        schemas: by file name.
        content: the folder that holds the years; what cannot be read in it proposes nothing.
    """
    found: _Found = {}
    for name in years_in(content):
        for key, tree in read_folder(content / name).trees.items():
            _note_file(key, tree, found)
    felles, program = schemas["felles.schema.json"]["$defs"], schemas["program.schema.json"]["properties"]
    budget, accepted = schemas["budsjett.schema.json"]["$defs"], schemas["godtatt.schema.json"]["properties"]
    section, measure = felles["seksjon"]["properties"], felles["tiltak"]["properties"]
    row, chart = budget["rad"]["properties"], budget["figur"]["properties"]
    layout = schemas["program.schema.json"]["$defs"]["tiltakstabell"]["properties"]
    column = layout["kolonner"]["items"]["properties"]
    for part, what in (
        (program["kapitler"]["items"], "kapittel"),
        (program["vedlegg"]["items"], "vedlegg"),
        (section["innsatsområder"]["items"], "innsatsomrade"),
        (section["tverrgående_temaer"]["items"], "tverrgaende-tema"),
        (felles["blokk"]["properties"]["budsjettabell"], "tabell"),
        (column["felt"], "eget_felt"),
        (column["verdier_fra"], "seksjon"),
        (row["sum"]["items"], "rad"),
        (row["lik"], "rad"),
        (row["tomme"]["items"], "kolonne"),
        (budget["ledd"]["items"], "rad"),
        (chart["sum"], "rad"),
        (chart["rader"]["items"], "rad"),
        (chart["kolonne"], "kolonne"),
        (chart["mot"], "kolonne"),
        (measure["status"], "status"),
        (measure["frist"], "frist"),
        (accepted["godtatt"]["items"]["properties"]["id"], "seksjon"),
    ):
        _add(part, found.get(what))
    _name_lists(felles, found, _registered(content, found.get("partnere", Counter())))
    _name(measure["egne_felt"], found.get("eget_felt"))
    for name in ("tall", "avvik", "samme_som"):
        _name(row[name], found.get("kolonne"))
    status = schemas["status.schema.json"]
    _name(status["properties"]["tiltak"], found.get("tiltak"))
    _name(status["$defs"]["regnskap"]["properties"]["poster"], found.get("post"))


def _name_lists(felles: dict[str, Any], found: _Found, registered: Counter[str]) -> None:
    """Propose names in the measures' lists: of partners those of the register, where there is one."""
    measure = felles["tiltak"]["properties"]
    for name in _LISTS:
        # Each list has names of its own, so it cannot share the schema of all lists.
        items = {**felles["oppramsing"]["items"]}
        if name == "partnere" and registered:
            _add(items, registered, most=None)  # who keeps a register wants all of it
        else:
            _add(items, found.get(name))
        measure[name] = {**felles["oppramsing"], **_without_reference(measure[name]), "items": items}


def _registered(content: Path, used: Counter[str]) -> Counter[str]:
    """Return the partners of the register with how often each is named; none where there is no register."""
    register, _ = load_partners(content / NAME)
    if not register:
        return Counter()
    found = Counter({partner.navn: 1 for partner in register.partnere})
    for name, count in used.items():
        partner = register.finn(name)
        found[partner.navn if partner else ""] += count
    del found[""]
    return found


def _add(part: dict[str, Any], found: Counter[str] | None, most: int | None = _MOST) -> None:
    """Propose values for a key, the most used first, before what the schema itself proposes."""
    own = [value for value, _ in (found or Counter()).most_common(most)]
    if own:
        part["examples"] = list(dict.fromkeys([*own, *part.get("examples", [])]))


def _name(part: dict[str, Any], found: Counter[str] | None) -> None:
    """Propose keys where any may stand: they are properties like the others."""
    if found:
        names = [name for name, _ in found.most_common(_MOST)]
        part["properties"] = dict.fromkeys(names, part["additionalProperties"])


def _without_reference(part: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key != "$ref"}


def _note_file(key: Key, tree: Tree, found: _Found) -> None:
    kind, name = key
    if kind in FOLDERS:
        found.setdefault(kind, Counter())[name] += 1
    if kind == "budsjett":
        found.setdefault("post", Counter()).update(_posts(tree.data))
    for path, text in tree.strings():
        if what := _meaning(kind, path):
            found.setdefault(what, Counter())[text] += 1
        if "egne_felt" in path[:-1]:
            field = str(path[path.index("egne_felt") + 1])
            found.setdefault("eget_felt", Counter())[field] += 1


def _posts(data: Any) -> Iterator[str]:
    """Give the ids of a budget's rows that have figures of their own."""
    tables = data.get("tabeller") if isinstance(data, dict) else ()
    for table in tables if isinstance(tables, list) else ():
        rows = table.get("rader") if isinstance(table, dict) else ()
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and "tall" in row and isinstance(row.get("id"), str):
                yield row["id"]


def _meaning(kind: str, path: Path_) -> str:
    """Return what a text of a file names, or nothing where no key asks for that."""
    names = [part for part in path if isinstance(part, str)]
    if kind == "budsjett" and names[-1:] == ["id"]:
        return {"tabeller": "tabell", "rader": "rad", "kolonner": "kolonne"}.get(
            (names[-2:-1] or [""])[0], ""
        )
    if kind not in FOLDERS:
        return ""
    if "tiltak" in names:
        after = names[names.index("tiltak") + 1 :]
        if after == ["id"]:
            return "tiltak"
        return after[0] if after and after[0] in {*_LISTS, "status", "frist"} else ""
    is_section = names[-1:] == ["id"] and names[-2:-1] in ([], ["underkapitler"])
    return "seksjon" if is_section else ""
