"""Time what a Word file with fifty edits costs: the command as a user runs it, and the reading alone.

Run by `make bench`. The promise: 1.5 s of processor time for `fra-word` on such a file of 2025.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.read.load import read_folder, sound_trees
from handlingsprogram.received.file.resolve import accepted
from tests.received.programmes import received, word_of
from tests.received.typist import script

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
YEARS = ("content/2025", "tests/programmer/klima/content/klimaplan-2026")
EDITS = 50
RUNS = 5


def main() -> None:
    """Print the seconds of processor time of each year, and of the reading."""
    for name in YEARS:
        year = ROOT / name
        trees = sound_trees(read_folder(year))[0]
        docx = script(word_of(year), trees, 1, "mixed", EDITS).docx
        with tempfile.TemporaryDirectory() as folder:
            here = Path(folder)
            shutil.copytree(year.parent, here / "content")
            (here / "mottatt.docx").write_bytes(docx)
            whole = _median(lambda here=here, year=year: _command(here, year.name))  # type: ignore[misc]
        read = _median(lambda docx=docx: accepted(received(docx)))  # type: ignore[misc]
        print(f"{year.name}, {EDITS} endringer: fra-word, kald {whole:.2f} s, lesing alene {read:.2f} s")


def _command(folder: Path, year: str) -> None:
    """Run the command without changing anything; that the content then has errors is no failure."""
    command = [sys.executable, str(ROOT / "build.py"), "fra-word", "mottatt.docx", "--år", year]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode < 2, done.stderr


def _median(step: Callable[[], object]) -> float:
    """Return the processor time of a step and of the processes that it starts."""
    times = []
    for _ in range(RUNS):
        before = os.times()
        step()
        after = os.times()
        times.append(sum(after[:4]) - sum(before[:4]))
    return statistics.median(times)


if __name__ == "__main__":
    main()
