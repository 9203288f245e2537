"""Invented years whose measures go on, are split, merged, dropped and taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.read.folders import years_in
from handlingsprogram.registers.register import Year, register
from handlingsprogram.review.sides.lenient import read
from tests.short import write_year

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from handlingsprogram.read.partners import Partnerregister
    from handlingsprogram.registers.model import Register


class Measure(NamedTuple):
    """A measure of an invented year."""

    id: str
    text: str
    continues: str = ""
    """What stands behind `viderefører`, with commas between."""
    partners: str = ""
    """What stands behind `partnere`, with semicolons between."""


def write(content: Path, folder: str, measures: Iterable[Measure]) -> None:
    """Write a year of one chapter with these measures."""
    lines = ["innhold:", "  - tiltak:"]
    for one in measures:
        lines += [f"      - id: {one.id}", f"        tekst: {one.text}"]
        if one.continues:
            lines.append(f"        viderefører: [{one.continues}]")
        if one.partners:
            lines += ["        partnere:", *(f"          - '{name}'" for name in one.partners.split("; "))]
    write_year(content, folder, "\n".join([*lines, ""]))


def gathered(content: Path, partners: Partnerregister | None = None) -> Register:
    """Return the register of the years in a content folder."""
    return register((Year(read(content / name)[0]) for name in years_in(content)), partners, {})
