"""Fields that name other things: when those have got other ids, the names follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.prose.marks import FOOTNOTE, REFERENCE
from handlingsprogram.review.compare.model import Ting
from handlingsprogram.review.compare.prose import note_names

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from handlingsprogram.review.compare.model import Change
    from handlingsprogram.review.compare.pairing import Pairing
    from handlingsprogram.review.compare.tree import Node

BY_COLUMN = {"tall", "avvik", "samme_som"}
"""Fields of a row that have a value for each column: `tall/budsjett`."""


def column_id(node: Node) -> str:
    """Return the content's id of a column of figures."""
    return node.id.removeprefix("kolonne.")


class References:
    """Knows what every id of the old programme is called in the new one."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing
        self._ids: dict[Ting, dict[str, str]] = {
            kind: {gammel.id: ny.id for gammel, ny in pairing.twins(kind)}
            for kind in (Ting.SEKSJON, Ting.TABELL, Ting.RAD)
        }
        self._table_of = {
            node.id: node.over for node in pairing.old_nodes if node.ting is Ting.RAD and node.over
        }
        self._columns: dict[Node, Mapping[str, str]] = {}

    def columns(self, gammel: Node) -> Mapping[str, str]:
        """Return what the columns of an old budget table are called now; those that are gone are missing."""
        if gammel not in self._columns:
            self._columns[gammel] = {
                column_id(node): column_id(self._pairing.ny[node])
                for node in gammel.søsken(Ting.TALLKOLONNE)
                if node in self._pairing.ny
            }
        return self._columns[gammel]

    def renamed(self, gammel: Node) -> dict[str, Any]:
        """Return an old thing's fields by the names that they have now; columns that are gone left out."""
        if gammel.ting is not Ting.RAD or not gammel.over:
            return dict(gammel.felt)
        return renamed(gammel.felt, self.columns(gammel.over))

    def is_same(self, gammel: Node, ny: Node, change: Change) -> bool:
        """Tell whether a changed value only says what it said before, or stands in a column that is new."""
        kind, _, column = change.felt.partition("/")
        if ny.ting is Ting.RAD and kind in BY_COLUMN and gammel.over:
            is_new = column not in self.columns(gammel.over).values()
        else:
            is_new = False
        unchanged = change.til is not None and self._now(gammel, kind, change.fra) == _unordered(change)
        return is_new or unchanged

    def _now(self, gammel: Node, kind: str, value: Any) -> Any:
        """Return what a value of the old programme would be in the new one."""
        match gammel.ting, kind:
            case Ting.RAD, _ if gammel.over and value is not None:
                return self._row_now(self.columns(gammel.over), kind, value)
            case ((Ting.AVSNITT | Ting.TILTAK | Ting.PUNKT), "tekst"):
                return self._with_notes(gammel, REFERENCE.sub(self._link, value))
            case Ting.BUDSJETTABELL, "tabell":
                return self._ids[Ting.TABELL].get(value, value)
            case Ting.KOLONNE, "verdier_fra":
                return self._ids[Ting.SEKSJON].get(value, value)
            case Ting.TALLKOLONNE, "differanse" if value and gammel.over:
                columns = self.columns(gammel.over)
                return [columns.get(name, name) for name in value]
        return value

    def _row_now(self, columns: Mapping[str, str], kind: str, value: Any) -> Any:
        rows = self._ids[Ting.RAD]
        match kind:
            case "tomme":
                return sorted(columns[name] for name in value if name in columns)
            case "sum":
                return sorted(rows.get(name, name) for name in value)
            case "differanse":
                return [rows.get(name, name) for name in value]
            case "lik":
                return rows.get(value, value)
            case "tall" if isinstance(value, dict):
                return {"lik": self._cell(value["lik"])}
        return value

    def _link(self, match: re.Match[str]) -> str:
        """Return a link in prose with the id that its target has now."""
        name = match["id"]
        ids = (self._ids[kind][name] for kind in self._ids if name in self._ids[kind])
        return match[0].replace(f"#{name}", f"#{self._cell(name) if '/' in name else next(ids, name)}")

    def _with_notes(self, gammel: Node, text: str) -> str:
        """Return a paragraph with its notes by the names that they have now; the document numbers them."""
        if "[^" not in text or not gammel.over:
            return text
        now = note_names(gammel.over, self._pairing.ny)
        return FOOTNOTE.sub(lambda match: f"[^{now.get(match['navn'], match['navn'])}]{match['kolon']}", text)

    def _cell(self, target: str) -> str:
        row, _, column = target.partition("/")
        table = self._table_of.get(row)
        columns = self.columns(table) if table else {}
        return f"{self._ids[Ting.RAD].get(row, row)}/{columns.get(column, column)}"


def _unordered(change: Change) -> Any:
    """Return the new value; of a sum, whose order is not printed, in the order of the ids."""
    return sorted(change.til) if change.ting is Ting.RAD and change.felt == "sum" else change.til


def renamed(felt: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """Return a row's fields with its columns called what they are called now.

    Args:
        felt: the fields of a row in the old programme.
        columns: what each column that is still there is called now.
    """
    found: dict[str, Any] = {}
    for name, value in felt.items():
        kind, _, column = name.partition("/")
        if kind not in BY_COLUMN:
            found[name] = value
        elif column in columns:
            found[f"{kind}/{columns[column]}"] = value
    return found
