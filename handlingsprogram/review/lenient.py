"""Read a year as far as it can be read: what does not fit is left out, and said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Finding, has_errors
from handlingsprogram.read import build, schema
from handlingsprogram.read.load import ACCEPTED, FOLDERS, Folder, read_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.program import Program
    from handlingsprogram.read.strict_yaml import Path_

FRAME = ("program", "program")
_UNREAD = "fil-plass"
"""The rule of a file that lies where nothing reads it."""
_ROUNDS = 20
"""What is left out may leave something else wrong; so many times it is looked over."""
_NEUTRAL: dict[str, Any] = {
    **dict.fromkeys(("tittel", "organisasjon", "status", "språk"), "?"),
    "dato": "1000-01-01",
    "omslag": {"tittel": "?"},
    "innholdsfortegnelse": {"tittel": "?", "nivåer": 1},
}
"""What stands for a key of program.yaml that is missing."""


class ContentError(Exception):
    """A year cannot be read at all; carries the findings that say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


def read(path: Path) -> tuple[Program, list[Finding]]:
    """Read a year for comparison.

    The rules of `check` are not run: a text with a dead reference can be compared as well as any other.

    Args:
        path: the year's folder.

    Returns:
        The programme, and a finding for everything that is left out.

    Raises:
        ContentError: a file cannot be read, or too little of the frame fits.
        UserError: the folder does not exist.
    """
    folder = read_folder(path)
    accepted = f"/{ACCEPTED[1]}.yaml"  # what is accepted is no part of the programme
    folder.trees.pop(ACCEPTED, None)
    folder.findings = [f for f in folder.findings if not f.position.file.endswith(accepted)]
    files = {tree.file for tree in folder.trees.values()}
    unreadable = [finding for finding in folder.findings if finding.position.file not in files]
    if [finding for finding in unreadable if finding.rule != _UNREAD]:
        raise ContentError(unreadable)
    if has_errors(folder.findings):
        for (kind, name), tree in list(folder.trees.items()):
            if not _fits(tree.data, kind):
                del folder.trees[kind, name]
    if FRAME not in folder.trees:
        raise ContentError(folder.findings)
    left_out = [*folder.findings, *_drop_dead_names(folder)]
    return build.program(folder.trees), sorted(left_out, key=lambda finding: finding.position)


def _fits(data: Any, kind: str) -> bool:
    """Take out of a file's data what does not fit its schema, and tell whether what is left does."""
    for _ in range(_ROUNDS):
        wrong = list(schema.misfits(data, kind))
        if not wrong:
            return True
        for path, missing in sorted(wrong, key=lambda found: _order(found[0]), reverse=True):
            _take_out(data, path, missing)
    return False


def _order(path: Path_) -> tuple[int, list[tuple[bool, Any]]]:
    """Sort deep things after shallow ones, and later items of a list after earlier ones."""
    return len(path), [(isinstance(step, int), step) for step in path]


def _take_out(data: Any, path: Path_, missing: str) -> None:
    if not path:
        if isinstance(data, dict) and missing in _NEUTRAL:
            data[missing] = _NEUTRAL[missing]
        return
    for step in path[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(data, dict):
        data.pop(path[-1], None)
    elif isinstance(data, list) and isinstance(path[-1], int) and path[-1] < len(data):
        del data[path[-1]]


def _drop_dead_names(folder: Folder) -> list[Finding]:
    """Take out of the lists of files those that are not there, and those that another list has already."""
    used: set[tuple[str, str]] = set()
    findings = []
    for key, tree in folder.trees.items():
        for names, kind, path in _lists(key, tree.data):
            kept = []
            for i, name in enumerate(names):
                if (kind, name) in folder.trees and (kind, name) not in used:
                    used.add((kind, name))
                    kept.append(name)
                else:
                    message = f"«{FOLDERS[kind]}/{name}.yaml» mangler, kan ikke leses eller er ført opp før"
                    findings.append(Finding(tree.position((*path, i)), "fil-mangler", message))
            names[:] = kept
    return findings


def _lists(key: tuple[str, str], data: Any) -> Iterator[tuple[list[str], str, Path_]]:
    """Give the lists of files that a file has, each with the kind of the files and its own path."""
    if key == FRAME:
        yield data["kapitler"], "kapittel", ("kapitler",)
    elif key[0] in FOLDERS:
        yield from _section_lists(data, ())


def _section_lists(data: Any, path: Path_) -> Iterator[tuple[list[str], str, Path_]]:
    for name, (kind, _) in build.INCLUDED.items():
        if name in data:
            yield data[name], kind, (*path, name)
    for i, section in enumerate(data.get("underkapitler", ())):
        yield from _section_lists(section, (*path, "underkapitler", i))
