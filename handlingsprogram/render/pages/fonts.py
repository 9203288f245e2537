"""Which fonts there are for the characters that the theme's own lack, in every format.

The PDF has its fonts with it, which typst takes in turn; Word and the web page use those of the reader's
machine and are told which script a text is in. Most documents need none of this, and are not slowed by it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN = "Source Sans Pro"
"""The family that is always at hand in the PDF: what a theme's own lacks, it is asked for first."""
SHIPPED = {
    OWN: "font_source_sans_pro",
    "Source Serif Pro": "font_source_serif_pro",
    "Hanken Grotesk": "font_hanken_grotesk",
    "Manrope": "font_manrope",
}
"""The families that a theme may choose, and the packages they lie in."""

# Latin letters and the punctuation of Norwegian text. Sámi ŋ and ŧ are in the upright cuts only.
_ORDINARY = frozenset({chr(code) for code in range(0x17F)} | set("–—‘’‚“”„•…−€‰→≤≥")) - set("ĲĳŊŋŦŧ")

NOTO = "Noto Sans"
_ARABIC_FAMILIES = ("IBM Plex Sans Arabic", "Noto Sans Arabic")
"""Noto sets dots by themselves, and has letters with dots twice in the PDF's text; Plex lacks a few."""
_CJK = "Noto Sans CJK SC"
_INDIC = (
    *("Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya"),
    *("Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala"),
)
"""In the order of their blocks, which have 128 characters each."""
_OTHERS = ("Hebrew", "Armenian", "Georgian", "Ethiopic", "Thai", "Lao", "Khmer", "Myanmar", "Symbols")
COMPOSED = "Ǆ-ǌǞ-ǡǨǩǬǭǱ-ǳȀ-ȗȨ-ȳϒ-ϹѶѷӐ-ӿḀ-ḉḐ-ḝḬ-ḱḼḽṊ-ṕṤ-ṩṰ-ṽẆ-ẍẗ-ẛ"
"""Letters that fonts put together of two signs where they lack them, Skolt Sámi ǩ too; Noto Sans has all."""
SHAPES = "■□▲△▶▷▼▽◀◁◆◇○◉●"
"""Signs of status that text fonts have half as large as other fonts have those beside them, ◐ and ★."""
FALLBACK: tuple[tuple[str, str], ...] = (
    # What a font has in some cuts only would make words of two fonts. And a letter that a font puts together
    # of two signs is in the PDF's text twice.
    (OWN, f"[^ŊŋŧŦƀ-ɏͰ-ԯḀ-ẛἀ-῿№Ω{SHAPES}]"),
    ("Source Sans 3", f"[^{COMPOSED}{SHAPES}]"),
    (NOTO, ""),
    *((family, "") for family in _ARABIC_FAMILIES),
    *((f"Noto Sans {script}", "") for script in (*_INDIC, *_OTHERS)),
    ("Noto Emoji", ""),
    (_CJK, ""),
)
"""The families that a character is looked for in, in turn, each with what it is asked for: empty for all."""
PACKAGES = ("fontpkg_source_sans_3", "fontpkg_ibm_plex_sans_arabic", "manimgx_fonts", "manimgx_fonts_cjk")
"""Where they lie."""

_HEBREW, _ARABIC = "\u0591-\u05f4\ufb1d-\ufb4f", "\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_JOINERS = "\u200c\u200d"
LEFTWARD = {
    rf"[{letters}][{letters}{_JOINERS}]*(?:\s+[{letters}][{letters}{_JOINERS}]*)*": families
    for letters, families in ((_HEBREW, ("Noto Sans Hebrew",)), (_ARABIC, _ARABIC_FAMILIES))
}
"""Patterns of words from right to left, with the spaces between them -> the families that have them."""


def unusual(text: str) -> set[str]:
    """Return the characters of a text that a cut of the theme's PDF font may lack."""
    return set() if _ORDINARY.issuperset(text) else set(text) - _ORDINARY


