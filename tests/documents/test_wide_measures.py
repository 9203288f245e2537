"""Measures in many columns: what leads to them goes along, signs stay with their words, the web scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
import pymupdf
import pypdf
import pytest

from handlingsprogram.read.model.room import USUAL_ROOM, fitted
from handlingsprogram.render.word import hyphens
from handlingsprogram.render.word.xml import find, parse
from tests.conftest import build, write
from tests.documents.readers import W, html_page, read_docx, squeeze

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("wide_measures")

READER: Any = pymupdf
PROGRAM = """\
år: 2027
tittel: Program
organisasjon: Sørvika
status: vedtatt
dato: 2026-12-03
språk: nb-NO
omslag: {tittel: Program}
innholdsfortegnelse: {tittel: Innhold, nivåer: 2}
felt:
  kostnad: {type: beløp, enhet: tusen kroner}
  frist: {type: dato, form: kort}
  status:
    type: valg
    verdier:
      ikke-startet: {tekst: Ikke startet, tegn: ○, farge: "#5b6470"}
      i-gang: {tekst: I gang, tegn: ◐, farge: "#1f5fa8"}
      fullfort: {tekst: Fullført, tegn: ●, farge: "#1d6b35"}
  risiko: {type: valg, verdier: {middels: {tekst: Middels, tegn: ◆}, lav: {tekst: Lav, tegn: ■}}}
tiltakstabell:
  liggende: true
  kolonner:
    - {felt: nummer, overskrift: Nr., bredde: 5}
    - {felt: tiltak, overskrift: Tiltak, bredde: 30}
    - {felt: ansvarlig, overskrift: Ansvarlig, bredde: 15}
    - {felt: frist, overskrift: Frist, bredde: 9}
    - {felt: kostnad, overskrift: Kostnad, bredde: 8, sum: true}
    - {felt: finansiering, overskrift: Finansiering, bredde: 14}
    - {felt: status, overskrift: Status, bredde: 5}
    - {felt: risiko, overskrift: Risiko, bredde: 5}
    - {felt: roller, overskrift: Roller, bredde: 9}
    - {felt: resultatmål, overskrift: Resultatmål, bredde: 20}
tiltakstabeller:
  kort:
    visning: kort
    kolonner:
      - {felt: tiltak, overskrift: Tiltak, bredde: 1}
      - {felt: kostnad, overskrift: Kostnad, bredde: 1, sum: true}
kapitler: [omrader]
"""
MEASURE = """\
          - id: {id}
            tekst: Opprette seks brukerstyrte senger ved distriktspsykiatrisk senter på Nes
            ansvarlig: [Kommunene]
            frist: 2027-10-01
            kostnad: 5100
            finansiering: [Helseforetaket]
            status: {status}
            roller: [Eier]
            resultatmål: [Færre innleggelser]
            egne_felt: {{risiko: middels}}
