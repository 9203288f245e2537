"""Read a year's folder: every file, every finding, and the `Program` where nothing is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position, Severity, UserError, has_errors
from handlingsprogram.read import csv_tables, listing
from handlingsprogram.read.accepted import accept
from handlingsprogram.read.build import year
from handlingsprogram.read.build.budget import budget
from handlingsprogram.read.files import exists, is_plain, link_on_the_way, read_valid, too_much
from handlingsprogram.read.form import salvage
from handlingsprogram.read.limits import MAX_BYTES, MOST
from handlingsprogram.read.lineage import Years
from handlingsprogram.read.listing import FOLDERS, STATUS, statuses_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from handlingsprogram.read.listing import Entry, Key
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Tree

    Reader = Callable[[str, Path, Path], tuple[Tree | None, list[Finding]]]

OPTIONAL = ("budsjett", "mal", "godtatt", "vedtak", "saksfremlegg")
"""Schema names of the files that a year may do without."""
PROGRAM, BUDGET, ACCEPTED = ("program", "program"), ("budsjett", "budsjett"), ("godtatt", "godtatt")
GOALS = ("mal", "mal")
"""The files among a folder's trees that there is one of."""
ADOPTION, CASE = BESIDE = ("vedtak", "saksfremlegg")
"""Schema names of the files that are no part of the programme, and of which there is one."""


@dataclass(slots=True)
class Folder:
    """A year's files as trees, with what was found while reading them."""

    path: Path
    trees: dict[Key, Tree] = field(default_factory=dict)
    """What could be read as YAML."""
    statuses: dict[str, Tree] = field(default_factory=dict)
    """How the year goes, by date: no part of the programme."""
    beside: dict[str, Tree] = field(default_factory=dict)
    """The adoption that locks the year, and the case about it: no part of the programme either."""
    unsound: set[Key] = field(default_factory=set)
    """The files with errors of form, whether they could be read or not."""
    findings: list[Finding] = field(default_factory=list)
    unreadable: list[Path] = field(default_factory=list)
    """The files that are no YAML."""

    def printed(self) -> tuple[Tree, ...]:
        """Return the trees of what the documents print; reasons for what is accepted are not printed."""
        printed = (tree for key, tree in self.trees.items() if key != ACCEPTED)
        return (*printed, *self.statuses.values())

    def read(self, kind: str, file: Path, reader: Reader) -> None:
        """Read one file and hold it against its schema."""
        tree, findings = reader(kind, file, self.path)
        self.findings += findings
        if has_errors(findings):
            self.unsound.add((kind, file.stem))
        if tree and kind == STATUS:
            self.statuses[file.stem] = tree
        elif tree and kind in BESIDE:
            self.beside[kind] = tree
        elif tree:
            self.trees[kind, file.stem] = tree
        else:
            self.unreadable.append(file)


def read_file(kind: str, file: Path, year: Path) -> tuple[Tree | None, list[Finding]]:
    """Read a year's file and hold it against its schema, with the tables that lie beside it.

    Args:
        kind: the schema's name without ending.
        file: the file.
        year: the year's folder.
    """
    tree, findings = read_valid(file, kind, year.parent)
    if tree and kind in FOLDERS:
        findings += csv_tables.fill(tree, year)
    return tree, findings


def load(path: Path) -> tuple[Program | None, list[Finding]]:
    """Read and check a year.

    Args:
        path: the year's folder, as the findings shall show it.

    Returns:
        The programme, or None where any finding is an error; and the findings by place.

    Raises:
        UserError: the folder does not exist.
    """
    return check_folder(read_folder(path), Years())


