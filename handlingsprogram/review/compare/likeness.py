"""How alike two texts are, and which of many are most alike, without comparing all with all.

The measure is the share of words that two texts have in common in the same order (Indel similarity over
words). On the two source documents it parts true pairs from false ones where measures over characters do
not; docs/why/comparison.md has the figures, and tests/bench/bench_likeness.py measures them anew.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LEAST = 50.0
"""What things must score to be held for the same, wherever they stand."""
LEAST_NEAR = 33.0
"""The same for paragraphs in the same section, or in one that has become several."""
LEAST_NAME = 80.0
"""The same for names of posts, tables and sections, by characters: they are a few words long."""
LEAST_BULLET = 25.0
"""The same for a measure's bullets, which are few and short."""

_WORD = re.compile(r"\w+")
_SHORT = 4
"""Texts of so few words are compared by characters too: «Jernbane», «Jernbanen»."""
_COMMON = 40
"""A pair of words that more texts than this have finds nothing."""
_TRIED = 12
"""How many of the texts that share most are compared."""


def likeness(one: str, other: str, least: float = 0) -> float:
    """Return how alike two texts are, from 0 to 100; 0 where that is less than what counts."""
    (words, signs), (others, other_signs) = _read(one), _read(other)
    score = 100 * _measures()[0](signs, other_signs, score_cutoff=least / 100)
    if min(len(words), len(others)) <= _SHORT:
        by_characters = name_likeness(one, other)
        score = max(score, by_characters if by_characters >= LEAST_NAME else 0)
    return score


def name_likeness(one: str, other: str) -> float:
    """Return how alike two names are by their characters, from 0 to 100."""
    return _measures()[1](one.casefold(), other.casefold())


@cache
def _measures() -> tuple[Callable[..., float], Callable[..., float]]:
    """Return rapidfuzz's measures; much that is compared does without them."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity, fuzz.ratio


def words(text: str) -> list[str]:
    """Return the words of a text, small letters only."""
    return _read(text)[0]


@lru_cache(maxsize=20_000)
def _read(text: str) -> tuple[list[str], str]:
    """Return the words of a text, and a string with one character for each: strings are compared fastest."""
    words = _WORD.findall(text.casefold())
    return words, "".join([_sign(word) for word in words])


def _sign(word: str) -> str:
    # Beyond what a string can hold, words share signs: texts then seem a little more alike than they are.
    return _SIGNS.setdefault(word, chr(0x10000 + len(_SIGNS) % 0x100000))


_SIGNS: dict[str, str] = {}
"""A character for each word met so far."""


def alike(old: Sequence[str], new: Sequence[str], least: float) -> list[tuple[float, int, int]]:
    """Return likeness and indexes of the pairs that score enough.

    Only texts that share a pair of words, or a rare word, are compared: a few for each old text.
    """
    index: dict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(new):
        for key in set(_keys(text)):
            index[key].append(j)
    rare = {key: places for key, places in index.items() if len(places) <= _COMMON}
    found = []
    for i, text in enumerate(old):
        keys = dict.fromkeys(_keys(text))
        shared = Counter(chain.from_iterable(rare[key] for key in keys if key in rare))
        for j, _ in shared.most_common(_TRIED):
            score = likeness(text, new[j], least)
            if score >= least:
                found.append((score, i, j))
    return found


def _keys(text: str) -> Iterator[str]:
    words, _ = _read(text)
    yield from words
    for one, other in pairwise(words):
        yield f"{one} {other}"
    if len(words) <= _SHORT:
        # A word of a short text may be all that is left of it, spelt otherwise.
        yield from (f"{word[:5]}…" for word in words)
