"""Time a cold `check`: of the real years, of a hundred copies of one, and of every attack in the tests.

Run by `make bench`. The promises: both years below 0.3 s on two cores; time that grows with the years and
no faster, a hundred of them in 150 MB; no attack above 1 s and 200 MB.

`make bench BEFORE=main` checks the same content with the code of a git revision too, in turn: a machine's
speed drifts, the ratio of a pair does not.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import chdir
from pathlib import Path
from statistics import median
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
    with tempfile.TemporaryDirectory() as folder:
        before = code_of(os.environ.get("BEFORE", ""), Path(folder))
        measure("check av begge årene", ROOT, before, RUNS)
        for count in (1, 10, 100):
            with tempfile.TemporaryDirectory() as years:
                copies(Path(years), count)
                measure(f"check av {count} år", Path(years), before, max(RUNS // count, 3 if before else 1))
    for cost, name in sorted(attacks(), key=lambda attack: -attack[0][1])[:SHOWN]:
        show(f"angrep: {name}", cost)


def measure(name: str, folder: Path, before: Path | None, runs: int) -> None:
    """Print the median of the runs after the first, and how it is to that of the code before, run in turn."""
    check(folder)
    now, then = [], []
    for _ in range(runs):
        now.append(check(folder))
        then += [check(folder, code=before)] if before else []
    show(name, sorted(now)[runs // 2])
    if then:
        show(f"{name}, før", sorted(then)[runs // 2])
        pairs = zip(now, then, strict=True)
        print(f"{name}: {median(new[1] / old[1] for new, old in pairs):.2f} av prosessortiden før")


def code_of(revision: str, folder: Path) -> Path | None:
    """Unpack the code of a git revision in a folder and compile it as `make` does; None without one."""
    if not revision:
        return None
    packed = folder / "kode.tar"
    subprocess.run(["git", "archive", "--output", packed, revision], cwd=ROOT, check=True)
    shutil.unpack_archive(packed, folder)
    subprocess.run([sys.executable, "-m", "compileall", "-q", folder / "handlingsprogram"], check=True)
    return folder


def show(name: str, cost: Cost, more: str = "") -> None:
    seconds, processor, memory = cost
    print(f"{name[:40]:40} {seconds:6.3f} s {processor:6.3f} s CPU {memory:4.0f} MB  {more}".rstrip())


def check(folder: Path, *years: str, code: Path = ROOT) -> Cost:
    """Check the content in a folder, in a process of its own."""
    command = [sys.executable, "-c", COUNTED, sys.executable, str(code / "build.py"), "check", *years]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True)
    seconds = time.perf_counter() - start
    *_, memory, processor = done.stdout.split()  # behind the findings
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
