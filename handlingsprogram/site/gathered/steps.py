"""What has become of each measure since the programme before, as the report of the two tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.report.model import Entry, Run
from handlingsprogram.review.report.words import Slag
from handlingsprogram.site.gathered.facts import COME, GONE, WORDS, Line, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.compare.model import Change, Comparison
    from handlingsprogram.review.report import model
    from handlingsprogram.review.report.model import Report

_BITS = {Slag.LIK: WORDS, Slag.UT: GONE, Slag.INN: COME}


def steps(comparison: Comparison, report: Report) -> dict[str, Step]:
    """Return what has become of each measure of the newer programme, by its id.

    Args:
        comparison: the two programmes.
        report: what it says to its readers.
    """
    told = {}
    for entry in _entries(report):
        changes = [comparison.endringer[number] for number in entry.changes]
        name = next(filter(None, map(_measure, changes)), "")
        if name:
            kind = (
                "ny" if any(one.type is Type.NY and one.ting is Ting.TILTAK for one in changes) else "endret"
            )
            told[name] = Step(kind, *(() if kind == "ny" else _told(entry)))
    return {
        node.id: told.get(node.id, Step("uendret"))
        for node in comparison.nytt_tre.alle()
        if node.ting is Ting.TILTAK
    }


def _entries(report: Report) -> Iterator[Entry]:
    for chapter in report.chapters:
        for part in chapter.parts:
            for block in part.blocks:
                if isinstance(block, Entry):
                    yield block
                elif isinstance(block, Run):
                    yield from block.entries


def _measure(change: Change) -> str:
    """Return the id of the measure of the newer programme that a change is about; empty where none is."""
    if change.type is Type.FJERNET and change.ting is Ting.TILTAK:
        return ""
    path = change.sti.split("/")
    places = {Ting.TILTAK: -1, Ting.PUNKT: -2}
    return path[places[change.ting]] if change.ting in places else ""


def _told(entry: Entry) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    lines = [entry.text, *entry.lines]
    changed = [line for line in lines if any(bit.slag is not Slag.LIK for bit in line.bits)]
    return tuple(label.text for label in entry.labels), tuple(map(_line, changed))


def _line(line: model.Line) -> Line:
    return Line(line.name, tuple((_BITS[bit.slag], bit.tekst) for bit in line.bits))
