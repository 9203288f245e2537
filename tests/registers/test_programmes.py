"""The register of other organisations' programmes: goals of their own, fields of their own, and nynorsk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlingsprogram import cli
from handlingsprogram.read.goals import load_goals
from handlingsprogram.registers import groups
from handlingsprogram.registers.lists import DIRECT, THROUGH, lists
from handlingsprogram.registers.register import Year, register
from handlingsprogram.review.sides.lenient import read
from tests.conftest import ROOT
from tests.registers.years import gathered
from tests.short import write_year

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.registers.lists import Liste
    from handlingsprogram.registers.model import Register

pytestmark = pytest.mark.xdist_group("registers")

KLIMA = ROOT / "tests/programmer/klima/content"


@pytest.fixture(scope="module")
def klima() -> Register:
    goals, _ = load_goals(KLIMA / "baerekraftsmal.yaml")
    return register([Year(read(KLIMA / "klimaplan-2026")[0])], None, goals)


@pytest.fixture(scope="module")
def listed(klima: Register) -> dict[str, Liste]:
    return {one.fil: one for one in lists(klima)}


def test_goals_of_a_programme_s_own_stand_in_their_order(klima: Register) -> None:
    numbers = [group.navn.split()[0] for group in groups.by_own_goal(klima)]
    assert numbers == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "3.1", "3.2"]
    assert groups.numerical("1.10 Ti") > groups.numerical("1.9 Ni")


def test_what_serves_a_un_goal_through_another_goal_is_told_apart(
    klima: Register, listed: dict[str, Liste]
) -> None:
    matrix = listed["tiltak-baerekraftsmal"]
    place = [one.overskrift for one in matrix.kolonner].index("13")
    marks = {row[place] for row in matrix.rader}
    assert marks <= {DIRECT, THROUGH, ""}
    through = [entry for entry in klima.oppføringer if 13 in entry.gjennom_mål]
    assert len(through) == sum(row[place] == THROUGH for row in matrix.rader) > 20
    told = [row for row in listed["baerekraftsmal"].rader if row[0] == "13 Stoppe klimaendringene"]
    assert {row[1] for row in told} >= {"1.1 Veitrafikken slipper ut 65 prosent mindre"}


def test_measures_stand_against_the_goals_of_their_own(klima: Register, listed: dict[str, Liste]) -> None:
    matrix = listed["tiltak-mal-klimaplan-2026"]
    heads = [one.overskrift for one in matrix.kolonner]
    for group in groups.by_own_goal(klima):
        place = heads.index(group.navn.split()[0])
        assert sum(row[place] == DIRECT for row in matrix.rader) == len(group.oppføringer)


def test_a_programme_s_own_status_and_choices_have_registers_without_their_signs(klima: Register) -> None:
    assert {group.navn for group in groups.by_status(klima)} == {
        "I gang",
        "Ikke startet",
        "Ferdig",
        "Stanset",
    }
    heading, found = groups.own_registers(klima)["usikkerhet"]
    assert heading == "Usikkerhet"
    assert {group.navn for group in found} == {"Lav", "Middels"} | {
        name for entry in klima.oppføringer for name in entry.egne["usikkerhet"]
    }


FIELDS = """
tiltakstabell:
  kolonner:
    - {felt: tiltak, overskrift: Tiltak, bredde: 4}
    - {felt: eier, overskrift: Eier, bredde: 2}
    - {felt: hjelpere, overskrift: Hjelpere, bredde: 2}
    - {felt: virkemiddel, overskrift: Virkemiddel, bredde: 2}
felt:
  eier: {type: liste, register: ansvarlig}
  hjelpere: {type: liste, register: partnere}
  virkemiddel: {type: liste, register: eget}
"""
MEASURE = """\
innhold:
  - tiltak:
      - id: messe
        tekst: Holde messe
        egne_felt: {eier: [Havna], hjelpere: [NHO, Nho.], virkemiddel: [Møter, Penger]}
"""


def test_a_field_belongs_to_the_register_that_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    write_year(content, "2031", MEASURE)
    program = content / "2031/program.yaml"
    program.write_text(program.read_text(encoding="utf-8") + FIELDS, encoding="utf-8")
    whole = gathered(content)
    assert [group.navn for group in groups.by_responsible(whole)] == ["Havna"]
    assert [group.navn for group in groups.by_partner(whole)] == ["NHO"]
    assert {
        name: [group.navn for group in found] for name, (_, found) in groups.own_registers(whole).items()
    } == {"virkemiddel": ["Møter", "Penger"]}
    (content / "partnere.yaml").write_text("partnere:\n  - {id: lo, navn: LO}\n", encoding="utf-8")
    cli.main(["check", "--content", str(content)])
    assert "«NHO» står ikke i partnere.yaml, her og 1 sted til;" in capsys.readouterr().out
    program.write_text(
        program.read_text(encoding="utf-8").replace(
            "type: liste, register: eget", "type: dato, register: eget"
        )
    )
    cli.main(["check", "--content", str(content)])
    assert (
        "«register» gjelder bare liste og tekst og valg, men «virkemiddel» er dato" in capsys.readouterr().out
    )


def test_a_programme_in_nynorsk_has_its_register_in_nynorsk(tmp_path: Path) -> None:
    content = ROOT / "tests/programmer/kommune/content"
    assert (
        cli.main(["register", "--content", str(content), "--out", str(tmp_path), "--format", "csv"])
        == cli.GOOD
    )
    heads = {
        file.name: file.read_text(encoding="utf-8-sig").split("\n")[0] for file in tmp_path.glob("*.csv")
    }
    assert heads["baerekraftsmal.csv"].startswith("Berekraftsmål;Gjennom målet;Program;Nr.;Tiltak;Område;")
    assert heads["ansvarlig.csv"].startswith("Har ansvaret;")
    assert heads["livslop.csv"].endswith(";Kom frå;Vart til")


def test_programmes_without_measures_have_no_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, out = tmp_path / "content", tmp_path / "out"
    write_year(content, "2031")
    command = ["register", "--content", str(content)]
    assert cli.main([*command, "--out", str(out)]) == cli.GOOD
    assert "Programmene har ingen tiltak" in capsys.readouterr().err
    assert not out.exists()
    assert cli.main([*command, "--partnere", "--skriv"]) == cli.GOOD
    assert "Ingen av tiltakene nevner partnere" in capsys.readouterr().err
    assert not (content / "partnere.yaml").exists()


def test_a_year_that_cannot_be_read_is_told_and_the_others_are_gathered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    write_year(content, "2031", "innhold:\n  - tiltak:\n      - {id: messe, tekst: Holde messe}\n")
    write_year(content, "2032").write_text("x: [", encoding="utf-8")
    program = content / "2031/program.yaml"
    program.write_text(program.read_text(encoding="utf-8").replace("01-15", "02-30"), encoding="utf-8")
    out = tmp_path / "out"
    command = ["register", "--content", str(content), "--out", str(out), "--format", "csv"]
    assert cli.main(command) == cli.CONTENT_ERRORS
    told = capsys.readouterr().err
    assert "2032/kapitler/kort.yaml:1:" in told
    assert "Registeret mangler det som har feil" in told
    assert "Holde messe" in (out / "tiltak.csv").read_text(encoding="utf-8")
