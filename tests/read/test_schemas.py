"""The schemas are sound, explain every key in Norwegian, and what breaks them is said in Norwegian."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from handlingsprogram.read.files import held
from handlingsprogram.read.form import schema
from handlingsprogram.read.listing import FOLDERS
from handlingsprogram.read.rules.measures.layouts import STANDARD_FIELDS
from handlingsprogram.read.text import strict_yaml
from tests.read.helpers import ROOT, YEAR, edited, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.text.strict_yaml import Tree

FILES = {path.name: path for path in sorted((ROOT / "schemas").glob("*.json"))}
SCHEMAS: dict[str, Any] = {name: json.loads(path.read_text(encoding="utf-8")) for name, path in FILES.items()}
CONTENT = sorted((ROOT / "content").rglob("*.yaml"))
KINDS = {folder: kind for kind, folder in FOLDERS.items()}
"""The kind of file by the folder it lies in; the others are called what they are."""


def kind_of(file: Path) -> str:
    return KINDS.get(file.parent.name, file.stem)


# --- The schemas themselves ---------------------------------------------------------------------

NOTES = {"$schema", "$id", "$ref", "$defs", "title", "description", "properties", "items"} | {
    "patternErrorMessage",
    "examples",
    "defaultSnippets",
}
"""The words in the schemas that ask for nothing by themselves."""


def parts(part: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give a schema and every schema in it, with its place."""
    yield where, part
    for keyword in ("$defs", "properties"):
        for name, below in part.get(keyword, {}).items():
            yield from parts(below, f"{where}/{keyword}/{name}")
    for keyword in ("items", "additionalProperties", "propertyNames"):
        if isinstance(part.get(keyword), dict):
            yield from parts(part[keyword], f"{where}/{keyword}")


PARTS = dict(found for name in SCHEMAS for found in parts(SCHEMAS[name], name))


