"""The register of the real years answers what a secretary is asked, in the files that the command writes."""

from __future__ import annotations

import csv
import json
import shutil
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from handlingsprogram import cli
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("registers")

NHO_2025 = {
    "by-og-regionutvikling": {"byutvikling-webinarer"},
    "konkurransekraft": {"utenlandsk-arbeidskraft"},
    "transport-mobilitet": {"jernbanesatsing", "transport-webinarer"},
    "gronn-naeringstransport": {"energistasjoner", "godstransport-webinarer"},
    "kraft-og-energi": {"krafttak-ostlandet", "kraft-webinarer"},
}
"""Counted in the document of 2025, by chapter."""
GOAL_13 = {
    *("ordforererklaering", "ordforererklaering-revidert", "klimastatus", "klima-interessepolitikk"),
    *("atp-strategi", "atp-vurdering"),
}
"""Counted in the document of 2021."""
CONTINUED = {
    "interessepolitisk-arbeid": "politisk-pavirkning",
    "best-konferansen": "best-konferansen",
    "kommunikasjonsstrategi": "kommunikasjonsstrategier",
    "faggruppe-naeringssamarbeid": "faggruppe-naeringssamarbeid",
    "gronne-anskaffelser": "klimavennlige-innkjop",
}
"""The measures of 2021 that go on in 2025, as the content of 2025 says."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the register of the real years, the newest with a status, in every format."""
    folder = tmp_path_factory.mktemp("register")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(ROOT / "tests/papers/status", folder / "content/2025/status")
    out = folder / "out"
    assert cli.main(["register", "--content", str(folder / "content"), "--out", str(out)]) == cli.GOOD
    return out


@pytest.fixture(scope="module")
def data(written: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((written / "register.json").read_text(encoding="utf-8"))
    return found


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";"))


def test_the_measures_with_a_partner_are_found_however_it_is_spelt(written: Path) -> None:
    with_nho = {row["Id"] for row in rows(written / "partnere.csv") if row["Partner"] == "NHO"}
    assert len(with_nho) == 8
    assert with_nho == set.union(*NHO_2025.values())
    spelt = {row["Partner"] for row in rows(written / "partnere.csv")}
    assert {"akademia", "Norges vassdrags- og energidirektorat (NVE)", "FoU-miljøer"} <= spelt
    assert not spelt & {
        "academia",
        "NVE",
        "FoU miljø",
        "m.fl.",
        "m.fl",
        "departementer.",
        "andre relevante aktører",
    }


def test_the_measures_that_serve_a_goal_are_those_that_name_it(written: Path) -> None:
    found = rows(written / "baerekraftsmal.csv")
    serving = {row["Id"] for row in found if row["Bærekraftsmål"] == "13 Stoppe klimaendringene"}
    assert serving == GOAL_13
    assert {row["Bærekraftsmål"].split()[0] for row in found} == {
        "7",
        "8",
        "9",
        "11",
        "12",
        "13",
        "14",
        "15",
        "17",
    }
    assert {row["Program"] for row in found} == {"2021"}
    marked = {row["Id"] for row in rows(written / "tiltak-baerekraftsmal.csv") if row["13"] == "x"}
    assert marked == GOAL_13


def test_what_became_of_each_measure_is_told(written: Path, data: dict[str, Any]) -> None:
    old = {row["Id"]: row for row in rows(written / "livslop.csv") if row["Program"] == "2021"}
    became = {name: row["Ble til"] for name, row in old.items()}
    assert len(became) == 32
    assert {name: f"videreført som 2025/{new}" for name, new in CONTINUED.items()}.items() <= became.items()
    assert {became[name] for name in became.keys() - CONTINUED} == {"ikke videreført i 2025"}
    life = next(one for one in data["livsløp"] if "2025/best-konferansen" in one["tiltak"])
    assert life["tiltak"] == ["2021/best-konferansen", "2025/best-konferansen"]
    assert life["koblinger"][0] | {"ikke_i": []} == life["koblinger"][0]
    assert life["koblinger"][0]["viderefører"] is life["koblinger"][0]["endret"] is True
    same = {row["Livsløp"] for row in rows(written / "livslop.csv") if row["Id"] == "best-konferansen"}
    assert len(same) == 1


def test_areas_are_called_as_each_year_calls_them_and_roles_have_a_register(written: Path) -> None:
    areas = {(row["Program"], row["I området"]) for row in rows(written / "omrader.csv")}
    assert ("2021", "Konkurranseskraft og attraktivitet") in areas
    assert ("2025", "Konkurranseskraft og næringsutvikling") in areas
    assert ("2025", "By- og regionutvikling") in areas
    roles = [row["Rolle og arbeidsform"] for row in rows(written / "felt-roller.csv")]
    assert roles.count("Styrke felles identitet") == 11


def test_the_newest_status_says_how_each_measure_goes(written: Path) -> None:
    status = {row["Id"]: row["Med status"] for row in rows(written / "status.csv")}
    assert status["best-konferansen"] == "Ferdig"
    assert status["foresight-og-indeks"] == "Stoppet"
    assert status["jernbanesatsing"] == "I rute"
    assert "klimaskole" not in status
    order = dict.fromkeys(row["Med status"] for row in rows(written / "status.csv"))
    assert [*order] == [
        one for one in ("Ikke startet", "I rute", "Forsinket", "Ferdig", "Stoppet") if one in order
    ]
    assert len(order) > 3


def test_the_data_is_as_its_schema_says(data: dict[str, Any]) -> None:
    schema = json.loads((ROOT / "schemas/register.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert [one["mappe"] for one in data["programmer"]] == ["2025", "2021"]
    assert len(data["tiltak"]) == 30 + 32
    known = {one["id"] for one in data["partnere"]}
    assert {name for one in data["tiltak"] for name in one["partnere"]} == known


def test_the_workbook_has_every_list_and_leads_to_it(written: Path) -> None:
    book = openpyxl.load_workbook(written / "register.xlsx")
    front, *sheets = book.worksheets
    assert [sheet.title for sheet in sheets] == [row[0].value for row in front.iter_rows(min_row=3)]
    links: list[Any] = [row[0].hyperlink for row in front.iter_rows(min_row=3)]
    leads_to = {link.location.split("!")[0].strip("'") for link in links}
    assert leads_to == {sheet.title for sheet in sheets}
    for sheet in sheets:
        assert sheet.freeze_panes == "A3", sheet.title
        head = [cell.value for cell in sheet[2]]
        assert sheet.auto_filter.ref.startswith("A2"), sheet.title
        assert "Tiltak" in head, sheet.title
        for place, name in enumerate(head):
            column = [row[place].value for row in sheet.iter_rows(min_row=3)]
            assert any(column) or str(name).isdigit(), (sheet.title, name)
    assert book["Partnere"]["A1"].value.startswith("Tiltakene etter partner")
    goals: list[Any] = [cell for cell in book["Tiltak og bærekraftsmål"][2] if cell.value == "13"]
    assert "13 Stoppe klimaendringene" in goals[0].comment.text


def test_the_same_content_gives_the_same_files(written: Path, tmp_path: Path) -> None:
    content = str(written.parent / "content")
    assert (
        cli.main(["register", "--content", content, "--out", str(tmp_path), "--format", "xlsx,json"])
        == cli.GOOD
    )
    for name in ("register.xlsx", "register.json"):
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes()
