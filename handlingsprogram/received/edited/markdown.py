"""Words of a received paragraph as text of the content, in the form that its author gave them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.prose import inline, rewritten
from handlingsprogram.prose.inline import Bit
from handlingsprogram.received.edited.tokens import NOWHERE
from handlingsprogram.received.file.document import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from handlingsprogram.received.edited.tokens import Token

_BLANKS = re.compile(r"[ \t\n]+")
_STANDS_FOR = 0xE000
"""From here on, signs that nobody has stand for cross-references while Markdown is written."""
_PLAIN = Look()
_SMALL = {
    "super": dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True)),
    "sub": dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True)),
}
"""Signs that are small in themselves: Markdown has no small ones."""


def prose(tokens: Sequence[Token], references: Callable[[int], str], notes: Mapping[int, str]) -> str:
    """Return a paragraph's words as Markdown.

    Args:
        tokens: its words; those of cross-references that nobody has touched know which.
        references: gives how a cross-reference is written, by its number.
        notes: what each note is called, by the id of its token.
    """
    raw: list[str] = []
    found = inline.written(_bits(tokens, references, notes, raw))
    for number, text in enumerate(raw):
        found = found.replace(chr(_STANDS_FOR + number), text)
    return rewritten.as_text(found)


def plain(tokens: Sequence[Token]) -> str:
    """Return a text's words where it has no marks."""
    return _BLANKS.sub(" ", "".join(token.text for token in _small(tokens))).strip(" ")


def _bits(
    tokens: Sequence[Token],
    references: Callable[[int], str],
    notes: Mapping[int, str],
    raw: list[str],
) -> Iterator[Bit]:
    open_: list[tuple[str, str]] = []
    before = NOWHERE
    for token, wanted in zip(tokens, _wanted(tokens), strict=True):
        yield from rewritten.turned(open_, wanted)
        if token.reference != NOWHERE:
            if token.reference != before:
                yield Bit("ord", chr(_STANDS_FOR + len(raw)))
                raw.append(references(token.reference))
        elif token.note:
            yield Bit("note", notes[id(token)])
        elif token.text == "\n":
            yield Bit("linje", "")
        else:
            yield from (Bit("ord", small.text) for small in _small([token]))
        before = token.reference
    yield from rewritten.turned(open_, [])


def _wanted(tokens: Sequence[Token]) -> list[list[tuple[str, str]]]:
    """Return the emphasis and the link that each token stands in; blanks at its edges are outside."""
    found = [_marks(token) for token in tokens]
    for i, token in enumerate(tokens):
        if token.text.isspace():
            left = found[i - 1] if i else []
            right = next((found[k] for k in range(i + 1, len(tokens)) if not tokens[k].text.isspace()), [])
            found[i] = [mark for mark in left if mark in right]
    return found


def _marks(token: Token) -> list[tuple[str, str]]:
    if token.reference != NOWHERE or token.note:
        return []
    marks = [("[", token.link)] if token.link and not token.link.startswith("#") else []
    marks += [("**", "")] if token.look.bold else []
    return [*marks, *([("*", "")] if token.look.italic else [])]


def _small(tokens: Sequence[Token]) -> Iterator[Token]:
    """Give words with small signs as signs that are small in themselves, as far as there are such."""
    for token in tokens:
        signs = _SMALL.get(token.look.script, {})
        small = all(sign in signs for sign in token.text) and bool(token.text)
        yield token._replace(text="".join(map(signs.__getitem__, token.text))) if small else token
