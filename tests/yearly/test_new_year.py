"""`nytt-år`: what the draft of a next year holds, what is left to decide, and what is refused."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import cli
from handlingsprogram.read.load import load
from handlingsprogram.read.model.budget import MANGLER, Henvisning
from handlingsprogram.read.model.sheet import Regneark
from handlingsprogram.read.text.strict_yaml import parse
from handlingsprogram.yearly.columns import Rolling
from handlingsprogram.yearly.prose import own_years
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.model.program import Program

pytestmark = pytest.mark.xdist_group("nytt-år")

STATUS = ROOT / "tests" / "papers" / "status" / "2025-12-31.yaml"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the real content with 2026 made of 2025."""
    return made(tmp_path_factory.mktemp("nytt-år"), ROOT / "content", "2026")


def made(folder: Path, content: Path, *arguments: str) -> Path:
    own = folder / "content"
    shutil.copytree(content, own)
    assert cli.main(["nytt-år", *arguments, "--content", str(own), "--skriv"]) == cli.GOOD
    return own


def sound(year: Path) -> tuple[Program, list[Finding]]:
    program, findings = load(year)
    assert program
    return program, findings


@pytest.fixture(scope="module")
def draft(content: Path) -> Program:
    return sound(content / "2026")[0]


def test_the_frame_is_the_new_year_s_and_a_draft(draft: Program) -> None:
    assert (draft.år, draft.tittel, draft.status) == (2026, "Handlingsprogram 2026", "utkast")
    assert draft.emne.endswith("budsjett for 2026")
    assert draft.omslag.tittel == "HANDLINGSPROGRAM 2026"
    day, month, year = draft.omslag.undertittel.removeprefix("Utkast ").split(".")
    assert draft.dato == f"{year}-{month}-{day}"


def test_its_charts_are_in_every_format_unless_last_year_says_no(
    content: Path, draft: Program, tmp_path: Path
) -> None:
    assert draft.budsjettfigurer
    assert not sound(content / "2025")[0].budsjettfigurer
    year = tmp_path / "content" / "2025"
    shutil.copytree(ROOT / "content", year.parent)
    frame = (year / "program.yaml").read_text(encoding="utf-8")
    said = frame.replace("\nomslag:\n", "\nbudsjettfigurer: false\n\nomslag:\n")
    (year / "program.yaml").write_text(said, encoding="utf-8")
    budget = (year / "budsjett.yaml").read_text(encoding="utf-8")
    chart = "      - id: figur-inntekter\n"
    over = "      - {id: over, tittel: Over, form: linje, rader: [kontingenter], "
    columns = "kolonner: [revidert-2024, budsjett-2025]}\n"
    (year / "budsjett.yaml").write_text(budget.replace(chart, over + columns + chart), encoding="utf-8")
    assert cli.main(["nytt-år", "2026", "--skriv", "--content", str(year.parent)]) == 0
    made = sound(year.parent / "2026")[0]
    assert not made.budsjettfigurer
    assert made.budsjett
    assert made.budsjett.tabeller[0].figurer[0].kolonner == ("revidert-2025", "budsjett-2026")


def test_everything_continues_what_it_was_made_of(content: Path, draft: Program) -> None:
    before, _ = sound(content / "2025")
    assert [one.id for one in draft.tiltak()] == [one.id for one in before.tiltak()]
    things = [(one.id, one.viderefører) for one in draft.tiltak()]
    things += [(one.id, one.viderefører) for one in draft.seksjoner()]
    assert len(things) > 50
    assert {name for name, continued in things if continued == (f"2025/{name}",)} >= {"budsjett", "rammer"}
    assert all(continued in ((), (f"2025/{name}",)) for name, continued in things)


def test_last_year_s_figures_are_there_to_compare_with_and_the_new_ones_are_to_come(
    content: Path, draft: Program
) -> None:
    before, _ = sound(content / "2025")
    assert draft.budsjett
    assert before.budsjett
    sheet, old = Regneark(draft.budsjett), Regneark(before.budsjett)
    carried = 0
    for tabell, rad in draft.budsjett.rader():
        assert [kolonne.id for kolonne in tabell.kolonner] == [
            "budsjett-2025",
            "revidert-2025",
            "prognose-2025",
            "budsjett-2026",
            "endring",
        ]
        assert sheet.trykt(rad.id, "budsjett-2025") == old.trykt(rad.id, "budsjett-2025"), rad.id
        if "budsjett-2025" in rad.tall:
            assert rad.samme_som == {"budsjett-2025": f"2025/{rad.id}/budsjett-2025"}
            carried += 1
        typed = {value for name, value in rad.tall.items() if name != "budsjett-2025"}
        assert typed <= {MANGLER, Henvisning("utgaende", "prognose-2025")}
    assert carried == 20
    assert sheet.trykt("sum-inntekter", "budsjett-2026") == MANGLER
    headings = [kolonne.overskrift for kolonne in draft.budsjett.tabeller[0].kolonner]
    assert headings[0] == "Budsjett 2025"
    assert headings[-1] == "Endring iff revidert budsjett 2025"


