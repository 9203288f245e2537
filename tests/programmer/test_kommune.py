"""A municipality's four-year programme with its budget, in nynorsk and out for comments."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import docx
import pytest

from handlingsprogram import cli
from handlingsprogram.read.load import load
from tests.documents.readers import html_page, page_texts, squeeze
from tests.programmer import FORMATS, HERE, bare, built_once, pages_across, texts_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("kommune")

CONTENT = HERE / "kommune" / "content"
NAME = "handlingsprogram-2026"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_once(tmp_path_factory, "kommune")


@pytest.fixture(scope="module")
def texts(built: Path) -> dict[str, str]:
    return texts_of(built, NAME)


def test_every_measure_is_in_every_format(texts: dict[str, str]) -> None:
    program, findings = load(CONTENT / NAME)
    assert program
    assert findings == []
    measures = list(program.tiltak())
    assert len(measures) == 44
    for form in FORMATS:
        text = bare(texts[form])
        assert [tiltak.id for tiltak in measures if bare(tiltak.tekst.markdown) not in text] == [], form


@pytest.mark.parametrize("form", FORMATS)
def test_the_obligatory_tables_add_up_as_they_are_printed(texts: dict[str, str], form: str) -> None:
    text = texts[form]
    for words in (
        "Løyvingsoversyn drift (1A)",
        "Rekneskap 2024",
        "-693 700",  # the general incomes of 2026
        "-7 200",  # the gross result of 2026
        "-3 600",  # and the net one
        "90 500",  # the investments of 2026
        "473 950",  # all measures
        "667,4",
    ):
        assert words in text, words


def test_more_income_is_a_rise_though_it_is_negative(built: Path) -> None:
    page = html_page(built / f"{NAME}.html")
    [row] = page.xpath("//tr[@id='rammetilskot']")
    assert squeeze(row.xpath("td[last()]")[0].text_content()) == "4,4"
    told = squeeze((built / f"{NAME}.html").read_text(encoding="utf-8"))
    assert "Rammetilskot er størst, med 366 900 av 693 700 tusen kroner (53 %)." in told
    assert "meir enn i «Budsjett 2025»" in told


def test_the_way_from_incomes_to_the_result_is_drawn_and_told_in_every_format(
    built: Path, texts: dict[str, str]
) -> None:
    words = (
        "Fossediagram: «2026», tal i tusen kroner. Postane er Rammetilskot (366 900), Skatt på inntekt og "
        "formue (281 500), Eigedomsskatt (33 100), Andre generelle inntekter (12 200), Sum løyvingar drift, "
        "netto (-645 300) og Avskrivingar (-41 200). Brutto driftsresultat blir 7 200."
    )
    [told] = html_page(built / f"{NAME}.html").xpath("//figure[@id='figur-resultat']//@aria-label")
    assert squeeze(told).startswith(words)
    document: Any = docx.Document(str(built / f"{NAME}.docx"))
    described = [node.get("descr") for node in document.element.body.iter() if node.tag.endswith("}docPr")]
    assert squeeze(told) in map(squeeze, described)
    for form in FORMATS:
        assert "Frå inntekter til netto driftsresultat" in texts[form], form


def test_wide_tables_lie_with_the_text_that_leads_to_them(built: Path) -> None:
    across = pages_across(built, NAME)
    assert len(across) == 6
    assert "4 Økonomi Inntektene aukar med 27 200 tusen kroner" in across[0]
    assert "4.2 Investering" in across[4]


@pytest.mark.parametrize("form", FORMATS)
def test_what_frames_a_programme_is_there(texts: dict[str, str], form: str) -> None:
    text = bare(texts[form])
    for words in (
        "Jorunn Haugland",
        "Vik, 4. november 2025",
        "Framlegg til vedtak",
        "9 412",
        "Vedlegg A",
        "B.1 Faste tilskot",
    ):
        assert bare(words) in text, words
    assert bare("slik det står i kapittel 4") in text
    assert bare("gebyra i vedlegg A") in text


def test_it_is_out_for_comments_on_every_page(built: Path) -> None:
    pages = page_texts(built / f"{NAME}.pdf")
    assert [number for number, text in enumerate(pages) if not text.startswith("HØYRINGSUTKAST")] == []


def test_the_year_after_is_compared_in_the_words_of_budgets_and_measures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    later = content / "handlingsprogram-2027"
    shutil.copytree(content / NAME, later)
    for file, old, new in (
        ("program.yaml", "år: 2026", "år: 2027"),
        ("innsatsomrader/stab.yaml", "status: i-gang", "status: ferdig"),
        ("innsatsomrader/teknisk.yaml", "tidsrom: 2026–2027", "tidsrom: 2026–2028"),
        ("budsjett.yaml", "b26: 18600", "b26: 18900"),
        ("budsjett.yaml", "a26: 39.5", "a26: 38.5"),
        ("kapitler/kommunen-i-tal.yaml", '"667,4"', '"666,4"'),
    ):
        text = (later / file).read_text(encoding="utf-8")
        assert old in text, (file, old)
        (later / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert cli.main(["diff", NAME, later.name, "--content", str(content)]) == cli.GOOD
    told = squeeze(capsys.readouterr().out)
    for words in (
        "[-◐ I gang-]{+● Ferdig+}",
        "2026–[-2027-]{+2028+}",
        "18 600 18 900 +300",
        "39,5 38,5 -1,0",
    ):
        assert words in told, words
