"""The cover in Word: how far down its parts stand, what is coloured behind them, a picture that fills it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Any

from lxml import etree

from handlingsprogram.records import record
from handlingsprogram.render.word.body import style
from handlingsprogram.render.word.xml import find, parse, qualified

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.theme.logo import Logo

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
"""A4 in twentieths of a point."""
TWIPS_PER_MM = 1440 / 25.4
_EMU_PER_TWIP, _EMU_PER_MM = 635, 36_000
_WHOLE = 100_000
"""What a picture's crop is counted in."""
_PICTURE_DEPTH = 172
"""How far down a picture goes that fills the cover, in millimetres, as in templates/typst/omslag.typ."""
_STRIP = {"flate": 9, "bilde": 3}
"""How high the strip in the accent colour is."""
# The title and what follows it, in twentieths of a point; characters taken wide.
_TITLE_LINE, _TITLE_CHARACTER = 800, 420
_SUBTITLE_LINE, _SUBTITLE_CHARACTER = 440, 165
_SENDER, _LEAST_ABOVE_SENDER = 1400, 600
_BELOW_LOGO = 280
_ABOVE_PICTURE, _LEAST_PICTURE = 600, 1200
_LOGO_BELOW_PICTURE = 22  # millimetres
_PAPER_TITLE = 44  # half-points
_SHARES = (1, 0.88, 0.77, 0.68, 0.6, 0.52, 0.45, 0.39)
"""How much smaller a title may be than its look has it, tried in turn."""

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLACED = {f"{{{_WP}}}extent", f"{{{_WP}}}effectExtent"}
"""What an anchor has before what says how text goes around it."""
_ANCHOR = f"""<wp:anchor xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0" simplePos="0"
 relativeHeight="9" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="0" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/></wp:anchor>"""


@record
class _Kind:
    """A kind of cover."""

    above: float
    """Above the title, in millimetres from the margin."""
    size: int
    """The title's, in half-points."""


_KINDS = {
    "strek": _Kind(63.5, 64),
    "ramme": _Kind(72, 68),
    "flate": _Kind(58, 80),
    "bilde": _Kind(160, 64),
}


@record
class Cover:
    """What the styles of a cover, and what stands behind it, need to know; twentieths of a point."""

    slag: str
    """As the theme says, `strek` for a paper without a cover of its own."""
    tittel_før: int
    tittelstørrelse: int
    """In half-points."""
    avsender_før: int
    """Above the sender, so that it stands near the foot of the page."""
    bilde_før: int = _ABOVE_PICTURE
    flater: tuple[tuple[int, int, str], ...] = ()
    """What is coloured behind the page: from where, how high (EMU), the colour's name."""

    @property
    def picture(self) -> int:
        """How tall a picture may be between the title and the sender."""
        return max(self.avsender_før - _ABOVE_PICTURE - _LEAST_ABOVE_SENDER, _LEAST_PICTURE)

    @property
    def is_filled(self) -> bool:
        """Whether the picture fills the upper part of the page."""
        return self.slag == "bilde"

    def below_picture(self, height: int) -> int:
        """Return the space above the sender where a picture takes of it."""
        room = self.avsender_før - _ABOVE_PICTURE - _LEAST_ABOVE_SENDER
        return max(room - height, 0) + _LEAST_ABOVE_SENDER


def cover(program: Program, theme: Mapping[str, Any]) -> Cover:
    """Return how a programme's cover lies.

    Word has no way to say «at the foot of this page» that LibreOffice shares, so lines are reckoned, amply.

    Args:
        program: the programme.
        theme: the programme's.
    """
    if not program.forside:
        return Cover("strek", 0, _PAPER_TITLE, _BELOW_LOGO)
    slag, measures = theme["form"]["omslag"], theme["mål"]
    kind, logo = _KINDS[slag], cover_logo(theme)
    above = twips(kind.above)
    width = PAGE_WIDTH - 2 * twips(measures["marg_side"])
    size = round(kind.size * measures["skala"])
    if slag != "strek":
        size = _fitting(size, program.omslag.tittel, width, _title_room(slag, logo))
    height = PAGE_HEIGHT - twips(measures["marg_topp"]) - twips(measures["marg_bunn"])
    larger = size / _KINDS["strek"].size
    lines = ceil(len(program.omslag.tittel) * _TITLE_CHARACTER * larger / width)
    sublines = ceil(len(program.omslag.undertittel) * _SUBTITLE_CHARACTER / width)
    taken = above + lines * round(_TITLE_LINE * larger) + sublines * _SUBTITLE_LINE + _SENDER
    taken += _logo_height(logo)
    free = max(_LEAST_ABOVE_SENDER, height - taken) - (_SUBTITLE_LINE if program.sak else 0)
    return Cover(slag, above, size, free, flater=_surfaces(slag))


