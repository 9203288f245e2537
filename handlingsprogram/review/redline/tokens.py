"""A paragraph's content as a run of tokens that can be compared and written again, deleted or inserted."""

from __future__ import annotations

import re
from copy import deepcopy
from enum import Enum
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from handlingsprogram.render.word.xml import element, find, qualified
from handlingsprogram.review.redline.common import common

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.review.redline.common import Match

_SPACE = " \t\n"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# A word takes the space before it along, so that a word that goes leaves no double space. A figure's own
# no-break spaces, and what joins the parts of a word, are inside it.
_TOKEN = re.compile(r"[ \t\n]*(?:\w+(?:[-–’'./,:\xa0\u202f]\w+)*|[^\w\s]|[\xa0\u202f]+)|\s+")
_NOTE = re.compile(r'<w:footnoteReference [^>]*w:id="(\d+)"')
# What a deleted run calls its text (ISO/IEC 29500-1, 17.3.3.7 and 17.16.13).
_DELETED = {qualified("w:t"): qualified("w:delText"), qualified("w:instrText"): qualified("w:delInstrText")}


# What stays wherever it is common: to strike half of a field would break it.
_FIRM = -1


class Status(Enum):
    """What has happened to a token; the value is the element that says so."""

    KEPT = ""
    DELETED = "del"
    INSERTED = "ins"
    MOVED_AWAY = "moveFrom"
    MOVED_HERE = "moveTo"
    RESTYLED = "rPrChange"
    """The word stays, and looks otherwise; only where a mark is made, see `Token.was`."""


class Token(NamedTuple):
    """A word, a mark, or what is no text: a footnote's reference, a picture, a part of a field."""

    text: str
    """With the space before it; empty for what is no text."""
    atom: str = ""
    """The element as XML, for what is no text."""
    look: str = ""
    """The run's properties as XML."""
    link: str = ""
    """The hyperlink around it as XML; empty where there is none."""
    was: str | None = None
    """For a word that stays: its look before, where that was another."""

    def without_space(self) -> Token:
        """Return the word alone; what is nothing but space stays as it is."""
        word = self.text.lstrip(_SPACE)
        return self._replace(text=word) if word else self

    def key(self) -> tuple[str, ...]:
        """Return what a token is compared by: a word by its letters, whatever its look."""
        return self[:4] if self.atom else (self.text.lstrip(_SPACE) or self.text, self.link)

    def space(self) -> Token:
        """Return the space before the word."""
        word = self.text.lstrip(_SPACE)
        return self._replace(text=self.text[: len(self.text) - len(word)] if word else "")


_COMES_AND_GOES = {Status.INSERTED, Status.DELETED}

BREAK = Token("", "¶")
"""Where one paragraph ends and the next begins."""

Marked = tuple[Status, Token]


def note_number(token: Token) -> str:
    """Return the number of the footnote that a token refers to; empty where it is no reference."""
    found = _NOTE.match(token.atom)
    return found[1] if found else ""


def words(node: Element) -> list[str]:
    """Return the words and marks of a paragraph or a table, without the spaces."""
    text = " ".join(part.text or "" for part in node.iter(qualified("w:t")))
    return [token.strip() for token in _TOKEN.findall(text) if token.strip()]


def tokens(*paragraphs: Element) -> list[Token]:
    """Return the content of paragraphs, with a `BREAK` between them."""
    content: list[Token] = []
    for paragraph in paragraphs:
        content += [BREAK, *_tokens(paragraph, "")]
    return content[1:]


def _tokens(parent: Element, link: str) -> Iterator[Token]:
    for node in parent:
        if node.tag == qualified("w:hyperlink"):
            yield from _tokens(node, xml(_shell(node)))
        elif node.tag == qualified("w:r"):
            look = "".join(xml(properties) for properties in find(node, "w:rPr"))
            for part in node:
                if part.tag == qualified("w:t"):
                    for word in _TOKEN.findall(part.text or ""):
                        yield Token(word, look=look, link=link)
                elif part.tag != qualified("w:rPr"):
                    yield Token("", xml(part), look, link)


def _shell(node: Element) -> Element:
    """Return an element without what is in it."""
    return etree.Element(node.tag, {str(name): str(value) for name, value in node.attrib.items()})


def xml(node: Element) -> str:
    """Return an element as text, the same for the same content."""
    return etree.tostring(node, method="c14n", exclusive=True, with_tail=False).decode()


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Element:
    return etree.fromstring(text)


