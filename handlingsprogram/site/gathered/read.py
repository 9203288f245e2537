"""Read a year and the one before it, for what the site says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.finding import has_errors
from handlingsprogram.read.listing import statuses_in
from handlingsprogram.registers.register import Year as RegisterYear
from handlingsprogram.registers.register import volume
from handlingsprogram.review.faces import html
from handlingsprogram.review.report.build import report
from handlingsprogram.review.sides import lenient
from handlingsprogram.review.sides.side import compare_sides, opened
from handlingsprogram.site.gathered.facts import Named
from handlingsprogram.site.gathered.gather import gather

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.status.model import Status
    from handlingsprogram.registers.register import Volume
    from handlingsprogram.render.checked import Shared
    from handlingsprogram.review.sides.side import Side
    from handlingsprogram.site.gathered.facts import Year


class Found(NamedTuple):
    """What is read of a year."""

    program: Program
    year: Year
    before: Named | None
    """The programme before."""
    volume: Volume
    """What the register has of it."""
    statuses: list[Status]
    """How it goes, the newest first."""
    page: str
    """The comparison with the programme before; empty where there is none."""


Read = tuple["Program", "list[Finding]"]
"""A programme, and what is left out of it."""


class Reader:
    """Reads years one after the other: one that was read is what the next is held against."""

    def __init__(self) -> None:
        self._last: tuple[str, Read] | None = None

    def __call__(self, side: Side) -> Read:
        """Return a side as it reads."""
        last = self._last
        if last and last[0] == side.year:
            return last[1]
        self._last = (side.year, side.read())
        return self._last[1]


def read(content: Path, name: str, before: str, shared: Shared, reader: Reader) -> Found:
    """Read a year.

    Args:
        content: the content folder.
        name: the year's folder.
        before: that of the programme before; empty where there is none.
        shared: what all years have in common.
        reader: reads the programmes.
    """
    if before:
        with opened((before, name), content) as sides:
            comparison = compare_sides(*sides, reader)
        program, earlier = comparison.ny, Named(before, comparison.gammel.tittel)
        report_ = report(comparison)
        told, page = (comparison, report_, before), html.render(report_, content)
    else:
        (program, _), told, earlier, page = lenient.read(content / name), None, None, ""
    statuses = _statuses(content / name, program)
    own = volume(RegisterYear(program, statuses[0] if statuses else None))
    return Found(program, gather(program, shared, told, statuses), earlier, own, statuses, page)


def _statuses(folder: Path, program: Program) -> list[Status]:
    """Return how a year goes, the newest first; nothing where that has errors, which `check` tells."""
    if not statuses_in(folder):
        return []
    from handlingsprogram.read.status import load_status

    statuses, findings = load_status(folder, program)
    return [] if has_errors(findings) else list(reversed(statuses.values()))
