"""Writes what both documents say into one: paragraphs, tables, cells and footnotes, with their revisions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from lxml import etree

from handlingsprogram.render.word.xml import element, find, qualified
from handlingsprogram.review.redline import contents
from handlingsprogram.review.redline.align import align_blocks, align_contents, align_rows, is_reworded
from handlingsprogram.review.redline.ends import line, settle
from handlingsprogram.review.redline.marks import copy_of
from handlingsprogram.review.redline.source import Block, bookmarks, properties
from handlingsprogram.review.redline.tokens import BREAK, Status, tokens, write
from handlingsprogram.review.redline.words import common

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from handlingsprogram.review.redline.align import Pairs, Step
    from handlingsprogram.review.redline.ends import Line
    from handlingsprogram.review.redline.marks import Marks
    from handlingsprogram.review.redline.tokens import Marked, Token

_NOTE = re.compile(r'<w:footnoteReference [^>]*w:id="(\d+)"')
# What stays wherever it is common: to strike half of a field would break it.
_FIRM = -1
_COMES_AND_GOES = {Status.INSERTED, Status.DELETED}


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
        """Write a paragraph that stays, comes or goes; more than one where several are one on the other side."""
        sides = [side for side in (item.new, item.old) if side]
        names = [name for side in sides for part in side.parts for name in bookmarks(part)]
        mark = self.marks.word if item.old and item.new else self.marks.of
        pieces = list(_pieces(_calm(self._marked(item.old, item.new))))
        for i, (marked, end) in enumerate(pieces):
            is_last = i == len(pieces) - 1
            node = element("p")
            if is_last:
                node.append(self._properties(item.look.properties, item.end, item.former))
            else:
                side = item.new if end is Status.INSERTED else item.old
                node.append(self._properties(properties(_parts(side)[i]), end))
            write(node, [(status, self._with_note(status, token)) for status, token in marked], mark)
            if is_last:
                self.marks.bookmarks(node, list(dict.fromkeys(names)))
            yield node

    def _properties(self, look: Element, end: Status, former: Block | None = None) -> Element:
        copied = copy_of(look)
        self.marks.paragraph(copied, end)
        if former is not None:
            self.marks.former(copied, former.properties)
        return copied

    def _marked(self, before: Block | None, after: Block | None) -> Iterator[Marked]:
        """Tell of each token whether it stays, goes or comes."""
        old, new = (tokens(*_parts(block)) for block in (before, after))
        keys = [self._key(token) for token in old]
        if before and after and not is_reworded(before, after):
            # Words that two other texts happen to share say nothing; the parts of a field stay all the same.
            keys = [key if key.atom else key._replace(text=" " + key.text + " ") for key in keys]
        weights = [_FIRM if token.atom else int(token.text.strip().isalnum()) for token in old]
        i = j = 0
        for a, b, size in [*common(keys, [token.key() for token in new], weights), (len(old), len(new), 0)]:
            yield from ((Status.DELETED, token) for token in old[i:a])
            yield from ((Status.INSERTED, token) for token in new[j:b])
            for token, now in zip(old[a : a + size], new[b : b + size], strict=True):
                yield from _kept(token, now)
            i, j = a + size, b + size

    def _key(self, token: Token) -> Token:
        """Return what an old token is compared by: as the new document would have it."""
        found = _NOTE.match(token.atom)
        if not found or found[1] not in self.same_notes:
            return token.key()
        return token._replace(atom=token.atom.replace(f'"{found[1]}"', f'"{self.same_notes[found[1]]}"'))

    def _contents(self, item: Line) -> Element:
        """Write the table of contents: one field, that stays, with lines that stay, come or go."""
        assert item.old and item.new  # noqa: S101 — every document has one
        node = copy_of(item.new.node)
        content = find(node, "w:sdtContent")[0]
        old, new = (find(side.node, "w:sdtContent/w:p") for side in (item.old, item.new))
        fields = [contents.lift_field(side) for side in (old, new)]
        steps = align_contents([Block(line) for line in old], [Block(line) for line in new])
        content[:] = list(self.flow(settle(steps)))
        contents.put_field(content, *fields, self.marks)
        return node

    # --- Footnotes ---

    def _with_note(self, status: Status, token: Token) -> Token:
        """Write the note that a token refers to, if it does."""
        found = _NOTE.match(token.atom)
        if found:
            self.notes.append(self._note(status, found[1]))
        return token

    def _note(self, status: Status, number: str) -> Element:
        old = self.old_notes.get(number) if status is Status.DELETED else None
        new = self.new_notes.get(number) if status is not Status.DELETED else None
        if status is Status.KEPT:
            former = next(key for key, value in self.same_notes.items() if value == number)
            old = self.old_notes[former]
        note = element("footnote", id=number)
        note.extend(self.paragraphs(old, new, firm=True))
        return note

    def paragraphs(self, old: Element | None, new: Element | None, *, firm: bool) -> Iterator[Element]:
        """Write the paragraphs of a cell or a note; its last end is `firm` unless the whole of it comes or goes."""
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
        table = etree.Element(block.node.tag, nsmap=block.node.nsmap)
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
        for properties in find(block.node, "w:trPr"):
            row.append(self._kept(properties, find(old.node, "w:trPr")[0] if old else None))
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


def _parts(block: Block | None) -> list[Element]:
    return block.parts if block else []


def _pieces(marked: Iterable[Marked]) -> Iterator[tuple[list[Marked], Status]]:
    """Cut tokens where a paragraph ends; give each piece with what has happened to its end."""
    piece: list[Marked] = []
    for status, token in marked:
        if token == BREAK:
            yield piece, status
            piece = []
        else:
            piece.append((status, token))
    yield piece, Status.KEPT


def _calm(marked: Iterable[Marked]) -> list[Marked]:
    """Let a space stay that would come and go in the same place, because it changes runs."""
    calm: list[Marked] = []
    for status, token in marked:
        before, last = calm[-1] if calm else (Status.KEPT, token)
        if {before, status} == _COMES_AND_GOES and token.text.isspace() and last.text == token.text:
            old, new = (last, token) if status is Status.INSERTED else (token, last)
            calm[-1] = (Status.KEPT, _restyled(old, new))
        else:
            calm.append((status, token))
    return calm


def _restyled(old: Token, new: Token) -> Token:
    return new if old.look == new.look or new.atom else new._replace(was=old.look)


def _kept(old: Token, new: Token) -> Iterator[Marked]:
    """Give a word that stays; the space before it may come or go."""
    before, after = old.space(), new.space()
    if before.text != after.text:
        changes = ((Status.DELETED, before), (Status.INSERTED, after))
        yield from (change for change in changes if change[1].text)
        new = new.without_space()
    yield Status.KEPT, _restyled(old, new)
