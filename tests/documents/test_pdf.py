"""The PDF is an archive copy that everyone can read."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pypdf
import pytest

from handlingsprogram.render.pages import typst
from tests.conftest import program_on_path
from tests.documents.facts import DATES, TITLES
from tests.documents.readers import page_texts

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("pdf")


@pytest.fixture(scope="module")
def path(year: int, built: Path) -> Path:
    return built / f"handlingsprogram-{year}.pdf"


@pytest.fixture(scope="module")
def reader(path: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(path)


def test_it_claims_the_archive_and_the_accessibility_standard(reader: pypdf.PdfReader) -> None:
    assert typst.STANDARDS == ["a-2a", "ua-1"]
    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()  # type: ignore[index]
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_every_font_is_embedded(path: Path) -> None:
    listing = subprocess.run(
        [program_on_path("pdffonts"), str(path)], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert len(listing) >= 3
    for line in listing:
        assert "SourceSansPro" in line
        assert line.split()[-5] == "yes", line


def test_title_author_language_and_dates(year: int, reader: pypdf.PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == TITLES[year]
    assert reader.metadata.author == "Osloregionen"
    assert str(reader.metadata.creation_date) == f"{DATES[year]} 00:00:00+00:00"
    assert reader.trailer["/Root"]["/Lang"] == "nb-NO"  # type: ignore[index]


def test_the_pages_are_a4(reader: pypdf.PdfReader) -> None:
    for page in reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


def test_the_footer_has_the_page_number_on_every_page_but_the_cover(year: int, path: Path) -> None:
    pages = page_texts(path)
    assert " · " not in pages[0]
    for number, page in enumerate(pages[1:], 2):
        assert page.rstrip().endswith(f"Osloregionen · {TITLES[year]} {number}")
