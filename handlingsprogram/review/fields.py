"""What has changed in the fields of two things that are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.review.model import Change, Ting, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.structure import Told
    from handlingsprogram.review.tree import Node

NAMES = {
    (Ting.SEKSJON, "tittel"),
    (Ting.TEKSTTABELL, "tittel"),
    (Ting.TABELL, "tittel"),
    (Ting.RAD, "navn"),
    (Ting.KOLONNE, "overskrift"),
    (Ting.TALLKOLONNE, "overskrift"),
}
"""The fields that are a thing's name: to change them is to rename it."""


def changed_fields(gammel: Node, ny: Node, *, likely: bool) -> Iterator[Told]:
    """Give the changes of the fields of a pair, each with whether it is only a consequence."""
    for name in dict.fromkeys((*gammel.felt, *ny.felt)):
        fra, til = gammel.felt.get(name), ny.felt.get(name)
        if fra != til:
            kind = Type.OMDØPT if (ny.ting, name) in NAMES else Type.ENDRET
            yield Change(kind, ny.ting, ny.sti, gammel.sti, name, fra, til, sannsynlig=likely), False
