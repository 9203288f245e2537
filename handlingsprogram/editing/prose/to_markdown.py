"""A document of the editor as Markdown; what was not changed stays as its author wrote it."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.editing.prose import documents
from handlingsprogram.editing.prose.documents import CannotBeWrittenError
from handlingsprogram.editing.prose.leaves import BULLET, Leaf, Note
from handlingsprogram.editing.prose.reading import read
from handlingsprogram.editing.prose.words import Manner, filled, marked, own_words
from handlingsprogram.prose import notes as footnotes
from handlingsprogram.prose import rewritten
from handlingsprogram.writing.values import WIDTH

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from handlingsprogram.editing.prose.leaves import Prose

__all__ = ["CannotBeWrittenError", "to_markdown"]

_Part = Leaf | Note
_INDENT = 8
"""How far a text stands in at the least in a file, about."""
_MANNERS = tuple(
    Manner(restores, gaps, emphasis)
    for gaps in (True, False)
    for restores in (True, False)
    for emphasis in "*_"
)
"""The ways in which a text may be written, the most careful first."""


def to_markdown(rich: object, before: str) -> str:
    """Return a document as Markdown, which is read again as the same document.

    Args:
        rich: the document, from a browser.
        before: the text that it was made of. What is the same keeps its lines, and a changed paragraph the
            words that its author wrote.

    Raises:
        CannotBeWrittenError: the document has what Markdown cannot say, or is none.
    """
    wanted = documents.prose(rich)
    former, notes = read(before)
    if wanted == former:
        return before
    if not wanted.leaves:
        return ""
    old = _in_order(former, notes)
    pairs = _pairs(old, wanted)
    new = _with_notes(wanted, old, pairs)
    for manner in _MANNERS:
        written = _Writing(before, old, manner).text(new)
        if read(written)[0] == wanted:
            return written
    raise CannotBeWrittenError(_reason(wanted))


def _reason(wanted: Prose) -> str:
    """Return why a text cannot be written, as far as can be told."""
    if any(leaf.kind == "rå" for leaf in wanted.leaves):
        return "teksten har noe som ikke kan endres her; endre den i filen"
    for before, leaf in pairwise(wanted.leaves):
        if before.kind == "punkt" and before.mark[0].isalpha() and leaf.depth > before.depth:
            return "teksten kan ikke lagres slik: under et punkt med bokstav kan det ikke stå mer"
        if leaf.kind == "punkt" and leaf.begins and before.depth >= leaf.depth and before.kind == "punkt":
            return "teksten kan ikke lagres slik: to lister etter hverandre må ha et avsnitt mellom seg"
    if any(run.marks for leaf in wanted.leaves for run in leaf.runs):
        return "teksten kan ikke lagres slik: fet, kursiv og lenke må begynne og slutte ved et helt ord"
    return "teksten kan ikke lagres slik; skriv den på en annen måte"


class _Paired(NamedTuple):
    """A part of the new text, and the part of the former that it was made of."""

    part: _Part
    old: int = -1
    """The number of that one; -1 for none."""
    like: int = -1
    """The number of the one whose words it shares, at the most."""


def _in_order(text: Prose, notes: Sequence[Note]) -> list[_Part]:
    """Return the paragraphs and footnotes of a text as they stand in it."""
    parts: list[_Part] = [*text.leaves, *notes]
    return sorted(parts, key=lambda part: (part.source.start if part.source else 0, isinstance(part, Leaf)))


def _pairs(old: Sequence[_Part], wanted: Prose) -> list[_Paired]:
    """Pair the paragraphs of a text with the former ones: the same, else those in their place."""
    numbers = [at for at, part in enumerate(old) if isinstance(part, Leaf)]
    before, after = [_key(old[at]) for at in numbers], [_key(leaf) for leaf in wanted.leaves]
    found = [_Paired(leaf) for leaf in wanted.leaves]
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for k in range(j_end - j if i_end > i else 0):
            is_own = i + k < i_end
            at = min(i + k, i_end - 1)
            if tag == "equal" or before[at][0] == after[j + k][0] != "rå":
                found[j + k] = found[j + k]._replace(old=numbers[at] if is_own else -1, like=numbers[at])
    return found


def _key(part: _Part) -> tuple[Hashable, ...]:
    return (part.kind, part.runs) if isinstance(part, Leaf) else ()


def _with_notes(wanted: Prose, old: Sequence[_Part], pairs: Sequence[_Paired]) -> list[_Paired]:
    """Return a text's parts with its footnotes: where they stood, new ones last."""
    places = {part.name: at for at, part in enumerate(old) if isinstance(part, Note)}
    last = max((at for at, part in enumerate(old) if isinstance(part, Leaf)), default=-1)
    behind: dict[int, list[_Paired]] = {}
    for note in wanted.notes:
        at = places.get(note.name, -1)
        behind.setdefault(_place(at, last, pairs), []).append(_Paired(note, at, at))
    found = list(pairs)
    for place in sorted(behind, reverse=True):
        found[place:place] = sorted(behind[place], key=lambda one: one.old if one.old >= 0 else len(old))
    return found


