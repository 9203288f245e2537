"""What the text refers to inside itself: bookmarks with the links to them, and footnotes.

Every name is once in the report, every link is right on both sides, and each reference to a note that stays,
goes or comes takes the note's text along.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from handlingsprogram.render.word.xml import attribute, find, qualified
from handlingsprogram.review.redline.align import best
from handlingsprogram.review.redline.common import likeness
from handlingsprogram.review.redline.source import BOOKMARKS, Block, bookmarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from handlingsprogram.review.redline.align import Step
    from handlingsprogram.review.redline.source import Source

_CONTENTS = "_Toc"
_PAGE_OF = re.compile(r"(?<=PAGEREF )\S+")
# Two notes are the same from this likeness on; a note is short, and one about something else shares little.
_SAME = 0.4


def settle_names(old: Source, new: Source, steps: Iterable[Step]) -> None:
    """Give the old document's bookmarks names that the report can hold.

    What is paired has one bookmark, the new one's; other bookmarks of the old document keep their names as
    far as the new one does not use them.

    Args:
        old: the old document, changed in place.
        new: the new one.
        steps: both side by side.
    """
    taken = {name for paragraph in new.root.iter(qualified("w:p")) for name in bookmarks(paragraph)}
    names = dict(_shared(steps))
    fresh = (f"_Tidligere{number:05}" for number in count(1))
    for paragraph in old.root.iter(qualified("w:p")):
        for name in bookmarks(paragraph):
            is_free = name not in taken and not name.startswith(_CONTENTS)
            names.setdefault(name, name if is_free else next(fresh))
    _rename(old.root, names)


def _shared(steps: Iterable[Step]) -> Iterator[tuple[str, str]]:
    for old, new, rows in steps:
        if old and new:
            yield from _both(old.node, new.node)
        for before, after, _ in rows:
            if before and after:
                yield from _both(find(before.node, "w:tc/w:p")[0], find(after.node, "w:tc/w:p")[0])


def _both(old: Element, new: Element) -> Iterator[tuple[str, str]]:
    """Pair the names of two paragraphs: those that the contents point to, and the others."""
    for is_listed in (True, False):
        yield from zip(
            *(
                [name for name in bookmarks(node) if name.startswith(_CONTENTS) is is_listed]
                for node in (old, new)
            ),
            strict=False,
        )


def _rename(root: Element, names: dict[str, str]) -> None:
    for paragraph in root.iter(qualified("w:p")):
        if bookmarks(paragraph):
            paragraph.set(BOOKMARKS, " ".join(names[name] for name in bookmarks(paragraph)))
    for link in root.iter(qualified("w:hyperlink")):
        target = attribute(link, "anchor")
        if target in names:
            link.set(qualified("w:anchor"), names[target])
    for code in root.iter(qualified("w:instrText")):
        code.text = _PAGE_OF.sub(lambda match: names.get(match[0], match[0]), code.text or "")


# --- Footnotes ---


def notes_by_id(notes: Element) -> dict[str, Element]:
    """Return the footnotes that the text refers to, by number; separators have a type and are none."""
    return {attribute(note, "id"): note for note in find(notes, "w:footnote") if not attribute(note, "type")}


def pair_notes(old: Element, new: Element) -> dict[str, str]:
    """Return which note of the old document is which in the new, by number.

    Args:
        old: the old footnotes part.
        new: the new one.
    """
    before = [(number, Block(note)) for number, note in notes_by_id(old).items()]
    after = [(number, Block(note)) for number, note in notes_by_id(new).items()]

    def score(one: tuple[str, Block], other: tuple[str, Block]) -> float:
        alike = likeness(one[1].words, other[1].words)
        return alike if alike >= _SAME else 0

    return {one[0]: other[0] for one, other in best(before, after, score) if one and other}


def number_notes(root: Element, notes: list[Element], beyond: int = 0) -> None:
    """Number notes in the order of the text; LibreOffice mixes them up where they are not.

    Args:
        root: the document part, changed in place.
        notes: the footnotes that it refers to, in that order, changed in place.
        beyond: the highest number that is taken.
    """
    numbers = {attribute(note, "id"): str(beyond + i) for i, note in enumerate(notes, 1)}
    for node in [*notes, *root.iter(qualified("w:footnoteReference"))]:
        node.set(qualified("w:id"), numbers[attribute(node, "id")])
