"""The words of a paragraph as Markdown, in lines of a width that people read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.prose import inline, quotes, rewritten
from handlingsprogram.prose.inline import Bit
from handlingsprogram.prose.items import MARK, MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlingsprogram.editing.prose.leaves import Run

_DATE = re.compile(rf"^(\d{{1,2}})\\\.(?=[ \n](?:{MONTHS})(?![\w-]))", re.MULTILINE | re.IGNORECASE)
"""A date that got a backslash; no reader of ours takes it for an item."""
_RISK = re.compile(rf"(?:{MARK})\Z|{rewritten.BLOCK}|\[\^|:")
"""A word that no line may begin with, if it can be helped."""


class Manner(NamedTuple):
    """How a text is written."""

    restores: bool
    """Whether a changed paragraph keeps the words that its author wrote as they stand."""
    keeps_gaps: bool
    """Whether the blank lines between paragraphs that followed each other stay."""
    emphasis: str
    """The sign of emphasis."""


def marked(runs: Sequence[Run], manner: Manner) -> str:
    """Return a paragraph's words with their marks, on one line where no line is broken."""
    written = rewritten.as_text(inline.written(_bits(runs, manner.emphasis)))
    return _DATE.sub(r"\1.", written)


def _bits(runs: Sequence[Run], emphasis: str) -> Iterator[Bit]:
    open_: list[tuple[str, str]] = []
    for run in runs:
        wanted = [(emphasis if sign == "*" else sign, href) for sign, href in run.marks]
        yield from rewritten.turned(open_, wanted)
        if run.kind == "vis":
            address = f"#{run.target}"
            yield from (Bit("inn", "[", address), Bit("ord", run.text), Bit("ut", "[", address))
        else:
            yield Bit(run.kind, run.text)
    yield from rewritten.turned(open_, [])


def own_words(source: str) -> str:
    """Return a paragraph's words as they were typed, without what its lines stand in by."""
    lines = quotes.without_marks(source).split("\n")
    return "\n".join([lines[0], *(line.lstrip(" \t") for line in lines[1:])])


def filled(text: str, room: int) -> str:
    """Return a text in which no line is too long, where its words let it be.

    What a line has no room for stands before the next one where that has room, so that a paragraph that is
    typed in, sign by sign, does not become a line for each word.
    """
    room = max(room, 40)
    found: list[str] = []
    rest = ""
    for line in text.split("\n"):
        fits = bool(line.strip()) and len(rest) + 1 + len(line) <= room
        if rest and not fits:
            found.append(rest)
        *whole, rest = _lines(f"{rest} {line}" if rest and fits else line, room)
        found += whole
        if not whole or rest.endswith("\\"):
            found.append(rest)
            rest = ""
    return "\n".join([*found, rest] if rest else found)


def _lines(line: str, room: int) -> Iterator[str]:
    if len(line) <= room:
        yield line
        return
    now = ""
    for word in re.split(r"(?<=\S) (?=\S)", line):
        if now and len(now) + 1 + len(word) > room and not _RISK.match(word) and not now.endswith("\\"):
            yield now
            now = word
        else:
            now = f"{now} {word}" if now else word
    yield now
