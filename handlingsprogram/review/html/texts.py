"""Content as a reader sees it, side by side: references resolved, marks of change set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read import amounts, prose
from handlingsprogram.read.sheet import SirkelError
from handlingsprogram.review.fields import came_and_went, item_name
from handlingsprogram.review.figures import sheet
from handlingsprogram.review.html import words
from handlingsprogram.review.html.view import Avsnitt
from handlingsprogram.review.prose import mark, paragraphs, without_mark

if TYPE_CHECKING:
    import re

    from handlingsprogram.read.program import Program
    from handlingsprogram.review.html.words import Bits, Word

Content = tuple[Avsnitt, ...]
_BULLETS = set("-*+")


class Texts:
    """The texts of one side."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._anchors = program.ankere()
        self.sheet = sheet(program.budsjett)

    def words(self, markdown: str) -> list[Word]:
        """Return the words of a text without the marks that make its paragraphs items of a list."""
        found: list[Word] = []
        for paragraph in paragraphs(self._printed(markdown)):
            if found:
                found.append(("\n", ()))
            found += words.tokens(prose.spans(without_mark(paragraph.tekst)))
        return found

    def paragraph(self, markdown: str) -> Avsnitt:
        """Return a paragraph as it is."""
        return Avsnitt(words.plain(self.words(markdown)), printed_mark(markdown))

    def _printed(self, markdown: str) -> str:
        """Return a text with what its references print, and its footnotes' marks in words."""
        text = prose.FOOTNOTE.sub(_footnote, markdown)
        return prose.REFERENCE.sub(self._reference, text)

    def _reference(self, match: re.Match[str]) -> str:
        """Return what a reference prints; where it leads nowhere, what it says itself."""
        target = match["id"]
        if amounts.is_amount(target):
            try:
                return match["tekst"] or amounts.find(self._program, self.sheet, target).skrevet()
            except (amounts.TargetError, SirkelError):
                return f"#{target}"
        anchor = self._anchors.get(target)
        text: str = match["tekst"] or self._program.kryssreferanse
        if anchor is None:
            return match["tekst"] or f"#{target}"
        return text.replace("{nummer}", anchor.nummer).replace("{tittel}", anchor.tittel)


def _footnote(match: re.Match[str]) -> str:
    """Return a footnote's mark in words; the beginning of its text is told by what stands before it."""
    return "" if match["kolon"] and match.start() == 0 else f" (fotnote){match['kolon']}"


def compared(old: tuple[Texts, str], new: tuple[Texts, str]) -> tuple[Content, Content]:
    """Return a reworded text, before and after."""
    before, after = (texts.words(markdown) for texts, markdown in (old, new))
    bits = words.compared(before, after)
    marks = printed_mark(old[1]), printed_mark(new[1])
    return (Avsnitt(bits[0], marks[0]),), (Avsnitt(bits[1], marks[1]),)


def printed_mark(markdown: str) -> str:
    """Return what stands before a paragraph: a bullet, a number, «Fotnote:»."""
    found = prose.FOOTNOTE.match(markdown)
    if found and found["kolon"]:
        return "Fotnote:"
    sign = mark(markdown)
    return "•" if sign in _BULLETS else sign


def compared_lists(fra: Any, til: Any, visning: str) -> tuple[Content, Content]:
    """Return a list of a measure before and after.

    Args:
        fra: the items, as the YAML writes them; None where there was none.
        til: the same after.
        visning: how the column prints it; where it is an enumeration, what has come and gone is marked, and
            else what is reworded too.
    """
    if not fra or not til:
        return listed(fra, visning), listed(til, visning)
    if visning == "oppramsing":
        came, went = came_and_went(flat(fra), flat(til))
        return _marked(flat(fra), went), _marked(flat(til), came)
    before, after = ("\n".join(map(item_name, flat(items))) for items in (fra, til))
    bits = words.compared(_plain_words(before), _plain_words(after))
    return tuple((Avsnitt(side),) if side else () for side in bits)  # type: ignore[return-value]


def compared_plain(before: str, after: str) -> tuple[Bits, Bits]:
    """Return a short text that is not Markdown, before and after."""
    return words.compared(_plain_words(before), _plain_words(after))


def listed(items: Any, visning: str) -> Content:
    """Return a list of a measure as it is."""
    names = list(map(item_name, flat(items)))
    return (Avsnitt((words.Bit((", " if visning == "oppramsing" else "\n").join(names)),)),) if names else ()


def flat(items: Any) -> list[Any]:
    """Return a list's items; the UN's goals, which stand in groups, one by one."""
    found: list[Any] = []
    for item in items or ():
        found += [str(number) for number in item] if isinstance(item, (list, tuple)) else [item]
    return found


def _marked(items: list[Any], marked: list[str]) -> Content:
    left = list(marked)
    bits: list[words.Bit] = []
    for item in items:
        name = item_name(item)
        differs = name in left
        if differs:
            left.remove(name)
        bits += ([words.Bit(", ")] if bits else []) + [words.Bit(name, endret=differs)]
    return (Avsnitt(tuple(bits)),) if bits else ()


def _plain_words(text: str) -> list[Word]:
    return words.tokens([prose.Span(text, ())])
