"""What `check` prints: compilers' lines with the place marked, JSON by its schema, GitHub's annotations."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from handlingsprogram import report
from handlingsprogram.cli import CONTENT_ERRORS, GOOD, WRONG_USE, main
from handlingsprogram.finding import Finding, Position, Severity
from tests.read.helpers import ROOT, copy_content

FILE = "content/2025/kapitler/rammer.yaml"


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a copy of the real content."""
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)


def finding(line: int, column: int, message: str = "noe er galt") -> Finding:
    return Finding(Position("fil.yaml", line, column), "id-unik", message)


def shown(text: str, line: int, column: int) -> list[str]:
    """Return what is printed below the finding's own line."""
    Path("fil.yaml").write_text(text, encoding="utf-8")
    return report.text([finding(line, column)], coloured=False).split("\n")[1:]


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "check", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def spoil(file: str, old: str, new: str) -> None:
    text = Path(file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    Path(file).write_text(text.replace(old, new), encoding="utf-8")


TEN = """id: rammer
titel: Rammer
ukjent: 1
sideskift: ja
i_innhold: 3
nummerert: nei
viderefører: 2021/rammer
innhold: tekst
underkapitler: x
innsatsområder: y
tverrgående_temaer: z
"""


def test_ten_mistakes_in_one_file_are_ten_findings_in_every_format(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path(FILE).write_text(TEN, encoding="utf-8")
    assert main(["check", "2025"]) == CONTENT_ERRORS
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith(FILE)]
    assert len(lines) == 10
    main(["check", "2025", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["funn"]
    assert [
        f"{one['fil']}:{one['linje']}:{one['kolonne']}: {one['alvor']}: {one['melding']} [{one['regel']}]"
        for one in found
        if one["fil"] == FILE
    ] == lines
    main(["check", "2025", "--format", "github"])
    annotations = [line for line in capsys.readouterr().out.splitlines() if f"file={FILE}" in line]
    assert [line.split("::")[1].split(" ")[0] for line in annotations] == ["error"] * 10


def test_json_is_as_its_schema_says_and_holds_what_is_accepted_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    schema = json.loads((ROOT / "schemas/funn.schema.json").read_text(encoding="utf-8"))
    assert main(["check", "--format", "json"]) == GOOD
    output = capsys.readouterr()
    document = json.loads(output.out)
    jsonschema.Draft202012Validator(schema).validate(document)
    assert {one["alvor"] for one in document["funn"]} == {"merknad"}
    accepted = [one for one in document["funn"] if " Godtatt: " in one["melding"]]
    assert output.err == (
        f"0 feil, 0 advarsler, {len(document['funn']) - len(accepted)} merknader, {len(accepted)} godtatt\n"
    )
    assert "språk-punktum" in output.out


def test_what_is_accepted_is_shown_only_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "2025"])
    assert "Godtatt:" not in capsys.readouterr().out
    main(["check", "2025", "--godtatt"])
    assert capsys.readouterr().out.count("Godtatt:") == 18
    main(["check", "2025", "--format", "github"])
    assert "Godtatt:" not in capsys.readouterr().out


def test_what_weighs_most_is_told_first_and_what_weighs_the_same_by_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil("content/2025/kapitler/budsjett.yaml", "tittel: Budsjett\n", "tittel: Budsjett budsjett\n")
    spoil(
        "content/2025/kapitler/organisering.yaml", "tittel: Roller og ansvar\n", "tittel: Roller  og ansvar\n"
    )
    spoil(FILE, "i_innhold: false", "i_innhold: nei")
    main(["check", "--merknader"])
    output = capsys.readouterr()
    told = [line.split(": ")[:2] for line in output.out.splitlines() if line.startswith("content/")]
    weights = [weight for _, weight in told]
    assert weights[:3] == ["feil", "advarsel", "advarsel"]
    assert set(weights[3:]) == {"merknad"}
    for weight in set(weights):
        places = [place for place, known in told if known == weight]
        assert [place.split(":")[0] for place in places] == sorted(place.split(":")[0] for place in places)
    assert output.err.startswith(f"1 feil, 2 advarsler, {len(weights) - 3} merknader, ")


def test_github_reads_each_annotation_as_one_line_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    spoil(FILE, "i_innhold: false", 'i_innhold: "100 %, ikke: ja"')
    main(["check", "2025", "--format", "github"])
    line = capsys.readouterr().out.splitlines()[-1]
    assert line.startswith(f"::error file={FILE},line=5,col=12,title=skjema-type::")
    strange = Finding(Position("a,b:c%.yaml", 1, 2), "id-unik", "50 %\r\nslutt", Severity.WARNING)
    assert report.github([strange]) == (
        "::warning file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=id-unik::50 %25%0D%0Aslutt"
    )


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("tittel: Rammer", 9, ["  1 | tittel: Rammer", "    |         ^"]),
        ("år: «æøå» x", 11, ["  1 | år: «æøå» x", "    |           ^"]),
        ("a\tb: x", 3, ["  1 | a b: x", "    |   ^"]),
        ("日本: x", 5, ["  1 | 日本: x", "    |       ^"]),
        ("x\u0301: x", 4, ["  1 | x\u0301: x", "    |   ^"]),
        ("a\u030a: x", 4, ["  1 | å: x", "    |    ^"]),
        ("slutt", 6, ["  1 | slutt", "    |      ^"]),
    ],
    ids=[
        "plain",
        "Norwegian letters",
        "a tab",
        "wide letters",
        "an accent on its letter",
        "letters in two parts",
        "the line's end",
    ],
)
def test_the_caret_stands_below_the_place(line: str, column: int, expected: list[str]) -> None:
    assert shown(line + "\n", 1, column) == expected


