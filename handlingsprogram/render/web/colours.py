"""The theme's colours on a web page, light and dark, always readable.

A theme names seven colours for paper. A page also needs tints of them, and a dark side. Both are mixed from
the seven, and then moved towards black or white until they have the contrast that WCAG asks for
(https://www.w3.org/TR/WCAG21/#contrast-minimum), so that any theme gives a readable page.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from typing import TYPE_CHECKING

from handlingsprogram.read.theme.contrast import SIGN, TEXT, contrast

if TYPE_CHECKING:
    from collections.abc import Mapping

BLACK, WHITE = "#000000", "#ffffff"
_STEPS = 50

Palette = dict[str, str]


def mix(one: str, other: str, share: float) -> str:
    """Return a colour with so much of another in it, from 0 to 1."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(colour: str, grounds: tuple[str, ...], least: float = TEXT) -> str:
    """Return a colour, moved towards black or white only as far as it takes to be seen on its grounds.

    Args:
        colour: what is wanted.
        grounds: the backgrounds, all light or all dark.
        least: the contrast that it must have on each.
    """
    best = max((BLACK, WHITE), key=lambda end: min(contrast(end, ground) for ground in grounds))
    for step in range(_STEPS + 1):
        moved = mix(colour, best, step / _STEPS)
        if min(contrast(moved, ground) for ground in grounds) >= least:
            return moved
    return best


def light(colours: Mapping[str, str]) -> Palette:
    """Return the colours of a light page by what they are used for.

    Args:
        colours: the theme's `farger`.
    """
    return _palette(colours, WHITE, 0.09)


def dark(colours: Mapping[str, str]) -> Palette:
    """Return the colours of a dark page: its ground is the main colour at night."""
    ground = mix(mix(BLACK, "#1b1e22", 0.75), colours["hoved"], 0.12)
    return _palette(colours, ground, 0.24)


def _palette(colours: Mapping[str, str], ground: str, tint: float) -> Palette:
    is_dark = contrast(ground, WHITE) > contrast(ground, BLACK)
    flate = mix(ground, WHITE, 0.06) if is_dark else _pale(colours["flate"])
    # On a dark page the two colours of the theme are lit up before they tint anything.
    main, accent = (_lit(colours[name]) if is_dark else colours[name] for name in ("hoved", "aksent"))
    after, before = mix(ground, main, tint), mix(ground, accent, tint)
    grounds = (ground, flate, after, before)
    band = mix(colours["hoved"], ground, 0.25) if is_dark else colours["hoved"]
    return {
        "bunn": ground,
        "flate": flate,
        "flate-etter": after,
        "flate-for": before,
        "tekst": readable(WHITE if is_dark else colours["tekst"], grounds, 7.0),
        "dempet": readable(mix(colours["dempet"], WHITE, 0.45 if is_dark else 0), grounds),
        "hoved": readable(main, grounds),
        "aksent": readable(accent, grounds),
        "strek": mix(ground, colours["linje"], 0.3 if is_dark else 1),
        "kant": readable(mix(ground, colours["dempet"], 0.7), (ground, flate), SIGN),
        "band": band,
        "pa-band": readable(colours["på_hoved"], (band,)),
        "band-aksent": readable(accent, (band,), SIGN),
    }


def _lit(colour: str) -> str:
    """Return a colour as light as it must be at night, with its hue."""
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    lit = hls_to_rgb(hue, max(lightness, 0.7), saturation)
    return "#" + "".join(f"{round(255 * share):02x}" for share in lit)


def _pale(colour: str) -> str:
    """Return a surface colour, light enough for dark text."""
    return readable(colour, (BLACK,), 16.0)


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.lstrip("#")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
