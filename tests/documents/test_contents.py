"""The contents page says what the printed one said, and each heading stands on the page it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import docx
import pypdf
import pytest

from tests.documents import readers, source

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.program import Program

ENTRIES = {2025: 16}


def headings(program: Program) -> dict[str, str]:
    """Return what each entry of the contents reads as in the text."""
    return {seksjon.innholdstittel: seksjon.tittel for seksjon in program.seksjoner() if seksjon.i_innhold}


def pages_in_the_contents(text: str) -> list[tuple[str, int]]:
    """Read a contents page: titles, leaders, page numbers."""
    return [(title, int(page)) for title, page in re.findall(r"^(.+?)[ .]*[ .](\d+) *$", text, re.MULTILINE)]


def on_page(title: str, page: str) -> bool:
    return any(line.strip() == title for line in page.split("\n"))


@pytest.fixture(scope="module")
def laid_out(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Word file as LibreOffice lays it out."""
    return readers.lay_out(built / "handlingsprogram-2025.docx", tmp_path_factory.mktemp("laid-out"))


@pytest.fixture(scope="module", params=["pdf", "docx"])
def pages(request: pytest.FixtureRequest, built: Path) -> list[str]:
    """Return the pages' text, of the PDF and of the Word file."""
    if request.param == "pdf":
        return readers.pdf_pages(built / "handlingsprogram-2025.pdf")
    return readers.pdf_pages(request.getfixturevalue("laid_out"))


def test_the_contents_are_those_of_the_print(pages: list[str]) -> None:
    printed = source.read(2025).contents
    assert len(printed) == ENTRIES[2025]
    assert pages_in_the_contents(pages[1]) == printed


def test_every_heading_stands_on_the_page_that_the_print_says(pages: list[str], program: Program) -> None:
    reads_as = headings(program)
    for title, page in source.read(2025).contents:
        assert on_page(reads_as[title], pages[page - 1]), f"{title} is not on page {page}"


def test_the_front_matter_stands_before_the_first_chapter_and_not_in_the_contents(pages: list[str]) -> None:
    assert on_page("HANDLINGSPROGRAM 2025", pages[0])
    assert on_page("Innhold", pages[1])
    assert on_page("Rammer og struktur for handlingsprogrammet", pages[2])
    assert "Rammer og struktur" not in pages[1]


def test_the_word_file_has_a_filled_field_and_asks_for_nothing(built: Path) -> None:
    document = docx.Document(str(built / "handlingsprogram-2025.docx"))
    body = document.element.body
    instructions = [node.text or "" for node in body.iter(f"{readers.W}instrText")]
    assert [text.split()[0] for text in instructions].count("TOC") == 1
    assert sum(text.split()[0] == "PAGEREF" for text in instructions) == ENTRIES[2025]
    assert not [node for node in body.iter(f"{readers.W}fldChar") if node.get(f"{readers.W}dirty")]
    assert document.settings.element.find(f"{readers.W}updateFields") is None
    entries = [
        "".join(run.text or "\t" for run in paragraph.iter(f"{readers.W}t", f"{readers.W}tab") if _shown(run))
        for paragraph in body.iter(f"{readers.W}p")
        if (style := paragraph.find(f"{readers.W}pPr/{readers.W}pStyle")) is not None
        and re.fullmatch(r"TOC\d", style.get(f"{readers.W}val"))
    ]
    assert entries == [f"{title}\t{page}" for title, page in source.read(2025).contents]


def _shown(node: Any) -> bool:
    """Leave out the tab stops of a paragraph's properties."""
    return bool(node.getparent().tag != f"{readers.W}tabs")


def test_every_entry_of_the_word_file_leads_to_its_heading(built: Path, program: Program) -> None:
    body = docx.Document(str(built / "handlingsprogram-2025.docx")).element.body
    bookmarks = {
        mark.get(f"{readers.W}name"): "".join(
            node.text or "" for node in mark.getparent().iter(f"{readers.W}t")
        )
        for mark in body.iter(f"{readers.W}bookmarkStart")
        if mark.getparent().tag == f"{readers.W}p"
    }
    anchors = [
        link.get(f"{readers.W}anchor")
        for link in body.iter(f"{readers.W}hyperlink")
        if link.get(f"{readers.W}anchor").startswith("_Toc")
    ]
    assert [bookmarks[anchor] for anchor in anchors] == list(headings(program).values())


def test_the_pdf_has_bookmarks_to_every_heading(built: Path, program: Program) -> None:
    reader = pypdf.PdfReader(built / "handlingsprogram-2025.pdf")
    found = list(_flat(reader, reader.outline))
    titles = [title for title, _ in found]
    assert titles == ["Innhold", *(seksjon.tittel for seksjon in program.seksjoner())]
    pages = dict(found)
    reads_as = headings(program)
    for title, page in source.read(2025).contents:
        if titles.count(reads_as[title]) == 1:
            assert pages[reads_as[title]] == page


def _flat(reader: pypdf.PdfReader, outline: list[Any]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for entry in outline:
        if isinstance(entry, list):
            found += _flat(reader, entry)
        else:
            found.append((str(entry.title), (reader.get_destination_page_number(entry) or 0) + 1))
    return found
