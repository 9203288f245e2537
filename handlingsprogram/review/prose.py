"""Prose as paragraphs, with their lines joined: a line that ends elsewhere is no change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_BULLET = re.compile(r"(?P<indent>\s*)(?P<mark>[-*+])(?P<gap>\s+)\S")
_NUMBER = re.compile(r"(?P<indent>\s*)(?P<mark>(?:\d{1,9}|[a-zA-Z])[.)])(?P<gap>\s+)\S")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:")
_FIRST = {"1.", "1)"}
"""Only these begin a list in the middle of a paragraph (https://spec.commonmark.org/0.31.2/#lists)."""


class Skille(StrEnum):
    """What separates a paragraph from what stands before it in the section."""

    BLOKK = "blokk"
    """It begins a text of its own in the content."""
    AVSNITT = "avsnitt"
    """A blank line."""
    LINJE = "linje"
    """A line end: the next item of a list, or a list directly below its introduction."""


@dataclass(frozen=True, slots=True)
class Avsnitt:
    """A paragraph, item of a list or footnote text, with its mark and its lines joined."""

    tekst: str
    skille: Skille


def paragraphs(markdown: str) -> list[Avsnitt]:
    """Return the paragraphs of a text in Markdown that content may hold."""
    found: list[Avsnitt] = []
    lines: list[str] = []
    separator, blank = Skille.BLOKK, False
    for line in markdown.split("\n"):
        if not line.strip():
            blank = True
            continue
        if lines and (blank or _begins(line, lines[0])):
            found.append(Avsnitt(_joined(lines), separator))
            separator = Skille.AVSNITT if blank else Skille.LINJE
            lines = []
        lines.append(line)
        blank = False
    if lines:
        found.append(Avsnitt(_joined(lines), separator))
    return found


def _begins(line: str, first: str) -> bool:
    """Tell whether a line begins a paragraph of its own below the lines of another, without a blank line."""
    if _FOOTNOTE.match(line) or _BULLET.match(line):
        return True
    number = _NUMBER.match(line)
    if not number:
        return False
    above = _BULLET.match(first) or _NUMBER.match(first)
    within = len(above["indent"] + above["mark"] + above["gap"]) if above else 0
    return number["mark"] in _FIRST or (above is not None and len(number["indent"]) < within)


def _joined(lines: list[str]) -> str:
    text = lines[0].rstrip("\r\n")
    for line in lines[1:]:
        hard_break = text.endswith(("  ", "\\"))
        text = text + "\n" + line if hard_break else text.rstrip() + " " + line.lstrip()
    return text.rstrip()


def joined(parts: list[Avsnitt]) -> str:
    """Return the text that paragraphs make together, the first one's separator left out."""
    text = ""
    for part in parts:
        between = "\n" if part.skille is Skille.LINJE else "\n\n"
        text += (between if text else "") + part.tekst
    return text


def one_form(markdown: str) -> str:
    """Return a text with its lines joined: equal for texts that print the same words in the same blocks."""
    return joined(paragraphs(markdown))


def mark(text: str) -> str:
    """Return the mark of a paragraph that is an item of a list: `-`, `2.`, `b)`; nothing for others."""
    match = _BULLET.match(text) or _NUMBER.match(text)
    return match["mark"] if match else ""


def without_mark(text: str) -> str:
    """Return a paragraph without the mark that makes it an item of a list."""
    found = mark(text)
    return text.split(found, 1)[1].strip() if found else text
