"""Comments in a Word file, their replies, and whether they are done ([MS-DOCX], 2.5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.received.file.document import Author, Comment
from handlingsprogram.received.file.word.names import W14, W15, W, author, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.received.file.story import Story

_DONE = {"1", "true", "on"}


class _Told(NamedTuple):
    """What the file says of a comment in two parts."""

    number: str
    author: Author
    text: str
    signs: tuple[str, ...]
    """The ids of its paragraphs; the last is the comment's."""


class _More(NamedTuple):
    """What newer programs add."""

    parent: str = ""
    is_done: bool = False


def comments(root: Element | None, extended: Element | None, story: Story) -> tuple[Comment, ...]:
    """Return the comments in their order, replies below what they reply to.

    Args:
        root: the part with the comments; None where there is none.
        extended: the part that tells which are replies, and which are done.
        story: knows where they stand.
    """
    told = list(_told(root)) if root is not None else []
    more = _more(extended)
    by_sign = {sign: one for one in told for sign in one.signs}
    replies: dict[str, list[Comment]] = {}
    top: list[_Told] = []
    for one in told:
        parent = by_sign.get(more.get(one.signs[-1], _More()).parent) if one.signs else None
        if parent is None or parent is one:
            top.append(one)
        else:
            replies.setdefault(parent.number, []).append(_comment(one, story))
    return tuple(
        _comment(one, story, tuple(replies.get(one.number, ())), is_done=_is_done(one, more)) for one in top
    )


def _told(root: Element) -> Iterator[_Told]:
    for node in root.iter(f"{W}comment"):
        lines, signs = [], []
        for paragraph in node.iter(f"{W}p"):
            lines.append("".join(_said(paragraph)).strip())
            signs.append(paragraph.get(f"{W14}paraId") or "")
        text = "\n".join(lines).strip("\n")
        yield _Told(value(node, "id"), author(node), text, tuple(sign for sign in signs if sign))


def _said(paragraph: Element) -> Iterator[str]:
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.getparent().tag == f"{W}r":  # type: ignore[union-attr]
            yield "\t" if node.tag == f"{W}tab" else "\n"


def _more(root: Element | None) -> Mapping[str, _More]:
    if root is None:
        return {}
    return {
        node.get(f"{W15}paraId") or "": _More(
            node.get(f"{W15}paraIdParent") or "", (node.get(f"{W15}done") or "").lower() in _DONE
        )
        for node in root.iter(f"{W15}commentEx")
    }


def _is_done(one: _Told, more: Mapping[str, _More]) -> bool:
    return any(more.get(sign, _More()).is_done for sign in one.signs)


def _comment(
    one: _Told, story: Story, replies: tuple[Comment, ...] = (), *, is_done: bool = False
) -> Comment:
    story.author(one.author)
    place = story.remarked.get(one.number)
    words = story.words_between(place.start, max(place.end, place.start)) if place else ""
    return Comment(one.author, one.text, place.path if place else (), words, replies, is_done)
