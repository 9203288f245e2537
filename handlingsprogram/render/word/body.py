"""The text of the Word file: each paragraph gets its style, each table its dress, each heading its break."""

from __future__ import annotations

from dataclasses import field
from itertools import count
from typing import TYPE_CHECKING

from handlingsprogram.read.model.blocks import ALLTID
from handlingsprogram.records import record
from handlingsprogram.render.edition.parts import Cell, Heading, Table, View
from handlingsprogram.render.word import hyphens
from handlingsprogram.render.word.sheet.rows import height, kept_with_next
from handlingsprogram.render.word.xml import attribute, element, find, qualified

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml.etree import _Element as Element

    from handlingsprogram.render.edition.parts import Column, Row

# The numbering instances of templates/docx/styles.xml.j2.
BULLET, TABLE_BULLET = 1, 3
# Distance from a table to the text below it, in twentieths of a point; a table has none of its own.
AFTER_TABLE = 240
# Around a table's title, in the same measure.
BEFORE_TITLE, AFTER_TITLE = 240, 80
_FIRST_BOOKMARK = 100_000
# Lists have nine levels (ISO/IEC 29500-1, 17.9.6); how far each level of ours is indented.
_DEEPEST = 8
_INDENT = {BULLET: 340, TABLE_BULLET: 200}

# What a cell has beside its text in the tables' styles, by whether they are a budget's, in the same measure.
_PADDING = {False: 2 * 108, True: 2 * 85}

# What a table's style applies to, as bits (ISO/IEC 29500-1, 17.4.55 and 29500-4, 14.3.7).
_FIRST_ROW, _FIRST_COLUMN, _NO_BANDS = 0x0020, 0x0080, 0x0600

_STYLES = {"FirstParagraph": "BodyText", "Compact": "BodyText"}
# The order that the schema asks for (ISO/IEC 29500-1, CT_PPrBase), as far as it is used here.
_PROPERTIES = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "numPr",
    "pBdr",
    "shd",
    "spacing",
    "ind",
    "jc",
]


@record
class Dress:
    """What the paragraphs and tables need to know of the rest of the file."""

    text_width: int
    """Between the margins, in twentieths of a point."""
    landscape_width: int
    """The same on a landscape page."""
    sum_fill: str
    """Background of emphasised rows, as six hexadecimal digits."""
    em: float
    """How large the text of tables is, in twentieths of a point; wider where the font is."""
    line: str
    """Colour of the line above a card, in the same way."""
    tallest_row: float
    """How tall a row may be that stays on one page, in twentieths of a point."""
    language: str
    bullets: frozenset[str]
    """The numbering instances that are bullets."""
    continuations: frozenset[str]
    """Those that pandoc gives to an item's further paragraphs; the others count."""
    bookmark_numbers: Iterator[int] = field(default_factory=lambda: count(_FIRST_BOOKMARK))
    """Bookmarks are numbered through the file; pandoc's own numbers are low."""


def dress(body: Element, view: View, how: Dress) -> dict[str, str]:
    """Finish every paragraph and table of the document.

    Args:
        body: the `w:body`, changed in place.
        view: what the document shows, in the same order.
        how: what the rest of the file says.

    Returns:
        The bookmarks of the listed headings, by id.
    """
    for paragraph in find(body, ".//w:p"):
        join_runs(paragraph)
    for paragraph in find(body, "w:p"):
        if style(paragraph):  # pandoc's own paragraph between two tables has none
            set_style(paragraph, _STYLES.get(style(paragraph), style(paragraph)))
        _dress_item(paragraph, how)
    tables = [part for part in view.deler if isinstance(part, Table)]
    for node, table in zip(find(body, "w:tbl"), tables, strict=True):
        _dress_table(node, table, how)
    return _dress_headings(body, view, how)


def join_runs(paragraph: Element) -> None:
    """Make one run of plain runs that follow each other; pandoc begins a new one at every line's end."""
    previous: Element | None = None
    for run in find(paragraph, "w:r"):
        text = run[0] if len(run) == 1 and run[0].tag == qualified("w:t") else None
        if text is None:
            previous = None
        elif previous is not None and run.getprevious() is previous.getparent():
            previous.text = (previous.text or "") + (text.text or "")
            paragraph.remove(run)
        else:
            previous = text


def style(paragraph: Element) -> str:
    """Return the id of a paragraph's style."""
    return next((attribute(node, "val") for node in find(paragraph, "w:pPr/w:pStyle")), "")


def set_style(paragraph: Element, name: str) -> None:
    """Give a paragraph a style."""
    put(paragraph, element("pStyle", val=name))


