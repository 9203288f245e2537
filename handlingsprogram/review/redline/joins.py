"""Paragraphs that have become one, and one that has become several: the ends between them are revised."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from handlingsprogram.review.redline.source import Block
from handlingsprogram.review.redline.words import covered, likeness

if TYPE_CHECKING:
    from handlingsprogram.review.redline.align import Step

# So much of a paragraph must be found in the one that it was joined with, or split from.
_FOUND = 0.7
# A shorter one is found everywhere.
_LEAST_WORDS = 6


def join_up(steps: list[Step], least: float) -> list[Step]:
    """Set several paragraphs of the one document beside the one of the other that they make together.

    Args:
        steps: both documents side by side, paragraph by paragraph.
        least: how alike the several and the one must be.
    """
    return _joined(_joined(steps, least, many=0), least, many=1)


def _joined(steps: list[Step], least: float, many: int) -> list[Step]:
    """Join paragraphs of one side: the old ones where `many` is 0, the new ones where it is 1."""
    result: list[Step] = []
    i = 0
    while i < len(steps):
        whole = steps[i][1 - many]
        end = i + 1
        if whole is None or not _is_running_text(whole):
            result.append(steps[i])
            i = end
            continue
        start = len(result)
        while start and _belongs(result[start - 1], whole, many):
            start -= 1
        while end < len(steps) and _belongs(steps[end], whole, many):
            end += 1
        group = [*result[start:], *steps[i:end]]
        parts = [part for step in group if (part := step[many])]
        if len(parts) > 1 and likeness([word for part in parts for word in part.words], whole.words) >= least:
            both = (Block.joined(parts), whole)
            result[start:] = [steps[i]._replace(old=both[many], new=both[1 - many])]
        else:
            result += steps[i:end]
        i = end
    return result


def _belongs(step: Step, whole: Block, many: int) -> bool:
    part = step[many]
    return (
        step[1 - many] is None
        and part is not None
        and _is_running_text(part)
        and part.looks_like(whole)
        and len(part.words) >= _LEAST_WORDS
        and covered(Counter(part.words), Counter(whole.words)) >= _FOUND
    )


def _is_running_text(block: Block) -> bool:
    return block.is_paragraph and not block.id and len(block.parts) == 1
