"""Where one person sits and writes: the file, the chance, and whether Word tracks what is done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.received.hand.signs import BREAK, RefusedError, Sign

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.received.hand.bound import Bound, Flow, Item
    from tests.received.hand.paper import Hand


_SAME_PLACE = 0.2
"""How often one writes where somebody has written already."""


@dataclass
class Desk:
    """One edit is made at it; its errors say that another must be tried."""

    bound: Bound
    chance: random.Random
    hand: Hand | None = None
    findings: list[str] = field(default_factory=list)

    def pick(self, which: Callable[[Flow, Item], bool]) -> tuple[Flow, Item]:
        """Return a paragraph that may be written in: first a kind of text, then one of these."""
        found = [
            (flow, item)
            for flow in self.bound.flows
            for item in flow.items
            if not item.is_frozen and which(flow, item)
        ]
        if not found:
            raise RefusedError("ingen slike avsnitt")
        written = [one for one in found if one[0].touched]
        if written and self.chance.random() < _SAME_PLACE:
            return self.chance.choice(written)
        kinds = sorted({(flow.kind, flow.in_cell) for flow, _ in found})
        kind = self.chance.choice(kinds)
        return self.chance.choice([one for one in found if (one[0].kind, one[0].in_cell) == kind])


def said(flow: Flow, item: Item) -> str:
    """Say where a paragraph stands."""
    words = item.line.words()
    return f"{flow.what} («{words[:30]}{'…' if len(words) > 30 else ''}»)"


def typed(signs: list[Sign], at: int, text: str) -> list[Sign]:
    """Return signs with words typed before a place: dressed as Word dresses them, as what stands before."""
    around = [*reversed(signs[:at]), *signs[at:]]
    model = next((sign for sign in around if not sign.thing), Sign(""))
    both = 0 < at < len(signs) and signs[at - 1].link == signs[at].link
    if model.link and not both:
        model = Sign("")
    new = [
        Sign("\n", thing=BREAK) if character == "\n" else replace(model, text=character) for character in text
    ]
    return [*signs[:at], *new, *signs[at:]]


def plain(signs: list[Sign]) -> str:
    """Return the characters, with one that is in no word for each thing."""
    return "".join("\ufffc" if sign.thing else sign.text for sign in signs)


def is_even(signs: list[Sign]) -> bool:
    """Tell whether signs are characters of one dress."""
    return len({(sign.thing, sign.bold, sign.italic, sign.link) for sign in signs}) <= 1 and not any(
        sign.thing for sign in signs
    )
