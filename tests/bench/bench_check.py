"""Time a cold `check`: of the real years, of a hundred copies of one, and of every attack in the tests.

Run by `make bench`. The promises: both years below 0.6 s on two cores; time that grows with the years and
no faster, a hundred of them in 150 MB; no attack above 1 s and 200 MB.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

from tests.hostile.attacks import ATTACKS, HARMLESS
from tests.read.helpers import ROOT, YEAR, copy_content

if TYPE_CHECKING:
    from collections.abc import Iterator

Cost = tuple[float, float, float]
"""Seconds on the clock and of the processor, and the megabytes at most."""
RUNS = 7
FIRST_YEAR = 1980
SHOWN = 3
# A process begins with the memory of the one that starts it: a small one in between gives the tool its own.
COUNTED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024), usage.ru_utime + usage.ru_stime)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def main() -> None:
    """Print seconds, seconds of the processor and megabytes of each."""
    both = [check(ROOT) for _ in range(RUNS + 1)][1:]
    show("check av begge årene", sorted(both)[RUNS // 2])
    for count in (1, 10, 100):
        with tempfile.TemporaryDirectory() as folder:
            copies(Path(folder), count)
            cost = check(Path(folder))
        show(f"check av {count} år", cost, f"{1000 * cost[1] / count:.0f} ms per år")
    for cost, name in sorted(attacks(), key=lambda attack: -attack[0][1])[:SHOWN]:
        show(f"angrep: {name}", cost)


def show(name: str, cost: Cost, more: str = "") -> None:
    seconds, processor, memory = cost
    print(f"{name[:40]:40} {seconds:6.3f} s {processor:6.3f} s CPU {memory:4.0f} MB  {more}".rstrip())


def check(folder: Path, *years: str) -> Cost:
    """Check the content in a folder, in a process of its own."""
    command = [sys.executable, "-c", COUNTED, sys.executable, str(ROOT / "build.py"), "check", *years]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True)
    seconds = time.perf_counter() - start
    memory, processor = done.stdout.split()
    return seconds, float(processor), int(memory) / 1_000_000


def copies(folder: Path, count: int) -> None:
    """Make so many years of the newest, drafts so that last year's dates are no errors."""
    copy_content(folder)
    source = (folder / YEAR).rename(folder / "kilde")
    shutil.rmtree((folder / YEAR).with_name("2021"))
    for path in source.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^ *viderefører:.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    program = (
        (source / "program.yaml").read_text(encoding="utf-8").replace("status: vedtatt", "status: utkast")
    )
    for year in range(FIRST_YEAR, FIRST_YEAR + count):
        own = folder / "content" / str(year)
        shutil.copytree(source, own)
        text = program.replace(f"år: {YEAR.name}", f"år: {year}")
        (own / "program.yaml").write_text(text, encoding="utf-8")


def attacks() -> Iterator[tuple[Cost, str]]:
    """Give the cost and the name of each attack."""
    for name, attack in (ATTACKS | HARMLESS).items():
        with tempfile.TemporaryDirectory() as folder:
            copy_content(Path(folder))
            with chdir(folder):
                attack()
            yield check(Path(folder), YEAR.name), name


if __name__ == "__main__":
    main()
