"""What somebody wrote in the cells of measures, of text tables, and of the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.load import PROGRAM
from handlingsprogram.received.changes import FIRST, Added, Figure, Moved, Removed, Written
from handlingsprogram.received.edited import typed
from handlingsprogram.received.edited.measures import FORM, FORMULAS
from handlingsprogram.received.edited.pairs import longest
from handlingsprogram.received.edited.tokens import all_words, said, tokens
from handlingsprogram.received.edited.words import Home
from handlingsprogram.received.file.document import Paragraph, paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handlingsprogram.received.edited.edits import Edits
    from handlingsprogram.received.edited.measures import Measures
    from handlingsprogram.received.file.document import Cell

_NEW_ROW = "en ny rad der innholdet ikke har noen liste; skriv den i YAML-filen"
_SUM = "et tall som følger av andre; endre dem det følger av"


class Cells:
    """Reads the cells of a table that were there before."""

    def __init__(self, edits: Edits, measures: Measures) -> None:
        """Take what all cells need; changes are noted in `edits`."""
        self._edits = edits
        self._words = edits.words
        self._measures = measures

    def cell(self, old: Cell, new: Cell, item: Home | None, field: Home | None) -> None:
        """Note what has changed in a cell of an item, in a column that `field` describes."""
        if _shown(old, self._words) == _shown(new, None):
            self._edits.alive |= self.homes(old)
            return
        column = self._measures.column(field)
        if item and item.key[0] == "budsjett" and column.get("id"):
            self._figure(old, new, item, column)
        elif item and "tiltak" in item.path and column.get("felt") not in {None, "tiltak", "nummer"}:
            self._field(old, new, item, column)
        elif item and column.get("felt") == "tiltak":
            self._text_and_bullets(old, new, item)
        else:
            self._plain(old, new, item)

    def homes(self, cell: Cell) -> set[Home]:
        """Return the texts that a cell prints."""
        places = [self._words.place(number) for number in self._words.numbers(paragraphs(cell.blocks))]
        return {Home(place.key, place.path) for place in places}

    def _plain(self, old: Cell, new: Cell, item: Home | None) -> None:
        """Read a cell that prints texts, or what no text prints."""
        homes = self.homes(old)
        if item and item.path[-2] == "rader" and item.key[0] != "budsjett":
            # What is printed of a row of texts is its cells, one for one; an empty one has no place.
            place = next(iter(homes), Home(item.key, (*item.path, new.column)))
            self._edits.alive.add(place)
            olds = list(paragraphs(old.blocks))
            if (
                not homes
                or len(olds) != len(list(paragraphs(new.blocks)))
                or not any(map(said, paragraphs(new.blocks)))
            ):
                self._edits.changes.append(Written(place.key, place.path, self.markdown(new)))
                return
        for step in self._words.pairs.steps(old.blocks, new.blocks):
            if isinstance(step.new, Paragraph):
                olds = self._words.pairs.olds(step.new)
                words = self._words.new(step.new)
                if olds:
                    self._edits.places(olds, words)
                elif words:
                    self._edits.remark(_NEW_ROW, words)

    def _text_and_bullets(self, old: Cell, new: Cell, item: Home) -> None:
        """Read a measure's own cell: its text, and the bullets below."""
        text, bullets = Home(item.key, (*item.path, "tekst")), Home(item.key, (*item.path, "punkter"))
        listed: list[int | str] = []
        for step in self._words.pairs.steps(old.blocks, new.blocks):
            if not isinstance(step.new, Paragraph):
                continue
            words = self._words.new(step.new)
            olds = self._words.pairs.olds(step.new)
            place = self._words.piece(olds[0]) if olds else None
            if (
                place
                and place.path == text.path
                and place.key == text.key
                and not step.new.list
                and not step.is_moved
            ):
                self._edits.piece(step.new, place, words)
            elif words and step.new.list:
                is_own = place and place.path[:-1] == bullets.path
                written = self._edits.line(bullets, step.new, words).text or ""
                if is_own and place:
                    self._edits.alive.add(Home(place.key, place.path))
                    number = int(place.path[-1])
                    if written != self._words.source(place):
                        self._edits.changes.append(Written(place.key, place.path, written))
                    listed.append(number)
                else:
                    listed.append(written)
            elif words:
                self._edits.append(text, self._edits.line(text, step.new, words))
        self._listed(bullets, listed)

    def _listed(self, home: Home, wanted: Sequence[Any]) -> None:
        """Let a list have these items: those that were there by their number, new ones as they are."""
        there = self._words.value(*home)
        if there is None:
            if wanted:
                self._edits.changes.append(Written(home.key, home.path, list(wanted)))
            return
        kept = [one for one in wanted if isinstance(one, int)]
        if not wanted:
            self._edits.changes.append(Removed(home.key, home.path))
            return
        for number in range(len(there)):
            if number not in kept:
                self._edits.alive.add(Home(home.key, (*home.path, number)))
                self._edits.changes.append(Removed(home.key, (*home.path, number)))
        last = FIRST
        in_order = _longest(kept)
        for one in wanted:
            if not isinstance(one, int):
                self._edits.changes.append(Added(home.key, home.path, last, one))
                continue
            if one not in in_order:
                self._edits.changes.append(Moved(home.key, (*home.path, one), home.key, home.path, last))
            last = one

    # --- Fields of measures ---------------------------------------------------------------------

    def _field(self, old: Cell, new: Cell, item: Home, column: Mapping[str, Any]) -> None:
        name = str(column["felt"])
        path = (*item.path, "egne_felt", name) if self._measures.is_own(name) else (*item.path, name)
        home = Home(item.key, path)
        self._edits.alive |= self.homes(old)
        before = self._words.value(*home)
        if not any(map(said, paragraphs(new.blocks))):
            if before is not None:
                self._edits.changes.append(Removed(home.key, home.path))
            return
        self._words.pairs.steps(old.blocks, new.blocks)  # what has lost its anchor is the one that was here
        value = self._measures.value(name, column, new)
        if value is None or str(value) == str(before):
            return
        if isinstance(before, list) and isinstance(value, list):
            self._items(home, before, value)
        else:
            alone = (
                value[0]
                if isinstance(value, list) and len(value) == 1 and not isinstance(before, list)
                else value
            )
            self._edits.changes.append(Written(home.key, home.path, alone if before is not None else value))

    def _items(self, home: Home, before: list[Any], value: list[Any]) -> None:
        """Note how a list of items has changed, item by item."""
        from rapidfuzz.distance import Indel

        keys, now = [[repr(one) for one in side] for side in (before, value)]
        wanted: list[Any] = []
        steps = list(Indel.opcodes(keys, now)) if keys != now else []
        gone: list[int] = []
        fresh: list[int] = []
        for step in steps:
            if step.tag == "equal":
                wanted += self._reworded(home, gone, [value[j] for j in fresh])
                gone, fresh = [], []
                wanted += range(step.src_start, step.src_end)
            else:
                gone += range(step.src_start, step.src_end)
                fresh += range(step.dest_start, step.dest_end)
        wanted += self._reworded(home, gone, [value[j] for j in fresh])
        self._listed(home, self._moved(before, wanted))

    def _moved(self, before: list[Any], wanted: list[Any]) -> list[Any]:
        """Let what is new and was there be the item that it was: it stands elsewhere."""
        gone = [number for number in range(len(before)) if number not in wanted]
        found = []
        for one in wanted:
            same = next((number for number in gone if before[number] == one), None)
            if isinstance(one, int) or same is None:
                found.append(one)
            else:
                gone.remove(same)
                found.append(same)
        return found

    def _reworded(self, home: Home, gone: list[int], fresh: list[Any]) -> list[Any]:
        """Let an item that stands for another be that one, reworded."""
        for number, value in zip(gone, fresh, strict=False):
            self._edits.changes.append(Written(home.key, (*home.path, number), value))
        return [*gone[: len(fresh)], *fresh[len(gone) :]]

    def markdown(self, cell: Cell) -> str:
        """Return what a cell says as our Markdown."""
        home = Home(PROGRAM, ())
        return "\n\n".join(
            self._words.prose(tokens(one), home)
            for one in cell.blocks
            if isinstance(one, Paragraph) and said(one)
        )

    # --- Figures --------------------------------------------------------------------------------

    def _figure(self, old: Cell, new: Cell, item: Home, column: Mapping[str, Any]) -> None:
        name = str(column["id"])
        row = self._words.value(*item) or {}
        self._edits.alive |= self.homes(old)
        text = " ".join(said(one) for one in paragraphs(new.blocks)).strip()
        figures = row.get("tall", {})
        before = " ".join(said(one) for one in paragraphs(old.blocks)).strip()
        if text == before:
            return  # only its look has changed
        if isinstance(figures.get(name), dict) or FORMULAS & {*row, *column}:
            figure = Figure(str(row.get("id", "")), name, text)
            self._edits.remark(_SUM, all_words([new]), figure)
            return
        home = Home(item.key, (*item.path, "tall", name))
        if not text:
            if name in figures:
                self._edits.changes.append(Removed(home.key, home.path))
            return
        try:
            value = typed.number(text, is_percent="%" in before)
        except typed.FormError as error:
            self._edits.remark(FORM.format(error), all_words([new]))
            return
        self._edits.changes.append(Written(home.key, home.path, value))


def _longest(numbers: Sequence[int]) -> set[int]:
    return {i for i, _ in longest([(number, j) for j, number in enumerate(numbers)])}


def _shown(cell: Cell, words: Any) -> list[list[Any]]:
    found = []
    for one in paragraphs(cell.blocks):
        parts = words.old([one]) if words else tokens(one)
        found.append(
            [
                one.list,
                *(part.shown for part in parts),
                *(part.note for part in parts if part.note and not words),
            ]
        )
    return [line for line in found if len(line) > 1]
