"""Delivering: only content, never on main, never by force, and never in git's own words."""

from __future__ import annotations

import contextlib
import os
import re
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.drafts import sending
from handlingsprogram.drafts.deliver import deliver
from handlingsprogram.drafts.hosts import host_of
from handlingsprogram.drafts.state import Me, state
from handlingsprogram.finding import UserError
from tests.drafts.conftest import AREA, cloned, hook, on_main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.drafts.conftest import Folder

CHANGED = "tittel: Ferge\ningress: Etter\n\n\n\n\nslutt: Før\n"


def test_only_content_is_delivered_and_what_else_lies_there_stays(planner: Folder, remote: Folder) -> None:
    planner.write(AREA, CHANGED)
    planner.write("2025/bilder/båt.png", "bilde")
    (planner.content / "2025/innsatsomrader/buss.yaml").unlink()
    planner.write("2025/~$notat.docx", "lås")
    planner.write(".kladd/x.yaml", "skjult")
    (planner.path / "README.md").write_text("Endret\n")
    (planner.path / "ny.txt").write_text("Ny\n")
    planner.git("add", "README.md")
    main = planner.git("rev-parse", "main")

    done = deliver(planner.content, "Ny ferge til Ærøya", "Fordi den gamle\r\ner # gammel")

    assert done.branch == "utkast/ny-ferge-til-aeroya"
    assert [(one.path, one.kind) for one in done.files] == [
        ("2025/bilder/båt.png", "ny"),
        ("2025/innsatsomrader/buss.yaml", "slettet"),
        (AREA, "endret"),
    ]
    changed = planner.git("-c", "core.quotePath=false", "diff", "--name-only", "main", done.branch)
    assert changed.split("\n") == [
        f"content/{one}" for one in ("2025/bilder/båt.png", "2025/innsatsomrader/buss.yaml", AREA)
    ]
    log = planner.git("log", "-1", "--format=%an <%ae>%n%B", done.branch)
    assert log.strip() == "Ola <ola@example.org>\nNy ferge til Ærøya\n\nFordi den gamle\ner # gammel"
    # It was sent as it is, main stands where it stood, and the rest lies there as it lay.
    assert remote.git("rev-parse", done.branch) == planner.git("rev-parse", "HEAD")
    assert remote.git("rev-parse", "main") == planner.git("rev-parse", "main") == main
    status = planner.git("status", "--porcelain").split("\n")
    assert status == ["M  README.md", "?? content/.kladd/", "?? content/2025/~$notat.docx", "?? ny.txt"]
    assert done.words == "Endringene er sendt til fellesmappen."
    assert done.address == ""
    planner.write(AREA, "tittel: Mer\n")
    with pytest.raises(UserError, match="skriv med noen få ord"):
        deliver(planner.content, " ")


def test_a_second_delivery_lies_on_the_same_draft(planner: Folder, remote: Folder) -> None:
    planner.write(AREA, CHANGED)
    first = deliver(planner.content, "Ny ferge")
    planner.write(AREA, CHANGED.replace("Etter", "Enda senere"))
    second = deliver(planner.content, "Rett en feil")
    assert second.branch == first.branch == state(planner.content).branch
    assert remote.git("log", "--format=%s", second.branch).split("\n")[:2] == ["Rett en feil", "Ny ferge"]
    # What is sent can be sent again: nothing happens, and the page's address is told anew.
    assert deliver(planner.content, "").files == ()


def test_nothing_to_deliver_is_said(planner: Folder) -> None:
    with pytest.raises(UserError, match="det er ingen endringer å levere"):
        deliver(planner.content, "Ingenting")
    assert state(planner.content).branch == "main"


def test_without_a_remote_it_is_kept_and_that_is_said(lonely: Folder) -> None:
    lonely.write(AREA, CHANGED)
    done = deliver(lonely.content, "Ny ferge")
    assert "Det er ikke satt opp noe sted å sende dem" in done.words
    assert lonely.git("log", "-1", "--format=%s", "utkast/ny-ferge") == "Ny ferge"


def test_from_no_branch_at_all_a_draft_is_made(planner: Folder, remote: Folder) -> None:
    planner.git("checkout", "--quiet", "--detach")
    planner.write(AREA, CHANGED)
    assert deliver(planner.content, "Ny ferge").branch == state(planner.content).branch == "utkast/ny-ferge"
    assert remote.git("rev-parse", "utkast/ny-ferge")


