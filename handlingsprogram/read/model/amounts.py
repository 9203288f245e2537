"""Amounts in prose that restate figures of the budget: `[ca. 2,1 mill. kroner](#resultat/prognose)`.

A target is a row and a column, and may go on with a second column of the same row: `…/minus/budsjett`
for the difference, `…/per/folketall` for the ratio.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.model.budget import KRONER, MANGLER
from handlingsprogram.read.model.rounding import decimals, rounded
from handlingsprogram.read.model.sheet import is_figure, skriv

if TYPE_CHECKING:
    from handlingsprogram.read.model.budget import Rad, Tabell
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.model.sheet import Regneark

_SCALE = r"[ \n\u00a0]*(?P<scale>tusen|thousand|milliard|mrd|billion|bn|mill|mnok|m\b)?"
_AMOUNT = re.compile(
    r"(?P<whole>\d{1,3}(?:[ \n\u00a0.]\d{3}){1,6}|\d{1,21})(?:[.,](?P<decimals>\d{1,9}))?" + _SCALE,
    re.IGNORECASE,
)
_ENGLISH_AMOUNT = re.compile(
    r"(?P<whole>\d{1,3}(?:[ \n\u00a0,]\d{3}){1,6}|\d{1,21})(?:[.,](?P<decimals>\d{1,9}))?" + _SCALE,
    re.IGNORECASE,
)
"""Where a full stop is the decimal sign, a comma before three digits separates thousands."""
_ABOUT = re.compile(
    r"\b(?:ca|cirka|om lag|omtrent|rundt|kring|over|vel|drøyt|drygt|m[ei]{1,2}r enn"
    r"|about|around|some|approximately|roughly|more than)\b",
    re.IGNORECASE,
)
"""Words that let an amount be cut off: «ca. 2,1 mill.» is 2 151 000."""
_SCALES = {
    **dict.fromkeys(("tusen", "thousand"), 1_000),
    **dict.fromkeys(("mill", "mnok", "m"), 1_000_000),
    **dict.fromkeys(("mrd", "milliard", "billion", "bn"), 1_000_000_000),
}
_FORMS = "rad/kolonne, rad/kolonne/minus/kolonne eller rad/kolonne/per/kolonne"


class TargetError(Exception):
    """A target that names no figure; says in Norwegian what is wrong with it."""


class NotYetError(TargetError):
    """A reference leads to a figure that is still to come."""


class Amount(NamedTuple):
    """A figure of the budget that prose restates."""

    verdi: Fraction
    """In kroner, or in the table's unit where that is no money; for a ratio, so much for each."""
    tabell: Tabell
    rad: Rad
    kolonner: tuple[str, ...]
    """The column, and for differences and ratios the second one."""
    er_forhold: bool

    def skrevet(self) -> str:
        """Return the amount the way its table prints figures; a ratio in kroner with two decimals."""
        if self.er_forhold:
            return decimals(self.verdi, 2)
        figure = rounded(self.verdi / worth(self.tabell), self.tabell.desimaler_i(self.kolonner[0]))
        return skriv(figure, self.tabell, self.kolonner[0], utregnet=True)

    def forklart(self) -> str:
        """Return the amount with its unit, as a message says it."""
        kolonne = self.tabell.kolonne(self.kolonner[0])
        unit = "prosent" if kolonne and kolonne.er_andel else self.tabell.enhet
        return f"{self.skrevet()} {'kroner' if self.er_forhold and unit in KRONER else unit}"


def worth(tabell: Tabell) -> int:
    """Return how many kroner the unit of a table is; 1 where it is no money."""
    return KRONER.get(tabell.enhet, 1)


def in_kroner(text: str) -> Fraction | None:
    """Return how many kroner one amount with its scale is, «2,4 mill. kr»; None for other texts."""
    match = _AMOUNT.search(text)
    if not match or not match["scale"] or re.search(r"\d", text[: match.start()] + text[match.end() :]):
        return None
    if re.fullmatch(r"\d+\.\d{3}", match["whole"]):  # a point that may mean two things
        return None
    minus = -1 if re.search(r"[-−–]\s*\Z", text[: match.start()]) else 1
    whole = re.sub(r"\D", "", match["whole"])
    return minus * Fraction(f"{whole}.{match['decimals'] or 0}") * _SCALES[match["scale"].lower()]


