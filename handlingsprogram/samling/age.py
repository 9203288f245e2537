"""The schemas beside the content: where they lie, and which version of the tool wrote them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MARK = "Skrevet av handlingsprogram"
_BEGINNING = 200
"""The mark is among so many bytes of a file."""


def folder_beside(content: Path) -> Path:
    """Return the folder that a content folder's schemas lie in."""
    above = content.parent if content.name not in ("", "..") else content / ".."
    return above / "schemas"


def first_line(file: Path, content: Path, name: str) -> str:
    """Return the line that tells an editor where a content file's schema lies; empty where that is not there.

    Args:
        file: the content file.
        content: the content folder.
        name: what the schema's file is called.
    """
    schema = folder_beside(content) / name
    way = os.path.relpath(schema, file.parent).replace(os.sep, "/")
    return f"# yaml-language-server: $schema={way}" if schema.is_file() else ""


def mark() -> str:
    """Return what stands first in each schema that the tool writes."""
    return f"{_MARK} {_version()}. Rett ikke her: «handlingsprogram skjema» fornyer filen."


def is_ours(schema: Path) -> bool:
    """Tell whether the tool wrote a schema."""
    return _MARK in _begins(schema)


def is_old(content: Path) -> bool:
    """Tell whether another version of the tool wrote the schemas beside the content."""
    begins = _begins(folder_beside(content) / "program.schema.json")
    return _MARK in begins and f"{_MARK} {_version()}." not in begins


def _begins(schema: Path) -> str:
    if not schema.is_file():
        return ""
    with schema.open("rb") as file:
        return file.read(_BEGINNING).decode(errors="replace")


def _version() -> str:
    from importlib.metadata import version

    return version("handlingsprogram")
