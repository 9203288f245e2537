"""Find the place in a file of a character of a text that was read from it, however YAML wrote the text."""

from __future__ import annotations

import re
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from handlingsprogram.finding import Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BLANK = " \t\n\r"
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
    counts, places = _MAPS.of(lines, start, text)
    before = counts[offset]
    if offset < len(text) and text[offset] not in _BLANK:
        return Position(start.file, *places[before]) if before < len(places) else start
    # A blank has no place of its own once lines are folded: it is counted from what stands before it.
    if not 0 < before <= len(places):
        return start
    line, column = places[before - 1]
    after_last = len(text[:offset].rstrip(_BLANK))
    if "\n" in text[after_last:offset] and before < len(places):  # the blanks that a line begins with
        return Position(start.file, *places[before])
    return Position(start.file, line, min(column + offset - after_last + 1, len(lines[line - 1]) + 1))


_Map = tuple[list[int], list[tuple[int, int]]]
"""How many characters that are not blank stand before each in a text, and line and column of those."""


class _Maps:
    """Keeps the map of the text that was asked for last: places of one text are asked for in a row."""

    def __init__(self) -> None:
        self._key: tuple[Sequence[str], Position, str] | None = None
        self._map: _Map = ([], [])

    def of(self, lines: Sequence[str], start: Position, text: str) -> _Map:
        if not self._key or self._key[0] is not lines or self._key[1:] != (start, text):
            counts = [0, *accumulate(character not in _BLANK for character in text)]
            self._map = counts, list(islice(_characters(lines, start), counts[-1]))
            self._key = lines, start, text
        return self._map


_MAPS = _Maps()


def _characters(lines: Sequence[str], start: Position) -> Iterator[tuple[int, int]]:
    """Give line and column, from 1, of every character of a value that is not blank, to the file's end."""
    line, column = start.line - 1, start.column - 1
    style = lines[line][column : column + 1] if line < len(lines) else ""
    if style in {"|", ">"}:
        line, column = line + 1, 0
    elif style in {'"', "'"}:
        column += 1
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
