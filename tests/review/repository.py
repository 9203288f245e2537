"""A git repository with the real content, to compare revisions of."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from tests.conftest import program_on_path
from tests.read.helpers import copy_content

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    Git = Callable[..., str]


def repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Work in a folder with the real content, committed once; return a function that runs git there.

    git sees no settings but the repository's own.
    """
    program = program_on_path("git")
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    copy_content(folder)

    def run(*arguments: str) -> str:
        who = ("-c", "user.name=Ola", "-c", "user.email=ola@example.org", "-c", "protocol.file.allow=always")
        result = subprocess.run([program, *who, *arguments], check=True, capture_output=True, text=True)
        return result.stdout

    run("init", "--quiet", "--initial-branch=main")
    commit(run)
    return run


def commit(git: Git) -> None:
    """Commit everything, also where nothing has changed."""
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message=Endring")
