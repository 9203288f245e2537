"""A font's file made small enough to lie in a web page: Norwegian, Sámi and Latin letters, as WOFF2.

Those of the tool's own fonts lie ready in `templates/skrifter` («make skrifter»), because this takes longer
than the rest of a page. Open licences reserve fonts' names for the unchanged fonts
(https://openfontlicense.org): so a cut is called something else, and keeps who made the font and what its
licence says.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError

from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.render.web.fonts import Cut

LETTERS = frozenset(
    {*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x180)), *"ƷʒǤǥǦǧǨǩǮǯȘșȚț"}
    | {*"‐‑–—‘’‚“”„†‡•…‰‹›€−←↑→↓≤≥≈≠\u2009\u202f●○■▪▸▾◆★✓"}
)
"""What a cut has, as far as the font has it: all else is shown in the reader's own fonts."""
_FEATURES = ("kern", "mark", "ccmp", "locl", "lnum", "pnum", "tnum")
"""No ligatures: a PDF that a browser prints would lose letters of them."""
_NAME = "Programskrift"
_OUTLINES = "CFF".ljust(4)
"""The table that has its own names of the font, in OpenType; tables' names have four signs."""
_KEPT = (0, 7, 8, 9, 11, 13, 14)
"""Copyright, trademark, who made it, and the licence (https://learn.microsoft.com/typography/opentype/spec/name)."""
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_SLANTED = 0b10_0000_0001
_RESTRICTED, _WHOLE_ONLY, _PICTURES_ONLY = 0x2, 0x100, 0x200
"""What a font's maker may forbid (https://learn.microsoft.com/typography/opentype/spec/os2#fstype)."""


@record
class _File:
    """What a font's file says of itself."""

    familier: frozenset[str]
    vekt: int
    lengst: int
    """The heaviest that it can be: as `vekt`, but where weight is an axis."""
    kursiv: bool
    tillatt: bool
    """Whether it may lie in part in a document."""


def cut(content: bytes, wanted: Cut) -> bytes:
    """Return a font's letters as WOFF2.

    Args:
        content: the file, TrueType or OpenType.
        wanted: its name, and its weight where that is an axis.
    """
    options = subset.Options()
    options.layout_features = list(_FEATURES)
    options.name_IDs = list(_KEPT)
    options.name_languages = ["*"]
    options.hinting = options.recalc_timestamp = False
    options.desubroutinize = True
    options.notdef_outline = True
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    made = subset.Subsetter(options)
    made.populate(unicodes=map(ord, LETTERS))
    made.subset(font)
    if "fvar" in font:
        from fontTools.varLib import instancer

        at = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        font = instancer.instantiateVariableFont(
            font, {**at, **({"wght": wanted.vekt} if "wght" in at else {})}
        )
    _rename(font, wanted.stil)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _rename(font: Any, style: str) -> None:
    for number, said in {
        1: _NAME,
        2: style,
        3: f"{_NAME} {style}",
        4: f"{_NAME} {style}",
        6: f"{_NAME}-{style}",
    }.items():
        font["name"].setName(said, number, 3, 1, 0x409)
    if _OUTLINES in font:
        drawn = font[_OUTLINES].cff
        drawn.fontNames = [f"{_NAME}-{style}"]
        drawn.topDictIndex[0].rawDict |= {"FullName": f"{_NAME} {style}", "FamilyName": _NAME}


@lru_cache(maxsize=8)
def cuts(family: str, files: tuple[bytes, ...], wanted: tuple[Cut, ...]) -> Mapping[Cut, bytes]:
    """Return the cuts of a family that there are files of; those that may not lie in a document are left out.

    Args:
        family: its name.
        files: fonts' contents, of this family and of others.
        wanted: the cuts. Where the family has no such, the nearest stands for it, once and with its own
            weight, and the browser makes the rest of that.
    """
    known = [(said, content) for content in files if (said := _said(content)) and family in said.familier]
    found: dict[tuple[bytes, int], Cut] = {}
    for one in wanted:
        fitting = [
            (abs(weight - one.vekt), number, weight)
            for number, (said, _) in enumerate(known)
            if said.tillatt and said.kursiv == one.kursiv
            for weight in (min(max(one.vekt, said.vekt), said.lengst),)
        ]
        if fitting:
            _, number, weight = min(fitting)
            found.setdefault((known[number][1], weight), one._replace(vekt=weight))
    return {one: cut(content, one) for (content, _), one in found.items()}


def _said(content: bytes) -> _File | None:
    """Return what a file says of itself; None where it is no font."""
    try:
        font = TTFont(io.BytesIO(content), lazy=True)
        names = {str(one) for one in font["name"].names if one.nameID in (_FAMILY, _TYPOGRAPHIC_FAMILY)}
        about, axes = font["OS/2"], font["fvar"].axes if "fvar" in font else ()
    except (TTLibError, KeyError, ValueError):
        return None
    weights = [(axis.minValue, axis.maxValue) for axis in axes if axis.axisTag == "wght"]
    least, most = weights[0] if weights else (about.usWeightClass,) * 2
    forbidden = about.fsType & (_WHOLE_ONLY | _PICTURES_ONLY) or about.fsType & 0xF == _RESTRICTED
    return _File(frozenset(names), int(least), int(most), bool(about.fsSelection & _SLANTED), not forbidden)
