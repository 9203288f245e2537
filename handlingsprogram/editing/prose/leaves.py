"""A text as its paragraphs in a row: the form in which Markdown and the editor's documents are compared."""

from __future__ import annotations

import re
from dataclasses import field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal["avsnitt", "punkt", "sitat", "rå"]
Mark = tuple[str, str]
"""What begins emphasis or a link in Markdown, and where a link leads."""

LINK, BOLD, ITALIC, STRIKE = "[", "**", "*", "~~"
ORDER = (LINK, BOLD, ITALIC, STRIKE)
"""In which order marks stand around words, the outermost first."""
BULLET = "-"
_SPACES = re.compile(r"(\s+)")
_BLANKS = re.compile(r"[ \t\n]+")


class Run(NamedTuple):
    """A piece of a paragraph that is marked in one way."""

    kind: Literal["ord", "linje", "note", "vis"]
    """Words; a line that is broken; a footnote's mark; a cross-reference."""
    text: str
    """The words, those of a cross-reference too; the note's name."""
    marks: tuple[Mark, ...] = ()
    target: str = ""
    """The id that a cross-reference leads to."""

    @property
    def is_space(self) -> bool:
        """Whether it is nothing but blanks."""
        return self.kind == "ord" and self.text.isspace()


@record
class Source:
    """Where a paragraph stands in the text that it was read from."""

    line: int
    """Where its first line begins."""
    start: int
    """Where its words begin."""
    stop: int
    base: int
    """The column in which what it stands in has its text."""
    column: int
    """The column of its mark."""
    content: int
    """The column in which its own text begins."""


@record
class Leaf:
    """A paragraph, an item's first paragraph, one of a quotation, or a part that is kept as it is written."""

    kind: Kind
    runs: tuple[Run, ...]
    mark: str = ""
    """What an item begins with: `-`, `2.`."""
    depth: int = 0
    """How many items it stands in, itself not counted."""
    begins: bool = False
    """Whether a list or a quotation begins with it."""
    loose: bool = False
    """Whether blank lines stand between the items of its list."""
    source: Source | None = field(default=None, compare=False)

    @property
    def is_inside(self) -> bool:
        """Whether it goes on in the list, item or quotation that began before it."""
        return self.depth > 0 or (self.kind in {"punkt", "sitat"} and not self.begins)


@record
class Note:
    """A footnote's text."""

    name: str
    runs: tuple[Run, ...]
    source: Source | None = field(default=None, compare=False)


@record
class Prose:
    """A text."""

    leaves: tuple[Leaf, ...]
    notes: tuple[Note, ...]
    """In the order of their marks."""


def prose(leaves: Sequence[Leaf], notes: Iterable[Note]) -> Prose:
    """Return a text in its one form: the footnotes that are used, in the order in which they are."""
    known = {note.name: note for note in notes}
    names = [run.text for leaf in leaves for run in leaf.runs if run.kind == "note"]
    return Prose(tuple(leaves), tuple(known[name] for name in dict.fromkeys(names) if name in known))


def settled(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return a paragraph's pieces in their one form.

    Blanks are one and none at the edges, marks stand around words and not around the blanks beside them,
    neighbours that are marked alike are one.
    """
    pieces = list(_pieces(runs))
    while pieces and (pieces[-1].is_space or pieces[-1].kind == "linje"):
        pieces.pop()
    found: list[Run] = []
    for at, piece in enumerate(pieces):
        if piece.is_space:
            if not found or (piece.text == " " and _is_open(found[-1])):
                continue
            after = next(one for one in pieces[at:] if not one.is_space)
            if piece.text == " " and after.kind == "linje":
                continue
            piece = piece._replace(marks=tuple(mark for mark in found[-1].marks if mark in after.marks))  # noqa: PLW2901
        elif piece.kind == "linje" and not found:
            continue
        elif piece.kind == "linje":
            while found and found[-1].text == " ":
                found.pop()
        found.append(piece)
    return tuple(_joined(found))


def _pieces(runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        marks = () if run.kind == "linje" else tuple(sorted(set(run.marks), key=_rank))
        if run.kind != "ord":
            yield run._replace(marks=marks)
            continue
        for part in _SPACES.split(run.text):
            if part:
                yield Run("ord", _BLANKS.sub(" ", part), marks)


def _rank(mark: Mark) -> int:
    return ORDER.index(mark[0])


def _is_open(run: Run) -> bool:
    return run.kind == "linje" or (run.kind == "ord" and run.text.endswith(" "))


def _joined(pieces: Iterable[Run]) -> Iterator[Run]:
    last: Run | None = None
    for piece in pieces:
        if last and last.kind == piece.kind == "ord" and last.marks == piece.marks:
            last = last._replace(text=last.text + piece.text)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def is_loose(mark: str, *, apart: bool, items: int, paragraphs: int) -> bool:
    """Tell whether a list has blank lines between its items.

    Args:
        mark: what it begins with.
        apart: whether there are such lines, or shall be.
        items: how many items it has.
        paragraphs: how many paragraphs the item has that has the most.
    """
    is_lettered = mark != BULLET and not mark[0].isdigit()
    return paragraphs > 1 or (apart and items > 1 and not is_lettered)


def loosened(leaves: Sequence[Leaf]) -> bool:
    """Tell whether an item of a list, given with all that it holds, has several paragraphs of its own."""
    depth = leaves[0].depth
    return any(leaf.kind == "avsnitt" and leaf.depth == depth + 1 for leaf in leaves[1:])


def groups(leaves: Sequence[Leaf]) -> Iterator[Sequence[Leaf]]:
    """Give the paragraphs, lists and quotations that stand in nothing."""
    starts = [at for at, leaf in enumerate(leaves) if not leaf.is_inside]
    for start, stop in pairwise([*starts, len(leaves)]):
        yield leaves[start:stop]
