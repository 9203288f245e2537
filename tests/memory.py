"""How much memory a command takes at most, with all the processes that it starts, as Linux tells it."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OFTEN = 0.03
"""Seconds between two looks."""


class Cost(NamedTuple):
    """What a command took."""

    seconds: float
    megabytes: float
    """Of all its processes at one moment."""
    code: int


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder, and tell what it took; what it prints is lost."""
    start = time.perf_counter()
    most = 0
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdout=silent, stderr=silent) as process:
        while True:
            most = max(most, sum(map(_memory, _family(process.pid))))
            try:
                code = process.wait(_OFTEN)
            except subprocess.TimeoutExpired:
                continue
            return Cost(time.perf_counter() - start, most / 1_000_000, code)


def _family(pid: int) -> Iterator[int]:
    """Give a process and all that it has started."""
    yield pid
    try:
        children = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:  # it has ended meanwhile
        return
    for child in " ".join(children).split():
        yield from _family(int(child))


def _memory(pid: int) -> int:
    """Return a process's memory in bytes; what it shares with others counts once for all of them together."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
