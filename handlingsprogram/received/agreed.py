"""Sums that somebody has typed and that are right: there is nothing to say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.build.budget import budget
from handlingsprogram.read.files import held
from handlingsprogram.read.load import BUDGET
from handlingsprogram.read.model.sheet import Regneark
from handlingsprogram.read.rules.figures import can_be_reckoned
from handlingsprogram.received.edited import typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.received.changes import Figure, Remark


def without_agreed(remarks: Iterable[Remark], file: Tree | None) -> list[Remark]:
    """Return remarks without those of figures that the content gives when all is written.

    Args:
        remarks: what is remarked.
        file: the budget as it is to be, as it was just parsed; None where there is none.
    """
    found = list(remarks)
    if not any(one.figure for one in found):
        return found
    sheet = _sheet(file)
    return [one for one in found if not (one.figure and sheet and _is_given(sheet, one.figure))]


def _sheet(file: Tree | None) -> Regneark | None:
    """Return the budget; None where there is none that can be reckoned."""
    tree, findings = held((file, []), BUDGET[0])
    if not tree or findings:
        return None
    made = budget(tree)
    return Regneark(made) if can_be_reckoned(made) else None


def _is_given(sheet: Regneark, figure: Figure) -> bool:
    try:
        table = sheet.tabell_med(figure.rad, figure.kolonne)
        given = sheet.skrevet(table, figure.rad, figure.kolonne) if table else ""
        return typed.number(figure.skrevet) == typed.number(given)
    except typed.FormError:
        return False
