"""Prose as a reader meets it: paragraphs and sentences, each with its place in the text.

Texts are settled (`signs.settle`): whatever looks like an item's mark is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from handlingsprogram.prose.items import MARK, NOTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ADDRESS = re.compile(r"\]\([^()]*\)")
"""What a link points to."""
_ITEM = re.compile(rf"[ \t]*(?P<mark>{MARK})(?:[ \t]+|$)")
_NOTE = re.compile(NOTE)
_SETTLED = re.compile(r"(?:\\(?=[-*+(#])|(?<![^\s(])(\w{1,9})\\(?=[.)]))(?=\S{1,2}(?:\s|\Z))")
"""A backslash that makes text of what begins a line; in the middle of one it says nothing."""
_NO_END = re.compile(
    r"adm|art|bl\.a|ca|dr|evt?|f\.eks|fhv|forts|iht|inkl|jfr?|kap|kl|kr|maks|mill|min|mrd|nr|ordf|p\.g\.a|pga"
    # «1.» before a capital is a date or a number, and «A.» an initial.
    r"|pkt|pr|prof|ref|resp|s\.k|tidl|tlf|vs|\d{1,2}|\w"
)
"""Words whose full stop does not end a sentence."""
_LONGEST_WORD = 20
"""More characters than any of those words has, with the marks before it."""
_END = re.compile(r"[.!?][»”\")\]*_]*(?:\[\^[^\[\]\s]+\])?\s+(?=[«“\"(*_\[]*[A-ZÆØÅ0-9])")


class Skille(StrEnum):
    """What separates a paragraph from what stands before it in the section."""

    BLOKK = "blokk"
    """It begins a text of its own in the content."""
    AVSNITT = "avsnitt"
    """A blank line."""
    LINJE = "linje"
    """A line end: the next item of a list, or a list directly below its introduction."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a sentence."""

    tekst: str
    """Its words as they stand, line ends included, without the mark of an item or a footnote."""
    start: int
    """Where they begin in the whole text, counted in characters from 0."""
    i_liste: bool
    """Whether it is an item of a list, or belongs to one."""
    merke: str = ""
    """What stands before its words, with its indentation: `- `, `  2. `, `[^1]: `."""
    skille: Skille = Skille.AVSNITT


@dataclass(frozen=True, slots=True)
class Avsnitt:
    """A paragraph, item of a list or footnote text, with its mark and its lines joined."""

    tekst: str
    skille: Skille


def paragraphs(markdown: str) -> Iterator[Piece]:
    """Give the paragraphs of a text that `prose.forbidden` finds nothing in: each item of a list is one."""
    # Addresses are not read; what stands for them keeps every other character in its place.
    yield from _pieces(ADDRESS.sub(lambda match: "]" * len(match[0]), markdown))


def _pieces(markdown: str) -> Iterator[Piece]:
    start, end, in_list, sign = 0, 0, False, ""
    separator, position = Skille.BLOKK, 0
    for line in markdown.split("\n"):
        begins = _ITEM.match(line)
        mark = begins or _NOTE.match(line)
        words = line.strip()
        if (mark or not words) and end > start:
            yield Piece(markdown[start:end], start, in_list, sign, separator)
            separator = Skille.AVSNITT if not words else Skille.LINJE
            start = end = position
        if not words:
            separator = separator if separator is Skille.BLOKK else Skille.AVSNITT
        elif end <= start:
            indent = len(line) - len(line.lstrip())
            in_list = bool(begins) or (indent > 0 and in_list)
            sign = line[: mark.end() if mark else indent]
            start = position + len(sign)
        if words:
            end = position + len(line.rstrip())
        position += len(line) + 1
    if end > start:
        yield Piece(markdown[start:end], start, in_list, sign, separator)


def joined_paragraphs(markdown: str) -> list[Avsnitt]:
    """Return the paragraphs of a text, each with its mark and on one line: where lines end is no change."""
    return [Avsnitt(_joined(piece.merke + piece.tekst), piece.skille) for piece in _pieces(markdown)]


def _joined(text: str) -> str:
    lines = text.split("\n")
    whole = lines[0].rstrip("\r\n")
    for line in lines[1:]:
        hard_break = whole.endswith(("  ", "\\"))
        following = line if hard_break else _SETTLED.sub(r"\1", line.lstrip(), count=1)
        whole = whole + "\n" + line if hard_break else whole.rstrip() + " " + following
    return whole.rstrip()


def together(parts: Iterable[Avsnitt]) -> str:
    """Return the text that paragraphs make together, the first one's separator left out."""
    text = ""
    for part in parts:
        between = "\n" if part.skille is Skille.LINJE else "\n\n"
        text += (between if text else "") + part.tekst
    return text


def one_form(markdown: str) -> str:
    """Return a text with its lines joined: equal for texts that print the same words in the same blocks."""
    return together(joined_paragraphs(markdown))


def mark(text: str) -> str:
    """Return the mark of a paragraph that is an item of a list: `-`, `2.`, `b)`; nothing for others."""
    match = _ITEM.match(text)
    return match["mark"] if match else ""


def without_mark(text: str) -> str:
    """Return a paragraph without the mark that makes it an item of a list."""
    match = _ITEM.match(text)
    return text[match.end() :].strip() if match else text


def sentences(paragraph: Piece) -> Iterator[Piece]:
    """Give the sentences of a paragraph."""
    start = 0
    for match in _END.finditer(paragraph.tekst):
        before = paragraph.tekst[max(match.start() - _LONGEST_WORD, start) : match.start()].lower()
        word = before[-1:].strip() and before.split()[-1].lstrip('«“"(*_[')
        if not _NO_END.fullmatch(word):
            yield _part(paragraph, start, match.end())
            start = match.end()
    if start < len(paragraph.tekst):
        yield _part(paragraph, start, len(paragraph.tekst))


def _part(paragraph: Piece, start: int, end: int) -> Piece:
    return Piece(paragraph.tekst[start:end].rstrip(), paragraph.start + start, paragraph.i_liste)
