"""A planner's folder: a clone of a bare repository on this disk, which takes nothing on main."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.conftest import program_on_path, write

if TYPE_CHECKING:
    from pathlib import Path

GUARD = """#!/bin/sh
while read old new ref; do
  if [ "$ref" = refs/heads/main ]; then echo "Ingen skriver på main" >&2; exit 1; fi
  if [ "$old" != 0000000000000000000000000000000000000000 ] && ! git merge-base --is-ancestor "$old" "$new"
  then echo "Ingen bruker makt" >&2; exit 1; fi
done
"""
"""What the remote refuses: anything on main, and anything by force."""
AREA = "2025/innsatsomrader/ferge.yaml"
FILES = {
    "program.yaml": "år: 2025\ntittel: Program\n",
    "innsatsomrader/ferge.yaml": "tittel: Ferge\ningress: Før\n\n\n\n\nslutt: Før\n",
    "innsatsomrader/buss.yaml": "tittel: Buss\n",
}


@dataclass
class Folder:
    """A repository's folder."""

    path: Path

    @property
    def content(self) -> Path:
        return self.path / "content"

    def git(self, *arguments: str) -> str:
        who = ("-c", "user.name=Kari", "-c", "user.email=kari@example.org")
        command = [program_on_path("git"), *who, "-C", str(self.path), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.rstrip("\n")

    def write(self, file: str, text: str) -> None:
        (self.content / file).parent.mkdir(parents=True, exist_ok=True)
        (self.content / file).write_text(text, encoding="utf-8", newline="")

    def commit(self, file: str, text: str, *push: str) -> None:
        """Commit what somebody else has written, and send it."""
        self.write(file, text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=Endring")
        if push:
            self.git("push", "--quiet", *push)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know nothing of whoever runs the tests; Ola is the one who writes."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for name, value in (("NAME", "Ola"), ("EMAIL", "ola@example.org")):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)


def begun(folder: Path) -> Folder:
    """Return a repository with invented content, committed once."""
    made = Folder(folder)
    write(made.content, 2025, FILES)
    (folder / "README.md").write_text("Les meg\n", encoding="utf-8")
    made.git("init", "--quiet", "--initial-branch=main")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message=Begynn")
    return made


@pytest.fixture
def lonely(tmp_path: Path) -> Folder:
    """Give a repository that is sent nowhere."""
    return begun(tmp_path / "alene")


@pytest.fixture
def remote(tmp_path: Path) -> Folder:
    """Give a bare repository that takes nothing on main, and nothing by force."""
    seed = begun(tmp_path / "fra")
    seed.git("clone", "--quiet", "--bare", ".", str(tmp_path / "felles.git"))
    made = Folder(tmp_path / "felles.git")
    guard(made, GUARD)
    return made


def guard(remote: Folder, script: str) -> None:
    """Let a bare repository refuse something."""
    hook(remote.path / "hooks", "pre-receive", script)


def hook(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(script, encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.fixture
def planner(remote: Folder) -> Folder:
    """Give a planner's clone."""
    return cloned(remote, "ola")


def cloned(remote: Folder, name: str) -> Folder:
    """Return a clone of a bare repository beside it."""
    remote.git("clone", "--quiet", ".", str(remote.path.parent / name))
    return Folder(remote.path.parent / name)


def on_main(remote: Folder, file: str, text: str) -> None:
    """Let main get something, as when somebody's pull request is taken in."""
    other = cloned(remote, "flettet")
    other.commit(file, text)
    remote.git("fetch", "--quiet", str(other.path), "main:main")
