"""Which cell or row of a budget table bears which change, so that each is told once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.html import kinds
from handlingsprogram.review.html.view import union

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.html.budgets import Both
    from handlingsprogram.review.html.outline import Numbered
    from handlingsprogram.review.html.things import Things
    from handlingsprogram.review.html.view import Tallrad

_ROW = {Type.NY, Type.FJERNET, Type.OMDØPT}
"""What the row itself tells: by what it is marked as, and by its name."""


class Bearers:
    """The changes of a budget table that are not told yet."""

    def __init__(self, changes: list[Numbered], things: Things) -> None:
        self._left = dict(changes)
        self._things = things
        self._rows: dict[Node, list[int]] = {}
        for nr, change in changes:
            node = things.ny(change) or things.gammel(change)
            if change.ting is Ting.RAD and node is not None:
                self._rows.setdefault(node, []).append(nr)

    def has(self, row: Both) -> bool:
        """Tell whether a row has come, gone or got another name."""
        return any(self._left[nr].type in _ROW for nr in self._of(row))

    def bear(self, told: Tallrad, row: Both, columns: Both, *, named: bool) -> Tallrad:
        """Return a row with the changes that it bears.

        Args:
            told: the row as it is printed.
            row: the row on both sides.
            columns: whose figures it shows; the new one's change is borne by the second cell.
            named: whether it also bears that it has come, gone or got another name.
        """
        figure, whole, name, vis = None, None, None, []
        for nr in list(self._of(row)):
            change = self._left[nr]
            if columns.ny is not None and change.felt == f"tall/{columns.ny.verdi.id}":
                figure = nr
            elif named and change.type is Type.OMDØPT:
                name = nr
            elif named and change.type in _ROW:
                whole = nr
            else:
                continue
            vis.append(kinds.token(change))
            del self._left[nr]
        before, after, *rest = told.celler
        cells = (before, replace(after, nr=figure), *rest)
        return replace(told, nr=whole, navn_nr=name, celler=cells, vis=union(vis))

    def columns(self, kind: Type) -> dict[Node, int]:
        """Return the columns that have come, or gone, each with its change."""
        return {
            node: nr
            for nr, change in self._left.items()
            if change.ting is Ting.TALLKOLONNE and change.type is kind
            if (node := self._things.ny(change) or self._things.gammel(change))
        }

    def take(self, nr: int) -> int:
        """Take a change that something else bears, and return it."""
        del self._left[nr]
        return nr

    def rest(self) -> list[Numbered]:
        """Return what no row has borne."""
        return list(self._left.items())

    def _of(self, row: Both) -> Iterator[int]:
        for node in row:
            if node is not None:
                yield from (nr for nr in self._rows.get(node, ()) if nr in self._left)
