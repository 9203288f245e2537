"""A year that is as long as one likes: the real one with areas of measures added, in the words of the real ones."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SHORT, LONG, EDITED = "2025", "2026", "2027"
"""The years of the folder: the real one, the long one, and that edited all over."""
_PER_AREA = 50
_PARTNERS = ("Kommuner", "fylkeskommuner", "statsforvalter", "KS", "NHO", "Miljødirektoratet", "frivillige")


def write(folder: Path, measures: int) -> None:
    """Write a content folder with the three years.

    Args:
        folder: where; it gets `content`.
        measures: how many measures the long year has besides the real one's.
    """
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    shutil.rmtree(content / "2021")
    for path in content.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^ *viderefører:.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    for year, edit in ((LONG, 0.0), (EDITED, 0.1)):
        shutil.copytree(content / SHORT, content / year)
        _lengthen(content / year, measures, edit)


def _lengthen(year: Path, measures: int, edit: float) -> None:
    """Add areas to a copy of the real year; a share of the measures is reworded, dropped or new."""
    program = year / "program.yaml"
    text = program.read_text(encoding="utf-8").replace("status: vedtatt", "status: utkast")
    text = re.sub(r"^dato: .*$", f"dato: {year.name}-06-01", text, flags=re.MULTILINE)
    program.write_text(text.replace("år: 2025", f"år: {year.name}"), encoding="utf-8")
    (year / "godtatt.yaml").unlink()
    words = _words(year)
    chapter = year / "kapitler" / "innsatsomradene.yaml"
    listed = chapter.read_text(encoding="utf-8")
    for number, first in enumerate(range(0, measures, _PER_AREA)):
        name = f"omrade-{number}"
        chance, edits = random.Random(number), random.Random(f"{number} {edit}")
        count = min(_PER_AREA, measures - first)
        area = "".join(_area(name, count, words, chance, lambda: edits.random() < edit))  # noqa: B023
        (year / "innsatsomrader" / f"{name}.yaml").write_text(area, encoding="utf-8")
        listed += f"  - {name}\n"
    chapter.write_text(listed, encoding="utf-8")


def _words(year: Path) -> list[str]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(year.rglob("*.yaml")))
    return sorted({word for text in texts for word in re.findall(r"(?<=[ ,])[a-zæøå]{3,}(?=[ ,.])", text)})


def _area(name: str, count: int, words: list[str], chance: random.Random, edit: object) -> Iterator[str]:
    def some(least: int, most: int) -> str:
        return " ".join(chance.choices(words, k=chance.randint(least, most)))

    yield f"id: {name}\ntittel: Område {some(1, 3)}\nsideskift: true\n\ninnhold:\n"
    for _ in range(3):
        yield f"  - tekst: |\n      Avsnitt {some(20, 70)}.\n\n      Og {some(20, 60)}.\n\n"
    yield "  - tiltak:\n"
    for number in range(count):
        more = " med mer" if edit() else ""  # type: ignore[operator]
        measure = f"      - id: {name}-{number}\n        tekst: Å {some(8, 30)}{more}\n"
        bullets = [f"          - {some(4, 9)}\n" for _ in range(chance.randint(0, 4))]
        partners = chance.sample(_PARTNERS, k=chance.randint(1, 6))
        goals = [f"          - Mål {some(4, 14)}\n" for _ in range(chance.randint(1, 3))]
        measure += "        punkter:\n" + "".join(bullets) if bullets else ""
        measure += "        partnere:\n" + "".join(f"          - {partner}\n" for partner in partners)
        measure += "        resultatmål:\n" + "".join(goals) + "\n"
        if edit():  # type: ignore[operator]
            continue
        yield measure
        if edit():  # type: ignore[operator]
            yield measure.replace(f"id: {name}-{number}\n", f"id: {name}-{number}-ny\n")
