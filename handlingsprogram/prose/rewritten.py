"""A paragraph written anew: what it shares with its former text stays as its author wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.prose.inline import Bit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLOCK = r"(?:#{1,6}(?= |$)|>|[|]|=+$|(?P<strek>[-_*])(?:[ \t]*(?P=strek)){2,}[ \t]*$|`{3}|~{3})"
"""What would begin another block at the beginning of a line."""
_BLOCK = re.compile(rf"^{BLOCK}", re.MULTILINE)


def as_text(paragraph: str) -> str:
    """Return a paragraph of Markdown with a backslash where a line would begin another block."""
    return _BLOCK.sub(lambda match: f"\\{match[0]}", paragraph)


def turned(open_: list[tuple[str, str]], wanted: list[tuple[str, str]]) -> Iterator[Bit]:
    """Give the ends and beginnings between two pieces of a paragraph, the innermost first.

    Args:
        open_: the emphasis and links that are open; afterwards those that are wanted.
        wanted: those that the next piece stands in.
    """
    same = 0
    while same < min(len(open_), len(wanted)) and open_[same] == wanted[same]:
        same += 1
    while len(open_) > same:
        yield Bit("ut", *open_.pop())
    for mark in wanted[same:]:
        open_.append(mark)
        yield Bit("inn", *mark)


def restored(source: str, before: str, after: str) -> str:
    """Return a changed text in which every word that was kept stands as its author wrote it.

    Args:
        source: the text as it was written.
        before: the same in the one form in which `after` is written.
        after: the changed text.
    """
    if before == after:
        return source
    own = re.split(r"(\s+)", source.strip())
    words, blanks, old, new = own[::2], own[1::2], before.split(), re.split(r"(\s+)", after)
    if len(words) != len(old):
        return after
    kept = _kept(old, new[::2])
    parts = []
    for j, word in enumerate(new[::2]):
        i = kept.get(j)
        parts.append(word if i is None else words[i])
        if 2 * j + 1 < len(new):
            follows = i is not None and kept.get(j + 1) == i + 1
            parts.append(blanks[i] if follows and i is not None else new[2 * j + 1])
    return "".join(parts)


def _kept(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return which old word each new one is, for those that are the same."""
    from rapidfuzz.distance import Indel

    return {
        step.dest_start + k: step.src_start + k
        for step in Indel.opcodes(old, new)
        if step.tag == "equal"
        for k in range(step.src_end - step.src_start)
    }
