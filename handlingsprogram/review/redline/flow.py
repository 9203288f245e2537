"""Writes what both documents say into one: paragraphs, tables, cells and footnotes, with their revisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from handlingsprogram.render.word.body import style
from handlingsprogram.render.word.xml import element, find, qualified
from handlingsprogram.review.redline import tokens
from handlingsprogram.review.redline.align import Step, align_blocks, align_contents, is_reworded
from handlingsprogram.review.redline.ends import Line, Move, line, settle
from handlingsprogram.review.redline.marks import MOVED, copy_of
from handlingsprogram.review.redline.source import Block, bookmarks, properties
from handlingsprogram.review.redline.tokens import Status, note_number, pieces_of, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from handlingsprogram.review.redline.align import Pairs
    from handlingsprogram.review.redline.marks import Marks
    from handlingsprogram.review.redline.tokens import Marked, Token


_TITLE = "TOCHeading"
"""The style of what stands above the contents' lines."""


@dataclass(slots=True)
class Writer:
    """Knows what the whole file shares."""

    marks: Marks
    pairs: Pairs
    old_notes: dict[str, Element]
    new_notes: dict[str, Element]
    same_notes: dict[str, str]
    """Number of an old note -> number of the new one that it is."""
    notes: list[Element] = field(default_factory=list)
    """The footnotes of the text so far."""
    torn: int = 0
    """How many paragraphs so far were moved in pieces."""

    def flow(self, lines: list[Line]) -> Iterator[Element]:
        """Write blocks that follow each other."""
        for (name, status), group in groupby(lines, _range):
            nodes = [node for item in group for node in self._block(item)]
            yield from self.marks.range(nodes, name, status) if name else nodes

    def _block(self, item: Line) -> Iterator[Element]:
        if item.is_paragraph:
            yield from self._paragraphs(item)
        else:
            yield self._contents(item) if item.look.node.tag == qualified("w:sdt") else self._table(item)

    # --- Paragraphs ---

    def _paragraphs(self, item: Line) -> Iterator[Element]:
        """Write a paragraph that stays, comes or goes; several where they are one on the other side."""
        old, new = (block.parts if block else [] for block in (item.old, item.new))
        marked = self._marked(item)
        hour, end = self._hour(item, marked), item.end
        if item.move and end is _own(item):
            end = MOVED[end]
        *pieces, last = pieces_of(marked)
        for i, (piece, status) in enumerate(pieces):
            look = properties((new if status is Status.INSERTED else old)[i])
            yield self._paragraph(self._properties(look, status), piece, hour)
        look = self._properties(item.look.properties, end, item.former, hour if item.is_alone else 0)
        node = self._paragraph(look, last[0], hour)
        names = dict.fromkeys(name for part in (*new, *old) for name in bookmarks(part))
        self.marks.bookmarks(node, list(names))
        yield node

    def _hour(self, item: Line, marked: list[Marked]) -> int:
        """Return the hour of a paragraph's words; what stays has its own, and what was moved in pieces.

        The end of what stays would else go with a paragraph that is inserted behind it, and the look of what
        was moved before with the pieces.
        """
        if not item.is_alone:
            return 1
        if all(status is marked[0][0] for status, _ in marked):
            return 0
        self.torn += 1
        return 2 + self.torn % 2

    def _marked(self, item: Line) -> list[Marked]:
        old, new = item.old, item.new
        if item.move:
            old, new = old or item.move.twin, new or item.move.twin
            away, here = tokens.moved(old.node, new.node, self.same_notes)
            return here if item.new else away
        before, after = (block.parts if block else [] for block in (old, new))
        is_alike = not (old and new) or is_reworded(old, new)
        return tokens.reworded(before, after, self.same_notes, is_alike=is_alike)

    def _paragraph(self, look: Element, marked: list[Marked], hour: int) -> Element:
        for status, token in marked:
            number = note_number(token)
            if number:
                self.notes.append(self._note(status, number))
        node = element("p")
        node.append(look)
        write(node, marked, partial(self.marks.of, hour=hour))
        return node

    def _properties(self, look: Element, end: Status, former: Block | None = None, hour: int = 0) -> Element:
        copied = copy_of(look)
        self.marks.paragraph(copied, end, hour)
        if former is not None:
            self.marks.former(copied, former.properties)
        return copied

    # --- Footnotes ---

    def _note(self, status: Status, number: str) -> Element:
        former = {new: old for old, new in self.same_notes.items()} if status is Status.KEPT else {}
        old, new = self.old_notes.get(former.get(number, number)), self.new_notes.get(number)
        if status in {Status.MOVED_AWAY, Status.MOVED_HERE}:  # its text goes with it, and is no change
            old = new = new if status is Status.MOVED_HERE else old
        note = element("footnote", id=number)
        note.extend(self.paragraphs(old, new, firm=True))
        return note

    def paragraphs(self, old: Element | None, new: Element | None, *, firm: bool) -> Iterator[Element]:
        """Write the paragraphs of a cell, a note or a footer.

        Args:
            old: the old one, None where it is new.
            new: the new one, None where it goes.
            firm: whether the last end is no revision; in a row that comes or goes, all ends are.
        """
        steps = self._steps(old, new)
        return self.flow(settle(steps) if firm else list(map(line, steps)))

    def _steps(self, old: Element | None, new: Element | None) -> list[Step]:
        before, after = (
            [Block(node) for node in side if node.tag == qualified("w:p")] if side is not None else []
            for side in (old, new)
        )
        return align_blocks(before, after, self.pairs)

    # --- Tables ---

    def _table(self, item: Line) -> Element:
        table = element("tbl")
        for path in ("w:tblPr", "w:tblGrid"):
            former = find(item.old.node, path)[0] if item.old else None
            table.append(self._kept(find(item.look.node, path)[0], former))
        for (name, status), group in groupby(item.rows, _range):
            rows = list(map(self._row, group))
            table.extend(self.marks.range(rows, name, status) if name else rows)
        return table

    def _kept(self, properties: Element, old: Element | None) -> Element:
        copied = copy_of(properties)
        if old is not None:
            self.marks.former(copied, old)
        return copied

    def _row(self, item: Line) -> Element:
        block = item.look
        row = element("tr")
        for former, look in zip_longest(*(find(side.node, "w:trPr") for side in (item.old or block, block))):
            row.append(self._kept(look, former))
        old, new = (find(side.node, "w:tc") if side else [] for side in (item.old, item.new))
        if item.move:
            twins = find(item.move.twin.node, "w:tc")
            cells = zip(new or old, twins, strict=True)
            row.extend(self._moved_cell(cell, twin, item) for cell, twin in cells)
        else:
            row.extend(self._cell(before, after) for before, after in zip_longest(old, new))
        if item.is_alone:
            self.marks.row(row, _own(item))
        return row

    def _cell(self, old: Element | None, new: Element | None) -> Element:
        cell = element("tc")
        side = new if new is not None else old
        assert side is not None  # noqa: S101 — a cell is in one or both
        former = find(old, "w:tcPr")[0] if old is not None else None
        cell.append(self._kept(find(side, "w:tcPr")[0], former))
        cell.extend(self.paragraphs(old, new, firm=old is not None and new is not None))
        return cell

    def _moved_cell(self, cell: Element, twin: Element, item: Line) -> Element:
        """Write a cell of a row that was moved: in either place what that document has."""
        written = element("tc")
        written.append(copy_of(find(cell, "w:tcPr")[0]))
        lines = []
        for old, new, _ in self._steps(*((twin, cell) if item.new else (cell, twin))):
            own, other = (new, old) if item.new else (old, new)
            if own:
                lines.append(line(Step(None, own) if item.new else Step(own, None)))
                lines[-1].move = Move("", other) if other else None
        written.extend(self.flow(lines))
        return written

    # --- The table of contents ---

    def _contents(self, item: Line) -> Element:
        """Write the table of contents: one field, that stays, with lines that stay, come or go.

        The field's frame (ISO/IEC 29500-1, 17.16) begins in the first line and ends in the last. Were it
        part of lines that come or go, half a field would be left behind. It is taken off both documents'
        lines, and put around the report's.
        """
        node = copy_of(item.look.node)
        content = find(node, "w:sdtContent")[0]
        sides = [find(side.node, "w:sdtContent/w:p") if side else [] for side in (item.old, item.new)]
        before, after = map(_lift_field, sides)
        old, new = ([Block(entry) for entry in side] for side in sides)
        content[:] = list(self.flow(settle(align_contents(old, new))))
        self._put_field([entry for entry in find(content, "w:p") if style(entry) != _TITLE], before, after)
        return node

    def _put_field(self, lines: list[Element], old: list[Token], new: list[Token]) -> None:
        """Put a frame around the lines of the report; where the instruction differs, it is a revision.

        Where one side alone has the field, all of it comes or goes.
        """
        frame = new or old
        if not frame:
            return
        status = Status.KEPT if old and new else Status.INSERTED if new else Status.DELETED
        *before, end = [(status, token) for token in frame]
        if old and new and old != new:
            begin, instruction, *rest = before
            before = [begin, (Status.DELETED, old[1]), (Status.INSERTED, instruction[1]), *rest]
        opening = element("p")
        write(opening, before, partial(self.marks.of, hour=1))
        lines[0][1:1] = list(opening)
        write(lines[-1], [end], partial(self.marks.of, hour=1))


def _lift_field(lines: list[Element]) -> list[Token]:
    """Take the field's frame, which stands outside the lines' links, off the lines.

    Returns:
        The frame: begin, instruction, separator, end; empty where the table has no lines.
    """
    frame = element("p")
    for entry in lines:
        frame.extend(run for run in find(entry, "w:r") if run.find(qualified("w:t")) is None)
    return tokens.tokens(frame)


def _own(item: Line) -> Status:
    """Return what has happened to a block that one document has alone."""
    return Status.INSERTED if item.new else Status.DELETED


def _range(item: Line) -> tuple[str, Status]:
    """Return the name of what a block was moved with, and from where or where to."""
    return (item.move.name, MOVED[_own(item)]) if item.move else ("", Status.KEPT)
