"""What the tests of the Word report share: the documents, and the report of each pair of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.read.goals import load_goals
from handlingsprogram.read.load import load, load_theme
from handlingsprogram.read.pictures.picture import picture
from handlingsprogram.render.checked import Shared
from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.faces.front import front
from handlingsprogram.review.redline.merge import redline
from handlingsprogram.review.redline.report import Material, edition, ids
from handlingsprogram.review.report.build import report as told
from tests.conftest import ROOT
from tests.redline.edited import edited, rearranged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handlingsprogram.review.redline.source import Edition

CHANGED = ("2021-2025", "2025-2021", "2025-edited", "edited-2025", "2025-moved", "moved-2025")
SAME = "2025-2025"
EPOCH = 1734480000
"""18 December 2024, 00:00 UTC."""


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


@pytest.fixture(scope="session")
def sides(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Side]:
    """Return the two real years, and 2025 as people may change and rearrange it."""
    folders = {year: ROOT / "content" / year for year in ("2021", "2025")}
    folders["edited"] = edited(tmp_path_factory.mktemp("edited") / "content")
    folders["moved"] = rearranged(tmp_path_factory.mktemp("moved") / "content")
    return {name: read_side(folder) for name, folder in folders.items()}


@pytest.fixture(scope="session")
def report_of(sides: dict[str, Side]) -> Callable[[str], Report]:
    """Give the report of a pair such as `2021-2025`, made once."""
    made: dict[str, Report] = {}

    def make(pair: str) -> Report:
        if pair not in made:
            old, new = (sides[name] for name in pair.split("-"))
            made[pair] = report_between(old, new)
        return made[pair]

    return make


def report_between(old: Side, new: Side) -> Report:
    """Return the report of two sides."""
    comparison = compare(old.material.program, new.material.program)
    page = front(told(comparison).head)
    file = redline(old.edition, new.edition, ids(comparison), EPOCH, page)
    return Report(old.edition.file, new.edition.file, file)
