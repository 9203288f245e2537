"""Which block of the old document is which in the new, so that both can be read in order from one row."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from handlingsprogram.render.word.xml import attribute, find
from handlingsprogram.review.redline.common import at_most, covered, letters, likeness
from handlingsprogram.review.redline.source import Block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from handlingsprogram.review.redline.source import Section

Pairs = frozenset[tuple[str, str]]
"""What continues what: ids of the old programme's sections, measures, tables and rows, with the new one's."""

# From this likeness on a paragraph is reworded; below it, it is another one. Chosen by reading the pairs of
# the two real documents: at 0.42 whole sentences stay, at 0.28 only scattered words.
REWORDED = 0.4
# The same for headings that the programmes themselves pair.
_RENAMED = 0.3
# The same for paragraphs of different styles: an item that becomes a paragraph says the same. One of its own
# style is nearer.
_RESTYLED = 0.8
_PENALTY = 0.9
# What speaks for setting two tables side by side where no id does.
_SAME_PLACE = 0.6
# So much of a paragraph must be found in the one that it was joined with, or split from.
_FOUND = 0.7
# A shorter one is found everywhere.
_LEAST_WORDS = 6

# The lines of the cover, of which a document has one each: shown in one place, whatever they say.
_COVER = {"Title", "Subtitle", "Avsender", "Omslagsbilde"}

T = TypeVar("T")
Pair = tuple["Block | None", "Block | None"]


class Step(NamedTuple):
    """One step through both documents: a pair, or a block that only one of them has."""

    old: Block | None
    new: Block | None
    rows: tuple[Step, ...] = ()
    """Those of a table."""


def align(old: Sequence[Section], new: Sequence[Section], pairs: Pairs) -> list[Step]:
    """Set two documents side by side.

    Args:
        old: the sections of the old one.
        new: those of the new one.
        pairs: what continues what.

    Returns:
        Every block of both, each once and in its own document's order. What was moved past something else
        is not paired, for then one of the two orders would be lost: `moves.find` finds it.
    """
    aligned: dict[tuple[str, str], list[Step]] = {}

    def weight(before: Section, after: Section) -> float:
        if (before.id, after.id) not in pairs and (before.id or after.id):
            return 0
        steps = aligned[before.id, after.id] = align_blocks(before.blocks, after.blocks, pairs)
        # What would stay in its place counts, and not what two sections happen to share.
        return 1 + sum(_letters_kept(step) for step in steps)

    steps: list[Step] = []
    for before, after in _with_their_chapters(best(old, new, weight)):
        if before and after:
            steps += aligned[before.id, after.id]
        else:
            steps += align_blocks(before.blocks if before else [], after.blocks if after else [], pairs)
    return steps


def _with_their_chapters(
    found: list[tuple[Section | None, Section | None]],
) -> Iterator[tuple[Section | None, Section | None]]:
    """Let sections that come stand with their siblings, and not below a chapter that goes."""
    for is_pair, group in groupby(found, all):
        if is_pair:
            yield from group
            continue
        ranked, closed = [], [9, 9]
        for before, after in group:
            section = before or after
            assert section is not None  # noqa: S101 — a pair has one or both
            side = int(before is None)
            # What is deeper than all since the last pair is still below what the two documents share.
            closed[side] = min(closed[side], section.level)
            ranked.append((-closed[side], side, (before, after)))
        yield from (pair for _, _, pair in sorted(ranked, key=lambda item: item[:2]))


def _letters_kept(step: Step) -> int:
    if not (step.old and step.new):
        return 0
    if step.rows:
        return sum(map(_letters_kept, step.rows))
    return letters(step.old.bag & step.new.bag)


def align_blocks(old: Sequence[Block], new: Sequence[Block], pairs: Pairs) -> list[Step]:
    """Set two runs of blocks side by side: those of a pair of sections, cells or footnotes."""
    found = best(old, new, lambda before, after: block_score(before, after, pairs))
    return [_step(before, after, pairs) for before, after in join_up(found, REWORDED)]


def _step(old: Block | None, new: Block | None, pairs: Pairs) -> Step:
    rows = align_rows(old.rows if old else [], new.rows if new else [], pairs)
    return Step(old, new, tuple(rows))


def align_contents(old: Sequence[Block], new: Sequence[Block]) -> list[Step]:
    """Set two tables of contents side by side: the titles, and lines that lead to the same heading."""

    def score(before: Block, after: Block) -> float:
        one, other = (
            [attribute(link, "anchor") for link in find(side.node, "w:hyperlink")] for side in (before, after)
        )
        return float(one == other)

    return [Step(*pair) for pair in best(old, new, score)]


def align_rows(old: Sequence[Block], new: Sequence[Block], pairs: Pairs) -> list[Step]:
    """Set the rows of two tables side by side: by their ids, or by their words; heads by their order."""

    def score(before: Block, after: Block) -> float:
        if before.shape != after.shape or bool(before.id) != bool(after.id):
            return 0
        if before.id:
            return float((before.id, after.id) in pairs)
        return alike(before, after, REWORDED) or float(before.shape[0] == "head")

    return [Step(*pair) for pair in best(old, new, score)]


def block_score(old: Block, new: Block, pairs: Pairs) -> float:
    """Return how well two blocks go together; 0 where they do not."""
    if old.node.tag != new.node.tag or bool(old.id) != bool(new.id):
        return 0
    if not old.is_paragraph:
        return _same_table(old, new, pairs)
    if old.id:
        renamed = alike(old, new, _RENAMED) if (old.id, new.id) in pairs else 0
        return renamed and 1 + renamed
    if old.style != new.style:
        return _PENALTY * alike(old, new, _RESTYLED)
    return alike(old, new, REWORDED) or float(old.style in _COVER)


def is_reworded(old: Block, new: Block) -> bool:
    """Tell whether two paragraphs that are set side by side share enough to be read as one, reworded."""
    return alike(old, new, _RENAMED if old.is_heading and new.is_heading else REWORDED) > 0


def _same_table(old: Block, new: Block, pairs: Pairs) -> float:
    if old.shape != new.shape:
        return 0
    if old.id:
        return float((old.id, new.id) in pairs)
    shared = sum((before.id, after.id) in pairs for before in old.rows for after in new.rows)
    return _SAME_PLACE + shared


def alike(old: Block, new: Block, least: float) -> float:
    """Return how alike two paragraphs or rows are, or 0 where it is less than the least that counts."""
    if old.words == new.words:
        return 1
    if at_most(old.bag, new.bag) < least:
        return 0
    found = likeness(old.words, new.words)
    return found if found >= least else 0


def best(
    old: Sequence[T], new: Sequence[T], score: Callable[[T, T], float]
) -> list[tuple[T | None, T | None]]:
    """Pair two sequences in order, so that the pairs' scores make the largest sum.

    Args:
        old: the one sequence.
        new: the other.
        score: how well two go together; 0 where they do not at all.

    Returns:
        Pairs, and what is in one only with None; between two pairs first the old's, then the new's.
    """
    scores = [[score(before, after) for after in new] for before in old]
    # totals[i][j]: the largest sum for what follows after i of the old and j of the new.
    totals = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = scores[i][j] and scores[i][j] + totals[i + 1][j + 1]
            totals[i][j] = max(paired, totals[i + 1][j], totals[i][j + 1])
    found: list[tuple[T | None, T | None]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if scores[i][j] and totals[i][j] == scores[i][j] + totals[i + 1][j + 1]:
            found.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif totals[i][j] == totals[i + 1][j]:
            found.append((old[i], None))
            i += 1
        else:
            found.append((None, new[j]))
            j += 1
    rest = [*((before, None) for before in old[i:]), *((None, after) for after in new[j:])]
    return _old_first([*found, *rest])


def _old_first(pairs: list[tuple[T | None, T | None]]) -> list[tuple[T | None, T | None]]:
    """Between two pairs, put what is gone before what is new."""
    ordered: list[tuple[T | None, T | None]] = []
    gone: list[tuple[T | None, T | None]] = []
    fresh: list[tuple[T | None, T | None]] = []
    for pair in pairs:
        if pair[1] is None:
            gone.append(pair)
        elif pair[0] is None:
            fresh.append(pair)
        else:
            ordered += [*gone, *fresh, pair]
            gone, fresh = [], []
    return [*ordered, *gone, *fresh]


# --- Paragraphs that have become one, and one that has become several ---


def join_up(steps: list[Pair], least: float) -> list[Pair]:
    """Set several paragraphs of the one document beside the one of the other that they make together.

    Args:
        steps: both documents side by side, paragraph by paragraph.
        least: how alike the several and the one must be.
    """
    return _joined(_joined(steps, least, many=0), least, many=1)


def _joined(steps: list[Pair], least: float, many: int) -> list[Pair]:
    """Join paragraphs of one side: the old ones where `many` is 0, the new ones where it is 1."""
    result: list[Pair] = []
    i = 0
    while i < len(steps):
        whole = steps[i][1 - many]
        end = i + 1
        if whole is None or not _is_running_text(whole):
            result.append(steps[i])
            i = end
            continue
        start = len(result)
        while start and _belongs(result[start - 1], whole, many):
            start -= 1
        while end < len(steps) and _belongs(steps[end], whole, many):
            end += 1
        group = [*result[start:], *steps[i:end]]
        parts = [part for step in group if (part := step[many])]
        if len(parts) > 1 and likeness([word for part in parts for word in part.words], whole.words) >= least:
            both = (Block.joined(parts), whole)
            result[start:] = [(both[many], both[1 - many])]
        else:
            result += steps[i:end]
        i = end
    return result


def _belongs(step: Pair, whole: Block, many: int) -> bool:
    part = step[many]
    return (
        step[1 - many] is None
        and part is not None
        and _is_running_text(part)
        and part.looks_like(whole)
        and len(part.words) >= _LEAST_WORDS
        and covered(part.bag, whole.bag) >= _FOUND
    )


def _is_running_text(block: Block) -> bool:
    return block.is_paragraph and not block.id and len(block.parts) == 1
