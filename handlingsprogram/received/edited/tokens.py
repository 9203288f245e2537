"""A paragraph as words and signs with their looks; those of the base know where in the content they are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.received.file.document import Cell, Look, Paragraph, paragraphs
from handlingsprogram.received.tracer import CLOSE, MARK, Traced
from handlingsprogram.render.words.typography import keep_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


NOWHERE = -1
"""Stands for the place of what no text of the content prints."""
_TOKEN = re.compile(r"[^\W\d_¹²³⁰-₟]+|\d+|[\s\S]")
_HARD = "\u00a0"
_BLANKS = {ord("\t"): " "}
_PLAIN = Look()


class Token(NamedTuple):
    """A word, a sign, a blank, or a note."""

    text: str
    """A line that is broken is `\\n`; empty for a note."""
    look: Look = _PLAIN
    link: str = ""
    note: tuple[Paragraph, ...] = ()
    place: int = NOWHERE
    """The text of the content that it belongs to, by its number."""
    reference: int = NOWHERE
    """The cross-reference in that text that prints it, by its number."""
    is_new: bool = False
    """Whether it was not there before."""
    was: tuple[Paragraph, ...] = ()
    """For a note that was there before: what it said."""

    @property
    def key(self) -> tuple[str, bool]:
        """What it is compared by, whatever its look."""
        is_blank = self.text.isspace() and self.text != "\n"
        return " " if is_blank else self.text, bool(self.note)

    @property
    def shown(self) -> tuple[str, Look, str, bool]:
        """What a reader sees of it."""
        return self.key[0], self.look if self.text.strip() else _PLAIN, self.link, bool(self.note)


def tokens(paragraph: Paragraph, traced: Traced | None = None) -> list[Token]:
    """Return what a paragraph says.

    Args:
        paragraph: one without changes.
        traced: what the marks in it stand for; None where it has none.
    """
    found = list(_tokens(paragraph, traced))
    while found and not found[-1].text.strip() and not found[-1].note:
        found.pop()
    return found if traced else _as_typed(found)


def _as_typed(found: list[Token]) -> list[Token]:
    """Let hard blanks be blanks where the tool sets them by itself, as in `20 %`: nobody has typed them."""
    if not any(one.text == _HARD for one in found):
        return found
    said = "".join(one.text or "\ufffc" for one in found).replace(_HARD, " ")
    ours = keep_together(f" {said}")[1:]  # what begins a paragraph stands behind a blank
    ends = accumulate(len(one.text or "\ufffc") for one in found)
    return [
        one._replace(text=" ") if one.text == _HARD and ours[end - 1] == _HARD else one
        for one, end in zip(found, ends, strict=True)
    ]


def _tokens(paragraph: Paragraph, traced: Traced | None) -> Iterator[Token]:
    open_: list[int] = []
    for run in paragraph.runs:
        place, reference = _innermost(open_, traced)
        if run.note:
            yield Token("", _PLAIN, "", run.note, place, reference)
        position = 0
        for mark in MARK.finditer(run.text) if traced else ():
            yield from _words(run.text[position : mark.start()], run.look, run.link, place, reference)
            if mark[0] == CLOSE:
                open_.pop()
            else:
                open_.append(traced.number(mark[0]))  # type: ignore[union-attr]
            place, reference = _innermost(open_, traced)
            position = mark.end()
        yield from _words(run.text[position:], run.look, run.link, place, reference)


def _innermost(open_: Sequence[int], traced: Traced | None) -> tuple[int, int]:
    """Return the text and the reference that words stand in: what a reference prints is the reference's."""
    if not (open_ and traced):
        return NOWHERE, NOWHERE
    for depth, number in enumerate(open_):
        if traced.places[number].reference:
            return open_[depth - 1] if depth else NOWHERE, number
    return open_[-1], NOWHERE


def _words(text: str, look: Look, link: str, place: int, reference: int) -> Iterator[Token]:
    for word in _TOKEN.findall(clean(text)):
        yield Token(word, look, link, (), place, reference)


def clean(text: str) -> str:
    """Return words without what nobody sees: optional hyphens and other signs that have no width.

    Letters are whole: what was written on a Mac may have the ring of an å beside it.
    """
    seen = text.translate(_BLANKS)
    if seen.isascii():
        return seen
    return "".join(one for one in unicodedata.normalize("NFC", seen) if unicodedata.category(one) != "Cf")


