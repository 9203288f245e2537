"""A municipality's tables: accounts, budget and four years, incomes with minus, per cents, notes, groups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import docx
import pymupdf
import pytest

from handlingsprogram import cli
from handlingsprogram.read.load import load
from handlingsprogram.render.charts import charts, told
from handlingsprogram.render.words.fixed_words import fixed_words
from tests.conftest import build, write
from tests.documents.readers import html_page, pdf_pages, squeeze

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("municipal_budget")

BUDGET = """\
tabeller:
  - id: drift
    tittel: Bevilgningsoversikt drift
    enhet: tusen kroner
    fortegn: inntekt-minus
    grupper_over:
      - {overskrift: Økonomiplan, kolonner: [b26, p27, p28, p29, plan]}
    kolonner:
      - {id: r24, overskrift: Regnskap 2024, slag: regnskap}
      - {id: b25, overskrift: Budsjett 2025, slag: budsjett}
      - {id: b26, overskrift: "2026"}
      - {id: p27, overskrift: "2027"}
      - {id: p28, overskrift: "2028"}
      - {id: p29, overskrift: "2029"}
      - {id: plan, overskrift: Sum, sum: [b26, p27, p28, p29]}
      - {id: vekst, overskrift: Endring i prosent, prosent: [b26, b25]}
    rader:
      - {id: inntekter, navn: Generelle driftsinntekter, gruppe: true, uthevet: true}
      - id: rammetilskudd
        navn: Rammetilskudd
        tall: {r24: -480120, b25: -501300, b26: -517709, p27: -520000, p28: -522500, p29: -525000}
        note: Etter statsbudsjettet for 2026.
      - id: skatt
        navn: Inntekts- og formuesskatt
        tall: {r24: -402210, b25: -415000, b26: -429500, p27: -431000, p28: -433000, p29: -436000}
      - {id: sum-inntekter, navn: Sum generelle driftsinntekter, uthevet: true, sum: [rammetilskudd, skatt]}
      - id: bevilget
        navn: Sum bevilgninger drift, netto
        tall: {r24: 851000, b25: 884300, b26: 914209, p27: 918000, p28: 922000, p29: 927500}
      - id: avskrivninger
        navn: Avskrivninger
        tall: {r24: 31000, b25: 32000, b26: 33000, p27: 33000, p28: 33500, p29: 33500}
        note: Motpost står lenger nede.
      - {id: brutto, navn: Brutto driftsresultat, sum: [sum-inntekter, bevilget, avskrivninger]}
    figurer:
      - {id: figur-inntekter, tittel: Hvor pengene kommer fra, sum: sum-inntekter, kolonne: b26, mot: b25}
  - id: arsverk
    tittel: Årsverk
    enhet: årsverk
    desimaler: 1
    kolonner:
      - {id: a25, overskrift: "2025"}
      - {id: a26, overskrift: "2026"}
      - {id: andel, overskrift: Andel i prosent, andel: {kolonne: a26, av: sum-arsverk}}
    rader:
      - {id: skole, navn: Skole, tall: {a25: "212,4", a26: 210.6}}
      - {id: helse, navn: Helse og omsorg, tall: {a25: 388, a26: "395,25"}}
      - {id: sum-arsverk, navn: Sum, sum: [skole, helse]}
