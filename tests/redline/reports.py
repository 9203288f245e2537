"""The Word reports that tests read: of the real years, and of 2025 as people may change and rearrange it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from handlingsprogram.read.goals import load_goals
from handlingsprogram.read.load import load
from handlingsprogram.read.pictures.picture import picture
from handlingsprogram.read.theme.load import load_theme
from handlingsprogram.render.checked import Shared
from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.faces.front import front
from handlingsprogram.review.redline.merge import redline
from handlingsprogram.review.redline.report import Material, edition, ids
from handlingsprogram.review.report.build import report as told
from tests.conftest import ROOT
from tests.redline.edited import edited, rearranged
from tests.shared import once

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from handlingsprogram.review.redline.source import Edition

CHANGED = ("2021-2025", "2025-2021", "2025-edited", "edited-2025", "2025-moved", "moved-2025")
SAME = "2025-2025"
EPOCH = 1734480000
"""18 December 2024, 00:00 UTC."""
_OTHERS = {"edited": edited, "moved": rearranged}
_sides: dict[str, Side] = {}


@dataclass(frozen=True)
class Side:
    """One side of a report."""

    material: Material

    @cached_property
    def edition(self) -> Edition:
        """The finished document."""
        return edition(self.material)


@dataclass(frozen=True)
class Report:
    """A report, and the two documents that it is about."""

    old: bytes
    new: bytes
    file: bytes


def read_side(folder: Path) -> Side:
    program, findings = load(folder)
    theme, _ = load_theme(folder.parent / "tema.yaml")
    goals, _ = load_goals(folder.parent / "baerekraftsmal.yaml")
    assert program, findings
    assert theme
    pictures = {figur.fil: picture(folder, figur.fil) for figur in program.figurer() if figur.fil}
    return Side(Material(program, Shared(theme, goals), pictures, EPOCH))


def year_of(factory: pytest.TempPathFactory, name: str) -> Path:
    """Return the folder of a side's year, for tests to read: `2021`, `2025`, `edited` or `moved`."""
    if name not in _OTHERS:
        return ROOT / "content" / name
    made = once(factory, f"side-{name}", lambda folder: _OTHERS[name](folder / "content"))
    return made / "content" / "2025"


def side(factory: pytest.TempPathFactory, name: str) -> Side:
    """Return a side, read once by each worker."""
    if name not in _sides:
        _sides[name] = read_side(year_of(factory, name))
    return _sides[name]


def report_of(factory: pytest.TempPathFactory, pair: str) -> Report:
    """Return the report of a pair such as `2021-2025`, made once in a test run."""

    def fill(folder: Path) -> None:
        old, new = (side(factory, name) for name in pair.split("-"))
        for name, content in vars(report_between(old, new)).items():
            (folder / name).write_bytes(content)

    folder = once(factory, f"report-{pair}", fill)
    return Report(*((folder / name).read_bytes() for name in ("old", "new", "file")))


def report_between(old: Side, new: Side) -> Report:
    """Return the report of two sides."""
    comparison = compare(old.material.program, new.material.program)
    page = front(told(comparison).head)
    file = redline(old.edition, new.edition, ids(comparison), EPOCH, page)
    return Report(old.edition.file, new.edition.file, file)
