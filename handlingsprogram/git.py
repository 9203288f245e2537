"""Starts git. The only module that does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PATIENCE = 120.0
"""How many seconds git may take by default: for a year's files, also from a slow drive."""
_PLACES = {"GIT_DIR", "GIT_EXTERNAL_DIFF", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"}
"""What a hook, or git that runs the tool as its diff, says of where things are; here the folder says it."""
_SETTINGS = {
    "LC_ALL": "C",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
"""git speaks English, and asks nobody; it writes and fetches only where it is told to."""


class Answer(NamedTuple):
    """What git said."""

    code: int
    output: bytes
    error: str


def run(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    patience: float = PATIENCE,
    settings: Mapping[str, str] | None = None,
) -> Answer:
    """Run git in a folder.

    Args:
        folder: where; it says which repository is meant.
        arguments: the command and its arguments.
        given: what git reads.
        patience: how many seconds git may take.
        settings: more variables of its environment.

    Raises:
        FileNotFoundError: there is no git.
        OSError: git cannot be started.
        OvertimeError: it takes too long; an OSError as well.
    """
    from handlingsprogram.processes import Process  # what asks git nothing does without

    environment = {name: value for name, value in os.environ.items() if name not in _PLACES}
    # Nothing that the repository names as its watcher is started.
    command = ["git", "-c", "core.fsmonitor=false", "--no-replace-objects", "-C", str(folder), *arguments]
    with Process("git", command, patience, {**environment, **_SETTINGS, **(settings or {})}) as process:
        output = process.finish(given)
        return Answer(process.code, output, process.complaint())
