"""A mistake of form hides none of the others: they are all found in one run, and nothing is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlingsprogram.finding import Severity
from handlingsprogram.read.load import load
from tests.read.helpers import YEAR, Edit, copy_content, edit
from tests.read.remembered import remember

AREA, CHAPTER = "innsatsomrader/konkurransekraft.yaml", "kapitler/budsjett.yaml"
THEME = "tverrgaende-temaer/sirkulaerokonomi.yaml"

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a copy of the real content."""
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    remember(monkeypatch)


def found() -> list[tuple[str, str]]:
    """Return place and rule of what is found in the copy, less what is accounted for."""
    program, findings = load(YEAR)
    shown = [one for one in findings if one.severity is not Severity.NOTICE]
    assert (program is None) is any(one.severity is Severity.ERROR for one in shown)
    return [(str(one.position), one.rule) for one in shown]


def assert_finds(edits: tuple[Edit, ...], *rules: str) -> None:
    """Spoil the copy; exactly these rules are broken at the places marked with ¶."""
    places, _ = edit(edits)
    assert sorted(found()) == sorted(zip(places, rules, strict=True))


def paragraph(markdown: str) -> Edit:
    """Put a paragraph into the budget's chapter."""
    first = "      Osloregionens budsjett for 2025 skal finansiere aktivitetene i handlingsprogrammet.\n"
    return CHAPTER, first, f"{first}\n      {markdown}\n"


def test_ten_mistakes_of_ten_kinds_in_one_file_are_ten_findings() -> None:
    text = 'Vi ¶går går hjem¶  nå¶ , se ¶[](#ingenting) og ¶*dit og ¶"her". Dette ¶skal erstattes¶[^x]'
    assert_finds(
        (
            paragraph(text.replace("[^x]", "[^x] nå.")),
            (CHAPTER, "  - id: budsjettrammer\n", "  - ¶titel: Rammer\n    id: ¶rammer\n"),
        ),
        "språk-dobbelt-ord",
        "språk-dobbelt-mellomrom",
        "språk-komma",
        "referanse-mål",
        "prosa-utheving",
        "språk-anførselstegn",
        "utkast-tekst",
        "fotnote-udefinert",
        "skjema-ukjent-nøkkel",
        "id-unik",
    )


BROKEN_FORM: dict[str, Edit] = {
    "a title that is true": (AREA, "tittel: Konkurranseskraft og næringsutvikling\n", "tittel: ¶true\n"),
    "no title": (
        AREA,
        "id: konkurransekraft\ntittel: Konkurranseskraft og næringsutvikling\n",
        "¶id: konkurransekraft\n",
    ),
    "a measure without an id": (THEME, "      - id: sirkulaer-webinarer\n        tekst", "      - ¶tekst"),
    "an unknown key": (
        AREA,
        "tittel: Konkurranseskraft og næringsutvikling\n",
        "tittel: Konkurranseskraft og næringsutvikling\n¶farge: rød\n",
    ),
    "a partner that is a list": (AREA, "          - academia\n", "          - ¶[academia]\n"),
    "an id with a capital": (AREA, "- id: utenlandsk-arbeidskraft\n", "- id: ¶Arbeidskraft\n"),
    "a file that is no YAML": (
        AREA,
        "tittel: Konkurranseskraft og næringsutvikling\n",
        "¶tittel Konkurransekraft\n",
    ),
    "a budget without figures": ("budsjett.yaml", "tall: {prognose-2024: 72}", "tall: {prognose-2024: ¶mye}"),
    "a status that there is not": ("program.yaml", "status: vedtatt", "status: ¶ferdig"),
    "a chapter that is not in the list": ("program.yaml", "  - rammer\n", "  - ¶Rammer\n"),
    "a file that is missing": ("program.yaml", "  - rammer\n", "  - rammer\n  - ¶mangler\n"),
}


@pytest.mark.parametrize("case", BROKEN_FORM)
def test_a_mistake_of_form_gives_one_finding_and_hides_none_elsewhere(case: str) -> None:
    first = BROKEN_FORM[case]
    places, _ = edit((first, paragraph("Vi ¶går går hjem til ¶[](#ingenting).")))
    shown = found()
    assert places[0] in {place for place, _ in shown}
    assert (places[1], "språk-dobbelt-ord") in shown
    assert (places[2], "referanse-mål") in shown
    assert len(shown) == 3


def test_a_year_with_nothing_but_its_frame_is_told_in_one_finding_a_file() -> None:
    for file in YEAR.rglob("*.yaml"):
        if file.name != "program.yaml":
            file.write_text("- a\n", encoding="utf-8")
    assert {rule for _, rule in found()} == {"skjema-type"}