def put(paragraph: Element, child: Element) -> None:
    """Set one of a paragraph's properties, in its place in the order."""
    properties = next(iter(find(paragraph, "w:pPr")), None)
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    for old in properties.findall(child.tag):
        properties.remove(old)
    order = [qualified(f"w:{name}") for name in _PROPERTIES]
    rank = order.index(str(child.tag))
    before = [node for node in properties if node.tag in order and order.index(str(node.tag)) < rank]
    properties.insert(len(before), child)


def _dress_item(paragraph: Element, how: Dress) -> None:
    """Give an item of a list the list's style; bullets share one list, numbers keep their own."""
    kind = _settle_numbering(paragraph, how)
    # An item in a box has the box's style, and the frame with it.
    if kind and style(paragraph) == "BodyText":
        set_style(paragraph, "ListBullet" if kind == "bullet" else "ListNumber")


def _settle_numbering(paragraph: Element, how: Dress, bullet: int = BULLET) -> str:
    """Tie a paragraph to its list.

    Args:
        paragraph: any paragraph.
        how: what the lists are.
        bullet: the list that bullets belong to here.

    Returns:
        `bullet`, `number`, or nothing for what is no item; an item's further paragraphs are indented.
    """
    numbering = next(iter(find(paragraph, "w:pPr/w:numPr")), None)
    if numbering is None:
        return ""
    number, level = find(numbering, "w:numId")[0], find(numbering, "w:ilvl")[0]
    depth = min(int(attribute(level, "val")), _DEEPEST)
    level.set(qualified("w:val"), str(depth))
    if attribute(number, "val") in how.continuations:
        numbering.getparent().remove(numbering)  # type: ignore[union-attr]
        put(paragraph, element("ind", left=_INDENT[bullet] * (depth + 1)))
        return ""
    if attribute(number, "val") in how.bullets:
        number.set(qualified("w:val"), str(bullet))
        return "bullet"
    return "number"


def _dress_headings(body: Element, view: View, how: Dress) -> dict[str, str]:
    listed = {entry.id for entry in view.innhold}
    bookmarks = {}
    for number, (node, heading) in enumerate(_headings(body, view), 1):
        if heading.id in listed:
            bookmarks[heading.id] = f"_Toc{number:08}"
            bookmark(node, bookmarks[heading.id], how)
        else:
            set_style(node, f"{style(node)}Unlisted")
    return bookmarks


def _headings(body: Element, view: View) -> Iterator[tuple[Element, Heading]]:
    headings = [part for part in view.deler if isinstance(part, Heading)]
    nodes = [node for node in find(body, "w:p") if style(node).startswith("Heading")]
    return zip(nodes, headings, strict=True)


def break_before(body: Element, view: View, first: Collection[str]) -> None:
    """Let headings begin a page that are ordered to, or that do in the PDF, so that both agree.

    Args:
        body: the `w:body`, changed in place.
        view: what the document shows.
        first: the ids of those that begin a page where they need to.
    """
    for node, heading in _headings(body, view):
        if heading.sideskift == ALLTID or heading.id in first:
            put(node, element("pageBreakBefore"))
            put(node, element("spacing", before=0))  # at the head of a page, as where text runs on


def bookmark(paragraph: Element, name: str, how: Dress) -> None:
    """Put a bookmark around a paragraph's content, which has its properties first."""
    number = next(how.bookmark_numbers)
    paragraph.insert(1, element("bookmarkStart", id=number, name=name))
    paragraph.append(element("bookmarkEnd", id=number))


def _dress_table(node: Element, table: Table, how: Dress) -> None:
    name = "Budsjettabell" if table.slag == "budsjett" else "Tabell"
    find(node, "w:tblPr/w:tblStyle")[0].set(qualified("w:val"), name)
    _describe(node, table)
    if table.tabelltittel:
        _dress_caption(node)
    for grid, column in zip(find(node, "w:tblGrid/w:gridCol"), table.kolonner, strict=True):
        grid.set(qualified("w:w"), str(_width(column, table, how)))
    kept = kept_with_next(table)
    for number, (row, shown) in enumerate(zip(find(node, "w:tr"), [*table.hode, *table.rader], strict=True)):
        padding = _PADDING[table.slag == "budsjett"]
        widths = [_width(column, table, how) - padding for column in table.kolonner]
        if number < len(table.hode) or height(shown, widths, how.em) <= how.tallest_row:
            _keep_whole(row)
        if table.slag == "kort" and number == 0:
            _line_above(row, how)
        _dress_row(row, shown, table, how)
        name = _cell_style(table, shown, is_head=number < len(table.hode))
        for paragraph in find(row, "w:tc/w:p"):
            set_style(paragraph, name)
            if number in kept:
                put(paragraph, element("keepNext"))
            if _settle_numbering(paragraph, how, TABLE_BULLET) == "bullet":
                set_style(paragraph, "Tabellpunkt")
    following = next((after for after in node.itersiblings() if after.tag == qualified("w:p")), None)
    if following is not None and style(following) in {"BodyText", "ListBullet", "ListNumber"}:
        put(following, element("spacing", before=AFTER_TABLE, after=150))


