"""A number is what its place asks for: text as it is typed, an amount as Norwegians write it, or a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from handlingsprogram.read.files import held
from handlingsprogram.read.load import load
from handlingsprogram.read.text import strict_yaml
from handlingsprogram.review.sides import lenient
from handlingsprogram.review.sides.one_file import File, compare_files
from tests.read.helpers import YEAR, copy_content, edit
from tests.read.test_schemas import PARTS, SCHEMAS

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.text.strict_yaml import Tree

TYPED = (
    "2028",
    "0",
    "-0",
    "08",
    "007",
    "1_000",
    "1.10",
    "2.50",
    "12500",
    "1e3",
    "6 834",
    "−118",
    "0x10",
    "12:30",
    "3,5",
)
MEASURES = """\
id: a
tittel: {0}
innhold:
  - tekst: {0}
  - tiltak:
      - id: b
        tekst: {0}
        punkter: [{0}]
        frist: {0}
        kostnad: {0}
        partnere: [{0}, og: {0}]
        resultatmål:
          - {0}
        egne_felt: {{tall: [{0}]}}
  - tabell:
      id: c
      tittel: {0}
      bredder: [1, 2]
      hode: [['', {0}]]
      rader:
        - [{0}, {{tekst: {0}, over: 2}}]
"""


def read(text: str, kind: str, folder: Path) -> tuple[Tree, list[str]]:
    """Return a text as the programme gets it, and what is found."""
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    tree, findings = held(strict_yaml.read(folder / "x.yaml", "x.yaml"), kind)
    assert tree
    return tree, [str(finding) for finding in findings]


@pytest.mark.parametrize("typed", TYPED)
def test_a_number_in_a_text_field_is_the_text_that_was_typed(typed: str, tmp_path: Path) -> None:
    written = f"'{typed}'" if "," in typed else typed  # in brackets a comma parts two items
    numbers, found = read(MEASURES.format(written), "kapittel", tmp_path)
    assert found == []
    texts, _ = read(MEASURES.format(f"'{typed}'"), "kapittel", tmp_path)
    assert numbers.data == texts.data
    assert numbers.data["innhold"][1]["tiltak"][0]["frist"] == typed
    assert numbers.data["innhold"][2]["tabell"]["bredder"] == [1, 2]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("true", '«frist» skal være tekst, men er true/false; skriv "true" med anførselstegn [skjema-type]'),
        (
            "False",
            '«frist» skal være tekst, men er true/false; skriv "False" med anførselstegn [skjema-type]',
        ),
        ("null", '«frist» mangler verdi; er det tekst, så skriv "null" med anførselstegn [skjema-tom]'),
        ("~", '«frist» mangler verdi; er det tekst, så skriv "~" med anførselstegn [skjema-tom]'),
        ("", "«frist» mangler verdi; fyll inn eller slett nøkkelen [skjema-tom]"),
    ],
)
def test_what_can_be_misread_is_still_a_finding(typed: str, message: str, tmp_path: Path) -> None:
    text = MEASURES.format("x").replace("frist: x", f"frist: {typed}")
    _, found = read(text, "kapittel", tmp_path)
    assert [one.split(": feil: ")[1] for one in found] == [message]


def test_an_empty_cell_is_written_as_two_quotation_marks(tmp_path: Path) -> None:
    _, found = read(MEASURES.format("x").replace("[['', x]]", "[[~, x]]"), "kapittel", tmp_path)
    assert [one.split(": feil: ")[1] for one in found] == [
        'punkt 1 i punkt 1 i «hode» mangler verdi; er det tekst, så skriv "~" med anførselstegn [skjema-tom]'
    ]
    _, found = read(
        MEASURES.format("x").replace("[['', x]]", "[[x, x], [\n        '']]"), "kapittel", tmp_path
    )
    assert found == []
    text = MEASURES.format("x").replace(
        "      rader:\n", "      rader:\n        -\n          -\n          - x\n"
    )
    _, found = read(text, "kapittel", tmp_path)
    assert [one.split(": feil: ")[1] for one in found] == [
        "punkt 1 i punkt 1 i «rader» mangler verdi; skriv '' hvis den skal være tom [skjema-tom]"
    ]


# --- Amounts -----------------------------------------------------------------------------------

BUDGET = """\
tabeller:
  - id: a
    tittel: b
    enhet: kroner
    kolonner: [{{id: c, overskrift: 2025}}, {{id: d, overskrift: e}}]
    rader:
      - {{id: f, navn: 2024, tall: {{c: {0}, d: -118}}}}
      - id: g
        navn: h
        sum: [f]
        avvik:
          c: {{trykt: {0}, begrunnelse: 1.10}}
