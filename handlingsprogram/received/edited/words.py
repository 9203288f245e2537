"""The words of a received file beside those of its base, and as the content would have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.prose import rewritten
from handlingsprogram.prose.paragraphs import paragraphs as pieces
from handlingsprogram.read.text.content import value
from handlingsprogram.received.edited import markdown
from handlingsprogram.received.edited.pairs import Pairs
from handlingsprogram.received.edited.tokens import NOWHERE, placed, tokens
from handlingsprogram.received.file.document import Table, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Path_
    from handlingsprogram.received.base import Base
    from handlingsprogram.received.edited.tokens import Token
    from handlingsprogram.received.file.document import Block, Paragraph
    from handlingsprogram.received.tracer import Place

_NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_HARD = {"\u00a0", "\u202f"}


class Home(NamedTuple):
    """A text of the content."""

    key: Key
    path: Path_


class Words:
    """What a base and a received file say, word by word."""

    def __init__(self, base: Base, old: Sequence[Block], new: Sequence[Block]) -> None:
        """Pair the two.

        Args:
            base: what was sent out.
            old: its blocks, but for the table of contents.
            new: those of the received file.
        """
        self.base = base
        self.pairs = Pairs(old, new)
        self._old: dict[int, list[Token]] = {}
        self._note_echoes(old)
        self.notes: dict[Home, dict[str, str | None]] = {}
        """Footnotes' texts that have changed or are new, by name."""

    def old(self, olds: Iterable[Paragraph]) -> list[Token]:
        """Return what old paragraphs said."""
        return [token for one in olds for token in self._tokens(one)]

    def _tokens(self, old: Paragraph) -> list[Token]:
        if id(old) not in self._old:
            self._old[id(old)] = tokens(old, self.base.traced)
        return self._old[id(old)]

    def _note_echoes(self, old: Sequence[Block]) -> None:
        """Let rows that point to an item of the content say the tool's words: it is printed elsewhere."""
        for row in (row for block in old if isinstance(block, Table) for row in block.rows):
            own = list(paragraphs([row]))
            for number in self.numbers(own):
                place = self.place(number)
                said = [one for one in self.old(own) if one.place == number and one.text.strip()]
                is_echo = all(one.link.startswith("#") and one.reference == NOWHERE for one in said)
                if is_echo and "](" not in str(self.value(place.key, place.path)):
                    self._old |= {id(one): self._without(one, place.path[:-1]) for one in own}

    def _without(self, old: Paragraph, item: Path_) -> list[Token]:
        """Return what a paragraph says, what is of an item as words of the tool."""
        return [
            one._replace(place=NOWHERE)
            if one.place != NOWHERE and self.place(one.place).path[: len(item)] == item
            else one
            for one in self._tokens(old)
        ]

    def new(self, new: Paragraph) -> list[Token]:
        """Return what a new paragraph says, with the places of its words."""
        return placed(self.old(self.pairs.origins(new)), tokens(new))

    def place(self, number: int) -> Place:
        """Return a place by its number."""
        return self.base.traced.places[number]

    def numbers(self, olds: Iterable[Paragraph]) -> list[int]:
        """Return the places that old paragraphs print."""
        return list(dict.fromkeys(one.place for one in self.old(olds) if one.place != NOWHERE))

    def piece(self, old: Paragraph) -> Place | None:
        """Return the place of a paragraph that is one of a text's and prints nothing else."""
        own = {one.place for one in self._tokens(old)}
        if len(own) != 1 or NOWHERE in own:
            return None
        place = self.place(own.pop())
        return place if place.paragraph >= 0 else None

    def value(self, key: Key, path: Path_) -> Any:
        """Return what the content has in a place; None where it has nothing."""
        return value(self.base.trees[key].data, path)

    # --- As the content has them ---

    def source(self, place: Place) -> str:
        """Return a paragraph of a text as its author wrote it."""
        text = str(self.value(place.key, place.path))
        if place.paragraph < 0:
            return text
        piece = list(pieces(text))[place.paragraph]
        return text[piece.start : piece.start + len(piece.tekst)]

    def again(self, place: Place, before: Sequence[Token], now: Sequence[Token]) -> str | None:
        """Return what a text or a paragraph is to be, in its author's form; None where it is as it was.

        Args:
            place: the text.
            before: what was printed of it.
            now: what is printed of it now.
        """
        home = Home(place.key, place.path)
        changed = self._said_in_notes(home, now)
        if not changed and [one.shown for one in before] == [one.shown for one in now]:
            return None
        soft = [
            one._replace(text=" ", was=one.note) if one.text in _HARD else one._replace(was=one.note)
            for one in before
        ]
        if place.paragraph < 0:
            return rewritten.restored(self.source(place), markdown.plain(soft), markdown.plain(now))
        return rewritten.restored(self.source(place), self.prose(soft, home), self.prose(now, home))

    def prose(self, words: Sequence[Token], home: Home) -> str:
        """Return Markdown for words of a text; new notes are noted."""
        names: dict[int, str] = {}
        for one in words:
            if one.note:
                names[id(one)] = self._name(one.was) if one.was else self._new_note(home, one.note)
        return markdown.prose(words, lambda number: self.place(number).reference, names)

    def _name(self, note: Sequence[Paragraph]) -> str:
        """Return what a note of the base is called."""
        for number in self.numbers(note):
            place = self.place(number)
            text = str(self.value(place.key, place.path))
            piece = list(pieces(text))[place.paragraph]
            found = _NOTE.search(text, text.rfind("\n", 0, piece.start) + 1, piece.start)
            if found:
                return found[1]
        return ""

    def _new_note(self, home: Home, note: Sequence[Paragraph]) -> str:
        known = self.notes.setdefault(home, {})
        used = {*known, *_NOTE.findall(str(self.value(*home)))}
        name = next(str(number) for number in range(1, len(used) + 2) if str(number) not in used)
        known[name] = "\n\n    ".join(self.prose(tokens(one), home) for one in note)
        return name

    def _said_in_notes(self, home: Home, now: Sequence[Token]) -> bool:
        """Note what footnotes say that were there before; tell whether one says something else."""
        changed = False
        for one in now:
            if one.was:
                before, said = self.old(one.was), [token for part in one.note for token in tokens(part)]
                words = placed(before, said)
                numbers = list(self.numbers(one.was))
                text = self.again(self.place(numbers[0]), before, words) if numbers else None
                if text is not None:
                    self.notes.setdefault(home, {})[self._name(one.was)] = text
                    changed = True
        return changed
