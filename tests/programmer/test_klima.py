"""A city's climate plan: goals, indicators, a climate budget and 48 measures, read back in every format."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import docx
import pytest

from handlingsprogram import cli
from handlingsprogram.read.load import load
from tests.documents.readers import squeeze
from tests.programmer import FORMATS, HERE, bare, built_once, pages_across, texts_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("klima")

CONTENT = HERE / "klima" / "content"
NAME = "klimaplan-2026"
NEW_GOAL = "{id: rett-og-plikt, tekst: Alle vet hva de skal gjøre}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_once(tmp_path_factory, "klima")


@pytest.fixture(scope="module")
def texts(built: Path) -> dict[str, str]:
    return texts_of(built, NAME)


def test_every_measure_is_in_every_format(texts: dict[str, str]) -> None:
    program, findings = load(CONTENT / NAME)
    assert program
    assert findings == []
    measures = list(program.tiltak())
    assert len(measures) == 48
    for form in FORMATS:
        text = bare(texts[form])
        missing = [
            tiltak.id
            for tiltak in measures
            if any(bare(part.markdown) not in text for part in (tiltak.tekst, *tiltak.punkter))
        ]
        assert missing == [], form


@pytest.mark.parametrize("form", FORMATS)
def test_values_are_printed_as_readers_want_them(texts: dict[str, str], form: str) -> None:
    text = texts[form]
    for words in ("5.1.1", "01.10.2029", "96 000", "2 400,0"):
        assert words in text, words
    for sign, words in (("◐", "I gang"), ("○", "Ikke startet"), ("■", "Stanset")):
        assert re.search(rf"{sign}(?:</span>)? {words}", text), words


@pytest.mark.parametrize("form", FORMATS)
def test_sums_roll_up_from_measures_to_goals_and_to_the_budget(texts: dict[str, str], form: str) -> None:
    text = texts[form]
    for words in ("192 300", "16 390,5", "901 450"):  # an area's cost and effect; the whole plan
        assert words in text, words
    assert bare("Delmål 1.1: Veitrafikken slipper ut 65 prosent mindre (8 tiltak)") in bare(text)
    for figure in ("238,4", "91,3", "-62"):  # the climate budget in 2009 and 2030, and the change in per cent
        assert figure in text


@pytest.mark.parametrize("form", FORMATS)
def test_indicators_have_where_they_begin_and_what_they_aim_at(texts: dict[str, str], form: str) -> None:
    text = texts[form]
    for words in ("238 400 (2009)", "187 600 (2023)", "95 360", "31,5 (2024)"):
        assert bare(words) in bare(text), words


@pytest.mark.parametrize("form", FORMATS)
def test_boxes_references_and_appendices(texts: dict[str, str], form: str) -> None:
    text = bare(texts[form])
    for words in (
        "Hva er en CO₂-ekvivalent?",
        "Kommunestyret i Havnes, 11. desember 2025",
        "Figur 2: Utslipp i 2023",
        "Tabell 1: Indikatorer",
        "slik det har skjedd med tiltak 5.4.6",
        "Sak 112/25",
    ):
        assert bare(words) in text, words
    assert "VedleggAMetode" in text.replace(":", "")
    assert "VedleggBKilder" in text


def test_wide_tables_lie_and_have_the_text_above_them(built: Path) -> None:
    across = pages_across(built, NAME)
    assert len(across) == 7
    assert "5.1 Transport Veitrafikken står for 41 prosent" in across[0]
    assert [page for page in across if "Sum" not in page] == []
    library: Any = docx
    sections = library.Document(str(built / f"{NAME}.docx")).sections
    assert any(section.page_width > section.page_height for section in sections)


def test_what_has_happened_to_a_measure_is_told_in_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    later = content / "klimaplan-2027"
    shutil.copytree(content / NAME, later)
    for file, old, new in (
        ("program.yaml", "år: 2026", "år: 2027"),
        ("innsatsomrader/transport.yaml", "status: ikke-startet", "status: i-gang"),
        ("innsatsomrader/transport.yaml", "kostnad: 96000", "kostnad: 97000"),
        ("budsjett.yaml", "budsjett-2026: 42300", "budsjett-2026: 43300"),
        (
            "mal.yaml",
            "  - id: gar-foran\n",
            "  - {id: rett-og-plikt, tekst: Alle vet hva de skal gjøre}\n  - id: gar-foran\n",
        ),
    ):
        text = (later / file).read_text(encoding="utf-8")
        assert text.count(old) >= 1, (file, old)
        (later / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert cli.main(["diff", NAME, "klimaplan-2027", "--content", str(content)]) == cli.GOOD
    told = squeeze(capsys.readouterr().out)
    for words in (
        "Status: [-○ Ikke startet-]{+◐ I gang+}",
        "[-96 000-]{+97 000+} tusen kroner",
        "Alle vet hva de skal gjøre",
        "Transport 42 300 43 300 +1 000 +2,4 %",
    ):
        assert words in told, words