def check_folder(folder: Folder, years: Years) -> tuple[Program | None, list[Finding]]:
    """Turn a folder that was read into a programme, as `load` does.

    Where something has errors of form, the rest is checked all the same, as far as it can be judged alone.

    Args:
        folder: the year.
        years: what is known of the other years; of this one it is noted.
    """
    from handlingsprogram.read import rules  # a comparison does without them

    trees, listed = sound_trees(folder)
    whole = not has_errors([*folder.findings, *listed])
    if BUDGET in folder.unsound and (left := trees.pop(BUDGET, None)):
        # Where figures are missing, nothing can be reckoned.
        listed += rules.figures.decimals(budget(left))
    printed = [(kind, tree) for (kind, _), tree in folder.trees.items() if kind != "godtatt"]
    printed += [(STATUS, tree) for tree in folder.statuses.values()]
    printed += [(CASE, folder.beside[CASE])] if CASE in folder.beside else []
    language = str(trees[PROGRAM].data.get("språk", "")) if PROGRAM in trees else ""
    found = [*listed, *rules.check_texts(printed, adopted=_is_adopted(trees), språk=language)]
    program = None
    if PROGRAM in trees:
        program = year.program(trees, frozenset() if whole else _ids(folder))
        found += rules.check(program, tuple(trees.values()), folder.path, years, whole=whole)
        found += _statuses(program, folder) if folder.statuses else []
        found += _adoption(folder) if ADOPTION in folder.beside and whole else []
        found += _case(program, folder) if CASE in folder.beside else []
    if ACCEPTED in trees:
        found = _accepted(found, folder, trees[ACCEPTED], whole=whole)
    findings = sorted([*folder.findings, *_news(found, folder)], key=lambda finding: finding.position)
    if has_errors(findings) or not program:
        return None, findings
    years.note(folder.path, program, folder.trees.values())
    return _with_status(program, folder) if program.status_på_nettsiden else program, findings


def draft(folder: Folder) -> Program | None:
    """Return a programme as it is being written, held against no rule; None where something has no form."""
    trees, listed = sound_trees(folder)
    if has_errors([*folder.findings, *listed]) or PROGRAM not in trees:
        return None
    program = year.program(trees)
    return _with_status(program, folder) if program.status_på_nettsiden else program


def _statuses(program: Program, folder: Folder) -> list[Finding]:
    """Return what is wrong with the statuses that fit their schema."""
    from handlingsprogram.read.status.rules import check

    trees = {name: tree for name, tree in folder.statuses.items() if (STATUS, name) not in folder.unsound}
    return check(program, trees)


def _adoption(folder: Folder) -> list[Finding]:
    """Return what has been changed in a locked year."""
    from handlingsprogram.read.adoption.rules import check

    return [] if (ADOPTION, ADOPTION) in folder.unsound else list(check(folder))


def _with_status(program: Program, folder: Folder) -> Program:
    """Return a programme with the newest of its statuses, if it has any."""
    if not folder.statuses:
        return program
    from handlingsprogram.read.status.build import status

    newest = max(folder.statuses)
    return replace(program, siste_status=status(newest, folder.statuses[newest]))


def _case(program: Program, folder: Folder) -> list[Finding]:
    """Return what is wrong with what is said in the case, where that fits its schema."""
    from handlingsprogram.read.adoption.case import check

    return [] if (CASE, CASE) in folder.unsound else list(check(program, folder.beside[CASE]))


def sound_trees(folder: Folder) -> tuple[dict[Key, Tree], list[Finding]]:
    """Return the files' parts that fit their schemas and list what exists, and what they list in vain."""
    mended = {
        key: salvage.sound(tree, key[0]) if key in folder.unsound else tree
        for key, tree in folder.trees.items()
    }
    trees = {key: tree for key, tree in mended.items() if tree}
    findings, dead = listing.check(trees, folder.unsound)
    return _without(trees, dead) if dead else trees, findings


def _without(trees: Mapping[Key, Tree], dead: list[Entry]) -> dict[Key, Tree]:
    """Return the trees without the entries that lead to no file; what lacks an entry it needs goes too."""
    gone = {key: [entry.path for entry in dead if entry.where == key] for key in trees}
    left = {key: salvage.without(tree, gone[key]) if gone[key] else tree for key, tree in trees.items()}
    sound = {key: salvage.sound(tree, key[0]) for key, tree in left.items() if tree}
    return {key: tree for key, tree in sound.items() if tree}


