"""Exact numbers: rounded as people round, and written the Norwegian way. No floats: a sum must be the sum."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Tall = int | Decimal
"""A figure: whole, or with the decimals that its table has."""


def rounded(value: Fraction, places: int) -> Tall:
    """Round to so many decimals, halves away from zero."""
    scale = 10**places
    whole = int(abs(value) * scale + Fraction(1, 2)) * (-1 if value < 0 else 1)
    return Decimal(whole).scaleb(-places) if places else whole


def decimals(value: Fraction, places: int) -> str:
    """Write a number with so many decimals, halves rounded up, the Norwegian way: `2 151,5`."""
    whole, rest = divmod(int(abs(value) * 10**places + Fraction(1, 2)), 10**places)
    digits = f"{whole:,}".replace(",", "\u00a0") + (f",{rest:0{places}}" if places else "")
    return f"-{digits}" if value < 0 else digits


def apart(one: Tall, other: Tall) -> Tall:
    """Return how far two figures are from each other."""
    return one - other if one > other else other - one


def places_of(figure: Tall) -> int:
    """Return how many decimals a typed figure has."""
    return max(-int(figure.as_tuple().exponent), 0) if isinstance(figure, Decimal) else 0