def unusual_in_picture(svg: bytes) -> bool:
    """Tell whether a vector picture may hold text that the theme's PDF font lacks."""
    return bool(unusual(svg.decode(errors="replace"))) or b"&#" in svg


@record
class Needed:
    """Which fonts a document needs besides `OWN`."""

    families: tuple[str, ...] = ()
    """Those of the theme, as far as the tool brings them along."""
    everything: bool = False
    """Whether there are characters that other scripts' fonts are for."""


@record
class Script:
    """What Word, and a drawing, are told of a text in another script than Latin, Greek and Cyrillic."""

    family: str
    """The one that the tool brings along; empty where several have some of it."""
    slot: str
    """Which of a run's fonts Word takes for it: `cs`, `eastAsia` or `hAnsi`."""
    font: str
    """One that comes with Word; LibreOffice takes what the machine has in its stead."""
    language: str = ""
    """For spelling and shaping, where the script leaves no doubt."""
    rightward: bool = True
    """Whether it is read from left to right."""


_SIGNS = "\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff"
_EMOJI = f"(?:[\U0001f000-\U0001faff]|[{_SIGNS}]\ufe0f)"
_SCRIPTS = {
    **{
        pattern: Script(families[0], "cs", "Arial", language, rightward=False)
        for (pattern, families), language in zip(LEFTWARD.items(), ("he-IL", ""), strict=True)
    },
    **{
        f"[{block}][{block}{_JOINERS}]*": Script(f"Noto Sans {name}", "cs", "Nirmala UI")
        for name, block in zip(
            _INDIC, (f"{chr(i)}-{chr(i + 127)}" for i in range(0x900, 0xE00, 128)), strict=True
        )
    },
    "[\u0e00-\u0e7f]+": Script("Noto Sans Thai", "cs", "Leelawadee UI"),
    "[\u0e80-\u0eff]+": Script("Noto Sans Lao", "cs", "Leelawadee UI"),
    "[\u1780-\u17ff]+": Script("Noto Sans Khmer", "cs", "Leelawadee UI"),
    "[\u1000-\u109f]+": Script("Noto Sans Myanmar", "cs", "Myanmar Text"),
    "[\u0530-\u058f]+": Script("Noto Sans Armenian", "hAnsi", "Sylfaen"),
    "[\u10a0-\u10ff]+": Script("Noto Sans Georgian", "hAnsi", "Sylfaen"),
    "[\u1200-\u139f]+": Script("Noto Sans Ethiopic", "hAnsi", "Ebrima"),
    "[\u3040-\u30ff]+": Script(_CJK, "eastAsia", "Yu Gothic", "ja-JP"),
    "[\u1100-\u11ff\uac00-\ud7af]+": Script(_CJK, "eastAsia", "Malgun Gothic", "ko-KR"),
    "[\u2e80-\u303f\u3100-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+": Script(
        _CJK, "eastAsia", "Microsoft YaHei"
    ),
    f"{_EMOJI}(?:{_EMOJI}|[\ufe0f\u200d\u20e3])*": Script("Noto Emoji", "hAnsi", "Segoe UI Emoji"),
    f"[{_SIGNS}\u2190-\u2319\u2400-\u25ff]+": Script("", "hAnsi", "Segoe UI Symbol"),
}
_WRITTEN = list(_SCRIPTS.values())
_ANY = "|".join(f"({pattern})" for pattern in _SCRIPTS)
"""Compiled when a document is made: it takes as long as to find that a year needs none of this."""


def in_scripts(text: str) -> Iterator[tuple[str, Script | None]]:
    """Give a text's pieces in order, each with its script; None where any text font has it."""
    end = 0
    for match in re.finditer(_ANY, text):
        if match.start() > end:
            yield text[end : match.start()], None
        assert match.lastindex  # noqa: S101 — one of the scripts
        yield match[0], _WRITTEN[match.lastindex - 1]
        end = match.end()
    if end < len(text):
        yield text[end:], None
