"""What was moved: a paragraph, or a table's row, that both documents have, past something else.

Only whole blocks are moves: what is left of half a paragraph would be without an end. What stands together in
both places gets one name, which Word's range in either place bears; a table ends it, for its rows are marked
as rows that go and come whose content was moved, as Word writes them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import count, islice
from typing import TYPE_CHECKING

from handlingsprogram.review.redline.align import REWORDED, align_rows, alike, best, block_score
from handlingsprogram.review.redline.ends import Move
from handlingsprogram.review.redline.tokens import moved

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from handlingsprogram.review.redline.align import Pairs
    from handlingsprogram.review.redline.ends import Line
    from handlingsprogram.review.redline.source import Block, Section, Source

# A shorter paragraph stands in many places: it goes with what stands beside it, and not alone.
_LEAST_WORDS = 6
# So alike are a paragraph and where it went; what is less alike is another one.
_MOVED = 0.6
# So many words in a row lead from one paragraph to the other, where they do not stand in too many.
_SHINGLE, _COMMON, _TRIED = 3, 20, 3

Twins = dict["Block", "Block"]
"""A block of the new document -> the block of the old one that it was, in another place."""


def find(lines: list[Line], old: Source, new: Source, pairs: Pairs, same_notes: Mapping[str, str]) -> None:
    """Mark what stands in both documents, but in different places.

    Args:
        lines: both documents side by side, changed in place.
        old: the old one.
        new: the new one.
        pairs: what continues what.
        same_notes: number of an old footnote -> number of the new one that it is.
    """
    names = (f"flytting{number}" for number in count(1))
    gone = {item.old: i for i, item in enumerate(lines) if item.old and item.is_alone}
    come = {item.new: i for i, item in enumerate(lines) if item.new and item.is_alone}
    twins: Twins = {}
    for one, other in _continued(old.sections, new.sections, pairs):
        left, right = _left(one.blocks, gone, twins.values()), _left(other.blocks, come, twins)
        twins |= {b: a for a, b in best(left, right, lambda a, b: _score(a, b, pairs)) if a and b}
    twins |= _by_words(_left(gone, gone, twins.values()), _left(come, come, twins))
    for after, before in list(twins.items()):
        if _is_torn(before, after, same_notes):
            stays = next((item for item in islice(lines, gone[before], None) if item.new), None)
            stayed = next((item for item in islice(lines, come[after], None) if item.old), None)
            if not _is_safe(before, after, stays, stayed):
                del twins[after]
    _spread(lines, twins, gone, come)
    _drop_bare_headings(lines, twins, gone, come)
    _mark(lines, {b: a for b, a in twins.items() if b.is_paragraph}, names)
    rows = _rows([(a, b) for b, a in twins.items()], lines, pairs)
    # Between two tables, something that is no row: what was moved together ends with its table.
    _mark([row for item in lines for row in (*item.rows, item)], rows, names)


def _continued(
    old: Sequence[Section], new: Sequence[Section], pairs: Pairs
) -> Iterator[tuple[Section, Section]]:
    """Give the sections of which one continues the other."""
    before, after = ({section.id: section for section in side if section.id} for side in (old, new))
    for one, other in sorted(pairs):
        if one in before and other in after:
            yield before[one], after[other]


def _left(blocks: Iterable[Block], alone: Container[Block], taken: Iterable[Block]) -> list[Block]:
    """Return the blocks that one document has alone, and that are not found elsewhere yet."""
    found = set(taken)
    return [block for block in blocks if block in alone and block not in found]


def _score(old: Block, new: Block, pairs: Pairs) -> float:
    score = block_score(old, new, pairs)
    return score if score >= _MOVED else 0


def _by_words(old: list[Block], new: list[Block]) -> Twins:
    """Find paragraphs that say the same wherever they stand, the most alike first."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, block in enumerate(old):
        for shingle in _shingles(block):
            index[shingle].append(i)
    found = []
    for j, block in enumerate(new):
        shared: Counter[int] = Counter()
        for shingle in _shingles(block):
            places = index.get(shingle, ())
            shared.update(places if len(places) <= _COMMON else ())
        for i, _ in shared.most_common(_TRIED):
            score = alike(old[i], block, _MOVED) if old[i].is_heading == block.is_heading else 0
            found += [(-score, abs(i - j), i, j)] if score else []
    twins: dict[int, int] = {}
    taken = set()
    for _, _, i, j in sorted(found):
        if i not in taken and j not in twins:
            twins[j] = i
            taken.add(i)
    return {new[j]: old[i] for j, i in twins.items()}


