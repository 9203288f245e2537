"""What is filled in and stands in no document is told; what stands there after all is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.finding import Severity
from handlingsprogram.read.load import load
from tests.read.helpers import YEAR, copy_content, edit

if TYPE_CHECKING:
    from pathlib import Path

ORGANISATION, CHAPTER = "kapitler/organisering.yaml", "kapitler/budsjett.yaml"
HEADING = "tittel: Roller og ansvar\n    i_innhold: false\n"
TITLED = (ORGANISATION, HEADING, f"{HEADING}    innholdstittel: ¶Styret og rådet\n")
FIRST = "      Osloregionens budsjett for 2025 skal finansiere"
GOALS = "      - id: prosjektverksted\n        tekst: Gjennomføre prosjektverksted\n"
FORM = "tittel: Overordnede strategier\n"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a copy of the real content."""
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)


def told(year: Path = YEAR) -> list[str]:
    return [str(finding.position) for finding in load(year)[1] if finding.rule == "ikke-trykt"]


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize(("reference", "is_told"), [("[{tittel}]", False), ("[lenke]", True), ("[]", True)])
def test_a_contents_title_that_a_reference_prints_is_printed(reference: str, is_told: bool) -> None:  # noqa: FBT001
    places, _ = edit((TITLED, (CHAPTER, FIRST, f"      Se {reference}(#roller-og-ansvar).\n\n{FIRST}")))
    assert told() == places * is_told


@pytest.mark.usefixtures("copy")
def test_a_contents_title_below_the_listed_levels_is_not_printed() -> None:
    """The contents of 2025 have two levels."""
    old = "tittel: Styret\n"
    places, _ = edit(
        ((ORGANISATION, f"            {old}", f"            {old}            innholdstittel: ¶S\n"),)
    )
    assert told() == places


@pytest.mark.usefixtures("copy")
def test_a_form_of_goals_is_of_use_where_a_measure_has_goals() -> None:
    file = "kapitler/overordnede-strategier.yaml"
    with_goals = f"{GOALS}        bærekraftsmål: [4]\n"
    edit(((file, FORM, f"{FORM}bærekraftsmål_form: {{foran: FN}}\n"), (file, GOALS, with_goals)))
    assert told() == []


@pytest.mark.usefixtures("copy")
def test_a_form_of_goals_in_a_subchapter_has_its_place() -> None:
    old = "        tittel: Prosjektmidler\n"
    places, _ = edit(((CHAPTER, old, f"{old}        ¶bærekraftsmål_form: {{foran: FN}}\n"),))
    assert told() == places


def test_columns_without_measures_are_a_notice(tmp_path: Path) -> None:
    year = tmp_path / "2031"
    (year / "kapitler").mkdir(parents=True)
    program = {
        "år": 2031,
        "tittel": "Program",
        "organisasjon": "Råd",
        "status": "utkast",
        "dato": "2030-12-01",
        "språk": "nb-NO",
        "omslag": {"tittel": "Program"},
        "innholdsfortegnelse": {"tittel": "Innhold", "nivåer": 1},
        "tiltakstabell": {"kolonner": [{"felt": "tiltak", "overskrift": "Tiltak", "bredde": 1}]},
        "kapitler": ["a"],
    }
    (year / "program.yaml").write_text(json.dumps(program), encoding="utf-8")
    chapter = {"id": "a", "tittel": "A", "innhold": [{"tekst": "Tekst."}]}
    (year / "kapitler" / "a.yaml").write_text(json.dumps(chapter), encoding="utf-8")
    _, [finding] = load(year)
    assert (finding.rule, finding.severity) == ("ikke-trykt", Severity.NOTICE)
    chapter["innhold"].append({"tiltak": [{"id": "t", "tekst": "Rydde stier"}]})  # type: ignore[attr-defined]
    (year / "kapitler" / "a.yaml").write_text(json.dumps(chapter), encoding="utf-8")
    assert load(year)[1] == []