def test_a_long_line_is_cut_around_the_place() -> None:
    source, mark = shown("x" * 300 + "HER" + "y" * 300, 1, 301)
    assert source.startswith("  1 | …x")
    assert source.endswith("y…")
    assert len(source) < 120
    assert source[mark.index("^") :].startswith("HER")


@pytest.mark.parametrize(("line", "column"), [(2, 1), (1, 99), (9, 9)])
def test_a_place_without_words_has_no_excerpt(line: int, column: int) -> None:
    assert shown("tekst\n\n", line, column) == []


def test_a_file_that_cannot_be_read_as_text_has_no_excerpt() -> None:
    Path("fil.yaml").write_bytes(b"\xff\xfe\n")
    assert report.text([finding(1, 1)], coloured=False) == "fil.yaml:1:1: feil: noe er galt [id-unik]"
    Path("fil.yaml").unlink()
    Path("fil.yaml").mkdir()
    assert "|" not in report.text([finding(1, 1)], coloured=False)


def test_the_content_cannot_write_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "\x1b]0;eid\x07\x1b[2J\x9b31m\u202e"
    controls = {"\x1b", "\x07", "\x9b", "\u202e"}
    assert not controls & set("".join(shown(f"tittel: {hostile}\n", 1, 9)))
    assert not controls & set(report.text([finding(1, 1, hostile)], coloured=False))
    spoil(FILE, "i_innhold: false", 'i_innhold: "\\e[2Jx"')
    main(["check", "2025"])
    output = capsys.readouterr()
    assert f"{FILE}:" in output.out
    assert "\x1b" not in output.out + output.err


@pytest.mark.parametrize(
    ("environment", "codes"), [({}, [b"\x1b[1m"]), ({"NO_COLOR": "1"}, []), ({"TERM": "dumb"}, [])]
)
def test_colours_are_for_terminals_that_show_them(environment: dict[str, str], codes: list[bytes]) -> None:
    leader, follower = pty.openpty()
    surroundings = {**os.environ, "TERM": "xterm", **environment}
    arguments = [sys.executable, str(ROOT / "build.py"), "check", "2025", "--merknader"]
    with subprocess.Popen(arguments, stdout=follower, env=surroundings) as process:
        os.close(follower)
        output = b""
        try:
            while piece := os.read(leader, 65536):
                output += piece
        except OSError:
            pass  # the terminal is gone when its only user is
    os.close(leader)
    assert process.returncode == GOOD
    assert sorted(set(re.findall(rb"\x1b\[1m", output))) == codes
    assert (b"\x1b" in output) is bool(codes)
    assert b"\x1b[" not in command("2025", "--merknader").stdout


def test_a_reader_that_goes_away_is_no_fault() -> None:
    for options, first in (("--format json", b"{\n"), ("--merknader", b"content/2021/budsjett.yaml:")):
        arguments = f"{sys.executable} {ROOT / 'build.py'} check {options} | head -1"
        done = subprocess.run(["bash", "-c", arguments], capture_output=True, check=False)
        assert done.stdout.startswith(first)
        assert done.stdout.count(b"\n") == 1
        assert b"Traceback" not in done.stderr
        assert b"Exception" not in done.stderr


def test_no_letter_is_lost_where_the_machine_speaks_ascii() -> None:
    done = command("2025", "--format", "json", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == GOOD
    assert "språk-skrivemåte" in done.stdout.decode("utf-8")


def test_an_unknown_format_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "jsn"]) == WRONG_USE
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == (
        "handlingsprogram: ukjent format «jsn» (mente du «json»?); formatene er text, json, github\n"
    )


def test_the_summary_counts_each_weight_once() -> None:
    findings = [
        finding(1, 1),
        Finding(Position("f", 1, 1), "id-unik", "m", Severity.WARNING),
        Finding(Position("f", 1, 1), "id-unik", "m", Severity.NOTICE),
        Finding(Position("f", 1, 1), "id-unik", "m", Severity.NOTICE, accepted=True),
    ]
    assert report.summary(findings) == "1 feil, 1 advarsel, 1 merknad, 1 godtatt"
    assert re.fullmatch("0 feil, 0 advarsler, 0 merknader", report.summary([]))
