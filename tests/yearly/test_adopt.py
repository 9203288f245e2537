"""`vedta`: what it writes, that the year is locked from then on, and how a correction is written down."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import cli
from handlingsprogram.read.load import load
from tests.conftest import ROOT
from tests.shared import as_siri

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("vedta")

ADOPT = ("--dato", "2025-12-17", "--organ", "representantskapet", "--sak", "31/25")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the content in git, 2025 a draft that is ready, where the command runs."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    as_siri(monkeypatch)
    change(tmp_path, "program.yaml", "status: vedtatt", "status: utkast")
    change(tmp_path, "program.yaml", "Vedtatt på representantskapsmøte 18.12.2024", "Utkast 1.11.2025")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    save(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def save(folder: Path) -> None:
    git(folder, "add", "content")
    git(folder, "commit", "--quiet", "--message", "Endret")


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "content" / "2025" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def adopt(*arguments: str) -> int:
    return cli.main(["vedta", "2025", *arguments])


def errors(folder: Path) -> list[str]:
    _, findings = load(folder / "content" / "2025")
    return [
        f"{one.position.file.rpartition('2025/')[2]} {one.rule}" for one in findings if one.severity == "feil"
    ]


def test_the_adoption_is_written_everywhere_tagged_and_locks_the_year(here: Path) -> None:
    resolution = "  - vedtak:\n      id: vedtaket\n      organ: Rådet\n      tekst: Programmet er vedtatt.\n"
    change(here, "kapitler/rammer.yaml", "innhold:\n", f"innhold:\n{resolution}")
    save(here)
    assert adopt(*ADOPT, "--skriv") == cli.GOOD
    program, _ = load(here / "content" / "2025")
    assert program
    assert (program.status, program.dato) == ("vedtatt", "2025-12-17")
    assert program.omslag.undertittel == "Vedtatt av representantskapet 17.12.2025"
    assert program.sak
    assert program.sak.nummer == "31/25"
    [box] = [blokk for blokk in program.blokker() if getattr(blokk, "slag", "") == "vedtak"]
    assert box.felt == {"organ": "Representantskapet", "dato": "2025-12-17", "sak": "31/25"}  # type: ignore[union-attr]
    assert git(here, "status", "--porcelain", "content") == ""
    assert git(here, "tag", "--points-at", "HEAD") == "vedtatt-2025\n"
    assert "sak 31/25" in git(here, "log", "-1", "--format=%s")
    shown = git(here, "show", "--stat", "--format=", "HEAD")
    assert {"program.yaml", "vedtak.yaml", "rammer.yaml"} == set(re.findall(r"([a-z]+\.yaml)", shown))


def test_what_the_cover_says_besides_stays(here: Path) -> None:
    change(here, "program.yaml", "Utkast 1.11.2025", "2025–2028, høringsutkast 1. november 2025")
    save(here)
    assert adopt(*ADOPT, "--skriv") == cli.GOOD
    program, _ = load(here / "content" / "2025")
    assert program
    assert program.omslag.undertittel == "2025–2028, vedtatt av representantskapet 17.12.2025"


def test_what_is_changed_afterwards_is_an_error_until_it_has_a_reason(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert adopt(*ADOPT, "--skriv") == cli.GOOD
    assert errors(here) == []
    change(here, "budsjett.yaml", "budsjett-2025: 6987}", "budsjett-2025: 6988}")
    change(here, "kapitler/budsjett.yaml", "6.987 millioner", "6.988 millioner")
    assert errors(here) == ["budsjett.yaml vedtak-endret", "kapitler/budsjett.yaml vedtak-endret"]
    assert adopt("--rettelse", "Kontingenten var regnet feil", "--skriv") == cli.GOOD
    assert "content/2025/budsjett.yaml er endret" in capsys.readouterr().out
    assert errors(here) == []
    save(here)
    # The next one is told of too, and what is taken away and what is added.
    change(here, "program.yaml", "emne: Osloregionens", "emne: Rådets")
    assert errors(here) == ["program.yaml vedtak-endret"]
    assert adopt("--rettelse", "Emnet var feil", "--skriv") == cli.GOOD
    held = (here / "content" / "2025" / "vedtak.yaml").read_text(encoding="utf-8")
    assert held.count("begrunnelse: ") == 2
    assert errors(here) == []


def test_comments_line_ends_and_what_goes_on_after_the_adoption_are_no_changes(here: Path) -> None:
    assert adopt(*ADOPT, "--skriv") == cli.GOOD
    year = here / "content" / "2025"
    file = year / "kapitler" / "budsjett.yaml"
    text = "# Lest gjennom.\n" + file.read_text(encoding="utf-8")
    file.write_bytes(text.replace("\n", "\r\n").encode())
    (year / "status").mkdir()
    shutil.copy(ROOT / "tests" / "papers" / "status" / "2025-07-31.yaml", year / "status")
    assert errors(here) == []
    (year / "figurer").mkdir()
    (year / "figurer" / "kart.svg").write_text("<svg/>", encoding="utf-8")
    assert errors(here) == ["figurer/kart.svg vedtak-endret"]
    assert "figurer/kart.svg er lagt til etter vedtaket 2025-12-17" in str(load(year)[1])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--dato", "17.12.2025", "--organ", "rådet"),
            "er ikke en dato som finnes: «17.12.2025»; skriv 2025-12-17",
        ),
        (("--dato", "2025-02-30", "--organ", "rådet"), "er ikke en dato som finnes"),
        (("--organ", "rådet"), "mangler --dato"),
        (("--dato", "2025-12-17", "--organ", " "), "mangler --organ"),
        (("--rettelse", " "), "skriv hvorfor noe er endret"),
        (("--rettelse", ""), "skriv hvorfor noe er endret"),
        (("--rettelse", "Feil"), "er ikke låst; der trengs ingen rettelse"),
        (("--rettelse", "Feil", "--organ", "rådet"), "kan ikke brukes sammen med"),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: tuple[str, ...], said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert adopt(*arguments, "--skriv") == cli.WRONG_USE
    assert said in capsys.readouterr().err
    assert git(here, "status", "--porcelain") == ""


def test_debris_keeps_a_year_from_being_adopted(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(here, "budsjett.yaml", "budsjett-2025: 6987}", "budsjett-2025: …}")
    save(here)
    assert adopt(*ADOPT, "--skriv") == cli.CONTENT_ERRORS
    output = capsys.readouterr()
    assert "content/2025/budsjett.yaml" in output.out
    assert "«Kontingenter» mangler tall" in output.out
    assert "kan ikke vedtas før feilene er rettet" in output.err
    assert git(here, "status", "--porcelain") == ""


def test_nothing_is_written_unless_asked_nor_over_unsaved_work_nor_twice(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert adopt(*ADOPT) == cli.GOOD
    assert "+ status: vedtatt" in capsys.readouterr().out
    assert git(here, "status", "--porcelain") == ""
    change(here, "program.yaml", "emne: Osloregionens", "emne: Rådets")
    assert adopt(*ADOPT, "--skriv") == cli.WRONG_USE
    assert "content/2025/program.yaml er ikke lagret i git" in capsys.readouterr().err
    git(here, "checkout", "content")
    git(here, "tag", "vedtatt-2025")
    assert adopt(*ADOPT, "--skriv") == cli.WRONG_USE
    assert "merket vedtatt-2025 finnes i git" in capsys.readouterr().err
    git(here, "tag", "--delete", "vedtatt-2025")
    assert adopt(*ADOPT, "--skriv", "--uten-git") == cli.GOOD
    assert "M content/2025/program.yaml" in git(here, "status", "--porcelain")
    assert adopt(*ADOPT, "--skriv") == cli.WRONG_USE
    assert "er vedtatt før" in capsys.readouterr().err


def test_nothing_is_written_when_git_cannot_commit_and_it_can_be_tried_again(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = here / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    assert adopt(*ADOPT, "--skriv") == cli.WRONG_USE
    assert "ingenting er skrevet, for git kan ikke lagre det" in capsys.readouterr().err
    assert git(here, "status", "--porcelain") == ""
    hook.unlink()
    head = git(here, "rev-parse", "HEAD")
    (here / ".git" / "MERGE_HEAD").write_text(head, encoding="utf-8")
    assert adopt(*ADOPT, "--skriv") == cli.WRONG_USE
    assert "midt i en sammenslåing" in capsys.readouterr().err
    assert git(here, "status", "--porcelain") == ""
    (here / ".git" / "MERGE_HEAD").unlink()
    assert adopt(*ADOPT, "--skriv") == cli.GOOD


def test_a_box_keeps_the_name_of_who_decided_and_a_reason_is_one_line(here: Path) -> None:
    resolution = (
        "  - vedtak:\n      id: vedtaket\n      organ: Representantskapet i rådet\n      tekst: Vedtatt.\n"
    )
    change(here, "kapitler/rammer.yaml", "innhold:\n", f"innhold:\n{resolution}")
    save(here)
    assert adopt(*ADOPT, "--skriv") == cli.GOOD
    program, _ = load(here / "content" / "2025")
    assert program
    [box] = [blokk for blokk in program.blokker() if getattr(blokk, "slag", "") == "vedtak"]
    assert box.felt["organ"] == "Representantskapet i rådet"  # type: ignore[union-attr]
    change(here, "program.yaml", "emne: Osloregionens", "emne: Rådets")
    assert adopt("--rettelse", ' Feil\nemne: "rettet"  # nå ', "--skriv") == cli.GOOD
    assert errors(here) == []
