"""Goals, indicators and measures by goal, as a reader finds them in each format."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import docx
import pytest

from handlingsprogram import cli
from tests.conftest import build, write
from tests.documents.readers import W, html_page, squeeze
from tests.documents.tags import read_tags
from tests.documents.test_features import links, text_of
from tests.shared import once

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("objectives")

PROGRAM = """\
år: 2031
tittel: Klimaplan
organisasjon: Fjordvik kommune
status: utkast
dato: 2031-01-15
språk: nb-NO
omslag: {tittel: Klimaplan}
innholdsfortegnelse: {tittel: Innhold, nivåer: 1}
felt:
  delmål: {type: mål}
  kostnad: {type: beløp, enhet: tusen kroner}
tiltakstabell:
  kolonner:
    - {felt: tiltak, overskrift: Tiltak, bredde: 50}
    - {felt: delmål, overskrift: Delmål, bredde: 25}
    - {felt: kostnad, overskrift: Kostnad, bredde: 25}
kapitler: [planen]
"""
GOALS = """\
nivåer: [Mål, Delmål]
mål:
  - id: null
    tekst: Vi slipper ut mindre
    forklaring: Det gjelder *alle*, se [](#planen).
    bærekraftsmål: [13]
    under:
      - {id: reise, tekst: Flere reiser kollektivt}
      - {id: bygg, tekst: Byggene bruker mindre, nummer: "1.X"}
  - {id: rust, tekst: Vi tåler mer}
indikatorer:
  - id: utslipp
    navn: Utslipp
    mål: null
    enhet: tonn
    grunnlinje: {år: 2009, verdi: 52300}
    målinger: [{år: 2020, verdi: 45100}, {år: 2028, verdi: 41200.5}]
    måltall: [{år: 2035, verdi: 23500}, {år: 2040, verdi: 0}]
  - {id: areal, navn: Areal, grunnlinje: {år: 2010, verdi: 7}}
"""
CHAPTER = """\
id: planen
tittel: Planen
innhold:
  - tekst: Se [](#reise), [{tittel}](#rust) og [](#utslipp).
  - målhierarki: {id: hierarki}
  - indikatortabell: {id: tall, tittel: Slik måler vi}
  - målhierarki: {id: bare-null, fra: null, nivåer: 1}
  - tiltak:
      - {id: buss, tekst: Kjøre flere busser, kostnad: 1200, egne_felt: {delmål: [reise, bygg]}}
      - {id: tak, tekst: Isolere tak, kostnad: 300, egne_felt: {delmål: [bygg]}}
      - {id: bekk, tekst: Åpne bekken, egne_felt: {delmål: [rust]}}
      - {id: kurs, tekst: Holde kurs, kostnad: 5}
  - tiltaksoversikt:
      {id: oversikt, tittel: Etter mål, etter: delmål, kolonner: [tiltak, kostnad], tell: true}
  - tiltaksoversikt: {id: kort, etter: delmål, nivå: 1, kolonner: [tiltak]}
"""
GROUPS = [
    ("Mål 1: Vi slipper ut mindre (2 tiltak)", "1 500"),
    ("Delmål 1.1: Flere reiser kollektivt (1 tiltak)", "1 200"),
    ("Delmål 1.X: Byggene bruker mindre (2 tiltak)", "1 500"),
    ("Mål 2: Vi tåler mer (1 tiltak)", ""),
    ("Andre tiltak (1 tiltak)", "5"),
]


def fill(folder: Path) -> None:
    build(lay_out(folder), folder)


def lay_out(folder: Path, chapter: str = CHAPTER) -> Path:
    """Write the year; return the content's folder."""
    # The id would be nothing to YAML.
    files = {"program.yaml": PROGRAM, "mal.yaml": GOALS, "kapitler/planen.yaml": chapter}
    safe = {name: re.sub(r"(?<=: )null\b", "utslippet", text) for name, text in files.items()}
    return write(folder / "content", 2031, safe)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "objectives", partial(fill)) / "handlingsprogram-2031"


def page_rows(page: Any, name: str) -> list[list[str]]:
    [table] = page.xpath(f"//table[@id='{name}']")
    return [[squeeze(cell.text_content()) for cell in row.xpath("th | td")] for row in table.xpath(".//tr")]


def word_rows(path: Path, head: str) -> list[list[str]]:
    tables = docx.Document(str(path)).element.body.iter(f"{W}tbl")
    found = [
        [[squeeze(text_of(cell)) for cell in row.iter(f"{W}tc")] for row in one.iter(f"{W}tr")]
        for one in tables
    ]
    return next(rows for rows in found if head in rows[0])


def test_goals_are_printed_with_level_number_and_explanation_in_every_format(made: Path) -> None:
    rows = page_rows(html_page(made.with_suffix(".html")), "hierarki")
    assert rows == [
        ["Nummer", "Mål og delmål", "FNs bærekraftsmål"],
        ["Mål 1", "Vi slipper ut mindre Det gjelder alle, se 1.", "13"],
        ["Delmål 1.1", "Flere reiser kollektivt", ""],
        ["Delmål 1.X", "Byggene bruker mindre", ""],
        ["Mål 2", "Vi tåler mer", ""],
    ]
    assert [row[0] for row in word_rows(made.with_suffix(".docx"), "Mål og delmål")] == [
        row[0] for row in rows
    ]
    heads = [squeeze(head.text()) for head in read_tags(made.with_suffix(".pdf")).all("TH")]
    assert {"Mål 1", "Delmål 1.1", "Delmål 1.X", "Utslipp"} <= set(heads)


def test_references_print_a_goals_level_and_number_and_lead_to_its_first_place(made: Path) -> None:
    text = made.with_suffix(".md").read_text(encoding="utf-8")
    assert "Se [delmål 1.1](#reise), [Vi tåler mer](#rust) og [Utslipp](#utslipp)." in text
    for name in ("utslippet", "reise", "rust", "utslipp"):
        assert text.count(f'id="{name}"') == 1
    document = docx.Document(str(made.with_suffix(".docx"))).element.body
    bookmarks = {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}
    assert {"reise", "rust", "utslipp", "buss"} <= bookmarks
    anchors = {link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")}
    assert {"reise", "bygg", "buss", "kurs"} <= anchors <= bookmarks
    assert len(links(made.with_suffix(".pdf"))) > 12


def test_indicators_have_the_columns_that_they_have_figures_for(made: Path) -> None:
    wanted = [
        ["Indikator", "Mål", "Enhet", "Grunnlinje", "Siste måling 2028", "Måltall 2035", "Måltall 2040"],
        ["Utslipp", "1", "tonn", "52 300,0 (2009)", "41 200,5", "23 500,0", "0,0"],
        ["Areal", "", "", "7 (2010)", "", "", ""],
    ]
    assert page_rows(html_page(made.with_suffix(".html")), "tall") == wanted
    assert word_rows(made.with_suffix(".docx"), "Indikator") == wanted


def test_measures_are_counted_and_summed_by_goal_each_once_at_every_level(made: Path) -> None:
    page = html_page(made.with_suffix(".html"))
    rows = page.xpath("//table[@id='oversikt']//tr[contains(@class, 'gruppe')]")
    assert [tuple(squeeze(cell.text_content()) for cell in row) for row in rows] == GROUPS
    assert [row.xpath("th/@scope") for row in rows] == [["rowgroup"]] * len(GROUPS)
    assert page.xpath("//table[@id='oversikt']//td/a/@href") == ["#buss", "#buss", "#tak", "#bekk", "#kurs"]
    assert page_rows(page, "oversikt")[-1] == ["Sum", "1 505"]
    assert page_rows(page, "kort")[1:4] == [
        ["Mål 1: Vi slipper ut mindre"],
        ["Kjøre flere busser"],
        ["Isolere tak"],
    ]
    in_word = word_rows(made.with_suffix(".docx"), "Kostnad (tusen kroner)")
    assert in_word
    pdf = squeeze(" ".join(head.text() for head in read_tags(made.with_suffix(".pdf")).all("Table")))
    for name, _ in GROUPS:
        assert name in pdf


def test_a_goal_that_is_named_by_its_number_is_told_of_with_its_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = lay_out(tmp_path, CHAPTER.replace("delmål: [bygg]", "delmål: [1.1]"))
    assert cli.main(["check", "2031", "--content", str(content)]) == cli.CONTENT_ERRORS
    told = capsys.readouterr().out
    assert "ingen mål har id-en «1.1»; skriv id-en til delmål 1.1: reise [tiltak-verdi]" in told
