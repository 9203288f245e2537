"""Every thing of a kind accounted for once on each side: continued, new or ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlingsprogram.review.compare.model import Ting

if TYPE_CHECKING:
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.compare.tree import Node


@dataclass(frozen=True, slots=True)
class Account:
    """Where the things of both sides are."""

    fortsatt: tuple[Node, ...]
    """Old things that something in the new programme continues."""
    avsluttet: tuple[Node, ...]
    """Old things that nothing continues."""
    videreført: tuple[Node, ...]
    """New things that continue something in the old programme."""
    nye: tuple[Node, ...]
    """New things that continue nothing."""


def account(comparison: Comparison, ting: Ting = Ting.TILTAK) -> Account:
    """Account for the things of a kind."""
    old = [node for node in comparison.gammelt_tre.alle() if node.ting is ting]
    new = [node for node in comparison.nytt_tre.alle() if node.ting is ting]
    continued = {node for pair in comparison.par for node in (pair.gammel, pair.ny)}
    return Account(
        fortsatt=tuple(node for node in old if node in continued),
        avsluttet=tuple(node for node in old if node not in continued),
        videreført=tuple(node for node in new if node in continued),
        nye=tuple(node for node in new if node not in continued),
    )