"""
AMOUNTS = {
    "6834": 6834,
    "0": 0,
    "-118": -118,
    "6 834": 6834,
    "6\u00a0834": 6834,
    "6\u202f834": 6834,
    "1 234 567": 1234567,
    "−118": -118,
    "− 118": -118,
    "−\u00a0118": -118,
    "-1 118": -1118,
    "−1\u202f118": -1118,
    "2.5": "2.5",
    "'6834'": 6834,
    '"6 834"': 6834,
}


@pytest.mark.parametrize("written", AMOUNTS)
def test_an_amount_is_read_as_norwegians_and_excel_write_it(written: str, tmp_path: Path) -> None:
    tree, found = read(BUDGET.format(written), "budsjett", tmp_path)
    assert found == []
    post, total = tree.data["tabeller"][0]["rader"]
    assert post["tall"] == {"c": AMOUNTS[written], "d": -118}
    assert [type(value) for value in post["tall"].values()] == [type(AMOUNTS[written]), int]
    assert total["avvik"]["c"] == {"trykt": AMOUNTS[written], "begrunnelse": "1.10"}
    assert (post["navn"], tree.data["tabeller"][0]["kolonner"][0]["overskrift"]) == ("2024", "2025")


@pytest.mark.parametrize(
    "written", ["12 34", "1234 567", "0 834", "6  834", "1.2345", "2.", "08", "–118", "(118)", "kr 5"]
)
def test_what_is_no_plain_amount_is_a_finding_at_each_place(written: str, tmp_path: Path) -> None:
    _, found = read(BUDGET.format(written), "budsjett", tmp_path)
    assert [one.split(" ")[0] for one in found] == ["x.yaml:7:39:", "x.yaml:12:22:"]


def test_a_dash_is_a_dash_and_no_amount(tmp_path: Path) -> None:
    tree, found = read(BUDGET.format("1").replace("c: 1,", "c: -,"), "budsjett", tmp_path)
    assert found == []
    assert tree.data["tabeller"][0]["rader"][0]["tall"]["c"] == "-"


def test_the_number_of_a_doubled_key_lands_nowhere(tmp_path: Path) -> None:
    tree, found = read("stikkord: [a, b, c, d]\nemne: e\nstikkord: 7\n", "program", tmp_path)
    assert tree.data["stikkord"] == ["a", "b", "c", "d"]
    assert any("[yaml-dobbel-nøkkel]" in line for line in found)


# --- The editor, and the other ways to the content ---------------------------------------------


def as_the_editor_sees(text: str, kind: str, folder: Path) -> list[str]:
    """Hold a text against its schema as it stands, without this programme's own reading."""
    (folder / "y.yaml").write_text(text, encoding="utf-8")
    tree, _ = strict_yaml.read(folder / "y.yaml", "y.yaml")
    assert tree
    shared = ((name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items())
    registry: Any = Registry().with_resources(shared)
    validator = Draft202012Validator(SCHEMAS[f"{kind}.schema.json"], registry=registry)
    return [error.message for error in validator.iter_errors(tree.data)]


def test_an_editor_that_knows_the_schema_marks_nothing_of_it(tmp_path: Path) -> None:
    for typed in TYPED:
        written = f"'{typed}'" if "," in typed else typed
        assert as_the_editor_sees(MEASURES.format(written), "kapittel", tmp_path) == []
    for written in AMOUNTS:
        assert as_the_editor_sees(BUDGET.format(written), "budsjett", tmp_path) == []
    assert as_the_editor_sees(MEASURES.format("true"), "kapittel", tmp_path)


def test_where_only_text_may_stand_no_number_could() -> None:
    """What takes text takes a bare number too, unless the text has a form that no number has."""
    texts = {where: part for where, part in PARTS.items() if "string" in part.get("type", ())}
    assert len(texts) > 15
    for where, part in texts.items():
        told = where.startswith(("data.", "endringer.", "funn.", "register."))
        told |= where.endswith(("/fil", "skriftnavn"))  # a file's name is no text, and a font's no other
        if not told and "number" not in part["type"]:
            takes = [typed for typed in ("2028", "08", "1.10") if re.search(part["pattern"], typed)]
            assert takes == [] or "integer" in part["type"], where


def test_quoted_and_bare_are_the_same_to_every_comparison(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    file = "tverrgaende-temaer/sirkulaerokonomi.yaml"
    name = (YEAR / file).as_posix()
    edit(((file, "- Circular Norway\n", "- '08'\n"),))
    quoted = tmp_path / "quoted.yaml"
    quoted.write_bytes((tmp_path / name).read_bytes())
    whole, _ = lenient.read(YEAR)
    edit(((file, "- '08'\n", "- 08\n"),))
    comparison = compare_files(File(name, quoted), File(name, tmp_path / name), tmp_path)
    assert (comparison.endringer, comparison.merknader) == ((), ())
    assert lenient.read(YEAR) == (whole, [])


def test_what_is_only_warned_of_is_not_said_to_be_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    edit((("program.yaml", "tittel: Handlingsprogram 2025", "tittel: Handlings\u00adprogram 2025"),))
    _, findings = load(YEAR)
    assert [one.rule for one in findings if one.severity == "advarsel"] == ["tegn-usynlig"]
    assert lenient.read(YEAR)[1] == []
    name = (YEAR / "program.yaml").as_posix()
    file = File(name, tmp_path / name)
    assert compare_files(file, file, tmp_path).merknader == ()
