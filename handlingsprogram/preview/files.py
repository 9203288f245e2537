"""A year's files as they were read last: who reads it again and again parses only what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read import csv_tables
from handlingsprogram.read.files import is_plain, link_on_the_way
from handlingsprogram.read.limits import MAX_BYTES
from handlingsprogram.read.load import read_file
from handlingsprogram.records import record

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.text.strict_yaml import Tree


@record
class _Read:
    """What was made of a file, and of what."""

    of: tuple[tuple[Path, bytes], ...]
    """The file and the tables that it names, with what stood in them."""
    tree: Tree
    findings: tuple[Finding, ...]


class KeptFiles:
    """Reads files as `load.read_file` does, and gives the same tree again while they are as they were.

    Nobody may change a tree. What is kept goes when it is not asked for in a whole reading (`let_go`).
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Path], _Read] = {}
        self._asked: set[tuple[str, Path]] = set()

    def read(self, kind: str, file: Path, year: Path) -> tuple[Tree | None, list[Finding]]:
        """Read a file; see `load.read_file`."""
        self._asked.add((kind, file))
        kept = self._kept.get((kind, file))
        if kept and all(content_of(one, year.parent) == content for one, content in kept.of):
            return kept.tree, [*kept.findings]
        self._kept.pop((kind, file), None)
        before = content_of(file, year.parent)
        tree, findings = read_file(kind, file, year)
        if tree and before is not None:
            tables = (year / name for name in csv_tables.files(tree))
            of = [(file, before), *((table, content_of(table, year.parent)) for table in tables)]
            sound = tuple((one, content) for one, content in of if content is not None)
            if len(sound) == len(of):
                self._kept[kind, file] = _Read(sound, tree, tuple(findings))
        return tree, findings

    def let_go(self) -> None:
        """Forget the files that were not asked for since this was called last."""
        self._kept = {key: read for key, read in self._kept.items() if key in self._asked}
        self._asked = set()


def content_of(file: Path, content: Path) -> bytes | None:
    """Return what stands in a file of the content; None where it is none that is read."""
    try:
        if link_on_the_way(file, content) or not is_plain(file) or file.stat().st_size > MAX_BYTES:
            return None
        return file.read_bytes()
    except (OSError, ValueError):
        return None
