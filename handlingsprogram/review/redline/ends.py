"""Where one paragraph ends and the next begins: which ends are revisions, so that none is left over.

A paragraph that is inserted or deleted gives its end away: when it is rejected or accepted, its end goes and
what follows moves up. The last paragraph of a text, a cell or a footnote cannot do that, for nothing follows.
There the end that changes is the one before, as when someone presses Enter behind a text and writes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from handlingsprogram.review.redline.align import Step
from handlingsprogram.review.redline.tokens import Status

if TYPE_CHECKING:
    from handlingsprogram.review.redline.source import Block


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


def settle(steps: list[Step]) -> list[Line]:
    """Return blocks in the order in which they are written, with their ends; the last one's is no revision.

    Args:
        steps: both documents side by side.
    """
    start = 1 + max((i for i, step in enumerate(steps) if step.old and step.new), default=-1)
    before, tail = steps[:start], steps[start:]
    if _needs_whole_end(before, tail):
        kept = before.pop()
        tail = [Step(kept.old, None), Step(None, kept.new), *tail]
    lines = [line(step) for step in [*before, *_both_ends(tail)]]
    if lines and lines[-1].end is not Status.KEPT and lines[-1].look.is_paragraph:
        _give_end_to_last(lines, len(before))
    for i, (one, following) in enumerate(pairwise(lines)):
        if one.look.is_paragraph and not following.look.is_paragraph:
            _ease_end_before_table(lines[: i + 1])
    return lines


def line(step: Step) -> Line:
    """Return how a block is written where others follow."""
    old, new = step
    block = new or old
    assert block is not None  # noqa: S101 — a step has one or both
    if old and new:
        return Line(old, new, Status.KEPT, new, old)
    return Line(old, new, Status.INSERTED if new else Status.DELETED, block, None)


def _is_paragraph(block: Block | None) -> bool:
    return block is not None and block.is_paragraph


def _needs_whole_end(before: list[Step], tail: list[Step]) -> bool:
    """Tell whether the text grows or shrinks at its end past a table, over which no end can be given."""
    blocks = [step.new or step.old for step in tail]
    one_sided = len({step.new is None for step in tail}) == 1
    return (
        one_sided
        and bool(before)
        and _is_paragraph(before[-1].new)
        and _is_paragraph(blocks[-1])
        and not all(map(_is_paragraph, blocks))
    )


def _both_ends(tail: list[Step]) -> list[Step]:
    """Where both texts end in blocks of their own, make one paragraph of the last two, or end in a table."""
    old, new = [step for step in tail if step.old], [step for step in tail if step.new]
    if not old or not new:
        return tail
    if _is_paragraph(old[-1].old) and _is_paragraph(new[-1].new):
        return [*old[:-1], *new[:-1], Step(old[-1].old, new[-1].new)]
    return [*new, *old] if _is_paragraph(new[-1].new) else [*old, *new]


def _give_end_to_last(lines: list[Line], kept: int) -> None:
    """Let the last paragraph that stays give its end to the very last one.

    Args:
        lines: what is written, changed in place.
        kept: how many of the lines there are up to the last that stays.
    """
    last = lines[-1]
    if not kept:
        last.end = Status.KEPT
    elif lines[kept - 1].look.is_paragraph:  # behind a table, Word keeps an empty paragraph in any case
        _give_end(lines[kept - 1], last)


def _ease_end_before_table(lines: list[Line]) -> None:
    """Let a paragraph that stays give its end to the last one before a table.

    Word removes a paragraph before a table like any other; LibreOffice leaves its end behind. What goes would
    have the look of what stays, so there the two must look the same.
    """
    last = lines[-1]
    if last.end is Status.KEPT:
        return
    others = (item for item in reversed(lines) if item.end is not last.end or not item.look.is_paragraph)
    stays = next(others, last)
    same_look = last.end is Status.INSERTED or stays.look.looks_like(last.look)
    if stays.old and stays.new and stays.look.is_paragraph and same_look:
        _give_end(stays, last)


def _give_end(stays: Line, last: Line) -> None:
    status, stays.end, last.end = last.end, last.end, Status.KEPT
    if status is Status.INSERTED:
        last.former = stays.old
    else:
        last.former, last.look = last.look, stays.look
