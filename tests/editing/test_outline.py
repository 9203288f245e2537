"""The outline of a year: what there is to open, in the order of the document, whatever is wrong in it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from handlingsprogram.editing.form.outline import outline
from handlingsprogram.read.load import load, read_folder
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.editing.form.outline import Node


def nodes(year: Path) -> list[Node]:
    return [one for top in outline(read_folder(year), {"tema": True}) for one in top.all()]


def test_it_has_what_the_programme_has_in_its_order() -> None:
    program, _ = load(ROOT / "content/2025")
    assert program
    found = nodes(ROOT / "content/2025")
    sections = [one for one in found if one.kind == "seksjon"]
    listed = ["rammer", "kort-om-osloregionen", "overordnede-mal", "overordnede-strategier"]
    listed += ["innsatsomradene", "tverrgaende-temaer", "organisering", "budsjett"]
    assert [
        one.id for one in sections if one.place.file.startswith("2025/kapitler/") and not one.place.path
    ] == listed
    area = next(one for one in sections if one.id == "by-og-regionutvikling")
    measures = [one for one in area.children if one.kind == "tiltak"]
    assert [one.id for one in measures][:2] == ["kommuneplantemaer", "regionale-planer"]
    assert measures[0].title.startswith("Kartlegge aktuelle tema")
    assert (measures[1].index, measures[1].item) == (1, "innhold/1/tiltak/@regionale-planer")
    assert area.listed
    assert area.listed.path == "innsatsområder"
    assert dict(area.adds)["Nytt tiltak"].path == "innhold/1/tiltak"
    assert [one.kind for one in found if one.place.file == "2025/budsjett.yaml"][:2] == [
        "fil",
        "budsjettabell",
    ]
    assert found[-1].place.file == "tema.yaml"


def test_what_is_wrong_hides_nothing(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content/2025", tmp_path / "2025")
    before = {one.place for one in nodes(tmp_path / "2025")}
    (tmp_path / "2025/kapitler/rammer.yaml").write_text("tittel: [uferdig\n", encoding="utf-8")
    (tmp_path / "2025/kapitler/ny.yaml").write_text("id: ny\ntittel: 7\ninnhold: x\n", encoding="utf-8")
    (tmp_path / "2025/budsjett.yaml").write_text("tabeller: {}\n", encoding="utf-8")
    (tmp_path / "2025/godtatt.yaml").write_text("- a\n", encoding="utf-8")
    after = nodes(tmp_path / "2025")
    files = {one.place.file for one in after}
    assert files == {one.file for one in before} | {"2025/kapitler/ny.yaml"}
    assert {one.title for one in after} >= {"kapitler/rammer.yaml", "godtatt.yaml", "7"}
