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
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from handlingsprogram.prose import notes
from handlingsprogram.prose.items import ANY_MARK, MARK, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANY_MARK = re.compile(ANY_MARK, re.MULTILINE)
_BEGINS = re.compile(rf"(?P<mark>{MARK})(?P<gap>[ \t]+|$)")
_LEADS_ON = re.compile(r"(?:\b(?:nr|kap|kl|pkt|art|ca|jf|s)\.|§)[ \t]*\Z", re.IGNORECASE)
"""What a number belongs to that the next line begins with."""
_COLON = re.compile(r":[*_~”»\")]*[ \t]*\Z")
_ENDED = re.compile(r"[.!?:;][*_~”»\")]*[ \t]*\Z")
_DEEPEST = 3
"""Spaces before a mark: with more, a line belongs to the text above it, or is code."""
_MOST_NESTED = 8
"""How many lists a list may stand in: Word has nine levels."""


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
    leading: frozenset[int] = frozenset()
    """Where those of them stand that begin an item's own text."""
    swallowed: tuple[int, ...] = ()
    """Where lines begin that belong to the item above, and look as if they were meant to follow the list."""

    def doubtful(self) -> Iterator[Mark]:
        """Give the marks that are text and may have been meant as items: a reader must be asked."""
        typed = {mark.start for mark in self.typed}
        seen: list[Mark] = []
        counted = [mark for mark in self.typed if mark.is_bullet or mark.start not in self.leading]
        for mark in sorted([*counted, *(item.mark for item in self.items)], key=lambda mark: mark.start):
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
    if before.start not in typed:  # behind a list, a number that skips is a slip
        return mark.may_count
    follows = bool(mark.number) and mark.number - before.number in {0, 1}
    capitals = mark.text[0].isupper() and mark.number == before.number + 1
    return follows and (mark.text[0] == "(" or capitals or (mark.may_count and before.may_count))


def may_have_items(markdown: str) -> bool:
    """Tell whether a line of a text begins with what could be an item's mark; most texts have none."""
    return bool(_ANY_MARK.search(markdown))


@lru_cache(maxsize=256)
def read(markdown: str, *, in_item: bool = False) -> Reading:
    """Tell which lines of a text begin items; it is settled, checked and compared, and read once for all.

    Args:
        markdown: the text.
        in_item: whether the text is an item itself, so that a bullet at its beginning is one too many.
    """
    return _Scan(markdown, in_item=in_item).reading() if may_have_items(markdown) else Reading()


class _Scan:
    """Goes through a text's lines once, into its lists and back."""

    def __init__(self, markdown: str, *, in_item: bool) -> None:
        self._lines = list(_lines(markdown))
        self._notes = {note.first: note for note in notes.notes(markdown)}
        self._in_item = in_item
        self._items: list[Item] = []
        self._typed: list[Mark] = []
        self._leading: set[int] = set()
        self._swallowed: list[int] = []

    def reading(self) -> Reading:
        waiting = [_Inside(0, len(self._lines), 0, 0)]
        while waiting:
            waiting += self._read(waiting.pop())
        self._items.sort(key=lambda item: item.mark.start)
        swallowed = tuple(sorted(self._swallowed))
        return Reading(tuple(self._items), tuple(self._typed), frozenset(self._leading), swallowed)

    def _read(self, inside: _Inside) -> list[_Inside]:
        """Read the lines of the text, an item or a note; return what stands in it, to be read next."""
        below: list[_Inside] = []
        number, is_open, above = inside.first, False, None
        while number < inside.end:
            line = self._lines[number]
            if note := self._notes.pop(number, None):
                after = min(note.end, inside.end)
                words = line.text[note.start - line.start :]
                self._lines[number] = _line(note.start, words, notes.INDENT)
                below.append(_Inside(number, after, notes.INDENT, inside.depth + 1))
                number, is_open, above = after, False, None
                continue
            items = self._list(number, inside, is_open=is_open) if line.mark else []
            if items and above and items[0].mark.is_like(above) and not above.is_bullet:
                items = []  # every reader would let it go on in the list above, with that one's numbers
            if items:
                above = items[0].mark
                self._swallowed += [start for item in items for start in self._unindented(item)]
                below += [self._enter(item, inside.depth + 1) for item in items]
                number = items[-1].end
                is_open = not self._lines[number - 1].is_blank
                continue
            if line.mark:
                self._typed.append(line.mark)
                if number == inside.first and inside.depth:
                    self._leading.add(line.mark.start)
            above = above if line.is_blank else None
            is_open = not line.is_blank
            number += 1
        return below

    def _enter(self, item: Item, depth: int) -> _Inside:
        """Take an item's mark off its first line, and return what is to be read of it."""
        self._items.append(item)
        mark, line = item.mark, self._lines[item.first]
        behind = line.indent + len(mark.text)
        self._lines[item.first] = _line(mark.start + len(mark.text), mark.rest, behind)
        return _Inside(item.first, item.end, mark.content, depth)

    def _unindented(self, item: Item) -> Iterator[int]:
        """Give where lines go on in an item without being indented, and look like a new beginning."""
        for before, line in pairwise(self._lines[item.first : item.end]):
            words = line.text.strip()
            if words and not before.is_blank and line.indent < item.mark.content:
                begins = words[0].isupper() or words[0].isdigit() or line.mark
                if begins or _ENDED.search(before.text):
                    yield line.start + len(line.text) - len(line.text.lstrip())

    def _list(self, number: int, inside: _Inside, *, is_open: bool) -> list[Item]:
        """Return the items of the list that a line begins; none where it begins no list."""
        line = self._lines[number]
        mark = line.mark
        if not mark or not 0 <= line.indent - inside.base <= _DEEPEST or inside.depth > _MOST_NESTED:
            return []
        if is_open and not mark.is_bullet and _LEADS_ON.search(self._lines[number - 1].text):
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
        is_words = bool(mark.rest.strip()) and not mark.is_figure
        return is_words and (begins or follows or inside.base > 0)

    def _run(self, number: int, first: Mark, inside: _Inside) -> tuple[list[int], int]:
        """Return the lines that begin the items of a list, if it is one, and the line after its last."""
        begins = first.text == "-" or (first.may_count and first.follows(first, 1))
        starts, content, blank = [number], first.content, False
        for i in range(number + 1, inside.end if begins else number):
            line = self._lines[i]
            if not line.is_blank and line.indent < content:
                mark = line.mark if line.indent - inside.base <= _DEEPEST else None
                if mark and mark.goes_on(first, len(starts) + 1):
                    starts.append(i)
                    content = mark.content
                elif blank or i in self._notes or (mark and self._ends(first, mark, i, inside)):
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
                return begins and line.mark.goes_on(mark, 2)
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
