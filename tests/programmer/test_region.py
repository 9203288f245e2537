"""A county's programme for a regional plan, with goals, strategies, appendices and a second document."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import cli
from handlingsprogram.read.load import load
from tests.documents.readers import html_page, squeeze
from tests.programmer import FORMATS, HERE, bare, built_once, pages_across, texts_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("region")

CONTENT = HERE / "region" / "content"
NAME = "handlingsprogram-2026"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_once(tmp_path_factory, "region")


@pytest.fixture(scope="module")
def texts(built: Path) -> dict[str, str]:
    return texts_of(built, NAME)


def test_every_measure_is_in_every_format(texts: dict[str, str]) -> None:
    program, findings = load(CONTENT / NAME)
    assert program
    assert findings == []
    measures = list(program.tiltak())
    assert len(measures) == 42
    for form in FORMATS:
        text = bare(texts[form])
        assert [tiltak.id for tiltak in measures if bare(tiltak.tekst.markdown) not in text] == [], form


@pytest.mark.parametrize("form", FORMATS)
def test_measures_stand_below_their_strategies_and_roll_up_to_the_goals(
    texts: dict[str, str], form: str
) -> None:
    text = bare(texts[form])
    for words in (
        "Mål 1: Østmark har levende tettsteder (15 tiltak)",
        "Delmål 1.1: Hverdagsreisene er korte (9 tiltak)",
        "Strategi 1.1.2 Gjøre buss og tog til førstevalget",
        "1.1.2 Gjøre buss og tog til førstevalget",
        "251 000",  # what the first goal costs
        "91 800",  # and the third
    ):
        assert bare(words) in text, words


@pytest.mark.parametrize("form", FORMATS)
def test_everything_can_be_pointed_to_by_its_number(texts: dict[str, str], form: str) -> None:
    text = bare(texts[form])
    for words in (
        "Målene står i kapittel 2, tiltakene i kapittel 3 og organiseringen i vedlegg A.",
        "tiltak 3.1.11 følger den opp",
        "Tiltak 3.2.1 og tiltak 3.3.1 må være ferdige i 2026",
        "Tabell 2 viser kostnaden for hvert delmål",
        "Kartet i figur 4 er rettet etter innspill 3",
        "Figur 4: Knutepunktene langs Østmarkbanen",
        "A.1 Arbeidsgrupper",
        "Vedlegg C",
    ):
        assert bare(words) in text, words


def test_what_a_measure_builds_on_is_a_link_to_it(built: Path) -> None:
    page = html_page(built / f"{NAME}.html")
    [row] = page.xpath("//table[contains(@class, 'tiltak')]//tr[@id='knutepunkt']")
    [link] = row.xpath("td[last()]//a")
    assert (link.text_content(), link.get("href")) == ("3.1.1", "#boligstrategi")
    assert [squeeze(cell.text_content()) for cell in row.xpath("th|td")][4:6] == ["2026–2028", "4 200"]


def test_the_measures_and_a_long_list_lie(built: Path) -> None:
    across = pages_across(built, NAME)
    assert len(across) == 7
    assert "Innspill til planprogrammet" in across[-1]
    assert "Universitetet Testlab må driftes Vurderes" in across[-1]


def test_a_second_document_of_the_year_stands_beside_it(built: Path) -> None:
    names = {file.name for file in built.iterdir() if file.is_file() and not file.name.startswith(".")}
    assert names == {f"{name}.{form}" for name in (NAME, "strategi-2026") for form in FORMATS}
    assert "Fylkeskommunen vil gjere det lettare å vere frivillig." in texts_of(built, "strategi-2026")["pdf"]


def test_what_has_changed_is_told_where_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    later = content / "handlingsprogram-2027"
    shutil.copytree(content / NAME, later)
    for file, old, new in (
        ("program.yaml", "år: 2026", "år: 2027"),
        ("innsatsomrader/naering.yaml", "kostnad: 31000", "kostnad: 33000"),
        ("innsatsomrader/natur.yaml", "avhenger_av: [planvask]", "avhenger_av: [arealregnskap]"),
        ("mal.yaml", "Holde handelen i sentrum", "Styrke handelen i sentrum"),
        ("tabeller/innspill.csv", "Behold butikkene i bygdene;Tatt med", "Behold butikkene i bygdene;Avvist"),
    ):
        text = (later / file).read_text(encoding="utf-8")
        assert old in text, (file, old)
        (later / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert cli.main(["diff", NAME, later.name, "--content", str(content)]) == cli.GOOD
    told = squeeze(capsys.readouterr().out)
    for words in (
        "[-31 000-]{+33 000+} tusen kroner",
        "[-3.3.2-]{+3.3.1+}",
        "[-Holde-]{+Styrke+} handelen i sentrum",
        "[-Tatt med-]{+Avvist+}",
    ):
        assert words in told, words