def test_a_main_branch_of_another_name_is_asked_for(planner: Folder, remote: Folder) -> None:
    """A clone that does not know which is the main branch asks, before anything is written on one."""
    remote.git("branch", "styret", "main")
    remote.git("symbolic-ref", "HEAD", "refs/heads/styret")
    planner.git("fetch", "--quiet")
    planner.git("checkout", "--quiet", "styret")
    planner.git("remote", "set-head", "origin", "--delete")
    before = remote.git("rev-parse", "styret")
    planner.write(AREA, CHANGED)
    assert deliver(planner.content, "Ny ferge").branch == "utkast/ny-ferge"
    assert remote.git("rev-parse", "styret") == before


def test_whoever_asks_nothing_is_sent_to_main(planner: Folder, remote: Folder) -> None:
    before = remote.git("rev-parse", "main")
    planner.commit(AREA, CHANGED)
    hook(remote.path / "hooks", "pre-receive", "#!/bin/sh\n")
    for branch in ("main", "utkast/main"):
        planner.git("branch", "--force", "utkast/main", "main")
        planner.git("branch", "--set-upstream-to=origin/main", "utkast/main")
        with contextlib.suppress(UserError):
            sending.send(planner.content, state(planner.content), branch, Me())
    assert remote.git("rev-parse", "main") == before
    assert remote.git("rev-parse", "utkast/main") == planner.git("rev-parse", "main")


def test_a_check_of_the_folder_that_says_no_is_quoted_and_nothing_is_changed(planner: Folder) -> None:
    hook(planner.path / ".git/hooks", "pre-commit", "#!/bin/sh\necho 'Tittelen mangler i ferge'\nexit 1\n")
    planner.write(AREA, CHANGED)
    (planner.path / "README.md").write_text("Endret\n")
    planner.git("add", "README.md")
    for branch in ("main", ""):
        if not branch:
            planner.git("checkout", "--quiet", "--detach")
        before = planner.git("status", "--porcelain", "--branch")
        with pytest.raises(UserError, match=r"stanset leveringen\. Den sier: «Tittelen mangler i ferge»"):
            deliver(planner.content, "Ny ferge")
        assert planner.git("status", "--porcelain", "--branch") == before
        assert planner.git("branch", "--list", "utkast/*") == ""


def test_what_another_program_keeps_from_being_done_is_done_the_next_time(planner: Folder) -> None:
    deliver_on = ("utkast/ny-ferge", "utkast/mer")
    for title, branch in zip(("Ny ferge", "Mer"), deliver_on, strict=True):
        planner.git("checkout", "--quiet", *(() if branch == deliver_on[0] else ("-b", "utkast/mer")), "main")
        planner.write(AREA, CHANGED.replace("Etter", title))
        (planner.path / ".git/index.lock").touch()
        with pytest.raises(UserError, match="et annet program holder på med de samme filene"):
            deliver(planner.content, title)
        (planner.path / ".git/index.lock").unlink()
        assert deliver(planner.content, title).branch == branch
        assert planner.git("status", "--porcelain") == ""
        assert planner.git("log", "--format=%s", "main..HEAD") == title


