"""Compare one content file with another: what of a programme stands in it, as if that were all there is.

The rest of the year is not looked at, because nothing says which revision of it the two files belong to.
Taken from the year are the columns of the measures tables and the titles of the files that the file lists;
both sides get the same.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Severity
from handlingsprogram.read.build import sections
from handlingsprogram.read.build import year as building
from handlingsprogram.read.files import exists, held, read_valid
from handlingsprogram.read.folders import is_folder, parts
from handlingsprogram.read.form import salvage
from handlingsprogram.read.listing import FOLDERS, entries
from handlingsprogram.read.load import BUDGET, GOALS, PROGRAM
from handlingsprogram.read.text import strict_yaml
from handlingsprogram.read.text.strict_yaml import Tree
from handlingsprogram.records import record
from handlingsprogram.review.compare.compare import compare

if TYPE_CHECKING:
    from handlingsprogram.finding import Finding
    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.model import Comparison

_FRAME = {
    "tittel": "",
    "organisasjon": "",
    "status": "utkast",
    "dato": "2000-01-01",
    "språk": "nb-NO",
    "omslag": {"tittel": ""},
    "innholdsfortegnelse": {"tittel": "", "nivåer": 1},
    "kapitler": [],
}
"""What a programme cannot do without, where the year's own program.yaml is not there."""
_ABOVE = "-"
"""The id of the chapter that an area or a theme stands in here; no id of the content looks like it."""


class UnreadableError(Exception):
    """A file is no content file, or no YAML."""


@record
class File:
    """A content file on one side."""

    path: str
    """Where it belongs: `content/2029/kapitler/rammer.yaml`."""
    copy: Path | None
    """Where its text lies; None where the side has no such file."""


def compare_files(old: File, new: File, content: Path) -> Comparison:
    """Compare two content files, or one with none.

    Args:
        old: the file before.
        new: the file after; another name where it was renamed.
        content: the folder that the files' paths begin in, where the year may lie.

    Raises:
        UnreadableError: one of them is no content file, or too little of it can be read.
    """
    (before, lost_before), (after, lost_after) = (_program(file, content) for file in (old, new))
    comparison = compare(before, after)
    lines = [f"{finding.position}: {finding.message}" for finding in (*lost_before, *lost_after)]
    notices = [f"Ikke alt i {new.path} kan leses. Dette er ikke sammenlignet:", *dict.fromkeys(lines)]
    return replace(comparison, merknader=(*comparison.merknader, *(notices if lines else ())))


def _program(file: File, content: Path) -> tuple[Program, list[Finding]]:
    """Return a programme that has nothing but what stands in a file, and what of that is left out."""
    year, key = _place(file.path)
    folder = content / year
    frame = {**_FRAME, **_data(folder, PROGRAM), "år": parts(year.name)[1]}
    trees = {PROGRAM: Tree("", {**frame, "kapitler": []})}
    findings: list[Finding] = []
    if file.copy:
        tree, findings = _read(file.copy, file.path, key[0])
        trees[key] = tree
        trees |= {entry.listed: _named(folder, entry.listed) for entry in entries(key, tree)}
    trees |= _above(key, frame, [key[1]] if file.copy else [])
    return building.program(trees), findings


def _place(path: str) -> tuple[PurePosixPath, Key]:
    """Return the year's folder that a content file lies in, and the file's kind and name.

    Raises:
        UnreadableError: it does not lie where a year's content files lie.
    """
    file = PurePosixPath(path)
    single = {f"{name}.yaml": kind for kind, name in (PROGRAM, BUDGET, GOALS)}
    many = {folder: kind for kind, folder in FOLDERS.items() if file.suffix == ".yaml"}
    for year, kind in (
        (file.parent, single.get(file.name)),
        (file.parent.parent, many.get(file.parent.name)),
    ):
        if kind and is_folder(year.name):
            return year, (kind, file.stem)
    raise UnreadableError(path)


def _read(copy: Path, path: str, kind: str) -> tuple[Tree, list[Finding]]:
    """Read as much of a file as fits its schema."""
    tree, findings = held(strict_yaml.read(copy, path), kind)
    left_out = [finding for finding in findings if finding.severity is Severity.ERROR]
    tree = salvage.sound(tree, kind) if tree and left_out else tree
    if not tree:
        raise UnreadableError(path)
    return tree, left_out


def _above(key: Key, frame: dict[str, Any], listed: list[str]) -> dict[Key, Tree]:
    """Return what a file must be listed in to be part of a programme."""
    if key in {PROGRAM, BUDGET, GOALS}:
        return {}
    if key[0] in {"kapittel", "vedlegg"}:
        return {PROGRAM: Tree("", {**frame, "kapitler": [], FOLDERS[key[0]]: listed})}
    [lister] = [name for name, (kind, _) in sections.INCLUDED.items() if kind == key[0]]
    chapter = {"id": _ABOVE, "tittel": "", lister: listed}
    return {
        PROGRAM: Tree("", {**frame, "kapitler": [_ABOVE]}),
        ("kapittel", _ABOVE): Tree("", chapter),
    }


def _named(folder: Path, key: Key) -> Tree:
    """Return a file that has nothing but its title."""
    return Tree("", {"id": key[1], "tittel": _data(folder, key).get("tittel", key[1])})


def _data(folder: Path, key: Key) -> dict[str, Any]:
    kind, name = key
    file = folder / FOLDERS.get(kind, "") / f"{name}.yaml"
    if not exists(file):
        return {}
    tree, findings = read_valid(file, kind, folder)
    tree = salvage.sound(tree, kind) if tree and findings else tree
    return dict(tree.data) if tree else {}
