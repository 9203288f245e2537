"""The page that sums up, before the Word report's document: sections of its own in the document's styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.render.word.scripts import mark_scripts
from handlingsprogram.render.word.xml import element
from handlingsprogram.review.report.words import Slag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from handlingsprogram.review.report.model import Area, Bits, Figures, Head

_SIZE, _AREA_SIZE, _TITLE_SIZE = 16, 18, 32
"""Half-points: of the text, of what stands above it, and of the title."""
_MARGIN, _GAP = 720, 340
"""Around the page and between two columns, in twentieths of a point, as what follows."""
_WIDTH, _HEIGHT = 11906, 16838
_ROOM = _WIDTH - 2 * _MARGIN
_NUMBER, _FIGURE = 900, 1800
"""A column of counts, and one of figures."""
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def front(head: Head) -> list[Element]:
    """Return the head of a report as WordprocessingML: what stands before the document.

    Headings have a level, but are in no table of contents.
    """
    body = element("body")
    body.extend(_opening(head))
    body.append(_break(columns=1, is_first=True))
    if head.areas:
        body.append(_paragraph("Heading2Unlisted", (head.areas_title, ""), before=120, size=_AREA_SIZE + 4))
        body.append(_break(columns=1))
        for area in head.areas:
            body.extend(_area(area))
        body.append(_break(columns=2))
    body.extend(_closing(head))
    body.append(_break(columns=1))
    mark_scripts(body)
    return list(body)


def _opening(head: Head) -> Iterator[Element]:
    yield _paragraph("Heading1Unlisted", (head.title, ""), size=_TITLE_SIZE)
    yield _paragraph("Tabelltekst", (head.lead, ""))
    if not head.total:
        yield _paragraph("Tabelltekst", (head.nothing, ""))
    elif head.figures:
        yield _paragraph(
            "Tabelltekst", (", ".join(f"{number} {words}" for number, words in head.figures), "b")
        )
    for sentence in head.sentences:
        yield _paragraph("Tabellpunkt", (sentence, ""), after=0)


def _area(area: Area) -> Iterator[Element]:
    title = [(area.title, ""), *([(f" ({area.remark})", "i")] if area.remark else [])]
    yield _paragraph("Heading3Unlisted", *title, before=70, size=_AREA_SIZE)
    for word, points in area.groups:
        for point in points:
            yield _paragraph("Tabellpunkt", (f"{word}: ", "i"), (point.text, ""), after=0)


def _closing(head: Head) -> Iterator[Element]:
    if head.money:
        yield _paragraph("Heading2Unlisted", (head.money_title, ""), before=120, size=_AREA_SIZE + 4)
        yield from _money(head.money)
    if head.total:
        yield _paragraph("Heading2Unlisted", (head.counts_title, ""), before=120, size=_AREA_SIZE + 4)
        yield _counts(head)
    for note in head.notices:
        yield _paragraph("Tabelltekst", (note, ""), before=60)


# --- Tables -------------------------------------------------------------------------------------


def _money(money: Figures) -> Iterator[Element]:
    labels = "".join(f", {label.text}" for label in money.labels)
    yield _paragraph("Tabelltekst", (f"{money.title} ({money.unit}{labels})", ""))
    rows = [
        (_name(row.name) + "".join(f", {label.text}" for label in row.labels), *row.cells)
        for row in money.rows
    ]
    yield _table(("", *money.heads), rows, _FIGURE, [row.is_strong for row in money.rows])
    if money.note:
        yield _paragraph("Tabelltekst", (money.note, ""), before=40)


def _name(bits: Bits) -> str:
    """Return what a text says now, or what it said where nothing is left."""
    now = "".join(bit.tekst for bit in bits if bit.slag is not Slag.UT)
    return now or "".join(bit.tekst for bit in bits)


def _counts(head: Head) -> Element:
    heads = ["", *(name.capitalize() for name in head.type_names), head.total_title]
    rows = [(row.name, *(str(number or "") for number in (*row.numbers, row.total))) for row in head.counts]
    together = (head.total_title, *map(str, (*head.sums, head.total)))
    return _table(heads, [*rows, together], _NUMBER, [*(False for _ in rows), True])


def _table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, strong: Sequence[bool]
) -> Element:
    """Return a table whose first column names the rows, and takes the room that the others leave."""
    width = min(width, _ROOM * 2 // 3 // max(1, len(heads) - 1))
    widths = [_ROOM - width * (len(heads) - 1), *(width for _ in heads[1:])]
    table, properties, grid = element("tbl"), element("tblPr"), element("tblGrid")
    look = element(
        "tblLook", val="06A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1
    )
    properties.extend(
        [
            element("tblStyle", val="Budsjettabell"),
            element("tblW", type="dxa", w=_ROOM),
            element("tblLayout", type="fixed"),
            look,
        ]
    )
    grid.extend(element("gridCol", w=width) for width in widths)
    table.extend([properties, grid, _row("Budsjetthode", heads, widths, "")])
    table[-1][0].append(element("tblHeader"))
    for row, is_strong in zip(rows, strong, strict=True):
        table.append(_row("Tabelltall", row, widths, "b" if is_strong else ""))
    return table


def _row(style: str, texts: Sequence[str], widths: Sequence[int], look: str) -> Element:
    row, properties = element("tr"), element("trPr")
    properties.append(element("cantSplit"))
    row.append(properties)
    for i, (text, width) in enumerate(zip(texts, widths, strict=True)):
        cell, measures = element("tc"), element("tcPr")
        measures.append(element("tcW", w=width, type="dxa"))
        cell.extend([measures, _paragraph(style, (text, look), after=0, side="right" if i else "left")])
        row.append(cell)
    return row


# --- Paragraphs ---------------------------------------------------------------------------------


def _paragraph(
    style: str, *texts: tuple[str, str], before: int = 0, after: int = 40, size: int = _SIZE, side: str = ""
) -> Element:
    """Return a paragraph.

    Args:
        style: one of the document's.
        texts: each with its look, `b`, `i` or none.
        before: the room above, in twentieths of a point.
        after: the room below.
        size: of the letters, in half-points.
        side: where the lines are set, when not as the style says.
    """
    node, properties = element("p"), element("pPr")
    properties.append(element("pStyle", val=style))
    properties.append(element("spacing", before=before, after=after, line=240, lineRule="auto"))
    if side:
        properties.append(element("jc", val=side))
    properties.append(_letters("", size))  # of the paragraph's end, which makes its last line as high
    node.append(properties)
    for said, look in texts:
        run, text, letters = element("r"), element("t"), _letters(look, size)
        text.text = said
        text.set(_XML_SPACE, "preserve")
        run.extend([letters, text])
        node.append(run)
    return node


def _letters(look: str, size: int) -> Element:
    letters = element("rPr")
    letters.extend([element(name) for name in (look, f"{look}Cs") if look])
    letters.extend([element("sz", val=size), element("szCs", val=size)])
    return letters


def _break(*, columns: int, is_first: bool = False) -> Element:
    """Return the end of a section: a paragraph that takes no room, and says how the section is set."""
    node = _paragraph("Tabelltekst", after=0, size=2)
    section = element("sectPr")
    if not is_first:
        section.append(element("type", val="continuous"))
    section.append(element("pgSz", w=_WIDTH, h=_HEIGHT))
    sides = dict.fromkeys(("top", "right", "bottom", "left", "header", "footer"), _MARGIN)
    section.extend([element("pgMar", **sides, gutter=0), element("cols", num=columns, space=_GAP)])
    node[0].append(section)
    return node
