"""Fields that name other things: when those have got other ids, the names follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.prose.marks import FOOTNOTE, REFERENCE
from handlingsprogram.review.compare.model import Ting
from handlingsprogram.review.compare.prose import note_name

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

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
        kinds = (Ting.SEKSJON, Ting.TABELL, Ting.RAD, Ting.MÅL, Ting.INDIKATOR)
        self._ids = {gammel.id: ny.id for kind in kinds for gammel, ny in pairing.twins(kind)}
        self._table_of = {
            node.id: node.over for node in pairing.old_nodes if node.ting is Ting.RAD and node.over
        }
        self._columns: dict[Node, Mapping[str, str]] = {}
        self._notes = {
            (gammel.over, note_name(gammel)): note_name(ny)
            for gammel, ny in pairing.twins(Ting.AVSNITT)
            if gammel.er_note and ny.er_note
        }
        """The new name of a footnote, which is not printed, by its old section and name."""
        self._now: Mapping[tuple[Ting, str], Callable[[Node, Any], Any]] = {
            (Ting.AVSNITT, "tekst"): self._prose,
            (Ting.TILTAK, "tekst"): self._prose,
            (Ting.PUNKT, "tekst"): self._prose,
            (Ting.KOLONNE, "verdier_fra"): self._name,
            (Ting.MÅL, "forklaring"): self._prose,
            (Ting.INDIKATOR, "mål"): self._names,
            (Ting.MÅLHIERARKI, "fra"): self._name,
            (Ting.INDIKATORTABELL, "mål"): self._name,
            (Ting.INDIKATORTABELL, "indikatorer"): self._names,
            (Ting.BUDSJETTABELL, "tabell"): self._name,
            (Ting.TABELL, "figurer"): self._charts,
            (Ting.TALLKOLONNE, "differanse"): self._difference,
            (Ting.RAD, "lik"): self._name,
            (Ting.RAD, "differanse"): self._names,
            (Ting.RAD, "sum"): lambda gammel, names: sorted(self._names(gammel, names)),
            (Ting.RAD, "tall"): self._figure,
            (Ting.RAD, "tomme"): self._empty,
        }
        """What a value of the old programme would be in the new one, for fields that name other things."""

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
            return gammel.felt
        return renamed(gammel.felt, self.columns(gammel.over))

    def is_same(self, gammel: Node, ny: Node, change: Change) -> bool:
        """Tell whether a changed value only says what it said before, or stands in a column that is new."""
        kind, _, column = change.felt.partition("/")
        if ny.ting is Ting.RAD and kind in BY_COLUMN and column not in self._columns_of(gammel).values():
            return True
        now = self._now.get((ny.ting, kind))
        if now is None or change.fra is None or change.til is None:
            return False
        # The order of a sum is not printed.
        til = sorted(change.til) if (ny.ting, kind) == (Ting.RAD, "sum") else change.til
        return bool(now(gammel, change.fra) == til)

    def _name(self, _gammel: Node, name: str) -> str:
        return self._ids.get(name, name)

    def _names(self, _gammel: Node, names: list[str]) -> list[str]:
        return [self._ids.get(name, name) for name in names]

    def _figure(self, _gammel: Node, value: Any) -> Any:
        return {"lik": self._cell(value["lik"])} if isinstance(value, dict) else value

    def _empty(self, gammel: Node, names: list[str]) -> list[str]:
        columns = self._columns_of(gammel)
        return sorted(columns[name] for name in names if name in columns)

    def _difference(self, gammel: Node, names: list[str]) -> list[str]:
        columns = self._columns_of(gammel)
        return [columns.get(name, name) for name in names]

    def _charts(self, gammel: Node, charts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        columns = self.columns(gammel)
        return [
            {
                **chart,
                **{key: columns.get(chart[key], chart[key]) for key in ("kolonne", "mot")},
                "kolonner": [columns.get(name, name) for name in chart["kolonner"]],
                "sum": self._name(gammel, chart["sum"]),
                "rader": self._names(gammel, chart["rader"]),
            }
            for chart in charts
        ]

    def _prose(self, gammel: Node, text: str) -> str:
        """Return prose with the ids that links' targets have now, and the names that footnotes have."""

        def note(match: re.Match[str]) -> str:
            name = match["navn"]
            return f"[^{self._notes.get((gammel.over, name), name)}]{match['kolon']}"

        return REFERENCE.sub(self._link, FOOTNOTE.sub(note, text))

    def _link(self, match: re.Match[str]) -> str:
        name = match["id"]
        now = self._cell(name) if "/" in name else self._ids.get(name, name)
        return match[0].replace(f"#{name}", f"#{now}")

    def _cell(self, target: str) -> str:
        row, _, column = target.partition("/")
        columns = self.columns(self._table_of[row]) if row in self._table_of else {}
        return f"{self._ids.get(row, row)}/{columns.get(column, column)}"

    def _columns_of(self, gammel: Node) -> Mapping[str, str]:
        return self.columns(gammel.over) if gammel.over else {}


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
