"""`git diff` tells in words what has changed in a content file, once it is set up; else it is git's own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import gitdiff
from handlingsprogram.cli import GOOD, WRONG_USE, main
from tests.read.helpers import ROOT, YEAR, Edit, edit
from tests.review.repository import commit, repository

if TYPE_CHECKING:
    from tests.review.repository import Git

AREA = "innsatsomrader/konkurransekraft.yaml"
REWORDED: Edit = (AREA, "Øke kunnskapen om", "Bedre kunnskapen om")
TOLD = "[-Øke-]{+Bedre+} kunnskapen om"


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Work in a clone as git makes it, with the real content; return a function that runs git in it."""
    git = repository(tmp_path, monkeypatch)
    shutil.copy2(ROOT / ".gitattributes", tmp_path)
    commit(git)
    return git


@pytest.fixture
def git(plain: Git) -> Git:
    """Set it up as the command does."""
    assert main(["git-diff"]) == GOOD
    return plain


def test_a_clone_that_is_not_set_up_shows_lines_as_ever(plain: Git) -> None:
    edit((REWORDED,))
    assert plain("diff") == plain("diff", "--no-ext-diff")
    assert f"--- a/content/2025/{AREA}" in plain("diff")


def test_every_way_to_ask_git_speaks_in_the_reports_words(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    edit((REWORDED,))
    name = git("rev-parse", "--short=7", f"HEAD:content/2025/{AREA}").strip()
    told = git("diff")
    assert told.startswith(f"=== content/2025/{AREA} ===\n{name} → arbeidsmappen\n\n")
    assert told.endswith("\n\n")
    assert " ".join(told.split("\n\n", 1)[1].split()) == (
        "1 tiltak endret i endret alt Tiltak 1 1 I alt 1 1 Konkurranseskraft og næringsutvikling "
        "~ Tiltak: [-Øke-]{+Bedre+} kunnskapen om utenlandsk arbeidskraft og bostedsattraktivitet, gjennom "
        "erfaringsdeling, temamøter og målrettede arrangementer"
    )
    git("add", ".")
    assert TOLD in git("diff", "--cached")
    git("switch", "--quiet", "--create", "gren")
    commit(git)
    for asked in ("diff main", "log -p -1 --ext-diff", "show --ext-diff"):
        assert TOLD in git(*asked.split())
    monkeypatch.chdir("content/2025")
    assert TOLD in git("diff", "main")
    assert TOLD in git("diff", "main", "--relative")
    # What is made to be read by programs stays as it is.
    for asked in ("log -p -1", "format-patch --stdout main", "diff main --no-ext-diff"):
        assert TOLD not in git(*asked.split())
        assert "@@" in git(*asked.split())
    assert AREA in git("diff", "main", "--stat")
    with pytest.raises(subprocess.CalledProcessError):
        git("diff", "main", "--quiet")


def test_another_work_tree_of_the_clone_speaks_likewise(
    git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("worktree", "add", "--quiet", "-b", "gren", str(tmp_path / "et annet tre på ø"))
    monkeypatch.chdir(tmp_path / "et annet tre på ø")
    edit((REWORDED,))
    assert TOLD in git("diff")


def test_content_in_another_folder_with_any_name(git: Git) -> None:
    shutil.move("content", "råd og ønsker")
    commit(git)
    edit((REWORDED,), Path("råd og ønsker/2025"))
    told = git("diff")
    assert told.startswith(f"=== råd og ønsker/2025/{AREA} ===\n")
    assert TOLD in told


def test_other_kinds_of_file_tell_what_is_theirs(git: Git) -> None:
    edit(
        (
            (
                "program.yaml",
                "  - rammer\n  - kort-om-osloregionen\n",
                "  - kort-om-osloregionen\n  - rammer\n",
            ),
            ("program.yaml", "overskrift: Tiltak\n", "overskrift: Hva\n"),
            ("kapitler/tverrgaende-temaer.yaml", "  - gronn-naeringstransport\n", ""),
        )
    )
    file = YEAR / "budsjett.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("navn: Prosjekter\n", "navn: Prosjektene\n", 1), encoding="utf-8")
    budget, chapter, frame = git("diff").split("=== content/2025/")[1:]
    assert "[-Prosjekter-]{+Prosjektene+}" in budget
    assert "Grønn næringstransport" in chapter
    assert "flyttet i rekkefølgen" in frame
    assert "Kolonne i tiltakstabellene: [-Tiltak-]{+Hva+}" in frame


def test_a_measure_that_moves_goes_in_one_file_and_comes_in_the_other(git: Git) -> None:
    area = YEAR / AREA
    text = area.read_text(encoding="utf-8")
    start = text.index("      - id: utenlandsk-arbeidskraft\n")
    end = text.index("      - id: ", start + 1)
    area.write_text(text[:start] + text[end:], encoding="utf-8")
    other = YEAR / "innsatsomrader/transport-mobilitet.yaml"
    other.write_text(other.read_text(encoding="utf-8") + text[start:end], encoding="utf-8")
    told = git("diff")
    assert "- Tiltak (fjernet): Øke kunnskapen om" in told
    assert "+ Tiltak (nytt): Øke kunnskapen om" in told


# --- What is no edit of a text -------------------------------------------------------------------


def test_only_the_writing_is_one_line(git: Git) -> None:
    edit(((AREA, "id: konkurransekraft\n", "id:   'konkurransekraft'  # en merknad\n"),))
    assert git("diff").split("\n\n")[1:] == [gitdiff.ONLY_WRITING, ""]


def test_what_does_not_count_is_said_and_shown_by_lines(git: Git) -> None:
    text = (YEAR / "innsatsomrader/transport-mobilitet.yaml").read_text(encoding="utf-8")
    first = text.index("        partnere:\n") + len("        partnere:\n")
    partners = text[first : text.index("        resultatmål:", first)]
    turned = "".join(sorted(partners.splitlines(keepends=True), reverse=True))
    assert turned != partners
    edit((("innsatsomrader/transport-mobilitet.yaml", partners, turned),))
    told = git("diff")
    assert "Endret er bare rekkefølge, id-er eller lenker mellom år:" in told
    assert "@@" in told


def test_new_deleted_and_renamed_files(git: Git) -> None:
    Path(YEAR, "kapitler/nytt.yaml").write_text("id: nytt\ntittel: Nytt\n", encoding="utf-8")
    Path(YEAR, "kapitler/rammer.yaml").unlink()
    git("mv", f"{YEAR}/{AREA}", f"{YEAR}/innsatsomrader/kraft.yaml")
    git("add", "--all")
    told = git("diff", "--cached")
    assert "=== content/2025/kapitler/nytt.yaml ===\nfinnes ikke → " in told
    assert "Nytt (1)\n────────\n  + nytt kapittel" in told
    assert "=== content/2025/kapitler/rammer.yaml ===\n" in told
    assert " → finnes ikke\n" in told
    assert f"Filen er flyttet fra content/2025/{AREA}, ellers uendret." in told
    edit((("innsatsomrader/kraft.yaml", "Øke kunnskapen om", "Bedre kunnskapen om"),))
    git("add", "--all")
    told = git("diff", "--cached")
    assert f"=== content/2025/innsatsomrader/kraft.yaml ===\ncontent/2025/{AREA}, " in told
    assert TOLD in told


def test_a_file_of_a_year_that_is_gone_needs_nothing_of_it(git: Git) -> None:
    shutil.rmtree(YEAR)
    told = git("diff", "--", f"{YEAR}/{AREA}")
    assert told.startswith(f"=== {YEAR}/{AREA} ===\n")
    assert "fjernet" in told
    assert "@@" not in told


def test_rights_alone_are_one_line(git: Git) -> None:
    (YEAR / AREA).chmod(0o755)
    assert "Bare rettighetene til filen er endret, fra 100644 til 100755.\n" in git("diff")


def test_what_is_no_content_is_shown_line_by_line_with_its_own_name(git: Git) -> None:
    theme = Path("content/tema.yaml")
    theme.write_text(theme.read_text(encoding="utf-8") + "# merknad\n", encoding="utf-8")
    odd = Path("content/2025/på siden/a b.yaml")
    odd.parent.mkdir()
    odd.write_text("a: 1\n", encoding="utf-8")
    commit(git)
    odd.write_text("a: 2\n", encoding="utf-8")
    accepted = YEAR / "godtatt.yaml"
    accepted.write_text(accepted.read_text(encoding="utf-8") + "# merknad\n", encoding="utf-8")
    edit(((AREA, "\ntittel: ", "\n\ttittel: "),))
    told = git("diff")
    assert "--- a/content/2025/på siden/a b.yaml" in told
    assert "-a: 1\n+a: 2\n" in told
    assert "+# merknad\n" in told
    assert f"+++ b/content/2025/{AREA}\n" in told
    assert "+\ttittel: " in told


def test_a_file_that_fits_in_part_says_what_is_left_out(git: Git) -> None:
    edit((REWORDED, (AREA, "id: konkurransekraft\n", "id: konkurransekraft\nukjent: ja\n")))
    told = git("diff")
    assert TOLD in told
    assert f"content/2025/{AREA}:3:1: ukjent nøkkel «ukjent»" in told


def test_a_link_in_the_place_of_a_file_is_shown_by_lines(git: Git, tmp_path: Path) -> None:
    secret = tmp_path / "hemmelig.yaml"
    secret.write_text("id: konkurransekraft\ntittel: Hemmelig\n", encoding="utf-8")
    (YEAR / AREA).unlink()
    (YEAR / AREA).symlink_to(secret)
    told = git("diff")
    assert "Hemmelig" not in told


def test_a_file_in_the_middle_of_a_merge(git: Git) -> None:
    git("switch", "--quiet", "--create", "gren")
    edit((REWORDED,))
    commit(git)
    git("switch", "--quiet", "main")
    edit(((AREA, "Øke kunnskapen om", "Styrke kunnskapen om"),))
    commit(git)
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "gren")
    assert f"=== content/2025/{AREA} ===" in git("diff", "--cached")
    assert "Filen har endringer som ikke er flettet ennå." in git("diff", "--cached")


def test_the_tool_that_is_gone_leaves_lines(git: Git) -> None:
    git("config", gitdiff.SETTING, git("config", gitdiff.SETTING).strip().replace("/python", "/borte"))
    edit((REWORDED,))
    result = subprocess.run(["git", "diff"], check=True, capture_output=True, text=True)
    assert "+          Bedre kunnskapen om" in result.stdout.replace("tekst: ", "")


def test_colours_are_gits_to_choose(git: Git) -> None:
    edit((REWORDED,))
    old = Path("gammel.yaml")
    old.write_text(git("show", f"HEAD:content/2025/{AREA}"), encoding="utf-8")
    file = f"content/2025/{AREA}"
    command = [git("config", gitdiff.SETTING).split()[2], "-m", "handlingsprogram.gitdiff"]
    command += [file, str(old), "a" * 40, "100644", file, "0" * 40, "100644"]
    for setting, coloured in (("auto", True), ("false", False)):
        git("config", "color.diff", setting)
        environment = {**os.environ, "GIT_PAGER_IN_USE": "true", "TERM": "xterm"}
        told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
        assert ("\x1b[32m{+Bedre+}\x1b[0m" in told) is coloured


@pytest.mark.usefixtures("git")
def test_a_pager_that_is_left_is_no_error() -> None:
    edit((REWORDED,))
    result = subprocess.run("git diff | true", shell=True, check=True, capture_output=True)  # noqa: S602
    assert result.stderr == b""


def test_it_can_be_switched_off_again(git: Git) -> None:
    edit((REWORDED,))
    for _ in range(2):
        assert main(["git-diff", "--av"]) == GOOD
        assert git("diff") == git("diff", "--no-ext-diff")


def test_outside_a_repository_there_is_nothing_to_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for command in (["git-diff"], ["git-diff", "--av"]):
        assert main(command) == WRONG_USE
        assert capsys.readouterr().err == "handlingsprogram: denne mappen er ikke et git-lager\n"
    assert gitdiff.main([]) == 2
