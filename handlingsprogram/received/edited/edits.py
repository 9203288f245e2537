"""What somebody wrote in a Word file, as changes of the content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.read.text.content import parts
from handlingsprogram.received.changes import FIRST, Added, Remark, Written
from handlingsprogram.received.edited import named
from handlingsprogram.received.edited.gone import lost, removals
from handlingsprogram.received.edited.tables import Tables
from handlingsprogram.received.edited.texts import Line, rebuilt
from handlingsprogram.received.edited.tokens import fixed, said
from handlingsprogram.received.edited.words import Home, Words
from handlingsprogram.received.file.document import Paragraph, Table, paragraphs
from handlingsprogram.render.word.anchors import ASIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.received.base import Base
    from handlingsprogram.received.changes import Change, Figure
    from handlingsprogram.received.edited.tokens import Token
    from handlingsprogram.received.file.document import Block, BlockPath, Node
    from handlingsprogram.received.tracer import Place

_CONTENTS = ("TOC", "TableofFigures")
"""What the styles of our table of contents begin with, and those of our lists of figures and tables."""
_BLOCK = 2
"""Steps from a block to a text in it: its kind, or its kind and its key."""
_HOMELESS = "tekst der innholdet ikke har noen tekst; skriv den i YAML-filen"
_FIXED = "ord som verktøyet skriver selv (numre, enheter, summer, faste ord); endre det som de følger av"
_LOST = "slettet, men det er ord som verktøyet skriver selv; endre det som de følger av"
_HEADING = "en ny overskrift; skriv kapitlet i YAML-filen"
_LEVEL = "et annet overskriftsnivå; gjør om på kapitlene i YAML-filene"
_MOVED = "en overskrift som er flyttet; flytt kapitlet i YAML-filen"


def edits(base: Base, blocks: Sequence[Block]) -> tuple[list[Change], list[Remark]]:
    """Return what has changed from a base to what came back, and what of it cannot be content.

    Args:
        base: what was sent out.
        blocks: what came back, changes accepted.
    """
    reading = Edits(base, blocks)
    return reading.changes, reading.remarks


class Edits:
    """Goes through a received file once, and notes what has changed."""

    def __init__(self, base: Base, blocks: Sequence[Block]) -> None:
        """Read what a file says."""
        old = [one for one in base.blocks if not _is_contents(one)]
        new = [one for one in blocks if not _is_contents(one) and not _is_aside(one)]
        self.words = Words(base, old, new)
        self.blocks = new
        self.changes: list[Change] = []
        self.remarks: list[Remark] = []
        self.alive: set[Home] = set()
        """Texts of which something is left, and paragraphs of texts, with their number behind the path."""
        self._lines: dict[Home, list[Line]] = {}
        self._waiting: list[tuple[Paragraph, list[Token]]] = []
        self._term = ""
        """What a word that is defined looks like: its style."""
        self._defined: dict[str, str] = {}
        """The word that is new and whose meaning may follow."""
        self._last: tuple[Home, bool] | None = None
        """The text before, and whether it can go on."""
        self._under = ""
        """The heading above."""
        self.at: BlockPath = ()
        """The paragraph that is being read."""
        self.flow(old, new)
        self._settle(None)
        self._write_texts()
        self.changes += removals(self.words, self.alive, old)
        for heading, words in lost(self.words, old):
            self._under, self.at = heading, ()
            self.remark(_LOST, words)

    def named(self) -> dict[BlockPath, str]:
        """Return what each paragraph of the file is of, in words, by where it stood."""
        return named.places(self.words, self.blocks)

    # --- What stands below each other -----------------------------------------------------------

    def flow(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        """Read a run of blocks."""
        tables = Tables(self)
        for step in self.words.pairs.steps(old, new):
            if isinstance(step.new, Table):
                self._settle(None)
                tables.table(step)
                self._last = self._behind(step.old) if step.old else self._last
            elif isinstance(step.new, Paragraph):
                self._paragraph(step.new, is_moved=step.is_moved)

    def _behind(self, table: Node) -> tuple[Home, bool] | None:
        """Return the block that a table is printed by; None where that is not known."""
        for number in self.words.numbers(paragraphs([table])):
            place = self.words.place(number)
            if "innhold" in place.path:
                return Home(place.key, place.path), False
            if place.key[0] == "budsjett":
                name = self.words.value(place.key, (*place.path[:2], "id"))
                block = self._block(f"{name}")
                return (block, False) if block else None
        return None

    def _block(self, table: str) -> Home | None:
        """Return the block that prints a table of the budget."""
        for key, tree in self.words.base.trees.items():
            for path, one in parts(tree.data):
                if isinstance(one, dict) and one.get("budsjettabell") == table and "innhold" in path:
                    return Home(key, (*path, "budsjettabell"))
        return None

    def _paragraph(self, new: Paragraph, *, is_moved: bool) -> None:
        olds, words = self.words.pairs.olds(new), self.words.new(new)
        self.at = next(iter(new.paths), ())
        self._defined = {} if olds else self._defined
        self._under = said(new) if new.level and words else self._under
        if is_moved and new.level and words:
            self.remark(_MOVED, words)
        if olds and words and new.level != olds[0].level:
            self.remark(_LEVEL, words)
        place = self.words.piece(olds[0]) if olds else None
        if place and not is_moved:
            self._settle(Home(place.key, place.path))
            self.piece(new, place, words)
            self._last = (Home(place.key, place.path), _goes_on(olds[0], place))
        elif olds and not (is_moved and place):
            self._settle(None)
            self.places(olds, words)
            numbers = self.words.numbers(olds)
            if numbers:
                last = self.words.place(numbers[-1])
                self._term = olds[0].style if last.path[-1] == "ord" else self._term
                self._last = (Home(last.key, last.path), False)
        elif new.level and words:
            self.remark(_HEADING, words)
        elif words:
            self._waiting.append((new, words))
            if self._last and self._last[1]:
                self._settle(None)

    def piece(self, new: Paragraph, place: Place, words: list[Token]) -> None:
        """Read a paragraph that is one of a text's."""
        old = self.words.pairs.olds(new)[0]
        home = Home(place.key, place.path)
        if not words:
            return
        self.alive |= {home, Home(place.key, (*place.path, place.paragraph))}
        text = self.words.again(place, self.words.old([old]), words)
        same_form = (new.list, new.depth) == (old.list, old.depth)
        line = Line(place.paragraph, text)
        if not same_form:
            line = Line(None, self.words.source(place) if text is None else text, new.list, new.depth)
        self._lines.setdefault(home, []).append(line)

    def line(self, home: Home, new: Paragraph, words: list[Token]) -> Line:
        """Return a paragraph that is new in a text; one that was moved as it was stands as it stood."""
        olds = self.words.pairs.origins(new)
        place = self.words.piece(olds[0]) if olds else None
        text = None
        if place:
            text = self.words.again(place, self.words.old(olds[:1]), words)
            text = self.words.source(place) if text is None else text
        return Line(None, self.words.prose(words, home) if text is None else text, new.list, new.depth)

    def append(self, home: Home, line: Line) -> None:
        """Let a paragraph stand next in a text."""
        self.alive.add(home)
        self._lines.setdefault(home, []).append(line)

    def _settle(self, following: Home | None) -> None:
        """Give new paragraphs a place: in the text before, in the one that follows, or in their own."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        if self._last and self._last[1]:
            home = self._last[0]
        elif following and following not in self._lines and self._leads_into(following, waiting[0][0]):
            home = following
        elif self._last:
            self._add_block(self._last[0], waiting)
            return
        else:
            self.remark(_HOMELESS, waiting[0][1])
            return
        for new, words in waiting:
            if home.path[-1] == "forklaring" and new.style == self._term:
                self._define(home, words)
            elif self._defined:
                former = self._defined["forklaring"]
                self._defined["forklaring"] = "\n\n".join(
                    filter(None, [former, self.words.prose(words, home)])
                )
            else:
                self.append(home, self.line(home, new, words))

    def _define(self, behind: Home, words: list[Token]) -> None:
        """Let a new paragraph be a word that is defined, behind another one's meaning."""
        key, path = behind
        self._defined = {"ord": self.words.prose(words, behind), "forklaring": ""}
        self.changes.append(Added(key, path[:-2], int(path[-2]), self._defined))

    def _leads_into(self, text: Home, new: Paragraph) -> bool:
        """Tell whether a new paragraph in front of a text is of that."""
        if _is_running(text) or (self._last and self._last[0].path[:-1] == text.path[:-1]):
            return True
        olds = self.words.pairs.olds(new)
        place = self.words.piece(olds[0]) if olds else None
        return bool(place and Home(place.key, place.path) == text)

    def _add_block(self, after: Home, waiting: list[tuple[Paragraph, list[Token]]]) -> None:
        """Let new paragraphs be a text of their own, behind the block or the heading before."""
        key, path = after
        where, index = (*path[:-1], "innhold"), FIRST
        if "innhold" in path:
            at = len(path) - 1 - path[::-1].index("innhold")
            where, index = path[: at + 1], int(path[at + 1])
        elif path[-1] not in {"tittel", "innholdstittel"} or key[0] in {"program", "budsjett", "mal"}:
            self.remark(_HOMELESS, waiting[0][1])
            return
        home = Home(key, (*where, -2, "tekst"))
        text = rebuilt(
            "", [self.line(home, new, words) for new, words in waiting], self.words.notes.pop(home, {})
        )
        block = {"tekst": f"{text}\n"}
        is_there = self.words.value(key, where) is not None
        self.changes.append(Added(key, where, index, block) if is_there else Written(key, where, [block]))

    # --- Texts ----------------------------------------------------------------------------------

    def places(self, olds: Sequence[Paragraph], words: Sequence[Token]) -> None:
        """Read a paragraph that prints several texts, or words of the tool."""
        before = self.words.old(olds)
        for number in self.words.numbers(olds):
            place = self.words.place(number)
            own = [one for one in words if one.place == number]
            if not own:
                continue
            self.alive |= {Home(place.key, place.path), Home(place.key, (*place.path, place.paragraph))}
            text = self.words.again(place, [one for one in before if one.place == number], own)
            if text is not None and place.paragraph < 0:
                self.changes.append(Written(place.key, place.path, text))
            elif text is not None:
                self._lines.setdefault(Home(place.key, place.path), []).append(Line(place.paragraph, text))
        if fixed(before) != fixed(words):
            self.remark(_FIXED, words or before)

    def remark(self, what: str, words: Sequence[Token], figure: Figure | None = None) -> None:
        """Note what cannot be content."""
        where = " ".join("".join(one.text for one in words).split())
        noted = Remark(what, where, self._under, figure, self.at)
        if noted not in self.remarks:
            self.remarks.append(noted)

    def _write_texts(self) -> None:
        for home, lines in self._lines.items():
            text = str(self.words.value(*home))
            notes = dict(self.words.notes.get(home, {}))
            said = " ".join(self._text_of(home, line) for line in lines)
            for name in re.findall(r"^\s*\[\^([^\[\]\s]+)\]:", text, re.MULTILINE):
                if f"[^{name}]" not in said:
                    notes[name] = None
            new = rebuilt(text, lines, notes)
            if new != text:
                self.changes.append(Written(home.key, home.path, new))

    def _text_of(self, home: Home, line: Line) -> str:
        if line.text is not None or line.piece is None:
            return line.text or ""
        from handlingsprogram.received.tracer import Place

        return self.words.source(Place(home.key, home.path, line.piece))


def _is_contents(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style.startswith(_CONTENTS)


def _is_aside(block: Block) -> bool:
    """Tell whether a block is no part of the document: our own report begins with a page that sums up."""
    return any(name.startswith(ASIDE) for one in paragraphs([block]) for name in one.anchors)


def _goes_on(old: Paragraph, place: Place) -> bool:
    """Tell whether a new paragraph behind an old one belongs to its text."""
    return place.path[-1] in {"tekst", "forklaring"} and not old.style.endswith(("Caption", "Tittel"))


def _is_running(home: Home) -> bool:
    """Tell whether a text is a block of a section."""
    return home.path[-1] == "tekst" and len(home.path) > _BLOCK and home.path[-3] == "innhold"
