"""Every piece of text in the PDF can be read against what lies behind it, and in black and white."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pymupdf
import pytest

from handlingsprogram.read.goals import load_goals
from handlingsprogram.read.theme.contrast import PAPER, TEXT, contrast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("colours")

FEWEST = 500
"""No document has fewer pieces of text."""


def written(colour: int) -> str:
    return f"#{colour:06x}"


def filled(page: Any) -> list[tuple[Any, str]]:
    """Return the areas that the page fills, in the order they are painted."""
    return [
        (drawing["rect"], "#" + "".join(f"{round(255 * channel):02x}" for channel in drawing["fill"]))
        for drawing in page.get_drawings()
        if drawing["fill"]
    ]


def printed(pdf: Path) -> Iterator[tuple[str, str, str]]:
    """Give each piece of text with its colour and that of the ground it stands on."""
    with pymupdf.open(pdf) as pages:  # type: ignore[no-untyped-call]
        for page in pages:
            areas = filled(page)
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", ()):
                    for span in line["spans"]:
                        left, top, right, bottom = span["bbox"]
                        middle = pymupdf.Point((left + right) / 2, (top + bottom) / 2)  # type: ignore[no-untyped-call]
                        behind = [colour for area, colour in areas if middle in area]
                        yield span["text"], written(span["color"]), behind[-1] if behind else PAPER


@pytest.fixture(scope="module")
def pieces(year: int, built: Path) -> list[tuple[str, str, str]]:
    return [piece for piece in printed(built / f"handlingsprogram-{year}.pdf") if piece[0].strip()]


def test_text_can_be_read_on_its_background(pieces: list[tuple[str, str, str]]) -> None:
    assert len(pieces) > FEWEST
    decoration = set(" .•")  # leaders, which are artifacts, and bullets
    for text, colour, ground in pieces:
        if set(text) - decoration:
            assert contrast(colour, ground) >= TEXT, (text, colour, ground)
    assert {ground for _, _, ground in pieces} > {PAPER}


def test_a_goals_number_has_the_colour_of_text_not_of_the_goal(
    root: Path, built: Path, pieces: list[tuple[str, str, str]], year: int
) -> None:
    del year
    goals, _ = load_goals(root / "content" / "baerekraftsmal.yaml")
    assert len(goals) == 17
    colours = {goal.farge for goal in goals.values()}
    assert not colours & {colour for _, colour, _ in pieces}
    with pymupdf.open(built / "handlingsprogram-2021.pdf") as pages:  # type: ignore[no-untyped-call]
        lines = {
            "#" + "".join(f"{round(255 * channel):02x}" for channel in drawing["color"])
            for page in pages
            for drawing in page.get_drawings()
            if drawing["color"]
        }
    assert len(colours & lines) > 5
