"""Which words of a text have come and gone, in pieces that a reader can take in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handlingsprogram.read.prose import Span

_TOKEN = re.compile(r"\s+|\w+(?:[-–/.,]\w+)*|[^\w\s]")
_ISLAND = 2
"""So few words in common, between two longer changes, are taken into them: reading on beats hopping."""
_LEAST_COMMON = 0.3
"""Texts that share less of their words are shown whole: marks all over help nobody."""


@dataclass(frozen=True, slots=True)
class Bit:
    """A run of text that is set alike."""

    tekst: str
    tegn: tuple[str, ...] = ()
    """`strong`, `em`, `s`."""
    endret: bool = False
    """Whether the other side lacks it."""


Word = tuple[str, tuple[str, ...]]
"""A word, a mark or a space, and how it is set."""
Bits = tuple[Bit, ...]


def tokens(spans: Iterable[Span]) -> list[Word]:
    """Return the words, marks and spaces of a text."""
    return [
        (" " if part.isspace() and "\n" not in part else part, span.tegn)
        for span in spans
        for part in _TOKEN.findall(span.tekst)
    ]


def plain(words: Sequence[Word]) -> Bits:
    """Return a text without marks of change."""
    return _bits([(word, False) for word in words])


def compared(old: Sequence[Word], new: Sequence[Word]) -> tuple[Bits, Bits]:
    """Return both texts with what the other lacks marked.

    Where too little is common, or nothing differs but where the lines end, nothing is marked.
    """
    changes = list(_changes(old, new))
    if _is_rewritten(old, new, changes):
        return plain(old), plain(new)
    marked: tuple[list[tuple[Word, bool]], list[tuple[Word, bool]]] = ([], [])
    for differs, before, after in changes:
        marked[0].extend((word, differs) for word in before)
        marked[1].extend((word, differs) for word in after)
    return _bits(marked[0]), _bits(marked[1])


Stretch = tuple[bool, list[Word], list[Word]]
"""Whether a stretch differs, and its words on both sides."""


def _changes(old: Sequence[Word], new: Sequence[Word]) -> Iterator[Stretch]:
    """Give both texts stretch by stretch, islands taken into the changes around them.

    How words are set counts only where all the words are the same.
    """
    from rapidfuzz.distance import Indel

    keys = [word for word, _ in old], [word for word, _ in new]
    codes = Indel.opcodes(*keys) if keys[0] != keys[1] else Indel.opcodes(old, new)
    stretches = [
        (
            code.tag != "equal",
            list(old[code.src_start : code.src_end]),
            list(new[code.dest_start : code.dest_end]),
        )
        for code in codes
    ]
    for i in range(1, len(stretches) - 1):
        if _is_island(stretches[i], _size(stretches, i - 1, -1), _size(stretches, i + 1, 1)):
            stretches[i] = (True, *stretches[i][1:])
    for differs, run in groupby(stretches, key=lambda stretch: stretch[0]):
        parts = list(run)
        yield (
            differs,
            [word for _, before, _ in parts for word in before],
            [word for *_, after in parts for word in after],
        )


def _size(stretches: Sequence[Stretch], i: int, step: int) -> int:
    """Return how many words a change has, all of it in one direction; 0 for what is common."""
    words = 0
    while 0 <= i < len(stretches) and stretches[i][0]:
        words += max(_count(stretches[i][1]), _count(stretches[i][2]))
        i += step
    return words


def _is_island(stretch: Stretch, before: int, after: int) -> bool:
    differs, words, _ = stretch
    count = _count(words)
    is_small = count == 0 or (count <= _ISLAND and min(before, after) > count)
    return not differs and before > 0 and after > 0 and is_small


def _count(words: Sequence[Word]) -> int:
    return sum(word[0].isalnum() for word, _ in words)


def _is_rewritten(old: Sequence[Word], new: Sequence[Word], changes: Sequence[Stretch]) -> bool:
    common = sum(_count(before) for differs, before, _ in changes if not differs)
    return common < _LEAST_COMMON * max(_count(old), _count(new), 1)


def _bits(words: Sequence[tuple[Word, bool]]) -> Bits:
    """Join words that are set alike; a space at the end of a change is not part of it."""
    runs = groupby(words, key=lambda pair: (pair[0][1], pair[1]))
    found: list[Bit] = []
    for (marks, differs), run in runs:
        text = "".join(word for (word, _), _ in run)
        if not differs or not text.strip():
            found.append(Bit(text, marks))
            continue
        core = text.strip()
        start = text.index(core)
        found += [
            Bit(text[:start], marks),
            Bit(core, marks, endret=True),
            Bit(text[start + len(core) :], marks),
        ]
    return tuple(bit for bit in found if bit.tekst)