def _dress_caption(table: Element) -> None:
    """Keep a table's title, which has the style of pictures' captions below them, with the table."""
    title = next(before for before in table.itersiblings(preceding=True) if before.tag == qualified("w:p"))
    put(title, element("keepNext"))
    put(title, element("keepLines"))
    put(title, element("spacing", before=BEFORE_TITLE, after=AFTER_TITLE))


def _describe(node: Element, table: Table) -> None:
    """Say which row and column are headers, and what the table shows, for those who have it read aloud."""
    properties = find(node, "w:tblPr")[0]
    for old in find(properties, "w:tblLook"):
        properties.remove(old)
    first_column = table.slag in {"budsjett", "kort"} or table.radhode
    # A card's head has no band, but it is marked as a head all the same.
    first_row = 0 if table.slag == "kort" else _FIRST_ROW
    bits = first_row | _NO_BANDS | (_FIRST_COLUMN if first_column else 0)
    flags = {
        "firstRow": int(bool(first_row)),
        "lastRow": 0,
        "firstColumn": int(first_column),
        "lastColumn": 0,
    }
    properties.append(element("tblLook", val=f"{bits:04X}", **flags, noHBand=1, noVBand=1))
    if table.tittel:
        properties.append(element("tblCaption", val=table.tittel))


def _dress_row(row: Element, shown: Row, table: Table, how: Dress) -> None:
    """Give a row's cells their widths, backgrounds and sides, and a measure's row its bookmark."""
    if shown.id and (table.slag == "tiltak" or table.radhode):
        bookmark(find(row, "w:tc/w:p")[0], shown.id, how)
    left, own = 0, iter(shown.celler)
    for cell in find(row, "w:tc"):
        # What reaches down from the row above has an empty cell here.
        printed = _REACHES_DOWN if _is_continued(cell) else next(own)
        spanned = table.kolonner[left : left + (printed.over or _columns(cell))]
        width = sum(_width(column, table, how) for column in spanned)
        _dress_cell(cell, width, how.sum_fill if shown.uthevet else "")
        # An empty cell has no side of its own, and a figure that is filled in later would stand to the left.
        if spanned[0].justering == "right":
            for paragraph in find(cell, "w:p"):
                put(paragraph, element("jc", val="center" if printed.over > 1 else "right"))
        _divide(cell, table, width, how)
        left += len(spanned)


def _divide(cell: Element, table: Table, width: int, how: Dress) -> None:
    bullets = _INDENT[TABLE_BULLET] if find(cell, "w:p/w:pPr/w:numPr") else 0
    hyphens.divide(cell, (width - _PADDING[table.slag == "budsjett"] - bullets) / how.em, how.language)


_REACHES_DOWN = Cell("", over=0)


def _is_continued(cell: Element) -> bool:
    return any(attribute(node, "val") != "restart" for node in find(cell, "w:tcPr/w:vMerge"))


def _columns(cell: Element) -> int:
    return next((int(attribute(node, "val")) for node in find(cell, "w:tcPr/w:gridSpan")), 1)


def _width(column: Column, table: Table, how: Dress) -> int:
    whole = how.landscape_width if table.liggende else how.text_width
    return whole * column.bredde // 100


def _keep_whole(row: Element) -> None:
    properties = next(iter(find(row, "w:trPr")), None)
    if properties is None:
        properties = element("trPr")
        row.insert(0, properties)
    properties.insert(0, element("cantSplit"))


def _line_above(row: Element, how: Dress) -> None:
    for properties in find(row, "w:tc/w:tcPr"):
        borders = element("tcBorders")
        borders.append(element("top", val="single", sz=12, space=0, color=how.line))
        properties.append(borders)


def _dress_cell(cell: Element, width: int, fill: str) -> None:
    properties = find(cell, "w:tcPr")[0]
    properties.insert(0, element("tcW", w=width, type="dxa"))
    if fill:
        properties.append(element("shd", val="clear", color="auto", fill=fill))


def _cell_style(table: Table, row: Row, *, is_head: bool) -> str:
    if table.slag != "budsjett":
        return "Tabellhode" if is_head and table.slag != "kort" else "Tabelltekst"
    if is_head:
        return "Budsjetthode"
    return "Tabellsum" if row.uthevet else "Tabelltall"
