"""Whether a theme's colours can be told apart: the contrasts that WCAG 2.1 AA asks of text and of signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from handlingsprogram.finding import Position
    from handlingsprogram.read.text.strict_yaml import Path_, Tree

TEXT, SIGN = 4.5, 3.0
"""The least contrast of text (WCAG 1.4.3), and of signs that are no letters (1.4.11)."""
PAPER = "#ffffff"
_LINEAR = 0.04045
"""Up to here sRGB is linear (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance)."""
PAIRS = (
    ("tekst", None, TEXT),
    ("tekst", "flate", TEXT),
    ("hoved", None, TEXT),
    ("dempet", None, TEXT),
    ("på_hoved", "hoved", TEXT),
    ("aksent", None, SIGN),
)
"""Which colour stands on which (None is the paper), and what it needs: all that the templates use."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).

    Args:
        one: a colour, `#rrggbb`.
        other: another.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def check(colours: Mapping[str, Any], tree: Tree, path: Path_) -> Iterator[Finding]:
    """Give a finding for each colour that is hard to see where the documents use it.

    Args:
        colours: the whole theme's.
        tree: tema.yaml or program.yaml, valid by its schema, which says some of them.
        path: where in it the theme is.
    """
    for number, colour in enumerate(colours["områder"]):
        found = contrast(colour, PAPER)
        if found < SIGN:
            message = (
                f"fargen {colour} på hvitt papir har kontrasten {_written(found)}, men farger på områdene må "
                f"ha minst {_written(SIGN)}; velg en mørkere farge"
            )
            yield Finding(_place(tree, path, ("områder", number)), "kontrast", message)
    for name, ground, least in PAIRS:
        behind = colours[ground] if ground else PAPER
        found = contrast(colours[name], behind)
        if found < least:
            where = f"«{ground}» ({behind})" if ground else "hvitt papir"
            what = "tekst" if least == TEXT else "punkttegn og streker"
            message = (
                f"«{name}» ({colours[name]}) på {where} har kontrasten {_written(found)}, "
                f"men {what} må ha minst {_written(least)}; velg farger som skiller seg mer fra hverandre"
            )
            yield Finding(_place(tree, path, (name,)), "kontrast", message)


def _place(tree: Tree, path: Path_, key: Path_) -> Position:
    """Return where a colour is said; where the look has it, where that is named."""
    own = (*path, "farger", *key)
    return tree.position(own if own in tree.values else (*path, "utseende"))


def _written(ratio: float) -> str:
    # Rounded down, so that 4.49 never reads as good enough.
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",")


def _luminance(colour: str) -> float:
    """Return the relative luminance (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance)."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= _LINEAR else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
