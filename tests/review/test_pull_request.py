"""`review`: what a branch does to the programmes since it and the base parted, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.cli import CONTENT_ERRORS, GOOD, WRONG_USE, main
from tests.review.repository import commit, repository

if TYPE_CHECKING:
    from tests.review.repository import Git

FRAME = """\
år: {}
tittel: Prøveprogram
organisasjon: Prøverådet
status: utkast
dato: 2029-12-01
språk: nb-NO
omslag: {{tittel: Prøveprogram}}
innholdsfortegnelse: {{tittel: Innhold, nivåer: 1}}
kapitler: [turer, kart]
"""
OLD, NEW = Path("content/2030"), Path("content/2031")
COMMENT = Path("out/kommentar.md")


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Work on `gren` in a repository whose `main` has two short years; return a function that runs git."""
    git = repository(tmp_path, monkeypatch)
    for adopted in ("2021", "2025"):
        shutil.rmtree(f"content/{adopted}")
    for year in (OLD, NEW):
        write(year, "turer", "Fotturer")
        write(year, "kart", "Kart")
        (year / "program.yaml").write_text(FRAME.format(year.name), encoding="utf-8")
    commit(git)
    git("switch", "--quiet", "--create", "gren")
    return git


def write(year: Path, name: str, title: str) -> None:
    file = year / "kapitler" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"id: {name}\ntittel: {title}\n", encoding="utf-8")


def colleague(git: Git) -> None:
    """Commit something else on main meanwhile."""
    git("switch", "--quiet", "main")
    write(NEW, "kart", "Kart og kompass")
    commit(git)
    git("switch", "--quiet", "gren")


def review(capsys: pytest.CaptureFixture[str], base: str = "main") -> str:
    """Review the branch without the Word report's first page, and return the comment."""
    assert main(["review", base, "--uten-sammendrag"]) == GOOD
    assert capsys.readouterr().out == ""
    return COMMENT.read_text(encoding="utf-8")


def refused(capsys: pytest.CaptureFixture[str], base: str = "main") -> str:
    assert main(["review", base]) == WRONG_USE
    assert not Path("out").exists()
    return capsys.readouterr().err


def changed() -> list[tuple[str, str]]:
    """Return what the reports tell as changed: path and new value."""
    files = sorted(Path("out").glob("*.json"))
    reports = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return [(change["sti"], change["til"]) for report in reports for change in report["endringer"]]


OWN = [("turer", "Skiturer")]


