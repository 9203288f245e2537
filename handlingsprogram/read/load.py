"""Read a year's folder: every file, every finding, and the `Program` where nothing is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Finding, Position, UserError, has_errors
from handlingsprogram.read import build, schema
from handlingsprogram.read.accepted import accept
from handlingsprogram.read.files import read_valid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.program import Program
    from handlingsprogram.read.strict_yaml import Path_, Tree

FOLDERS = {
    "kapittel": "kapitler",
    "innsatsomrade": "innsatsomrader",
    "tverrgaende-tema": "tverrgaende-temaer",
}
"""Schema name -> folder, for the kinds of file that come in many."""
OPTIONAL = ("budsjett", "godtatt")
"""Schema names of the files that a year may do without."""
ACCEPTED = ("godtatt", "godtatt")
"""The file of accepted findings among a folder's trees."""


@dataclass(slots=True)
class Folder:
    """A year's files as trees, with what was found while reading them."""

    path: Path
    trees: dict[tuple[str, str], Tree] = field(default_factory=dict)
    """By kind (`program`, `kapittel`, …) and file name without ending."""
    findings: list[Finding] = field(default_factory=list)

    def printed(self) -> tuple[Tree, ...]:
        """Return the trees of what the documents print; reasons for what is accepted are not printed."""
        return tuple(tree for key, tree in self.trees.items() if key != ACCEPTED)

    def read(self, kind: str, file: Path) -> None:
        """Read one file and hold it against its schema."""
        tree, findings = read_valid(file, kind, self.path)
        self.findings += findings
        if tree:
            self.trees[kind, file.stem] = tree


def load(path: Path) -> tuple[Program | None, list[Finding]]:
    """Read and check a year.

    Args:
        path: the year's folder, as the findings shall show it.

    Returns:
        The programme, or None where any finding is an error; and the findings by place.

    Raises:
        UserError: the folder does not exist.
    """
    return check_folder(read_folder(path))


def check_folder(folder: Folder) -> tuple[Program | None, list[Finding]]:
    """Turn a folder that was read into a programme, as `load` does."""
    from handlingsprogram.read import rules

    if not has_errors(folder.findings):
        folder.findings += _wrong_references(folder)
    if has_errors(folder.findings):
        return None, _sorted(folder.findings)
    program = build.program(folder.trees)
    findings = folder.findings + rules.check(program, folder.printed(), folder.path)
    if ACCEPTED in folder.trees:
        files = {tree.file: tree for tree in folder.trees.values()}
        findings = accept(findings, folder.trees[ACCEPTED], files)
    return None if has_errors(findings) else program, _sorted(findings)


def load_theme(path: Path) -> tuple[dict[str, Any] | None, list[Finding]]:
    """Read colours, fonts and measures.

    Args:
        path: tema.yaml.

    Returns:
        The theme as plain data, or None where it has errors; and the findings.
    """
    if not path.exists():
        message = "filen mangler; den gir farger, skrifter og mål til dokumentene"
        return None, [Finding(Position(path.as_posix(), 1, 1), "fil-mangler", message)]
    tree, findings = read_valid(path, "tema", path.parent)
    return (tree.data if tree and not has_errors(findings) else None), findings


def read_folder(path: Path) -> Folder:
    """Read every content file of a year, each against its schema.

    Raises:
        UserError: the folder does not exist.
    """
    if not path.is_dir():
        raise UserError(f"finner ikke mappen {path.as_posix()}")
    folder = Folder(path)
    if (path / "program.yaml").exists():
        folder.read("program", path / "program.yaml")
    else:
        position = Position((path / "program.yaml").as_posix(), 1, 1)
        folder.findings.append(Finding(position, "fil-mangler", "filen mangler; hvert år må ha program.yaml"))
    for kind in OPTIONAL:
        if (path / f"{kind}.yaml").exists():
            folder.read(kind, path / f"{kind}.yaml")
    for kind, name in FOLDERS.items():
        for file in sorted((path / name).glob("[!.]*.yaml")):
            folder.read(kind, file)
    folder.findings += _unread(folder)
    return folder


def _unread(folder: Folder) -> Iterator[Finding]:
    """Find YAML files that lie where nothing reads them; an editor's hidden files are no content."""
    read = {tree.file for tree in folder.trees.values()} | {
        finding.position.file for finding in folder.findings
    }
    for file in sorted(folder.path.rglob("[!.]*.y*ml")):
        if file.suffix in {".yaml", ".yml"} and file.as_posix() not in read:
            message = (
                "filen blir ikke lest; gi den endelsen .yaml og legg den i riktig mappe, eller slett den"
            )
            yield Finding(Position(file.as_posix(), 1, 1), "fil-plass", message)


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.position)


Key = tuple[str, str]
"""Kind and name of a file."""


def _wrong_references(folder: Folder) -> list[Finding]:
    """Hold the lists of chapters, areas and themes against the files that exist."""
    findings: list[Finding] = []
    used: dict[Key, Position] = {}
    meant: set[Key] = set()
    for key, tree in folder.trees.items():
        for kind, name, position in _references(key, tree):
            if (kind, name) not in folder.trees:
                known = [stem for known_kind, stem in folder.trees if known_kind == kind]
                meant |= {(kind, near) for near in schema.nearest(name, known)}
                message = f"finner ikke filen {FOLDERS[kind]}/{name}.yaml{schema.suggestion(name, known)}"
                findings.append(Finding(position, "fil-mangler", message))
            elif (kind, name) in used:
                place = used[kind, name]
                message = f"«{name}» er alt ført opp på linje {place.line} i {place.file}"
                findings.append(Finding(position, "fil-to-ganger", message))
            used.setdefault((kind, name), position)
    return findings + _misplaced(folder, _reached(folder) | meant)


def _misplaced(folder: Folder, reached: set[Key]) -> list[Finding]:
    findings = []
    for (kind, name), tree in folder.trees.items():
        if kind not in FOLDERS:
            continue
        if (kind, name) not in reached:
            message = f"filen er ikke med i dokumentet; før opp «{name}» der den skal stå, eller slett filen"
            findings.append(Finding(tree.position(()), "fil-ubrukt", message))
        if tree.data["id"] != name:
            message = f"id-en «{tree.data['id']}» skal være den samme som filnavnet, «{name}»"
            findings.append(Finding(tree.position(("id",)), "fil-id", message))
    return findings


def _reached(folder: Folder) -> set[Key]:
    """Return the files that the document leads to, from program.yaml on."""
    reached: set[Key] = set()
    waiting: list[Key] = [("program", "program")]
    while waiting:
        key = waiting.pop()
        if key in folder.trees and key not in reached:
            reached.add(key)
            waiting += [(kind, name) for kind, name, _ in _references(key, folder.trees[key])]
    return reached


def _references(key: Key, tree: Tree) -> list[tuple[str, str, Position]]:
    """Return kind, name and place of every file that a file lists."""
    if key[0] == "program":
        names = enumerate(tree.data["kapitler"])
        return [("kapittel", name, tree.position(("kapitler", i))) for i, name in names]
    return _section_references(tree, tree.data, ()) if key[0] in FOLDERS else []


def _section_references(tree: Tree, data: dict[str, Any], path: Path_) -> list[tuple[str, str, Position]]:
    references = [
        (kind, name, tree.position((*path, key, i)))
        for key, (kind, _) in build.INCLUDED.items()
        for i, name in enumerate(data.get(key, ()))
    ]
    for i, section in enumerate(data.get("underkapitler", ())):
        references += _section_references(tree, section, (*path, "underkapitler", i))
    return references
