"""Which part of a received file is which of the base: by anchors, and by words where those are lost."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.received.edited.tokens import said
from handlingsprogram.received.file.document import Node, Paragraph, Row, Table, paragraphs
from handlingsprogram.render.word.anchors import PREFIX
from handlingsprogram.review.redline.align import best
from handlingsprogram.review.redline.common import at_most, covered, likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_ALIKE = 0.4
"""From this likeness on, what has no anchor is reworded; below it, it is another."""
_ALONE = 0.15
"""The same where one stands between two pairs where one stood."""
_PARTED = 0.6
"""So much of a new paragraph must be what the one before it no longer says, if it was parted from that."""
_TRUSTED = 0.5
"""So many anchors must stand by their words, or the file was built by another version of the tool."""
_KNOWN = 4
"""Words that a paragraph must have to be known again anywhere by them alone."""


class Step(NamedTuple):
    """One step through a received file: what it was, and what it is."""

    old: Node | None
    new: Node
    is_moved: bool = False
    """Whether it stands elsewhere than it did."""


class Pairs:
    """What is what in a base and a received file."""

    def __init__(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        """Pair what has anchors, and what says the same.

        Args:
            old: the base's blocks.
            new: the received file's.
        """
        self._words: dict[int, list[str]] = {}
        self._old_of: dict[int, Node] = {}
        self._joined: dict[int, list[Paragraph]] = {}
        self._split: dict[int, Paragraph] = {}
        """A new paragraph -> the old one that it was parted from."""
        self._taken: set[int] = set()
        self._by_anchors(old, new)
        self._by_words(old, new)
        self._around(old, new)

    # --- What others ask ---

    def olds(self, new: Paragraph) -> list[Paragraph]:
        """Return the old paragraphs that a new one is made of, first the one that it is."""
        old = self._old_of.get(id(new))
        return [old, *self._joined.get(id(new), ())] if isinstance(old, Paragraph) else []

    def is_left(self, old: Node) -> bool:
        """Tell whether a part of the base still stands in the file, or says nothing."""
        return id(old) in self._taken or not self.words(old)

    def origins(self, new: Paragraph) -> list[Paragraph]:
        """Return the old paragraphs that a new one has its words from."""
        split = self._split.get(id(new))
        return self.olds(new) or ([split] if split else [])

    def steps(self, old: Sequence[Node], new: Sequence[Node]) -> list[Step]:
        """Set what stands in one place side by side, in the order of the new file.

        What has no partner yet gets one by likeness, if it stands between the same two as it did.
        """
        place = {id(one): i for i, one in enumerate(old)}
        partners = [self._old_of.get(id(one)) for one in new]
        here = [(place[id(one)], j) for j, one in enumerate(partners) if one and id(one) in place]
        stays = longest(here)
        for (i, j), (next_i, next_j) in pairwise([(-1, -1), *stays, (len(old), len(new))]):
            free = [one for one in old[i + 1 : next_i] if id(one) not in self._taken]
            fresh = [one for one, partner in zip(new[j + 1 : next_j], partners[j + 1 : next_j], strict=True)]
            self._pair_alike(free, [one for one in fresh if id(one) not in self._old_of])
        self._find_split(new)
        kept = {j for _, j in stays}
        kept |= _carried(old, new, [place.get(id(one)) for one in partners], kept)
        return [
            Step(self._old_of.get(id(one)), one, is_moved=partners[j] is not None and j not in kept)
            for j, one in enumerate(new)
        ]

    def words(self, node: Node) -> list[str]:
        """Return the words of a part of a file."""
        if id(node) not in self._words:
            self._words[id(node)] = [word for one in paragraphs([node]) for word in said(one).split()]
        return self._words[id(node)]

    # --- How they are found ---

    def _by_anchors(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        known = {name: one for one in paragraphs(old) for name in one.anchors if name.startswith(PREFIX)}
        claims = [(one, [known[name] for name in one.anchors if name in known]) for one in paragraphs(new)]
        claims = [(one, olds) for one, olds in claims if olds]
        same = sum(self.words(one) == self.words(olds[0]) for one, olds in claims)
        for one, olds in claims if same >= _TRUSTED * len(claims) else ():
            free = [old for old in olds if id(old) not in self._taken]
            if free:
                self._take(free[0], one)
                others = [old for old in free[1:] if self.words(old)]
                self._joined[id(one)] = others
                self._taken.update(map(id, others))

    def _by_words(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        """Pair what says the same and has no anchor; few words only where nothing else says them."""
        free, waiting = (self._by_text(side) for side in (old, new))
        for text, claims in waiting.items():
            same = free.get(text, [])
            if len(text) >= _KNOWN or len(same) == len(claims) == 1:
                for before, after in zip(same, claims, strict=False):
                    self._take(before, after)

    def _by_text(self, side: Sequence[Node]) -> dict[tuple[str, ...], list[Paragraph]]:
        """Return the paragraphs of a side that have no partner, by their words."""
        found: dict[tuple[str, ...], list[Paragraph]] = {}
        for one in paragraphs(side):
            if id(one) not in self._taken and id(one) not in self._old_of and self.words(one):
                found.setdefault(tuple(self.words(one)), []).append(one)
        return found

    def _around(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        """Pair tables and rows that have most of their paragraphs in common."""
        for kind in (Table, Row):
            home = {id(one): node for node in _all(old, kind) for one in paragraphs([node])}
            votes: list[tuple[int, Node, Node]] = []
            for node in _all(new, kind):
                partners = (self._old_of.get(id(one)) for one in paragraphs([node]))
                homes = [home[id(one)] for one in partners if one is not None and id(one) in home]
                counted = Counter(map(id, homes))
                votes += [(counted[id(one)], one, node) for one in {id(one): one for one in homes}.values()]
            for _, before, after in sorted(votes, key=lambda vote: -vote[0]):
                if id(before) not in self._taken and id(after) not in self._old_of:
                    self._take(before, after)

    def _take(self, old: Node, new: Node) -> None:
        self._old_of[id(new)] = old
        self._taken.add(id(old))

    def _find_split(self, new: Sequence[Node]) -> None:
        """Note which paragraphs without a partner say what the one before them once went on with."""
        rest: Counter[str] = Counter()
        old: Paragraph | None = None
        for one in new:
            olds = self.olds(one) if isinstance(one, Paragraph) else []
            own = Counter(self.words(one))
            if olds:
                old, rest = olds[0], Counter(self.words(olds[0])) - own
            elif old and isinstance(one, Paragraph) and own and covered(own, rest) >= _PARTED:
                self._split[id(one)] = old
                rest -= own
            else:
                old = None

    def _pair_alike(self, old: list[Node], new: list[Node]) -> None:
        if not (old and new):
            return
        alone = len(old) == len(new) == 1

        def score(before: Node, after: Node) -> float:
            if type(before) is not type(after):
                return 0
            if alone and _looks(before) and _looks(before) == _looks(after):
                return 1.0  # what stands for another, and looks like it, is that one, whatever it says
            return self._likeness(before, after, _ALONE if alone else _ALIKE)

        pairs = best(old, new, score)
        for before, after in pairs:
            if before is not None and after is not None:
                self._take(before, after)
        if not alone:
            for _, group in groupby(pairs, lambda pair: None not in pair):
                rest = list(group)
                if len(rest) == 2 and None in rest[0]:  # noqa: PLR2004 - one that has gone, and one that has come
                    self._pair_alike([one for one, _ in rest if one], [one for _, one in rest if one])

    def _likeness(self, old: Node, new: Node, least: float) -> float:
        before, after = self.words(old), self.words(new)
        if not (before or after):
            return 1.0
        if at_most(Counter(before), Counter(after)) < least:
            return 0
        found = likeness(before, after)
        return found if found >= least else 0


def _looks(node: Node) -> tuple[str, ...]:
    return (node.style, node.list) if isinstance(node, Paragraph) else ()


def _all(nodes: Iterable[Node], kind: type[Node]) -> Iterator[Node]:
    """Give all tables, or all rows, those of cells included."""
    for node in nodes:
        if isinstance(node, kind):
            yield node
        if isinstance(node, Table):
            yield from _all(node.rows, kind)
        elif isinstance(node, Row):
            yield from _all((block for cell in node.cells for block in cell.blocks), kind)


def _carried(old: Sequence[Node], new: Sequence[Node], places: list[int | None], kept: set[int]) -> set[int]:
    """Return what stands below a moved heading as it did: it has not moved by itself.

    Args:
        old: what stood below each other.
        new: what does.
        places: where each of the new stood.
        kept: those of the new that have not moved.
    """
    found: set[int] = set()
    for j, place in enumerate(places):
        level = _level(new[j])
        if not level or place is None or j in kept or j in found:
            continue
        last = place
        for at in range(j + 1, _end(new, j, level)):
            one = places[at]
            if one is not None and last < one < _end(old, place, level):
                found.add(at)
                last = one
    return found


def _end(nodes: Sequence[Node], start: int, level: int) -> int:
    """Return where a heading's section ends."""
    ends = (i for i in range(start + 1, len(nodes)) if 0 < _level(nodes[i]) <= level)
    return next(ends, len(nodes))


def _level(node: Node) -> int:
    return node.level if isinstance(node, Paragraph) else 0


def longest(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs that are in order in both: what is not among them has been moved."""
    ends: list[int] = []
    chains: list[list[tuple[int, int]]] = []
    for i, j in pairs:
        at = bisect_left(ends, i)
        chain = [*(chains[at - 1] if at else []), (i, j)]
        ends[at : at + 1] = [i]
        chains[at : at + 1] = [chain]
    return chains[-1] if chains else []
