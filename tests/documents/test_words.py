"""Every word of the source document stands in every built document, in order, and nothing is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents import readers, source
from tests.documents.facts import NOTES, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("words")

READERS = {
    "md": readers.read_markdown,
    "docx": readers.read_docx,
    "pdf": readers.read_pdf,
    "html": readers.read_html,
}
# Word and browsers number and letter lists themselves. Markdown numbers, but writes letters, unknown to it.
SHOWS_NUMBERS = {"pdf"}
SHOWS_LETTERS = {"md", "pdf"}
# What the sources hold, so that a reader that finds nothing cannot pass.
WORDS = {2021: 4_750, 2025: 4_109}


@pytest.fixture(scope="module", params=READERS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def document(year: int, form: str, built: Path) -> readers.Read:
    read: Callable[[Path], readers.Read] = READERS[form]
    return read(built / f"handlingsprogram-{year}.{form}")


def test_the_words_are_those_of_the_source_in_order_and_no_others(
    year: int, form: str, document: readers.Read
) -> None:
    expected = source.read(year).words(numbers=form in SHOWS_NUMBERS, letters=form in SHOWS_LETTERS)
    assert len(expected) >= WORDS[year]
    assert document.words == expected


def test_an_office_program_lays_the_word_file_out_with_the_same_words_in_the_same_order(
    year: int, laid_out: Path
) -> None:
    expected = source.read(year)
    found = readers.read_pages(laid_out, expected.tables())
    assert found.words == expected.words(numbers=True, letters=True)
    assert found.notes == expected.notes()


def test_the_footnotes_are_whole(year: int, document: readers.Read) -> None:
    expected = source.read(year).notes()
    assert len(expected) == NOTES[year]
    assert document.notes == expected


def test_the_tables_are_those_of_the_source_cell_by_cell(year: int, document: readers.Read) -> None:
    expected = source.read(year).tables()
    assert len(expected) == TABLES[year]
    for found, table in zip(document.tables, expected, strict=True):
        assert found == table
