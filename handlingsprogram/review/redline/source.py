"""A finished Word file taken apart: sections and blocks with the programme's ids, bookmarks put aside."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handlingsprogram.records import record
from handlingsprogram.render.edition.parts import Heading, Table
from handlingsprogram.render.word import anchors, hyphens, package
from handlingsprogram.render.word.body import style
from handlingsprogram.render.word.xml import attribute, element, find, parse, qualified
from handlingsprogram.review.redline.tokens import words, xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from handlingsprogram.render.edition.parts import View
    from handlingsprogram.render.word.package import Parts

_HEADING = "Heading"

BOOKMARKS = "bookmarks"
"""An attribute of our own on paragraphs while they are worked on: the names of the bookmarks they carry."""


@record
class Edition:
    """One programme as a finished document."""

    file: bytes
    """The Word file, as `render` finished it."""
    view: View
    """What it shows, in the same order."""


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph, a table, a table's row, or the table of contents."""

    node: Element
    id: str = ""
    """That of a heading's section, of a table, or of a row's measure or post; empty for the rest."""
    shape: tuple[str, ...] = ()
    """What kind of table it is and what its columns show, or how a row's cells lie; empty for the rest."""
    rows: list[Block] = field(default_factory=list)
    """A table's rows, those of the head included."""
    parts: list[Element] = field(default_factory=list)
    """The paragraphs that it is made of: several where they stand beside one of the other document."""
    words: list[str] = field(init=False)
    bag: Counter[str] = field(init=False)
    """The words without their order."""
    style: str = field(init=False)

    def __post_init__(self) -> None:
        self.parts = self.parts or [self.node]
        self.words = [word for part in self.parts for word in words(part)]
        self.bag = Counter(self.words)
        self.style = style(self.node) if self.is_paragraph else ""

    @classmethod
    def joined(cls, blocks: list[Block]) -> Block:
        """Return paragraphs that follow each other as one block."""
        return cls(blocks[-1].node, parts=[block.node for block in blocks])

    @property
    def is_paragraph(self) -> bool:
        """Tell whether it is a paragraph."""
        return self.node.tag == qualified("w:p")

    @property
    def properties(self) -> Element:
        """The paragraph's `w:pPr`, an empty one where it has none."""
        return properties(self.node)

    def looks_like(self, other: Block) -> bool:
        """Tell whether two paragraphs have the same properties."""
        return [xml(node) for node in self.properties] == [xml(node) for node in other.properties]

    @property
    def is_heading(self) -> bool:
        """Tell whether it is a section's heading."""
        return self.is_paragraph and bool(self.id)


@dataclass(slots=True)
class Section:
    """A heading and what stands below it, up to the next one; the first has the cover and the contents."""

    id: str
    blocks: list[Block]

    @property
    def level(self) -> int:
        """That of its heading; the first has 0."""
        return int(self.blocks[0].style[len(_HEADING)]) if self.id else 0


@dataclass(slots=True)
class Source:
    """The parts of one side that the report is made of."""

    parts: Parts
    root: Element
    """The document part. Its body's blocks are the sections'."""
    sections: list[Section]
    layout: Element
    """The page's measures and footers: `w:sectPr`."""
    notes: Element
    """The footnotes part."""
    lists: Element
    """The numbering part."""
    footer: Element

    def forget_pages(self) -> None:
        """Take out where pages are turned: a change cannot be tracked there, and the new side's hold."""
        for section in find(self.root, ".//w:pPr/w:sectPr"):
            section.getparent().remove(section)  # type: ignore[union-attr]


def read(edition: Edition) -> Source:
    """Take a finished Word file apart.

    Args:
        edition: the file, and what it shows.
    """
    parts = package.read(edition.file)
    root, notes, lists, footer = (
        parse(parts[f"word/{name}.xml"]) for name in ("document", "footnotes", "numbering", "footer")
    )
    _lift_bookmarks(root)
    _plain_numbers(root)
    hyphens.join(root)
    body = find(root, "w:body")[0]
    layout = find(body, "w:sectPr")[0]
    body.remove(layout)
    return Source(parts, root, _sections(body, edition.view), layout, notes, lists, footer)


def _plain_numbers(root: Element) -> None:
    """Make text of the fields that count captions: LibreOffice shows no changes inside of one."""
    for code in list(root.iter(qualified("w:instrText"))):
        run = code.getparent()
        if (
            (code.text or "").startswith(" SEQ ")
            and run is not None
            and (paragraph := run.getparent()) is not None
        ):
            at = paragraph.index(run)
            for part in (paragraph[at - 1], run, paragraph[at + 1], paragraph[at + 3]):
                paragraph.remove(part)


def _lift_bookmarks(root: Element) -> None:
    """Note each bookmark's name at the paragraph that it begins in or before, and take it out."""
    waiting: list[str] = []
    for node in list(root.iter(qualified("w:bookmarkStart"), qualified("w:bookmarkEnd"), qualified("w:p"))):
        if node.tag == qualified("w:p"):
            _note(node, waiting)
            waiting = []
            continue
        parent = node.getparent()
        assert parent is not None  # noqa: S101 — the root is neither
        name = attribute(node, "name")
        # The anchors of two files have the same names, and mean other paragraphs.
        if node.tag == qualified("w:bookmarkStart") and not name.startswith(anchors.PREFIX):
            if parent.tag == qualified("w:p"):
                _note(parent, [name])
            else:
                waiting.append(name)
        parent.remove(node)


def _note(paragraph: Element, names: list[str]) -> None:
    if names:
        paragraph.set(BOOKMARKS, " ".join([*bookmarks(paragraph), *names]))


def properties(paragraph: Element) -> Element:
    """Return a paragraph's `w:pPr`, an empty one where it has none."""
    return next(iter(find(paragraph, "w:pPr")), element("pPr"))


def bookmarks(paragraph: Element) -> list[str]:
    """Return the names of the bookmarks that a paragraph carries."""
    return (paragraph.get(BOOKMARKS) or "").split()


def _sections(body: Element, view: View) -> list[Section]:
    headings = (part for part in view.deler if isinstance(part, Heading))
    tables = (part for part in view.deler if isinstance(part, Table))
    sections = [Section("", [])]
    for node in body:
        if node.tag == qualified("w:tbl"):
            block = _table(node, next(tables))
        elif node.tag == qualified("w:p") and style(node).startswith(_HEADING):
            block = Block(node, next(headings).id)
            sections.append(Section(block.id, []))
        else:
            block = Block(node)
        sections[-1].blocks.append(block)
    return sections


def _table(node: Element, table: Table) -> Block:
    fields = [kolonne.felt for kolonne in table.kolonner]
    columns = fields if table.slag == "tiltak" else [str(len(fields))]
    shown = [*table.hode, *table.rader]
    rows = [_row(row, view.id) for row, view in zip(find(node, "w:tr"), shown, strict=True)]
    return Block(node, table.id, (table.slag, *columns), rows)


def _row(node: Element, name: str) -> Block:
    """Return a row; its shape is how many columns each cell spans, and whether it is a head."""
    spans = [
        next((attribute(span, "val") for span in find(cell, "w:tcPr/w:gridSpan")), "1")
        for cell in find(node, "w:tc")
    ]
    return Block(node, name, ("head" if find(node, "w:trPr/w:tblHeader") else "", *spans))
