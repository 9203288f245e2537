"""Figures and tables have numbers that text can point to, and pictures the width that they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
import pymupdf
import pytest

from handlingsprogram.read.load import load
from tests.conftest import build, write
from tests.documents.readers import html_page, pdf_pages, squeeze

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("captions")

PROGRAM = """\
år: 2026
tittel: Plan
organisasjon: Storvik kommune
status: utkast
dato: 2025-11-01
språk: nn-NO
omslag: {tittel: Plan}
innholdsfortegnelse: {tittel: Innhald, nivåer: 1}
nummerering: {nivåer: 1, form: "{nummer}", kryssreferanse: "kapittel {nummer}", figurer: true, tabeller: true}
kapitler: [kart]
"""
CHAPTER = """\
id: kart
tittel: Kart og tal
innhold:
  - tekst: Sjå [](#nord), [](#sor), [](#tal), [kartet](#nord) og [{tittel}](#sor).
  - figur: {id: nord, fil: figurer/kart å.svg, alttekst: Kart i nord, bredde: 40}
  - tabell: {id: tal, tittel: Kart og tal, hode: [[A, B]], rader: [["1", "2"]]}
  - figur: {id: sor, fil: figurer/kart å.svg, alttekst: Kart i sør, bildetekst: Området i sør}
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150"><rect width="300" height="150"/></svg>'
)


def content(folder: Path, chapter: str = CHAPTER) -> Path:
    files = {"program.yaml": PROGRAM, "kapitler/kart.yaml": chapter, "figurer/kart å.svg": SVG}
    return write(folder / "content", 2026, files)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nummer")
    return build(content(folder), folder / "out")


def test_numbers_stand_with_their_things_and_in_the_text_that_points_to_them(built: Path) -> None:
    document: Any = docx
    word = document.Document(str(built / "handlingsprogram-2026.docx"))
    read = {
        "md": (built / "handlingsprogram-2026.md").read_text(encoding="utf-8"),
        "pdf": " ".join(pdf_pages(built / "handlingsprogram-2026.pdf")),
        "docx": " ".join(paragraph.text for paragraph in word.paragraphs),
        "html": html_page(built / "handlingsprogram-2026.html").text_content(),
    }
    for form, text in read.items():
        plain = squeeze(text)
        for words in ("Figur 1", "Figur 2: Området i sør", "Tabell 1: Kart og tal"):
            assert words in plain, (form, words)
    assert "Sjå figur 1, figur 2, tabell 1, kartet og Området i sør." in squeeze(read["pdf"])


def test_the_links_lead_to_the_figures(built: Path) -> None:
    page = html_page(built / "handlingsprogram-2026.html")
    links = [link.get("href") for link in page.xpath("//main//p//a")]
    assert links == ["#nord", "#sor", "#tal", "#nord", "#sor"]
    assert [node.tag for node in page.xpath("//*[@id='nord' or @id='sor' or @id='tal']")] == [
        "figure",
        "table",
        "figure",
    ]
    library: Any = docx
    body = library.Document(str(built / "handlingsprogram-2026.docx")).element.body
    names = set(body.xpath(".//w:bookmarkStart/@w:name"))
    assert set(body.xpath(".//w:hyperlink/@w:anchor")) <= names


def test_a_picture_is_as_wide_as_it_asks_for(built: Path) -> None:
    with pymupdf.open(built / "handlingsprogram-2026.pdf") as pdf:  # type: ignore[no-untyped-call]
        drawn = sorted(
            {
                round(rect.width)
                for page in pdf
                for path in page.get_drawings()
                if (rect := path["rect"]).height > 60
            }
        )
    assert [round(100 * width / drawn[-1]) for width in drawn] == [40, 100]
    library: Any = docx
    shapes = library.Document(str(built / "handlingsprogram-2026.docx")).inline_shapes
    assert [round(100 * shape.width / shapes[1].width) for shape in shapes] == [40, 100]
    page = html_page(built / "handlingsprogram-2026.html")
    assert page.xpath("//figure[@id='nord']/@class") == ["figur bredde-40"]
    assert ".bredde-40 img { width: 40%; }" in page.xpath("string(//style)")


def test_what_has_no_picture_yet_cannot_be_pointed_to(tmp_path: Path) -> None:
    chapter = CHAPTER.replace(
        "fil: figurer/kart å.svg, alttekst: Kart i nord, bredde: 40", "plassholder: Kart kjem"
    )
    program, findings = load(content(tmp_path, chapter) / "2026")
    assert program is None
    told = {finding.message for finding in findings if finding.rule == "referanse-mål"}
    assert told == {"«nord» er en plassholder, og den kan du ikke vise til før bildet er på plass"}
