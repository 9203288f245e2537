"""Measures with typed fields, numbers, groups, sums and layouts of their own, as each format shows them."""

from __future__ import annotations

import re
import shutil
import zipfile
from typing import TYPE_CHECKING

import docx
import pdfua
import pytest

from handlingsprogram import cli
from tests.conftest import ROOT, build
from tests.documents.readers import W, html_page, read_docx, read_html, read_markdown, read_pdf, squeeze
from tests.documents.tags import read_tags
from tests.documents.test_accessible import BROKEN_RULES, assert_outloud_is_content
from tests.shared import once

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("measures")
"""One worker makes what they share."""

FRAME = """
år: 2031
tittel: Handlingsplan
organisasjon: Havnes kommune
status: vedtatt
dato: 2030-12-11
språk: nb-NO
omslag: {tittel: HANDLINGSPLAN}
innholdsfortegnelse: {tittel: Innhold, nivåer: 2}
nummerering: {nivåer: 1, form: "{nummer}", kryssreferanse: "kapittel {nummer}"}
felt:
  frist: {type: dato}
  kostnad: {type: beløp, enhet: tusen kroner, stemmer_med: klimatiltak/budsjett-2031}
  effekt: {type: tall, enhet: tonn CO₂, desimaler: 1}
  andel: {type: prosent}
  tidsrom: {type: periode, form: kort}
  status:
    type: valg
    verdier:
      ikke-startet: {tekst: Ikke startet, tegn: ○, farge: "#5b6470"}
      i-gang: {tekst: I gang, tegn: ◐, farge: "#1f5fa8"}
  tema: {type: valg, verdier: {transport: {tekst: Transport}, bygg: {tekst: Bygg & anlegg}}}
  avhenger_av: {type: tiltak}
tiltakstabell:
  grupper: tema
  kolonner:
    - {felt: nummer, overskrift: Nr., bredde: 7}
    - {felt: tiltak, overskrift: Tiltak, bredde: 30}
    - {felt: frist, overskrift: Frist, bredde: 14}
    - {felt: kostnad, overskrift: Kostnad, bredde: 13, sum: true}
    - {felt: effekt, overskrift: Effekt (tonn), bredde: 11, sum: true}
    - {felt: status, overskrift: Status, bredde: 12}
    - {felt: avhenger_av, overskrift: Etter, bredde: 13}
tiltakstabeller:
  kort:
    visning: kort
    kolonner:
      - {felt: nummer, overskrift: Nr., bredde: 1}
      - {felt: tiltak, overskrift: Tiltak, bredde: 1}
      - {felt: tidsrom, overskrift: Tidsrom, bredde: 1}
      - {felt: andel, overskrift: Andel, bredde: 1}
      - {felt: kostnad, overskrift: Kostnad, bredde: 1, sum: true}
      - {felt: "2031", overskrift: I år, bredde: 1}
      - {felt: partnere, overskrift: Sammen med, bredde: 1}
  omvendt:
    kolonner:
      - {felt: frist, overskrift: Når, bredde: 1}
      - {felt: tiltak, overskrift: Hva, bredde: 1}
kapitler: [tiltak]
"""
CHAPTER = """
id: tiltak
tittel: Tiltak
sideskift: true
innhold:
  - tekst: Først [](#ladere), så [](#sykkel) og [vanlig lenke](#mote).
  - tiltak:
      - id: ladere
        tekst: Bygge ladere
        frist: 2031-06-30
        kostnad: {lik: ladere-post/budsjett-2031}
        status: i-gang
        egne_felt: {effekt: "12,5", tema: bygg}
      - id: buss
        tekst: Utslippsfrie busser
        frist: 2031-12-31
        kostnad: 13000
        status: ikke-startet
        egne_felt: {effekt: 1234, tema: transport, avhenger_av: [ladere, mote]}
  - budsjettabell: klima
underkapitler:
  - id: kort
    tittel: Kort
    tiltakstabell: kort
    innhold:
      - tiltak:
          - id: sykkel
            tekst: |
              Bygge sykkelveg

              Langs *elva*.
            punkter: [Fra sentrum.]
            kostnad: 850
            partnere: [Fylkeskommunen]
            egne_felt: {tidsrom: 2031-01-01 - 2033-12-31, andel: 45, "2031": ja}
          - {id: bru, tekst: Bygge bru}
          - id: gangveg
            nummer: X-7
            tekst: Bygge gangveg
            egne_felt: {tidsrom: 2031}
  - id: annen
    tittel: Annen rekkefølge
    tiltakstabell: omvendt
    innhold:
      - tiltak: [{id: mote, tekst: Holde møter med alle kommunene i hele regionen, frist: 2031-03-01}]
"""
BUDGET = """
tabeller:
  - id: klima
    tittel: Klimabudsjett
    enhet: kroner
    kolonner: [{id: budsjett-2031, overskrift: Budsjett 2031}]
    rader:
      - {id: ladere-post, navn: Ladere, tall: {budsjett-2031: 1200000}}
      - {id: resten, navn: Resten, tall: {budsjett-2031: 13850000}}
      - {id: klimatiltak, navn: Klimatiltak, sum: [ladere-post, resten]}
"""
GROUPED = [
    ["Nr.", "Tiltak", "Frist", "Kostnad (tusen kroner)", "Effekt (tonn)", "Status", "Etter"],
    ["Transport"],
    [
        *("1.1", "Utslippsfrie busser", "31. desember 2031", "13 000", "1 234,0", "○ Ikke startet"),
        "1.2, Holde møter med alle kommunene i …",
    ],
    ["Bygg & anlegg"],
    ["1.2", "Bygge ladere", "30. juni 2031", "1 200", "12,5", "◐ I gang"],
    ["Sum", "14 200", "1 246,5"],
]
CARD = [
    ["1.3 Bygge sykkelveg Langs elva. Fra sentrum."],
    ["Tidsrom", "01.01.2031–31.12.2033"],
    ["Andel", "45 %"],
    ["Kostnad", "850 tusen kroner"],
    ["I år", "ja"],
    ["Sammen med", "Fylkeskommunen"],
]
EMPTY = [["1.4 Bygge bru"]]
OWN_NUMBER = [["X-7 Bygge gangveg"], ["Tidsrom", "2031"]]
SUM = [["Sum"], ["Kostnad", "850 tusen kroner"]]
OTHER_WAY = [["Når", "Hva"], ["1. mars 2031", "Holde møter med alle kommunene i hele regionen"]]


