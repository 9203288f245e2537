"""Sums that somebody has typed and that are right: there is nothing to say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.build import year
from handlingsprogram.read.form import schema
from handlingsprogram.read.model.sheet import Regneark
from handlingsprogram.read.rules.figures import can_be_reckoned
from handlingsprogram.received.edited import typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.received.changes import Figure, Remark


def without_agreed(remarks: Iterable[Remark], trees: Mapping[Key, Tree]) -> list[Remark]:
    """Return remarks without those of figures that the content gives when all is written.

    Args:
        remarks: what is remarked.
        trees: the year as it is to be.
    """
    found = list(remarks)
    if not any(one.figure for one in found):
        return found
    sheet = _sheet(trees)
    return [one for one in found if not (one.figure and sheet and _is_given(sheet, one.figure))]


def _sheet(trees: Mapping[Key, Tree]) -> Regneark | None:
    """Return the budget; None where the year cannot be built or reckoned."""
    if any(schema.validate(tree, key[0]) for key, tree in trees.items()):
        return None
    budget = year.program(dict(trees)).budsjett
    return Regneark(budget) if budget and can_be_reckoned(budget) else None


def _is_given(sheet: Regneark, figure: Figure) -> bool:
    try:
        table = sheet.tabell_med(figure.rad, figure.kolonne)
        given = sheet.skrevet(table, figure.rad, figure.kolonne) if table else ""
        return typed.number(figure.skrevet) == typed.number(given)
    except typed.FormError:
        return False
