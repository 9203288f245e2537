"""What a year's files hold, as digests: content as data, whatever its comments; pictures as bytes."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import TYPE_CHECKING

from handlingsprogram.read.text.content import value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.load import Folder
    from handlingsprogram.read.text.strict_yaml import Tree

FILE = "vedtak.yaml"
"""Where the adoption is written down."""
_LENGTH = 40
"""Characters of a digest: as many as tell commits apart, and a line has room for it."""
_NO_PART = {"godtatt", "vedtak"}
"""Kinds of files that say nothing in the documents."""
_FOLDERS = {"status"}
"""Folders that go on after the adoption."""


def digests(folder: Folder) -> dict[str, str]:
    """Return the digest of each file that a year's documents are made of, by its path below the folder."""
    top = f"{folder.path.as_posix()}/"
    trees = {
        tree.file.removeprefix(top): _digest(tree)
        for (kind, _), tree in folder.trees.items()
        if kind not in _NO_PART
    }
    return dict(sorted({**trees, **dict(_others(folder.path))}.items()))


def _digest(tree: Tree) -> str:
    """Return the digest of a file's data, its numbers as they are typed: no schema has a say in it."""
    data = copy.deepcopy(tree.data)
    for path, typed in tree.figures.items():
        value(data, path[:-1])[path[-1]] = typed
    return _hash(json.dumps(data, ensure_ascii=False, sort_keys=True, default=str).encode())


def _others(year: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(year.rglob("[!.]*")):
        name = path.relative_to(year).as_posix()
        is_content = path.suffix in {".yaml", ".yml", ".csv"} or name.split("/")[0] in _FOLDERS
        if not is_content and not path.is_symlink() and path.is_file():
            yield name, _hash(path.read_bytes())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_LENGTH]
