"""A year that is as long as one likes: the real one with areas of measures added, in its own words."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SHORT, LONG, EDITED = "2025", "2026", "2027"
"""The years of the folder: the real one, the long one, and that edited all over."""
_PER_AREA = 50
_EDITED = 0.1
_PARTNERS = ("Kommuner", "fylkeskommuner", "statsforvalter", "KS", "NHO", "Miljødirektoratet", "frivillige")


def write(folder: Path, measures: int, *, full: bool = False) -> None:
    """Write a content folder with the three years.

    Args:
        folder: where; it gets `content`.
        measures: how many measures the long year has besides the real one's.
        full: whether they are as long as the real ones, with lists of points, partners and goals; else a line
            each, which is a third of the text.
    """
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    shutil.rmtree(content / "2021")
    for path in content.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^ *viderefører:.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    for year, edited in ((LONG, 0.0), (EDITED, _EDITED)):
        shutil.copytree(content / SHORT, content / year)
        _lengthen(content / year, measures, edited, full=full)


def _lengthen(year: Path, measures: int, edited: float, *, full: bool) -> None:
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
        area = _Area(f"omrade-{number}", words, full, edited)
        text = "".join(area.lines(min(_PER_AREA, measures - first)))
        (year / "innsatsomrader" / f"{area.name}.yaml").write_text(text, encoding="utf-8")
        listed += f"  - {area.name}\n"
    chapter.write_text(listed, encoding="utf-8")


def _words(year: Path) -> list[str]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(year.rglob("*.yaml")))
    return sorted({word for text in texts for word in re.findall(r"(?<=[ ,])[a-zæøå]{3,}(?=[ ,.])", text)})


@dataclass
class _Area:
    """An area of measures; the same name gives the same text, but for what is edited."""

    name: str
    words: list[str]
    full: bool
    edited: float
    _chance: random.Random = field(init=False)
    _edits: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance, self._edits = random.Random(self.name), random.Random(f"{self.name} edited")

    def lines(self, count: int) -> Iterator[str]:
        yield f"id: {self.name}\ntittel: Område {self._some(1, 3)}\nsideskift: true\n\ninnhold:\n"
        for _ in range(3 if self.full else 1):
            yield f"  - tekst: |\n      Avsnitt {self._some(20, 38)}.\n\n      Og {self._some(20, 38)}.\n\n"
        yield "  - tiltak:\n"
        for number in range(count):
            name = f"{self.name}-{number}"
            measure = self._measure(name)
            if not self._is_edited():
                yield measure
            if self._is_edited():
                yield measure.replace(f"id: {name}\n", f"id: {name}-ny\n")

    def _measure(self, name: str) -> str:
        text = self._some(8, 30) if self.full else self._some(6, 12)
        more = " med mer" if self._is_edited() else ""
        points = [self._some(4, 9) for _ in range(self._chance.randint(0, 4) if self.full else 0)]
        partners = self._chance.sample(_PARTNERS, k=self._chance.randint(1, 6 if self.full else 2))
        goals = [
            self._some(4, 14 if self.full else 7)
            for _ in range(self._chance.randint(1, 3) if self.full else 1)
        ]
        lists = {"punkter": points, "partnere": partners, "resultatmål": [f"Mål {goal}" for goal in goals]}
        return f"      - id: {name}\n        tekst: Å {text}{more}\n" + "".join(
            f"        {field}:\n" + "".join(f"          - {item}\n" for item in items)
            for field, items in lists.items()
            if items
        )

    def _some(self, least: int, most: int) -> str:
        return " ".join(self._chance.choices(self.words, k=self._chance.randint(least, most)))

    def _is_edited(self) -> bool:
        return self._edits.random() < self.edited
