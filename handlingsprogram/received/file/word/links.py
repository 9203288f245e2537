"""Which parts a part of a Word file leads to (ISO/IEC 29500-2, 6.5); what lies outside is never fetched."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.received.file.package import Package


class Link(NamedTuple):
    """A relationship."""

    kind: str
    """The last word of its type, such as `image`."""
    target: str
    """A part's name, or an address outside the file."""
    is_outside: bool


def links(package: Package, part: str) -> Mapping[str, Link]:
    """Return a part's relationships by id; those of the whole file for an empty name."""
    folder, _, file = part.rpartition("/")
    root = package.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
    found: dict[str, Link] = {}
    for node in root if root is not None else ():
        target, is_outside = node.get("Target") or "", node.get("TargetMode") == "External"
        kind = (node.get("Type") or "").rsplit("/", 1)[-1]
        found[node.get("Id") or ""] = Link(kind, target if is_outside else _part(folder, target), is_outside)
    return found


def main_part(package: Package) -> str:
    """Return the name of the part that has the text; empty where no relationship tells it."""
    found = [link.target for link in links(package, "").values() if link.kind == "officeDocument"]
    return next((name for name in found if name in package.parts), "")


def _part(folder: str, target: str) -> str:
    """Return the name of a part as the zip has it."""
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
