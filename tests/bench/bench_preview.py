"""Time how soon a keystroke is seen in a year kept warm, and weigh a thousand of them.

Run by `make bench`. The promises, on two cores: the web edition within 100 ms and the pages within 300 ms
of the keystroke, median; within a second for a programme of 400 measures; memory that does not grow with
the edits.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

from handlingsprogram.preview.preview import Preview
from tests.long_year import LONG, ROOT, write

KEYSTROKES = 30
_WORD = re.compile(r"(tekst: \|\n\s+\w+?)(?:x\d+)?\b")


def main() -> None:
    """Print milliseconds and megabytes."""
    for year, measures, edits in (("2021", 0, 200), ("2025", 0, 1000), (LONG, 400, 200)):
        with tempfile.TemporaryDirectory() as folder:
            if measures:
                write(Path(folder), measures, full=True)
            else:
                shutil.copytree(ROOT / "content", Path(folder) / "content")
            measure(f"{measures} tiltak" if measures else year, Path(folder) / "content" / year, edits)


def measure(name: str, year: Path, edits: int) -> None:
    """Write letter by letter, in one text after the other."""
    files = [path for path in sorted(year.rglob("*.yaml")) if _WORD.search(path.read_text("utf-8"))]
    web, pages = [], []
    with Preview(year.parent, year.name) as preview:
        for number, file in zip(range(edits), cycle(files), strict=False):
            file.write_text(
                _WORD.sub(rf"\1x{number % 7}", file.read_text("utf-8"), count=1), encoding="utf-8"
            )
            start = time.perf_counter()
            reading = preview.read()
            assert reading.program
            preview.web(reading)
            web.append(time.perf_counter() - start)
            preview.pages(reading)
            pages.append(time.perf_counter() - start)
            if number == KEYSTROKES:
                show(f"{name}: nett", web[1:])
                show(f"{name}: sider", pages[1:])
                before = megabytes()
        print(f"{name + ': minne':30} {before:5.0f} MB, etter {number + 1} endringer {megabytes():5.0f} MB")


def show(name: str, seconds: list[float]) -> None:
    print(f"{name:30} {1000 * median(seconds):5.0f} ms, 95 %: {1000 * quantiles(seconds, n=20)[-1]:5.0f} ms")


def megabytes() -> float:
    """Return what this process holds, in megabytes."""
    return int(re.findall(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())[0]) / 1024


if __name__ == "__main__":
    main()
