"""The table of contents is one field (ISO/IEC 29500-1, 17.16): its lines are revised, its frame is not.

The frame begins in the first line and ends in the last. Were it part of lines that come or go, half a field
would be left behind. It is taken off both documents' lines, and put around the report's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.render.word.xml import element, find, qualified
from handlingsprogram.review.redline.tokens import Status, tokens, write

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from handlingsprogram.review.redline.marks import Marks
    from handlingsprogram.review.redline.tokens import Token


def lift_field(lines: list[Element]) -> list[Token]:
    """Take the field's frame, which stands outside the lines' links, off the lines.

    Args:
        lines: the paragraphs of the table, changed in place.

    Returns:
        The frame: begin, instruction, separator, end; empty where the table has no lines.
    """
    frame = element("p")
    for line in lines:
        for run in find(line, "w:r"):
            if run.find(qualified("w:t")) is None:
                frame.append(run)
    return tokens(frame)


def put_field(content: Element, old: list[Token], new: list[Token], marks: Marks) -> None:
    """Put a frame around the lines of the report; where the instruction differs, it is a revision.

    Args:
        content: what holds the title and the lines, changed in place.
        old: the old document's frame.
        new: the new one's.
        marks: makes the revisions.
    """
    lines = find(content, "w:p")[1:]
    frame = new or old
    if not frame:
        return
    *before, end = [(Status.KEPT, token) for token in frame]
    if old and new and old != new:
        begin, instruction, *rest = before
        before = [begin, (Status.DELETED, old[1]), (Status.INSERTED, instruction[1]), *rest]
    opening = element("p")
    write(opening, before, marks.word)
    for run in reversed(opening):
        lines[0].insert(1, run)
    write(lines[-1], [end], marks.word)