def test_who_delivers_is_asked_for_and_written_nowhere(
    planner: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        for what in ("NAME", "EMAIL"):
            monkeypatch.delenv(f"GIT_{role}_{what}")
    planner.write(AREA, CHANGED)
    assert state(planner.content).me == Me()
    with pytest.raises(UserError, match="skriv navnet og e-postadressen din"):
        deliver(planner.content, "Ny ferge")
    deliver(planner.content, "Ny ferge", me=Me("Åse <Ås>", "ase@example.org"))
    assert planner.git("log", "-1", "--format=%an|%ae|%cn") == "Åse  Ås|ase@example.org|Åse  Ås"
    assert "Åse" not in (planner.path / ".git/config").read_text()


def test_more_of_the_same_draft_from_somebody_else_is_taken_in(planner: Folder, remote: Folder) -> None:
    planner.write(AREA, CHANGED)
    branch = deliver(planner.content, "Ny ferge").branch
    kari = cloned(remote, "kari")
    kari.git("checkout", "--quiet", branch)
    kari.commit(AREA, CHANGED.replace("slutt: Før", "slutt: Karis"), "origin", branch)
    planner.write(AREA, CHANGED.replace("Etter", "Olas"))
    deliver(planner.content, "Rett en feil")
    assert (planner.content / AREA).read_text() == "tittel: Ferge\ningress: Olas\n\n\n\n\nslutt: Karis\n"
    assert remote.git("rev-parse", branch) == planner.git("rev-parse", "HEAD")

    # The same place: it is told, what was written stays as it was, and so does what Kari has sent.
    kari.git("pull", "--quiet")
    kari.commit(AREA, CHANGED.replace("Etter", "Karis igjen"), "origin", branch)
    planner.write(AREA, CHANGED.replace("Etter", "Olas igjen"))
    with pytest.raises(UserError, match=f"på de samme stedene i {AREA}"):
        deliver(planner.content, "Rett igjen")
    assert "Olas igjen" in (planner.content / AREA).read_text()
    assert state(planner.content).why == ""
    assert remote.git("rev-parse", branch) == kari.git("rev-parse", "HEAD")


def test_two_who_call_their_drafts_the_same_get_each_their_own(planner: Folder, remote: Folder) -> None:
    kari = cloned(remote, "kari")
    kari.write(AREA, CHANGED.replace("Etter", "Karis"))
    deliver(kari.content, "Ny ferge")
    planner.write(AREA, CHANGED)
    deliver(planner.content, "Ny ferge")
    planner.write(AREA, CHANGED.replace("Etter", "Olas"))
    deliver(planner.content, "Mer")
    assert remote.git("log", "--format=%s", "utkast/ny-ferge").split("\n")[0] == "Ny ferge"
    assert remote.git("log", "--format=%s", "utkast/ny-ferge-2").split("\n")[0] == "Mer"


def test_what_the_remote_says_no_to_is_quoted_and_kept(planner: Folder, remote: Folder) -> None:
    hook(remote.path / "hooks", "pre-receive", "#!/bin/sh\necho 'Stengt til mandag' >&2\nexit 1\n")
    planner.write(AREA, CHANGED)
    with pytest.raises(
        UserError, match=r"tok ikke imot endringene\. Der står det: «Stengt til mandag»"
    ) as told:
        deliver(planner.content, "Ny ferge")
    assert not re.search(r"push|commit|branch|fatal|hook|ref", str(told.value))
    hook(remote.path / "hooks", "pre-receive", "#!/bin/sh\n")
    deliver(planner.content, "")
    assert remote.git("log", "-1", "--format=%s", "utkast/ny-ferge") == "Ny ferge"


def test_a_check_of_the_folder_that_stops_the_sending_is_quoted(planner: Folder) -> None:
    hook(planner.path / ".git/hooks", "pre-push", "#!/bin/sh\necho 'Siden is not found' >&2\nexit 1\n")
    planner.write(AREA, CHANGED)
    with pytest.raises(UserError, match=r"Den sier: «Siden is not found»\. Det du leverte, er tatt vare på"):
        deliver(planner.content, "Ny ferge")


def test_what_nobody_writes_is_left_out_of_words(planner: Folder) -> None:
    planner.write(AREA, CHANGED)
    deliver(planner.content, "Ny\0 ferge\ud800", "a\0b\tc")
    assert planner.git("log", "-1", "--format=%B").strip() == "Ny ferge\n\na b\tc"


def test_no_contact_is_said_and_what_was_written_is_kept(planner: Folder) -> None:
    planner.git("remote", "set-url", "origin", "https://nobody:secret@localhost:1/by/program.git")
    planner.write(AREA, CHANGED)
    with pytest.raises(UserError, match="fikk ikke kontakt med localhost; se om du er på nett") as told:
        deliver(planner.content, "Ny ferge")
    assert "secret" not in str(told.value)
    assert state(planner.content).changed == ()


def test_ssh_is_asked_so_that_it_asks_nobody(planner: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    told = planner.path.parent / "ssh.txt"
    hook(planner.path.parent / "bin", "ssh", f'#!/bin/sh\necho "$@" >> {told}\nexit 255\n')
    monkeypatch.setenv("PATH", f"{planner.path.parent / 'bin'}:{os.environ['PATH']}")
    planner.git("remote", "set-url", "origin", "git@github.com:by/plan.git")
    planner.write(AREA, CHANGED)
    with pytest.raises(UserError, match=r"fikk ikke kontakt med github\.com"):
        deliver(planner.content, "Ny ferge")
    assert all("BatchMode=yes" in line for line in told.read_text().splitlines())
    planner.git("config", "core.sshCommand", "ssh -i hennes")
    with pytest.raises(UserError, match=r"fikk ikke kontakt med github\.com"):
        deliver(planner.content, "")
    assert "-i hennes" in told.read_text()


def test_what_is_half_done_is_finished_first(planner: Folder) -> None:
    planner.git("checkout", "--quiet", "-b", "annen")
    planner.commit(AREA, "tittel: En\n")
    planner.git("checkout", "--quiet", "main")
    planner.commit(AREA, "tittel: To\n")
    with pytest.raises(Exception, match="merge"):
        planner.git("merge", "annen")
    with pytest.raises(UserError, match="en sammenslåing er ikke gjort ferdig"):
        deliver(planner.content, "Ny ferge")
    planner.git("merge", "--abort")

    # What was laid aside and clashed when it was taken up again leaves only marks in the file.
    planner.write(AREA, "tittel: Lagt bort\n")
    planner.git("stash", "--quiet")
    planner.commit(AREA, "tittel: Tre\n")
    with pytest.raises(Exception, match="stash"):
        planner.git("stash", "pop")
    with pytest.raises(UserError, match="en sammenslåing er ikke gjort ferdig"):
        deliver(planner.content, "Ny ferge")


def test_line_ends_become_what_git_keeps(planner: Folder) -> None:
    planner.git("config", "core.autocrlf", "true")
    planner.write(AREA, CHANGED.replace("\n", "\r\n"))
    deliver(planner.content, "Ny ferge")
    assert planner.git("diff", "--numstat", "main", "HEAD") == f"1\t1\tcontent/{AREA}"
    assert (planner.content / AREA).read_bytes().count(b"\r\n") == CHANGED.count("\n")
    assert state(planner.content).changed == ()


def test_where_nothing_can_be_delivered_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "her kan du bare lagre" in state(tmp_path).why
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git finnes ikke på denne maskinen" in state(tmp_path).why


def test_without_a_first_version_nothing_can_be_delivered(lonely: Folder) -> None:
    lonely.git("update-ref", "-d", "HEAD")
    assert "ingen første versjon" in state(lonely.content).why


def test_how_a_folder_stands(planner: Folder, remote: Folder) -> None:
    found = state(planner.content)
    assert (found.branch, found.main, found.base, found.remote) == (
        "main",
        "main",
        "refs/remotes/origin/main",
        "origin",
    )
    assert not found.is_draft
    planner.git("checkout", "--quiet", "-b", "arbeid")
    planner.commit("2025/innsatsomrader/tog.yaml", "tittel: Tog\n")
    on_main(remote, "2025/innsatsomrader/buss.yaml", "tittel: Andre\n")
    planner.git("fetch", "--quiet")
    planner.write(AREA, CHANGED)
    found = state(planner.content)
    assert found.is_draft
    assert [one.path for one in found.changed] == [AREA]
    assert [one.path for one in found.own] == [AREA, "2025/innsatsomrader/tog.yaml"]


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://github.com/by/plan.git", "https://github.com/by/plan"),
        ("https://ola:hemmelig@github.com/by/plan", "https://github.com/by/plan"),
        ("git@github.com:by/plan.git", "https://github.com/by/plan"),
        ("ssh://git@gitlab.kommune.no:2222/by/under/plan.git", "https://gitlab.kommune.no/by/under/plan"),
        ("https://gitlab.com:8443/by/plan/", "https://gitlab.com:8443/by/plan"),
        ("https://example.org/by/plan.git", ""),
        ("javascript://github.com/%0aalert(1)", ""),
        ("ssh://git@ssh.github.com:443/by/plan.git", "https://github.com/by/plan"),
        ("git@github-jobb:by/plan.git", ""),
        ("git@github.com-jobb:by/plan.git", ""),
        ("http://gitlab/by/plan.git", "http://gitlab/by/plan"),
        ("https://github.com:x/by", ""),
        ('https://github.com/by/"><script>', "https://github.com/by/%22%3E%3Cscript%3E"),
        ("/srv/felles.git", ""),
        ("C:\\felles\\github.git", ""),
    ],
)
def test_the_page_of_a_remote(address: str, page: str) -> None:
    host = host_of(address)
    assert host.page == page
    asked = host.request("main", "utkast/ny-ferge")
    assert asked == {
        "github": f"{page}/compare/main...utkast/ny-ferge?expand=1",
        "gitlab": f"{page}/-/merge_requests/new?merge_request%5Bsource_branch%5D=utkast%2Fny-ferge"
        "&merge_request%5Btarget_branch%5D=main",
    }.get(host.kind, "")
    assert "hemmelig" not in asked


def test_where_the_main_branch_is_not_known_the_page_finds_it_itself() -> None:
    github, gitlab = (host_of(f"git@{name}.com:by/plan") for name in ("github", "gitlab"))
    assert github.request("", "utkast/x") == "https://github.com/by/plan/compare/utkast/x?expand=1"
    assert gitlab.request("", "utkast/x").endswith("new?merge_request%5Bsource_branch%5D=utkast%2Fx")
