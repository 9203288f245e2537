"""Tracked changes of an OpenDocument text (ODF 1.3, part 3, 5.5): what was deleted lies beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.received.file.document import Author
from handlingsprogram.received.file.odt.names import DC, OFFICE, TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

_ID = "{http://www.w3.org/XML/1998/namespace}id"


class Region(NamedTuple):
    """A change."""

    kind: str
    """`insertion`, `deletion`, or something that only concerns the look."""
    author: Author
    node: Element


def regions(text: Element) -> Mapping[str, Region]:
    """Return a text's changes by id."""
    found: dict[str, Region] = {}
    for node in text.findall(f"{TEXT}tracked-changes/{TEXT}changed-region"):
        for change in node:
            kind = str(change.tag).removeprefix(TEXT)
            region = Region(kind, author(change.find(f"{OFFICE}change-info")), change)
            for one in (node.get(f"{TEXT}id"), node.get(_ID)):
                if one:
                    found[one] = region
    return found


def author(info: Element | None) -> Author:
    """Return who made a change or a remark."""
    if info is None:
        return Author("", "")
    name, date = (info.find(f"{DC}{part}") for part in ("creator", "date"))
    return Author(
        (name.text or "").strip() if name is not None else "",
        (date.text or "").strip() if date is not None else "",
    )
