"""Read one content file: inside its folder, strict YAML, valid by its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position
from handlingsprogram.read import schema, strict_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.strict_yaml import Tree


def read_inside(file: Path, folder: Path) -> tuple[Tree | None, list[Finding]]:
    """Read a file that must lie in a folder; content from others must not bring the machine's files along.

    Args:
        file: the file, as the findings shall show it.
        folder: where it must lie when links are followed.
    """
    if not file.resolve().is_relative_to(folder.resolve()):
        message = "filen er en snarvei ut av mappen; legg selve filen der"
        return None, [Finding(Position(file.as_posix(), 1, 1), "fil-snarvei", message)]
    return strict_yaml.read(file, file.as_posix())


def read_valid(file: Path, kind: str, folder: Path) -> tuple[Tree | None, list[Finding]]:
    """Read a file as `read_inside` does and hold it against the schema of its kind."""
    tree, findings = read_inside(file, folder)
    return tree, findings + (schema.validate(tree, kind) if tree else [])
