"""What is drawn in a Word file: pictures, boxes with words, and all else that is no text."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from handlingsprogram.received.file.story import cut
from handlingsprogram.received.file.word.names import DRAWING, MC, VML, R, W, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.received.file.package import Package
    from handlingsprogram.received.file.story import Around, Story
    from handlingsprogram.received.file.word.links import Link

_TOLD = (f"{DRAWING}2006/wordprocessingDrawing}}docPr", f"{VML}shape", f"{VML}rect")
_CHARTS = (f"{DRAWING}2006/chart}}chart", f"{DRAWING}2006/diagram}}relIds")


class Drawings:
    """Reads drawings, of which nothing can be content."""

    def __init__(self, package: Package, story: Story) -> None:
        """Take the file that has the pictures, and what is told of it."""
        self._package = package
        self._story = story

    def read(self, node: Element, around: Around, links: Mapping[str, Link]) -> None:
        """Tell what is drawn.

        Args:
            node: a drawing, an older picture, or an object.
            around: what it stands within.
            links: the relationships of the part that has it.
        """
        told = [text for one in node.iter(*_TOLD) for text in (one.get("descr"), one.get("alt")) if text]
        words = told[0] if told else ""
        boxes = _boxes(node)
        pictures = list(node.iter(f"{DRAWING}2006/main}}blip", f"{VML}imagedata"))
        for picture in pictures:
            self._picture(picture, around, words, links)
        for box in boxes:
            self._story.strange("tekstboks", around, _said(box))
            for reference in box.iter(f"{W}commentReference"):
                self._story.remark_here(value(reference, "id"))
        if not boxes and not pictures:
            kind = "diagram" if next(node.iter(*_CHARTS), None) is not None else "objekt"
            self._story.strange(kind, around, words)  # type: ignore[arg-type]

    def _picture(self, picture: Element, around: Around, words: str, links: Mapping[str, Link]) -> None:
        link = links.get(picture.get(f"{R}embed") or picture.get(f"{R}id") or "")
        data = self._package.parts.get(link.target) if link and not link.is_outside else None
        suffix = posixpath.splitext(link.target)[1].lower() if link and data is not None else ""
        self._story.picture(around, words, data, suffix)


def _boxes(node: Element) -> list[Element]:
    return [box for box in node.iter(f"{W}txbxContent") if _is_outermost(box, node)]


def _is_outermost(box: Element, drawing: Element) -> bool:
    above: Iterable[Element] = box.iterancestors()
    for one in above:
        if one is drawing:
            return True
        if one.tag in {f"{W}txbxContent", f"{MC}Fallback"}:
            return False
    return True


def _said(box: Element) -> str:
    lines = ("".join(text.text or "" for text in line.iter(f"{W}t")) for line in box.iter(f"{W}p"))
    return cut(" ".join(lines))
