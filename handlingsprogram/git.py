"""Starts git. The only module that does."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_PLACES = {"GIT_DIR", "GIT_EXTERNAL_DIFF", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"}
"""What a hook, or git that runs the tool as its diff, says of where things are; here the folder says it."""
_SETTINGS = {
    "LC_ALL": "C",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
"""git speaks English, and neither writes, asks nor fetches."""


class Answer(NamedTuple):
    """What git said."""

    code: int
    output: bytes
    error: str


def run(folder: Path, *arguments: str, given: bytes = b"", patience: float | None = None) -> Answer:
    """Run git in a folder.

    Args:
        folder: where; it says which repository is meant.
        arguments: the command and its arguments.
        given: what git reads.
        patience: how many seconds git may take; as many as it needs without.

    Raises:
        FileNotFoundError: there is no git.
        OSError: git cannot be started, or takes too long.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _PLACES}
    # Nothing that the repository names as its watcher is started.
    command = ["git", "-c", "core.fsmonitor=false", "--no-replace-objects", "-C", str(folder), *arguments]
    try:
        result = subprocess.run(
            command,
            input=given,
            capture_output=True,
            check=False,
            env={**environment, **_SETTINGS},
            timeout=patience,
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"git takes more than {patience} s") from error
    return Answer(result.returncode, result.stdout, result.stderr.decode(errors="replace"))
