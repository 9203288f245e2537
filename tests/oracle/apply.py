"""Apply changes: the old programme becomes the new one by its changes alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.compare.references import column_id, renamed
from handlingsprogram.review.compare.tree import Node, connect_children, order_of, tree
from tests.oracle import content

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.model import Change, Plass

_FIELD = {Type.ENDRET, Type.OMDØPT}


def canonical(program: Program) -> Program:
    """Return a programme read anew from what its tree says: equal for two that print the same."""
    return content.program(tree(program))


def apply(old: Program, changes: Iterable[Change]) -> Program:
    """Return the new programme, in its `canonical` form.

    Args:
        old: the old programme.
        changes: `endringer` and `følger` of a comparison, in any order.
    """
    root = _Workshop(tree(old), list(changes)).changed()
    new = content.program(root)
    # What the reader works out anew, the changes must have told as well: numbers, levels.
    assert said(tree(new)) == said(root)
    return new


def said(root: Node) -> dict[tuple[Ting, str], dict[str, Any]]:
    """Return all that a tree says of its things."""
    return {
        (node.ting, node.sti): {name: value for name, value in node.felt.items() if value is not None}
        for node in root.alle()
    }


class _Workshop:
    """Takes the old tree apart and puts the new one together."""

    def __init__(self, root: Node, changes: list[Change]) -> None:
        self._root = root
        self._changes = changes
        self._old = {(node.ting, node.sti): node for node in root.alle()}
        self._made: dict[tuple[Ting, str], Node] = {}
        """What did not stand in the old tree, by its path in the new one."""
        self._placed: dict[str, list[tuple[int, Node]]] = defaultdict(list)
        """What must be put in, by the new path of what it shall stand below."""

    def changed(self) -> Node:
        for change in self._changes:
            self._take_apart(change)
        self._rename_columns()
        for change in self._changes:
            if change.type in _FIELD and not change.felt.startswith("utregnet/"):
                self._set(change)
        self._put_in(self._root)
        return self._root

    def _take_apart(self, change: Change) -> None:
        """Detach what goes and what moves; make what comes."""
        gammel = self._old.get((change.ting, change.fra_sti))
        match change.type:
            case Type.NY:
                assert change.plass
                self._make(change.ting, change.plass, change.til)
            case Type.FJERNET if gammel:
                _detach(gammel)
            case Type.FLYTTET if gammel:
                _detach(gammel)
                self._placed[change.til.under].append((change.til.nr, gammel))
            case Type.DELT if gammel:
                for place in change.til[1:]:
                    self._make(change.ting, place, gammel.felt, gammel.id)
            case Type.SLÅTT_SAMMEN:
                for place in change.fra[1:]:
                    _detach(self._old[change.ting, place.sti])

    def _make(self, ting: Ting, place: Plass, felt: dict[str, Any], name: str = "") -> None:
        values = {name: value for name, value in felt.items() if name != "punkter" or ting is not Ting.TILTAK}
        node = Node(ting, name or _id(place.sti), dict(values))
        if ting is Ting.TILTAK:
            node.barn = [Node(Ting.PUNKT, "", {"tekst": text}) for text in felt.get("punkter", ())]
        self._made[ting, place.sti] = node
        self._placed[place.under].append((place.nr, node))

    def _rename_columns(self) -> None:
        """Let the rows call their columns what these are called now, and forget those that are gone."""
        names = {
            self._old[change.ting, change.fra_sti]: change.til
            for change in self._changes
            if change.ting is Ting.TALLKOLONNE and change.felt == "id"
        }
        for node in self._root.alle():
            if node.ting is Ting.TABELL:
                columns = {
                    column_id(barn): names.get(barn, barn.id).removeprefix("kolonne.")
                    for barn in self._columns(node)
                }
                for rad in self._rows(node):
                    rad.felt = renamed(rad.felt, columns)

    def _columns(self, table: Node) -> list[Node]:
        """Return the columns that an old table keeps, those that move among them."""
        moving = [node for nodes in self._placed.values() for _, node in nodes]
        kept = [*table.søsken(Ting.TALLKOLONNE), *(node for node in moving if node.ting is Ting.TALLKOLONNE)]
        return [node for node in kept if node.over is table]

    def _rows(self, table: Node) -> list[Node]:
        return [node for node in self._old.values() if node.ting is Ting.RAD and node.over is table]

    def _set(self, change: Change) -> None:
        node = self._made.get((change.ting, change.sti)) or self._old[change.ting, change.fra_sti]
        if change.felt == "id":
            node.id = change.til
        else:
            node.felt[change.felt] = change.til
        if change.ting is Ting.BUDSJETTABELL:  # is called after the table that it shows
            node.id = f"budsjettabell.{change.til}"

    def _put_in(self, node: Node) -> None:
        """Put in what stands directly below a thing, then below each of those; names follow from places."""
        for number, barn in sorted(self._placed.get(node.sti, ()), key=lambda placed: placed[0]):
            before = node.søsken(barn.ting)[: number - 1]
            at = node.barn.index(before[-1]) + 1 if before else _first(node, barn.ting)
            node.barn.insert(at, barn)
        connect_children(node)
        for barn in node.barn:
            self._put_in(barn)


def _detach(node: Node) -> None:
    if node.over and node in node.over.barn:
        node.over.barn.remove(node)


def _first(node: Node, ting: Ting) -> int:
    """Return where the first child of a kind's order stands, or would stand."""
    order = order_of(ting)
    return next((i for i, barn in enumerate(node.barn) if order_of(barn.ting) is order), len(node.barn))


def _id(sti: str) -> str:
    """Return the id that a path ends in; what stands behind a second full stop tells doubles apart."""
    name = sti.rpartition("/")[2]
    made = name.startswith(("kolonne.", "budsjettabell.", "oversikt."))
    return ".".join(name.split(".")[: 2 if made else 1])