def write(folder: Path, frame: str = FRAME, chapter: str = CHAPTER) -> Path:
    """Write a year, and what all years share; return the content's folder."""
    content = folder / "content"
    (content / "2031/kapitler").mkdir(parents=True)
    shutil.copy(ROOT / "content/tema.yaml", content)
    for name, text in (("program", frame), ("kapitler/tiltak", chapter), ("budsjett", BUDGET)):
        (content / f"2031/{name}.yaml").write_text(text, encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def measures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the year once."""
    return once(tmp_path_factory, "measures", lambda folder: build(write(folder), folder / "out"))


def file(folder: Path, ending: str) -> Path:
    return folder / f"out/handlingsprogram-2031.{ending}"


READERS = {"md": read_markdown, "docx": read_docx, "pdf": read_pdf, "html": read_html}


@pytest.mark.parametrize("form", READERS)
def test_each_format_has_the_numbers_groups_sums_and_cards(measures: Path, form: str) -> None:
    tables = READERS[form](file(measures, form)).tables
    if form == "pdf":  # where the head of a card is its caption
        captions = [list(table.all("Caption")) for table in read_tags(file(measures, form)).all("Table")]
        heads = [[[squeeze(one.text().replace("•", " "))] for one in found] for found in captions]
        tables = [[*head, *table] for head, table in zip(heads, tables, strict=True)]
    # The readers leave out empty cells at a row's end; those between two are of no interest here.
    shown = [
        [[cell for cell in row if cell] for row in table] for table in tables if "Klima" not in str(table)
    ]
    spaced = [[[cell.replace("\u00ad", "") for cell in row] for row in table] for table in shown]
    budget = [table for table in spaced if "Budsjett 2031" in str(table)]
    assert [table for table in spaced if table not in budget] == [
        GROUPED,
        CARD,
        EMPTY,
        OWN_NUMBER,
        SUM,
        OTHER_WAY,
    ]


@pytest.mark.parametrize("form", READERS)
def test_a_reference_prints_the_number_that_a_measure_has(measures: Path, form: str) -> None:
    words = squeeze(" ".join(READERS[form](file(measures, form)).words))
    assert "Først tiltak 1.2, så tiltak 1.3 og vanlig lenke." in words


def test_figures_stand_to_the_right_in_word_and_on_the_web(measures: Path) -> None:
    page = html_page(file(measures, "html"))
    figures = page.xpath("//tr[@id='buss']/td[@class='hoyre']")
    assert [squeeze(cell.text_content()) for cell in figures] == ["13 000", "1 234,0"]
    rows = docx.Document(str(file(measures, "docx"))).tables[0].rows
    for row in (rows[2], rows[-1]):
        sides = {
            squeeze(cell.text): cell._tc.find(f".//{W}jc")
            for cell in row.cells
            if re.match(r"\d+ ", squeeze(cell.text))
        }
        figures = {text: side.get(f"{W}val") for text, side in sides.items() if side is not None}
        assert len(figures) == 2
        assert set(figures.values()) == {"right"}


def test_a_sign_has_its_colour_and_never_stands_without_its_words(measures: Path) -> None:
    page = html_page(file(measures, "html"))
    [sign] = page.xpath("//span[@class='tegn-1f5fa8']")
    assert (sign.text, sign.tail.rstrip()) == ("◐", "\u00a0I gang")
    assert ".tegn-1f5fa8 { color: #1f5fa8; }" in file(measures, "html").read_text(encoding="utf-8")
    with zipfile.ZipFile(file(measures, "docx")) as package:
        document = package.read("word/document.xml").decode()
    assert re.search(r'<w:color w:val="1F5FA8"/></w:rPr><w:t xml:space="preserve">◐<', document)


def test_heads_of_groups_and_cards_are_told_as_such(measures: Path) -> None:
    page = html_page(file(measures, "html"))
    groups = page.xpath("//tbody/tr[1]/th[@scope='rowgroup']")
    assert [squeeze(cell.text_content()) for cell in groups] == ["Transport", "Bygg & anlegg"]
    names = page.xpath("//table[@id='gangveg']//th[@scope='row']")
    assert [squeeze(cell.text) for cell in names] == ["Tidsrom"]
    tables = list(read_tags(file(measures, "pdf")).all("Table"))
    heads = [squeeze(cell.text()) for cell in tables[0].all("TH")]
    assert {"Transport", "Bygg & anlegg"} < set(heads)
    card = next(table for table in tables if "gangveg" in table.text())
    assert [squeeze(cell.text()) for cell in card.all("Caption")] == ["X-7 Bygge gangveg"]
    assert [squeeze(cell.text()) for cell in card.all("TH")] == ["Tidsrom"]
    for table in docx.Document(str(file(measures, "docx"))).tables:
        assert table.rows[0]._tr.find(f".//{W}tblHeader") is not None


def test_the_pdf_is_accessible(measures: Path) -> None:
    path = file(measures, "pdf")
    assert_outloud_is_content(path)
    report = pdfua.validate(str(path))
    assert report.findings == ()
    assert {outcome.rule_id for outcome in report.skipped} <= BROKEN_RULES


# --- What check says ------------------------------------------------------------------------------


def same(text: str) -> str:
    return text


def swap(old: str, new: str) -> Callable[[str], str]:
    def changed(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return changed


ROUND = "som har 1 desimal; skriv 12,6, eller endre «desimaler»"
NO_VALUE = "ta bort feltet her, eller skriv «type: tekst» for det i program.yaml så det kan ha ord"
PERIOD = "Med «type: periode» i program.yaml kan feltet ha år og kvartaler: 2031-07-01–2031-09-30"
FINER = "skriv 13, for feltet er i tusen kroner, eller endre «desimaler»"
SUMMED = "skriv «type: beløp» eller «type: tall» under felt, eller slett «sum»"
WRONG = {
    "a date as people write it": (
        same,
        swap("frist: 2031-06-30", "frist: 30.6.2031"),
        "«30.6.2031» i «frist» er ikke en dato; skriv 2031-06-30",
    ),
    "a date that does not exist": (
        same,
        swap("frist: 2031-06-30", "frist: 2031-06-31"),
        "«2031-06-31» i «frist» er ikke en dato som finnes; skriv den som åååå-mm-dd",
    ),
    "a quarter": (
        same,
        swap("tidsrom: 2031}", "tidsrom: Q3 2031}"),
        "«Q3 2031» i «tidsrom» er ikke en periode; skriv 2031-07-01–2031-09-30",
    ),
    "a quarter where a day shall be": (
        same,
        swap("frist: 2031-06-30", "frist: Q3 2031"),
        f"«Q3 2031» i «frist» er ikke en dato; skriv den som åååå-mm-dd, for eksempel 2026-06-30. {PERIOD}",
    ),
    "words where a day shall be": (
        same,
        swap("frist: 2031-06-30", "frist: Løpende"),
        f"«Løpende» i «frist» er ikke en dato; {NO_VALUE}",
    ),
    "an amount in millions": (
        same,
        swap("kostnad: 13000", "kostnad: 2,4 mill. kr"),
        "«2,4 mill. kr» i «kostnad» er ikke et tall; skriv 2400, for feltet er i tusen kroner",
    ),
    "an amount that is finer than its field": (
        same,
        swap("kostnad: 13000", 'kostnad: "0,0125 MNOK"'),
        f"«0,0125 MNOK» i «kostnad» er ikke et tall; {FINER}",
    ),
    "words where an amount shall be": (
        same,
        swap("kostnad: 13000", "kostnad: Innenfor ramma"),
        f"«Innenfor ramma» i «kostnad» er ikke et tall; {NO_VALUE}",
    ),
    "an amount that is empty": (
        same,
        swap("kostnad: 13000", 'kostnad: ""'),
        "«kostnad» er tom; fyll inn eller slett nøkkelen",
    ),
    "the words of a choice": (
        same,
        swap("status: i-gang", "status: I gang"),
        "«I gang» i «status» er ikke en av verdiene til feltet, som er ikke-startet, i-gang; skriv i-gang",
    ),
    "a figure with a point that may mean two things": (
        same,
        swap("kostnad: 13000", "kostnad: 13.000"),
        "«13.000» i «kostnad» kan leses på to måter; skriv 13000 hvis «.» skiller tusener",
    ),
    "more decimals than the field has": (
        same,
        swap('effekt: "12,5"', "effekt: 12.55"),
        f"«12.55» i «effekt» har flere desimaler enn feltet, {ROUND}",
    ),
    "a measure that does not exist": (
        same,
        swap("[ladere, mote]", "[ladere, motet]"),
        "ingen andre tiltak har id-en «motet»; mente du «mote»?",
    ),
    "a measure that comes after itself": (
        same,
        swap("[ladere, mote]", "[buss]"),
        "tiltaket viser til seg selv; skriv et annet, eller slett det",
    ),
    "a figure of the budget that does not exist": (
        same,
        swap("ladere-post/", "laderepost/"),
        "budsjettet har ingen rad «laderepost»; mente du «ladere-post»?",
    ),
    "a field without a column in the layout of its section": (
        same,
        swap("frist: 2031-03-01}", "frist: 2031-03-01, status: i-gang}"),
        "feltet «status» har ingen kolonne i oppsettet «omvendt» og blir ikke trykt",
    ),
    "a layout that does not exist": (
        same,
        swap("tiltakstabell: omvendt", "tiltakstabell: omvent"),
        "oppsettet «omvent» står ikke i «tiltakstabeller» i program.yaml; mente du «omvendt»?",
    ),
    "a measure without the value that it is grouped by": (
        same,
        swap(", tema: bygg", ""),
        "tiltakene grupperes etter «tema», og dette har ingen verdi der; skriv én",
    ),
    "a sum of dates": (
        swap("overskrift: Frist, bredde: 14", "overskrift: Frist, bredde: 14, sum: true"),
        same,
        f"kolonnen «frist» kan ikke summeres, for feltet er av typen dato; {SUMMED}",
    ),
    "a unit of a date": (
        swap("frist: {type: dato}", "frist: {type: dato, enhet: dager}"),
        same,
        "«enhet» gjelder bare beløp og tall, men «frist» er dato; slett den",
    ),
    "a colour without a sign": (
        swap("tegn: ◐, ", ""),
        same,
        "«i-gang» har farge, men ikke noe tegn å fargelegge; skriv «tegn», eller slett «farge»",
    ),
    "a colour that is hard to see": (
        swap("#1f5fa8", "#9fc5f8"),
        same,
        "fargen #9fc5f8 er for lys: kontrasten er 1,7, men må være minst 4,5",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_value_gives_one_finding_that_says_what_to_write(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame, chapter, message = WRONG[case]
    content = write(tmp_path, frame(FRAME), chapter(CHAPTER))
    assert cli.main(["check", "2031", "--content", str(content)]) == cli.CONTENT_ERRORS
    told = capsys.readouterr()
    found = re.findall(r": (?:feil|advarsel): (.*) \[([a-zæøå-]+)\]", told.out + told.err)
    # Where a figure is wrong, the sum of all is too.
    assert [text for text, rule in found if rule != "tiltak-sum"] == [message]
