"""Every command by its name: help with examples that can be typed, completion, progress; named folders."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest

from handlingsprogram.cli import CONTENT_ERRORS, GOOD, WRONG_USE, main
from handlingsprogram.commands import COMMANDS, parsing, terminal
from tests.read.helpers import ROOT, copy_content
from tests.short import write_year


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("HANDLINGSPROGRAM_REVISJON", "")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- Help and names -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_in_norwegian_with_examples_that_can_be_typed(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == GOOD
    shown = capsys.readouterr().out
    assert shown.startswith(f"Bruk: handlingsprogram {name}")
    assert "Eksempler:\n" in shown
    assert [word for word in ("usage", "options", "default", "show this") if word in shown.lower()] == []
    examples = import_module(f"handlingsprogram.commands.{COMMANDS[name].module}").EXAMPLES
    assert examples
    for typed, does in examples:
        assert f"  handlingsprogram {typed}\n      {does}\n" in shown
        words = re.split(r" >>? ", typed)[0]
        assert words.split()[0] == name
        parsing.parse(shlex.split(words))


def test_every_target_of_make_that_a_user_needs_is_a_command(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    told = re.findall(r"^# make ([\w-]+)", makefile.partition("\n\n")[0], re.MULTILINE)
    ours = {"test", "guide", "pdf", "skrifter"}
    assert {"check", "diff", "review", "git-diff", "rydd"} <= set(told)
    assert set(told) - ours <= set(COMMANDS)


def test_it_says_its_version_and_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "handlingsprogram", "--version"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == f"handlingsprogram {version('handlingsprogram')}\n"
    assert done.stderr == ""


TAB = """\
source <(handlingsprogram fullføring bash)
complete_line() {
    COMP_LINE="$1" COMP_POINT=${#1} COMP_TYPE=9; read -ra COMP_WORDS <<< "$1"
    [[ $1 == *" " ]] && COMP_WORDS+=(""); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _python_argcomplete handlingsprogram; echo "${COMPREPLY[*]}"
}
while read -r line; do complete_line "${line%.}"; done
"""
COMPLETED = {
    "handlingsprogram ": {*COMMANDS},
    "handlingsprogram bu": {"build"},
    "handlingsprogram build ": {"2025", "klimaplan-2029"},
    "handlingsprogram build --fo": {"--format"},
    "handlingsprogram build --format ": {"md", "docx", "pdf", "html"},
    "handlingsprogram diff 2025 ": {"2025", "klimaplan-2029"},
    "handlingsprogram fullføring ": {"bash", "zsh", "fish", "powershell"},
}


def test_tab_completes_commands_options_and_years(folder: Path) -> None:
    write_year(folder / "content", "2025")
    write_year(folder / "content", "klimaplan-2029")
    (folder / "tab").write_text(TAB, encoding="utf-8")
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    asked = "".join(f"{line}.\n" for line in COMPLETED)
    done = subprocess.run(
        ["bash", "tab"], input=asked, check=True, capture_output=True, encoding="utf-8", env={"PATH": path}
    )
    assert done.stderr == ""
    answers = done.stdout.splitlines()
    assert len(answers) == len(COMPLETED)
    for wanted, got in zip(COMPLETED.values(), answers, strict=True):
        assert {word for word in got.split() if not word.startswith("--")} | wanted == set(got.split()) - {
            word for word in got.split() if word.startswith("--") and word not in wanted
        }


@pytest.mark.parametrize(
    ("shell", "word"),
    [("zsh", "compdef"), ("fish", "complete --command"), ("powershell", "Register-ArgumentCompleter")],
)
def test_other_shells_get_what_they_need(capsys: pytest.CaptureFixture[str], shell: str, word: str) -> None:
    assert main(["fullføring", shell]) == GOOD
    shown = capsys.readouterr().out
    assert word in shown
    assert "handlingsprogram" in shown


def test_an_unknown_shell_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fullføring", "bsh"]) == WRONG_USE
    line = "ukjent skall «bsh» (mente du «bash»?); skallene er bash, zsh, fish, powershell"
    assert capsys.readouterr().err == f"handlingsprogram: {line}\n"


def test_without_content_it_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("build", "check"):
        assert main([name]) == WRONG_USE
        said = capsys.readouterr().err
        assert said.startswith("handlingsprogram: finner ikke mappen content; ")
        assert "«handlingsprogram ny-samling MAPPE»" in said


# --- Progress -----------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_what_goes_on_in_a_line_that_is_gone_at_the_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_year(folder / "content", "2025")
    monkeypatch.setattr(sys, "stderr", shown := Terminal())
    assert main(["build", "--format", "md"]) == GOOD
    assert "\rBygger 2025 …" in shown.getvalue()
    lines = [line.rpartition("\r")[2] for line in shown.getvalue().removesuffix("\n").split("\n")]
    assert [line.split(" (")[0] for line in lines] == ["out/handlingsprogram-2025.md"]


def test_a_shorter_line_hides_the_longer_one_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", shown := Terminal())
    with terminal.Progress() as progress:
        progress.tell("lang linje")
        progress.tell("kort")
    assert shown.getvalue() == "\rlang linje\rkort      \r    \r"


def test_a_pipe_gets_no_progress(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_year(folder / "content", "2025")
    assert main(["build", "--format", "md"]) == GOOD
    assert re.fullmatch(r"out/handlingsprogram-2025\.md \(\d,\d s\)\n", capsys.readouterr().err)


# --- Folders with names -------------------------------------------------------------------------


def test_a_folder_with_a_name_gives_its_documents_that_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_year(folder / "content", "2025")
    write_year(folder / "content", "klimaplan-2021")
    write_year(folder / "content", "klimaplan-2025", "viderefører: [klimaplan-2021/kort]\n")
    assert main(["check"]) == GOOD
    assert main(["build", "klimaplan-2025", "2025", "--format", "md,html"]) == GOOD
    assert sorted(path.name for path in Path("out").glob("[!.]*")) == [
        "handlingsprogram-2025.html",
        "handlingsprogram-2025.md",
        "klimaplan-2025.html",
        "klimaplan-2025.md",
    ]
    assert main(["diff", "klimaplan-2021", "klimaplan-2025", "--out", "out/", "--format", "md"]) == GOOD
    assert Path("out/endringer-klimaplan-2021-klimaplan-2025.md").exists()
    capsys.readouterr()
    assert main(["check", "content/klimaplan-2025/"]) == GOOD
    capsys.readouterr()
    assert main(["build", "klimaplan-2029"]) == WRONG_USE
    said = "finner ikke året «klimaplan-2029» i content; der er 2025, klimaplan-2021, klimaplan-2025"
    assert capsys.readouterr().err == f"handlingsprogram: {said}\n"


@pytest.mark.parametrize(
    ("link", "finding"),
    [
        ("klimaplan-2021/kart", "klimaplan-2021 har ingenting med id-en «kart»; mente du «kort»?"),
        (
            "2021/kort",
            "finner ikke året 2021 i content; legg mappen tilbake, eller slett henvisningen til den",
        ),
        ("klimaplan-2025/kort", "«klimaplan-2025/kort» er ikke i et tidligere år enn 2025"),
        ("2029/kort", "«2029/kort» er ikke i et tidligere år enn 2025"),
    ],
)
def test_a_link_names_the_folder_whose_year_it_continues(
    folder: Path, capsys: pytest.CaptureFixture[str], link: str, finding: str
) -> None:
    for name in ("klimaplan-2021", "2029"):
        write_year(folder / "content", name)
    write_year(folder / "content", "klimaplan-2025", f"viderefører: [{link}]\n")
    assert main(["check"]) == CONTENT_ERRORS
    [line] = [line for line in capsys.readouterr().out.splitlines() if ": feil: " in line]
    assert line == f"content/klimaplan-2025/kapitler/kort.yaml:3:15: feil: {finding} [viderefører]"


def test_a_comparison_follows_what_continues_in_folders_of_the_same_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The chapter in between has another id and title: only the links lead through it."""
    write_year(folder / "content", "klimaplan-2021")
    for name, link in (("klimaplan-2023", "klimaplan-2021/kort"), ("klimaplan-2025", "klimaplan-2023/nytt")):
        file = write_year(folder / "content", name)
        file.unlink()
        file.with_name("nytt.yaml").write_text(
            f"id: nytt\ntittel: Helt andre ord\nviderefører: [{link}]\n", encoding="utf-8"
        )
        frame = file.parents[1] / "program.yaml"
        frame.write_text(frame.read_text(encoding="utf-8").replace("[kort]", "[nytt]"), encoding="utf-8")
    assert main(["diff", "klimaplan-2021", "klimaplan-2025"]) == GOOD
    assert "~ het før «Kort»" in capsys.readouterr().out


def test_a_new_folder_is_compared_with_the_year_before_of_the_same_name(folder: Path) -> None:
    for name in ("2024", "klimaplan-2023"):
        write_year(folder / "content", name)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
    subprocess.run([*git, "add", "content"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message", "a"], check=True)
    for name in ("2025", "klimaplan-2025", "sykkelplan-2025"):
        write_year(folder / "content", name)
    assert main(["review", "main"]) == GOOD
    made = sorted(path.stem for path in Path("out").glob("endringer-*.md"))
    assert made == ["endringer-2024-2025", "endringer-klimaplan-2023-klimaplan-2025"]
    told = Path("out/kommentar.md").read_text(encoding="utf-8")
    assert "## Programmet for sykkelplan-2025 er nytt" in told


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Klimaplan 2025", "klimaplan-2025"),
        ("klimaplan_2025", "klimaplan-2025"),
        ("2025 - Kopi", "kopi-2025"),
        ("Økonomi", "okonomi-2031"),
        ("25", "ny-2031"),
    ],
)
def test_a_folder_that_nothing_reads_is_told_of(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, better: str
) -> None:
    for year in ("2024", "2031"):
        write_year(folder / "content", year)
    (folder / "content/2031").rename(folder / "content" / name)
    message = f"mappen «{name}» blir ikke lest; mappen til et program heter årstallet, eller et navn og "
    finding = f"content/{name}/program.yaml:1:1: feil: {message}årstallet: «{better}» [fil-plass]"
    assert main(["check"]) == CONTENT_ERRORS
    assert finding in capsys.readouterr().out
    for _ in range(2):  # also when nothing has changed
        assert main(["build", "--format", "md"]) == CONTENT_ERRORS
        assert finding in capsys.readouterr().err
    assert Path("out/handlingsprogram-2024.md").exists()
    assert main(["check", "2024"]) == GOOD


# --- Years that are not there -------------------------------------------------------------------


def test_a_year_that_is_gone_is_one_finding_however_much_refers_to_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_content(folder)
    shutil.rmtree("content/2021")
    assert main(["check", "--merknader", "--format", "text"]) == CONTENT_ERRORS
    [line] = [line for line in capsys.readouterr().out.splitlines() if ": feil: " in line]
    assert re.fullmatch(
        r"content/2025/kapitler/\w+\.yaml:\d+:\d+: feil: finner ikke året 2021 i content, som (\d+) steder i "
        r"2025 viser til; legg mappen tilbake, eller slett alle henvisninger til 2021/ \[viderefører\]",
        line,
    )
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "content/2025").rglob("*.yaml"))
    assert f"som {len(re.findall(r'2021/[a-z]', text))} steder" in line


