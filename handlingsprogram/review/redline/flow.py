"""Writes what both documents say into one: paragraphs, tables, cells and footnotes, with their revisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from handlingsprogram.render.word.xml import element, find, qualified
from handlingsprogram.review.redline import contents
from handlingsprogram.review.redline.align import align_blocks, align_contents, align_rows
from handlingsprogram.review.redline.ends import line, settle
from handlingsprogram.review.redline.marks import copy_of
from handlingsprogram.review.redline.source import Block, bookmarks, properties
from handlingsprogram.review.redline.tokens import Status, note_number, write
from handlingsprogram.review.redline.wording import pieces_of, reworded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from handlingsprogram.review.redline.align import Pairs, Step
    from handlingsprogram.review.redline.ends import Line
    from handlingsprogram.review.redline.marks import Marks
    from handlingsprogram.review.redline.tokens import Marked


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

    def flow(self, lines: list[Line]) -> Iterator[Element]:
        """Write blocks that follow each other."""
        for item in lines:
            if item.look.is_paragraph:
                yield from self._paragraphs(item)
            else:
                yield self._contents(item) if item.look.node.tag == qualified("w:sdt") else self._table(item)

    # --- Paragraphs ---

    def _paragraphs(self, item: Line) -> Iterator[Element]:
        """Write a paragraph that stays, comes or goes; several where they are one on the other side."""
        old, new = (block.parts if block else [] for block in (item.old, item.new))
        *pieces, last = pieces_of(reworded(item.old, item.new, self.same_notes))
        is_word = bool(old and new)
        for i, (marked, end) in enumerate(pieces):
            look = properties((new if end is Status.INSERTED else old)[i])
            yield self._paragraph(self._properties(look, end), marked, is_word=is_word)
        look = self._properties(item.look.properties, item.end, item.former)
        node = self._paragraph(look, last[0], is_word=is_word)
        names = dict.fromkeys(name for part in (*new, *old) for name in bookmarks(part))
        self.marks.bookmarks(node, list(names))
        yield node

    def _paragraph(self, look: Element, marked: list[Marked], *, is_word: bool) -> Element:
        for status, token in marked:
            number = note_number(token)
            if number:
                self.notes.append(self._note(status, number))
        node = element("p")
        node.append(look)
        write(node, marked, self.marks.word if is_word else self.marks.of)
        return node

    def _properties(self, look: Element, end: Status, former: Block | None = None) -> Element:
        copied = copy_of(look)
        self.marks.paragraph(copied, end)
        if former is not None:
            self.marks.former(copied, former.properties)
        return copied

    def _contents(self, item: Line) -> Element:
        """Write the table of contents: one field, that stays, with lines that stay, come or go."""
        node = copy_of(item.look.node)
        content = find(node, "w:sdtContent")[0]
        sides = [find(side.node, "w:sdtContent/w:p") if side else [] for side in (item.old, item.new)]
        before, after = map(contents.lift_field, sides)
        old, new = ([Block(entry) for entry in side] for side in sides)
        content[:] = list(self.flow(settle(align_contents(old, new))))
        contents.put_field(content, before, after, self.marks)
        return node

    # --- Footnotes ---

    def _note(self, status: Status, number: str) -> Element:
        former = {new: old for old, new in self.same_notes.items()} if status is Status.KEPT else {}
        old = None if status is Status.INSERTED else self.old_notes[former.get(number, number)]
        new = None if status is Status.DELETED else self.new_notes[number]
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
        before, after = (
            [Block(node) for node in side if node.tag == qualified("w:p")] if side is not None else []
            for side in (old, new)
        )
        steps = align_blocks(before, after, self.pairs)
        return self.flow(settle(steps) if firm else [line(step) for step in steps])

    # --- Tables ---

    def _table(self, item: Line) -> Element:
        old, new = item.old, item.new
        block = item.look
        table = element("tbl")
        for path in ("w:tblPr", "w:tblGrid"):
            table.append(self._kept(find(block.node, path)[0], find(old.node, path)[0] if old else None))
        for step in align_rows(old.rows if old else [], new.rows if new else [], self.pairs):
            table.append(self._row(step))
        return table

    def _kept(self, properties: Element, old: Element | None) -> Element:
        copied = copy_of(properties)
        if old is not None:
            self.marks.former(copied, old)
        return copied

    def _row(self, step: Step) -> Element:
        old, new = step
        block = new or old
        assert block is not None  # noqa: S101 — a step has one or both
        row = element("tr")
        for former, look in zip_longest(*(find(side.node, "w:trPr") for side in (old or block, block))):
            row.append(self._kept(look, former))
        cells = [find(side.node, "w:tc") if side else [] for side in (old, new)]
        for before, after in zip_longest(*cells):
            row.append(self._cell(before, after))
        if not (old and new):
            self.marks.row(row, Status.INSERTED if new else Status.DELETED)
        return row

    def _cell(self, old: Element | None, new: Element | None) -> Element:
        cell = element("tc")
        side = new if new is not None else old
        assert side is not None  # noqa: S101 — a cell is in one or both
        former = find(old, "w:tcPr")[0] if old is not None else None
        cell.append(self._kept(find(side, "w:tcPr")[0], former))
        cell.extend(self.paragraphs(old, new, firm=old is not None and new is not None))
        return cell
