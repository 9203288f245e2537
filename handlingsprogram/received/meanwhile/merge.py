"""Two people's changes of one text, as one text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(r"\s+|\S+")
_ITEM = re.compile(r"[-*+]|\d+[.)]")
_NOTE = re.compile(r"^[ ]{0,3}\[\^([^\[\]\s]+)\]:", re.MULTILINE)


class _Hunk(NamedTuple):
    """What has become of some words."""

    start: int
    end: int
    fresh: tuple[str, ...]


def merge(old: str, ours: str, theirs: str) -> str | None:
    """Return a text with the changes of two; None where both changed the same words, or neighbours.

    Args:
        old: the text that both began with.
        ours: what one has made of it; its lines are broken where they are.
        theirs: what the other has.
    """
    before, own, other = (_TOKEN.findall(text) for text in (old, ours, theirs))
    made, coming = _hunks(before, own), _hunks(before, other)
    new = [one for one in coming if one not in made]
    if any(_touch(one, known, before) for one in new for known in made):
        return None
    text = list(own)
    for one in reversed(new):
        shift = sum(len(known.fresh) - (known.end - known.start) for known in made if known.end <= one.start)
        text[one.start + shift : one.end + shift] = one.fresh
    merged = "".join(text)
    names = _NOTE.findall(merged)
    return merged if len(names) == len(set(names)) else None


def _touch(one: _Hunk, other: _Hunk, before: Sequence[str]) -> bool:
    """Tell whether no word that both have kept stands between two hunks."""
    first, last = sorted((one, other))
    between = before[first.end : last.start]
    return last.start < first.end or not any(map(str.strip, between))


def _hunks(old: Sequence[str], new: Sequence[str]) -> list[_Hunk]:
    """Return what has become of which words, neighbours as one; a line broken elsewhere is no change."""
    from rapidfuzz.distance import Indel

    found: list[_Hunk] = []
    for step in Indel.opcodes(_keys(old), _keys(new)):
        if step.tag == "equal":
            continue
        fresh = tuple(new[step.dest_start : step.dest_end])
        if found and found[-1].end == step.src_start:
            last = found.pop()
            found.append(_Hunk(last.start, step.src_end, last.fresh + fresh))
        else:
            found.append(_Hunk(step.src_start, step.src_end, fresh))
    return found


def _keys(tokens: Sequence[str]) -> list[str]:
    """Return what words and blanks are compared by: where a line is broken within a paragraph is nothing."""
    following = [*tokens[1:], ""][: len(tokens)]
    return [
        " " if one == "\n" and not _ITEM.fullmatch(after) else one
        for one, after in zip(tokens, following, strict=True)
    ]
