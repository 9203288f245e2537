"""The blocks of a Word file: paragraphs, tables, and what is wrapped around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handlingsprogram.received.file.document import (
    Block,
    BlockPath,
    Cell,
    KeptForm,
    Paragraph,
    Row,
    Table,
    paragraphs,
)
from handlingsprogram.received.file.story import Around, Mark, without_sign
from handlingsprogram.received.file.word.dress import Setting
from handlingsprogram.received.file.word.names import (
    MARKS,
    MC,
    W,
    author,
    child,
    children,
    is_on,
    number,
    value,
)
from handlingsprogram.received.file.word.words import chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.received.file.document import Author, Form
    from handlingsprogram.received.file.story import Story
    from handlingsprogram.received.file.word.links import Link
    from handlingsprogram.received.file.word.styles import Styles
    from handlingsprogram.received.file.word.words import Words

_CONTENTS = "TOC"
"""What the styles of a table of contents begin with."""
_WRAPPED = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{MC}AlternateContent", *MARKS}


@dataclass(slots=True)
class _Cell:
    """A cell of which later rows may tell more."""

    blocks: list[Block]
    column: int
    span: int
    rows: int = 1
    inserted: Author | None = None
    deleted: Author | None = None


@dataclass(slots=True)
class _Grid:
    """A table that is being read."""

    reaching: dict[int, _Cell] = field(default_factory=dict)
    """The cells that reach down, by column."""


class Body:
    """Reads the blocks of a part."""

    def __init__(self, words: Words, styles: Styles, story: Story) -> None:
        """Take what reads the words, and what all parts share."""
        self._words = words
        self._styles = styles
        self._story = story
        self._is_head = False

    def blocks(self, parent: Element, path: BlockPath) -> list[Block]:
        """Return what stands in a body, a cell or a note.

        Args:
            parent: the element.
            path: where it stands.
        """
        found: list[Block] = []
        for node in self._unwrapped(parent):
            here = (*path, len(found))
            if node.tag == f"{W}p":
                told = len(self._story.foreign)
                paragraph = self._paragraph(node, here)
                if paragraph.runs or len(self._story.foreign) > told or not _is_break(node):
                    found.append(paragraph)
            elif node.tag == f"{W}tbl":
                found.append(self._table(node, here))
            elif node.tag == f"{W}altChunk":
                self._story.strange("objekt", Around())
            else:
                self._words.place(node)
        return found

    def note(self, node: Element, links: Mapping[str, Link]) -> tuple[Paragraph, ...]:
        """Return what a note says; a table in it is told by its paragraphs."""
        self._words.links = links
        is_head, self._is_head = self._is_head, False
        found = self.blocks(node, ())
        self._is_head = is_head
        return without_sign(one for block in found for one in paragraphs([block]))

    def _unwrapped(self, parent: Iterable[Element]) -> Iterator[Element]:
        """Give an element's children, what only wraps others opened."""
        for node in parent:
            if node.tag not in _WRAPPED:
                yield node
            elif node.tag == f"{MC}AlternateContent":
                yield from self._unwrapped(chosen(node))
            elif node.tag != f"{W}sdt" or not is_on(child(node, "sdtPr", "showingPlcHdr")):
                yield from self._unwrapped(node)

    # --- Paragraphs -----------------------------------------------------------------------------

    def _paragraph(self, node: Element, path: BlockPath) -> Paragraph:
        properties = node.find(f"{W}pPr")
        form, style = self._styles.form(properties)
        if _is_contents(node) and not form.style.startswith(_CONTENTS):
            form = form._replace(style=f"{_CONTENTS}1")
        self._story.begin(path)
        self._words.read(node, Setting(style, self._is_head))
        return self._story.end(form, self._mark(properties, form))

    def _mark(self, properties: Element | None, form: Form) -> Mark:
        marks: dict[str, Author] = {}
        moved = self._words.moved
        for node in child(properties, "rPr") if child(properties, "rPr") is not None else ():  # type: ignore[union-attr]
            if node.tag in MARKS:
                marks[MARKS[str(node.tag)]] = self._story.author(author(node))
                if str(node.tag).startswith(f"{W}move"):
                    moved = moved or next(reversed(self._words.moves.values()), "")
        former = None
        change = child(properties, "pPrChange")
        if change is not None:
            before, _ = self._styles.form(child(change, "pPr"))
            who = self._story.author(author(change))
            former = KeptForm(who, before) if before != form else None
        return Mark(marks.get("inserted"), marks.get("deleted"), moved, former)

    # --- Tables ---------------------------------------------------------------------------------

    def _table(self, node: Element, path: BlockPath) -> Table:
        self._story.enter(path)
        properties = child(node, "tblPr")
        grid = _Grid()
        rows: list[tuple[Element, list[_Cell]]] = []
        for row in self._unwrapped(node):
            if row.tag == f"{W}tr":
                rows.append((row, self._cells(row, grid, (*path, len(rows)))))
            else:
                self._words.place(row)
        made = tuple(self._row(row, cells) for row, cells in rows)
        title = value(child(properties, "tblCaption"))
        return Table(made, title, self._styles.table(value(child(properties, "tblStyle"))))

    def _row(self, node: Element, cells: list[_Cell]) -> Row:
        properties = child(node, "trPr")
        marks = {
            MARKS[str(one.tag)]: self._story.author(author(one))
            for one in (properties if properties is not None else ())
            if one.tag in MARKS
        }
        made = (Cell(tuple(c.blocks), c.column, c.span, c.rows, c.inserted, c.deleted) for c in cells)
        is_head = bool(is_on(child(properties, "tblHeader")))
        return Row(tuple(made), is_head, marks.get("inserted"), marks.get("deleted"))

    def _cells(self, row: Element, grid: _Grid, path: BlockPath) -> list[_Cell]:
        properties = child(row, "trPr")
        column = max(number(value(child(properties, "gridBefore"))), 0)
        is_head, self._is_head = self._is_head, bool(is_on(child(properties, "tblHeader")))
        cells: list[_Cell] = []
        for node in self._unwrapped(row):
            if node.tag != f"{W}tc":
                self._words.place(node)
                continue
            cell = self._cell(node, column, (*path, len(cells)), grid)
            column += max(number(value(child(node, "tcPr", "gridSpan")), 1), 1)
            if cell:
                cells.append(cell)
        self._is_head = is_head
        return cells

    def _cell(self, node: Element, column: int, path: BlockPath, grid: _Grid) -> _Cell | None:
        """Return a cell; None for what only continues the one above."""
        properties = child(node, "tcPr")
        merged = child(properties, "vMerge")
        if merged is not None and value(merged) != "restart" and column in grid.reaching:
            grid.reaching[column].rows += 1
            return None
        cell = _Cell(self.blocks(node, path), column, max(number(value(child(properties, "gridSpan")), 1), 1))
        for change in children(properties, "cellIns"):
            cell.inserted = self._story.author(author(change))
        for change in children(properties, "cellDel"):
            cell.deleted = self._story.author(author(change))
        grid.reaching.pop(column, None)
        if merged is not None:
            grid.reaching[column] = cell
        self._tell_fill(properties, cell, path)
        return cell

    def _tell_fill(self, properties: Element | None, cell: _Cell, path: BlockPath) -> None:
        fill = value(child(properties, "shd"), "fill").upper()
        if fill in {"", "AUTO", "FFFFFF"}:
            return
        said = next((one.text for block in cell.blocks for one in paragraphs([block]) if one.text), "")
        self._story.look_of_cell((*path, 0), said, fill)


def _is_contents(paragraph: Element) -> bool:
    """Tell whether a paragraph is of a table of contents, whatever its style has become in Google Docs."""
    above = paragraph.getparent()
    if above is None or above.tag != f"{W}sdtContent":
        return False
    gallery = child(above.getparent(), "sdtPr", "docPartObj", "docPartGallery")
    return value(gallery) == "Table of Contents"


def _is_break(paragraph: Element) -> bool:
    """Tell whether a paragraph is where a section ends: one that says nothing is only there for that."""
    return child(paragraph, "pPr", "sectPr") is not None
