"""Time the comparison: the two real years from a cold start, and two programmes of 4,000 measures each.

Run by `make bench`. The promises: the real years as Markdown below 0.5 s, the large ones below 10 s.
`make bench BEFORE=main` runs the real years with the code of a git revision too, in turn.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.finding import Position
from handlingsprogram.read.load import load
from handlingsprogram.read.model.blocks import Tekst
from handlingsprogram.read.model.measures import Tiltak, Tiltakstabell
from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.faces import render
from tests.bench.bench_check import code_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlingsprogram.read.model.program import Program, Seksjon

ROOT = Path(__file__).parents[2]
RUNS = 7
AREAS, MEASURES = 100, 40
NOWHERE = Position("", 1, 1)


def main() -> None:
    """Print the times."""
    with tempfile.TemporaryDirectory() as folder:
        before = code_of(os.environ.get("BEFORE", ""), Path(folder))
        for face in ("md", "docx"):
            cold(face, before, Path(folder))
    old = large(random.Random(1))
    for name, change in {
        "2 x 4000 tiltak, en femdel skrevet om": reworded,
        "2 x 4000 tiltak, alle med nye id-er": renamed,
    }.items():
        new = change(old)
        print(f"{name:44} {median(partial(report, old, new), 1):6.3f} s")


def cold(face: str, before: Path | None, folder: Path) -> None:
    """Print the median time of a report, and how it is to that of the code before."""
    now, then = [], []
    for _ in range(RUNS):
        now.append(run(face, ROOT, folder))
        then += [run(face, before, folder)] if before else []
    name = f"diff 2021 2025 til {face}, kald"
    print(f"{name:44} {statistics.median(now):6.3f} s")
    if then:
        ratio = statistics.median(new / old for new, old in zip(now, then, strict=True))
        print(f"{name + ', før':44} {statistics.median(then):6.3f} s: {ratio:.2f} av tiden før")


def run(face: str, code: Path, folder: Path) -> float:
    """Return the seconds that a report takes, in a process of its own."""
    command = [sys.executable, str(code / "build.py"), "diff", "2021", "2025", "--format", face]
    start = time.perf_counter()
    subprocess.run([*command, "--out", str(folder / f"rapport.{face}")], cwd=ROOT, check=True)
    return time.perf_counter() - start


def report(old: Program, new: Program) -> str | bytes:
    """Compare two programmes and print the report."""
    return render("md", compare(old, new))


def median(step: Callable[[], object], runs: int) -> float:
    """Return the median time of some runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def large(chance: random.Random) -> Program:
    """Return a programme of 4,000 measures, with the words of the real ones."""
    real, _ = load(ROOT / "content" / "2025")
    assert real
    words = sorted({word for tekst in real.tekster() for word in re.findall(r"[a-zæøå]{3,}", tekst.markdown)})
    chapter = real.kapitler[4]
    areas = tuple(
        replace(
            chapter.underseksjoner[2],
            id=f"omrade-{i}",
            tittel=" ".join(chance.choices(words, k=3)),
            innhold=(
                *(Tekst(" ".join(chance.choices(words, k=60)), NOWHERE) for _ in range(4)),
                Tiltakstabell(
                    tuple(measure(chance, words, f"tiltak-{i}-{j}") for j in range(MEASURES)),
                    next(
                        blokk.målform
                        for blokk in chapter.underseksjoner[2].innhold
                        if isinstance(blokk, Tiltakstabell)
                    ),
                ),
            ),
        )
        for i in range(AREAS)
    )
    return replace(real, kapitler=(replace(chapter, underseksjoner=areas),))


def measure(chance: random.Random, words: list[str], name: str) -> Tiltak:
    """Return a measure of random words."""
    text = Tekst(" ".join(chance.choices(words, k=chance.randint(8, 30))), NOWHERE)
    bullets = tuple(Tekst(" ".join(chance.choices(words, k=6)), NOWHERE) for _ in range(chance.randint(0, 4)))
    return Tiltak(name, text, bullets, {}, (), (), NOWHERE, {})


def reworded(old: Program) -> Program:
    """Return a programme in which each measure is reworded, moved or has another id with a chance of 1:15."""
    chance = random.Random(2)
    rows = [[*area_rows(area)] for area in old.kapitler[0].underseksjoner]
    for i, area in enumerate(rows):
        for j, row in enumerate(area):
            if chance.random() < 1 / 15:
                rows[i][j] = replace(row, tekst=Tekst(row.tekst.markdown + " med mer", NOWHERE))
            elif chance.random() < 1 / 15:
                rows[i][j] = replace(row, id=f"{row.id}-ny")
            elif chance.random() < 1 / 15:
                rows[chance.randrange(AREAS)].append(area.pop(j))
    return with_rows(old, rows, "")


def renamed(old: Program) -> Program:
    """Return a programme in which everything has another id, and every measure another word."""
    chance = random.Random(3)
    rows = [
        [
            replace(
                row, id=f"{row.id}-ny", tekst=Tekst(row.tekst.markdown + f" {chance.randint(1, 99)}", NOWHERE)
            )
            for row in area_rows(area)
        ]
        for area in old.kapitler[0].underseksjoner
    ]
    return with_rows(old, rows, "-ny")


def area_rows(area: Seksjon) -> tuple[Tiltak, ...]:
    """Return the measures of an area."""
    return next(blokk.tiltak for blokk in area.innhold if isinstance(blokk, Tiltakstabell))


def with_rows(old: Program, rows: list[list[Tiltak]], suffix: str) -> Program:
    """Return a programme with other measures in its areas."""
    chapter = old.kapitler[0]
    areas = tuple(
        replace(
            area,
            id=area.id + suffix,
            innhold=tuple(
                replace(blokk, tiltak=tuple(rows[i])) if isinstance(blokk, Tiltakstabell) else blokk
                for blokk in area.innhold
            ),
        )
        for i, area in enumerate(chapter.underseksjoner)
    )
    return replace(old, kapitler=(replace(chapter, underseksjoner=areas),))


if __name__ == "__main__":
    main()
