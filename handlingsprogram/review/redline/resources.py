"""What the text refers to outside itself: both documents' web addresses, pictures and lists in one file.

A list that goes on is one; the others get numbers of their own.
"""

from __future__ import annotations

from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from handlingsprogram.render.word.xml import attribute, find, parse, qualified, serialise
from handlingsprogram.review.redline.marks import copy_of
from handlingsprogram.review.redline.tokens import xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from handlingsprogram.review.redline.align import Step
    from handlingsprogram.review.redline.source import Source

_REFERENCES = tuple(qualified(f"r:{name}") for name in ("id", "embed", "link"))
_PICTURE_NUMBERS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr",
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr",
)

_FIRST_COUNTING = 1000
"""pandoc numbers its lists from here; below are those of templates/docx/numbering.xml.j2."""


def settle_links(old: Source, new: Source) -> None:
    """Add to the new document what the old one's text refers to, and let that text refer to it there.

    Args:
        old: the old document; its references are changed in place.
        new: the new one; its parts are added to.
    """
    for part, before, after in (("document", old.root, new.root), ("footnotes", old.notes, new.notes)):
        part_name = f"word/_rels/{part}.xml.rels"
        theirs, ours = parse(old.parts[part_name]), parse(new.parts[part_name])
        names = _Names(old, new, theirs, ours)
        for node, name in _references(before):
            node.set(name, names.settled(node.get(name) or ""))
        new.parts[part_name] = serialise(ours)
        for root in (before, after):
            number_pictures(root, iter(lambda: 0, 1))


def number_pictures(root: Element, numbers: Iterator[int]) -> None:
    """Number the pictures of a part; while two documents are compared, all have the number 0."""
    for node in root.iter(*_PICTURE_NUMBERS):
        node.set("id", str(next(numbers)))


def _references(root: Element) -> Iterator[tuple[Element, str]]:
    for node in root.iter():
        for name in _REFERENCES:
            if node.get(name) is not None:
                yield node, name


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


# --- Lists ---


def settle_lists(old: Source, new: Source, steps: Iterable[Step]) -> None:
    """Make the new document's numbering part hold the old one's lists too.

    Args:
        old: the old document; its paragraphs are tied to the lists that they now have.
        new: the new one; its numbering part is added to.
        steps: both side by side.
    """
    numbers = _shared(old, new, steps)
    used = {attribute(node, "val") for node in old.root.iter(qualified("w:numId"))}
    for instance in find(old.lists, "w:num"):
        number = attribute(instance, "numId")
        if number in used and number not in numbers:
            numbers[number] = _adopt(instance, old.lists, new.lists)
    for node in old.root.iter(qualified("w:numId")):
        node.set(qualified("w:val"), numbers[attribute(node, "val")])


def _shared(old: Source, new: Source, steps: Iterable[Step]) -> dict[str, str]:
    """Return which old list is which new one: the template's, and those with a paired item."""
    before, after = _looks(old.lists), _looks(new.lists)
    numbers = {number: number for number in before if number in after and int(number) < _FIRST_COUNTING}
    for step in steps:
        if step.old and step.new:
            one, other = _list_of(step.old.node), _list_of(step.new.node)
            if one and other and before[one] == after[other] and other not in numbers.values():
                numbers.setdefault(one, other)
    return numbers


def _list_of(paragraph: Element) -> str:
    return next((attribute(node, "val") for node in find(paragraph, "w:pPr/w:numPr/w:numId")), "")


def _looks(lists: Element) -> dict[str, list[str]]:
    """Return how each list counts, by its number."""
    kinds = {attribute(kind, "abstractNumId"): kind for kind in find(lists, "w:abstractNum")}
    return {
        attribute(instance, "numId"): [xml(level) for level in find(kinds[_kind(instance)], "w:lvl")]
        + [xml(node) for node in find(instance, "w:lvlOverride")]
        for instance in find(lists, "w:num")
    }


def _kind(instance: Element) -> str:
    return attribute(find(instance, "w:abstractNumId")[0], "val")


def _adopt(instance: Element, old: Element, new: Element) -> str:
    """Copy a list of the old document into the new one's part, and return the number that it gets."""
    kind = next(
        node for node in find(old, "w:abstractNum") if attribute(node, "abstractNumId") == _kind(instance)
    )
    kind, instance = copy_of(kind), copy_of(instance)
    name = _above(new, "w:abstractNum", "abstractNumId")
    number = _above(new, "w:num", "numId")
    kind.set(qualified("w:abstractNumId"), name)
    find(instance, "w:abstractNumId")[0].set(qualified("w:val"), name)
    instance.set(qualified("w:numId"), number)
    find(new, "w:num")[0].addprevious(kind)
    new.append(instance)
    return number


def _above(lists: Element, path: str, name: str) -> str:
    return str(1 + max(int(attribute(node, name)) for node in find(lists, path)))
