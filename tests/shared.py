"""What all workers of a test run share: what takes seconds to make is made by the first that needs it."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

LOOKS = sorted(file.stem for file in (Path(__file__).parents[1] / "templates" / "temaer").glob("*.yaml"))
"""The looks that the tool has."""


def as_siri(patch: pytest.MonkeyPatch) -> None:
    """Let Siri be the one who writes in git."""
    for name, value in (("NAME", "Siri Sekretær"), ("EMAIL", "siri@example.org")):
        patch.setenv(f"GIT_AUTHOR_{name}", value)
        patch.setenv(f"GIT_COMMITTER_{name}", value)


def once(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], object]) -> Path:
    """Return a folder that is filled once in a test run, whichever worker comes first; nobody may change it.

    Args:
        factory: pytest's own.
        name: the folder's, of which there is one in a run.
        fill: is given an empty folder.
    """
    own = factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = run / f"shared-{name}"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            fresh = factory.mktemp(name)
            fill(fresh)
            fresh.rename(folder)
    return folder
