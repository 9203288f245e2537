"""Captions as Word keeps them: each number is a field that counts; what is listed has a bookmark."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from handlingsprogram.render.edition.parts import Figure, FigureRow, Listing, Table
from handlingsprogram.render.word.body import bookmark, style
from handlingsprogram.render.word.xml import element, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from handlingsprogram.render.edition.parts import Part, View
    from handlingsprogram.render.word.body import Dress

LISTED = "TableofFigures"
"""The style of what stands in such lists."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def count_captions(body: Element, view: View, how: Dress) -> dict[str, str]:
    """Make fields of the numbers that captions begin with.

    Args:
        body: the `w:body`, changed in place.
        view: what the document shows, in the same order.
        how: what the rest of the file says.

    Returns:
        The bookmarks of the captions that are listed, by id.
    """
    numbered = [shown for part in view.deler for shown in _captions(part)]
    if not any(number for _, _, number in numbered):
        return {}
    listed = {line.id for part in view.deler if isinstance(part, Listing) for line in part.linjer}
    nodes = [node for node in find(body, "w:p") if style(node) == "Caption"]
    bookmarks: dict[str, str] = {}
    counted = {"Figur": 0, "Tabell": 0}
    for node, (kind, name, number) in zip(nodes, numbered, strict=True):
        if number:
            # What has a number and no caption yet, a placeholder, is not counted by Word.
            _count(node, kind, number, follows=counted[kind] + 1 == number)
            counted[kind] = number
        if name in listed:
            bookmarks[name] = f"_TocX{len(bookmarks) + 1:07}"
            bookmark(node, bookmarks[name], how)
    return bookmarks


def _captions(part: Part) -> Iterator[tuple[str, str, int]]:
    """Give the captions of a part as Word has them: what is counted, the id, and the number, 0 for none."""
    match part:
        case Table(tabelltittel=title) if title:
            yield "Tabell", part.id, part.nummer
        case Figure(bilde=picture, bildetekst=text, kilde=source) if picture and (text or source):
            yield "Figur", part.id, part.nummer
        case FigureRow():
            for figure in part.figurer:
                yield from _captions(figure)
            if part.bildetekst:
                yield "Figur", "", 0


def _count(caption: Element, kind: str, number: int, *, follows: bool) -> None:
    """Put a field in the place of the first such number of a caption."""
    code = f" SEQ {kind} \\* ARABIC " if follows else f" SEQ {kind} \\* ARABIC \\r {number} "
    written = re.compile(rf"(?<!\d){number}(?!\d)")
    for run in find(caption, "w:r"):
        [*texts] = find(run, "w:t")
        found = written.search(texts[0].text or "") if texts else None
        if found:
            before, after = (texts[0].text or "")[: found.start()], (texts[0].text or "")[found.end() :]
            parts = [_text(before), *_field(code, found[0]), _text(after)]
            for part in parts:
                piece = deepcopy(run)
                piece.replace(find(piece, "w:t")[0], part)
                run.addprevious(piece)
            caption.remove(run)
            return


def _field(instruction: str, result: str) -> list[Element]:
    code = element("instrText")
    code.text = instruction
    code.set(_SPACE, "preserve")
    begin, separate, end = (element("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    return [begin, code, separate, _text(result), end]


def _text(words: str) -> Element:
    node = element("t")
    node.text = words
    node.set(_SPACE, "preserve")
    return node
