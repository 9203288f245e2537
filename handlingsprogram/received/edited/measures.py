"""What somebody wrote as a measure: a new one in whole, and the values of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.folders import as_id
from handlingsprogram.read.load import PROGRAM
from handlingsprogram.read.text.content import parts
from handlingsprogram.received.edited import typed
from handlingsprogram.received.edited.tokens import all_words, said, tokens
from handlingsprogram.received.file.document import Paragraph, paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.received.edited.edits import Edits
    from handlingsprogram.received.edited.words import Home
    from handlingsprogram.received.file.document import Cell, Row

FORMULAS = {"sum", "differanse", "lik", "prosent", "andel"}
"""Keys of a row or a column of the budget whose figures follow from others."""
FORM = "en verdi som feltet ikke kan ha: {}"


class Measures:
    """Reads measures of a received file."""

    def __init__(self, edits: Edits) -> None:
        """Take what all measures need; what cannot be is noted in `edits`."""
        self._edits = edits
        self._words = edits.words
        self._ids: set[str] = set()

    def new(self, row: Row, fields: Mapping[int, Home], home: Home) -> dict[str, Any]:
        """Return a measure of the list `home` that a new row shows; `fields` describes its columns."""
        measure: dict[str, Any] = {"id": "", "tekst": ""}
        own: dict[str, Any] = {}
        for cell in row.cells:
            column = self.column(fields.get(cell.column))
            name = column.get("felt", "")
            if name == "tiltak":
                lines = [one for one in cell.blocks if isinstance(one, Paragraph) and said(one)]
                bullets = [self._words.prose(tokens(one), home) for one in lines if one.list]
                measure["tekst"] = "\n\n".join(
                    self._words.prose(tokens(one), home) for one in lines if not one.list
                )
                measure |= {"punkter": bullets} if bullets else {}
            elif name not in {"", "nummer"} and any(map(said, paragraphs(cell.blocks))):
                value = self.value(name, column, cell)
                if value is not None:
                    (own if self.is_own(name) else measure)[name] = value
        measure["id"] = self._new_id(measure["tekst"])
        return measure | ({"egne_felt": own} if own else {})

    def post(self, row: Row, fields: Mapping[int, Home]) -> dict[str, Any]:
        """Return a post of the budget that a new row shows."""
        names: list[str] = []
        figures: dict[str, Any] = {}
        for cell in row.cells:
            text = " ".join(filter(None, map(said, paragraphs(cell.blocks))))
            column = self.column(fields.get(cell.column))
            try:
                if not column.get("id"):
                    names += [text] if text else []
                elif text and not FORMULAS & set(column):
                    figures[column["id"]] = typed.number(text)
            except typed.FormError as error:
                self._edits.remark(FORM.format(error), all_words([cell]))
        name = " ".join(names)
        return {"id": self._new_id(name), "navn": name} | ({"tall": figures} if figures else {})

    def is_own(self, name: str) -> bool:
        """Tell whether a field is one that the programme has added."""
        from handlingsprogram.read.form.described import field

        return not field("kapittel", ("innhold", 0, "tiltak", 0, name)).types

    def _new_id(self, text: str) -> str:
        name, used = as_id(text), self._used()
        names = [name, *(f"{name}-{number}" for number in range(2, len(used) + 3))]
        free = next(one for one in names if one not in used)
        used.add(free)
        return free

    def _used(self) -> set[str]:
        if not self._ids:
            trees = self._words.base.trees.values()
            everything = (one for tree in trees for _, one in parts(tree.data))
            self._ids = {str(one.get("id", "")) for one in everything if isinstance(one, dict)}
        return self._ids

    def column(self, home: Home | None) -> dict[str, Any]:
        """Return the description of a column."""
        return (self._words.value(*home) or {}) if home else {}

    def value(self, name: str, column: Mapping[str, Any], cell: Cell) -> Any:
        """Return what a cell holds, as the content has it; None where that cannot be."""
        parts = [self._words.new(one) for one in paragraphs(cell.blocks) if said(one)]
        kind = self._words.base.trees[PROGRAM].data.get("felt", {}).get(name)
        try:
            return typed.value(parts, name, kind, column)
        except typed.FormError as error:
            self._edits.remark(FORM.format(error), all_words([cell]))
            return None