def _is_adopted(trees: Mapping[Key, Tree]) -> bool:
    data = trees[PROGRAM].data if PROGRAM in trees else None
    return isinstance(data, dict) and data.get("status") == "vedtatt"


def _ids(folder: Folder) -> frozenset[str]:
    """Return every id of a folder, also of what has errors of form, and the names of its files."""
    ids = {
        text for tree in folder.trees.values() for path, text in tree.strings() if path and path[-1] == "id"
    }
    ids |= {name for file in folder.unreadable for name in _ids_in_ruins(file, folder.path.parent)}
    return frozenset(ids | {name for _, name in {*folder.trees, *folder.unsound}})


def _ids_in_ruins(file: Path, content: Path) -> list[str]:
    """Return what looks like ids in a file that is no YAML: what refers to them is not to blame."""
    try:
        if link_on_the_way(file, content) or not is_plain(file):
            return []
        with file.open("rb") as opened:
            text = opened.read(MAX_BYTES).decode(errors="replace")
    except OSError:
        return []
    return re.findall(r"^[ -]*id: *([a-z][a-z0-9-]*)", text, re.MULTILINE)


def _accepted(findings: list[Finding], folder: Folder, accepted: Tree, *, whole: bool) -> list[Finding]:
    """Turn what the content accepts into notices; whether an entry is stale shows in a whole year only."""
    trees = {tree.file: tree for tree in (*folder.trees.values(), *folder.statuses.values())}
    noted = accept(findings, accepted, trees, adopted=_is_adopted(folder.trees))
    return noted if whole else [finding for finding in noted if finding.rule != "godtatt-ubrukt"]


def _news(findings: list[Finding], folder: Folder) -> list[Finding]:
    """Return the findings of places where no error of form stands: one mistake is told once."""
    told = {finding.position for finding in folder.findings if finding.severity is Severity.ERROR}
    return [finding for finding in findings if finding.position not in told]


def read_folder(path: Path, *, accepted: bool = True, reader: Reader = read_file) -> Folder:
    """Read every content file of a year, each against its schema.

    Args:
        path: the year's folder.
        accepted: whether what is no part of the programme is read, too: what is accepted, the statuses, the
            adoption.
        reader: reads each file, as `read_file` does.

    Raises:
        UserError: the folder does not exist.
    """
    if not path.is_dir():
        raise UserError(f"finner ikke mappen {path.as_posix()}")
    folder = Folder(path)
    if path.is_symlink():
        message = "mappen er en snarvei; legg selve mappen der"
        folder.findings.append(Finding(Position(path.as_posix(), 1, 1), "fil-snarvei", message))
        return folder
    files = list(_files(path))
    folder.findings += too_much([file for _, file in files])
    if folder.findings:
        return folder
    if not exists(path / "program.yaml"):
        position = Position((path / "program.yaml").as_posix(), 1, 1)
        folder.findings.append(Finding(position, "fil-mangler", "filen mangler; hvert år må ha program.yaml"))
        folder.unsound.add(PROGRAM)
    for kind, file in files:
        if accepted or kind not in {ACCEPTED[0], STATUS, *BESIDE}:
            folder.read(kind, file, reader)
    folder.findings += islice(_unread(path, {file for _, file in files}), MOST)
    return folder


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    """Give kind and path of every content file of a year."""
    for kind in ("program", *OPTIONAL):
        if exists(path / f"{kind}.yaml"):
            yield kind, path / f"{kind}.yaml"
    for kind, name in FOLDERS.items():
        for file in sorted((path / name).glob("[!.]*.yaml")):
            yield kind, file
    for file in statuses_in(path):
        yield STATUS, file


def _unread(path: Path, known: set[Path]) -> Iterator[Finding]:
    """Find YAML files that lie where nothing reads them; an editor's hidden files are no content."""
    for file in sorted(path.rglob("[!.]*.y*ml")):
        if file.suffix in {".yaml", ".yml"} and file not in known:
            message = (
                "filen blir ikke lest; gi den endelsen .yaml og legg den i riktig mappe, eller slett den"
            )
            yield Finding(Position(file.as_posix(), 1, 1), "fil-plass", message)
