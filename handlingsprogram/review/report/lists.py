"""How a list has changed, in a sentence: its marks, and how deep its items stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.prose.paragraphs import BULLET

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Change

_ROMAN = set("ivxlcdm")


def list_change(change: Change, mark: str) -> str:
    """Say what a change of a paragraph's `merke` or `innrykk` means, in words that begin with a small letter.

    Args:
        change: the change.
        mark: the mark that the paragraph has now; empty where it is no item of a list.
    """
    if change.felt == "innrykk":
        return _level(change.fra, change.til, mark)
    before, after = _kind(change.fra), _kind(change.til)
    if "" in {before, after} or "fotnote" in {before, after}:
        return f"{_AS.get(before, 'punktet')} er blitt {_NOW.get(after, 'et punkt i en liste')}"
    if before != after:
        return f"listen har fått {after} i stedet for {before}"
    return f"listen begynner med «{change.til}» i stedet for «{change.fra}»"


_AS = {"": "avsnittet", "fotnote": "fotnoten"}
_NOW = {"": "et vanlig avsnitt", "fotnote": "en fotnote"}


def _kind(mark: str) -> str:
    """Return what sort of marks a list has, by one of them; nothing for what is no item."""
    word = mark.strip(".)").lower()
    if mark.startswith("[^"):
        return "fotnote"
    if mark in {"", BULLET}:
        return "punkttegn" if mark else ""
    if word.isdigit():
        return "tall"
    return "romertall" if word == "i" or (len(word) > 1 and set(word) <= _ROMAN) else "bokstaver"


def _level(before: int, after: int, mark: str) -> str:
    if mark:
        return f"flyttet {'inn' if after > before else 'ut'} til nivå {after + 1} i listen"
    return "hører nå til punktet over" if after > before else "hører ikke lenger til punktet over"
