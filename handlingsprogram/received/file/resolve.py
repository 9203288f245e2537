"""What a received file says when its changes are accepted or rejected, as Word would do it.

A paragraph whose end goes flows into the next one, and is what that one is (ISO/IEC 29500-1, 17.13.5).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from handlingsprogram.received.file.document import Cell, Paragraph, Row, Run, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from handlingsprogram.received.file.document import Author, Block, Form, Received


class _Choice(Protocol):
    def __call__(self, author: Author) -> bool:
        """Tell whether an author's changes are accepted; those that are not are rejected."""


def accepted(
    received: Received, rejected: Collection[str] = (), only: str | None = None
) -> tuple[Block, ...]:
    """Return the blocks as if changes were accepted.

    Args:
        received: what was read.
        rejected: the authors whose changes are rejected.
        only: the author whose changes alone are accepted; all others' are rejected.

    Returns:
        Blocks without changes, runs that look the same made one. A paragraph's `paths` say where its words
        stood, and `moved` is kept.
    """
    return _resolved(
        received.blocks, lambda author: author.navn not in rejected and only in {None, author.navn}
    )


def rejected(received: Received) -> tuple[Block, ...]:
    """Return the blocks as they were before all changes, in the same way."""
    return _resolved(received.blocks, lambda _: False)


def _resolved(blocks: Iterable[Block], takes: _Choice) -> tuple[Block, ...]:
    found: list[Block] = []
    waiting: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Table):
            table = _table(block, takes)
            if table:
                found += [*_left_over(waiting), table]
                waiting = []
            continue
        goes = not _stays(block.inserted, block.deleted, takes)
        waiting.append(_paragraph(block, takes))
        if not goes:
            found.append(_joined(waiting))
            waiting = []
    return (*found, *_left_over(waiting))


def _left_over(waiting: list[Paragraph]) -> list[Block]:
    """Return what flows into nothing: before a table and at the end, words keep an end of their own."""
    said = [one for one in waiting if one.runs]
    return [_joined(said)] if said else []


def _joined(parts: list[Paragraph]) -> Paragraph:
    """Return paragraphs as one, which is what the last of them is; those that say nothing leave no trace."""
    last = parts[-1]
    if len(parts) == 1:
        return last
    said = [one for one in parts if one.runs] or [last]
    return replace(
        last,
        runs=_merged(run for one in said for run in one.runs),
        anchors=tuple(anchor for one in said for anchor in one.anchors),
        moved=next((one.moved for one in said if one.moved), ""),
        paths=tuple(path for one in parts for path in one.paths),
    )


def _stays(inserted: Author | None, deleted: Author | None, takes: _Choice) -> bool:
    """Tell whether something is there: what was inserted and then deleted is there for neither."""
    return not (inserted and not takes(inserted)) and not (deleted and takes(deleted))


def _paragraph(paragraph: Paragraph, takes: _Choice) -> Paragraph:
    form: Form = paragraph.form
    if paragraph.former and not takes(paragraph.former.author):
        form = paragraph.former.form
    runs = (_run(run, takes) for run in paragraph.runs if _stays(run.inserted, run.deleted, takes))
    return Paragraph(
        _merged(runs), *form, anchors=paragraph.anchors, moved=paragraph.moved, paths=paragraph.paths
    )


def _run(run: Run, takes: _Choice) -> Run:
    look = run.former.look if run.former and not takes(run.former.author) else run.look
    note: tuple[Paragraph, ...] = ()
    if run.note:
        note = tuple(one for one in _resolved(run.note, takes) if isinstance(one, Paragraph)) or (
            Paragraph(style=run.note[-1].style),
        )
    return Run(run.text, look.bold, look.italic, look.script, run.link, note)


def _merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(_runs(runs))


def _runs(runs: Iterable[Run]) -> Iterator[Run]:
    for (look, link, is_note), group in groupby(runs, lambda run: (run.look, run.link, bool(run.note))):
        if is_note:
            yield from group
        else:
            yield Run("".join(run.text for run in group), look.bold, look.italic, look.script, link)


def _table(table: Table, takes: _Choice) -> Table | None:
    rows = tuple(_row(row, takes) for row in table.rows if _stays(row.inserted, row.deleted, takes))
    return replace(table, rows=rows) if rows or not table.rows else None


def _row(row: Row, takes: _Choice) -> Row:
    cells = tuple(_cell(cell, takes) for cell in row.cells if _stays(cell.inserted, cell.deleted, takes))
    return Row(cells, row.is_head)


def _cell(cell: Cell, takes: _Choice) -> Cell:
    blocks = _resolved(cell.blocks, takes)
    return Cell(blocks or (Paragraph(),), cell.column, cell.span, cell.rows)
