"""What is a list: where a line begins an item, and where it only begins with a date, an ordinal or a sign.

CommonMark takes every «17. » and «+ » at the start of a line for an item, and numbers the items itself, so
that dates change and signs are lost. Here a list is what an author can only have meant as one:

- an item begins with «- »; one alone stands after a blank line or a colon, and not before a figure;
- numbered items (1., 1), a), i), …) are at least two, in sequence and without a gap;
- a number before a month is a date.

All other lines are text. So the number that is printed is always the number that is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_ROMAN_NUMBER = r"(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_WORD = rf"\d{{1,9}}|[a-zA-Z]|{_ROMAN_NUMBER}|{_ROMAN_NUMBER.upper()}"
MARK = rf"[-*+]|(?:{_WORD})[.)]|\((?:{_WORD})\)|#\."
"""What some reader of Markdown takes for the beginning of an item (pandoc's `fancy_lists` included)."""
ANY_MARK = rf"^[ \t]*(?:\[\^[^\[\]\s]+\]:[ \t]*)?(?:{MARK})(?:[ \t]|$)"
"""A line that begins with what could be a mark; most texts have none."""
_ANY_MARK = re.compile(ANY_MARK, re.MULTILINE)
_BEGINS = re.compile(rf"(?P<mark>{MARK})(?P<gap>[ \t]+|$)")
_DATE = re.compile(rf"[ \t]+(?:{MONTHS})(?![\w-])", re.IGNORECASE)
_COLON = re.compile(r":[*_~”»\")]*[ \t]*\Z")
_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_NOTE = re.compile(r" {0,3}\[\^[^\[\]\s]+\]:[ \t]*")
_NOTE_INDENT = 4
"""In which column a footnote's further paragraphs begin."""
_DEEPEST = 3
"""Spaces before a mark: with more, a line belongs to the text above it, or is code."""
_MOST_NESTED = 8
"""How many lists a list may stand in: Word has nine levels."""
_LARGEST = 999
"""The largest number of an item: «1814. » begins a sentence."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line begins with that could make it an item."""

    text: str
    """`-`, `2.`, `b)`."""
    start: int
    """Where it stands in the text."""
    content: int
    """The column in which the item's own text begins."""
    rest: str
    """What follows on the line."""

    @property
    def is_bullet(self) -> bool:
        """Whether it counts nothing."""
        return len(self.text) == 1

    @property
    def may_count(self) -> bool:
        """Whether it can be an item's number: not of a date, and not an initial («A. Hansen»)."""
        word = self.text[:-1]
        if self.is_bullet or self.text[0] in "(#" or not self.rest.strip():
            return False
        if word.isdigit():
            return int(word) <= _LARGEST and not (self.text[-1] == "." and _DATE.match(self.rest))
        return not (word.isupper() and self.text[-1] == ".")

    @property
    def number(self) -> int:
        """Its number, a letter's in the alphabet; 0 for what has none."""
        word = self.text.strip("().").lower()
        if word.isdigit():
            return int(word)
        return _LETTERS.index(word) + 1 if word in _LETTERS else 0

    def follows(self, first: Mark, nth: int) -> bool:
        """Tell whether it is what the nth item begins with, from 1, of a list that begins with another."""
        word = self.text[:-1].lower()
        if first.text[:-1].lower() == "i":
            return nth <= len(_ROMAN) and word == _ROMAN[nth - 1]
        return word[0] != "0" and self.number == first.number + nth - 1 > 0

    def is_like(self, other: Mark) -> bool:
        """Tell whether it could go on in the list of another: bullets of one sign, numbers of one form."""
        if self.is_bullet or other.is_bullet:
            return self.text == other.text
        return self._form == other._form

    @property
    def _form(self) -> tuple[str, str, bool]:
        word = self.text[:-1].strip("(")
        return self.text[-1], self.text[0] if self.text[0] in "(#" else "", word.isdigit() or word.isupper()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, or what is left of it after an item's mark."""

    start: int
    """Where it begins in the text."""
    text: str
    indent: int
    """How many columns are blank before its first character; a tab goes on to the next fourth column."""
    mark: Mark | None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    mark: Mark
    first: int
    """The number of its first line, from 0."""
    end: int
    """The number of the line after its last."""
    is_first: bool
    """Whether its list begins with it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the lines of a text are read."""

    items: tuple[Item, ...] = ()
    """Every item of every list, in the order of the text."""
    typed: tuple[Mark, ...] = ()
    """The marks that are text and no items."""

    def doubtful(self) -> Iterator[Mark]:
        """Give the marks that are text and may have been meant as items: a reader must be asked."""
        typed = {mark.start for mark in self.typed}
        seen: list[Mark] = []
        for mark in sorted([*self.typed, *(item.mark for item in self.items)], key=lambda mark: mark.start):
            alike = (
                other
                for other in reversed(seen)
                if other.is_like(mark) or other.is_bullet is mark.is_bullet is True
            )
            before = next(alike, None)
            seen.append(mark)
            if mark.start in typed and _may_be_meant(mark, before, typed):
                yield mark


def _may_be_meant(mark: Mark, before: Mark | None, typed: set[int]) -> bool:
    """Tell whether a mark that is text looks like an item, by the mark of its kind before it."""
    if mark.text == "-" or not before:
        return mark.text == "-"
    if mark.is_bullet:
        return True
    if not mark.number or (mark.text[0] != "(" and not (mark.may_count and before.may_count)):
        return False
    # After a list a number that skips is a slip; two paragraphs' ordinals are so only where they follow.
    return before.start not in typed or mark.number - before.number in {0, 1}


def read(markdown: str, *, in_item: bool = False) -> Reading:
    """Tell which lines of a text begin items.

    Args:
        markdown: the text.
        in_item: whether the text is an item itself, so that a bullet at its beginning is one too many.
    """
    return _Scan(markdown, in_item=in_item).reading() if _ANY_MARK.search(markdown) else Reading()


class _Scan:
    """Goes through a text's lines once, into its lists and back."""

    def __init__(self, markdown: str, *, in_item: bool) -> None:
        self._lines = list(_lines(markdown))
        self._in_item = in_item
        self._items: list[Item] = []
        self._typed: list[Mark] = []

    def reading(self) -> Reading:
        waiting = [_Inside(0, len(self._lines), 0, 0)]
        while waiting:
            waiting += self._read(waiting.pop())
        self._items.sort(key=lambda item: item.mark.start)
        return Reading(tuple(self._items), tuple(self._typed))

    def _read(self, inside: _Inside) -> list[_Inside]:
        """Read the lines of the text, an item or a note; return what stands in it, to be read next."""
        below: list[_Inside] = []
        number, is_open = inside.first, False
        while number < inside.end:
            line = self._lines[number]
            if note := _NOTE.match(line.text):
                after = self._note_end(number, inside.end)
                self._lines[number] = _line(line.start + note.end(), line.text[note.end() :], _NOTE_INDENT)
                below.append(_Inside(number, after, _NOTE_INDENT, inside.depth + 1))
                number, is_open = after, False
                continue
            items = self._list(number, inside, is_open=is_open) if line.mark else []
            if items:
                below += [self._enter(item, inside.depth + 1) for item in items]
                number = items[-1].end
                is_open = not self._lines[number - 1].is_blank
                continue
            if line.mark:
                self._typed.append(line.mark)
            is_open = not line.is_blank
            number += 1
        return below

    def _note_end(self, number: int, end: int) -> int:
        """Return the line after a footnote's last: its further paragraphs are indented."""
        for i in range(number + 1, end):
            line = self._lines[i]
            after_blank = self._lines[i - 1].is_blank and not line.is_blank
            if _NOTE.match(line.text) or (after_blank and line.indent < _NOTE_INDENT):
                return i
        return end

    def _enter(self, item: Item, depth: int) -> _Inside:
        """Take an item's mark off its first line, and return what is to be read of it."""
        self._items.append(item)
        mark, line = item.mark, self._lines[item.first]
        behind = line.indent + len(mark.text)
        self._lines[item.first] = _line(mark.start + len(mark.text), mark.rest, behind)
        return _Inside(item.first, item.end, mark.content, depth)

    def _list(self, number: int, inside: _Inside, *, is_open: bool) -> list[Item]:
        """Return the items of the list that a line begins; none where it begins no list."""
        line = self._lines[number]
        mark = line.mark
        if not mark or not 0 <= line.indent - inside.base <= _DEEPEST or inside.depth > _MOST_NESTED:
            return []
        starts, after = self._run(number, mark, inside)
        if len(starts) == 1 and not (mark.text == "-" and self._stands_alone(number, inside, mark, is_open)):
            return []
        marks = [self._lines[start].mark or mark for start in starts]
        lines = zip(starts, [*starts[1:], after], strict=True)
        return [
            Item(sign, start, stop, start == number) for sign, (start, stop) in zip(marks, lines, strict=True)
        ]

    def _stands_alone(self, number: int, inside: _Inside, mark: Mark, is_open: bool) -> bool:  # noqa: FBT001
        """Tell whether a bullet is a list by itself: after a blank line or a colon, or below an item."""
        follows = number > 0 and bool(_COLON.search(self._lines[number - 1].text))
        begins = not is_open and not (self._in_item and number == 0)
        is_words = bool(mark.rest.strip()) and not is_figure(mark)
        return is_words and (begins or follows or inside.base > 0)

    def _run(self, number: int, first: Mark, inside: _Inside) -> tuple[list[int], int]:
        """Return the lines that begin the items of a list, if it is one, and the line after its last."""
        begins = first.text == "-" or (first.may_count and first.follows(first, 1))
        starts, content, blank = [number], first.content, False
        for i in range(number + 1, inside.end if begins else number):
            line = self._lines[i]
            if not line.is_blank and line.indent < content:
                mark = line.mark if line.indent - inside.base <= _DEEPEST else None
                if mark and _goes_on(mark, first, len(starts) + 1):
                    starts.append(i)
                    content = mark.content
                elif blank or _NOTE.match(line.text) or (mark and self._ends(first, mark, i, inside)):
                    return starts, i
            blank = line.is_blank
        return starts, inside.end if begins else number + 1

    def _ends(self, first: Mark, mark: Mark, number: int, inside: _Inside) -> bool:
        """Tell whether a mark below an item ends its list: by counting wrongly, or beginning another."""
        if mark.is_like(first):
            return mark.may_count  # a date is only a line that begins so
        for line in self._lines[number + 1 : inside.end]:
            if line.mark and line.indent < mark.content and line.indent - inside.base <= _DEEPEST:
                begins = mark.text == "-" or (mark.may_count and mark.follows(mark, 1))
                return begins and _goes_on(line.mark, mark, 2)
        return False


@dataclass(frozen=True, slots=True)
class _Inside:
    """Lines that are read together."""

    first: int
    end: int
    base: int
    """The column in which their own text begins."""
    depth: int
    """How many items and notes they stand in."""


def _goes_on(mark: Mark, first: Mark, nth: int) -> bool:
    """Tell whether a mark is that of the nth item of a list."""
    return mark.is_like(first) and (mark.is_bullet or (mark.may_count and mark.follows(first, nth)))


def is_figure(mark: Mark) -> bool:
    """Tell whether a bullet could be a minus: «- 5 grader»."""
    return mark.rest.lstrip()[:1].isdigit()


def _lines(markdown: str) -> Iterator[Line]:
    start = 0
    for text in markdown.split("\n"):
        yield _line(start, text, 0)
        start += len(text) + 1


def _line(start: int, text: str, column: int) -> Line:
    """Return a line that begins in a column."""
    words = text.lstrip(" \t")
    indent = column + _columns(text[: len(text) - len(words)], column)
    match = _BEGINS.match(words)
    if not match:
        return Line(start, text, indent, None)
    behind = indent + len(match["mark"])
    gap = _columns(match["gap"], behind)
    # An item that begins with nothing, or with code, has its text right behind its mark.
    content = behind + (gap if 0 < gap <= _DEEPEST + 1 and match.end() < len(words) else 1)
    rest = words[len(match["mark"]) :]
    return Line(start, text, indent, Mark(match["mark"], start + len(text) - len(words), content, rest))


def _columns(blanks: str, column: int) -> int:
    """Return how many columns blanks take that begin in a column."""
    reached = column
    for character in blanks:
        reached += 4 - reached % 4 if character == "\t" else 1
    return reached - column
