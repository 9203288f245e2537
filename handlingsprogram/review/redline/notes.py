"""Footnotes of both documents: each reference that stays, goes or comes takes its note's text along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.render.word.xml import attribute, find, qualified
from handlingsprogram.review.redline.align import best
from handlingsprogram.review.redline.source import Block
from handlingsprogram.review.redline.words import likeness

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Two notes are the same from this likeness on; a note is short, and one about something else shares little.
_SAME = 0.4


def by_id(notes: Element) -> dict[str, Element]:
    """Return the footnotes that the text refers to, by number; separators have a type and are none."""
    return {attribute(note, "id"): note for note in find(notes, "w:footnote") if not attribute(note, "type")}


def pair(old: Element, new: Element) -> dict[str, str]:
    """Return which note of the old document is which in the new, by number.

    Args:
        old: the old footnotes part.
        new: the new one.
    """
    before = [(number, Block(note)) for number, note in by_id(old).items()]
    after = [(number, Block(note)) for number, note in by_id(new).items()]

    def score(one: tuple[str, Block], other: tuple[str, Block]) -> float:
        alike = likeness(one[1].words, other[1].words)
        return alike if alike >= _SAME else 0

    return {one[0]: other[0] for one, other in best(before, after, score) if one and other}


def renumber(root: Element, notes: Element, beyond: int) -> None:
    """Give the old document's notes numbers above all of the new one's.

    Args:
        root: the old document part, changed in place.
        notes: the old footnotes part, changed in place.
        beyond: the highest number that is taken.
    """
    _number(root, list(by_id(notes).values()), beyond)


def number(root: Element, notes: list[Element]) -> None:
    """Number notes in the order of the text, from 1; LibreOffice mixes them up where they are not.

    Args:
        root: the document part, changed in place.
        notes: the footnotes that it refers to, in that order, changed in place.
    """
    _number(root, notes, 0)


def _number(root: Element, notes: list[Element], beyond: int) -> None:
    numbers = {attribute(note, "id"): str(beyond + i) for i, note in enumerate(notes, 1)}
    for node in [*notes, *root.iter(qualified("w:footnoteReference"))]:
        node.set(qualified("w:id"), numbers[attribute(node, "id")])
