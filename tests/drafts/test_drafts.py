"""Drafts side by side: begun, found again, brought up to date and removed, and nothing lost in silence."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.drafts.deliver import deliver
from handlingsprogram.drafts.drafts import Lost, begin, draft, drafts, remove
from handlingsprogram.drafts.meanwhile import refresh, someone_elses
from handlingsprogram.drafts.shown import shown_changes
from handlingsprogram.drafts.state import state
from handlingsprogram.finding import UserError
from handlingsprogram.read.folders import years_in
from tests.drafts.conftest import AREA, FILES, Folder, cloned, on_main
from tests.review.repository import repository

if TYPE_CHECKING:
    from pathlib import Path

BUS = "2025/innsatsomrader/buss.yaml"


def written(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")


def test_two_drafts_at_once_know_nothing_of_each_other(planner: Folder, remote: Folder) -> None:
    planner.write(AREA, "tittel: Ikke lagret i git\n")
    first = begin(planner.content, "Ny ferge til Ærøya")
    second = begin(planner.content, "Ny  ferge til Ærøya ")
    assert [(one.name, one.title) for one in (first, second)] == [
        ("ny-ferge-til-aeroya", "Ny ferge til Ærøya"),
        ("ny-ferge-til-aeroya-2", "Ny ferge til Ærøya (2)"),
    ]
    assert {one.who for one in drafts(planner.content)} == {""}
    written(first.content, AREA, "tittel: Første\n")
    written(second.content, BUS, "tittel: Andre\n")
    assert deliver(first.content, "Den første").files[0].path == AREA
    assert deliver(second.content, "Den andre").files[0].path == BUS
    changed = [remote.git("diff", "--name-only", "main", one.branch) for one in (first, second)]
    assert changed == [f"content/{AREA}", f"content/{BUS}"]
    # Each with who wrote last; nothing of them is seen where they were begun.
    assert {(one.name, one.who, one.is_here) for one in drafts(planner.content)} == {
        (first.name, "Ola", False),
        (second.name, "Ola", False),
    }
    assert [one.name for one in drafts(first.content)] == [one.name for one in drafts(planner.content)]
    assert planner.git("status", "--porcelain") == f" M content/{AREA}"
    assert years_in(planner.content) == years_in(first.content) == ["2025"]
    # A draft begun in a draft lies beside it, not in it.
    assert begin(first.content, "Tredje").content.parents[1] == first.content.parents[1]


def test_a_draft_begins_with_what_main_is_now(planner: Folder, remote: Folder) -> None:
    on_main(remote, BUS, "tittel: Nyere\n")
    made = begin(planner.content, "Ny ferge")
    assert (made.content / BUS).read_text() == "tittel: Nyere\n"
    assert someone_elses(made.content).files == ()


def test_a_draft_whose_folder_was_deleted_is_laid_out_again(planner: Folder) -> None:
    made = begin(planner.content, "Ny ferge")
    written(made.content, AREA, "tittel: Levert\n")
    deliver(made.content, "Ferge")
    shutil.rmtree(made.content.parent)
    [gone] = drafts(planner.content)
    assert not gone.is_laid_out
    assert (draft(planner.content, "ny-ferge").content / AREA).read_text() == "tittel: Levert\n"


def test_a_folder_that_was_moved_keeps_its_drafts(planner: Folder) -> None:
    written(begin(planner.content, "Ny ferge").content, AREA, "tittel: Bare her\n")
    moved = Folder(planner.path.rename(planner.path.parent / "flyttet"))
    lost = remove(moved.content, "ny-ferge")
    assert isinstance(lost, Lost)
    assert lost.told == (f"{AREA} er lagret, men ikke levert",)
    found = draft(moved.content, "ny-ferge")
    assert (found.content / AREA).read_text() == "tittel: Bare her\n"
    assert deliver(found.content, "Ferge").branch == "utkast/ny-ferge"


@pytest.mark.parametrize("harm", ["broken", "used otherwise"])
def test_a_draft_folder_that_git_knows_no_more_is_not_lost_in_silence(planner: Folder, harm: str) -> None:
    made = begin(planner.content, "Ny ferge")
    if harm == "broken":
        (made.folder / ".git").unlink()
    else:
        Folder(made.folder).git("checkout", "--quiet", "--detach")
    written(made.content, AREA, "tittel: Bare her\n")
    lost = remove(planner.content, "ny-ferge")
    assert isinstance(lost, Lost)
    assert "henger ikke lenger sammen med utkastet «Ny ferge», og det som ligger i den" in lost.told[0]
    with pytest.raises(UserError, match="flytt den et annet sted, så blir utkastet hentet fram igjen"):
        draft(planner.content, "ny-ferge")
    made.folder.rename(planner.path.parent / "gjemt")
    assert draft(planner.content, "ny-ferge").content == made.content
    assert remove(planner.content, "ny-ferge") is None


def test_a_draft_without_its_content_is_said(planner: Folder) -> None:
    made = begin(planner.content, "Ny ferge")
    shutil.rmtree(made.content)
    with pytest.raises(UserError, match="«Ny ferge» har ikke noe innhold i mappen"):
        draft(planner.content, "ny-ferge")
    assert not drafts(planner.content)[0].is_laid_out


def test_what_a_draft_cannot_be_called_is_said(lonely: Folder) -> None:
    with pytest.raises(UserError, match="skriv hva utkastet skal hete"):
        begin(lonely.content, " \n")
    assert begin(lonely.content, "../../--force; 東京").name == "force"
    with pytest.raises(UserError, match="finnes ikke lenger"):
        draft(lonely.content, "../main")
    assert begin(lonely.content, "Ny\0 ferge\ud800").title == "Ny ferge"
    other = begin(lonely.content, "Ø" * 300)
    assert len(other.name) <= 40


def test_a_branch_that_stands_in_the_way_is_said(lonely: Folder) -> None:
    lonely.git("branch", "utkast")
    with pytest.raises(UserError, match="står i veien for nye utkast"):
        begin(lonely.content, "Ny ferge")


def test_content_that_main_has_not_cannot_be_begun_from(lonely: Folder) -> None:
    lonely.git("rm", "-rq", "--cached", "content")
    lonely.git("commit", "--quiet", "--message=Uten")
    with pytest.raises(UserError, match="hovedversjonen har ikke noe innhold å begynne fra"):
        begin(lonely.content, "Ny ferge")
    assert drafts(lonely.content) == []


def test_nothing_is_lost_with_a_draft_that_nobody_has_given_up(planner: Folder, remote: Folder) -> None:
    made = begin(planner.content, "Ny ferge")
    assert remove(planner.content, "ny-ferge") is None  # nothing was in it
    assert not made.content.parent.exists()

    made = begin(planner.content, "Ny ferge")
    written(made.content, AREA, "tittel: En\n")
    (made.content.parent / "README.md").write_text("Endret\n")
    lost = remove(planner.content, "ny-ferge", [BUS])
    assert isinstance(lost, Lost)
    assert lost.told == (
        f"{BUS} er skrevet, men ikke lagret",
        f"{AREA} er lagret, men ikke levert",
        "README.md er endret utenom innholdet",
    )
    # What was written since one was told is not given up.
    written(made.content, BUS, "tittel: To\n")
    more = remove(planner.content, "ny-ferge", given_up=lost.mark)
    assert isinstance(more, Lost)
    assert made.content.is_dir()
    assert remove(planner.content, "ny-ferge", given_up=more.mark) is None
    assert drafts(planner.content) == []
    assert not made.content.parent.exists()

    # What is delivered is not lost; what is committed and not sent would be.
    made = begin(planner.content, "Ny ferge")
    written(made.content, AREA, "tittel: Tre\n")
    deliver(made.content, "Levert")
    written(made.content, AREA, "tittel: Fire\n")
    Folder(made.content.parent).git("commit", "--quiet", "--all", "--message=Usendt")
    unsent = remove(planner.content, "ny-ferge")
    assert isinstance(unsent, Lost)
    assert unsent.told == ("«Usendt» er ikke sendt noe sted",)
    deliver(made.content, "")
    assert remove(planner.content, "ny-ferge") is None
    assert remote.git("log", "-1", "--format=%s", made.branch) == "Usendt"


def test_a_draft_that_is_open_elsewhere_is_left_alone(planner: Folder, tmp_path: Path) -> None:
    planner.write(AREA, "tittel: Her\n")
    deliver(planner.content, "Ligger her")
    assert [(one.name, one.is_here) for one in drafts(planner.content)] == [("ligger-her", True)]
    with pytest.raises(UserError, match="ligger i selve mappen"):
        remove(planner.content, "ligger-her")
    planner.git("worktree", "add", "--quiet", "-b", "utkast/annet", str(tmp_path / "annet"))
    assert draft(planner.content, "annet").content == tmp_path / "annet/content"
    with pytest.raises(UserError, match="åpent i en annen mappe"):
        remove(planner.content, "annet")


def test_what_others_have_delivered_is_told_and_taken_in(planner: Folder, remote: Folder) -> None:
    made = begin(planner.content, "Ny ferge")
    ferry = FILES["innsatsomrader/ferge.yaml"]
    written(made.content, AREA, ferry.replace("ingress: Før", "ingress: Vår"))
    assert someone_elses(made.content).files == ()
    on_main(remote, AREA, ferry.replace("slutt: Før", "slutt: Deres"))
    found = someone_elses(made.content, anew=True)
    assert (found.years, found.files, found.who) == (("2025",), (AREA,), ("Ola",))

    # What is not delivered yet is not touched.
    with pytest.raises(UserError, match="som ikke er levert, i de samme filene; lever dem først"):
        refresh(made.content)
    assert "Vår" in (made.content / AREA).read_text()
    assert state(made.content).why == ""
    deliver(made.content, "Vår")
    assert refresh(made.content).is_done
    both = ferry.replace("ingress: Før", "ingress: Vår").replace("slutt: Før", "slutt: Deres")
    assert (made.content / AREA).read_text() == both
    assert not refresh(made.content).is_done
    assert someone_elses(made.content).files == ()
    assert state(planner.content).branch == "main"


def test_what_is_changed_beside_the_content_is_not_merged_into(planner: Folder, remote: Folder) -> None:
    made = begin(planner.content, "Ny ferge")
    (made.folder / "README.md").write_text("Endret\n")
    Folder(made.folder).git("add", "README.md")
    written(made.content, AREA, "tittel: Vår\n")
    deliver(made.content, "Vårt")
    on_main(remote, BUS, "tittel: Deres\n")
    with pytest.raises(UserError, match="noe utenom innholdet er endret i denne mappen"):
        refresh(made.content)
    assert Folder(made.folder).git("status", "--porcelain") == "M  README.md"


def test_what_clashes_is_told_file_by_file_and_all_stays_as_it_was(planner: Folder, remote: Folder) -> None:
    made = begin(planner.content, "Ny ferge")
    written(made.content, AREA, "tittel: Vår\n")
    written(made.content, BUS, "tittel: Vår\n")
    deliver(made.content, "Vårt")
    on_main(remote, AREA, "tittel: Deres\n")
    before = Folder(made.content.parent).git("rev-parse", "HEAD")
    assert refresh(made.content).clashes == (AREA,)
    assert Folder(made.content.parent).git("status", "--porcelain", "--branch").count("\n") == 0
    assert Folder(made.content.parent).git("rev-parse", "HEAD") == before
    with pytest.raises(UserError, match="selve hovedversjonen"):
        refresh(planner.content)


def test_drafts_lie_beside_a_submodule_and_in_a_worktree(remote: Folder, tmp_path: Path) -> None:
    whole = Folder(tmp_path / "helt")
    whole.path.mkdir()
    whole.git("init", "--quiet", "--initial-branch=main")
    allow = ("-c", "protocol.file.allow=always")
    whole.git(*allow, "submodule", "--quiet", "add", str(remote.path), "program")
    inner = Folder(whole.path / "program")
    other = cloned(remote, "kari")
    other.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "ved-siden"))
    for folder in (inner, Folder(tmp_path / "ved-siden")):
        made = begin(folder.content, "Ny ferge")
        written(made.content, AREA, "tittel: Ny\n")
        deliver(made.content, "Ny ferge")
        assert folder.git("status", "--porcelain") == ""
        assert made.content.parents[1] == folder.path / ".utkast"
        assert remove(folder.content, made.name) is None


def test_the_page_of_changes_shows_also_what_is_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path, monkeypatch)
    content = tmp_path / "content"
    mirror = shutil.copytree(content, content / ".kladd/innhold", ignore=shutil.ignore_patterns(".kladd"))
    program = mirror / "2025/program.yaml"
    text = program.read_text(encoding="utf-8")
    program.write_text(text.replace("tittel: ", "tittel: Nytt ", 1), encoding="utf-8")
    page = shown_changes(content, "2025", mirror)
    assert "Nytt" in page
    assert "slik det er i utkastet" in page
    assert "slik det var på main" in page
    assert "kladd" not in page
    shutil.copytree(mirror / "2025", mirror / "2027")
    assert "2027" in shown_changes(content, "2027", mirror)
    shutil.rmtree(mirror / "2021")
    shutil.move(mirror / "2025", mirror / "2020")
    with pytest.raises(UserError, match="nytt og det første her"):
        shown_changes(content, "2020", mirror)
