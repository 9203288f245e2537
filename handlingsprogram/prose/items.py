"""The marks that lines may begin with: bullets, numbers and letters, and what they count."""

from __future__ import annotations

import re

from handlingsprogram.records import record

MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_ROMAN_NUMBER = r"(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_WORD = rf"\d{{1,9}}|[^\W\d_]|{_ROMAN_NUMBER}|{_ROMAN_NUMBER.upper()}"
MARK = rf"[-*+]|(?:{_WORD})[.)]|\((?:{_WORD})\)|#\."
"""What some reader of Markdown takes for the beginning of an item (pandoc's `fancy_lists` included)."""
NOTE = r"\[\^[^\[\]\s]+\]:[ \t]*"
"""What begins a footnote's text."""
ANY_MARK = rf"^[ \t]*(?:{NOTE})?(?:{MARK})(?:[ \t]|$)"
"""A line that begins with what could be a mark; most texts have none."""
_DATE = re.compile(rf"[ \t]+(?:{MONTHS})(?![\w-])", re.IGNORECASE)
_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_LARGEST = 999
"""The largest number of an item: «1814. » begins a sentence."""


def escaped(mark: str) -> str:
    r"""Return a mark with the backslash that makes it text: `\-`, `2\.`."""
    at = 0 if len(mark) == 1 or mark[0] in "(#" else len(mark) - 1
    return f"{mark[:at]}\\{mark[at:]}"


@record
class Mark:
    """What a line begins with that could make it an item."""

    text: str
    """`-`, `2.`, `b)`."""
    start: int
    """Where it stands in the text."""
    content: int
    """The column in which the item's own text begins."""
    rest: str
    """What follows on the line."""

    @property
    def is_bullet(self) -> bool:
        """Whether it counts nothing."""
        return len(self.text) == 1

    @property
    def is_lettered(self) -> bool:
        """Whether it counts with letters, or with Roman numbers."""
        return not self.is_bullet and not self.text[0].isdigit()

    @property
    def may_count(self) -> bool:
        """Whether it can be an item's number: not of a date, and not an initial («A. Hansen»)."""
        word = self.text[:-1]
        if self.is_bullet or self.text[0] in "(#" or not self.rest.strip():
            return False
        if word.isdigit():
            return (
                word.isascii()
                and int(word) <= _LARGEST
                and not (self.text[-1] == "." and _DATE.match(self.rest))
            )
        return not (word.isupper() and self.text[-1] == ".")

    @property
    def number(self) -> int:
        """Its number, a letter's in the alphabet; 0 for what has none."""
        word = self.text.strip("().").lower()
        if word.isdigit():
            return int(word)
        return _LETTERS.index(word) + 1 if word in _LETTERS else 0

    def follows(self, first: Mark, nth: int) -> bool:
        """Tell whether it is what the nth item begins with, from 1, of a list that begins with another."""
        word = self.text[:-1].lower()
        if first.text[:-1].lower() == "i":
            return nth <= len(_ROMAN) and word == _ROMAN[nth - 1]
        return word[0] != "0" and self.number == first.number + nth - 1 > 0

    def is_like(self, other: Mark) -> bool:
        """Tell whether it could go on in the list of another: bullets of one sign, numbers of one form."""
        if self.is_bullet or other.is_bullet:
            return self.text == other.text
        return self._form == other._form

    @property
    def _form(self) -> tuple[str, str, bool]:
        word = self.text[:-1].strip("(")
        return self.text[-1], self.text[0] if self.text[0] in "(#" else "", word.isdigit() or word.isupper()

    @property
    def is_figure(self) -> bool:
        """Whether a bullet could be a minus: «- 5 grader»."""
        return self.rest.lstrip()[:1].isdigit()

    def goes_on(self, first: Mark, nth: int) -> bool:
        """Tell whether it is the mark of the nth item of a list that begins with another."""
        return self.is_like(first) and (self.is_bullet or (self.may_count and self.follows(first, nth)))
