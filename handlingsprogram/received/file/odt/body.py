"""The blocks of an OpenDocument text: paragraphs, lists, tables, and what is wrapped around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.received.file.document import BlockPath, Cell, Form, KeptForm, Paragraph, Row, Table
from handlingsprogram.received.file.odt.names import DRAW, OFFICE, TABLE, TEXT
from handlingsprogram.received.file.odt.styles import whole
from handlingsprogram.received.file.story import Around, Mark, without_sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from handlingsprogram.received.file.document import Author, Block
    from handlingsprogram.received.file.odt.changes import Region
    from handlingsprogram.received.file.odt.styles import Paragraphs, Styles
    from handlingsprogram.received.file.odt.words import Words
    from handlingsprogram.received.file.story import Story

_LINES = {f"{TEXT}p", f"{TEXT}h"}
_LIST, _ITEM = f"{TEXT}list", f"{TEXT}list-item"
_CLOSED = {f"{TEXT}tracked-changes", f"{OFFICE}forms", f"{OFFICE}change-info"}
_ROW_GROUPS = {f"{TABLE}table-rows", f"{TABLE}table-row-group"}


class _In(NamedTuple):
    """The list that a block stands in."""

    style: str = ""
    depth: int = 0
    is_item: bool = False
    """Whether it is what the sign stands before."""


class Body:
    """Reads the blocks of a text."""

    def __init__(self, words: Words, styles: Styles, story: Story) -> None:
        """Take what reads the words, and what all of a text shares."""
        self._words = words
        self._styles = styles
        self._story = story
        self._is_head = False
        self._was: list[KeptForm] = []
        """What the paragraph that is being read was, where the end before it was deleted."""
        self._around = Around()
        self._found: list[Block] = []
        """Where the paragraph that is being read will stand."""
        self._path: BlockPath = ()
        words.note = self._note
        words.deleted = self._deleted

    def blocks(self, parent: Element, path: BlockPath) -> list[Block]:
        """Return what stands in a text, a cell or a note."""
        kept = self._found, self._path
        self._found, self._path = [], path
        found = self._found
        for node, within in _opened(parent, _In()):
            self._block(node, within)
        self._found, self._path = kept
        return found

    def _block(self, node: Element, within: _In) -> None:
        here = (*self._path, len(self._found))
        if node.tag in _LINES:
            self._paragraph(node, within)
        elif node.tag == f"{TABLE}table":
            table = self._table(node, here)
            self._found.append(table)
        elif node.tag == f"{TEXT}change":
            self._between(node)
        else:
            self._words.place(node, self._around)

    def _note(self, body: Element) -> tuple[Paragraph, ...]:
        is_head, self._is_head = self._is_head, False
        found = self.blocks(body, ())
        self._is_head = is_head
        return without_sign(one for one in found if isinstance(one, Paragraph))

    # --- Paragraphs -----------------------------------------------------------------------------

    def _paragraph(self, node: Element, within: _In) -> None:
        self._story.begin((*self._path, len(self._found)))
        form, style = self._form(node, within)
        kept, self._was = self._was, []
        self._words.read(node, style, self._around, is_head=self._is_head)
        was, self._was = self._was, kept
        inserted = self._around.inserted or self._words.inserted
        former = next((one for one in was[-1:] if one.form != form), None)
        self._found.append(self._story.end(form, Mark(inserted, self._around.deleted, former=former)))

    def _form(self, node: Element, within: _In) -> tuple[Form, Paragraphs]:
        style = self._styles.paragraph(node.get(f"{TEXT}style-name") or "")
        level = whole(node.get(f"{TEXT}outline-level"), 1) if node.tag == f"{TEXT}h" else 0
        is_item = within.is_item and not level
        kind = self._styles.list_kind(within.style, within.depth) if is_item else ""
        return Form(style.ours, level, kind, within.depth if kind else 0), style

    def _deleted(self, region: Region) -> None:
        """Take what was deleted in a paragraph, which parts it where ends of paragraphs were deleted too."""
        kept, self._around = self._around, Around(self._words.inserted, region.author)
        before: Form | None = None
        parts = len(self._found)
        for node, within in _opened(region.node, _In()):
            if node.tag not in _LINES and node.tag != f"{TABLE}table":
                continue
            if before is not None:
                self._found.append(self._story.split(before, Mark(deleted=region.author)))
            if node.tag == f"{TABLE}table":
                before = None
                self._found.append(self._table(node, (*self._path, len(self._found))))
                self._story.move_to((*self._path, len(self._found)))
                continue
            before, style = self._form(node, within)
            self._words.read(node, style, self._around, is_head=self._is_head)
        if before is not None and len(self._found) > parts:
            self._was.append(KeptForm(region.author, before))
        self._around = kept

    def _between(self, node: Element) -> None:
        """Take what was deleted between paragraphs."""
        self._story.begin((*self._path, len(self._found)))
        self._words.place(node, self._around)
        rest = self._story.end(Form(), Mark())
        if rest.runs:
            author = next(run.deleted for run in rest.runs)
            self._found.append(Paragraph(rest.runs, deleted=author, paths=rest.paths))

    # --- Tables ---------------------------------------------------------------------------------

    def _table(self, node: Element, path: BlockPath) -> Table:
        self._story.enter(path)
        rows: list[Row] = []
        for row, is_head in _rows(node, is_head=False):
            rows.append(self._row(row, (*path, len(rows)), is_head=is_head))
        title = next((one.text or "" for one in node.findall(f"{TABLE}title")), "")
        return Table(tuple(rows), title)

    def _row(self, node: Element, path: BlockPath, *, is_head: bool) -> Row:
        kept, self._is_head = self._is_head, is_head
        cells: list[Cell] = []
        column = 0
        for cell in node:
            if cell.tag == f"{TABLE}table-cell":
                here = (*path, len(cells))
                blocks = tuple(self.blocks(cell, here))
                span = whole(cell.get(f"{TABLE}number-columns-spanned"), 1)
                rows = whole(cell.get(f"{TABLE}number-rows-spanned"), 1)
                cells.append(Cell(blocks, column, span, rows))
                self._tell_fill(cell, cells[-1], here)
            elif cell.tag != f"{TABLE}covered-table-cell":
                self._words.place(cell, self._around)
                continue
            column += whole(cell.get(f"{TABLE}number-columns-repeated"), 1)
        self._is_head = kept
        runs = [
            run for cell in cells for one in cell.blocks if isinstance(one, Paragraph) for run in one.runs
        ]
        inserted = _all([run.inserted for run in runs]) or self._around.inserted
        return Row(
            tuple(cells), is_head, inserted, _all([run.deleted for run in runs]) or self._around.deleted
        )

    def _tell_fill(self, node: Element, cell: Cell, path: BlockPath) -> None:
        # A head's background is its table style's in Word, and the cells' here.
        fill = "" if self._is_head else self._styles.fill(node.get(f"{TABLE}style-name") or "")
        if fill and fill != "FFFFFF":
            texts = (block.text for block in cell.blocks if isinstance(block, Paragraph) and block.text)
            self._story.look_of_cell((*path, 0), next(texts, ""), fill)


def _all(authors: list[Author | None]) -> Author | None:
    """Return who changed all the words of a row; the format has no mark for a row that comes or goes."""
    return authors[0] if authors and all(authors) else None


def _rows(node: Element, *, is_head: bool) -> Iterator[tuple[Element, bool]]:
    for child in node:
        if child.tag == f"{TABLE}table-row":
            yield child, is_head
        elif child.tag == f"{TABLE}table-header-rows":
            yield from _rows(child, is_head=True)
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child, is_head=is_head)


def _opened(parent: Element, within: _In) -> Iterator[tuple[Element, _In]]:
    """Give the blocks below an element, and the list that each stands in; what wraps them is opened."""
    for node in parent:
        if node.tag in _LINES or node.tag == f"{TABLE}table" or _is_place(node):
            yield node, within
            within = within._replace(is_item=False)  # an item's first block has its sign
        elif node.tag == _LIST:
            style = node.get(f"{TEXT}style-name") or within.style
            yield from _opened(node, _In(style, within.depth + 1))
        elif node.tag in {_ITEM, f"{TEXT}numbered-paragraph"}:
            yield from _opened(node, within._replace(is_item=True))
        elif node.tag not in _CLOSED and not str(node.tag).endswith(("-source", "-decls")):
            yield from _opened(node, within)  # also an item without a sign


def _is_place(node: Element) -> bool:
    name = str(node.tag)
    return name.startswith((f"{TEXT}change", f"{TEXT}bookmark", f"{OFFICE}annotation", DRAW))
