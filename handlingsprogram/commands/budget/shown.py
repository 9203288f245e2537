"""What is told of a spreadsheet: the figures that are another, what was read otherwise, what could not be."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from handlingsprogram.commands.word.shown import WIDTH, unified
from handlingsprogram.malform import in_run
from handlingsprogram.report import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.tables.back.opened import Book
    from handlingsprogram.tables.back.proposal import Proposal
    from handlingsprogram.tables.back.readings import Told

__all__ = ["count", "figures", "lines", "unified"]


def figures(proposal: Proposal) -> Iterator[str]:
    """Give the figures that are another, by post and column, each with the cell that it comes from."""
    yield in_run("Tall som endres:")
    for one in proposal.figures:
        line = f"  {one.where}: {one.rad.navn}, {one.kolonne.overskrift}: {one.written(one.old)} → "
        yield visible(f"{line}{one.written(one.new)}")


def lines(proposal: Proposal, book: Book) -> Iterator[str]:
    """Give what was read otherwise than it stands, and what was not read: each under a heading."""
    for title, found in (
        ("Slik leser verktøyet det:", [*_folded(proposal.taken), *_remarks(book)]),
        ("Dette er ikke tatt med:", [*_folded(proposal.told)]),
    ):
        if found:
            yield from ("", in_run(title), *found)


def _folded(told: tuple[Told, ...]) -> Iterator[str]:
    for one in told:
        yield from textwrap.wrap(
            visible(f"{one.where}: {in_run(one.what)}"),
            WIDTH,
            initial_indent="  ",
            subsequent_indent="      ",
            break_on_hyphens=False,
        )


def _remarks(book: Book) -> Iterator[str]:
    for remark in book.remarks:
        yield f"  {book.name}: {in_run(remark)}"


def count(proposal: Proposal) -> str:
    """Say how much there is."""
    number = len(proposal.figures)
    changed = f"{number} tall endres" if number else "Ingen tall er endret"
    left = len(proposal.told)
    return f"{changed}, {left} er ikke tatt med" if left else changed
