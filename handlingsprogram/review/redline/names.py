"""Bookmarks and the links to them: every name once in the report, and every link right on both sides."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from handlingsprogram.render.word.xml import attribute, find, qualified
from handlingsprogram.review.redline.align import align_rows
from handlingsprogram.review.redline.source import BOOKMARKS, bookmarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from handlingsprogram.review.redline.align import Pairs, Step
    from handlingsprogram.review.redline.source import Source

_CONTENTS = "_Toc"
_PAGE_OF = re.compile(r"(?<=PAGEREF )\S+")


def settle(old: Source, new: Source, steps: Iterable[Step], pairs: Pairs) -> None:
    """Give the old document's bookmarks names that the report can hold.

    What is paired has one bookmark, the new one's; other bookmarks of the old document keep their names as
    far as the new one does not use them.

    Args:
        old: the old document, changed in place.
        new: the new one.
        steps: both side by side.
        pairs: what continues what.
    """
    taken = {name for paragraph in new.root.iter(qualified("w:p")) for name in bookmarks(paragraph)}
    names = dict(_shared(steps, pairs))
    fresh = (f"_Tidligere{number:05}" for number in count(1))
    for paragraph in old.root.iter(qualified("w:p")):
        for name in bookmarks(paragraph):
            is_free = name not in taken and not name.startswith(_CONTENTS)
            names.setdefault(name, name if is_free else next(fresh))
    _rename(old.root, names)


def _shared(steps: Iterable[Step], pairs: Pairs) -> Iterator[tuple[str, str]]:
    for old, new in steps:
        if not (old and new):
            continue
        yield from _both(old.node, new.node)
        for before, after in align_rows(old.rows, new.rows, pairs):
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