def test_the_work_of_colleagues_is_not_the_branchs_at_home_nor_on_github(
    git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    write(NEW, "turer", "Skiturer")
    commit(git)
    colleague(git)
    at_home = review(capsys)
    assert changed() == OWN
    assert "kompass" not in at_home
    # The workflow checks out the merge, and calls its first parent by the base's name.
    git("checkout", "--quiet", "--detach", "main")
    git("merge", "--quiet", "--no-edit", "gren")
    git("branch", "--force", "main", "HEAD^1")
    shutil.rmtree("out")
    on_github = review(capsys)
    assert changed() == OWN
    # Only the base has another day and name.
    assert [re.sub(r"\d+\. \w+ \d+ \(commit .*?\)", "", text) for text in (at_home, on_github)] == [
        re.sub(r"\d+\. \w+ \d+ \(commit .*?\)", "", at_home)
    ] * 2


def test_what_is_not_committed_counts_also_what_git_does_not_know(
    git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    colleague(git)
    write(NEW, "turer", "Skiturer")
    review(capsys)
    assert changed() == OWN
    git("add", "--all")
    git("checkout", "--quiet", "--detach")
    review(capsys)
    assert changed() == OWN
    commit(git)
    assert review(capsys, "HEAD") == "Ingen av programmene er endret.\n"
    program = NEW / "program.yaml"
    program.write_text(program.read_text(encoding="utf-8").replace("kart]", "kart, mer]"), encoding="utf-8")
    write(NEW, "mer", "Mer")
    assert "Mer" in review(capsys, "HEAD")


def test_a_branch_that_has_taken_in_main_is_still_its_own(
    git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    write(NEW, "turer", "Skiturer")
    commit(git)
    colleague(git)
    git("merge", "--quiet", "--no-edit", "main")
    review(capsys)
    assert changed() == OWN


def test_of_several_places_where_they_parted_that_on_main_is_taken(
    git: Git, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague(git)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2040-01-01T12:00:00Z")  # git names the newest first
    write(NEW, "turer", "Skiturer")
    commit(git)
    git("branch", "før", "main")
    git("switch", "--quiet", "main")
    git("merge", "--quiet", "--no-edit", "gren")
    git("switch", "--quiet", "gren")
    git("merge", "--quiet", "--no-edit", "før")
    assert len(git("merge-base", "--all", "main", "gren").split()) == 2
    write(OLD, "kart", "Papirkart")
    commit(git)
    review(capsys)
    # Neither «Kart og kompass», whichever branch names it first.
    assert changed() == [("kart", "Papirkart"), *OWN]


def test_the_base_can_have_any_name(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    git("branch", "forslag/rød-grønn", "main")
    git("tag", "--annotate", "--message=Vedtatt", "vedtatt", "main")
    write(NEW, "turer", "Skiturer")
    for base in (
        "forslag/rød-grønn",
        "vedtatt",
        "main~0",
        git("rev-parse", "main").strip(),
        "refs/heads/main",
    ):
        shutil.rmtree("out", ignore_errors=True)
        review(capsys, base)
        assert changed() == OWN


def test_a_work_tree_and_a_submodule_are_repositories_of_their_own(
    git: Git, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    git("switch", "--quiet", "main")
    git("worktree", "add", "--quiet", "tre", "gren")
    git("init", "--quiet", "ytre")
    git("-C", "ytre", "submodule", "--quiet", "add", tmp_path.as_uri(), "indre")
    for place, base in (("tre", "main"), ("ytre/indre", "HEAD")):
        monkeypatch.chdir(tmp_path / place)
        write(NEW, "turer", "Skiturer")
        review(capsys, base)
        assert changed() == OWN


def test_a_file_that_moves_to_another_year_changes_both(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    git("mv", str(OLD / "kapitler/kart.yaml"), str(NEW / "kapitler/flyttet.yaml"))
    review(capsys)
    assert sorted(path.name for path in Path("out/kommentar").glob("*.md")) == ["2030.md", "2031.md"]


# --- Years -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("git")
def test_a_new_year_is_compared_with_the_one_before_and_one_that_is_gone_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.move(NEW, "content/2032")
    Path("content/2032/program.yaml").write_text(FRAME.format(2032), encoding="utf-8")
    write(Path("content/2032"), "turer", "Skiturer")
    comment = review(capsys)
    assert Path("out/endringer-2030-2032.docx").exists()
    assert OWN[0] in changed()
    assert "## Programmet for 2031 er slettet\n" in comment
    assert sorted(path.name for path in Path("out/kommentar").iterdir()) == [
        "2031.md",
        "2032.md",
        "sammenlignet.txt",
    ]
    assert Path("out/kommentar/sammenlignet.txt").read_text(encoding="utf-8") == "2030 2032\n"
    shutil.move("content/2032", NEW)
    write(NEW, "turer", "Fotturer")
    (NEW / "program.yaml").write_text(FRAME.format(2031), encoding="utf-8")
    assert review(capsys) == "Ingen av programmene er endret.\n"
    assert [path.name for path in Path("out/kommentar").iterdir()] == ["sammenlignet.txt"]


def test_the_first_year_of_all_has_none_to_be_compared_with(
    git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.move(NEW, "nytt")
    shutil.rmtree(OLD)
    commit(git)
    shutil.move("nytt", NEW)
    assert review(capsys, "HEAD") == "## Programmet for 2031 er nytt\n\nDet er det første her.\n"


BROKEN = "id: [\n"
NOT_COMPARED = "Programmet for {} er ikke sammenlignet, for {} kan ikke leses {}.\n"


def test_what_cannot_be_read_is_named_and_the_rest_compared(
    git: Git, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2029-05-02T23:30:00-0800")
    (NEW / "kapitler/turer.yaml").write_text(BROKEN, encoding="utf-8")
    commit(git)
    write(NEW, "turer", "Fotturer")
    write(OLD, "turer", "Skiturer")
    assert main(["review", "gren"]) == GOOD
    assert "[yaml-form]" in capsys.readouterr().err
    where = f"slik det var på gren 2. mai 2029 (commit {git('rev-parse', 'HEAD')[:7]})"
    assert told(2031) == NOT_COMPARED.format(2031, 2031, where)
    assert changed() == OWN
    (NEW / "kapitler/turer.yaml").write_text("tittel: [\n", encoding="utf-8")
    shutil.copytree(OLD, "content/2032")
    Path("content/2032/program.yaml").write_text(FRAME.format(2032), encoding="utf-8")
    review(capsys)
    assert told(2031) == NOT_COMPARED.format(2031, 2031, "slik det er i forslaget")
    assert told(2032) == NOT_COMPARED.format(2032, 2031, "slik det er i forslaget")


def told(year: int) -> str:
    return Path(f"out/kommentar/{year}.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("git")
def test_a_year_that_cannot_be_built_has_every_report_but_words(capsys: pytest.CaptureFixture[str]) -> None:
    file = NEW / "kapitler/turer.yaml"
    file.write_text(
        file.read_text(encoding="utf-8") + "innhold:\n  - tekst: Se [](#borte).\n", encoding="utf-8"
    )
    assert main(["review", "main"]) == GOOD
    assert "kryssreferansen viser til «borte»" in capsys.readouterr().err
    assert [path.suffix for path in sorted(Path("out").glob("endringer-*"))] == [".html", ".json", ".md"]
    assert "## " in COMMENT.read_text(encoding="utf-8")


@pytest.mark.usefixtures("git")
def test_a_theme_that_cannot_be_used_stops_it(capsys: pytest.CaptureFixture[str]) -> None:
    write(NEW, "turer", "Skiturer")
    Path("content/tema.yaml").write_text(BROKEN, encoding="utf-8")
    assert main(["review", "main"]) == CONTENT_ERRORS
    assert capsys.readouterr().err.endswith("1 feil, 0 advarsler, 0 merknader; ingenting er sammenlignet\n")
    assert not Path("out").exists()


# --- Where there is nothing to compare with --------------------------------------------------------


def test_a_base_that_is_not_there_is_one_line(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        refused(capsys, "mian") == "handlingsprogram: git finner ikke revisjonen «mian»; mente du «main»?\n"
    )
    git("switch", "--quiet", "--orphan", "tom")
    Path("content").mkdir(exist_ok=True)
    assert refused(capsys) == "handlingsprogram: git finner ikke revisjonen «HEAD»\n"
    git("update-ref", "refs/remotes/opphav/hoved", "main")
    assert (
        refused(capsys, "hoved")
        == "handlingsprogram: git finner ikke revisjonen «hoved»; mente du «opphav/hoved»?\n"
    )


def test_histories_that_have_nothing_in_common_are_said_to(
    git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    git("switch", "--quiet", "--orphan", "øy")
    git("checkout", "--quiet", "main", "--", ".")
    git("commit", "--quiet", "--message=Alene")
    assert refused(capsys) == (
        "handlingsprogram: git finner ikke hvor «main» og det den sammenlignes med, skilte lag; "
        "de har ingen felles historie\n"
    )


def test_a_shallow_clone_says_how_to_get_the_rest(
    git: Git, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(NEW, "turer", "Skiturer")
    commit(git)
    colleague(git)
    git("clone", "--quiet", "--depth=1", "--no-single-branch", tmp_path.as_uri(), "kopi")
    monkeypatch.chdir("kopi")
    assert refused(capsys, "origin/main").endswith(
        "her er bare en del av historien hentet, kjør «git fetch --unshallow»\n"
    )
    git("fetch", "--quiet", "--unshallow")
    review(capsys, "origin/main")
    assert changed() == OWN


def test_without_a_repository_or_git_it_is_one_line(
    git: Git, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    git("clone", "--quiet", "--bare", ".", "bart.git")
    monkeypatch.chdir("bart.git")
    assert refused(capsys) == "handlingsprogram: finner ikke mappen content\n"
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "ligger ikke i et git-lager" in refused(capsys)
    monkeypatch.setenv("PATH", "")
    assert "finner ikke programmet git" in refused(capsys)
