"""Signs that Word draws with a font of its own, as those that all fonts have."""

from __future__ import annotations

_SIGNS = {
    "wingdings": {
        0x4A: "☺",
        0x4B: "😐",
        0x4C: "☹",
        0x6C: "●",
        0x6E: "■",
        0x71: "❑",
        0x75: "◆",
        0x76: "❖",
        0xA7: "▪",
        0xA8: "◻",
        0xD8: "➢",
        0xDF: "←",
        0xE0: "→",
        0xE1: "↑",
        0xE2: "↓",
        0xE8: "➔",
        0xF0: "⇨",
        0xF3: "↔",
        0xFB: "✗",
        0xFC: "✓",
        0xFD: "☒",
        0xFE: "☑",
    },
    "symbol": {
        0x61: "α",
        0x62: "β",
        0x6D: "µ",
        0xA3: "≤",
        0xAE: "→",
        0xAC: "←",
        0xB0: "°",
        0xB1: "±",
        0xB3: "≥",
        0xB4: "×",
        0xB7: "•",
        0xB9: "≠",
        0xBB: "≈",
        0xBC: "…",
        0xD7: "⋅",
    },
}
"""What Word's autocorrection makes, and what people insert, of the two fonts."""
_USUAL = range(0x20, 0xD800)
"""Signs that all fonts have; Word puts those of such fonts above them (ISO/IEC 29500-1, 17.3.3.30)."""


def sign(font: str, code: str) -> str:
    """Return the sign; empty where nobody knows which it is.

    Args:
        font: the font's name.
        code: hexadecimal digits.
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    table = _SIGNS.get(font.lower())
    if table is not None:
        return table.get(number & 0xFF, "")
    return chr(number) if number in _USUAL else ""