def test_a_year_is_moved_where_it_is_the_programme_s_own_and_nowhere_else(content: Path) -> None:
    texts = [
        " ".join(re.sub(r"viderefører: .*", "", path.read_text(encoding="utf-8")).split())
        for path in sorted((content / "2026").rglob("*.yaml"))
        if path.name != "budsjett.yaml" or path.parent.name == "kapitler"
    ]
    whole = " ".join(texts)
    for moved in (
        "Osloregionens budsjett for 2026 skal finansiere aktivitetene",
        "Sekretariatet vil i 2026 se på andre muligheter",
        "I 2026 prioriteres tiltak som er en oppfølging av NTP 2025-2036",
        "tittel: Budsjettrammer 2026",
    ):
        assert moved in whole
    for kept in (
        "kontorlokalet fra MESH til Oslo kommune den 1. mars 2025",
        "Representantskapet vedtok 29.08.2024 medlemskontingenten for 2025",
        "Strategiske føringer for Osloregionen 2025 – 2028",
        "utviklingskonferanse; BEST 2025",
        "Pr 1.1.2024",
        "prognose for 2024",
    ):
        assert kept in whole


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("I 2030 skal vi kutte utslippene.", 2),
        ("Vi skal kutte utslippene innen 2030.", 0),
        ("Vi skal være klimanøytrale innen utgangen av 2030.", 0),
        ("Utslippene skal falle fram til 2030.", 0),
        ("Slik skal vi nå målet i 2030.", 0),
    ],
)
def test_a_goal_s_year_is_not_moved_with_the_programme(text: str, moved: int) -> None:
    tree = parse(f"tittel: {text}\ntekst: {text}\n", "rammer.yaml")
    assert len(list(own_years(tree, Rolling(2030, 2031)))) == moved


def test_only_what_must_be_changed_is_changed(content: Path) -> None:
    """Every line of a text is last year's, but for the year's number and what a thing continues."""
    for path in sorted((content / "2026" / "tverrgaende-temaer").glob("*.yaml")):
        new = [line for line in lines(path) if "viderefører:" not in line]
        old = [
            line
            for line in lines(content / "2025" / "tverrgaende-temaer" / path.name)
            if "viderefører:" not in line
        ]
        assert len(new) == len(old)
        assert all(
            one in {other, other.replace("2025", "2026", 1)} for one, other in zip(new, old, strict=True)
        )


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_check_lists_what_is_left_to_decide_and_the_list_shrinks(content: Path) -> None:
    _, findings = sound(content / "2026")
    rules = [finding.rule for finding in findings if finding.severity != "merknad"]
    stale = [one for one in findings if one.rule == "utkast-uendret"]
    assert rules.count("budsjett-mangler") == 6
    assert rules.count("budsjett-beløp") == 4
    assert len(stale) == 12
    # What was accepted in the adopted year is asked anew.
    assert rules.count("språk-punktum") + rules.count("språk-skrivemåte") == 15
    assert len(rules) == 41
    file = content / "2026" / "kapitler" / "organisering.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Nytt fra 2025 er at møtene", "Møtene"), encoding="utf-8")
    _, fewer = sound(content / "2026")
    file.write_text(text, encoding="utf-8")
    assert len(fewer) == len(findings) - 1


def test_the_draft_is_built_at_once_and_shows_what_is_missing(content: Path, tmp_path: Path) -> None:
    arguments = ["build", "2026", "--content", str(content), "--out", str(tmp_path), "--format", "md"]
    assert cli.main(arguments) == cli.GOOD
    markdown = (tmp_path / "handlingsprogram-2026.md").read_text(encoding="utf-8")
    row = next(part for part in markdown.split("<tr") if "Sum driftsutgifter" in part)
    assert re.findall(r">([^<>\s]+)<", row)[-4:] == [MANGLER] * 4


def test_finished_measures_are_left_out_unless_they_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "kilde"
    shutil.copytree(ROOT / "content", source)
    (source / "2025" / "status").mkdir()
    shutil.copy(STATUS, source / "2025" / "status")
    finished = {
        match[1]
        for match in re.finditer(
            r"^  ([a-z0-9-]+):\n    status: (?:ferdig|stoppet)", STATUS.read_text("utf-8"), re.MULTILINE
        )
    }
    assert len(finished) > 3
    before = {one.id for one in sound(source / "2025")[0].tiltak()}
    without = sound(made(tmp_path / "uten", source, "2026") / "2026")[0]
    assert {one.id for one in without.tiltak()} == before - finished
    told = capsys.readouterr().out
    assert "Tiltak som ikke er med, etter statusen sin (--behold ID tar dem med):" in told
    assert "\n  best-konferansen: Osloregionens årlige utviklingskonferanse; BEST 2025\n" in told
    assert "Har ingen tiltak igjen: «" not in told
    kept = sound(made(tmp_path / "behold", source, "2026", "--behold", "best-konferansen") / "2026")[0]
    assert {one.id for one in kept.tiltak()} == before - finished | {"best-konferansen"}
    every = sound(made(tmp_path / "med", source, "2026", "--uten", "ingen") / "2026")[0]
    assert {one.id for one in every.tiltak()} == before
    assert not (tmp_path / "med" / "content" / "2026" / "status").exists()