def write(paragraph: Element, marked: Iterable[Marked], mark: Callable[[Status], Element]) -> None:
    """Append tokens to a paragraph: as few runs, and as few revisions, as say it.

    Args:
        paragraph: where they go.
        marked: the tokens in order, each with what has happened to it.
        mark: makes the element of a revision.
    """
    for link, linked in groupby(marked, key=lambda item: item[1].link):
        place = paragraph
        if link:
            place = deepcopy(_parsed(link))
            paragraph.append(place)
        for status, group in groupby(linked, key=lambda item: item[0]):
            holder = place
            if status is not Status.KEPT:
                holder = mark(status)
                place.append(holder)
            holder.extend(_runs([token for _, token in group], status, mark))


def _runs(group: list[Token], status: Status, mark: Callable[[Status], Element]) -> Iterator[Element]:
    for (look, was, is_text), same in groupby(
        group, key=lambda token: (token.look, token.was, not token.atom)
    ):
        for part in [_text(same)] if is_text else [deepcopy(_parsed(token.atom)) for token in same]:
            run = element("r")
            if look or was is not None:
                run.append(_look(look))
            if was is not None:
                change = mark(Status.RESTYLED)
                change.append(_look(was))
                run[0].append(change)
            if status is Status.DELETED and part.tag in _DELETED:
                part.tag = _DELETED[str(part.tag)]
            run.append(part)
            yield run


def _look(look: str) -> Element:
    return deepcopy(_parsed(look)) if look else element("rPr")


def _text(same: Iterable[Token]) -> Element:
    node = element("t")
    node.text = "".join(token.text for token in same)
    node.set(_XML_SPACE, "preserve")
    return node


# --- Which words stay ---


def reworded(
    old: list[Element], new: list[Element], same_notes: Mapping[str, str], *, is_alike: bool = True
) -> list[Marked]:
    """Tell of each token of a paragraph whether it stays, goes or comes.

    Args:
        old: the old paragraph; several where they become one, none where it is new.
        new: the new one, likewise.
        same_notes: number of an old footnote -> number of the new one that it is.
        is_alike: whether they are worth reading as one text.
    """
    before, after = tokens(*old), tokens(*new)
    if not (before and after):
        return [
            *((Status.DELETED, token) for token in before),
            *((Status.INSERTED, token) for token in after),
        ]
    matches = _matches(before, after, same_notes, is_alike=is_alike)
    return _calm(_steps(before, after, [*matches, (len(before), len(after), 0)]))


def moved(old: Element, new: Element, same_notes: Mapping[str, str]) -> tuple[list[Marked], list[Marked]]:
    """Tell of each token of a paragraph that stands in different places whether it was moved.

    What was reworded is struck beside what was moved, and not inside it: LibreOffice would leave it there.

    Args:
        old: the paragraph where it was.
        new: where it is.
        same_notes: number of an old footnote -> number of the new one that it is.

    Returns:
        What is written in the old place, and in the new.
    """
    before, after = tokens(old), tokens(new)
    away, here = [Status.DELETED] * len(before), [Status.INSERTED] * len(after)
    for a, b, size in _matches(before, after, same_notes, is_alike=True):
        away[a : a + size] = [Status.MOVED_AWAY] * size
        here[b : b + size] = [Status.MOVED_HERE] * size
    return list(zip(away, before, strict=True)), list(zip(here, after, strict=True))


def _matches(
    before: list[Token], after: list[Token], same_notes: Mapping[str, str], *, is_alike: bool
) -> list[Match]:
    keys = [_key(token, same_notes) for token in before]
    if not is_alike:
        # Words that two other texts happen to share say nothing; the parts of a field stay all the same.
        keys = [key if token.atom else ("", *key) for key, token in zip(keys, before, strict=True)]
    weights = [_FIRM if token.atom else int(token.text.strip().isalnum()) for token in before]
    return common(keys, [token.key() for token in after], weights)


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


def _key(token: Token, same_notes: Mapping[str, str]) -> tuple[str, ...]:
    """Return what an old token is compared by: as the new document would have it."""
    number = note_number(token)
    if number not in same_notes:
        return token.key()
    return token._replace(atom=token.atom.replace(f'"{number}"', f'"{same_notes[number]}"')).key()


def _steps(old: list[Token], new: list[Token], matches: list[Match]) -> Iterator[Marked]:
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
