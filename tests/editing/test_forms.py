"""Forms are the schemas' own: each value of each content file has its field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.editing.files import SHARED, kind_of
from handlingsprogram.editing.form.findings import by_place
from handlingsprogram.editing.form.form import Forms, fields_of, with_findings
from handlingsprogram.editing.form.outline import outline
from handlingsprogram.editing.form.schemas import Schemas
from handlingsprogram.editing.places import Place, resolved
from handlingsprogram.read.files import read_valid
from handlingsprogram.read.form.fits import load_schema
from handlingsprogram.read.load import read_folder
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.editing.form.form import Field
    from handlingsprogram.read.text.strict_yaml import Path_

YEARS = [ROOT / "content/2021", ROOT / "content/2025"]
YEARS += sorted(path.parent for path in ROOT.glob("tests/programmer/*/content/*/program.yaml"))


@pytest.fixture
def forms() -> Forms:
    return Forms(Schemas())


def test_every_value_of_every_file_is_in_a_form(forms: Forms) -> None:
    assert len(YEARS) > 4
    for year in YEARS:
        trees = data_of(year)
        reached = dict(reachable(forms, year, trees))
        held = {(file, path): value for file, data in trees.items() for path, value in leaves(data, ())}
        assert reached.items() >= held.items(), [year, sorted(map(str, held.keys() - reached.keys()))[:9]]
        files = {path.relative_to(year.parent).as_posix() for path in year.rglob("*.yaml")}
        assert files == {file for file in trees if file.startswith(f"{year.name}/")}


def test_a_field_says_what_its_schema_says(forms: Forms) -> None:
    data = {"id": "a", "tittel": "A", "innhold": [{"tiltak": [{"id": "b", "tekst": "B"}]}]}
    whole = forms.form("kapittel", Place("2025/kapitler/a.yaml", ""), data, ())
    section = load_schema("felles.schema.json")["$defs"]["seksjon"]
    told = {one.key: one.title for one in (*whole.fields, *whole.missing)}
    assert set(told) == set(section["properties"])
    assert told["tittel"] == section["properties"]["tittel"]["title"]
    place = Place("2025/kapitler/a.yaml", "innhold/0/tiltak/@b")
    measure = forms.form("kapittel", place, data, ("innhold", 0, "tiltak", 0))
    described = load_schema("felles.schema.json")["$defs"]["tiltak"]["properties"]
    assert {one.key for one in (*measure.fields, *measure.missing)} == set(described)
    for one in (*measure.fields, *measure.missing):
        # What is said of the file's own form is left out; how it begins is the schema's.
        assert described[one.key].get("description", one.description).startswith(one.description[:12])
    typed = {one.key: one.types for one in measure.missing}
    assert "string" in typed["partnere"]
    assert {one.key: one.is_required for one in measure.fields} == {"id": True, "tekst": True}


def test_a_field_that_is_put_in_a_schema_is_in_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    def invented(name: str) -> dict[str, Any]:
        schema: dict[str, Any] = json.loads(json.dumps(load_schema(name)))
        if name == "felles.schema.json":
            weather = {"type": "string", "title": "Været", "description": "Sol?", "enum": ["sol", "regn"]}
            schema["$defs"]["tiltak"]["properties"]["vær"] = weather
        return schema

    monkeypatch.setattr("handlingsprogram.editing.form.schemas.load_schema", invented)
    data = {"innhold": [{"tiltak": [{"id": "b", "tekst": "B"}]}]}
    place = Place("2025/kapitler/a.yaml", "innhold/0/tiltak/@b")
    measure = Forms(Schemas()).form("kapittel", place, data, ("innhold", 0, "tiltak", 0))
    [own] = [one for one in measure.missing if one.key == "vær"]
    assert (own.title, own.description, own.control) == ("Været", "Sol?", "choice")
    assert own.choices == ["sol", "regn"]
    assert own.place == place.below("vær")


def test_what_does_not_fit_its_field_is_shown_as_it_is(forms: Forms) -> None:
    data = {"år": "i fjor", "status": "tapt", "innholdsfortegnelse": "ja", "oppfunnet": {"a": [1]}}
    data |= {"tittel": ["A"], "ordliste": {"tittel": "B"}}
    whole = forms.form("program", Place("2025/program.yaml", ""), data, ())
    held = {one.key: one for one in whole.fields if one.value is not None}
    assert set(held) == set(data)
    assert held["status"].choices[0] == "tapt"
    assert held["innholdsfortegnelse"].control == "line"
    prose = forms.form(
        "kapittel", Place("2025/kapitler/a.yaml", ""), {"innhold": [{"tekst": ["x", "y"]}]}, ()
    )
    assert [(one.control, one.value) for one in fields_of(prose) if one.key == "tekst" and one.value] == [
        ("raw", ["x", "y"])
    ]


def test_what_was_found_stands_at_its_field(forms: Forms, tmp_path: Path) -> None:
    text = "id: a\ntittel: A\nmerke: B\ninnhold:\n  - tiltak:\n      - id: b\n        tekst: B\n"
    text += "        frist: [1]\n"
    file = tmp_path / "2025/kapitler/a.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    tree, findings = read_valid(file, "kapittel", tmp_path)
    assert tree
    assert findings
    whole = forms.form("kapittel", Place("2025/kapitler/a.yaml", ""), tree.data, ())
    whole = with_findings(whole, by_place(findings, tree))
    laid = {one.place.path: len(one.findings) for one in fields_of(whole) if one.findings}
    assert sum(laid.values()) == len(findings)
    assert set(laid) == {"merke", "innhold/0/tiltak/@b"}
    place = Place("2025/kapitler/a.yaml", "innhold/0/tiltak/@b")
    own = forms.form("kapittel", place, tree.data, ("innhold", 0, "tiltak", 0))
    own = with_findings(own, by_place(findings, tree))
    assert {one.key for one in fields_of(own) if one.findings} == {"frist"}


# --- How ------------------------------------------------------------------------------------------


def data_of(year: Path) -> dict[str, Any]:
    """Return what each file of a year holds, and the files that all years share, by path."""
    files = [*year.rglob("*.yaml"), *(year.parent / name for name in SHARED)]
    found = {}
    for file in (one for one in files if one.is_file()):
        name = file.relative_to(year.parent).as_posix()
        tree, _ = read_valid(file, str(kind_of(name)), year.parent)
        assert tree, file
        found[name] = tree.data
    return found


def reachable(forms: Forms, year: Path, trees: dict[str, Any]) -> Iterator[tuple[tuple[str, Path_], Any]]:
    """Give each value that the forms show which open from the outline, or from another form."""
    shared = {kind: True for file, kind in SHARED.items() if file in trees}
    waiting = [
        node.place for top in outline(read_folder(year), shared) for node in top.all() if node.place.file
    ]
    seen: set[Place] = set()
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        data = trees[place.file]
        form = forms.form(str(kind_of(place.file)), place, data, resolved(data, place.path))
        waiting += [one.place for one in fields_of(form) if one.control == "open"]
        yield from ((key, value) for one in fields_of(form) for key, value in shown(one, data))


def shown(field: Field, data: Any) -> Iterator[tuple[tuple[str, Path_], Any]]:
    if field.value is not None and field.control not in {"open", "group", "list"}:
        for path, value in leaves(field.value, resolved(data, field.place.path)):
            yield (field.place.file, path), value


def leaves(value: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, (*path, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from leaves(one, (*path, number))
    elif value is not None:
        yield path, value
