"""Read a year and the one before it, for what the site says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.registers.register import Year as RegisterYear
from handlingsprogram.registers.register import volume
from handlingsprogram.review.faces import html
from handlingsprogram.review.report.build import report
from handlingsprogram.review.sides import lenient
from handlingsprogram.review.sides.side import compare_sides, opened
from handlingsprogram.site.facts import Named
from handlingsprogram.site.gather import gather

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.registers.register import Volume
    from handlingsprogram.render.checked import Shared
    from handlingsprogram.site.facts import Year


class Found(NamedTuple):
    """What is read of a year."""

    year: Year
    before: Named | None
    """The programme before."""
    volume: Volume
    """What the register has of it."""
    page: str
    """The comparison of the two; empty where there is none."""


def read(content: Path, name: str, before: str, shared: Shared) -> Found:
    """Read a year.

    Args:
        content: the content folder.
        name: the year's folder.
        before: that of the programme before; empty where there is none.
        shared: what all years have in common.
    """
    if not before:
        program, _ = lenient.read(content / name)
        own = volume(RegisterYear(program))
        return Found(gather(program, shared, None, ()), None, own, "")
    with opened((before, name), content) as sides:
        comparison = compare_sides(*sides)
    told = report(comparison)
    year = gather(comparison.ny, shared, (comparison, told, before), ())
    own = volume(RegisterYear(comparison.ny))
    return Found(year, Named(before, comparison.gammel.tittel), own, html.render(told, content))
