"""A paragraph that stays, word by word: what is left of it, what goes and what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.review.redline.align import is_reworded
from handlingsprogram.review.redline.tokens import BREAK, Status, note_number, tokens
from handlingsprogram.review.redline.words import common

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handlingsprogram.review.redline.source import Block
    from handlingsprogram.review.redline.tokens import Marked, Token

# What stays wherever it is common: to strike half of a field would break it.
_FIRM = -1
_COMES_AND_GOES = {Status.INSERTED, Status.DELETED}


def reworded(old: Block | None, new: Block | None, same_notes: Mapping[str, str]) -> list[Marked]:
    """Tell of each token of a paragraph whether it stays, goes or comes.

    Args:
        old: the old paragraph, None where it is new.
        new: the new one, None where it goes.
        same_notes: number of an old footnote -> number of the new one that it is.
    """
    before, after = (tokens(*block.parts) if block else [] for block in (old, new))
    keys = [_key(token, same_notes) for token in before]
    if old and new and not is_reworded(old, new):
        # Words that two other texts happen to share say nothing; the parts of a field stay all the same.
        keys = [key if key.atom else key._replace(text=f" {key.text} ") for key in keys]
    weights = [_FIRM if token.atom else int(token.text.strip().isalnum()) for token in before]
    matches = common(keys, [token.key() for token in after], weights)
    return _calm(_steps(before, after, [*matches, (len(before), len(after), 0)]))


def pieces_of(marked: Iterable[Marked]) -> Iterator[tuple[list[Marked], Status]]:
    """Cut tokens where a paragraph ends; give each piece with what has happened to its end."""
    piece: list[Marked] = []
    for status, token in marked:
        if token == BREAK:
            yield piece, status
            piece = []
        else:
            piece.append((status, token))
    yield piece, Status.KEPT


def _key(token: Token, same_notes: Mapping[str, str]) -> Token:
    """Return what an old token is compared by: as the new document would have it."""
    number = note_number(token)
    if number not in same_notes:
        return token.key()
    return token._replace(atom=token.atom.replace(f'"{number}"', f'"{same_notes[number]}"'))


def _steps(old: list[Token], new: list[Token], matches: list[tuple[int, int, int]]) -> Iterator[Marked]:
    i = j = 0
    for a, b, size in matches:
        yield from ((Status.DELETED, token) for token in old[i:a])
        yield from ((Status.INSERTED, token) for token in new[j:b])
        for before, after in zip(old[a : a + size], new[b : b + size], strict=True):
            yield from _kept(before, after)
        i, j = a + size, b + size


def _kept(old: Token, new: Token) -> Iterator[Marked]:
    """Give a word that stays; the space before it may come or go."""
    before, after = old.space(), new.space()
    if before.text != after.text:
        changes = ((Status.DELETED, before), (Status.INSERTED, after))
        yield from (change for change in changes if change[1].text)
        new = new.without_space()
    yield Status.KEPT, _restyled(old, new)


def _calm(marked: Iterable[Marked]) -> list[Marked]:
    """Let a space stay that would come and go in the same place, because runs begin elsewhere."""
    calm: list[Marked] = []
    for status, token in marked:
        before, last = calm[-1] if calm else (Status.KEPT, token)
        if {before, status} == _COMES_AND_GOES and token.text.isspace() and last.text == token.text:
            old, new = (last, token) if status is Status.INSERTED else (token, last)
            calm[-1] = (Status.KEPT, _restyled(old, new))
        else:
            calm.append((status, token))
    return calm


def _restyled(old: Token, new: Token) -> Token:
    return new if old.look == new.look or new.atom else new._replace(was=old.look)
