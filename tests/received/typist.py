"""Write in a built Word file as people do, and say what the content is to become.

Each edit is made twice: in the file's XML, as Word saves it, and in the content's data, as that should be.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.received.hand import figures, rows, shaping, words, writing
from tests.received.hand.bound import Bound
from tests.received.hand.desk import Desk
from tests.received.hand.paper import Hand
from tests.received.hand.signs import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.listing import Key

MODES = ("untracked", "tracked", "mixed")
EDITS = (*writing.EDITS, *shaping.EDITS, *rows.EDITS, *figures.EDITS)
_MOST = 8
_TRIES = 400


class Script(NamedTuple):
    """What was written in a Word file, and what it means."""

    docx: bytes
    intended: dict[Key, Any]
    """The content's files as data."""
    findings: list[str]
    """Places of the budget, `table/row/column`, where a figure was typed that follows from others."""
    told: list[str]
    """What was done, in words."""


def script(docx: bytes, trees: Mapping[Key, Any], seed: int, mode: str, count: int = 0) -> Script:
    """Write in a Word file.

    Args:
        docx: a Word file as it was built.
        trees: the year's files, as trees or as their data.
        seed: what the chance begins with.
        mode: one of `MODES`: whether Word tracks the changes; `mixed`, some of them.
        count: how many edits; 0 lets chance decide, from one to eight.
    """
    chance = random.Random(f"{seed} {mode}")
    bound = Bound(docx, trees)
    bound.paper.splits = chance.random() < 0.5
    bound.paper.language = chance.random() < 0.2
    bound.paper.is_outside = chance.random() < 0.5
    desk = Desk(bound, chance)
    told: list[str] = []
    wanted = count or chance.randint(1, _MOST)
    edits, weights = zip(*EDITS, strict=True)
    for number in range(_TRIES + 20 * count):
        if len(told) == wanted:
            break
        desk.hand = _hand(chance, mode, number)
        bound.paper.rsid = f"{chance.randrange(16**8):08X}"
        edit = chance.choices(edits, weights)[0]
        try:
            said = edit(desk)
        except RefusedError:
            continue
        told.append(f"{desk.hand.author if desk.hand else 'uten sporing'}: {said}")
    return Script(bound.paper.saved(), bound.finish(), desk.findings, told)


def _hand(chance: random.Random, mode: str, number: int) -> Hand | None:
    if mode == "untracked" or (mode == "mixed" and chance.random() < 0.5):
        return None
    return Hand(chance.choice(words.NAMES), f"2025-01-{1 + number % 28:02}T10:{number % 60:02}:00Z")
