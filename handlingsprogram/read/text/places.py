"""Find the place in a file of a character of a text that was read from it, however YAML wrote the text."""

from __future__ import annotations

import re
import sys
from itertools import islice
from typing import TYPE_CHECKING

from handlingsprogram.finding import Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BLANK = " \t\n\r"
_QUOTES = "\"'"
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)?")
_BLANK_ESCAPES = {"\\", "\\ ", "\\t", "\\\t", "\\n", "\\r", "\\x20", "\\x09", "\\x0a", "\\u0020", "\\u000a"}


def place(lines: Sequence[str], start: Position, text: str, offset: int) -> Position:
    """Return where a character of a text stands.

    YAML folds lines, strips indentation and has escapes, but it never changes the order of what is
    not blank. So the character is found by counting those.

    Args:
        lines: the file's lines.
        start: where the value begins, as `Tree.position` tells.
        text: the value.
        offset: which of its characters, from 0.

    Returns:
        The place; the value's beginning where the file does not have the character.
    """
    before = _solid(text[:offset])
    if offset < len(text) and text[offset] not in _BLANK:
        return _nth(lines, start, text, before) or start
    # A blank has no place of its own once lines are folded: it is counted from what stands before it.
    last = _nth(lines, start, text, before - 1) if before else None
    if not last:
        return start
    after_last = len(text[:offset].rstrip(_BLANK))
    if "\n" in text[after_last:offset] and before < _solid(text):  # the blanks that a line begins with
        return _nth(lines, start, text, before) or start
    column = min(last.column + offset - after_last + 1, len(lines[last.line - 1]) + 1)
    return Position(start.file, last.line, column)


def _solid(words: str) -> int:
    """Return how many characters are not blank."""
    return len(words) - sum(map(words.count, _BLANK))


def _nth(lines: Sequence[str], start: Position, text: str, number: int) -> Position | None:
    """Return the place of a text's character, of those that are not blank, from 0; None where it has none."""
    line, column = start.line - 1, start.column - 1
    style = lines[line][column : column + 1] if line < len(lines) else ""
    if style and style in _QUOTES:
        places = _QUOTED.places(lines, start, text)
        return Position(start.file, *places[number]) if number < len(places) else None
    end = column + len(text)  # a line can hold many texts
    if style in {"|", ">"}:
        line, column, end = line + 1, 0, sys.maxsize
    while line < len(lines):
        words = lines[line][column:end]
        here = _solid(words)
        if number < here:
            solid = (at for at, character in enumerate(words, column + 1) if character not in _BLANK)
            return Position(start.file, line + 1, next(islice(solid, number, None)))
        line, column, end, number = line + 1, 0, sys.maxsize, number - here
    return None


class _Quoted:
    """Keeps the places of the quoted text that was asked for last: those of one are asked for in a row."""

    def __init__(self) -> None:
        self._key: tuple[Sequence[str], Position, str] | None = None
        self._places: list[tuple[int, int]] = []

    def places(self, lines: Sequence[str], start: Position, text: str) -> list[tuple[int, int]]:
        """Return line and column of every character of a text that is not blank."""
        if not self._key or self._key[0] is not lines or self._key[1:] != (start, text):
            self._places = list(islice(_characters(lines, start), _solid(text)))
            self._key = lines, start, text
        return self._places


_QUOTED = _Quoted()


def _characters(lines: Sequence[str], start: Position) -> Iterator[tuple[int, int]]:
    """Give line and column of every character of a quoted value that is not blank, to the file's end."""
    line, column = start.line - 1, start.column - 1
    style, column = lines[line][column], column + 1
    while line < len(lines):
        words = lines[line]
        while column < len(words):
            length, counts = _step(words, column, style)
            if counts:
                yield line + 1, column + 1
            column += length
        line, column = line + 1, 0


def _step(words: str, column: int, style: str) -> tuple[int, bool]:
    """Return how many characters of a line make the next one of the value, and whether it is not blank."""
    if style == '"' and words[column] == "\\":
        match = _ESCAPE.match(words, column)
        escape = match[0] if match else "\\"
        return len(escape), escape not in _BLANK_ESCAPES
    if style == "'" and words.startswith("''", column):
        return 2, True
    return 1, words[column] not in _BLANK
