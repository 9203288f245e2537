"""The marks of a revision (ISO/IEC 29500-1, 17.13.5): who, when, and a number that no other mark has."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from handlingsprogram.render.word.xml import attribute, element, find, qualified
from handlingsprogram.review.redline.source import BOOKMARKS
from handlingsprogram.review.redline.tokens import Status, xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

AUTHOR = "handlingsprogram"
"""Who marks: the tool, so that a reader's own changes in the same file are told from its."""
_HANDS = {"ins": "nytt", "del": "fjernet"} | {
    f"move{way}{edge}": "flyttet" for way in ("From", "To") for edge in ("", "RangeStart")
}
_OTHER_HAND = "utseende"
"""By kind, a hand of its own: Word can show one kind alone, and LibreOffice, which takes what the same hand
has struck and written for a move of its own, leaves the look of what follows alone."""

MOVED = {Status.DELETED: Status.MOVED_AWAY, Status.INSERTED: Status.MOVED_HERE}
"""What goes and comes is called so where it was moved."""

_HOUR = 3600
# Where a former state is kept, by the element whose state it is.
_FORMER = {
    qualified(f"w:{name}"): f"{name}Change" for name in ("pPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid")
}
# A former state holds no revision (CT_PPrBase and its likes), no footers and no former state of its own.
_NOT_FORMER = tuple(
    qualified(f"w:{name}") for name in ("rPr", "footerReference", "headerReference", "ins", "del")
)


@dataclass(slots=True)
class Marks:
    """Makes marks; all annotations of the file, bookmarks included, are numbered from here."""

    epoch: int
    """When, in seconds since 1970."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def of(self, status: Status, hour: int = 0) -> Element:
        """Return the element of a revision, to hold runs or to stand among properties.

        Args:
            status: what has happened.
            hour: LibreOffice makes one change of two that touch and are of the same hand and minute, with one
                paragraph's beginning another's end; what must be decided apart is of another hour.
        """
        return self._annotation(status.value, hour)

    def _annotation(self, tag: str, hour: int = 0) -> Element:
        author = f"{AUTHOR}: {_HANDS.get(tag, _OTHER_HAND)}"
        return element(tag, id=next(self.numbers), author=author, date=_date(self.epoch + hour * _HOUR))

    def paragraph(self, properties: Element, status: Status, hour: int = 0) -> None:
        """Mark a paragraph's end as inserted or deleted, by its properties."""
        if status is not Status.KEPT:
            run = element("rPr")
            run.append(self.of(status, hour))
            properties.append(run)

    def range(self, nodes: list[Element], name: str, status: Status) -> list[Element]:
        """Put a range around paragraphs or rows that were moved together: where Word itself puts it.

        Args:
            nodes: what was moved, changed in place.
            name: the same in both places.
            status: which of the two it is.
        """
        start = self._annotation(f"{status.value}RangeStart")
        start.set(qualified("w:name"), name)
        first = next(nodes[0].iter(qualified("w:p")))
        first.insert(1, start)  # a paragraph has its properties first
        return [*nodes, element(f"{status.value}RangeEnd", id=attribute(start, "id"))]

    def row(self, row: Element, status: Status) -> None:
        """Mark a whole row."""
        properties = next(iter(find(row, "w:trPr")), None)
        if properties is None:
            properties = element("trPr")
            row.insert(0, properties)
        properties.append(self.of(status))

    def former(self, properties: Element, old: Element) -> None:
        """Note what properties were before, where they differ."""
        if content(properties) == content(old):
            return
        tag = _FORMER[str(properties.tag)]
        # A grid's change has a number only (CT_TblGridChange).
        change = element(tag, id=next(self.numbers)) if tag == "tblGridChange" else self._annotation(tag)
        kept = deepcopy(old)
        for node in [node for node in kept if node.tag in _NOT_FORMER]:
            kept.remove(node)
        kept.tail = None
        change.append(kept)
        properties.append(change)

    def bookmarks(self, paragraph: Element, names: list[str]) -> None:
        """Put bookmarks around the content of a paragraph, which has its properties first."""
        for name in names:
            number = next(self.numbers)
            paragraph.insert(1, element("bookmarkStart", id=number, name=name))
            paragraph.append(element("bookmarkEnd", id=number))


@cache
def _date(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def content(properties: Element) -> list[str]:
    """Return what properties say, without revisions."""
    return [xml(node) for node in properties if node.tag not in _NOT_FORMER]


def copy_of(node: Element) -> Element:
    """Return a copy of an element alone, fit to stand elsewhere."""
    copied = deepcopy(node)
    copied.tail = None
    if BOOKMARKS in copied.attrib:
        del copied.attrib[BOOKMARKS]
    return copied
