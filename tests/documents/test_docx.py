"""The Word file is one that a secretary can go on working in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openxml_audit import OpenXmlValidator

from handlingsprogram.read.goals import load_goals
from handlingsprogram.read.model.blocks import ALLTID
from handlingsprogram.render.edition.parts import Heading, Table
from handlingsprogram.render.edition.view import view
from tests.conftest import ROOT
from tests.documents.facts import DATES, NOTES, TABLES, TITLES
from tests.documents.readers import W, docx_notes, page_texts, row_cells

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from handlingsprogram.read.model.program import Program

pytestmark = pytest.mark.xdist_group("docx")

BREAKS = {2021: 10, 2025: 16}
BULLETS = {2021: 19, 2025: 24}
NUMBERED = {2021: 6, 2025: 6}


@pytest.fixture(scope="module")
def path(year: int, built: Path) -> Path:
    return built / f"handlingsprogram-{year}.docx"


@pytest.fixture(scope="module")
def document(path: Path) -> Document:
    return docx.Document(str(path))


def style_ids(document: Document) -> list[tuple[str, str]]:
    """Return the style id and text of every paragraph outside tables and contents."""
    return [
        (paragraph.style.style_id, paragraph.text) for paragraph in document.paragraphs if paragraph.style
    ]


def headings(program: Program) -> list[Heading]:
    return [part for part in view(program, {}).deler if isinstance(part, Heading)]


def heading_level(document: Document, style: str) -> int:
    """Return the outline level that a style gives, its own or inherited."""
    node: Any = document.styles.element.find(f"{W}style[@{W}styleId='{style}']")
    level = node.find(f"{W}pPr/{W}outlineLvl")
    if level is not None:
        return int(level.get(f"{W}val")) + 1
    return heading_level(document, node.find(f"{W}basedOn").get(f"{W}val"))


def test_headings_have_words_heading_styles_at_their_level(document: Document, program: Program) -> None:
    found = [
        (heading_level(document, style), text)
        for style, text in style_ids(document)
        if style.startswith("Heading")
    ]
    assert found == [(heading.nivå, heading.tekst) for heading in headings(program)]


def test_only_listed_headings_are_what_word_would_collect_into_the_contents(
    document: Document, program: Program
) -> None:
    names = {style.style_id: style.name for style in document.styles}
    levels = {f"Heading {level}" for level in range(1, program.innholdsfortegnelse.nivåer + 1)}
    collected = [text for style, text in style_ids(document) if names[style] in levels]
    listed = {seksjon.id for seksjon in program.seksjoner() if seksjon.i_innhold}
    assert collected == [heading.tekst for heading in headings(program) if heading.id in listed]


def test_page_breaks_stand_where_the_content_asks_for_them(document: Document, program: Program) -> None:
    breaks = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.paragraph_format.page_break_before and paragraph.style
    ]
    assert breaks == [heading.tekst for heading in headings(program) if heading.sideskift == ALLTID]
    assert len(breaks) == BREAKS[program.år]


def test_every_style_that_the_text_uses_is_defined(document: Document) -> None:
    defined = {style.style_id for style in document.styles}
    body = document.element.body
    used = {
        node.get(f"{W}val") for kind in ("pStyle", "rStyle", "tblStyle") for node in body.iter(f"{W}{kind}")
    }
    assert used <= defined
    assert {"FirstParagraph", "Compact"}.isdisjoint(used)


def test_lists_are_real_lists(year: int, document: Document) -> None:
    listed = [(style, text) for style, text in style_ids(document) if style in {"ListBullet", "ListNumber"}]
    numbered = [text for style, text in listed if style == "ListNumber"]
    assert len(numbered) == NUMBERED[year]
    assert numbered[0].startswith("Drøfte felles saker")
    assert len([text for style, text in listed if style == "ListBullet"]) == BULLETS[year]
    for paragraph in document.paragraphs:
        assert not paragraph.text.startswith(("•", "- ")), paragraph.text
    defined = {node.get(f"{W}numId") for node in document.part.numbering_part.element.iter(f"{W}num")}
    used = {node.get(f"{W}val") for node in document.element.body.iter(f"{W}numId")}
    assert used <= defined


def test_footnotes_are_real_footnotes(year: int, document: Document) -> None:
    references = [node.get(f"{W}id") for node in document.element.body.iter(f"{W}footnoteReference")]
    assert len(references) == NOTES[year]
    assert len(list(docx_notes(document))) == NOTES[year]


def test_tables_have_marked_header_rows_and_whole_rows(document: Document, program: Program) -> None:
    tables = [part for part in view(program, {}).deler if isinstance(part, Table)]
    assert len(tables) == len(document.tables) == TABLES[program.år]
    for found, expected in zip(document.tables, tables, strict=True):
        rows = found._tbl.tr_lst
        headers = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert headers == [True] * len(expected.hode) + [False] * len(expected.rader)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        titles = [cell.text for cell in row_cells(found.rows[0])]
        assert titles == [cell.html for cell in expected.hode[0].celler]


def test_figures_stand_to_the_right(document: Document) -> None:
    budget = document.tables[-1]
    for row in budget.rows[1:]:
        for cell in row.cells[1:]:
            assert not cell.text or cell.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_language_and_properties(year: int, document: Document) -> None:
    language = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "nb-NO"
    properties = document.core_properties
    assert properties.title == TITLES[year]
    assert properties.author == "Osloregionen"
    assert properties.language == "nb-NO"
    assert str(properties.created) == f"{DATES[year]} 00:00:00+00:00"


def test_the_footer_has_the_page_number_on_every_page_but_the_cover(year: int, laid_out: Path) -> None:
    pages = page_texts(laid_out)
    assert " · " not in pages[0]
    for number, page in enumerate(pages[1:], 2):
        assert page.rstrip().endswith(f"Osloregionen · {TITLES[year]} {number}")


def test_no_empty_paragraph_stands_for_space(document: Document) -> None:
    assert [text for _, text in style_ids(document) if not text.strip()] == []


def test_the_file_is_valid_openxml(path: Path) -> None:
    result = OpenXmlValidator().validate(str(path))
    assert result.errors == []


def test_every_paragraph_can_be_found_again_by_a_bookmark_that_nobody_sees(document: Document) -> None:
    body = document.element.body
    contents = {paragraph for block in body.iter(f"{W}sdt") for paragraph in block.iter(f"{W}p")}
    ends = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkEnd")]
    names = set()
    for paragraph in body.iter(f"{W}p"):
        if paragraph in contents:
            continue
        marks = [mark for mark in paragraph.iter(f"{W}bookmarkStart") if is_hidden(mark)]
        assert len(marks) == 1
        assert ends.count(marks[0].get(f"{W}id")) == 1
        assert marks[0].get(f"{W}name") not in names
        names.add(marks[0].get(f"{W}name"))


def is_hidden(mark: Any) -> bool:
    """Tell whether a bookmark is one that Word does not show, since its name begins with a line."""
    return str(mark.get(f"{W}name")).startswith("_hp")


def test_a_goal_s_number_has_its_colour_below_it_as_in_the_pdf(program: Program, document: Document) -> None:
    goals, _ = load_goals(ROOT / "content" / "baerekraftsmal.yaml")
    named = {number for tiltak in program.tiltak() for group in tiltak.bærekraftsmål for number in group}
    found = {
        (int("".join(filter(str.isdigit, run.xpath("string(.)")))), run.xpath("string(w:rPr/w:u/@w:color)"))
        for run in document.element.body.xpath(".//w:r[w:rPr/w:u[@w:val='thick']]")
    }
    assert found == {(number, goals[number].farge.lstrip("#").upper()) for number in named}
