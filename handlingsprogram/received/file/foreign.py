"""What a received file has that cannot be content, and that our own file did not have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from handlingsprogram.received.file.document import paragraph_at, paragraphs

if TYPE_CHECKING:
    from handlingsprogram.received.file.document import Foreign, Received

_LOOKS = {
    "farge",
    "merking",
    "skrift",
    "størrelse",
    "understreking",
    "gjennomstreking",
    "versaler",
    "cellefarge",
}
_FEW = 10
"""Of so few paragraphs, somebody may have chosen the look of most."""
_BY_WORDS = {"topptekst", "bunntekst", "tekstboks", "ligning", "diagram", "objekt", "skjult"}


def added(received: Received, base: Received) -> tuple[Foreign, ...]:
    """Return what somebody else has put into a file.

    Args:
        received: what came back.
        base: the same year as we build it. A colour, a font or a size that it has in paragraphs of the same
            style is ours; so is a background that its styles give, which LibreOffice writes into each cell.
    """
    ours = {_sign(one, base) for one in base.foreign}
    everywhere = _everywhere(received)
    filled = {(one.value, one.words) for one in base.foreign if one.kind == "cellefarge"}
    return tuple(
        one
        for one in received.foreign
        if _sign(one, received) not in ours
        and (one.kind, one.value) not in everywhere
        and not (one.kind == "cellefarge" and (one.value in base.fills or (one.value, one.words) in filled))
    )


def _everywhere(received: Received) -> set[tuple[str, str]]:
    """Return the looks that most paragraphs have: Google Docs writes its own on all words."""
    seen = Counter(look for look, _ in {((one.kind, one.value), one.where) for one in received.foreign})
    least = sum(bool(one.text.strip()) for one in paragraphs(received.blocks)) / 2
    return {look for look, times in seen.items() if look[0] in _LOOKS and times > max(least, _FEW)}


def lost(received: Received, base: Received) -> tuple[Foreign, ...]:
    """Return our pictures that a file no longer has; each is known by its words for who cannot see it.

    Args:
        received: what came back.
        base: the same year as we build it.
    """
    left = Counter(one.words for one in received.foreign if one.kind == "bilde")
    gone = []
    for one in base.foreign:
        if one.kind == "bilde":
            left[one.words] -= 1
            gone += [one] if left[one.words] < 0 else []
    return tuple(gone)


def _sign(one: Foreign, of: Received) -> tuple[Any, ...]:
    """Return what makes two things the same, wherever each of them stands."""
    if one.kind in _LOOKS:
        paragraph = paragraph_at(of.blocks, one.where)
        return one.kind, one.value, paragraph.style if paragraph else ""
    if one.kind == "bilde":
        return one.kind, one.data
    return one.kind, one.value, one.words if one.kind in _BY_WORDS else ""
