"""`ny-samling` lays out a small, true programme in a folder where nothing was, and `skjema` its schemas."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram import cli
from handlingsprogram.read.load import load
from handlingsprogram.read.model.blocks import Boks
from handlingsprogram.read.theme.load import load_theme
from tests.read.helpers import ROOT
from tests.test_workflows import CHECKERS, found

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("new_folder")

YEAR = 2033
LANGUAGES = ("nb-NO", "nn-NO")
FOUNDED = "2020"
"""A year of the invented council's past."""


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def folder(language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new folder, which nobody may change."""
    new = tmp_path_factory.mktemp("ny") / language
    assert cli.main(["ny-samling", str(new), "--språk", language, "--år", str(YEAR)]) == cli.GOOD
    return new


def texts(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and "schemas" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


# --- What lies there ----------------------------------------------------------------------------


def test_nothing_is_found_in_it(folder: Path, language: str) -> None:
    program, findings = load(folder / "content" / str(YEAR))
    theme, more = load_theme(folder / "content/tema.yaml")
    assert findings + more == []
    assert program
    assert theme
    assert program.språk == language


def test_both_languages_have_the_same_files(folder: Path, tmp_path: Path) -> None:
    assert cli.main(["ny-samling", str(tmp_path / "x"), "--år", str(YEAR)]) == cli.GOOD
    assert texts(folder).keys() == texts(tmp_path / "x").keys()


def test_every_kind_of_block_is_there(folder: Path) -> None:
    schema = json.loads((ROOT / "schemas/felles.schema.json").read_text(encoding="utf-8"))
    content = "\n".join(text for name, text in texts(folder).items() if name.endswith(".yaml"))
    kinds = schema["$defs"]["blokk"]["properties"]
    assert [kind for kind in kinds if not re.search(rf"^ +- {kind}:", content, re.MULTILINE)] == []


def test_its_foreword_ends_with_the_one_who_signs_it(folder: Path) -> None:
    program, _ = load(folder / "content" / str(YEAR))
    assert program
    first = program.kapitler[0]
    [*_, signature] = first.innhold
    assert isinstance(signature, Boks)
    assert (first.nummertekst, signature.slag) == ("", "signatur")
    assert signature.bilde


def test_its_dates_follow_the_year(folder: Path) -> None:
    content = {name: text for name, text in texts(folder).items() if name.endswith(".yaml")}
    years = {year for text in content.values() for year in re.findall(r"\b(?:19|20)\d\d\b", text)}
    measured = {str(YEAR + apart) for apart in (-6, -2, 4)}
    assert years == {str(YEAR), str(YEAR - 1), FOUNDED, *measured}


def test_no_sign_of_a_template_is_left(folder: Path) -> None:
    written = texts(folder)
    assert len(written) > 20
    assert not [name for name, text in written.items() if re.search(r"<[<%#]|[%#]>|\.j2", text)]
    assert not [name for name in written if "dot_" in name or name.endswith(".j2")]


def test_every_file_ends_its_lines_alike(folder: Path) -> None:
    for name, text in texts(folder).items():
        assert text.endswith("\n"), name
        assert not text.endswith("\n\n"), name
        assert "\r" not in text, name


def test_its_text_teaches_in_its_own_language(folder: Path, language: str) -> None:
    other = {
        "nb-NO": r"\b(ikkje|eit|kva|frå|dei|tiltaka)\b",
        "nn-NO": r"\b(ikke|et|hva|fra(?!:)|de som|tiltakene)\b",
    }[language]
    written = {name: text for name, text in texts(folder).items() if not name.startswith(".")}
    assert not [name for name, text in written.items() if re.search(other, text)]


@pytest.mark.parametrize("checker", CHECKERS)
def test_nothing_is_found_in_its_workflows(folder: Path, checker: str) -> None:
    files = sorted((folder / ".github/workflows").glob("*.yml"))
    assert len(files) == 3
    result = found(checker, *files)
    assert result.returncode == 0, result.stdout + result.stderr


def test_its_settings_are_sound_json(folder: Path) -> None:
    files = [*folder.glob(".vscode/*.json"), *folder.glob(".devcontainer/*.json")]
    assert len(files) == 3
    for file in files:
        assert json.loads(file.read_text(encoding="utf-8"))


def test_its_requirement_is_this_version_of_the_tool(folder: Path) -> None:
    from importlib.metadata import version

    assert texts(folder)["requirements.txt"] == f"handlingsprogram=={version('handlingsprogram')}\n"


def test_git_takes_in_all_but_what_is_built(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "x")
    (copy / "out").mkdir()
    (copy / "out/handlingsprogram.pdf").touch()
    subprocess.run(["git", "init", "--quiet"], cwd=copy, check=True)
    answer = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], cwd=copy, check=True, capture_output=True, text=True
    )
    new = {line[3:].strip('"') for line in answer.stdout.splitlines()}
    assert new >= {".github/workflows/kommentar.yml", "content/tema.yaml", "schemas/kapittel.schema.json"}
    assert not [name for name in new if name.startswith("out")]


# --- Where it is laid ---------------------------------------------------------------------------


def lay(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = cli.main(["ny-samling", str(folder), *arguments])
    return code, capsys.readouterr().err


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "brev.txt").write_text("x", encoding="utf-8")
    (tmp_path / ".env").write_text("x", encoding="utf-8")
    code, said = lay(tmp_path, capsys)
    assert code == cli.WRONG_USE
    assert said == (
        f"handlingsprogram: mappen {tmp_path} er ikke tom: der er «brev.txt» og 1 til; "
        "velg en mappe som ikke finnes\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == [".env", "brev.txt"]


def test_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x"
    file.write_text("x", encoding="utf-8")
    code, said = lay(file, capsys)
    assert (code, "er en fil" in said) == (cli.WRONG_USE, True)
    assert file.read_text(encoding="utf-8") == "x"


def test_a_repository_that_was_just_made_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".git").mkdir()
    code, said = lay(tmp_path, capsys)
    assert code == cli.GOOD
    assert "handlingsprogram build" in said
    assert (tmp_path / "README.md").is_file()


def test_without_a_year_it_is_for_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime

    monkeypatch.chdir(tmp_path)
    assert cli.main(["ny-samling", "råd"]) == cli.GOOD
    assert (tmp_path / f"råd/content/{datetime.now(UTC).year + 1}/program.yaml").is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--språk", "svensk"], "ukjent språk «svensk»; skriv nb-NO (bokmål) eller nn-NO (nynorsk)"),
        (["--år", "33"], "--år skal være et årstall fra 2000 til 2099, men er «33»"),
        (["--år", "２０３３"], "--år skal være et årstall fra 2000 til 2099, men er «２０３３»"),
    ],
)
def test_what_there_is_no_programme_for_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    code, said = lay(tmp_path / "x", capsys, *arguments)
    assert (code, said) == (cli.WRONG_USE, f"handlingsprogram: {message}\n")
    assert not (tmp_path / "x").exists()


# --- The schemas --------------------------------------------------------------------------------


@pytest.fixture
def own(folder: Path, tmp_path: Path) -> Path:
    """Return a new folder that may be changed."""
    return shutil.copytree(folder, tmp_path / "eget")


def renew(folder: Path) -> int:
    return cli.main(["skjema", "--content", str(folder / "content")])


def test_only_the_line_that_leads_to_the_schema_is_changed(own: Path) -> None:
    chapter = own / f"content/{YEAR}/kapitler/innledning.yaml"
    first, rest = chapter.read_bytes().split(b"\n", 1)
    for wrong in (
        b"",
        b"# yaml-language-server: $schema=../../schemas/kapittel.schema.json\n",
        b"# yaml-language-server:\n",
    ):
        chapter.write_bytes(wrong + rest)
        assert renew(own) == cli.GOOD
        assert chapter.read_bytes() == first + b"\n" + rest


def test_lines_of_windows_and_its_mark_stay(own: Path) -> None:
    chapter = own / f"content/{YEAR}/kapitler/innledning.yaml"
    right = b"\xef\xbb\xbf" + chapter.read_bytes().replace(b"\n", b"\r\n")
    chapter.write_bytes(right.replace(b"../../../schemas", b"skjema"))
    assert renew(own) == cli.GOOD
    assert chapter.read_bytes() == right


def test_the_schemas_lie_beside_the_content_from_inside_it_too(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(own / "schemas")
    monkeypatch.chdir(own / "content")
    assert cli.main(["skjema", "--content", "."]) == cli.GOOD
    assert (own / "schemas/kapittel.schema.json").is_file()
    assert not (own / "content/schemas").exists()


def test_what_is_right_is_not_touched(own: Path) -> None:
    before = {path: path.read_bytes() for path in own.rglob("*.yaml")}
    stamps = {path: path.stat().st_mtime_ns for path in before}
    assert renew(own) == cli.GOOD
    assert {path: path.read_bytes() for path in before} == before
    assert {path: path.stat().st_mtime_ns for path in before} == stamps


def test_what_was_written_since_is_proposed(own: Path) -> None:
    area = own / f"content/{YEAR}/innsatsomrader/samferdsel.yaml"
    text = area.read_text(encoding="utf-8")
    area.write_text(re.sub(r"- Sekretariatet", "- Ruteselskapet", text), encoding="utf-8")
    assert renew(own) == cli.GOOD
    assert "Ruteselskapet" in (own / "schemas/innsatsomrade.schema.json").read_text(encoding="utf-8")


def test_content_with_errors_keeps_no_schema_away(own: Path) -> None:
    (own / f"content/{YEAR}/budsjett.yaml").write_text("tabeller: [", encoding="utf-8")
    (own / f"content/{YEAR}/program.yaml").unlink()
    shutil.rmtree(own / "schemas")
    assert renew(own) == cli.GOOD
    assert len(list((own / "schemas").iterdir())) > 8


def test_a_schema_that_others_wrote_is_left_alone(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema = own / "schemas/tema.schema.json"
    schema.write_text("{}", encoding="utf-8")
    assert renew(own) == cli.WRONG_USE
    assert re.search("(er ikke skrevet|er ikkje skrive) av denne kommandoen", capsys.readouterr().err)
    assert schema.read_text(encoding="utf-8") == "{}"


def test_check_tells_of_schemas_of_another_version(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["check", "--content", str(own / "content")]
    assert cli.main(arguments) == cli.GOOD
    assert "«handlingsprogram skjema»" not in capsys.readouterr().err
    schema = own / "schemas/program.schema.json"
    text = schema.read_text(encoding="utf-8")
    schema.write_text(
        re.sub(r"(Skrevet av handlingsprogram )\S+", r"\g<1>0.0.", text, count=1), encoding="utf-8"
    )
    assert cli.main(arguments) == cli.GOOD
    assert "«handlingsprogram skjema» forny" in capsys.readouterr().err
    assert renew(own) == cli.GOOD
    assert cli.main(arguments) == cli.GOOD
    assert "«handlingsprogram skjema»" not in capsys.readouterr().err


def test_the_tools_own_schemas_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in (ROOT / "schemas").iterdir()}
    assert renew(ROOT) == cli.GOOD
    assert "verktøyets egne" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (ROOT / "schemas").iterdir()} == before


def references(part: Any) -> set[str]:
    if isinstance(part, list):
        return {found for item in part for found in references(item)}
    if not isinstance(part, dict):
        return set()
    own = {part["$ref"]} if "$ref" in part else set()
    return own | {found for value in part.values() for found in references(value)}


def test_a_schema_needs_no_other(folder: Path) -> None:
    files = sorted((folder / "schemas").iterdir())
    assert len(files) > 8
    for file in files:
        schema = json.loads(file.read_text(encoding="utf-8"))
        for reference in references(schema):
            place: Any = schema
            for step in reference.removeprefix("#/").split("/"):
                place = place[step]
            assert place, (file.name, reference)