def _title_room(slag: str, logo: Logo | None) -> float:
    """Return how tall a title may be, as templates/typst/omslag.typ has it, in twentieths of a point."""
    taken = logo.høyde + 8 if logo else 0
    return twips(max(18, 60 - taken) if slag == "bilde" else 82 - taken / 2)


def _fitting(size: int, title: str, width: int, room: float) -> int:
    """Return the largest size, in half-points, in which a title has room and no word of it is divided."""
    longest = max(map(len, title.split()))
    for share in _SHARES:
        larger = size * share / _KINDS["strek"].size
        lines = ceil(len(title) * _TITLE_CHARACTER * larger / width)
        if lines * _TITLE_LINE * larger <= room and longest * _TITLE_CHARACTER * larger <= width:
            return round(size * share)
    return round(size * _SHARES[-1])


def _logo_height(logo: Logo | None) -> int:
    return twips(logo.høyde) + _BELOW_LOGO if logo else 0


def _surfaces(slag: str) -> tuple[tuple[int, int, str], ...]:
    if slag == "flate":
        bottom, strip = 297 - _STRIP[slag], _STRIP[slag]
        return ((0, 297 * _EMU_PER_MM, "hoved"), (bottom * _EMU_PER_MM, strip * _EMU_PER_MM, "aksent"))
    if slag == "bilde":
        edge = _PICTURE_DEPTH * _EMU_PER_MM
        return ((0, edge, "hoved"), (edge, _STRIP[slag] * _EMU_PER_MM, "aksent"))
    return ()


def cover_logo(theme: Mapping[str, Any]) -> Logo | None:
    """Return a theme's logo as large as it stands on the cover: below a picture, no taller than 22 mm."""
    logo: Logo | None = theme.get("logo")
    if not logo or theme["form"]["omslag"] != "bilde":
        return logo
    share = min(1, _LOGO_BELOW_PICTURE / logo.høyde)
    return replace(logo, bredde=share * logo.bredde, høyde=share * logo.høyde)


def fill_cover(body: Element) -> None:
    """Let the cover's picture fill the upper part of the page, cut to its shape, whatever stands where.

    Args:
        body: the `w:body`, changed in place.
    """
    for paragraph in find(body, "w:p"):
        if style(paragraph) == "Omslagsbilde":
            for inline in paragraph.iter(f"{{{_WP}}}inline"):
                _anchored(inline)


def _anchored(inline: Element) -> None:
    extent = next(inline.iter(f"{{{_WP}}}extent"))
    width, height = int(extent.get("cx") or 1), int(extent.get("cy") or 1)
    whole = (PAGE_WIDTH * _EMU_PER_TWIP, _PICTURE_DEPTH * _EMU_PER_MM)
    anchor = parse(_ANCHOR.encode())
    for part in inline:
        if part.tag not in _PLACED:
            anchor.append(deepcopy(part))
    for size in (next(anchor.iter(f"{{{_WP}}}extent")), *anchor.iter(f"{{{_A}}}ext")):
        if size.get("cx"):
            size.set("cx", str(whole[0]))
            size.set("cy", str(whole[1]))
    # Of what is too wide or too tall for the shape, the middle is shown.
    share = (whole[0] / whole[1]) / (width / height)
    cut = round((1 - min(share, 1 / share)) / 2 * _WHOLE)
    sides = ("t", "b") if share > 1 else ("l", "r")
    for fill in anchor.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}blipFill"):
        crop = etree.Element(f"{{{_A}}}srcRect", {side: str(cut) for side in sides})
        fill.insert(1, crop)
    drawing = next(inline.iterancestors(qualified("w:drawing")))
    drawing.replace(inline, anchor)


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)
