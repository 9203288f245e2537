"""The Word file passes what Word's accessibility checker looks for, as far as the file itself tells.

The rules: https://support.microsoft.com/office/651e08f2-0fc3-4e10-aaca-74b4a67101c1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
import pytest

from handlingsprogram.read.theme.contrast import PAPER, TEXT, contrast
from handlingsprogram.render.edition.parts import Table
from handlingsprogram.render.edition.view import view
from tests.conftest import build
from tests.documents.readers import W
from tests.documents.test_features import with_figures

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from handlingsprogram.read.model.program import Program

pytestmark = pytest.mark.xdist_group("docx_accessible")
"""One worker makes what they share."""

# Word shows these to Norwegians in Norwegian; names of our own are Norwegian in the file.
BUILT_IN = {
    *(f"heading {level}" for level in range(1, 6)),
    *(f"toc {level}" for level in range(1, 5)),
    *("Normal", "Body Text", "Title", "Subtitle", "TOC Heading", "caption", "header", "footer", "Hyperlink"),
    *("List Bullet", "List Number", "List Paragraph", "footnote text", "footnote reference"),
    *("Default Paragraph Font", "Normal Table", "No List"),
}
NORWEGIAN = ("Overskrift ", "Tabell", "Budsjett", "Avsender", "Figur", "Plassholder")


@pytest.fixture(scope="module")
def document(year: int, built: Path) -> Document:
    return docx.Document(str(built / f"handlingsprogram-{year}.docx"))


def test_a_table_says_what_it_shows_and_which_cells_are_headers(document: Document, program: Program) -> None:
    shown = [part for part in view(program, {}).deler if isinstance(part, Table)]
    assert len(shown) == len(document.tables) > 0
    for found, table in zip(document.tables, shown, strict=True):
        properties: Any = found._tbl.tblPr
        look = properties.find(f"{W}tblLook")
        bits = int(look.get(f"{W}val"), 16)
        for flag, bit in (
            ("firstRow", 0x20),
            ("lastRow", 0x40),
            ("firstColumn", 0x80),
            ("lastColumn", 0x100),
        ):
            assert bool(bits & bit) == (look.get(f"{W}{flag}") == "1"), flag
        assert look.get(f"{W}firstRow") == "1"
        assert (look.get(f"{W}firstColumn") == "1") == (table.slag == "budsjett")
        assert properties.find(f"{W}tblCaption").get(f"{W}val") == table.tittel != ""


def test_no_table_has_cells_merged_or_split_but_one_header_over_all_columns(document: Document) -> None:
    for table in document.tables:
        body: Any = table._tbl
        assert not list(body.iter(f"{W}vMerge"))
        assert not [inner for inner in body.iter(f"{W}tbl") if inner is not body]
        for row in body.tr_lst:
            spans = [int(span.get(f"{W}val")) for span in row.iter(f"{W}gridSpan")]
            assert spans in ([], [len(table.columns)])
            assert not spans or row.find(f"{W}trPr/{W}tblHeader") is not None


def test_pictures_have_alternative_texts_and_stand_in_line_with_the_text(content: Path) -> None:
    with_figures(content)
    out = build(content, content.parent / "out", "2021", "--format", "docx")
    body: Any = docx.Document(str(out / "handlingsprogram-2021.docx")).element.body
    drawings = list(body.iter(f"{W}drawing"))
    assert len(drawings) == 2
    for drawing in drawings:
        assert [child.tag.rpartition("}")[2] for child in drawing] == ["inline"]
        assert next(node.get("descr") for node in drawing.iter() if node.tag.endswith("docPr"))


def test_style_names_are_words_own_or_norwegian(document: Document) -> None:
    names = {str(node.find(f"{W}name").get(f"{W}val")) for node in document.styles.element.iter(f"{W}style")}
    ours = {name for name in names if name not in BUILT_IN}
    assert all(name.startswith(NORWEGIAN) for name in ours), ours
    for node in document.styles.element.iter(f"{W}style"):
        is_ours = str(node.find(f"{W}name").get(f"{W}val")) in ours
        assert (node.get(f"{W}customStyle") == "1") == is_ours


def test_text_can_be_read_on_its_background(document: Document) -> None:
    """Every style's colour on paper, and a table head's on the head's own colour."""
    heads = {"Tabellhode", "Budsjetthode"}
    seen = 0
    for style in document.styles.element.iter(f"{W}style"):
        colour = style.find(f"{W}rPr/{W}color")
        if colour is None or style.get(f"{W}type") == "table":
            continue
        ground = PAPER
        if style.get(f"{W}styleId") in heads:
            fill = document.styles.element.find(f"{W}style/{W}tblStylePr/{W}tcPr/{W}shd")
            ground = f"#{fill.get(f'{W}fill')}"
        assert contrast(f"#{colour.get(f'{W}val')}", ground) >= TEXT, style.get(f"{W}styleId")
        seen += 1
    assert seen > 10


def test_links_are_told_by_more_than_their_colour(document: Document) -> None:
    style = document.styles.element.find(f"{W}style[@{W}styleId='Hyperlink']")
    assert style.find(f"{W}rPr/{W}u").get(f"{W}val") == "single"
