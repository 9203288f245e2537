"""Time a cold `build` of one year beside the bare pandoc and typst steps that it cannot do without.

Run by `make bench`. The promise is a ratio below 1.5: everything that is ours (reading, checking, rendering,
the filters, finishing Word, PDF and web page) costs at most half of what pandoc and typst cost by themselves,
one after the other.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.read.load import load
from handlingsprogram.read.theme.load import load_theme
from handlingsprogram.render.edition import pandoc
from handlingsprogram.render.edition.markdown import markdown
from handlingsprogram.render.edition.view import view
from handlingsprogram.render.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
RUNS = 7

_TYPST = """
import sys, time
from pathlib import Path
from handlingsprogram.read.load import load
from handlingsprogram.read.theme.load import load_theme
from handlingsprogram.render.edition import view
from handlingsprogram.render.pages import layout
program, _ = load(Path("content") / sys.argv[1])
theme, _ = load_theme(Path("content/tema.yaml"))
data = layout.data(view.view(program, {}), theme, {}, program.status)
body = Path(sys.argv[2]).read_bytes()
start = time.perf_counter()
layout.Layout(body, data, {}, is_long=False).pdf(0)
print(time.perf_counter() - start)
"""


def main(year: str) -> None:
    """Print the median times of the steps and of the whole, and their ratio."""
    program, _ = load(ROOT / "content" / year)
    theme, _ = load_theme(ROOT / "content" / "tema.yaml")
    assert program, "the year has errors; run check"
    assert theme
    text = markdown(view(program, {}))
    with ThreadPoolExecutor() as pool:
        written = pandoc.translate(text, ["json", "typst"], pool)
        tree, body = written["json"].result(), written["typst"].result()
    reader = ["-f", pandoc.READER, "-L", str(ROOT / "templates" / "pandoc" / "les.lua")]
    bare = {
        "pandoc leser Markdown": _median(lambda: _pandoc(text.encode(), *reader, "-t", "json")),
        "pandoc skriver typst": _median(lambda: _pandoc(tree, "-f", "json", "-t", "typst")),
        "pandoc skriver docx": _median(lambda: _pandoc(tree, "-f", "json", "-t", "docx")),
        "pandoc skriver html": _median(lambda: _pandoc(tree, "-f", "json", "-t", "html5")),
        "typst skriver pdf": statistics.median(_typst(year, body) for _ in range(RUNS)),
    }
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "build.py", "build", year, "--alt", "--out", folder]
        whole = _median(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))
        check = _median(
            lambda: subprocess.run(
                [sys.executable, "build.py", "check", year],
                cwd=ROOT,
                check=True,
                stderr=subprocess.DEVNULL,
            )
        )
    for name, seconds in bare.items():
        print(f"{name:24} {seconds:6.3f} s")
    total = sum(bare.values())
    print(f"{'de bare stegene':24} {total:6.3f} s")
    print(f"{'check, kald':24} {check:6.3f} s")
    print(f"{'build, kald (' + ', '.join(FORMATS) + ')':24} {whole:6.3f} s")
    print(f"{'forhold':24} {whole / total:6.2f}")


def _pandoc(content: bytes, *arguments: str) -> None:
    """Let pandoc do one thing by itself."""
    command = [pandoc._program(), *arguments, "-o", "-"]
    subprocess.run(command, input=content, check=True, capture_output=True)


def _median(step: Callable[[], object]) -> float:
    step()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _typst(year: str, body: bytes) -> float:
    """Time typst in a process of its own, because it remembers earlier layouts."""
    with tempfile.NamedTemporaryFile(suffix=".typ") as file:
        Path(file.name).write_bytes(body)
        command = [sys.executable, "-c", _TYPST, year, file.name]
        return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "2025")