def is_amount(target: str) -> bool:
    """Tell whether a reference's target is a figure of the budget and not a place in the document."""
    return "/" in target


def find(program: Program, sheet: Regneark | None, target: str) -> Amount:
    """Return the amount that a target names.

    Args:
        program: the year.
        sheet: its budget reckoned; None where it has none.
        target: as it stands behind the number sign.

    Raises:
        TargetError: the budget has no such figure.
        SirkelError: the figure depends on itself.
    """
    row, column, *rest = target.split("/")
    tables = {rad.id: (tabell, rad) for tabell, rad in program.budsjett.rader()} if program.budsjett else {}
    if sheet is None or row not in tables:
        raise TargetError(f"budsjettet har ingen rad «{row}»{suggestion(row, list(tables))}")
    tabell, rad = tables[row]
    relation, columns = "", [column]
    if rest:
        relation, *others = rest
        if relation not in {"minus", "per"} or len(others) != 1:
            raise TargetError(f"«{target}» peker ikke på et tall; skriv {_FORMS}")
        columns = [column, *others]
    return _amount(sheet, tabell, rad, columns, relation)


def _amount(sheet: Regneark, tabell: Tabell, rad: Rad, columns: list[str], relation: str) -> Amount:
    figures = []
    for name in columns:
        known = [kolonne.id for kolonne in tabell.kolonner]
        if name not in known:
            raise TargetError(f"budsjettet har ingen kolonne «{name}»{suggestion(name, known)}")
        figure = sheet.trykt(rad.id, name)
        if figure == MANGLER:
            raise NotYetError(f"«{rad.navn}» har ikke noe tall i kolonnen «{name}» ennå")
        if not is_figure(figure):
            raise TargetError(f"«{rad.navn}» har ikke noe tall i kolonnen «{name}»")
        figures.append(figure)
    value = Fraction(figures[0]) * worth(tabell)
    if relation == "minus":
        value -= Fraction(figures[1]) * worth(tabell)
    elif relation == "per":
        if not figures[1]:
            raise TargetError(f"«{rad.navn}» er 0 i kolonnen «{columns[1]}», og ingenting kan deles på 0")
        value /= Fraction(figures[1])
    return Amount(value, tabell, rad, tuple(columns), relation == "per")


def restated(text: str, amount: Amount, *, is_english: bool = False) -> str:
    """Return what the text should have said, in its own rounding; nothing where it says that.

    Signs are left to the words: a merforbruk of 5 is a result of -5.

    Args:
        text: the words that restate a figure.
        amount: the figure.
        is_english: whether a full stop is the decimal sign there.

    Raises:
        TargetError: the text has no amount.
    """
    match = (_ENGLISH_AMOUNT if is_english else _AMOUNT).search(text)
    if not match:
        raise TargetError(f"«{text}» har ikke noe beløp")
    unit = worth(amount.tabell)
    usual = 1 if amount.er_forhold or re.search(r"(?i)\b(?:kr|nok)", text) else unit
    scale = _SCALES[match["scale"].lower()] if match["scale"] else usual
    whole, fraction = match["whole"], match["decimals"] or ""
    if match["scale"] and not is_english and re.fullmatch(r"\d+\.\d{3}", whole):
        # «6.987 millioner» has a decimal point; in «510.000» the point separates thousands.
        whole, fraction = whole.split(".")
    places = len(fraction)
    step = Fraction(scale, 10**places)
    said, value = int(re.sub(r"\D", "", whole) + fraction) * step, abs(amount.verdi)
    # The table itself is rounded: a text cannot be held to more than the table knows.
    known = Fraction(unit, 10 ** amount.tabell.desimaler_i(amount.kolonner[0]))
    coarsest = step if amount.er_forhold or step > known else known
    cut_off = _ABOUT.search(text) and said <= value < said + step
    if abs(said - value) * 2 <= coarsest or cut_off:
        return ""
    right = decimals(value / scale, places)
    return right.replace(",", ".") if is_english else right
