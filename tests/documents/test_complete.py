"""No row is lost, whatever the length of a table or a cell.

pandoc's own Typst tables lose the rows that do not fit on a page, without a word; these tests
build a programme with a table of 300 rows and cells longer than a page, and count.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import docx
import pytest

from handlingsprogram.read.model.sheet import Regneark, skriv
from tests.conftest import build, program_on_path
from tests.documents.readers import cell_text, pdf_pages, pdf_tables, squeeze

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.model.program import Program

pytestmark = pytest.mark.xdist_group("complete")

ROWS = 300
LONG_ROW = 150
LONGEST = 1000
"""How many words its text has; about what a text may have."""
PAGE_HEIGHT = 841.89
MARGIN = 24 / 25.4 * 72

PROGRAM = """\
år: 2031
tittel: Prøveprogram
organisasjon: Prøverådet
status: utkast
dato: 2030-12-01
språk: nn-NO
omslag: {tittel: Prøveprogram}
innholdsfortegnelse: {tittel: Innhald, nivåer: 1}
tiltakstabell:
  kolonner:
    - {felt: tiltak, overskrift: Tiltak, bredde: 60}
    - {felt: ansvarlig, overskrift: Ansvarleg, bredde: 20}
    - {felt: prioritet, overskrift: Prioritet, bredde: 20}
kapitler: [lang]
"""


def long_chapter() -> str:
    """Write a chapter with a long table, one cell of it longer than two pages."""
    lines = ["id: lang", "tittel: Langt", "innhold:", "  - tiltak:"]
    for number in range(ROWS):
        words = LONGEST if number == LONG_ROW else 3 + number * 7 % 40
        text = " ".join(f"o{number}x{i}" for i in range(words))
        lines += [f"      - id: t{number}", f"        tekst: start{number} {text} slutt{number}"]
        lines += [f"        ansvarlig: [ansvar{number}]", f"        egne_felt: {{prioritet: [p{number}]}}"]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Build the long programme."""
    content = tmp_path_factory.mktemp("long") / "content"
    (content / "2031" / "kapitler").mkdir(parents=True)
    (content / "tema.yaml").write_bytes((root / "content" / "tema.yaml").read_bytes())
    (content / "2031" / "program.yaml").write_text(PROGRAM, encoding="utf-8")
    (content / "2031" / "kapitler" / "lang.yaml").write_text(long_chapter(), encoding="utf-8")
    return build(content, content.parent / "out")


def expected_words() -> list[str]:
    words = []
    for number in range(ROWS):
        count = LONGEST if number == LONG_ROW else 3 + number * 7 % 40
        words += [f"start{number}", *(f"o{number}x{i}" for i in range(count)), f"slutt{number}"]
    return words


def test_every_word_of_a_long_table_is_on_a_page_of_the_pdf_within_the_margins(out: Path) -> None:
    pdf = out / "handlingsprogram-2031.pdf"
    command = [program_on_path("pdftotext"), "-bbox", str(pdf), "-"]
    places = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)</word>', places)
    cells = [
        (word, float(top), float(bottom))
        for top, bottom, word in words
        if re.match(r"(start|slutt|o\d+x)", word)
    ]
    assert sorted(word for word, _, _ in cells) == sorted(expected_words())
    for word, top, bottom in cells:
        assert top > MARGIN - 1, word
        assert bottom < PAGE_HEIGHT - MARGIN + 1, word


def test_a_screen_reader_meets_every_word_of_a_long_table_in_order(out: Path) -> None:
    [table] = pdf_tables(out / "handlingsprogram-2031.pdf")
    assert [word for row in table[1:] for word in row[0].split()] == expected_words()


def test_the_header_row_is_repeated_on_every_page_of_a_long_table(out: Path) -> None:
    pages = pdf_pages(out / "handlingsprogram-2031.pdf")[2:]
    assert len(pages) > 20
    for page in pages:
        assert page.count("Ansvarleg") == 1


def test_a_row_is_not_split_unless_it_is_very_tall(out: Path) -> None:
    for page in pdf_pages(out / "handlingsprogram-2031.pdf")[2:]:
        begun = set(re.findall(r"start(\d+)\b", page))
        ended = set(re.findall(r"slutt(\d+)\b", page))
        assert begun ^ ended <= {str(LONG_ROW)}


def test_every_row_of_a_long_table_is_in_the_word_file(out: Path) -> None:
    [table] = docx.Document(str(out / "handlingsprogram-2031.docx")).tables
    assert [word for row in table.rows[1:] for word in row.cells[0].text.split()] == expected_words()
    assert [row.cells[2].text for row in table.rows[1:]] == [f"p{number}" for number in range(ROWS)]


def test_every_measure_is_in_every_document(year: int, program: Program, built: Path) -> None:
    measures = [
        " ".join(re.sub(r"[*\[\]]", "", tiltak.tekst.markdown).split()) for tiltak in program.tiltak()
    ]
    assert len(measures) == {2021: 32, 2025: 30}[year]
    pdf = squeeze(" ".join(pdf_pages(built / f"handlingsprogram-{year}.pdf")))
    word = squeeze(" ".join(word_cells(built / f"handlingsprogram-{year}.docx")))
    for text in (pdf, word):
        place = 0
        for measure in measures:
            place = text.find(measure, place)
            assert place >= 0, measure


def test_every_post_of_the_budget_is_in_every_document_with_its_figures(
    year: int, program: Program, built: Path
) -> None:
    assert program.budsjett
    sheet = Regneark(program.budsjett)
    pdf = squeeze(" ".join(pdf_pages(built / f"handlingsprogram-{year}.pdf")))
    rows = list(word_rows(built / f"handlingsprogram-{year}.docx"))
    for tabell, rad in program.budsjett.rader():
        figures = [
            skriv(sheet.trykt(rad.id, column.id), tabell, utregnet=sheet.er_utregnet(rad.id, column.id))
            for column in tabell.kolonner
        ]
        assert squeeze(" ".join([rad.navn, *figures])) in pdf
        assert [rad.navn, *map(squeeze, figures)] in rows


def word_rows(path: Path) -> list[list[str]]:
    tables = docx.Document(str(path)).tables
    return [[squeeze(cell_text(cell)) for cell in row.cells] for table in tables for row in table.rows]


def word_cells(path: Path) -> list[str]:
    return [cell for row in word_rows(path) for cell in row]
