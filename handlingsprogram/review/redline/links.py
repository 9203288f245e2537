"""What the text refers to outside itself: both documents' web addresses and pictures in one file."""

from __future__ import annotations

from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from handlingsprogram.render.word.xml import parse, qualified, serialise
from handlingsprogram.review.redline.marks import copy_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from handlingsprogram.review.redline.source import Source

_REFERENCES = tuple(qualified(f"r:{name}") for name in ("id", "embed", "link"))
_PICTURE_NUMBERS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr",
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr",
)


def settle(old: Source, new: Source) -> None:
    """Add to the new document what the old one's text refers to, and let that text refer to it there.

    Args:
        old: the old document; its references are changed in place.
        new: the new one; its parts are added to.
    """
    for part, before, after in (("document", old.root, new.root), ("footnotes", old.notes, new.notes)):
        name = f"word/_rels/{part}.xml.rels"
        theirs, ours = parse(old.parts[name]), parse(new.parts[name])
        names = _Names(old, new, theirs, ours)
        for node, attribute in _references(before):
            node.set(attribute, names.settled(node.get(attribute) or ""))
        new.parts[name] = serialise(ours)
        for root in (before, after):
            number_pictures(root, iter(lambda: 0, 1))


def number_pictures(root: Element, numbers: Iterator[int]) -> None:
    """Number the pictures of a part; while two documents are compared, all have the number 0."""
    for node in root.iter(*_PICTURE_NUMBERS):
        node.set("id", str(next(numbers)))


def _references(root: Element) -> Iterator[tuple[Element, str]]:
    for node in root.iter():
        for attribute in _REFERENCES:
            if node.get(attribute) is not None:
                yield node, attribute


class _Names:
    """Finds or makes the reference of the new document that means the same as one of the old."""

    def __init__(self, old: Source, new: Source, theirs: Element, ours: Element) -> None:
        self._old, self._new = old.parts, new.parts
        self._theirs = {link.get("Id") or "": link for link in theirs}
        self._ours = ours
        self._fresh = (f"rIdTidligere{number}" for number in count(1))
        self._settled: dict[str, str] = {}

    def settled(self, name: str) -> str:
        if name not in self._settled:
            self._settled[name] = self._find(self._theirs[name])
        return self._settled[name]

    def _find(self, link: Element) -> str:
        target = link.get("Target") or ""
        is_file = link.get("TargetMode") != "External"
        for other in self._ours:
            if other.get("Type") == link.get("Type") and self._means(
                other.get("Target") or "", target, is_file=is_file
            ):
                return other.get("Id") or ""
        name = next(self._fresh)
        if is_file:
            place = PurePosixPath(target)
            fresh = str(place.with_name(f"{name}{place.suffix}"))
            self._new[f"word/{fresh}"] = self._old[f"word/{target}"]
            target = fresh
        adopted = copy_of(link)
        self._ours.append(adopted)
        adopted.set("Id", name)
        adopted.set("Target", target)
        return name

    def _means(self, ours: str, theirs: str, *, is_file: bool) -> bool:
        if not is_file:
            return ours == theirs
        return self._new.get(f"word/{ours}") == self._old[f"word/{theirs}"]
