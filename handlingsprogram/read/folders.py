"""The folders of a content folder: a document's is called by its year, or by its name and year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLDER = re.compile(r"(?:([a-z][a-z0-9-]*)-)?([12][0-9]{3})")
"""`2029`, or `klimaplan-2029`: the name, if it has one, and the year."""
PLAIN = "handlingsprogram"
"""What the documents of a folder without a name are called."""


def is_folder(name: str) -> bool:
    """Tell whether this is what a document's folder may be called."""
    return bool(FOLDER.fullmatch(name))


def parts(name: str) -> tuple[str, int]:
    """Return the name, empty where it has none, and the year of a document's folder."""
    match = FOLDER.fullmatch(name)
    return (match[1] or "", int(match[2])) if match else ("", 0)


def ordered(names: Iterable[str]) -> list[str]:
    """Return folders' names in order: plain years first, then each name's years one after the other."""
    return sorted(names, key=lambda name: (*parts(name), name))


def years_in(content: Path) -> list[str]:
    """Return the documents' folders that a content folder has, by name, in order."""
    return ordered(path.name for path in content.glob("*[12]*") if is_folder(path.name) and path.is_dir())


def document_name(folder: str) -> str:
    """Return what the documents of a folder are called, without their endings."""
    return folder if parts(folder)[0] else f"{PLAIN}-{folder}"
