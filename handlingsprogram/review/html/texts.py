"""Content as a reader sees it, in two columns: each side with what the other lacks marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.review.compare.fields import came_and_went, item_name
from handlingsprogram.review.html.view import Avsnitt, Bit
from handlingsprogram.review.report.reader import printed
from handlingsprogram.review.report.words import Slag, word_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handlingsprogram.review.html.view import Bits, Content
    from handlingsprogram.review.report import words
    from handlingsprogram.review.report.reader import Reader


def paragraph(felt: Mapping[str, Any], reader: Reader) -> Avsnitt:
    """Return the text of a thing as it is, with the mark that stands before it."""
    return Avsnitt(whole(reader.plain(felt["tekst"])), printed_mark(felt))


def reworded(sides: tuple[str, str], readers: tuple[Reader, Reader], mark: str) -> tuple[Content, Content]:
    """Return a text before and after; where its words are the same, with what else a reader sees."""
    old, new = (Avsnitt(side, mark) for side in compared(*printed(*sides, readers)))
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


def printed_mark(felt: Mapping[str, Any]) -> str:
    """Return what stands before a paragraph: a bullet, a number, «Fotnote:»."""
    sign = str(felt.get("merke", ""))
    return "Fotnote:" if sign.startswith("[^") else sign


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