def _shingles(block: Block) -> set[tuple[str, ...]]:
    if not block.is_paragraph or len(block.words) < _LEAST_WORDS:
        return set()
    return set(zip(*(islice(block.words, i, None) for i in range(_SHINGLE)), strict=False))


def _is_torn(old: Block, new: Block, same_notes: Mapping[str, str]) -> bool:
    """Tell whether a paragraph was also reworded, so that its move is in pieces."""
    if not old.is_paragraph:
        return False
    return any(len({status for status, _ in side}) > 1 for side in moved(old.node, new.node, same_notes))


def _is_safe(old: Block, new: Block, stays: Line | None, stayed: Line | None) -> bool:
    """Tell whether a paragraph may go in pieces: in LibreOffice, what follows on it then has its look.

    Args:
        old: the paragraph where it was.
        new: where it is.
        stays: the next that the new document has behind the old place.
        stayed: the next that the old document has behind the new place.
    """
    if not (stays and stayed and stays.is_paragraph and stayed.is_paragraph):
        return False
    return old.looks_like(stays.look) and new.looks_like(stayed.former or stayed.look)


def _spread(lines: list[Line], twins: Twins, gone: dict[Block, int], come: dict[Block, int]) -> None:
    """Let what stands beside a moved paragraph in both places go with it, however short it is."""
    taken = set(twins.values())
    for after, before in list(twins.items()):
        for way in (-1, 1):
            i, j = gone[before] + way, come[after] + way
            while min(i, j) >= 0 and max(i, j) < len(lines):
                old, new = lines[i].old, lines[j].new
                if old not in gone or new not in come or old in taken or new in twins:
                    break
                if not (old.is_paragraph and new.is_paragraph and old.words == new.words):
                    break
                twins[new] = old
                taken.add(old)
                i, j = i + way, j + way


def _drop_bare_headings(
    lines: list[Line], twins: Twins, gone: dict[Block, int], come: dict[Block, int]
) -> None:
    """Take back a heading whose text did not go with it: it would seem that the section did."""
    gone_on = set(twins.values())
    for j in sorted((come[new] for new in twins if new.is_heading), reverse=True):
        heading = lines[j].new
        assert heading is not None  # noqa: S101 — one that came
        i = gone[twins[heading]]
        pairs = zip(lines[i + 1 : i + 2], lines[j + 1 : j + 2], strict=False)
        if not any(before.old in gone_on and after.new in twins for before, after in pairs):
            gone_on.remove(twins.pop(heading))


def _rows(tables: list[tuple[Block, Block]], lines: list[Line], pairs: Pairs) -> Twins:
    """Find rows that stand elsewhere: of tables that were moved, and measures and posts by their ids."""
    alone = [row for item in lines for row in item.rows if row.is_alone]
    gone = {row.old: row.old for row in alone if row.old}
    come = {row.new for row in alone if row.new}
    twins: Twins = {}
    for before, after in tables:
        twins |= {b: a for a, b, _ in align_rows(before.rows, after.rows, pairs) if a in gone and b in come}
    taken = set(twins.values())
    old = {row.id: row for row in gone if row.id and row not in taken}
    new = {row.id: row for row in come if row.id and row not in twins}
    for one, other in sorted(pairs):
        if one in old and other in new and old[one].shape == new[other].shape:
            before, after = old[one], new[other]
            if alike(before, after, REWORDED) and after not in twins and before not in taken:
                twins[after] = before
                taken.add(before)
    return twins


def _mark(lines: list[Line], twins: Twins, names: Iterator[str]) -> None:
    """Note what was moved, with one name for what stands together in both places."""
    places = {item.old: i for i, item in enumerate(lines) if item.old and item.is_alone}
    name, last = "", (-1, -1)
    for j, item in enumerate(lines):
        if item.old or item.new not in twins:
            continue
        twin = twins[item.new]
        i = places[twin]
        if last != (i - 1, j - 1):
            name = next(names)
        last = i, j
        item.move, lines[i].move = Move(name, twin), Move(name, item.new)
