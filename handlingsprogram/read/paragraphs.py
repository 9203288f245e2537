"""Prose as a reader meets it: paragraphs and sentences, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlingsprogram.read.prose import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKER = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)]|[a-zA-Z][.)])\s+|\[\^[^\[\]\s]+\]:\s*")
"""What begins an item of a list or a footnote's text."""
_NO_END = re.compile(
    r"adm|art|bl\.a|ca|dr|evt?|f\.eks|fhv|forts|iht|inkl|jfr?|kap|kl|kr|maks|mill|min|mrd|nr|ordf|p\.g\.a|pga"
    # «1.» before a capital is a date or a number, and «A.» an initial.
    r"|pkt|pr|prof|ref|resp|s\.k|tidl|tlf|vs|\d{1,2}|\w"
)
"""Words whose full stop does not end a sentence."""
_LONGEST_WORD = 20
"""More characters than any of those words has, with the marks before it."""
_END = re.compile(r"[.!?][»”\")\]*_]*(?:\[\^[^\[\]\s]+\])?\s+(?=[«“\"(*_\[]*[A-ZÆØÅ0-9])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a sentence."""

    tekst: str
    start: int
    """Where it begins in the whole text, counted in characters from 0."""
    i_liste: bool
    """Whether it is an item of a list, or belongs to one."""

    @property
    def slutt(self) -> int:
        """Where its last character stands in the whole text."""
        return self.start + len(self.tekst) - 1


def paragraphs(markdown: str) -> Iterator[Piece]:
    """Give the paragraphs of a text that `prose.forbidden` finds nothing in: each item of a list is one."""
    # Addresses are not read; what stands for them keeps every other character in its place.
    markdown = ADDRESS.sub(lambda match: "]" * len(match[0]), markdown)
    start, end, in_list = 0, 0, False
    position = 0
    for line in markdown.splitlines(keepends=True):
        marker = _MARKER.match(line)
        if (marker or not line.strip()) and end > start:
            yield Piece(markdown[start:end], start, in_list)
            start = end = position
        if line.strip():
            if end <= start:
                indent = len(line) - len(line.lstrip())
                in_list = bool(marker and not line.startswith("[^")) or (indent > 0 and in_list)
                start = position + (marker.end() if marker else indent)
            end = position + len(line.rstrip())
        position += len(line)
    if end > start:
        yield Piece(markdown[start:end], start, in_list)


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
