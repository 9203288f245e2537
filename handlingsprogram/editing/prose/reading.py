"""Markdown read into paragraphs, each with the place that it has in the text."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from handlingsprogram.editing.prose.leaves import LINK, Leaf, Note, Prose, Run, Source, is_loose
from handlingsprogram.editing.prose.leaves import prose as made
from handlingsprogram.editing.prose.leaves import settled as settled_runs
from handlingsprogram.prose import inline, lists, marks, notes
from handlingsprogram.prose.paragraphs import blocks
from handlingsprogram.prose.signs import settle, typed_offset

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handlingsprogram.prose.inline import Bit
    from handlingsprogram.prose.paragraphs import Block

_WHOLE = ("lenkedefinisjon", "over ")
"""Forms that all of a text has to do with."""
_LONG = ("kodeblokk", "HTML")
"""Forms that may reach over several paragraphs."""
_KINDS = {"form", "sitat"}
"""Faults that make of words something else than words."""


@lru_cache(maxsize=256)
def read(markdown: str) -> tuple[Prose, tuple[Note, ...]]:
    """Read a text.

    Args:
        markdown: the text as it is typed.

    Returns:
        The text, and the footnotes' texts in the order in which they are written. What has no form in the
        editor is of the kind `rå`, and is its own source.
    """
    reader = _Reader(markdown)
    return reader.prose(), tuple(reader.notes)


class _Reader:
    def __init__(self, markdown: str) -> None:
        self._typed = markdown
        settled = settle(markdown)
        self._text, self._added = settled.markdown, settled.added
        self.notes: list[Note] = []
        self._faults = [fault for fault in marks.faults(self._text, may_quote=True) if fault.kind in _KINDS]

    def prose(self) -> Prose:
        """Return the whole text; afterwards `notes` has its footnotes."""
        found = blocks(self._text)
        if found and any(fault.what.startswith(_WHOLE) for fault in self._faults):
            return made([self._raw(found)], [])
        leaves: list[Leaf] = []
        together = self._joined(list(_together(found)))
        starts = [self._line(group[0]) for group in together]
        for group, (start, stop) in zip(together, pairwise([*starts, len(self._text)]), strict=True):
            is_sound = not any(start <= fault.at < stop for fault in self._faults)
            if is_sound and self._is_note(group):
                continue
            runs = [self._runs(block) for block in group] if is_sound else []
            if not is_sound or any(isinstance(block.begins, notes.Note) for block in group):
                leaves.append(self._raw(group))
            else:
                leaves += _loose([self._leaf(*one) for one in zip(group, runs, strict=True)])
        return made(leaves, self.notes)

    def _joined(self, groups: list[list[Block]]) -> list[list[Block]]:
        """Join what a form that cannot be edited reaches over."""
        long = [fault.at for fault in self._faults if fault.what.startswith(_LONG)]
        found: list[list[Block]] = []
        start, is_open = 0, False
        for group in groups if long else ():
            at = self._line(group[0]) if found else 0
            if is_open and not self._may_be_parted(start, at):
                found[-1] += group
                continue
            start = at
            found.append(list(group))
            is_open = any(start <= one for one in long)
        return found or groups

    def _may_be_parted(self, start: int, at: int) -> bool:
        """Tell whether two parts of a text have no more that cannot be edited than they have together."""
        whole = self._text[start:]
        parts = (self._text[start:at], self._text[at:])
        return sum(len(marks.faults(part, may_quote=True)) for part in parts) == len(
            marks.faults(whole, may_quote=True)
        )

    def _line(self, block: Block) -> int:
        """Return where the line begins that a paragraph begins on."""
        at = block.start
        match block.begins:
            case lists.Item(mark):
                at = mark.start
            case notes.Note():
                at = block.begins.at
        return self._text.rfind("\n", 0, at) + 1

    def _raw(self, group: Sequence[Block]) -> Leaf:
        source = self._source(group[0])
        source = replace(source, start=source.line, stop=typed_offset(group[-1].stop, self._added))
        return Leaf("rå", (Run("ord", self._typed[source.start : source.stop]),), source=source)

    def _runs(self, block: Block) -> tuple[Run, ...]:
        return runs_of(inline.read(block.words(self._text)))

    def _is_note(self, group: Sequence[Block]) -> bool:
        """Take a footnote's text if it is one paragraph, as it can be edited; tell whether it was."""
        block = group[0]
        if not isinstance(block.begins, notes.Note) or len(group) > 1:
            return False
        name, runs = block.begins.mark[2:-2], self._runs(block)
        known = any(note.name == name for note in self.notes)
        if not runs or known or any(run.kind == "note" for run in runs):
            return False
        self.notes.append(Note(name, runs, self._source(block)))
        return True

    def _leaf(self, block: Block, runs: tuple[Run, ...]) -> Leaf:
        depth, source = len(block.inside), self._source(block)
        if isinstance(block.begins, lists.Item):
            mark, begins = block.begins.mark.text, block.begins.is_first
            apart = bool(block.around and block.around.is_loose and not begins)
            return Leaf("punkt", runs, mark, depth, begins, apart, source)
        if block.is_quoted:
            return Leaf("sitat", runs, depth=depth, begins=not block.goes_on, source=source)
        return Leaf("avsnitt", runs, depth=depth, source=source)

    def _source(self, block: Block) -> Source:
        line = self._line(block)
        around = block.inside[-1] if block.inside else None
        base = around.mark.content if isinstance(around, lists.Item) else 0
        column, content = base, base
        if isinstance(block.begins, lists.Item):
            column, content = block.begins.mark.start - line, block.begins.mark.content
        elif isinstance(block.begins, notes.Note):
            content = notes.INDENT
        line, start, stop = (typed_offset(at, self._added) for at in (line, block.start, block.stop))
        return Source(line, start, stop, base, column, content)