def referred(where: str, part: dict[str, Any]) -> dict[str, Any]:
    """Return the schema that a `$ref` points to, or nothing where there is none."""
    if "$ref" not in part:
        return {}
    file, _, path = part["$ref"].partition("#")
    return PARTS[(file or where.split("/", 1)[0]) + path]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_valid_one_of_2020_12(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert SCHEMAS[name]["$id"] == name
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_every_collection_says_which_keys_it_has() -> None:
    collections = [
        (where, part)
        for where, part in PARTS.items()
        if "properties" in part or "object" in part.get("type", ())
    ]
    assert len(collections) > 15
    for where, part in collections:
        assert "object" in part["type"], where
        assert part["additionalProperties"] is False or part["additionalProperties"], where


def test_every_key_and_item_has_a_norwegian_title_and_description() -> None:
    explained = [where for where in PARTS if not where.endswith("/propertyNames")]
    assert len(explained) > 90
    for where in explained:
        told = referred(where, PARTS[where]) | PARTS[where]
        assert re.match(r"[A-ZÆØÅ]", told["title"]), where
        assert told["description"].endswith("."), where
        assert not re.search(r"\b(the|of|is|are|with)\b", told["description"]), where


def test_what_must_have_a_form_says_which_in_the_editor_too() -> None:
    asked = [where for where, part in PARTS.items() if "pattern" in part]
    assert len(asked) > 20
    for where in asked:
        assert re.match(r"[A-ZÆØÅ].*[.\"]\Z", PARTS[where]["patternErrorMessage"]), where
    assert not [
        where for where, part in PARTS.items() if "patternErrorMessage" in part and where not in asked
    ]


def test_what_the_editor_proposes_fits() -> None:
    proposed = [(where, value) for where, part in PARTS.items() for value in part.get("examples", ())]
    assert len(proposed) > 10
    for where, value in proposed:
        asked = referred(where, PARTS[where]) | PARTS[where]
        known = {key: asked[key] for key in asked.keys() & {"type", "pattern", "enum", "maxLength"}}
        assert Draft202012Validator(known).is_valid(value), (where, value)


def test_every_word_that_a_schema_asks_by_has_an_example_below() -> None:
    assert {keyword for part in PARTS.values() for keyword in part} - NOTES == {
        case[0] for case in WRONG.values()
    }


# --- The content's schemas ----------------------------------------------------------------------


@pytest.mark.parametrize("file", CONTENT, ids=lambda file: file.relative_to(ROOT / "content").as_posix())
def test_the_first_line_of_a_content_file_tells_an_editor_its_schema(file: Path) -> None:
    first = file.read_text(encoding="utf-8").split("\n")[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match
    assert (file.parent / match[1]).resolve() == FILES[f"{kind_of(file)}.schema.json"]


@pytest.mark.parametrize("file", CONTENT, ids=lambda file: file.relative_to(ROOT / "content").as_posix())
def test_the_content_fits_its_schema(file: Path) -> None:
    tree, _ = strict_yaml.read(file, file.name)
    assert tree
    assert schema.validate(tree, kind_of(file)) == []


# --- What does not fit --------------------------------------------------------------------------


def read(text: str, folder: Path) -> Tree:
    file = folder / "x.yaml"
    file.write_text(text, encoding="utf-8")
    tree, findings = strict_yaml.read(file, "x.yaml")
    assert findings == []
    assert tree
    return tree


def findings(name: str, old: str, new: str, folder: Path) -> tuple[list[Finding], list[str]]:
    """Spoil a file of the content; return what its schema says, and the places that were marked."""
    file = ROOT / "content" / name
    marked = unmarked(edited(file.read_text(encoding="utf-8"), old, new))
    _, found = held((read(marked.text, folder), []), kind_of(file))
    return found, [f"x.yaml:{at}" for at in marked.places]


PROGRAM, BUDGET, THEME = "2025/program.yaml", "2025/budsjett.yaml", "tema.yaml"
LOOK = "utseende: klassisk\n"
STRATEGIES = "2025/kapitler/overordnede-strategier.yaml"
WHO = "organisasjon: Osloregionen"
POST = "tall: {budsjett-2024: 6834,"
NOT_TEXT = "«organisasjon» skal være tekst, men er {} [skjema-type]"
IN_QUOTES = NOT_TEXT.format('{}; skriv "{}" med anførselstegn')
BEGINS = "; er det tekst som begynner med «{}», så sett den i anførselstegn"
COLON = "er det tekst med kolon, så sett den i anførselstegn"
NOT_A_FIGURE = "«budsjett-2024» kan ikke være «{}»{} [{}]"
FIGURE = (
    ". Et tall i tabellens enhet (2692, 2 692, -118, eller 2,5 når tabellen har desimaler), en strek («-»), "
    "«…» når tallet ikke er klart ennå, eller «lik: rad/kolonne» når tallet hentes fra et annet sted."
)
NOT_A_STATUS = "«status» kan ikke være «vedatt»; lovlige verdier er utkast, høring, vedtatt"
NOT_A_DATE = "«dato» kan ikke være «18.12.2024»; skriv 2024-12-18 [skjema-form]"
ID = SCHEMAS["felles.schema.json"]["$defs"]["id"]["description"]
ROUNDED = "; beløp er hele tall: rund av til {} eller {}"
ONE = " hvis det er ett tall: hver gruppe etter den første har tre sifre, og ett mellomrom foran"
WRITTEN = {
    "kr 6834": "; skriv 6834",
    "6 834 kr": "; skriv 6834",
    "(118)": "; skriv -118",
    "(1 118)": "; skriv -1118",
    "–118": "; skriv -118",
    "+118": "; skriv 118",
    "68 34": f"; skriv 6834{ONE}",
    "6834 512": f"; skriv 6834512{ONE}",
    "6.834.512": "; skriv 6834512",
    "08": "; skriv 8",
    "5 %": FIGURE,
    "1234567890123456789": FIGURE,
}
EMPTY = "mangler verdi; fyll inn eller slett"
WRONG = {
    "a line that is a book": (
        "maxLength",
        PROGRAM,
        WHO,
        f"organisasjon: ¶{'x' * 1001}",
        "«organisasjon» har 1001 tegn, men skal ha høyst 1000; del teksten opp [skjema-størrelse]",
    ),
    "true for text": ("type", PROGRAM, WHO, "organisasjon: ¶true", IN_QUOTES.format("true/false", "true")),
    "a list for text": (
        "type",
        PROGRAM,
        WHO,
        "organisasjon: ¶[a]",
        NOT_TEXT.format(f"en liste (- …){BEGINS.format('[')}"),
    ),
    "a collection for text": (
        "type",
        PROGRAM,
        WHO,
        "organisasjon: ¶{a: b}",
        NOT_TEXT.format(f"en samling (nøkkel: verdi){BEGINS.format('{')}"),
    ),
    "a quoted number for a number": (
        "type",
        PROGRAM,
        "år: 2025",
        "år: ¶'2025'",
        "«år» skal være et heltall, men er tekst; skriv 2025 uten anførselstegn [skjema-type]",
    ),
    "text for a whole number": (
        "type",
        PROGRAM,
        "år: 2025",
        "år: ¶tjuefem",
        "«år» skal være et heltall, men er tekst [skjema-type]",
    ),
    "a decimal for a whole number": (
        "type",
        THEME,
        LOOK,
        f"{LOOK}\nmål:\n  marg_topp: ¶24.5",
        "«marg_topp» skal være et heltall, men er et desimaltall [skjema-type]",
    ),
    "a decimal that is whole": (
        "type",
        THEME,
        LOOK,
        f"{LOOK}\nmål:\n  marg_topp: ¶24.0",
        "«marg_topp» skal være et heltall, men er et desimaltall [skjema-type]",
    ),
    "text for a number": (
        "type",
        THEME,
        LOOK,
        f"{LOOK}\nmål:\n  tabelltekst: ¶9,5",
        "«tabelltekst» skal være et tall, men er tekst; skriv 9.5 [skjema-type]",
    ),
    "text for true or false": (
        "type",
        STRATEGIES,
        "sideskift: true",
        "nummerert: ¶nei",
        "«nummerert» skal være true eller false, men er tekst; skriv false [skjema-type]",
    ),
    "text for a list": (
        "type",
        BUDGET,
        "sum: [inngaende, resultat]",
        "sum: ¶inngaende, resultat",
        (
            "«sum» skal være en liste (- …), men er tekst; skriv «sum:» og på linjen under, lenger inn: "
            "«- inngaende, resultat» [skjema-type]"
        ),
    ),
    "a number for a collection": (
        "type",
        BUDGET,
        "tall: {prognose-2024: 72}",
        "tall: ¶72",
        "«tall» skal være en samling (nøkkel: verdi), men er et heltall [skjema-type]",
    ),
    "a number in a list": (
        "type",
        BUDGET,
        "sum: [inngaende, resultat]",
        "sum: [inngaende, ¶2]",
        f"punkt 2 i «sum» kan ikke være «2». {ID} [skjema-form]",
    ),
    **{
        f"a figure written {written}": (
            "pattern",
            BUDGET,
            POST,
            f"tall: {{budsjett-2024: ¶{written},",
            NOT_A_FIGURE.format(written, how, "skjema-form"),
        )
        for written, how in WRITTEN.items()
    },
    **{
        f"a figure with a comma, {written}": (
            "propertyNames",
            BUDGET,
            POST,
            f"tall: {{budsjett-2024: {written.replace(',', ',¶')},",
            f"«{written}» er ikke et helt tall{how} [skjema-form]",
        )
        for written, how in {
            "6,8": ROUNDED.format(6, 7),
            "6,834": "; skriv 6834, hvis «,» skiller tusener",
        }.items()
    },
    "nothing for text": (
        "type",
        PROGRAM,
        WHO,
        "organisasjon:¶",
        f"«organisasjon» {EMPTY} nøkkelen [skjema-tom]",
    ),
    "nothing for an item": (
        "type",
        PROGRAM,
        "  - handlingsprogram\n",
        "  -¶\n",
        f"punkt 1 i «stikkord» {EMPTY} punktet [skjema-tom]",
    ),
    "a comment for text": (
        "type",
        THEME,
        LOOK,
        f"{LOOK}\nfarger:\n  hoved:¶ #12365a",
        "«hoved» mangler verdi; «#» begynner en kommentar, så sett verdien i anførselstegn [skjema-tom]",
    ),
    "nothing for a word": (
        "enum",
        PROGRAM,
        "status: vedtatt",
        "status:¶",
        f"«status» {EMPTY} nøkkelen [skjema-tom]",
    ),
    "a misspelt word": (
        "enum",
        PROGRAM,
        "status: vedtatt",
        "status: ¶vedatt",
        f"{NOT_A_STATUS}; mente du «vedtatt»? [skjema-valg]",
    ),
    "a word like no other": (
        "enum",
        PROGRAM,
        "visning: avsnitt",
        "visning: ¶xyz",
        "«visning» kan ikke være «xyz»; lovlige verdier er oppramsing, avsnitt, punkter [skjema-valg]",
    ),
    "a number for a word": (
        "enum",
        BUDGET,
        '"null": "-"',
        '"null": ¶0',
        '«null» skal være tekst; skriv "0" med anførselstegn [skjema-valg]',
    ),
    "an unknown key": (
        "additionalProperties",
        PROGRAM,
        "  avsender: Osloregionen",
        "  ¶xyz: Osloregionen",
        "ukjent nøkkel «xyz»; lovlige nøkler er tittel, undertittel, avsender, bilde [skjema-ukjent-nøkkel]",
    ),
    "a comma in a text between braces": (
        "additionalProperties",
        PROGRAM,
        (
            "omslag:\n  tittel: HANDLINGSPROGRAM 2025\n"
            "  undertittel: Vedtatt på representantskapsmøte 18.12.2024\n"
            "  avsender: Osloregionen"
        ),
        "omslag: {tittel: Plan, ¶for alle, avsender: Osloregionen}",
        (
            "ukjent nøkkel «for alle»; et komma skiller nøklene i {…}, så sett teksten i anførselstegn "
            "[skjema-ukjent-nøkkel]"
        ),
    ),
    "an id with other signs": (
        "pattern",
        STRATEGIES,
        "id: overordnede-strategier",
        "id: ¶Overordna_strategiar",
        "«id» kan ikke være «Overordna_strategiar»; skriv overordna-strategiar [skjema-form]",
    ),
    "a missing key": (
        "required",
        PROGRAM,
        "år: 2025\ntittel: Handlingsprogram 2025\n",
        "¶år: 2025\n",
        "nøkkelen «tittel» mangler i filen [skjema-mangler]",
    ),
    "a missing key in a list": (
        "required",
        PROGRAM,
        "- felt: tiltak\n      overskrift: Tiltak\n",
        "- ¶felt: tiltak\n",
        "nøkkelen «overskrift» mangler i punkt 1 i «kolonner» [skjema-mangler]",
    ),
    "a date as it is spoken": ("pattern", PROGRAM, "dato: 2024-12-18", "dato: ¶18.12.2024", NOT_A_DATE),
    "a long text": (
        "pattern",
        THEME,
        LOOK,
        f"{LOOK}\nfarger:\n  hoved: ¶{'x' * 61}",
        f"«hoved» kan ikke være «{'x' * 60}…». En farge skrevet som #rrggbb. [skjema-form]",
    ),
    "a column's name for its id": (
        "propertyNames",
        BUDGET,
        POST,
        "tall: {¶Budsjett 2024: 6834,",
        f"nøkkelen kan ikke være «Budsjett 2024». {ID} [skjema-form]",
    ),
    "a partner with a colon": (
        "additionalProperties",
        STRATEGIES,
        "- komma_og: andre relevante aktører",
        "- ¶Obs: andre relevante aktører",
        f"ukjent nøkkel «Obs»; {COLON} [skjema-ukjent-nøkkel]",
    ),
    "too few items": (
        "minItems",
        BUDGET,
        "[sum-inntekter, sum-driftsutgifter]",
        "¶[sum-inntekter]",
        "«differanse» har 1 ledd, men skal ha minst 2 [skjema-antall]",
    ),
    "too many items": (
        "maxItems",
        BUDGET,
        "        overskrift: Forslag budsjett 2025\n",
        "        overskrift: Forslag budsjett 2025\n        prosent: ¶[revidert-2024, a, b]\n",
        "«prosent» har 3 ledd, men skal ha 2 [skjema-antall]",
    ),
    "too few keys": (
        "minProperties",
        BUDGET,
        "{prognose-2024: 72}",
        "¶{}",
        "«tall» er tom; fyll inn eller slett nøkkelen [skjema-tom]",
    ),
    "too many keys": (
        "maxProperties",
        STRATEGIES,
        "- komma_og: andre",
        "- ¶og: noen\n            komma_og: andre",
        "punkt 3 i «partnere» har 2 ledd, men skal ha 1 [skjema-antall]",
    ),
    "too small a number": (
        "minimum",
        THEME,
        LOOK,
        f"{LOOK}\nmål:\n  brødtekst: ¶6",
        "«brødtekst» er 6, men skal være minst 7 [skjema-størrelse]",
    ),
    "too large a number": (
        "maximum",
        THEME,
        LOOK,
        f"{LOOK}\nmål:\n  marg_side: ¶61",
        "«marg_side» er 61, men skal være høyst 60 [skjema-størrelse]",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_fit_is_one_finding_where_it_stands(case: str, tmp_path: Path) -> None:
    _, name, old, new, message = WRONG[case]
    found, [place] = findings(name, old, new, tmp_path)
    assert [str(finding) for finding in found] == [f"{place}: feil: {message}"]


@pytest.mark.parametrize("lines", ["Oslo\n  regionen", "Osloregionen"])
def test_a_text_of_several_lines_gives_a_finding_of_one(lines: str, tmp_path: Path) -> None:
    [finding], [place] = findings(PROGRAM, WHO, f"organisasjon: ¶|\n  {lines}", tmp_path)
    assert (str(finding.position), finding.rule) == (place, "skjema-form")
    assert "\n" not in finding.message


def test_a_word_that_the_tool_does_not_know_is_explained_by_the_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schemas = tmp_path / "schemas"
    shutil.copytree(ROOT / "schemas", schemas)
    (schemas / "partall.schema.json").write_text('{"multipleOf": 2, "description": "Et partall."}')
    monkeypatch.setattr("handlingsprogram.read.form.fits.resource_folder", lambda _: schemas)
    [finding] = schema.validate(read("3\n", tmp_path), "partall")
    assert str(finding) == "x.yaml:1:1: feil: filen passer ikke. Et partall. [skjema-form]"


def test_every_problem_of_a_file_is_told_in_the_order_of_the_lines(tmp_path: Path) -> None:
    new = "år: ¶x\n¶titel: x\n¶y: x\n"
    found, places = findings(PROGRAM, "år: 2025\ntittel: Handlingsprogram 2025\n", new, tmp_path)
    assert [str(finding.position) for finding in found] == places
    assert [finding.rule for finding in found] == ["skjema-type", *["skjema-ukjent-nøkkel"] * 2]


def misspelt(file: Path) -> Iterator[tuple[str, str]]:
    """For each key of a file, give the text with that key misspelt, and the one finding expected."""
    tree, _ = strict_yaml.read(file, "x.yaml")
    assert tree
    known = {key for part in PARTS.values() for key in part.get("properties", {})}
    seen = set()
    for path, position in tree.keys.items():
        names = tuple(name for name in path if isinstance(name, str))
        if names[-1] in known and names not in seen:
            seen.add(names)
            lines = file.read_text(encoding="utf-8").split("\n")
            line = lines[position.line - 1]
            at = line.index(names[-1], position.column - 1) + len(names[-1])
            lines[position.line - 1] = line[:at] + "x" + line[at:]
            message = f"ukjent nøkkel «{names[-1]}x»; mente du «{names[-1]}»? [skjema-ukjent-nøkkel]"
            yield "\n".join(lines), f"{position}: feil: {message}"


@pytest.mark.parametrize("name", [PROGRAM, BUDGET, STRATEGIES, "2025/kapitler/innsatsomradene.yaml"])
def test_a_misspelt_key_is_one_finding_with_the_key_that_was_meant(name: str, tmp_path: Path) -> None:
    file = ROOT / "content" / name
    cases = list(misspelt(file))
    assert len(cases) >= 10
    for text, expected in cases:
        found = schema.validate(read(text, tmp_path), kind_of(file))
        assert [str(finding) for finding in found] == [expected]


def test_the_kinds_are_those_of_the_schemas() -> None:
    told = ("data", "endringer", "funn", "register")
    known = ("felles", "mal", "saksfremlegg", "status", "vedlegg", "vedtak", *told)
    not_content = {f"{name}.schema.json" for name in known}
    assert {f"{kind_of(file)}.schema.json" for file in CONTENT} | not_content == set(FILES)
    assert YEAR / "program.yaml" in {file.relative_to(ROOT) for file in CONTENT}


def test_the_fields_of_a_measure_are_named_alike_everywhere() -> None:
    """The schema, the rule for columns and the limits of own fields know the same names."""
    definitions = json.loads((ROOT / "schemas" / "felles.schema.json").read_text(encoding="utf-8"))["$defs"]
    properties = definitions["tiltak"]["properties"]
    no_columns = {"id", "tekst", "punkter", "egne_felt", "viderefører"}
    assert set(properties) - no_columns == {*STANDARD_FIELDS, "nummer"}
    own = re.compile(properties["egne_felt"]["propertyNames"]["pattern"])
    assert [name for name in (*STANDARD_FIELDS, "nummer", "tiltak") if own.search(name)] == []
    assert own.search("prioritet")