@pytest.mark.parametrize(
    ("programme", "year", "title"),
    [
        ("klima", "klimaplan-2027", "Klimaplan 2027–2030"),
        ("kommune", "handlingsprogram-2027", "Handlingsprogram med økonomiplan 2027–2030"),
        ("region", "handlingsprogram-2027", "Handlingsprogram til regional plan for Østmark 2027–2030"),
        ("region", "strategi-2027", "Strategi for frivilligheit 2027"),
    ],
)
def test_other_organisations_programmes_are_rolled_too(
    programme: str, year: str, title: str, tmp_path: Path
) -> None:
    content = made(tmp_path, ROOT / "tests" / "programmer" / programme / "content", year)
    program, _ = sound(content / year)
    if programme == "klima":
        assert program.budsjett
        plan, emissions = program.budsjett.tabeller[:2]
        assert [kolonne.overskrift for kolonne in plan.kolonner] == ["2027", "2028", "2029", "2030", "Sum"]
        # A baseline and a target are of their own years.
        assert [kolonne.overskrift for kolonne in emissions.kolonner][:2] == ["2009", "2023"]
    if programme == "kommune":
        assert program.budsjett
        first = program.budsjett.tabeller[0]
        assert [kolonne.id for kolonne in first.kolonner] == [
            "r25",
            "b26",
            "b27",
            "p28",
            "p29",
            "p30",
            "vekst",
        ]
        assert Regneark(program.budsjett).trykt("rammetilskot", "b26") == -366900
        assert first.grupper_over[0].kolonner == ("b27", "p28", "p29", "p30")
    assert program.tittel == title
    if year == "handlingsprogram-2027" and programme == "region":
        assert program.omslag.undertittel.startswith("2027–2030, utkast ")


def test_a_draft_is_rolled_as_an_adopted_year_is(tmp_path: Path) -> None:
    content = made(tmp_path, ROOT / "content", "2022", "--fra", "2021")
    program, _ = sound(content / "2022")
    assert program.tittel == "Handlingsprogram og budsjett 2022"
    assert program.oppsett[""].kolonner[0].overskrift == "Aktiviteter i 2022"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2025"], "finnes fra før; nytt-år endrer ikke et år som er der"),
        (["neste"], "«neste» er ikke et år; skriv 2030, eller et navn og året: klimaplan-2030"),
        (["2020"], "finner ikke noe år før 2020"),
        (["2024", "--fra", "2025"], "2025 er ikke før 2024"),
        (["2026", "--fra", "2019"], "finner ikke året «2019»"),
        (["klimaplan-2026"], "finner ikke noe år før klimaplan-2026"),
        (["klimaplan-2026", "--fra", "2025"], "er ikke samme dokument"),
        (["2026", "--behold", "best-konferanse"], "har ikke noe tiltak «best-konferanse» (mente du «best-ko"),
        (["2026", "--uten", "ferdi"], "ukjent status «ferdi» (mente du «ferdig»?)"),
        (["2026", "--vis", "--skriv"], "--skriv kan ikke brukes sammen med --vis"),
        ([], "mangler ÅR"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    known = sorted(tmp_path.rglob("*"))
    assert cli.main(["nytt-år", *arguments, "--content", str(tmp_path / "content")]) == cli.WRONG_USE
    assert said in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == known


def test_nothing_is_written_unless_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    assert cli.main(["nytt-år", "2026", "--content", str(tmp_path / "content")]) == cli.GOOD
    output = capsys.readouterr()
    assert "content/2026/program.yaml:3: tittel: Handlingsprogram 2026" in output.out
    assert "Ingenting er skrevet" in output.err
    assert not (tmp_path / "content" / "2026").exists()


def test_a_year_with_errors_is_not_rolled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / "content" / "2025" / "program.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("språk: nb-NO", "språk: norsk"), encoding="utf-8"
    )
    arguments = ["nytt-år", "2026", "--content", str(tmp_path / "content"), "--skriv"]
    assert cli.main(arguments) == cli.CONTENT_ERRORS
    assert "2025 har feil; rett dem først" in capsys.readouterr().err
    assert not (tmp_path / "content" / "2026").exists()
