"""`make` builds what is asked for, and only what has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

OTHER_YEAR = """\
år: 2031
tittel: Prøveprogram
organisasjon: Prøverådet
status: utkast
dato: 2030-12-01
språk: nb-NO
omslag: {tittel: Prøveprogram}
innholdsfortegnelse: {tittel: Innhold, nivåer: 1}
kapitler: [kort]
"""

# The copies' own bytecode is worth keeping: each make starts the tool again.
ENVIRONMENT = {**os.environ, "MAKEFLAGS": "", "PYTHONDONTWRITEBYTECODE": ""}


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the project with a second, short year."""
    for name in ("content", "schemas", "templates", "handlingsprogram"):
        shutil.copytree(root / name, tmp_path / name)
    for name in ("Makefile", "build.py", "pyproject.toml", "constraints.txt"):
        shutil.copy2(root / name, tmp_path / name)
    chapters = tmp_path / "content" / "2031" / "kapitler"
    chapters.mkdir(parents=True)
    (chapters.parent / "program.yaml").write_text(OTHER_YEAR, encoding="utf-8")
    (chapters / "kort.yaml").write_text("id: kort\ntittel: Kort\n", encoding="utf-8")
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / "runtime").touch()
    return tmp_path


@pytest.fixture
def short(folder: Path) -> None:
    """Leave two short years: make does not care what it builds."""
    for year in ("2021", "2025"):
        shutil.rmtree(folder / "content" / year)
    shutil.copytree(folder / "content" / "2031", folder / "content" / "2025")
    program = folder / "content" / "2025" / "program.yaml"
    program.write_text(OTHER_YEAR.replace("2031", "2025"), encoding="utf-8")


@pytest.fixture
def make(folder: Path) -> Callable[..., list[str]]:
    """Run make with this Python and return the names of the files in out/ that it wrote."""

    def run(*goals: str) -> list[str]:
        before = stamps(folder)
        binaries = Path(sys.executable).parent
        command = ["make", "--silent", "VENV=venv", f"BIN={binaries}", *goals]
        subprocess.run(command, cwd=folder, check=True, env=ENVIRONMENT)
        return sorted(name for name, stamp in stamps(folder).items() if before.get(name) != stamp)

    return run


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (folder / "out").glob("[!.]*")}


def names(year: int, *formats: str) -> list[str]:
    return [f"handlingsprogram-{year}.{name}" for name in formats]


@pytest.mark.usefixtures("short")
def test_one_format_is_built_for_every_year(make: Callable[..., list[str]]) -> None:
    built = make("pdf")
    assert {*names(2025, "pdf"), *names(2031, "pdf")} <= set(built)
    assert all(name.endswith(".pdf") for name in built)


@pytest.mark.usefixtures("short")
def test_the_second_make_does_nothing(make: Callable[..., list[str]]) -> None:
    assert {*names(2025, "docx", "html", "md", "pdf"), *names(2031, "docx", "html", "md", "pdf")} <= set(
        make()
    )
    assert make() == []
    assert make("pdf") == []


def test_diff_writes_the_reports_under_names_that_tell_the_sides(make: Callable[..., list[str]]) -> None:
    assert make("diff", "FROM=2021", "TO=2025") == [
        "endringer-2021-2025.docx",
        "endringer-2021-2025.html",
        "endringer-2021-2025.json",
        "endringer-2021-2025.md",
    ]


def test_diff_without_sides_says_how_it_is_asked(folder: Path) -> None:
    assert "make diff FROM=2021 TO=2025" in failing_make(folder, "diff", "FROM=2021").stderr


def test_review_makes_reports_and_the_comment_of_the_years_that_differ(
    make: Callable[..., list[str]], folder: Path
) -> None:
    commit_content(folder)
    make("review", "BASE=main")
    assert (folder / "out/kommentar.md").read_text(encoding="utf-8") == "Ingen av programmene er endret.\n"
    (folder / "content/2031/kapitler/kort.yaml").write_text("id: kort\ntittel: Lang\n", encoding="utf-8")
    written = [f"endringer-main-2031-2031.{face}" for face in ("docx", "html", "json", "md")]
    assert make("review", "BASE=main") == [*written, "kommentar", "kommentar.md"]
    assert "Lang" in (folder / "out/kommentar.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted((folder / "out/kommentar").iterdir())] == [
        "2031.md",
        "sammenlignet.txt",
    ]


def test_what_is_asked_for_is_no_command(folder: Path) -> None:
    commit_content(folder)
    said = failing_make(folder, "review", 'BASE=main"; touch sluppet; echo "').stderr.splitlines()
    assert said[0].startswith(
        'handlingsprogram: «main"; touch sluppet; echo "» er ikke et navn på en git-revisjon'
    )
    failing_make(folder, "review", "BASE=--out=sluppet")
    failing_make(folder, "diff", 'FROM=2021"; touch sluppet; echo "', "TO=2025")
    assert not (folder / "sluppet").exists()


@pytest.mark.usefixtures("short")
def test_an_error_leaves_the_documents_that_were_there(make: Callable[..., list[str]], folder: Path) -> None:
    make("md", "html")
    chapter = folder / "content/2031/kapitler/kort.yaml"
    chapter.write_text("id: kort\ntittel: Kort\nsideskift: ja\n", encoding="utf-8")
    before = stamps(folder)
    assert "2031 er ikke bygd" in failing_make(folder, "html", "md").stderr
    assert stamps(folder) == before


def commit_content(folder: Path) -> None:
    git = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
    subprocess.run([*git, "add", "content"], check=True)
    subprocess.run([*git, "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "a"], check=True)


def failing_make(folder: Path, *goals: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "--silent", "VENV=venv", f"BIN={Path(sys.executable).parent}", *goals]
    result = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, env=ENVIRONMENT)
    assert result.returncode
    return result
