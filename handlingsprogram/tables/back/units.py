"""Kroner in a table of thousands: what a file's figures are in, by what it says or what is known."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, TypeGuard

from handlingsprogram.finding import UserError
from handlingsprogram.read.model.budget import KRONER
from handlingsprogram.tables.back.figures import UnreadableError, fitted, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.read.model.budget import Tabell, Verdi
    from handlingsprogram.read.model.rounding import Tall
    from handlingsprogram.tables.back.readings import Reading

_SAID = (
    (re.compile(r"\b(?:tusen|1\s?000|tkr|nok\s?1\s?000)\b"), "tusen kroner"),
    (re.compile(r"\b(?:mill|mnok|mill\.? kr|millioner)\b"), "millioner kroner"),
    (re.compile(r"\b(?:hele kroner|heile kroner|i kroner|i kr)\b"), "kroner"),
)
_FEWEST = 3
"""So many figures must be the same in another unit before a file is taken to be in that."""
_TOO_MUCH = 150
"""So many times larger figures are than a table's others, where they are probably in another unit."""


def said(texts: Sequence[str]) -> str:
    """Return the unit that is told near a table; empty where none is."""
    found = {unit for text in texts for sign, unit in _SAID if sign.search(text.casefold())}
    return found.pop() if len(found) == 1 else ""


def unit_of(tabell: Tabell, readings: Sequence[Reading], told: str, *, is_ours: bool) -> str:
    """Return what the figures of a file are in.

    Args:
        tabell: the table that they are of.
        readings: the cells, those of typed figures.
        told: the unit that the file tells, or the user; empty for none.
        is_ours: whether we have made it: then it is in the table's unit, if not most figures say otherwise.

    Raises:
        UserError: they are probably in another unit than the table, and nothing says which.
    """
    if tabell.enhet not in KRONER:
        return tabell.enhet
    if told:
        return told
    pairs = [(old, new) for old, new in _pairs(readings) if old and new]
    for unit, worth in KRONER.items():
        factor = Fraction(KRONER[tabell.enhet], worth)
        same = sum(fitted(new, tabell.desimaler, factor) == old for old, new in pairs)
        if unit != tabell.enhet and same >= _FEWEST and same * 2 > len(pairs):
            return unit
    if not is_ours:
        _doubt(tabell, readings)
    return tabell.enhet


def _pairs(readings: Sequence[Reading]) -> list[tuple[Tall, Tall]]:
    pairs = ((one.rad.tall.get(one.kolonne.id), _figure(one)) for one in readings)
    return [(old, new) for old, new in pairs if _is_number(old) and _is_number(new)]


def _figure(reading: Reading) -> Verdi:
    try:
        return read(reading.found.value) if reading.found else None
    except UnreadableError:
        return None


def _is_number(value: object) -> TypeGuard[Tall]:
    return isinstance(value, int | Decimal)


def _doubt(tabell: Tabell, readings: Sequence[Reading]) -> None:
    """Raise where new figures are of another size than all that the table has."""
    new = [abs(Fraction(one)) for one in map(_figure, readings) if _is_number(one) and one]
    old = [abs(Fraction(one)) for rad in tabell.rader for one in rad.tall.values() if _is_number(one) and one]
    if len(new) < _FEWEST or len(old) < _FEWEST:
        return
    if not 1 / _TOO_MUCH < median(new) / median(old) < _TOO_MUCH:
        raise UserError(
            f"tallene til «{tabell.tittel}» er av en helt annen størrelse enn dem i innholdet, som er i "
            f"{tabell.enhet}; skriv hva filen er i, med --enhet kroner, --enhet 'tusen kroner' eller "
            "--enhet 'millioner kroner'"
        )
