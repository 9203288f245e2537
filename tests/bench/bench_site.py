"""Time the site of fifty years with 430 measures each, and a second run with one changed measure.

Run by `make bench`. The promises: the pages in 60 s on two cores, in proportion to the years, the second run
in 3 s. The documents that they are made of are built first and told by themselves: pandoc takes most of that.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.long_year import LONG, ROOT, SHORT, write
from tests.memory import cost

FIRST, MEASURES, WORD = 1980, 400, "tekst: Å "
SITE = ["nettsted", "--bare-sider"]


def main() -> None:
    """Print seconds and megabytes."""
    for years in (10, 50):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            rolled(folder, years)
            show(f"{years} år: nettsidene (pandoc)", folder, ["build", "--format", "html"])
            show(f"{years} år: nettstedet", folder, SITE)
            show(f"{years} år: ingenting endret", folder, SITE)
            changed(folder, FIRST + years // 2)
            show(f"{years} år: to nettsider på nytt", folder, ["build", "--format", "html"])
            show(f"{years} år: ett tiltak endret", folder, SITE)


def show(name: str, folder: Path, command: list[str]) -> None:
    seconds, megabytes, code = cost([sys.executable, str(ROOT / "build.py"), *command], folder)
    assert code == 0, "the years cannot be built; run check"
    print(f"{name:40} {seconds:6.1f} s {megabytes:5.0f} MB")


def rolled(folder: Path, years: int) -> None:
    """Write so many years, each as the one before with a tenth of the measures reworded."""
    write(folder, MEASURES, full=True)
    content = folder / "content"
    source = (content / LONG).rename(folder / "kilde")
    for name in ("2025", "2027"):
        shutil.rmtree(content / name)
    for place in range(years):
        _roll(source, content / str(FIRST + place), place)


def _roll(source: Path, year: Path, place: int) -> None:
    shutil.copytree(source, year)
    for file in year.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        if file.name == "program.yaml":
            text = text.replace("status: utkast", "status: vedtatt").replace(LONG, SHORT)
            text = re.sub("undertittel: .*", "undertittel: Vedtatt", text)
        if not file.name.startswith("omrade-"):
            text = re.sub(r"^innholdstittel: .*\n", "", text, flags=re.MULTILINE)
            text = re.sub(r"\b20[2-5]\d\b", partial(_moved, int(year.name) - int(SHORT)), text)
        measures = re.split(r"(?=      - id: )", text)
        reworded = [
            part.replace(WORD, f"{WORD}i {year.name} ", 1) if (number + place) % 10 == 0 else part
            for number, part in enumerate(measures)
        ]
        file.write_text("".join(reworded), encoding="utf-8")


def _moved(years: int, found: re.Match[str]) -> str:
    return str(int(found[0]) + years)


def changed(folder: Path, year: int) -> None:
    """Reword one measure."""
    file = folder / f"content/{year}/innsatsomrader/omrade-3.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(WORD, f"{WORD}endelig ", 1), encoding="utf-8")


if __name__ == "__main__":
    main()
