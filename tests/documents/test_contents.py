"""The contents page says what the printed one said, and each heading stands on the page it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import docx
import pypdf
import pytest

from handlingsprogram.render.edition.parts import Heading
from handlingsprogram.render.edition.view import entries, view
from tests.documents import readers, source

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.model.program import Program

pytestmark = pytest.mark.xdist_group("contents")

ENTRIES = {2021: 21, 2025: 16}
COVER = {2021: "Handlingsprogram og budsjett 2021", 2025: "HANDLINGSPROGRAM 2025"}


def headings(program: Program) -> dict[str, str]:
    """Return what each entry of the contents reads as in the text."""
    listed = {entry.id: entry.tittel for entry in entries(program)}
    shown = [part for part in view(program, {}).deler if isinstance(part, Heading)]
    return {listed[heading.id]: heading.tekst for heading in shown if heading.id in listed}


def pages_in_the_contents(text: str) -> list[tuple[str, int]]:
    """Read a contents page: titles, leaders, page numbers."""
    return [(title, int(page)) for title, page in re.findall(r"^(.+?)[ .]*[ .](\d+) *$", text, re.MULTILINE)]


def squeezed(page: str) -> str:
    return " ".join(page.split())


def on_page(title: str, page: str) -> bool:
    return any(line.strip() == title for line in page.split("\n"))


@pytest.fixture(scope="module", params=["pdf", "docx"])
def pages(request: pytest.FixtureRequest, year: int, built: Path) -> list[str]:
    """Return the pages' text, of the PDF and of the Word file."""
    if request.param == "pdf":
        return readers.pdf_pages(built / f"handlingsprogram-{year}.pdf")
    return readers.pdf_pages(request.getfixturevalue("laid_out"))


def test_the_contents_are_those_of_the_print(year: int, pages: list[str]) -> None:
    printed = source.read(year).contents
    assert len(printed) == ENTRIES[year]
    assert pages_in_the_contents(pages[1]) == printed


def test_every_heading_stands_on_the_page_that_the_print_says(
    year: int, pages: list[str], program: Program
) -> None:
    reads_as = headings(program)
    for title, page in source.read(year).contents:
        assert on_page(reads_as[title], pages[page - 1]), f"{title} is not on page {page}"


def test_the_front_matter_stands_before_the_first_chapter_and_not_in_the_contents(
    year: int, pages: list[str], program: Program
) -> None:
    assert COVER[year] in squeezed(pages[0])
    assert on_page("Innhold", pages[1])
    listed = squeezed(pages[1])
    before = [seksjon.tittel for seksjon in program.kapitler if not seksjon.nummer]
    assert len(before) == (year == 2025)
    for title in before:
        assert on_page(title, pages[2])
        assert title not in listed


def test_the_word_file_has_a_filled_field_and_asks_for_nothing(year: int, built: Path) -> None:
    document = docx.Document(str(built / f"handlingsprogram-{year}.docx"))
    body = document.element.body
    instructions = [node.text or "" for node in body.iter(f"{readers.W}instrText")]
    assert [text.split()[0] for text in instructions].count("TOC") == 1
    assert sum(text.split()[0] == "PAGEREF" for text in instructions) == ENTRIES[year]
    assert not [node for node in body.iter(f"{readers.W}fldChar") if node.get(f"{readers.W}dirty")]
    assert document.settings.element.find(f"{readers.W}updateFields") is None
    entries = [
        "".join(run.text or "\t" for run in paragraph.iter(f"{readers.W}t", f"{readers.W}tab") if _shown(run))
        for paragraph in body.iter(f"{readers.W}p")
        if (style := paragraph.find(f"{readers.W}pPr/{readers.W}pStyle")) is not None
        and re.fullmatch(r"TOC\d", style.get(f"{readers.W}val"))
    ]
    assert entries == [f"{title}\t{page}" for title, page in source.read(year).contents]


def _shown(node: Any) -> bool:
    """Leave out the tab stops of a paragraph's properties."""
    return bool(node.getparent().tag != f"{readers.W}tabs")


def test_every_entry_of_the_word_file_leads_to_its_heading(year: int, built: Path, program: Program) -> None:
    body = docx.Document(str(built / f"handlingsprogram-{year}.docx")).element.body
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


def test_the_pdf_has_bookmarks_to_every_heading(year: int, built: Path, program: Program) -> None:
    reader = pypdf.PdfReader(built / f"handlingsprogram-{year}.pdf")
    found = list(_flat(reader, reader.outline))
    titles = [title for title, _ in found]
    shown = [part.tekst for part in view(program, {}).deler if isinstance(part, Heading)]
    assert titles == ["Innhold", *shown]
    pages = dict(found)
    reads_as = headings(program)
    for title, page in source.read(year).contents:
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
