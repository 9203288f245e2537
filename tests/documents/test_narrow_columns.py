"""Columns are wide enough for what may not be divided, and long words are divided by their syllables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import docx
import pymupdf
import pypdf
import pytest

from handlingsprogram.read.model.room import width
from handlingsprogram.render.pages import typst
from tests.conftest import build, write
from tests.documents.readers import W, html_page, lay_out, page_texts, squeeze

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("narrow_columns")

PROGRAM = """\
år: 2026
tittel: Plan
organisasjon: Storvik kommune
status: vedtatt
dato: 2025-11-01
språk: nb-NO
budsjettfigurer: true
omslag: {tittel: Plan}
innholdsfortegnelse: {tittel: Innhold, nivåer: 1}
nummerering: {nivåer: 1, form: "{nummer}", kryssreferanse: "kapittel {nummer}"}
felt: {frist: {type: dato, form: kort}, kostnad: {type: beløp, enhet: tusen kroner}}
tiltakstabell:
  kolonner:
    - {felt: tiltak, overskrift: Tiltak, bredde: 60}
    - {felt: frist, overskrift: Frist, bredde: 4}
    - {felt: kostnad, overskrift: Kostnad (1 000 kr), bredde: 4, sum: true}
    - {felt: ansvarlig, overskrift: Ansvarlig, bredde: 8}
tiltakstabeller:
  romslig:
    kolonner:
      - {felt: tiltak, overskrift: Tiltak, bredde: 57}
      - {felt: frist, overskrift: Frist, bredde: 20}
      - {felt: ansvarlig, overskrift: Ansvarlig, bredde: 23}
kapitler: [tiltak]
"""
READER: Any = pymupdf
ADDRESS = "https://www.eksempel.no/" + "en-svaert-lang-adresse/" * 6
WORD = "Næringsforeningsfellesskapsutvalget"
CHAPTER = f"""\
id: tiltak
tittel: Tiltak
innhold:
  - tiltak:
      - {{id: a, tekst: Bygge ladere, frist: 2029-12-31, kostnad: 1146000, ansvarlig: [Fylkeskommunen]}}
      - {{id: b, tekst: Bygge veg, frist: 2028-10-28, kostnad: 4, ansvarlig: [{WORD}]}}
underkapitler:
  - id: romslig
    tittel: Romslig
    tiltakstabell: romslig
    innhold:
      - tiltak: [{{id: c, tekst: Rydde, frist: 2029-12-31, ansvarlig: [Klimaenheten]}}]
      - tabell:
          id: adresser
          tittel: Adresser
          bredder: [2, 1, 1, 1, 1]
          hode: [[Adresse, Sted, Antall, Andel, Merknad]]
          rader:
            - ["{ADDRESS}", Indre Østfold, "123456", "12,5", "{WORD}"]
  - id: penger
    tittel: Penger
    sideskift: true
    innhold:
      - tekst: Alt står i tabellen.
      - budsjettabell: drift
"""
BUDGET = """\
tabeller:
  - id: drift
    tittel: Drift
    enhet: kroner
    liggende: true
    kolonner:
      - {id: a, overskrift: Regnskap 2024}
      - {id: b, overskrift: Budsjett 2025}
      - {id: c, overskrift: Budsjett 2026}
      - {id: d, overskrift: Endring i prosent, prosent: [c, b]}
    rader:
      - {id: skatt, navn: Skatt, tall: {a: 1234567890, b: 1234567890, c: 2234567890}}
      - {id: sum, navn: Sum, sum: [skatt]}
    figurer: [{id: figur, tittel: Hvor pengene kommer fra, sum: sum, kolonne: c, mot: b}]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("smalt")
    files = {"program.yaml": PROGRAM, "budsjett.yaml": BUDGET, "kapitler/tiltak.yaml": CHAPTER}
    out = build(write(folder / "content", 2026, files), folder / "out")
    lay_out(out / "handlingsprogram-2026.docx", folder).rename(out / "word.pdf")
    return out


@pytest.fixture(params=["handlingsprogram-2026.pdf", "word.pdf"])
def pdf(built: Path, request: pytest.FixtureRequest) -> Path:
    return built / str(request.param)


def words(pdf: Path) -> list[str]:
    return "\n".join(page_texts(pdf)).split()


def test_dates_figures_and_short_words_stand_on_one_line(pdf: Path) -> None:
    found = words(pdf)
    for word in ("31.12.2029", "28.10.2028", "Fylkeskommunen", "Kostnad", "Ansvarlig", "123456"):
        assert word in found, word
    with READER.open(pdf) as document:
        lines = [squeeze(line) for page in document for line in page.get_text().splitlines()]
    assert "1 146 000" in lines
    assert "(1 000 kr)" in lines


def test_a_long_word_is_divided_with_a_hyphen_and_whole_in_what_is_copied_from_word(
    built: Path, pdf: Path
) -> None:
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)
    parts = re.findall(r"Nærings\w*[-\u00ad]\n", text)
    assert parts, text
    document: Any = docx
    tables = document.Document(str(built / "handlingsprogram-2026.docx")).tables
    cells = [cell for table in tables for row in table.rows for cell in row.cells if WORD in cell.text]
    assert len(cells) == 2
    assert all(cell._tc.findall(f".//{W}softHyphen") for cell in cells)
    # Nothing is said of words that have room.
    whole = [
        cell for table in tables for row in table.rows for cell in row.cells if cell.text == "Klimaenheten"
    ]
    assert [cell._tc.findall(f".//{W}softHyphen") for cell in whole] == [[]]


def test_columns_keep_their_widths_where_all_has_room_and_take_from_the_widest_else(built: Path) -> None:
    tables = html_page(built / "handlingsprogram-2026.html").xpath("//table[contains(@class, 'tiltak')]")
    tight, ample = ([int(col.get("class")[1:]) for col in table.iter("col")] for table in tables)
    assert ample == [57, 20, 23]
    assert sum(tight) == 100
    assert tight[0] < 79  # as it is asked for
    assert min(tight) > 10


def test_an_address_stays_in_its_column(pdf: Path) -> None:
    with READER.open(pdf) as document:
        for page in document:
            for *box, word, _, _, _ in page.get_text("words"):
                assert box[2] < page.rect.width - 40, word
    assert ADDRESS in re.sub(
        r"\s", "", "".join(words(pdf)).replace("\u00ad", "")
    ) or "eksempel.no" in "".join(words(pdf))


def test_a_chart_stands_on_the_landscape_page_of_its_table(pdf: Path) -> None:
    pages = [page for page in pypdf.PdfReader(pdf).pages if page.mediabox.width > page.mediabox.height]
    texts = [page.extract_text() for page in pages]
    assert len(texts) == 1
    for part in ("Penger", "Alt står i tabellen.", "Hvor pengene kommer fra", "Endring i", "2 234 567 890"):
        assert part in texts[0].replace("\u00a0", " "), part


def test_the_widths_of_signs_are_those_of_the_font() -> None:
    path = (
        typst._installed("font_source_sans_pro", "font-source-sans-pro") / "files" / "SourceSansPro-Bold.otf"
    )
    font = READER.Font(fontfile=str(path))
    for sign in map(chr, [*range(33, 127), *map(ord, "«»–—’§°−₂æøåÆØÅéöäüčđŋšŧž")]):
        em = font.glyph_advance(ord(sign))
        assert em - 0.001 <= width(sign) <= max(em + 0.2, 0.48), sign
