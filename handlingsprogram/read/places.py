"""Find the place in a file of a character of a text that was read from it, however YAML wrote the text."""

from __future__ import annotations

import re
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
    before = text[:offset].rstrip(_BLANK)
    wanted = sum(character not in _BLANK for character in before)
    if offset < len(text) and text[offset] not in _BLANK:
        return _nth(lines, start, wanted) or start
    # A blank has no place of its own once lines are folded: it is counted from what stands before it.
    last = _nth(lines, start, wanted - 1) if before else None
    blanks = offset - len(before) + 1
    return Position(last.file, last.line, last.column + blanks) if last else start


def _nth(lines: Sequence[str], start: Position, number: int) -> Position | None:
    for count, (line, column) in enumerate(_characters(lines, start)):
        if count == number:
            return Position(start.file, line, column)
    return None


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
