"""Content as a reader sees it, in two columns: each side with what the other lacks marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.prose.marks import FOOTNOTE
from handlingsprogram.prose.paragraphs import joined_paragraphs, mark, without_mark
from handlingsprogram.review.compare.fields import came_and_went, item_name
from handlingsprogram.review.html.view import Avsnitt, Bit
from handlingsprogram.review.report.reader import printed
from handlingsprogram.review.report.words import Slag, word_changes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.review.html.view import Bits, Content
    from handlingsprogram.review.report import words
    from handlingsprogram.review.report.reader import Reader

_BULLETS = set("-*+")


def plain(markdown: str, reader: Reader) -> str:
    """Return a text as it is printed, its paragraphs on lines of their own, without a list's marks."""
    text = FOOTNOTE.sub("", markdown, count=1) if is_footnote(markdown) else markdown
    return "\n".join(reader.plain(without_mark(part.tekst)) for part in joined_paragraphs(text))


def paragraph(markdown: str, reader: Reader) -> Avsnitt:
    """Return a paragraph as it is."""
    return Avsnitt(whole(plain(markdown, reader)), printed_mark(markdown))


def reworded(sides: tuple[str, str], readers: tuple[Reader, Reader]) -> tuple[Content, Content]:
    """Return a text before and after; where its words are the same, with what else a reader sees."""
    before, after = (plain(text, reader) for text, reader in zip(sides, readers, strict=True))
    marks: tuple[str, str] = (printed_mark(sides[0]), printed_mark(sides[1]))
    if before == after:
        before, after = printed(*sides, readers)
        marks = ("", "")
    bits = compared(before, after)
    old, new = (Avsnitt(side, sign) for side, sign in zip(bits, marks, strict=True))
    return (old,), (new,)


def compared(before: str, after: str) -> tuple[Bits, Bits]:
    """Return plain text before and after; nothing is marked where nothing is left to recognise it by."""
    bits = word_changes(before, after)
    if not any(bit.slag is Slag.LIK for bit in bits):
        return whole(before), whole(after)
    return _side(bits, Slag.UT), _side(bits, Slag.INN)


def _side(bits: Iterable[words.Bit], slag: Slag) -> Bits:
    return tuple(Bit(bit.tekst, bit.slag is slag) for bit in bits if bit.slag in {Slag.LIK, slag})


def whole(text: str) -> Bits:
    """Return a text in which nothing is marked."""
    return (Bit(text),) if text else ()


def is_footnote(markdown: str) -> bool:
    """Tell whether a paragraph is a footnote's text."""
    found = FOOTNOTE.match(markdown)
    return bool(found and found["kolon"])


def printed_mark(markdown: str) -> str:
    """Return what stands before a paragraph: a bullet, a number, «Fotnote:»."""
    if is_footnote(markdown):
        return "Fotnote:"
    sign = mark(markdown)
    return "•" if sign in _BULLETS else sign


# --- Lists of a measure -------------------------------------------------------------------------


def listed(items: Any, visning: str) -> Content:
    """Return a list as it is.

    Args:
        items: the list, as the YAML writes it; None where there is none.
        visning: how its column prints several items.
    """
    names = list(map(item_name, flat(items)))
    return (Avsnitt(whole(_separator(visning).join(names))),) if names else ()


def compared_lists(fra: Any, til: Any, visning: str) -> tuple[Content, Content]:
    """Return a list before and after: in an enumeration what has come and gone is marked, else the words."""
    if not fra or not til:
        return listed(fra, visning), listed(til, visning)
    if visning == "oppramsing":
        came, went = came_and_went(flat(fra), flat(til))
        return _marked(flat(fra), went), _marked(flat(til), came)
    before, after = ("\n".join(map(item_name, flat(items))) for items in (fra, til))
    old, new = compared(before, after)
    return (Avsnitt(old),), (Avsnitt(new),)


def flat(items: Any) -> list[Any]:
    """Return a list's items; the UN's goals, which stand in groups, one by one."""
    found: list[Any] = []
    for item in items or ():
        found += [str(number) for number in item] if isinstance(item, (list, tuple)) else [item]
    return found


def _separator(visning: str) -> str:
    return ", " if visning == "oppramsing" else "\n"


def _marked(items: list[Any], marked: list[str]) -> Content:
    left = list(marked)
    bits: list[Bit] = []
    for item in items:
        name = item_name(item)
        differs = name in left
        if differs:
            left.remove(name)
        bits += ([Bit(", ")] if bits else []) + [Bit(name, differs)]
    return (Avsnitt(tuple(bits)),) if bits else ()
