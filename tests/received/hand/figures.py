"""Edits of a budget's figures, and of the rows of text tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.received.hand import words
from tests.received.hand.paper import Atom, W
from tests.received.hand.rows import mark_row, shell, strike
from tests.received.hand.signs import RefusedError, escaped

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.received.hand.bound import Figure, Grid
    from tests.received.hand.desk import Desk

# --- The budget -----------------------------------------------------------------------------------


def figure(desk: Desk) -> str:
    """Type another figure, in a cell that has one or is empty."""
    one = _figure(desk, lambda one: one.is_typed)
    number = desk.chance.choice(
        [0, desk.chance.randint(1, 99), desk.chance.randint(100, 99_999), -250, 1_250_000]
    )
    text = words.amount(number, desk.chance)
    former = one.line.words()
    one.row["tall"] = {**one.row["tall"], one.column: number}
    _typed_over(desk, one, text)
    return f"skrev «{text}» for «{former}» i {one.row['id']}/{one.column}"


def empty(desk: Desk) -> str:
    """Delete a figure."""
    one = _figure(desk, lambda one: one.is_typed and len(one.row["tall"]) > 1 and bool(one.line.here()))
    if one.column not in one.row["tall"]:
        raise RefusedError("tom")
    former = one.line.words()
    one.row["tall"] = {key: value for key, value in one.row["tall"].items() if key != one.column}
    one.line.delete(0, len(one.line.here()), desk.hand)
    return f"slettet «{former}» i {one.row['id']}/{one.column}"


def total(desk: Desk) -> str:
    """Type a figure over one that follows from others: it is no value, and must be told of."""
    one = _figure(desk, lambda one: not one.is_typed and bool(one.line.here()))
    former = one.line.words()
    text = words.amount(desk.chance.randint(10_000, 99_999), desk.chance)
    desk.findings.append(f"{one.table['id']}/{one.row['id']}/{one.column}")
    _typed_over(desk, one, text)
    return f"skrev «{text}» over summen «{former}» i {one.row['id']}/{one.column}"


def _figure(desk: Desk, which: Callable[[Figure], bool]) -> Figure:
    found = [one for one in desk.bound.figures if which(one)]
    if not found:
        raise RefusedError("ingen slike tall")
    return desk.chance.choice(found)


def _typed_over(desk: Desk, one: Figure, text: str) -> None:
    last = len(one.line.here())
    if last:
        one.line.type(last, text, desk.hand)
    else:
        beside = next(
            (
                other.line.plain_dress()
                for other in desk.bound.figures
                if other.row is one.row and other.line.atoms
            ),
            "",
        )
        one.line.insert(0, [Atom(sign, dress=beside) for sign in text], desk.hand)
    one.line.delete(0, last, desk.hand)


# --- Rows of text tables --------------------------------------------------------------------------


def _grid(desk: Desk) -> Grid:
    grids = [one for one in desk.bound.grids if one.rows]
    if not grids:
        raise RefusedError("ingen teksttabeller")
    return desk.chance.choice(grids)


def more_cells(desk: Desk) -> str:
    """Write a new row of a text table."""
    grid = _grid(desk)
    at = desk.chance.randrange(len(grid.rows))
    model, former = grid.rows[at]
    if desk.bound.paper.line(next(model.iter(W + "p"))).is_marked:
        raise RefusedError("noen har alt endret raden")
    row = [desk.chance.choice([words.words(desk.chance, 2), str(desk.chance.randrange(100))]) for _ in former]
    row = ["".join(sign for sign in text if sign not in "\t\u00ad").replace("  ", " ") for text in row]
    node, cells = shell(model)
    for cell, old, text in zip(cells, model.findall(W + "tc"), row, strict=True):
        like = desk.bound.paper.line(old.find(W + "p"))
        line = desk.bound.paper.like(like)
        cell.append(line.node)
        line.insert(0, [Atom(sign, dress=like.plain_dress()) for sign in text], desk.hand)
        line.ins = desk.hand
    if desk.hand:
        mark_row(desk, node, "ins", desk.hand)
    model.addnext(node)
    rows = grid.table["rader"]
    row = [escaped(text) for text in row]
    rows.insert(next(i for i, one in enumerate(rows) if one is former) + 1, row)
    grid.rows.insert(at + 1, (node, row))
    for which, cell in enumerate(cells):
        desk.bound.bind_cell(row, which, desk.bound.paper.line(cell[-1]), f"tabellen «{grid.table['id']}»")
    return f"skrev raden {row} i tabellen «{grid.table['id']}»"


def fewer_cells(desk: Desk) -> str:
    """Delete a row of a text table."""
    grid = _grid(desk)
    node, row = desk.chance.choice(grid.rows)
    lines = [desk.bound.paper.line(one) for one in node.iter(W + "p")]
    if len(grid.rows) < 2 or any(
        line.is_marked or any(atom.ins or atom.dele for atom in line.atoms) for line in lines
    ):
        raise RefusedError("den eneste, eller noen har alt endret den")
    if desk.hand:
        strike(desk, node, desk.hand)
    else:
        node.getparent().remove(node)
    for flow in [one for one in desk.bound.flows if one.holder is row]:
        flow.finish()
        desk.bound.flows.remove(flow)
    rows = grid.table["rader"]
    del rows[next(i for i, one in enumerate(rows) if one is row)]
    grid.rows.remove((node, row))
    return f"slettet raden {row} i tabellen «{grid.table['id']}»"


EDITS: tuple[tuple[Callable[[Desk], str], int], ...] = (
    (figure, 4),
    (empty, 1),
    (total, 1),
    (more_cells, 2),
    (fewer_cells, 1),
)
