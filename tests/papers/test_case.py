"""Board papers say what is proposed, what is new and what it costs, with numbered attachments."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pdfua
import pikepdf
import pytest
from openxml_audit import OpenXmlValidator

from handlingsprogram import cli
from tests.conftest import ROOT
from tests.documents.readers import read_docx, read_html, read_markdown
from tests.shared import once

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("board_papers")

SAID = """\
organ: Representantskapet
møtedato: 2025-12-17
sak: 31/25
saksbehandler: 'Kari #panic("x") {{ 7 * 7 }} $1$ @w <b> *Nordmann*'
bakgrunn: |
  Styret behandlet et første utkast 2. oktober 2025.
vurdering: |
  Sekretariatet mener at programmet er *nøkternt*.
budsjett: |
  Kontingenten er den samme som i fjor.
vedlegg: ['Referat fra styremøtet 2. oktober', '#let <i> {% raw %} _x_']
"""
NEW = "      - {id: felles-turkart, tekst: Felles turkart, partnere: [KS], resultatmål: [Et kart]}\n\n"
PAPERS = ("saksfremlegg-2026", "vedlegg-2-budsjettnotat-2026")
READERS = {"md": read_markdown, "docx": read_docx, "html": read_html}


def fill(place: Path) -> None:
    """Make the papers of a draft for 2026 that differs from 2025 in a few things."""
    content = shutil.copytree(ROOT / "content", place / "content")
    assert cli.main(["nytt-år", "2026", "--content", str(content), "--skriv"]) == cli.GOOD
    (content / "2026" / "saksfremlegg.yaml").write_text(SAID, encoding="utf-8")
    area = content / "2026" / "innsatsomrader" / "by-og-regionutvikling.yaml"
    text = area.read_text(encoding="utf-8")
    begin, end = text.index("      - id: regionale-planer"), text.index("      - id: byutvikling-webinarer")
    area.write_text(text[:begin] + NEW + text[end:], encoding="utf-8")
    assert papers(content, place / "out", "--format", "md,docx,pdf,html") == cli.GOOD


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "board_papers", fill) / "out" / "saksfremlegg-2026"


def papers(content: Path, out: Path, *arguments: str) -> int:
    return cli.main(["saksfremlegg", "2026", "--content", str(content), "--out", str(out), *arguments])


def said(folder: Path, paper: str, ending: str) -> str:
    return " ".join(READERS[ending](folder / f"{paper}.{ending}").words)


@pytest.mark.parametrize("ending", READERS)
def test_the_case_has_its_facts_the_proposal_and_what_the_secretariat_says(folder: Path, ending: str) -> None:
    text = said(folder, "saksfremlegg-2026", ending)
    parts = [
        "Saksfremlegg: Handlingsprogram 2026",
        "Organ Representantskapet",
        "Møte 17. desember 2025",
        "Sak 31/25",
        'Saksbehandler Kari #panic("x") {{ 7 * 7 }} $1$ @w <b> *Nordmann*',
        "Forslag til vedtak",
        "Handlingsprogram 2026 vedtas slik det foreligger i vedlegg 1.",
        "Budsjettet for 2026 vedtas slik det foreligger i vedlegg 2.",
        "Styret behandlet et første utkast 2. oktober 2025.",
        "Hva som er nytt siden 2025",
        "29 tiltak videreført, 1 nytt tiltak, 1 tiltak avsluttet",
        "Sekretariatet mener at programmet er nøkternt.",
        "Vedlegg",
        "Handlingsprogram 2026 (utkast)",
        "Notat med forslag til budsjett for 2026",
        "Endringer fra 2025 til 2026",
        "Referat fra styremøtet 2. oktober",
        "#let <i> {% raw %} _x_",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize("ending", READERS)
def test_what_is_new_is_told_area_by_area_and_in_money(folder: Path, ending: str) -> None:
    tables = READERS[ending](folder / f"saksfremlegg-2026.{ending}").tables
    [areas] = [table for table in tables if table[0][0] == "Område"]
    assert areas[0] == ["Område", "Videreført", "Nytt", "Avsluttet"]
    [row] = [row for row in areas if row[2] == "Felles turkart"]
    assert row[0] == "By- og regionutvikling"
    assert row[3].startswith("Følge prosesser om regionale planer")
    [money] = [table for table in tables if any(row[0] == "Sum inntekter" for row in table)]
    assert money[0][1:] == ["Forslag budsjett 2025", "Forslag budsjett 2026"]
    assert next(row for row in money if row[0] == "Sum inntekter")[1:] == ["7 937", "…"]


@pytest.mark.parametrize("ending", READERS)
def test_that_a_new_year_is_not_adopted_yet_is_no_news(folder: Path, ending: str) -> None:
    text = said(folder, "saksfremlegg-2026", ending)
    assert "Hva som er nytt siden 2025" in text
    assert "Status er endret" not in text


@pytest.mark.parametrize("ending", READERS)
def test_the_note_is_the_budget_chapter_with_what_is_said_first(folder: Path, ending: str) -> None:
    text = said(folder, "vedlegg-2-budsjettnotat-2026", ending)
    assert text.startswith("Notat med forslag til budsjett for 2026")
    for part in ("Kontingenten er den samme som i fjor.", "Lønn sekretariatet, mv.", "Energistasjoner"):
        assert part in text
    tables = READERS[ending](folder / f"vedlegg-2-budsjettnotat-2026.{ending}").tables
    assert [table[-1][0] for table in tables][-2:] == ["Utgående mindreforbruk", "Totalt"]


def test_what_is_new_has_a_page_and_no_more(folder: Path) -> None:
    with pikepdf.open(folder / "saksfremlegg-2026.pdf") as pdf:
        titles = {str(item.title): page_of(pdf, item) for item in outline(pdf)}
    assert titles["Hva som er nytt siden 2025"] == titles["Forslag til vedtak"] + 1
    assert titles["Vedlegg"] <= titles["Hva som er nytt siden 2025"] + 1


def test_what_is_new_since_another_council_s_work_has_a_page_too(tmp_path: Path) -> None:
    """2021 and 2025 have five measures in common: where there is no room for names, measures are counted."""
    arguments = ["saksfremlegg", "2025", "--content", str(ROOT / "content"), "--out", str(tmp_path)]
    assert cli.main([*arguments, "--format", "pdf"]) == cli.GOOD
    with pikepdf.open(tmp_path / "saksfremlegg-2025" / "saksfremlegg-2025.pdf") as pdf:
        titles = {str(item.title): page_of(pdf, item) for item in outline(pdf)}
        assert titles["Vedlegg"] == titles["Hva som er nytt siden 2021"] + 1 == len(pdf.pages) - 1


def page_of(pdf: pikepdf.Pdf, item: pikepdf.OutlineItem) -> int:
    destination: Any = item.destination
    return pdf.pages.index(pikepdf.Page(destination[0]))


def outline(pdf: pikepdf.Pdf) -> list[pikepdf.OutlineItem]:
    with pdf.open_outline() as found:
        return [child for item in found.root for child in (item, *item.children)]


def test_the_files_are_numbered_as_the_attachments_are(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    stems = {re.sub(r"\.\w+$", "", name) for name in names}
    assert stems >= {*PAPERS, "vedlegg-1-handlingsprogram-2026", "vedlegg-3-endringer"}
    for stem in (*PAPERS, "vedlegg-1-handlingsprogram-2026"):
        assert {f"{stem}.{ending}" for ending in ("md", "docx", "pdf", "html")} <= names
    assert {"vedlegg-3-endringer.docx", "vedlegg-3-endringer.html"} <= names


@pytest.mark.parametrize("paper", PAPERS)
def test_the_papers_are_for_everybody_and_for_the_archive(folder: Path, paper: str) -> None:
    file = folder / f"{paper}.pdf"
    assert pdfua.validate(str(file)).findings == ()
    with pikepdf.open(file) as pdf, pdf.open_metadata() as facts:
        assert OpenXmlValidator().validate(str(folder / f"{paper}.docx")).errors == []
        assert (facts["pdfaid:part"], facts["pdfaid:conformance"], facts["pdfuaid:part"]) == ("2", "A", "1")


def test_a_programme_without_a_year_before_or_a_budget_has_papers_too(tmp_path: Path) -> None:
    content = shutil.copytree(ROOT / "tests" / "programmer" / "region" / "content", tmp_path / "content")
    arguments = [
        "saksfremlegg",
        "strategi-2026",
        "--content",
        str(content),
        "--out",
        str(tmp_path),
        "--format",
        "md",
    ]
    assert cli.main(arguments) == cli.GOOD
    text = said(tmp_path / "saksfremlegg-strategi-2026", "saksfremlegg-strategi-2026", "md")
    assert "Saksframlegg: Strategi for frivilligheit 2026" in text
    assert "Strategi for frivilligheit 2026 blir vedteke slik det ligg føre i vedlegg 1." in text
    assert "Kva som er nytt" not in text


@pytest.mark.parametrize(
    ("case", "code", "found"),
    [
        ("organ: [Styret]\n", cli.CONTENT_ERRORS, "«organ» skal være tekst"),
        ("møtedato: 17.12.2025\n", cli.CONTENT_ERRORS, "skriv 2025-12-17"),
        ("forslag: <b>Vedtas</b>\n", cli.CONTENT_ERRORS, "HTML"),
        ("saksbehandlar: Kari\n", cli.CONTENT_ERRORS, "mente du «saksbehandler»"),
    ],
)
def test_what_is_wrong_in_the_case_is_told_and_nothing_is_made(
    case: str, code: int, found: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    (content / "2025" / "saksfremlegg.yaml").write_text(case, encoding="utf-8")
    arguments = ["saksfremlegg", "2025", "--content", str(content), "--out", str(tmp_path / "out")]
    assert cli.main(arguments) == code
    output = capsys.readouterr().err
    assert found in output
    assert "saksfremlegg.yaml:1:" in output
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_compared_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    arguments = ["saksfremlegg", "2025", "--content", str(content), "--out", str(tmp_path / "out")]
    assert cli.main([*arguments, "--mot", "2025"]) == cli.WRONG_USE
    assert "2025 kan ikke være nytt siden seg selv" in capsys.readouterr().err
    assert cli.main([*arguments, "--mot", "2019"]) == cli.WRONG_USE
    assert "2019" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