BUDGET = """\
tabeller:
  - id: drift
    tittel: Drift
    enhet: kroner
    kolonner: [{id: belop, overskrift: Beløp}]
    rader:
      - {id: inngaende, navn: Inngående, tall: {belop: 1}, samme_som: {belop: 2024/utgaende/belop}}
      - {id: annet, navn: Annet, tall: {belop: 1}, samme_som: {belop: 2024/utgaende/belop}}
"""


@pytest.mark.parametrize(
    ("link", "severity", "count"), [("", "merknad", 2), ("viderefører: [2024/kort]\n", "feil", 3)]
)
def test_figures_of_a_year_that_is_gone_are_one_finding_too(
    folder: Path, capsys: pytest.CaptureFixture[str], link: str, severity: str, count: int
) -> None:
    write_year(folder / "content", "2025", f"{link}innhold: [{{budsjettabell: drift}}]\n")
    (folder / "content/2025/budsjett.yaml").write_text(BUDGET, encoding="utf-8")
    assert main(["check", "--merknader"]) == (CONTENT_ERRORS if link else GOOD)
    [line] = [line for line in capsys.readouterr().out.splitlines() if "finner ikke" in line]
    assert f"{severity}: finner ikke året 2024 i content, som {count} steder i 2025 viser til" in line
