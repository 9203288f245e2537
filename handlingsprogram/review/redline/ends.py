"""Where one paragraph ends and the next begins: which ends are revisions, so that none is left over.

A paragraph that is inserted or deleted gives its end away: when it is rejected or accepted, its end goes and
what follows moves up. The last paragraph of a text, a cell or a footnote cannot do that, for nothing follows.
There the end that changes is the one before, as when someone presses Enter behind a text and writes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.review.redline.align import Step
from handlingsprogram.review.redline.tokens import Status

if TYPE_CHECKING:
    from handlingsprogram.review.redline.source import Block


class Move(NamedTuple):
    """What a block that was moved belongs to."""

    name: str
    """The same for what was moved together, in both places."""
    twin: Block
    """The block in the other document that it is."""


@dataclass(slots=True)
class Line:
    """A block as it is to be written."""

    old: Block | None
    new: Block | None
    end: Status
    """Whether a paragraph's end is a revision."""
    look: Block
    """The block whose properties it has when all is accepted."""
    former: Block | None
    """The block whose properties it has when all is rejected; None where it is gone then."""
    rows: list[Line] = field(default_factory=list)
    """Those of a table."""
    move: Move | None = None
    """Where it stands in both documents, in different places."""

    @property
    def is_alone(self) -> bool:
        """Tell whether only one of the documents has it here."""
        return self.old is None or self.new is None

    @property
    def is_paragraph(self) -> bool:
        """Tell whether it is a paragraph."""
        return self.look.is_paragraph


def line(step: Step) -> Line:
    """Return how a block is written where others follow."""
    old, new, _ = step
    rows = list(map(line, step.rows))
    if old and new:
        return Line(old, new, Status.KEPT, new, old, rows)
    block = new or old
    assert block is not None  # noqa: S101 — a step has one or both
    return Line(old, new, Status.INSERTED if new else Status.DELETED, block, None, rows)


def settle(steps: list[Step]) -> list[Line]:
    """Return blocks in the order in which they are written, with their ends; the last one's is no revision.

    Args:
        steps: both documents side by side.
    """
    lines = list(map(line, steps))
    if lines and lines[-1].is_paragraph and lines[-1].is_alone:
        _settle_last(lines)
    for i, (one, following) in enumerate(pairwise(lines)):
        if one.is_paragraph and not following.is_paragraph:
            _ease_end_before_table(lines[: i + 1])
    return lines


def _settle_last(lines: list[Line]) -> None:
    """Let the last paragraph, which one document has alone, have the end that both texts need.

    The other text's last paragraph then ends there too, and its own end is left for the one before it that
    the first text has, and so on, back to a paragraph that both have: from there on, each end is one further
    on. Where a table stands before, no text can end further on, and two paragraphs are made one.
    """
    lines[-1].end = Status.KEPT
    place = _before(lines, len(lines) - 1)
    if place is None or not lines[place].is_paragraph:
        return  # behind a table, Word keeps an empty paragraph in any case
    place = _past_tables(lines, place)
    i = len(lines) - 1
    while place is not None and lines[i].is_alone:
        if not _are_paragraphs(lines[place:i]):
            break
        _end_further_on(lines[place], lines[i])
        i, place = place, _before(lines, place)
    if i < len(lines) - 1 and lines[i].is_alone:
        lines[i : i + 2] = [_together(lines[i], lines[i + 1])]


def _before(lines: list[Line], i: int) -> int | None:
    """Return where the last block before a line is that the other document has."""
    is_there = [item.old if lines[i].new else item.new for item in lines[:i]]
    return max((place for place, block in enumerate(is_there) if block), default=None)


def _are_paragraphs(lines: list[Line]) -> bool:
    return all(item.is_paragraph for item in lines)


def _past_tables(lines: list[Line], place: int) -> int:
    """Move a paragraph of one document past the tables of the other that come after it; return where to."""
    tables = [i for i, item in enumerate(lines) if i > place and not item.is_paragraph]
    if not tables:
        return place
    old, new = lines[place].old, lines[place].new
    moved, rest = Step(None, new), Step(old, None)
    if lines[-1].new:
        moved, rest = rest, moved
    lines.insert(tables[-1] + 1, line(moved))
    lines[place : place + 1] = [line(rest)] if old and new else []
    return tables[-1] + (1 if old and new else 0)


def _together(one: Line, following: Line) -> Line:
    """Make one paragraph of two of which each document has one."""
    old, new = one.old or following.old, one.new or following.new
    assert new is not None  # noqa: S101 — one is old, the other new
    return Line(old, new, following.end, new, old)


def _end_further_on(one: Line, further: Line) -> None:
    """Let a text end at a later paragraph's end, which the other document has alone; its own stays there."""
    one.end = Status.INSERTED if further.new else Status.DELETED
    if further.new:
        further.former = one.old
    elif one.new:
        further.former, further.look = further.look, one.new


def _ease_end_before_table(lines: list[Line]) -> None:
    """Let a paragraph that stays give its end to the last one before a table.

    Word removes a paragraph before a table like any other; LibreOffice leaves its end behind. What goes would
    have the look of what stays, so there the two must look the same.
    """
    last = lines[-1]
    if last.end is Status.KEPT:
        return
    others = (item for item in reversed(lines) if item.end is not last.end or not item.is_paragraph)
    stays = next(others, last)
    same_look = last.end is Status.INSERTED or stays.look.looks_like(last.look)
    if stays.end is Status.KEPT and not stays.is_alone and stays.is_paragraph and same_look:
        _end_further_on(stays, last)
        last.end = Status.KEPT