def said(paragraph: Paragraph) -> str:
    """Return a paragraph's words, each blank as one, without marks."""
    return " ".join(MARK.sub("", clean(paragraph.text)).split())


def placed(old: Sequence[Token], new: Sequence[Token]) -> list[Token]:
    """Return what a paragraph says now, each word with the place that it belongs to.

    A word that is new belongs where those belong that it stands for, or else where the one before it does. A
    cross-reference is one as long as nothing of it has changed.

    Args:
        old: what the paragraph said, with places.
        new: what it says.
    """
    from rapidfuzz.distance import Indel

    partner: list[int | None] = [None] * len(new)
    stands_for: dict[int, tuple[int, int]] = {}
    for step in Indel.opcodes([one.key for one in old], [one.key for one in new]):
        for k in range(step.dest_end - step.dest_start):
            if step.tag == "equal":
                partner[step.dest_start + k] = step.src_start + k
            else:
                stands_for[step.dest_start + k] = (step.src_start, step.src_end)
    _slide(partner, stands_for, old, new)
    found = [
        _kept(old[i], one)
        if (i := partner[j]) is not None
        else one._replace(place=_home(old, *stands_for[j]), is_new=True)
        for j, one in enumerate(new)
    ]
    return _whole_references(old, found)


def _slide(
    partner: list[int | None],
    stands_for: dict[int, tuple[int, int]],
    old: Sequence[Token],
    new: Sequence[Token],
) -> None:
    """Let what is new belong to the text that it stands by, where either of two blanks may be the new one.

    In `A (x) og B`, written for `A og B`, it stands right behind `A`; in `1.2 x A` for `1.2 A`, before `A`.
    """
    for at, i in list(enumerate(partner)):
        if i is None or not _is_gap(old, i):
            continue
        if i and old[i - 1].place != NOWHERE:
            end = next((j for j in range(at + 1, len(new)) if partner[j] is not None), len(new))
            if end > at + 1 and new[end - 1].key == old[i].key and stands_for[end - 1] == (i + 1, i + 1):
                partner[at], partner[end - 1] = None, i
                stands_for |= dict.fromkeys(range(at, end - 1), (i, i))
        else:
            start = next((j for j in range(at, 0, -1) if partner[j - 1] is not None), 0)
            if start < at and new[start].key == old[i].key and stands_for[start] == (i, i):
                partner[at], partner[start] = None, i
                stands_for |= dict.fromkeys(range(start + 1, at + 1), (i + 1, i + 1))


def _is_gap(old: Sequence[Token], at: int) -> bool:
    return old[at].place == NOWHERE and old[at].text == " "


def _kept(old: Token, new: Token) -> Token:
    # The tool sets hard blanks where it prints; what it sets is nothing that somebody wrote.
    text = " " if new.text == old.text and new.text.isspace() and new.text != "\n" else new.text
    return new._replace(text=text, place=old.place, reference=old.reference, was=old.note)


def _home(old: Sequence[Token], start: int, end: int) -> int:
    """Return the place that words belong to which stand for these, or between those beside them."""
    within = [token.place for token in old[start:end] if token.place != NOWHERE]
    beside = [old[i].place for i in (start - 1, end) if 0 <= i < len(old)]
    return next((place for place in [*within, *beside] if place != NOWHERE), NOWHERE)


def _whole_references(old: Sequence[Token], found: list[Token]) -> list[Token]:
    """Let words of cross-references that have changed be words like others."""
    before = Counter(token.reference for token in old if token.reference != NOWHERE)
    whole = set()
    for number, tokens_ in groupby(found, lambda token: token.reference):
        if number != NOWHERE and len(list(tokens_)) == before[number]:
            whole.add(number)
    return [token if token.reference in whole else token._replace(reference=NOWHERE) for token in found]


def all_words(nodes: Sequence[Any]) -> list[Token]:
    """Return the words of a part of a table."""
    found: list[Token] = []
    for node in nodes:
        for one in paragraphs(node.blocks if isinstance(node, Cell) else [node]):
            found += [*tokens(one), Token(" ")]
    return found


def fixed(words: Sequence[Token]) -> list[str]:
    """Return the words of a paragraph that no text prints."""
    return "".join(one.key[0] for one in words if one.place == NOWHERE).split()
