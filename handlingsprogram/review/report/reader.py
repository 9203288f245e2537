"""Prose as a reader of the document meets it: its words, and not its Markdown."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from handlingsprogram.prose import marks
from handlingsprogram.read.model import amounts
from handlingsprogram.read.model.sheet import Regneark, SirkelError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.model.program import Program

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = 0xE000
"""Escaped characters are moved here while marks are read, so that they are not taken for marks."""
_HIDDEN_CHARACTER = re.compile("[\ue000-\ue07f]")
_FOOTNOTE_TEXT = re.compile(r"^\[\^[^\[\]\s]+\]:\s*")
_BULLET = re.compile(r"^\s*[-*+]\s+(?=\S)")
_LINK = re.compile(r"\[(?P<tekst>[^\[\]]*)\]\((?P<adresse>[^()\s]*)\)|<(?P<bare>[a-z]+:[^<>\s]+)>")
_MARKS = re.compile(r"(\*+|_+|~~)")
_TYPE = {"*": "kursiv", "_": "kursiv", "**": "fet", "__": "fet", "~~": "strøket"}
"""Marks of emphasis, and what they print."""
_PLAIN: Mapping[str, str] = {
    "note": " (fotnote)",
    "link": r"\g<tekst>\g<bare>",
    **dict.fromkeys(_TYPE, ""),
}
_EXPLAINED: Mapping[str, str] = {
    "note": r" (fotnote «\g<navn>»)",
    "link": r"\g<tekst>\g<bare> (lenke til \g<adresse>\g<bare>)",
    **{mark: f" ({name})" for mark, name in _TYPE.items()},
}


class Reader:
    """Reads the prose of one programme as it is printed."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._anchors = program.ankere()
        self._form = program.kryssreferanse
        self._sheet = Regneark(program.budsjett) if program.budsjett else None

    def plain(self, markdown: str) -> str:
        """Return the words of prose as they are printed: no Markdown, references and notes in words."""
        return self._read(markdown, _PLAIN)

    def explained(self, markdown: str) -> str:
        """Return the words of prose with what a reader sees besides them: type, addresses, notes' names."""
        return self._read(markdown, _EXPLAINED)

    def _read(self, markdown: str, form: Mapping[str, str]) -> str:
        text = _ESCAPED.sub(lambda match: chr(_HIDDEN + ord(match[1])), markdown.replace("\\\n", "\n"))
        text = _FOOTNOTE_TEXT.sub("Fotnote: ", _BULLET.sub("• ", text, count=1))
        text = marks.REFERENCE.sub(self._reference, text)
        text = marks.FOOTNOTE.sub(form["note"], text)
        text = "".join(_typed(_LINK.sub(form["link"], text), form))
        text = html.unescape(" ".join(text.split()))
        return _HIDDEN_CHARACTER.sub(lambda match: chr(ord(match[0]) - _HIDDEN), text)

    def _reference(self, match: re.Match[str]) -> str:
        anchor = self._anchors.get(match["id"])
        if not anchor:
            return match["tekst"] or self._amount(match["id"])
        text = match["tekst"] or self._form
        return text.replace("{nummer}", anchor.nummer).replace("{tittel}", anchor.tittel)

    def _amount(self, target: str) -> str:
        """Return the figure that a reference prints, or its target where the budget has no such figure."""
        try:
            return amounts.find(self._program, self._sheet, target).skrevet()
        except (amounts.TargetError, SirkelError, KeyError, ValueError):
            return target  # content that is compared was checked by nobody


def printed(fra: str, til: str, readers: tuple[Reader, Reader]) -> tuple[str, str]:
    """Return a text before and after, as little like its Markdown as shows what has changed."""
    for read in (Reader.plain, Reader.explained):
        before, after = read(readers[0], fra), read(readers[1], til)
        if before != after:
            return before, after
    return fra, til


def _typed(text: str, form: Mapping[str, str]) -> list[str]:
    """Return a text in pieces, its marks of emphasis replaced where they are closed.

    Read from left to right, as https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis has it for
    what content may hold; in time in proportion to the text.
    """
    pieces = _MARKS.split(text)
    open_: dict[str, list[int]] = {"*": [], "_": [], "~": []}
    closing = [""] * len(pieces)
    for i in range(1, len(pieces), 2):
        before, run, after = pieces[i - 1][-1:], pieces[i], pieces[i + 1][:1]
        opened = open_[run[0]]
        if _touches(before, after, run):
            for start, mark in _closed(pieces, opened, i):
                pieces[start] = pieces[start][len(mark) :]
                pieces[i] = pieces[i][len(mark) :]
                closing[i] += form[mark]
                if not pieces[start]:
                    opened.pop()
        if pieces[i] and _touches(after, before, run):
            opened.append(i)
    return [closed + piece for closed, piece in zip(closing, pieces, strict=True)]


def _touches(inside: str, outside: str, run: str) -> bool:
    """Tell whether a mark stands close to a word, so that it can close or open there."""
    return bool(inside.strip()) and not (run[0] == "_" and outside.isalnum())


def _closed(pieces: list[str], opened: list[int], at: int) -> Iterator[tuple[int, str]]:
    """Give what a run of marks closes, the innermost first."""
    while opened and pieces[at]:
        start = opened[-1]
        size = min(len(pieces[start]), len(pieces[at]), 2)
        yield start, pieces[at][:size]
