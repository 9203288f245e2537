"""What a received file says, the same whichever program wrote it: blocks, changes, comments, and the rest.

A block is found by its path: its place among the blocks of the body, and in a table also those of the row,
the cell and the block in the cell.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal, NamedTuple

from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BlockPath = tuple[int, ...]
"""Such as `(12,)` for a paragraph of the body, and `(14, 2, 0, 1)` for one in a table's cell."""
Script = Literal["", "super", "sub"]
List = Literal["", "bullet", "ordered"]
Kind = Literal[
    # Things.
    "bilde",
    "bunntekst",
    "diagram",
    "felt",
    "kontroll",
    "ligning",
    "makro",
    "objekt",
    "tegn",
    "tekstboks",
    "topptekst",
    # The look of words.
    "farge",
    "gjennomstreking",
    "merking",
    "skjult",
    "skrift",
    "størrelse",
    "understreking",
    "versaler",
    # The look of cells.
    "cellefarge",
]
"""What cannot be content."""


class Author(NamedTuple):
    """Who made a change, and when."""

    navn: str
    tid: str
    """As the file has it, ISO 8601; empty where it is not told."""


class Look(NamedTuple):
    """How words are set apart from those around them."""

    bold: bool = False
    italic: bool = False
    script: Script = ""


class Kept(NamedTuple):
    """How words looked before somebody changed that alone."""

    author: Author
    look: Look


class Form(NamedTuple):
    """What a paragraph is."""

    style: str = "Normal"
    """The id of one of our own styles, or of a built-in one that they are made from."""
    level: int = 0
    """Of a heading, from 1; 0 for all else."""
    list: List = ""
    depth: int = 0
    """Of an item, from 1; 0 for what is no item."""


class KeptForm(NamedTuple):
    """What a paragraph was before somebody changed that alone."""

    author: Author
    form: Form


@record
class Run:
    """Words that look the same, or a note."""

    text: str = ""
    """Tabs as `\\t`, line breaks as `\\n`; empty for a note."""
    bold: bool = False
    """Whether they are bolder than the paragraph's style makes them."""
    italic: bool = False
    script: Script = ""
    link: str = ""
    """An address, or `#` and the name of a bookmark."""
    note: tuple[Paragraph, ...] = ()
    """What a footnote or an endnote says, where this is its reference."""
    inserted: Author | None = None
    deleted: Author | None = None
    former: Kept | None = None

    @property
    def look(self) -> Look:
        """How the words look."""
        return Look(self.bold, self.italic, self.script)


@record
class Paragraph:
    """A paragraph, with all that changes have added and taken away."""

    runs: tuple[Run, ...] = ()
    style: str = "Normal"
    """As `Form` has it; so the next three."""
    level: int = 0
    list: List = ""
    depth: int = 0
    anchors: tuple[str, ...] = ()
    """The names of the bookmarks that begin in it."""
    inserted: Author | None = None
    """Who has inserted its end."""
    deleted: Author | None = None
    """Who has deleted its end, so that it goes on in the next one."""
    moved: str = ""
    """The name of what it was moved with, the same where it stood and where it stands."""
    former: KeptForm | None = None
    paths: tuple[BlockPath, ...] = field(default=(), compare=False)
    """Where it stands in what was received; several where paragraphs have become one."""

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(run.text for run in self.runs)

    @property
    def form(self) -> Form:
        """What it is."""
        return Form(self.style, self.level, self.list, self.depth)


@record
class Cell:
    """A cell; what reaches over several columns or rows is there once."""

    blocks: tuple[Paragraph | Table, ...]
    column: int = 0
    """The first column that it stands in, from 0."""
    span: int = 1
    """How many columns it has."""
    rows: int = 1
    """How many rows it has."""
    inserted: Author | None = None
    deleted: Author | None = None


@record
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    is_head: bool = False
    inserted: Author | None = None
    deleted: Author | None = None


@record
class Table:
    """A table."""

    rows: tuple[Row, ...]
    title: str = ""
    """What those hear who have it read aloud; LibreOffice loses it."""
    style: str = ""
    """The name of its style, where it has one."""


Block = Paragraph | Table
Node = Paragraph | Table | Row


@record
class Comment:
    """What somebody remarks."""

    author: Author
    text: str
    """Its paragraphs parted by line breaks."""
    block: BlockPath = ()
    """The paragraph in which the words begin; empty where none is told."""
    words: str = ""
    """The words that it is about; empty where it stands between two."""
    replies: tuple[Comment, ...] = ()
    done: bool = False


@record
class Foreign:
    """What cannot be content."""

    kind: Kind
    where: BlockPath = ()
    """The paragraph that it stands in; empty for what stands in none."""
    words: str = ""
    """The words that it is about, or that it holds, cut short."""
    value: str = ""
    """Which one: a colour, a font, a size in points, the name of a field."""
    data: bytes | None = field(default=None, repr=False)
    """A picture's file, where it lies in the received one."""
    suffix: str = ""
    """The ending of a picture's file name, such as `.png`."""
    author: Author | None = None
    """Who has put it there, where that is marked."""


@record
class Received:
    """A received file."""

    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    revision: str = ""
    """The revision that it was built from, in the words of the document; empty where it does not say."""
    authors: tuple[str, ...] = ()
    """Who has changed or remarked something, in the order of the document."""
    title: str = ""
    """As its properties have it."""
    fills: frozenset[str] = frozenset()
    """The backgrounds that a Word file's own styles give, as six hexadecimal digits."""
    pages: dict[BlockPath, int] = field(default_factory=dict)
    """The page that each paragraph began on when Word saved the file; empty where nothing tells."""


def page_of(received: Received, path: BlockPath) -> int:
    """Return the page that a paragraph is on: as Word has noted it, or that of its heading in the contents.

    Args:
        received: the file.
        path: where the paragraph stands.

    Returns:
        The page, or 0 where nothing tells.
    """
    if path in received.pages or not path:
        return received.pages.get(path, 0)
    contents: dict[str, int] = {}
    heading = ""
    for block in received.blocks[: path[0] + 1]:
        if isinstance(block, Paragraph) and block.style.startswith("TOC"):
            title, _, page = block.text.rpartition("\t")
            contents |= {title.strip(): int(page)} if page.strip().isdigit() else {}
        elif isinstance(block, Paragraph) and block.level:
            heading = block.text.strip() if block.text.strip() in contents else heading
    return contents.get(heading, 0)


def paragraph_at(blocks: tuple[Block, ...], path: BlockPath) -> Paragraph | None:
    """Return the paragraph that a path leads to; None where there is none."""
    block: Block | None = blocks[path[0]] if path and path[0] < len(blocks) else None
    rest = path[1:]
    while isinstance(block, Table) and len(rest) >= len(("row", "cell", "block")):
        row, cell, place, *after = rest
        try:
            block = block.rows[row].cells[cell].blocks[place]
        except IndexError:
            return None
        rest = tuple(after)
    return block if isinstance(block, Paragraph) and not rest else None


def paragraphs(nodes: Iterable[Node]) -> Iterator[Paragraph]:
    """Give all paragraphs, those of cells included."""
    for node in nodes:
        if isinstance(node, Paragraph):
            yield node
        else:
            for row in node.rows if isinstance(node, Table) else [node]:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)