"""
STATUSES = ("ikke-startet", "fullfort", *["i-gang"] * 9)
"""So many that the next heading is near a page's end."""
FEW = "Personer med alvorlige lidelser lever kortere. Tjenestene skal oppsøke dem."
CHAPTER = f"""\
id: omrader
tittel: Områder
innhold:
  - tekst: Et kapittel begynner her.
underkapitler:
  - id: kort-vei
    tittel: Kort vei
    innhold:
      - tekst: {FEW}
      - tiltak:
{"".join(MEASURE.format(id=f"maal-{number}", status=status) for number, status in enumerate(STATUSES))}
  - id: igjen
    tittel: Kort igjen
    innhold:
      - tekst: {FEW}
      - tiltak:
{MEASURE.format(id="siste", status="i-gang").replace("Opprette", "Ambulanser, og så " + "mye mer, " * 20)}
  - id: lang-vei
    tittel: Lang vei
    innhold:
      - tekst: {" ".join([FEW] * 12)}
      - tiltak:
{MEASURE.format(id="d", status="i-gang")}
  - id: kortene
    tittel: Kortene
    tiltakstabell: kort
    innhold:
      - tiltak: [{{id: e, tekst: Møtes hver måned, kostnad: 0}}]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wide")
    files = {"program.yaml": PROGRAM, "kapitler/omrader.yaml": CHAPTER}
    return build(write(folder / "content", 2027, files), folder / "out") / "handlingsprogram-2027"


def test_a_heading_and_what_little_is_said_below_it_go_along_to_the_landscape_page(built: Path) -> None:
    pages = pypdf.PdfReader(built.with_suffix(".pdf")).pages
    shown = [(page.mediabox.width > page.mediabox.height, squeeze(page.extract_text())) for page in pages]
    turned = [text for is_wide, text in shown if is_wide]
    for heading, measure in (("Kort vei", "Opprette"), ("Kort igjen", "Ambulanser")):
        [text] = [text for text in turned if heading in text]
        assert f"{heading} {FEW}" in text
        # The last lines of a page are no place for what leads to the table on the next.
        assert measure in text.partition(heading)[2]
    assert not any("Lang vei" in text for text in turned)
    [upright] = [text for is_wide, text in shown if not is_wide and "Lang vei Personer" in text]
    assert "Kort vei Personer" not in upright


def test_they_go_along_in_word(built: Path) -> None:
    library: Any = docx
    texts = library.Document(str(built.with_suffix(".docx"))).paragraphs
    assert [one.paragraph_format.keep_with_next for one in texts if one.text == FEW] == [True, True]
    sections = [
        (
            section.page_width > section.page_height,
            [block.text for block in section.iter_inner_content() if hasattr(block, "text")],
        )
        for section in library.Document(str(built.with_suffix(".docx"))).sections
    ]
    assert [
        (is_wide, "Kort vei" in texts, FEW in texts, "Lang vei" in texts) for is_wide, texts in sections
    ] == [
        (False, False, False, False),
        (True, True, True, False),
        (False, False, False, True),
        (True, False, False, False),
        (False, False, False, False),
    ]


def test_a_choice_stands_on_the_line_of_its_sign(built: Path) -> None:
    with READER.open(built.with_suffix(".pdf")) as document:
        lines = [
            squeeze("".join(span["text"] for span in line["spans"]))
            for page in document
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
        ]
    assert "◆ Middels" in lines
    assert "● Fullført" in lines
    columns = {text: {0: (text,), 1: ("og",)}.__getitem__ for text in ("Middels", "◆\u00a0Middels")}
    alone, behind_sign = (fitted([4, 96], texts, USUAL_ROOM).bredder[0] for texts in columns.values())
    assert alone < behind_sign


@pytest.mark.parametrize(("sign", "pieces"), [("", ["\u00a0Forsinket"]), ("▲", ["\u00a0For", "sin", "ket"])])
def test_word_may_divide_what_has_no_room_beside_its_sign(sign: str, pieces: list[str]) -> None:
    runs = f'<w:r><w:t>{sign}</w:t></w:r><w:r><w:t xml:space="preserve">\u00a0Forsinket</w:t></w:r>'
    cell = parse(f'<w:tc xmlns:w="{W[1:-1]}"><w:p>{runs}</w:p></w:tc>'.encode())
    hyphens.divide(cell, 4.6, "nb-NO")
    assert [node.text for node in find(cell, ".//w:r[2]/w:t")] == pieces


def test_signs_of_status_are_of_one_font(built: Path) -> None:
    with READER.open(built.with_suffix(".pdf")) as document:
        fonts = {
            span["text"].strip(): span["font"]
            for page in document
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
            if span["text"].strip()[:1] in {*"○◐●◆"}
        }
    assert {text[0] for text in fonts} == {*"○◐●◆"}
    assert len(set(fonts.values())) == 1


def test_on_the_web_it_scrolls_in_a_frame_that_the_keyboard_reaches(built: Path) -> None:
    page = html_page(built.with_suffix(".html"))
    frames = page.xpath("//table[contains(@class, 'tiltak')]/parent::div")
    assert [(one.get("class"), one.get("role"), one.get("tabindex")) for one in frames] == [
        ("rull", "region", "0")
    ] * 3
    style = built.with_suffix(".html").read_text(encoding="utf-8")
    assert "table.bred { min-width: 75em; }" in style
    assert '[class^="tegn-"] { font-family: "Segoe UI Symbol"' in style


def test_nothing_is_0_kroner_and_not_0_thousands(built: Path) -> None:
    tables = read_docx(built.with_suffix(".docx")).tables
    assert [row for table in tables for row in table if row[0] == "Kostnad"] == [["Kostnad", "0 kroner"]] * 2
