"""The lists of both documents in one file: one that goes on is one, the others get their own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.render.word.xml import attribute, find, qualified
from handlingsprogram.review.redline.marks import copy_of
from handlingsprogram.review.redline.tokens import xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from handlingsprogram.review.redline.align import Step
    from handlingsprogram.review.redline.source import Source


_FIRST_COUNTING = 1000
"""pandoc numbers its lists from here; below are those of templates/docx/numbering.xml.j2."""


def settle(old: Source, new: Source, steps: Iterable[Step]) -> None:
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
