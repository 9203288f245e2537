"""Where a side comes from: the working tree or git's objects; what cannot be read, and what is said then."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import git as git_program
from handlingsprogram.cli import CONTENT_ERRORS, GOOD, WRONG_USE, main
from handlingsprogram.review.sides import commit as commits
from handlingsprogram.review.sides.side import compare_sides, opened
from tests.read.helpers import YEAR, Edit, copy_content, edit
from tests.review.repository import commit, repository

if TYPE_CHECKING:
    from tests.review.repository import Git

REWORDED: Edit = ("innsatsomrader/konkurransekraft.yaml", "Øke kunnskapen om", "Bedre kunnskapen om")


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Work in a repository with the real content committed once; return a function that runs git."""
    return repository(tmp_path, monkeypatch)


def diff(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command; return the exit code and what it wrote."""
    code = main(["diff", *arguments])
    output = capsys.readouterr()
    assert "Traceback" not in output.err
    return code, output.out, output.err


def changes(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str, str]]:
    code, out, err = diff(capsys, *arguments, "--format", "json")
    assert (code, err) == (GOOD, "")
    return [(change["type"], change["sti"], change["felt"]) for change in json.loads(out)["endringer"]]


CHANGE = [("endret", "innsatsomradene/konkurransekraft/utenlandsk-arbeidskraft", "tekst")]


@pytest.mark.usefixtures("git")
def test_a_revision_is_compared_with_the_working_tree_and_nothing_is_touched(
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit((REWORDED,))
    before = {path: path.stat().st_mtime_ns for path in Path().rglob("*") if path.is_file()}
    for revision in ("main", "HEAD", "refs/heads/main", "@", "HEAD^0"):
        assert changes(capsys, f"{revision}:2025", "2025") == CHANGE
    assert changes(capsys, "2025", "main:2025") == CHANGE
    assert {path: path.stat().st_mtime_ns for path in Path().rglob("*") if path.is_file()} == before


def test_two_revisions_are_compared(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    edit((REWORDED,))
    commit(git)
    assert changes(capsys, "HEAD~1:2025", "HEAD:2025") == CHANGE
    git("tag", "utkast", "HEAD~1")
    assert changes(capsys, "utkast:2025", "main:2025") == CHANGE
    assert changes(capsys, "utkast:2021", "main:2021") == []


def test_content_in_another_folder_of_the_repository(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    Path("råd").mkdir()
    shutil.move("content", "råd/innhold")
    commit(git)
    assert changes(capsys, "HEAD:2025", "2025", "--content", "råd/innhold") == []
    code, _, err = diff(capsys, "HEAD:2024", "2025", "--content", "råd/innhold")
    assert code == WRONG_USE
    assert err == "handlingsprogram: finner ikke året «2024» i HEAD:råd/innhold; der er 2021, 2025\n"
    code, _, err = diff(capsys, "HEAD~1:2025", "2025", "--content", "råd/innhold")
    assert code == WRONG_USE
    assert err == "handlingsprogram: finner ikke året «2025» i HEAD~1:råd/innhold; der er ingen år\n"


NO_YEAR = "er ikke et år; skriv et år (2029) eller en git-revisjon og et år (main:2029)"
NO_NAME = "er ikke et navn på en git-revisjon; skriv for eksempel main eller HEAD~3"
WRONG = {
    "2024": "finner ikke året «2024» i content; der er 2021, 2025",
    "tull": f"«tull» {NO_YEAR}",
    "main": f"«main» {NO_YEAR}",
    "main:": f"«main:» {NO_YEAR}",
    "2025:main": f"«2025:main» {NO_YEAR}",
    "main:20255": f"«main:20255» {NO_YEAR}",
    "": f"«» {NO_YEAR}",
    "../2025": f"«../2025» {NO_YEAR}",
    ":2025": f"«» {NO_NAME}",
    "a b:2025": f"«a b» {NO_NAME}",
    "main\n:2025": f"«main\n» {NO_NAME}",
    "^HEAD:2025": f"«^HEAD» {NO_NAME}",
    "HEAD..HEAD:2025": "git finner ikke revisjonen «HEAD..HEAD»",
    "@{-1}:2025": "git finner ikke revisjonen «@{-1}»",
    ":/finnes-ikke:2025": "git finner ikke revisjonen «:/finnes-ikke»",
    "HEAD:２０２５": f"«HEAD:２０２５» {NO_YEAR}",
    "HEAD~99999999999999999999:2025": "git finner ikke revisjonen «HEAD~99999999999999999999»",
    "main:2024": "finner ikke året «2024» i main:content; der er 2021, 2025",
    "mian:2025": "git finner ikke revisjonen «mian»; mente du «main»?",
    "HEAD~9:2025": "git finner ikke revisjonen «HEAD~9»",
    "HEAD:content:2025": "git finner ikke revisjonen «HEAD:content»",
    "HEAD^{tree}:2025": "git finner ikke revisjonen «HEAD^{tree}»",
}


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("name", WRONG, ids=repr)
def test_a_side_that_is_not_there_is_one_clear_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(capsys, name, "2025") == (WRONG_USE, "", f"handlingsprogram: {WRONG[name]}\n")
    assert diff(capsys, "2025", name) == (WRONG_USE, "", f"handlingsprogram: {WRONG[name]}\n")


@pytest.mark.usefixtures("git")
def test_a_revision_that_looks_like_an_option_is_not_one(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = diff(capsys, "--", "--output=funnet:2025", "2025")
    assert (code, out) == (WRONG_USE, "")
    assert err == f"handlingsprogram: «--output=funnet» {NO_NAME}\n"
    assert not Path("funnet").exists()


def test_without_a_repository_only_years_can_be_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    copy_content(tmp_path)
    assert changes(capsys, "2025", "2025") == []
    code, _, err = diff(capsys, "main:2025", "2025")
    assert code == WRONG_USE
    assert err == (
        "handlingsprogram: mappen content ligger ikke i et git-lager; "
        "der er bare årene i mappen å sammenligne\n"
    )


@pytest.mark.usefixtures("git")
def test_a_repository_that_git_cannot_read_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path(".git/config").write_text("[core\n", encoding="utf-8")
    message = "git kan ikke lese lageret som mappen content ligger i: bad config line 1 in file .git/config"
    assert diff(capsys, "HEAD:2025", "2025") == (WRONG_USE, "", f"handlingsprogram: {message}\n")


def test_a_repository_without_commits_has_no_revisions(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    git("checkout", "--quiet", "--orphan", "tom")
    git("branch", "--delete", "--force", "main")
    assert diff(capsys, "HEAD:2025", "2025") == (
        WRONG_USE,
        "",
        "handlingsprogram: git finner ikke revisjonen «HEAD»\n",
    )


@pytest.mark.usefixtures("git")
def test_without_git_only_years_can_be_compared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert changes(capsys, "2025", "2025") == []
    code, _, err = diff(capsys, "main:2025", "2025")
    assert code == WRONG_USE
    assert err == (
        "handlingsprogram: finner ikke programmet git; uten det kan bare år i arbeidsmappen sammenlignes\n"
    )


def test_a_shallow_clone_says_how_to_get_the_rest(
    git: Git,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit((REWORDED,))
    commit(git)
    git("clone", "--quiet", "--depth=1", tmp_path.as_uri(), str(tmp_path / "kopi"))
    monkeypatch.chdir(tmp_path / "kopi")
    assert changes(capsys, "HEAD:2025", "2025") == []
    code, _, err = diff(capsys, "HEAD~1:2025", "2025")
    assert code == WRONG_USE
    assert err == (
        "handlingsprogram: git finner ikke revisjonen «HEAD~1»; her er bare en del av historien hentet, "
        "kjør «git fetch --unshallow»\n"
    )


def test_a_revision_whose_objects_are_gone_is_one_clear_line(
    git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    name = git("rev-parse", "HEAD:content/2025/program.yaml").strip()
    Path(".git/objects", name[:2], name[2:]).unlink()
    assert diff(capsys, "HEAD:2025", "2025") == (
        WRONG_USE,
        "",
        "handlingsprogram: git mangler innholdet i «HEAD»; kjør «git fetch» og prøv igjen\n",
    )


# --- What can be read of a side ------------------------------------------------------------------


def test_what_does_not_fit_the_schema_is_left_out_and_said(
    git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    good = Path("content")
    shutil.copytree(good, "god")
    edit(
        (
            ("program.yaml", "emne: Osloregionens tiltak", "gammelt: ja\nemne: Osloregionens tiltak"),
            ("kapitler/rammer.yaml", "sideskift: true", "sideskift: kanskje"),
            (
                "innsatsomrader/konkurransekraft.yaml",
                "      - id: utenlandsk-arbeidskraft\n",
                "      - navn: x\n",
            ),
        )
    )
    commit(git)
    shutil.rmtree(good)
    shutil.move("god", good)
    code, out, _ = diff(capsys, "HEAD:2025", "2025", "--format", "json")
    assert code == GOOD
    found = json.loads(out)
    first, *notices = found["merknader"]
    assert first == "Ikke alt i HEAD:2025 kan leses. Dette er ikke sammenlignet:"
    area, chapter = (
        f"HEAD:content/2025/{name}.yaml" for name in ("innsatsomrader/konkurransekraft", "kapitler/rammer")
    )
    assert sorted(notice.split("; ")[0] for notice in notices) == [
        f"{area}:19:9: nøkkelen «id» mangler i punkt 1 i «tiltak»",
        f"{area}:19:9: ukjent nøkkel «navn»",
        f"{chapter}:7:12: «sideskift» kan ikke være «kanskje»",
        "HEAD:content/2025/program.yaml:8:1: ukjent nøkkel «gammelt»",
    ]
    assert [(change["type"], change["sti"]) for change in found["endringer"]] == [
        ("endret", "rammer"),
        # The measure without an id is known again by its text.
        ("endret", "innsatsomradene/konkurransekraft/utenlandsk-arbeidskraft"),
    ]


def test_a_file_that_is_missing_is_left_out(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    Path(YEAR, "kapitler", "rammer.yaml").unlink()
    commit(git)
    code, out, _ = diff(capsys, "HEAD~1:2025", "HEAD:2025", "--format", "json")
    found = json.loads(out)
    assert code == GOOD
    assert ("fjernet", "rammer") in [(change["type"], change["sti"]) for change in found["endringer"]]
    assert found["merknader"][1].startswith("HEAD:content/2025/program.yaml:44:5: ")


def test_a_year_that_is_no_yaml_stops_the_comparison_with_its_findings(
    git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    edit((("kapitler/rammer.yaml", "tittel: Rammer", "\ttittel: Rammer"),))
    for name, shown in (("2025", "content"), ("HEAD:2025", "HEAD:content")):
        code, out, err = diff(capsys, "2021", name)
        assert (code, out) == (CONTENT_ERRORS, "")
        assert err.startswith(f"{shown}/2025/kapitler/rammer.yaml:3:")
        assert err.endswith("1 feil, 0 advarsler, 0 merknader; ingenting er sammenlignet\n")
        commit(git)


def test_errors_that_only_the_rules_find_do_not_stop_the_comparison(
    git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    edit((("kapitler/innsatsomradene.yaml", "[](#tverrgaende-temaer)", "[](#finnes-ikke)"),))
    assert main(["check", "2025"]) == CONTENT_ERRORS
    capsys.readouterr()
    assert changes(capsys, "HEAD:2025", "2025") == [("endret", "innsatsomradene/avsnitt.1", "tekst")]
    assert diff(capsys, "HEAD:2025", "2025")[0] == GOOD
    commit(git)


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("limit", ["MAX_FILES", "MAX_TOTAL"])
def test_a_revision_with_too_much_content_is_not_read(
    limit: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commits, limit, 10)
    message = "handlingsprogram: HEAD:content/2025 har mer innhold enn et handlingsprogram kan ha\n"
    assert diff(capsys, "HEAD:2025", "2025") == (WRONG_USE, "", message)


def test_links_and_files_that_are_too_large_are_not_read(
    git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = Path("hemmelig.yaml")
    secret.write_text("id: rammer\ntittel: Hemmelig\n", encoding="utf-8")
    Path(YEAR, "kapitler", "rammer.yaml").unlink()
    Path(YEAR, "kapitler", "rammer.yaml").symlink_to("../../../hemmelig.yaml")
    commit(git)
    code, out, _ = diff(capsys, "HEAD:2025", "2021", "--format", "json")
    assert code == GOOD
    assert "Hemmelig" not in out
    assert "HEAD:content/2025/kapitler/rammer.yaml:1:1: filen er en snarvei, og blir ikke lest" in out
    Path(YEAR, "kapitler", "rammer.yaml").unlink()
    Path(YEAR, "kapitler", "rammer.yaml").write_text("#" * 1_000_001, encoding="utf-8")
    commit(git)
    code, _, err = diff(capsys, "HEAD:2025", "2021")
    assert code == CONTENT_ERRORS
    assert err.startswith("HEAD:content/2025/kapitler/rammer.yaml:1:1: feil: filen er større enn 1 MB")


def test_a_path_out_of_the_folder_is_not_followed(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    places = tmp_path / "midlertidig"
    places.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(places))

    def tree(name: str, below: str, *others: str) -> str:
        """Make a folder that holds others, and one by this name."""
        listed = "".join(f"{entry}\n" for entry in (*others, f"040000 tree {below}\t{name}"))
        made = subprocess.run(["git", "mktree"], input=listed, check=True, capture_output=True, text=True)
        return made.stdout.strip()

    others = git("ls-tree", "HEAD:content/2025").splitlines()
    above = tree("..", git("rev-parse", "HEAD:content/2021").strip())
    top = tree("content", tree("2025", tree("..", above, *others)))
    git("tag", "ond", git("commit-tree", "-m", "Ond", top).strip())
    assert "2025/../../program.yaml" in git("ls-tree", "-r", "--name-only", "ond:content")
    assert changes(capsys, "ond:2025", "HEAD:2025") == []
    assert list(places.iterdir()) == []


# --- Where the sides parted ----------------------------------------------------------------------


def test_a_branch_is_compared_with_what_it_began_from(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    git("switch", "--quiet", "--create", "gren/æøå")
    edit((REWORDED,))
    commit(git)
    git("switch", "--quiet", "main")
    edit((("innsatsomrader/konkurransekraft.yaml", "Øke kunnskapen om", "Dele kunnskapen om"),))
    commit(git)
    assert changes(capsys, "main...:2025", "gren/æøå:2025") == CHANGE
    assert changes(capsys, "gren/æøå:2025", "main...:2025") == CHANGE
    code, text, _ = diff(capsys, "main...:2025", "gren/æøå:2025")
    assert code == GOOD
    assert "[-Øke-]{+Bedre+} kunnskapen" in text
    git("switch", "--quiet", "gren/æøå")
    assert changes(capsys, "main...:2025", "2025") == CHANGE
    assert "[-Øke-]{+Bedre+} kunnskapen" in diff(capsys, "main...:2025", "2025")[1]
    # It knows all that lies where they parted, also for the Word report's sake.
    assert diff(capsys, "main...:2024", "2025")[2] == (
        "handlingsprogram: finner ikke året «2024» i main...:content; der er 2021, 2025\n"
    )


PARTED = {
    ("main...:2025", "HEAD...:2025"): "bare den ene siden kan skrives med «...», for den viser til den andre",
    ("mian...:2025", "2025"): "git finner ikke revisjonen «mian»; mente du «main»?",
    ("main...:2025", "mian:2025"): "git finner ikke revisjonen «mian»; mente du «main»?",
    ("main...HEAD:2025", "2025"): "git finner ikke revisjonen «main...HEAD»",
    ("...:2025", "2025"): f"«» {NO_NAME}",
    ("main....:2025", "2025"): "git finner ikke revisjonen «main.»; mente du «main»?",
}


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("names", PARTED, ids=repr)
def test_sides_that_parted_nowhere_are_one_clear_line(
    names: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert diff(capsys, *names) == (WRONG_USE, "", f"handlingsprogram: {PARTED[names]}\n")


# --- What readers are told of the sides ----------------------------------------------------------


def described(*names: str) -> tuple[str, str]:
    """Return what a report calls two sides."""
    with opened((names[0], names[1]), Path("content")) as sides:
        comparison = compare_sides(*sides)
    return comparison.fra_beskrevet, comparison.til_beskrevet


def test_revisions_are_told_by_branch_day_and_commit(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    # Where it was made it was still Wednesday, the second of May.
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2029-05-02T23:30:00-0800")
    commit(git)
    git("tag", "--annotate", "--message=Vedtatt", "vedtatt-2029")
    git("update-ref", "refs/remotes/opphav/ny/plan", "main")
    name = git("rev-parse", "HEAD").strip()
    when = f"2. mai 2029 (commit {name[:7]})"
    here = "2025 slik det ligger i arbeidsmappen"
    for revision, place in {
        "main": "på main ",
        "HEAD": "på main ",
        "refs/heads/main": "på main ",
        "opphav/ny/plan": "på opphav/ny/plan ",
        "vedtatt-2029": "ved merkelappen vedtatt-2029 ",
        "HEAD~0": "",
        name[:9]: "",
        "main...": "på main ",
    }.items():
        assert described(f"{revision}:2025", "2025") == (f"2025 slik det var {place}{when}", here), revision
    git("checkout", "--quiet", "--detach")
    assert described("2021", "HEAD:2025") == (
        "2021 slik det ligger i arbeidsmappen",
        f"2025 slik det var {when}",
    )
    edit((REWORDED,))
    assert described("HEAD:2025", "2025")[1] == f"{here}, med endringer som ikke er lagret i git"
    assert described("HEAD:2021", "2021")[1] == "2021 slik det ligger i arbeidsmappen"


@pytest.mark.usefixtures("git")
def test_years_as_they_lie_here_are_known_by_their_titles() -> None:
    assert described("2021", "2025") == ("", "")


@pytest.mark.parametrize("day", ["0 +9999", "12 kl. 4", "99999999999999 -0100"])
def test_a_commit_of_no_day_is_told_by_its_name(git: Git, day: str) -> None:
    data = git("cat-file", "commit", "HEAD")
    lines = [
        f"committer Ola <o@x> {day}" if line.startswith("committer ") else line for line in data.split("\n")
    ]
    command = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    made = subprocess.run(command, input="\n".join(lines), check=True, capture_output=True, text=True).stdout
    assert described(f"{made.strip()}:2025", "2025")[0] == f"2025 slik det var (commit {made[:7]})"


@pytest.mark.usefixtures("git")
def test_a_comparison_asks_little_of_git(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    run = git_program.run

    def counted(folder: Path, *arguments: str, given: bytes = b"") -> git_program.Answer:
        asked.append(arguments[0])
        return run(folder, *arguments, given=given)

    monkeypatch.setattr(git_program, "run", counted)
    assert changes(capsys, "HEAD:2021", "HEAD:2025")
    assert asked == ["rev-parse", "rev-parse", *["ls-tree", "cat-file"] * 2]
    asked.clear()
    assert changes(capsys, "2021", "2025")
    assert asked == []


# --- Where a report goes -------------------------------------------------------------------------


@pytest.mark.usefixtures("git")
def test_reports_are_written_to_a_folder_under_names_that_tell_the_sides(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ("refs/heads/main:2025", "2025", "--format", "text,md,json", "--out", "ut/")
    names = [f"ut/endringer-refs-heads-main-2025-2025.{ending}" for ending in ("txt", "md", "json")]
    assert diff(capsys, *arguments) == (GOOD, "", "".join(f"{name}\n" for name in names))
    assert sorted(path.name for path in Path("ut").iterdir()) == [
        "endringer-refs-heads-main-2025-2025.json",
        "endringer-refs-heads-main-2025-2025.md",
        "endringer-refs-heads-main-2025-2025.txt",
    ]


@pytest.mark.usefixtures("git")
def test_a_report_is_written_whole_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("2021", "2025", "--format", "md", "--out", "ut/rapport.md")
    assert diff(capsys, *arguments) == (GOOD, "", "ut/rapport.md\n")
    text = Path("ut/rapport.md").read_text(encoding="utf-8")
    assert diff(capsys, "2021", "2025", "--format", "md") == (GOOD, text, "")
    code, out, err = diff(capsys, "2021", "2025", "--format", "md,json", "--out", "ut/rapport.md")
    assert (code, out) == (WRONG_USE, "")
    assert err == "handlingsprogram: flere formater må skrives til en mappe; skriv for eksempel --out out/\n"


def test_what_of_the_frame_cannot_be_read_is_no_change(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(git)
    edit(
        (
            ("program.yaml", "dato: 2024-12-18", "dato: 18.12.2024"),
            ("program.yaml", "status: vedtatt", "status: kladd"),
        )
    )
    code, out, _ = diff(capsys, "HEAD:2025", "2025")
    assert code == GOOD
    assert "Ingen endringer." in out
    assert "«dato» kan ikke være «18.12.2024»" in " ".join(out.split())
