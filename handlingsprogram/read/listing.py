"""The files of a year as the document lists them: each chapter, area and theme once, and all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.finding import Finding, Position
from handlingsprogram.read.build.sections import INCLUDED
from handlingsprogram.read.folders import as_id
from handlingsprogram.read.form import schema
from handlingsprogram.read.form.described import field
from handlingsprogram.read.text.content import sections, value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from handlingsprogram.read.text.strict_yaml import Path_, Tree

Key = tuple[str, str]
"""Kind (`program`, `kapittel`, …) and name without ending of a file."""

FOLDERS = {
    "kapittel": "kapitler",
    "innsatsomrade": "innsatsomrader",
    "tverrgaende-tema": "tverrgaende-temaer",
    "vedlegg": "vedlegg",
}
"""Schema name -> folder, for the kinds of file that come in many."""
STATUS = "status"
"""The schema's name, and the folder, of the files that tell how a year goes: no part of the programme."""


_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{i}" for port in ("com", "lpt") for i in range(10))}
"""What Windows takes for a device, with any ending (Microsoft, «Naming Files, Paths, and Namespaces»)."""


def statuses_in(year: Path) -> list[Path]:
    """Return the files that tell how a year goes, in the order of their names: their dates."""
    return sorted((year / STATUS).glob("[!.]*.yaml"))


class Entry(NamedTuple):
    """A place where a file is listed."""

    listed: Key
    where: Key
    """The file that lists it."""
    path: Path_
    position: Position


def check(trees: Mapping[Key, Tree], unsound: Collection[Key]) -> tuple[list[Finding], list[Entry]]:
    """Hold the lists of chapters, areas and themes against the files that exist.

    Args:
        trees: the files, as far as they fit their schemas.
        unsound: those with errors of form; they exist, whatever is left of them.

    Returns:
        The findings, and the entries that lead to no file of their own.
    """
    findings: list[Finding] = []
    dead: list[Entry] = []
    used: dict[Key, Position] = {}
    meant: set[Key] = set()
    every = [entry for key, tree in trees.items() for entry in entries(key, tree)]
    listed = {entry.listed[1] for entry in every}
    for entry in every:
        kind, name = entry.listed
        if entry.listed not in {*trees, *unsound}:
            # A file that something else lists is no other name of this one.
            known = [stem for known_kind, stem in trees if known_kind == kind and stem not in listed]
            meant |= {(kind, near) for near in schema.nearest(name, known)}
            message = f"finner ikke filen {FOLDERS[kind]}/{name}.yaml{schema.suggestion(name, known)}"
            findings.append(Finding(entry.position, "fil-mangler", message))
        elif entry.listed in used:
            place = used[entry.listed]
            message = f"«{name}» er alt ført opp på linje {place.line} i {place.file}"
            findings.append(Finding(entry.position, "fil-to-ganger", message))
        if entry.listed not in trees or entry.listed in used:
            dead.append(entry)
        used.setdefault(entry.listed, entry.position)
    # Whether a file is listed nowhere can be told only where every list is whole.
    left_out = [] if unsound else _left_out(trees, _reached(trees) | meant)
    return [*findings, *left_out, *_misnamed(trees)], dead


def _left_out(trees: Mapping[Key, Tree], reached: set[Key]) -> Iterator[Finding]:
    for (kind, name), tree in trees.items():
        if kind in FOLDERS and (kind, name) not in reached and _is_legal(name):
            message = f"filen er ikke med i dokumentet; før opp «{name}» der den skal stå, eller slett filen"
            yield Finding(tree.position(()), "fil-ubrukt", message)


def _misnamed(trees: Mapping[Key, Tree]) -> Iterator[Finding]:
    for (kind, name), tree in trees.items():
        if kind in FOLDERS and name in _DEVICES:
            message = f"en fil kan ikke hete {name}.yaml i Windows; gi den et annet navn, og id-en det samme"
            yield Finding(tree.position(("id",)), "fil-id", message)
            continue
        if kind not in FOLDERS or tree.data["id"] == name:
            continue
        message = f"id-en «{tree.data['id']}» skal være den samme som filnavnet, «{name}»"
        if not _is_legal(name):
            message = _how_to_name(name, tree.data["id"], copied=(kind, tree.data["id"]) in trees)
        yield Finding(tree.position(("id",)), "fil-id", message)


def _how_to_name(name: str, known: str, *, copied: bool) -> str:
    """Say what to do about a file whose name can be no id, such as a copy made by the file manager."""
    if not copied:
        return f"filen skal hete {known}.yaml, som id-en, og ikke «{name}.yaml»"
    new = as_id(name)
    return (
        f"«{name}.yaml» ser ut som en kopi av {known}.yaml; slett den, eller gi den et eget navn og "
        "en egen id, "
        f"for eksempel «{new}»"
    )


def _is_legal(name: str) -> bool:
    """Tell whether a file's name can be an id."""
    return bool(re.search(field("kapittel", ("id",)).pattern, name))


def _reached(trees: Mapping[Key, Tree]) -> set[Key]:
    """Return the files that the document leads to, from program.yaml on."""
    reached: set[Key] = set()
    waiting: list[Key] = [("program", "program")]
    while waiting:
        key = waiting.pop()
        if key in trees and key not in reached:
            reached.add(key)
            waiting += [entry.listed for entry in entries(key, trees[key])]
    return reached


def entries(key: Key, tree: Tree) -> Iterator[Entry]:
    """Give every place where a file lists another."""
    if key[0] == "program":
        paths: Iterator[tuple[str, Path_]] = (
            (kind, (name, i))
            for kind, name in (("kapittel", "kapitler"), ("vedlegg", "vedlegg"))
            for i in range(len(tree.data.get(name, ())))
        )
    else:
        paths = _section_paths(tree.data) if key[0] in FOLDERS else iter(())
    for kind, path in paths:
        yield Entry((kind, value(tree.data, path)), key, path, tree.position(path))


def _section_paths(data: dict[str, Any]) -> Iterator[tuple[str, Path_]]:
    for path, section in sections(data):
        for key, (kind, _) in INCLUDED.items():
            for i in range(len(section.get(key, ()))):
                yield kind, (*path, key, i)
