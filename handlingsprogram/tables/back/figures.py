"""Figures as people write them in spreadsheets: as numbers, or as text with blanks, points and commas."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from handlingsprogram.read.model.budget import MANGLER, STREK
from handlingsprogram.read.model.rounding import Tall, rounded

_BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u202f']")
_AROUND = re.compile(r"(?i)\A(?:kr|nok)\.?|(?:kr|nok|kroner)\.?\Z|,[-–—]\Z")
_DASHES = frozenset("-–—−")
_PLAIN = re.compile(r"\d{1,15}(?:[.,]\d{1,9})?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*(?:[.,]\d{1,9})?", re.ASCII)
_DOUBTFUL = re.compile(r"\d{1,3}[.,]\d{3}", re.ASCII)


_ONE = Fraction(1)
_TOO_LARGE = 10**15
"""Spreadsheets have fifteen digits; so many kroner nobody has."""


class UnreadableError(Exception):
    """A cell that is no figure; says in Norwegian why."""


def read(value: int | Decimal | str) -> Tall | str:
    """Return the figure that a cell holds, the dash, or the sign of a figure that is still to come.

    Raises:
        UnreadableError: it holds none, or could be read in two ways.
    """
    if not isinstance(value, str):
        if not -_TOO_LARGE < value < _TOO_LARGE:
            raise UnreadableError("tallet er for stort til å være et beløp")
        return value
    text = _AROUND.sub("", _BLANKS.sub("", value))
    if text in _DASHES:
        return STREK
    if text in {MANGLER, "..."}:
        return MANGLER
    minus = text[:1] in _DASHES or (text.startswith("(") and text.endswith(")"))
    digits = text.strip("()").lstrip("-–—−+")
    if _DOUBTFUL.fullmatch(digits):
        plain = re.sub(r"\D", "", digits)
        raise UnreadableError(
            f"«{value.strip()}» kan leses på to måter; skriv {plain} hvis «{digits[-4]}» skiller tusener"
        )
    if _PLAIN.fullmatch(digits):
        number = Decimal(digits.replace(",", "."))
    elif match := _GROUPED.fullmatch(digits):
        whole, _, rest = digits.rpartition("," if match["mark"] == "." else ".")
        grouped = re.sub(r"\D", "", whole or digits)
        number = Decimal(f"{grouped}.{rest}" if whole else grouped)
    else:
        raise UnreadableError(f"«{value.strip()[:40]}» er ikke et tall")
    number = -number if minus else number
    return int(number) if number == number.to_integral_value() else number


def fitted(figure: Tall, places: int, per: Fraction = _ONE) -> Tall:
    """Return a figure in another unit, rounded to the decimals that a table has.

    Args:
        figure: the figure.
        places: how many decimals.
        per: how many of the figure's units one of the table's is.
    """
    return rounded(Fraction(figure) / per, places)
