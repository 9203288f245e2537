"""Tables of text: from CSV files, with cells that reach down, on landscape pages; in every format."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pypdf
import pytest

from handlingsprogram.read.load import load
from tests.conftest import build, write
from tests.documents.readers import html_page, squeeze

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("tables")

PROGRAM = """\
år: 2026
tittel: Plan
organisasjon: Storvik kommune
status: utkast
dato: 2025-11-01
språk: nb-NO
omslag: {tittel: Plan}
innholdsfortegnelse: {tittel: Innhold, nivåer: 2}
kapitler: [tall]
"""
CHAPTER = """\
id: tall
tittel: Tall
innhold:
  - tekst: Før tabellen.
underkapitler:
  - id: bred
    tittel: Bred tabell
    innhold:
      - tabell:
          id: utslipp
          tittel: Utslipp
          liggende: true
          fil: tabeller/utslipp år.csv
          radhode: true
      - tabell:
          id: til
          tittel: En til
          liggende: true
          hode: [[Alfa, Beta]]
          rader: [[a, b]]
  - id: arshjul-kapittel
    tittel: Gjennom året
    innhold:
      - tabell:
          id: arshjul
          tittel: Årshjul
          justering: [venstre, midt, høyre]
          hode: [[Når, Hva, Hvem]]
          rader:
            - [{tekst: Mars, ned: 2}, Måle, {tekst: Klimaenheten, ned: 3}]
            - [Budsjettere]
            - [Juni, {tekst: Melde, uthevet: true}]
            - [September, Foreslå, Virksomhetene]
"""
CSV = '\ufeffSektor;2024;2025;Merknad\r\n"Vei; trafikk";1 200,5;1 180;"Går ned\r\nsakte"\r\n'
CSV += "Bygg;300;290,5;\r\n;;;\r\n"


def content(folder: Path, chapter: str = CHAPTER, csv: bytes = CSV.encode()) -> Path:
    texts = {"program.yaml": PROGRAM, "kapitler/tall.yaml": chapter}
    return write(folder / "content", 2026, {**texts, "tabeller/utslipp år.csv": csv})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tabeller")
    return build(content(folder), folder / "out")


def web(built: Path, name: str) -> list[list[str]]:
    [table] = html_page(built / "handlingsprogram-2026.html").xpath(f"//table[@id='{name}']")
    return [[squeeze(cell.text_content()) for cell in row.xpath("th|td")] for row in table.xpath(".//tr")]


def word(built: Path) -> Any:
    library: Any = docx
    return library.Document(str(built / "handlingsprogram-2026.docx"))


def test_a_csv_file_is_a_table_as_excel_shows_it(built: Path) -> None:
    rows = [
        ["Sektor", "2024", "2025", "Merknad"],
        ["Vei; trafikk", "1 200,5", "1 180", "Går ned sakte"],
        ["Bygg", "300", "290,5", ""],
    ]
    assert web(built, "utslipp") == rows
    assert [[squeeze(cell.text) for cell in row.cells] for row in word(built).tables[0].rows] == rows


def test_its_figures_stand_to_the_right_and_its_first_column_names_the_rows(built: Path) -> None:
    page = html_page(built / "handlingsprogram-2026.html")
    assert [cell.get("class") for cell in page.xpath("//table[@id='utslipp']//tbody/tr[1]/*")] == [
        None,
        "hoyre",
        "hoyre",
        None,
    ]
    assert [cell.get("scope") for cell in page.xpath("//table[@id='utslipp']//tbody/tr/th")] == ["row", "row"]


def test_cells_that_reach_down_keep_their_columns(built: Path) -> None:
    assert web(built, "arshjul")[1:] == [
        ["Mars", "Måle", "Klimaenheten"],
        ["Budsjettere"],
        ["Juni", "Melde"],
        ["September", "Foreslå", "Virksomhetene"],
    ]
    page = html_page(built / "handlingsprogram-2026.html")
    classes = [row.xpath("*/@class") for row in page.xpath("//table[@id='arshjul']//tbody/tr")]
    assert classes == [["sentrert", "hoyre"], ["sentrert"], ["sentrert"], ["sentrert", "hoyre"]]
    assert page.xpath("//table[@id='arshjul']//td//strong")[0].text_content() == "Melde"
    rows = [[cell.text for cell in row.cells] for row in word(built).tables[2].rows]
    assert rows[2] == ["Mars", "Budsjettere", "Klimaenheten"]
    markdown = (built / "handlingsprogram-2026.md").read_text(encoding="utf-8")
    assert '<td align="center">Budsjettere</td>' in markdown


def test_wide_tables_share_a_landscape_page_with_the_heading_above_them(built: Path) -> None:
    pages = pypdf.PdfReader(built / "handlingsprogram-2026.pdf").pages
    [across] = [page for page in pages if page.mediabox.width > page.mediabox.height]
    text = across.extract_text()
    for words in ("UTKAST", "Bred tabell", "Sektor", "En til", "Storvik kommune"):
        assert words in text
    assert "Gjennom året" not in text
    after = pages[across.page_number + 1]  # type: ignore[operator]
    assert after.mediabox.width < after.mediabox.height
    assert "Gjennom året" in after.extract_text()


def test_word_turns_the_page_and_turns_it_back(built: Path) -> None:
    sections = word(built).sections
    assert [section.page_width > section.page_height for section in sections] == [False, True, False]
    assert [section.different_first_page_header_footer for section in sections] == [True, False, False]
    assert len({section.footer.part.partname for section in sections}) == 2
    with zipfile.ZipFile(built / "handlingsprogram-2026.docx") as package:
        assert not re.search("<w:p>(?:<w:pPr>)?</w:p>", package.read("word/document.xml").decode())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("utslipp år.csv", "utslip.csv"), "tabeller/utslip.csv: filen finnes ikke i mappen 2026/tabeller"),
        (("ned: 2", "ned: 3"), "rad 4 i «arshjul» fyller 4 kolonner; tabellen har 3"),
        (("[venstre, midt, høyre]", "[venstre, midt]"), "«justering» i «arshjul» har 2 ledd, men tabellen 3"),
        (("          hode: [[Alfa, Beta]]\n", ""), "«tabell» mangler hode; skriv hode og rader, eller fil:"),
        (("radhode: true", "rader: [[a]]"), "tabellen har både fil og hode eller rader; behold det ene"),
    ],
)
def test_what_is_wrong_is_one_finding(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    chapter = CHAPTER.replace(*change)
    assert chapter != CHAPTER
    program, findings = load(content(tmp_path, chapter) / "2026")
    assert program is None
    assert [told in finding.message for finding in findings] == [True]


@pytest.mark.parametrize(
    ("csv", "line", "told"),
    [
        (b"A;B\n1;2\n3\n", 3, "raden har 1 celler, men den første har 2"),
        (b"A;B\n", 1, "filen har ingen rader under tabellhodet"),
        ("Måned;Tall\nmai;1\n".encode("cp1252"), 0, "er ikke lagret som UTF-8; velg «CSV UTF-8»"),
        (b"", 1, "filen har ingen rader under tabellhodet"),
    ],
)
def test_what_is_wrong_in_a_csv_file_is_told_by_its_line(
    tmp_path: Path, csv: bytes, line: int, told: str
) -> None:
    program, findings = load(content(tmp_path, csv=csv) / "2026")
    assert program is None
    [finding] = findings
    assert told in finding.message
    assert (finding.position.line, finding.position.file.endswith(".csv")) == (line, True) or not line
