"""The documents know which revision they were built from; not knowing it never stops a build."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.render.edition.revision import Revision
from handlingsprogram.revision import VARIABLE, revision

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder with one committed file, in a repository that has other files too."""
    folder = tmp_path / "lager" / "content"
    folder.mkdir(parents=True)
    (folder / "tema.yaml").write_text("a: 1\n", encoding="utf-8")
    (folder.parent / "README.md").write_text("a\n", encoding="utf-8")
    git(folder.parent, "init", "--quiet")
    git(folder.parent, "add", ".")
    git(folder.parent, *AUTHOR, "commit", "--quiet", "--message", "a")
    return folder


AUTHOR = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_it_is_the_full_name_of_the_commit(content: Path) -> None:
    assert revision(content) == Revision(git(content, "rev-parse", "HEAD"))


@pytest.mark.parametrize("name", ["tema.yaml", "ny.yaml"])
def test_changed_and_new_content_is_told(content: Path, name: str) -> None:
    (content / name).write_text("a: 2\n", encoding="utf-8")
    assert revision(content) == Revision(git(content, "rev-parse", "HEAD"), er_endret=True)


def test_changes_outside_the_content_do_not_count(content: Path) -> None:
    (content.parent / "README.md").write_text("b\n", encoding="utf-8")
    assert revision(content) == Revision(git(content, "rev-parse", "HEAD"))


def test_the_variable_wins_and_is_one_line(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, " utgave 7\n")
    assert revision(content) == Revision("utgave 7")
    monkeypatch.setenv(VARIABLE, "")
    assert revision(content) == Revision()


def test_there_is_none_where_git_cannot_tell(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert revision(tmp_path) == Revision()
    assert revision(tmp_path / "finnes ikke") == Revision()
    (content.parent / ".git" / "HEAD").write_text("ødelagt", encoding="utf-8")
    assert revision(content) == Revision()
    monkeypatch.setenv("PATH", "")
    assert revision(content) == Revision()


def test_there_is_none_before_the_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert revision(tmp_path) == Revision()
