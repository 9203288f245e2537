"""What a received file no longer says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.received.changes import Removed, Written
from handlingsprogram.received.edited.tokens import NOWHERE, fixed, said
from handlingsprogram.received.edited.words import Home
from handlingsprogram.received.file.document import Paragraph, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlingsprogram.received.changes import Change
    from handlingsprogram.received.edited.tokens import Token
    from handlingsprogram.received.edited.words import Words
    from handlingsprogram.received.file.document import Block, Node


def removals(words: Words, alive: set[Home], old: Sequence[Block]) -> Iterator[Change]:
    """Give what of the content is gone: whole items, as far up as nothing of them is left.

    Args:
        words: what both files say.
        alive: the texts of which something is left, and the items that still have a row.
        old: the base's blocks.
    """
    printed = {
        Home(place.key, place.path)
        for one in paragraphs(old)
        for number in words.numbers([one])
        for place in [words.place(number)]
    }
    left = {Home(home.key, home.path[:end]) for home in alive for end in range(len(home.path) + 1)}
    roots = {_root(home, left) for home in printed - alive}
    for root in sorted(roots, key=lambda home: (home.key, [str(step) for step in home.path])):
        *_, holder, row, last = (None, None, *root.path)
        if holder in {"hode", "rader"} and isinstance(row, int) and isinstance(last, int):
            yield Written(root.key, root.path, "")  # a cell stays, with nothing in it
        else:
            yield Removed(root.key, root.path)


def _root(home: Home, left: set[Home]) -> Home:
    """Return the outermost thing that is gone with a text."""
    path = home.path
    while len(path) > 1 and Home(home.key, path[:-1]) not in left:
        path = path[:-1]
    # A list or what holds one stays, though all its items go.
    items = [
        end for end in range(len(path), len(home.path) + 1) if end and isinstance(home.path[end - 1], int)
    ]
    return Home(home.key, home.path[: items[0]] if items else home.path)


def lost(words: Words, old: Sequence[Block]) -> Iterator[tuple[str, list[Token]]]:
    """Give what the tool says by itself and somebody has deleted, where what is around it still stands.

    Each with the heading that it stood below.
    """
    under = ""
    gone = {id(one): own for one, own in _lost(words, old)}
    for block in old:
        if isinstance(block, Paragraph):
            under = said(block) if block.level else under
            if id(block) in gone:
                yield under, gone[id(block)]
        elif words.pairs.is_left(block):
            for _, row in _lost(words, block.rows):
                yield under, row


def _lost(words: Words, nodes: Sequence[Node]) -> Iterator[tuple[Node, list[Token]]]:
    left = [words.pairs.is_left(one) for one in nodes]
    for at, one in enumerate(nodes):
        if left[at] or not all(left[max(at - 1, 0) : at] + left[at + 1 : at + 2]):
            continue
        own = words.old(paragraphs([one]))
        if fixed(own) and all(word.place == NOWHERE for word in own):
            yield one, own