def _together(found: Iterable[Block]) -> Iterable[list[Block]]:
    """Give the paragraphs that stand in nothing, each with what goes on in it."""
    group: list[Block] = []
    for block in found:
        goes_on = isinstance(block.begins, lists.Item) and not block.begins.is_first
        if group and not (block.inside or goes_on or block.goes_on):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _loose(leaves: list[Leaf]) -> list[Leaf]:
    """Tell every item of a list whether blank lines stand between its items."""
    found = list(leaves)
    for first, members in lists_in(leaves):
        several = max(_paragraphs(leaves, at) for at in members)
        apart = any(leaves[at].loose for at in members)
        loose = is_loose(leaves[first].mark, apart=apart, items=len(members), paragraphs=several)
        for at in members:
            found[at] = replace(found[at], loose=loose)
    return found


def lists_in(leaves: Sequence[Leaf]) -> Iterable[tuple[int, list[int]]]:
    """Give the lists: the number of the first leaf of each, and of all that begin its items."""
    open_: dict[int, list[int]] = {}
    for at, leaf in enumerate(leaves):
        if leaf.kind != "punkt":
            continue
        if leaf.begins:
            if leaf.depth in open_:
                yield open_[leaf.depth][0], open_[leaf.depth]
            open_[leaf.depth] = []
        open_[leaf.depth].append(at)
    yield from ((members[0], members) for members in open_.values())


def _paragraphs(leaves: Sequence[Leaf], at: int) -> int:
    count, depth = 1, leaves[at].depth
    for leaf in leaves[at + 1 :]:
        if leaf.depth <= depth:
            break
        count += leaf.kind == "avsnitt" and leaf.depth == depth + 1
    return count


def runs_of(bits: Sequence[Bit]) -> tuple[Run, ...]:
    """Return the pieces of a paragraph as the editor has them."""
    found: list[Run] = []
    open_: list[tuple[str, str]] = []
    skip = -1
    for at, bit in enumerate(bits):
        if at <= skip:
            continue
        if bit.slag == "inn" and bit.tekst == LINK and bit.adresse.startswith("#"):
            end = next(k for k in range(at, len(bits)) if bits[k].slag == "ut" and bits[k].tekst == LINK)
            if all(one.slag == "ord" for one in bits[at + 1 : end]):
                words = "".join(one.tekst for one in bits[at + 1 : end])
                found.append(Run("vis", words, tuple(open_), bit.adresse[1:]))
                skip = end
                continue
        match bit.slag:
            case "inn":
                open_.append((bit.tekst, bit.adresse))
            case "ut":
                open_.pop()
            case kind:
                found.append(Run(kind, bit.tekst, tuple(open_)))
    return settled_runs(found)
