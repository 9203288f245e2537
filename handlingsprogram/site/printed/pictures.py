"""The pictures that others show of the site: a card for who shares a link, and an icon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.render.pages.typst import to_png
from handlingsprogram.render.words.templates import environment

if TYPE_CHECKING:
    from collections.abc import Mapping

_CARD, _ICON = 1200, 192
"""How broad they are, in dots."""
_ON_A_LINE, _LINES = 24, 3
"""Letters that have room on a line of a card, and lines."""


def card(organization: str, title: str, below: str, theme: Mapping[str, Any]) -> bytes:
    """Return a card of 1200 × 630 dots; vector pictures are not shown by those who show cards.

    Args:
        organization: who it is from.
        title: what the link leads to.
        below: a line below it.
        theme: colours, as in tema.yaml.
    """
    lines = _broken(title)
    said = {"organisasjon": organization, "linjer": lines, "under": below}
    return _drawn("kort", _CARD, {**said, "farger": theme["farger"]})


def icon(organization: str, theme: Mapping[str, Any]) -> bytes:
    """Return the icon: the first letter of who it is from."""
    return _drawn("ikon", _ICON, {"bokstav": organization[:1].upper(), "farger": theme["farger"]})


def _drawn(name: str, dots: int, values: dict[str, Any]) -> bytes:
    svg = environment().get_template(f"nettsted/{name}.svg.j2").render(values)
    return to_png(svg.encode(), dots)


def _broken(text: str) -> list[str]:
    """Return a title in lines; what has no room is left out, and it says so."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _ON_A_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"]