"""
SOUND = BUDGET.replace('"395,25"', '"395,2"').replace("210.6", "210.5")
CHAPTER = """\
id: budsjett
tittel: Budsjett
innhold:
  - tekst: Vi får [605,7 årsverk](#sum-arsverk/a26) og [517,7 mill. kroner](#rammetilskudd/b26) fra staten.
  - budsjettabell: drift
  - budsjettabell: arsverk
"""
PROGRAM = """\
år: 2026
tittel: Økonomiplan 2026–2029
organisasjon: Storvik kommune
status: utkast
dato: 2025-11-01
språk: nb-NO
budsjettfigurer: true
omslag: {tittel: Økonomiplan 2026–2029}
innholdsfortegnelse: {tittel: Innhold, nivåer: 1}
kapitler: [budsjett]
"""


def content(folder: Path, budget: str = BUDGET) -> Path:
    files = {"program.yaml": PROGRAM, "budsjett.yaml": budget, "kapitler/budsjett.yaml": CHAPTER}
    return write(folder / "content", 2026, files)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kommune")
    return build(content(folder, SOUND), folder / "out")


def tables(built: Path) -> Any:
    library: Any = docx
    return library.Document(str(built / "handlingsprogram-2026.docx")).tables


def test_every_format_prints_the_same_table(built: Path) -> None:
    markdown = squeeze((built / "handlingsprogram-2026.md").read_text(encoding="utf-8"))
    pdf = squeeze(" ".join(pdf_pages(built / "handlingsprogram-2026.pdf")))
    word = [squeeze(cell.text) for table in tables(built) for row in table.rows for cell in row.cells]
    web = squeeze(html_page(built / "handlingsprogram-2026.html").text_content())
    for figure in ("-480 120", "-2 085 209", "-947 209", "3,3", "210,5", "605,7", "65,2", "Økonomiplan"):
        assert figure in markdown
        assert figure in pdf
        assert figure in word
        assert figure in web


def test_a_sum_over_columns_and_a_sum_over_rows_meet(tmp_path: Path) -> None:
    program, findings = load(content(tmp_path) / "2026")
    assert program is None
    assert [finding.rule for finding in findings] == ["budsjett-desimaler"]
    assert "tallet 395,25 har for mange desimaler; tabellen har 1 desimal" in findings[0].message


def test_a_note_is_marked_at_its_row_and_stands_below_the_table(built: Path) -> None:
    page = html_page(built / "handlingsprogram-2026.html")
    names = [squeeze(cell.text_content()) for cell in page.xpath("//table//tbody/tr/th")]
    assert "Rammetilskudd¹" in names
    assert "Avskrivninger²" in names
    notes = [squeeze(note.text_content()) for note in page.xpath("//*[@class='tabellnote']")]
    assert notes == ["¹ Etter statsbudsjettet for 2026.", "² Motpost står lenger nede."]
    assert "¹ Etter statsbudsjettet for 2026." in squeeze(
        " ".join(pdf_pages(built / "handlingsprogram-2026.pdf"))
    )


def test_a_group_can_be_folded_on_the_web_page_and_ends_at_its_sum(built: Path) -> None:
    page = html_page(built / "handlingsprogram-2026.html")
    [group] = page.xpath("//tbody[@class='brettbar']")
    assert [row.get("id") for row in group.xpath("tr")] == ["inntekter", "rammetilskudd", "skatt"]
    [box] = group.xpath(".//input")
    assert (box.get("type"), box.get("aria-label")) == ("checkbox", "Vis postene i gruppen")


def test_a_heading_above_columns_spans_them_in_every_format(built: Path) -> None:
    page = html_page(built / "handlingsprogram-2026.html")
    [heading] = page.xpath("(//thead)[1]/tr[1]/th")
    assert (heading.text_content().strip(), heading.get("colspan"), heading.get("scope")) == (
        "Økonomiplan",
        "5",
        "colgroup",
    )
    first = tables(built)[0].rows[0]
    assert [cell.text for cell in first.cells].count("Økonomiplan") == 5


def test_a_chart_of_negative_incomes_shows_how_large_they_are(tmp_path: Path) -> None:
    program, _ = load(content(tmp_path, SOUND) / "2026")
    assert program
    assert program.budsjett
    [chart] = charts.charts(program.budsjett)["drift"]
    assert [bar.navn for bar in chart.poster] == ["Rammetilskudd", "Inntekts- og formuesskatt"]
    assert chart.poster[0].nå.skrevet == "517\u00a0709"
    words = squeeze(told.describe(chart, fixed_words("nb-NO")))
    assert "Rammetilskudd er størst, med 517 709 av 947 209 tusen kroner (55 %)." in words
    assert "Til sammen er det 30 909 tusen kroner mer enn i «Budsjett 2025» (916 300)." in words
    assert "Rammetilskudd går mest opp, fra 501 300 til 517 709." in words


def test_the_table_stays_inside_its_page(built: Path) -> None:
    with pymupdf.open(built / "handlingsprogram-2026.pdf") as pdf:  # type: ignore[no-untyped-call]
        edges = [word[2] for page in pdf for word in page.get_text("words")]
    assert max(edges) < 595 - 60


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("prosent: [b26, b25]", "prosent: [b26, b52]", "budsjettet har ingen kolonne «b52»"),
        (
            "av: sum-arsverk",
            "av: sum-arsverket",
            "budsjettet har ingen rad «sum-arsverket»; mente du «sum-arsverk»?",
        ),
        ("kolonner: [b26, p27, p28, p29, plan]", "kolonner: [b26, p28]", "skal stå ved siden av hverandre"),
        (
            "sum: [skole, helse]",
            "sum: [skole, skatt]",
            "henter tall fra «skatt», som er i tusen kroner og ikke årsverk",
        ),
        (
            "sum: [b26, p27, p28, p29]}",
            "sum: [b26, p27], differanse: [b26, p27]}",
            "regnes ut på flere måter",
        ),
        (
            "r24: -480120",
            "r24: -480120.5",
            "tallet -480120,5 har for mange desimaler; tabellen har hele tall",
        ),
    ],
)
def test_what_is_wrong_with_the_new_columns_is_one_finding(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert SOUND.count(old) == 1
    program, findings = load(content(tmp_path, SOUND.replace(old, new)) / "2026")
    assert program is None
    assert [told in finding.message for finding in findings] == [True]


def test_a_change_is_told_with_the_decimals_that_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = content(tmp_path, SOUND)
    year = folder / "2026"
    (folder / "2027").mkdir()
    for file in year.rglob("*.yaml"):
        copied = folder / "2027" / file.relative_to(year)
        copied.parent.mkdir(exist_ok=True)
        text = file.read_text(encoding="utf-8").replace("år: 2026", "år: 2027").replace('"395,2"', '"401,7"')
        copied.write_text(text.replace("605,7", "612,2"), encoding="utf-8")
    assert cli.main(["diff", "2026", "2027", "--content", str(folder)]) == cli.GOOD
    told = squeeze(capsys.readouterr().out)
    assert re.search(r"Helse og omsorg\W+395,2\W+401,7\W+6,5", told), told
