"""Every word of the adopted document stands in every built document, in order, and nothing is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents import readers, source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

READERS = {"md": readers.read_markdown, "docx": readers.read_docx, "pdf": readers.read_pdf}
# Word and Markdown number lists themselves; in the PDF's text the numbers are seen.
SHOWS_NUMBERS = {"pdf"}
WORDS = {2025: 4_109}
TABLES = {2025: 12}


@pytest.fixture(scope="module", params=READERS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def document(form: str, built: Path) -> readers.Read:
    read: Callable[[Path], readers.Read] = READERS[form]
    return read(built / f"handlingsprogram-2025.{form}")


def test_the_words_are_those_of_the_source_in_order_and_no_others(form: str, document: readers.Read) -> None:
    expected = source.read(2025).words(numbers=form in SHOWS_NUMBERS)
    assert len(expected) >= WORDS[2025]
    assert document.words == expected


def test_the_footnotes_are_whole(document: readers.Read) -> None:
    expected = source.read(2025).notes()
    assert len(expected) == 2
    assert document.notes == expected


def test_the_tables_are_those_of_the_source_cell_by_cell(document: readers.Read) -> None:
    expected = source.read(2025).tables()
    assert len(expected) == TABLES[2025]
    for found, table in zip(document.tables, expected, strict=True):
        assert found == table