def _place(at: int, last: int, pairs: Sequence[_Paired]) -> int:
    """Return before which part a footnote is written that was number `at` of the former text."""
    if at < 0 or at > last:
        return len(pairs)
    place = max((k + 1 for k, pair in enumerate(pairs) if 0 <= pair.old < at), default=0)
    while place < len(pairs) and isinstance(leaf := pairs[place].part, Leaf) and leaf.is_inside:
        place += 1
    return place


class _Writing:
    """Writes the parts of a text one after the other."""

    def __init__(self, before: str, old: Sequence[_Part], manner: Manner) -> None:
        self._before, self._old, self._manner = before, old, manner
        lines = before.split("\n")
        self._room = max([WIDTH - _INDENT, *map(len, lines)]) if len(lines) > 1 else WIDTH - _INDENT
        self._open: list[tuple[int, int, int]] = []
        """The items that are open: where what they stand in begins, how far they stand in, their text."""
        self._out: list[str] = []

    def text(self, parts: Sequence[_Paired]) -> str:
        """Return them as Markdown."""
        self._is_one_line = "\n" not in self._before and len(parts) == 1
        last: _Paired | None = None
        for one in parts:
            self._out.append(self._gap(last, one) + self._part(last, one))
            last = one
        tail = ""
        if self._old and (end := self._old[-1].source):
            tail = self._before[end.stop :]
        return "".join(self._out) + tail

    def _gap(self, last: _Paired | None, one: _Paired) -> str:
        """Return what stands between two parts."""
        own = self._old[one.old].source if one.old >= 0 else None
        if own and self._manner.keeps_gaps and one.old == (last.old if last else -1) + 1:
            same = last is None or last.old >= 0
            former = self._old[one.old]
            if same and _stands_alike(former, one.part):
                start = self._end_of(one.old - 1)
                return self._before[start : max(own.line, start)]
        return _gap(last.part, one.part) if last else ""

    def _end_of(self, number: int) -> int:
        source = self._old[number].source if number >= 0 else None
        return source.stop if source else 0

    def _part(self, last: _Paired | None, one: _Paired) -> str:
        part, old = one.part, self._old[one.old] if one.old >= 0 else None
        base = self._base(part)
        source = old.source if old else None
        if old and source and old == part and source.base == base:
            self._enter(part, source.column - base, source.content - base)
            return self._before[max(source.line, self._end_of(one.old - 1)) : source.stop]
        if isinstance(part, Leaf) and part.kind == "rå":
            return part.runs[0].text
        words = self._words(one)
        if isinstance(part, Note):
            indent = " " * footnotes.INDENT
            return f"[^{part.name}]: " + words.replace("\n", f"\n{indent}")
        if part.kind == "sitat":
            return "> " + words.replace("\n", "\n> ")
        is_beside = last is not None and _is_empty(last.part) and part.depth > 0
        lead = "" if is_beside else " " * base
        if part.kind == "avsnitt":
            return lead + words.replace("\n", "\n" + " " * base)
        step, content = self._steps(part)
        self._enter(part, step, content)
        mark = f"{part.mark}{' ' * (content - step - len(part.mark))}"
        return f"{lead}{' ' * step}{mark}{words}".replace("\n", "\n" + " " * (base + content))

    def _base(self, part: _Part) -> int:
        if isinstance(part, Note) or not part.depth:
            return 0
        base, _, content = self._open[part.depth - 1]
        return base + content

    def _enter(self, part: _Part, step: int, content: int) -> None:
        """Open an item; what stood at its depth is closed."""
        if isinstance(part, Leaf) and part.kind == "punkt":
            base = self._base(part)
            self._open[part.depth :] = [(base, step, content)]

    def _steps(self, part: Leaf) -> tuple[int, int]:
        """Return how far an item's mark and its text stand in, as those of its neighbours do."""
        step, gap = 0, 1
        if not part.begins and len(self._open) > part.depth:
            _, step, content = self._open[part.depth]
            gap = max(1, content - step - len(part.mark)) if part.mark == BULLET else 1
        return step, step + len(part.mark) + gap

    def _words(self, one: _Paired) -> str:
        """Return a part's words; those that it shares with the former part as they stood there."""
        found = marked(one.part.runs, self._manner)
        like = self._old[one.like] if one.like >= 0 else None
        if like and like.source and self._manner.restores:
            former = own_words(self._before[like.source.start : like.source.stop])
            found = rewritten.restored(former, marked(like.runs, self._manner), found)
        return found if self._is_one_line else filled(found, self._room - self._base(one.part))


def _stands_alike(old: _Part, new: _Part) -> bool:
    """Tell whether two parts are parted alike from what stands before them."""
    if isinstance(old, Leaf) and isinstance(new, Leaf):
        one, other = ((leaf.kind, leaf.depth, leaf.begins, leaf.loose) for leaf in (old, new))
        return one == other
    return type(old) is type(new)


def _is_empty(part: _Part) -> bool:
    return not part.runs


def _gap(last: _Part, part: _Part) -> str:
    if isinstance(part, Leaf) and isinstance(last, Leaf):
        if _is_empty(last) and part.depth > last.depth:
            return ""
        if part.kind == "punkt":
            return "\n\n" if (part.loose and not part.begins) or (part.begins and not part.depth) else "\n"
        if part.kind == "sitat" and not part.begins:
            return "\n>\n"
    return "\n\n"
