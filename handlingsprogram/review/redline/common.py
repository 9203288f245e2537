"""Which words stay when a text is reworded: the longest common parts, without islands too small to help."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Hashable, Sequence

Match = tuple[int, int, int]
"""Where a common part begins in the old and in the new, and how many tokens it has."""

# A common part of at most so many words, between two replacements that are each longer than it, is taken into
# them: a phrase of which one word in three stays is easier to read when it is struck and written anew.
_ISLAND = 2


def likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """Return how much of two texts is common, in order, from 0 to 1; longer words weigh more."""
    if old == new:
        return 1.0
    total = sum(map(len, old)) + sum(map(len, new))
    if not total:
        return 0.0
    return 2 * sum(len(word) for i, _, size in _blocks(old, new) for word in old[i : i + size]) / total


def at_most(old: Counter[str], new: Counter[str]) -> float:
    """Return what `likeness` cannot exceed, reckoned without regard to order."""
    total = letters(old) + letters(new)
    return 2 * letters(old & new) / total if total else 1.0


def covered(part: Counter[str], whole: Counter[str]) -> float:
    """Return how much of a text is found in another, from 0 to 1, without regard to order."""
    return letters(part & whole) / (letters(part) or 1)


def letters(bag: Counter[str]) -> int:
    """Return how many letters a text has, given as words without their order."""
    return sum(len(word) * times for word, times in bag.items())


def common(old: Sequence[Hashable], new: Sequence[Hashable], weights: Sequence[int]) -> list[Match]:
    """Return the parts that stay, in order.

    Args:
        old: the old tokens, as they are compared.
        new: the new ones.
        weights: how many words each old token is: 0 for a mark. Negative for what must stay wherever it is
            common, such as a part of a field.
    """
    found = _blocks(old, new)
    while True:
        edges = [(0, 0, 0), *found, (len(old), len(new), 0)]
        kept = [match for i, match in enumerate(found, 1) if not _is_island(edges, i, weights)]
        if len(kept) == len(found):
            return found
        found = kept


def _is_island(found: list[Match], i: int, weights: Sequence[int]) -> bool:
    (a, b, size), before, after = found[i], found[i - 1], found[i + 1]
    own = weights[a : a + size]
    if any(weight < 0 for weight in own) or sum(own) > _ISLAND:
        return False
    left = (a - before[0] - before[2], b - before[1] - before[2])
    right = (after[0] - a - size, after[1] - b - size)
    return all(min(side) > 0 and max(side) > size for side in (left, right))


def _blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Match]:
    from rapidfuzz.distance import Indel

    return [
        (step.src_start, step.dest_start, step.src_end - step.src_start)
        for step in Indel.opcodes(old, new)
        if step.tag == "equal"
    ]
