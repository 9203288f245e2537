"""Where long words in narrow cells may be divided: not every Word has the tools of the language for that.

An optional hyphen is an element of its own, so it is in no text that is searched for or compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.read.model.room import width
from handlingsprogram.render.word.xml import element, find, qualified
from handlingsprogram.render.words.hyphens import LEAST, dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_WORD = re.compile(rf"(?<![\w.@/])[^\W\d_]{{{2 * LEAST},}}(?![\w@/]|\.\w)")
"""A word, and no part of an address."""
_SIGN = re.compile(r"[^\w\s]+\u00a0\Z")
_LEAST_WIDE = 0.88
"""How wide a word is at the least, in parts of what is reckoned: one that has room is not to be divided."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def divide(cell: Element, room: float, language: str) -> None:
    """Say where a cell's words may be divided that have no room in it.

    Args:
        cell: a `w:tc`, changed in place.
        room: how wide its lines are, in ems of its text.
        language: the document's.
    """
    for text in find(cell, ".//w:r/w:t"):
        words = [
            word
            for word in _WORD.finditer(text.text or "")
            if _LEAST_WIDE * width(f"{_sign(text, word.start())}{word[0]}") > room
        ]
        known = dictionary(language) if words else None
        if known:
            pieces, done = [""], 0
            for word in words:
                first, *others = known.parts(word[0])
                pieces[-1] += (text.text or "")[done : word.start()] + first
                pieces += others
                done = word.end()
            pieces[-1] += (text.text or "")[done:]
            _part(text, pieces)


def _sign(text: Element, start: int) -> str:
    """Return the sign of a choice that stands on the line of the word behind it; nothing of other words."""
    before = (text.text or "")[:start]
    run = text.getparent()
    sign = run.getprevious() if run is not None and before == "\u00a0" else None
    if sign is not None:  # in colour it is a run of its own
        before = "".join(node.text or "" for node in find(sign, "w:t")) + before
    found = _SIGN.search(before)
    return found[0] if found else ""


def join(root: Element) -> None:
    """Take out what `divide` has put in."""
    for hyphen in list(root.iter(qualified("w:softHyphen"))):
        before, after = hyphen.getprevious(), hyphen.getnext()
        assert before is not None  # noqa: S101 — it stands in a word
        assert after is not None  # noqa: S101
        before.text = f"{before.text or ''}{after.text or ''}"
        for node in (hyphen, after):
            node.getparent().remove(node)  # type: ignore[union-attr]


def _part(text: Element, pieces: list[str]) -> None:
    first, *others = pieces
    text.text = first
    place = text
    for node in _nodes(others):
        place.addnext(node)
        place = node
    for node in find(text.getparent(), "w:t") if others else ():  # type: ignore[arg-type]
        node.set(_SPACE, "preserve")


def _nodes(pieces: list[str]) -> Iterator[Element]:
    for piece in pieces:
        yield element("softHyphen")
        node = element("t")
        node.text = piece
        yield node
