"""Pictures in the Word file: as wide as in the PDF, and without pandoc's copy of their data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.etree import SubElement

from handlingsprogram.render.word.body import style
from handlingsprogram.render.word.xml import qualified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from handlingsprogram.read.theme.logo import Logo

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_EMU_PER_TWIP = 635
_EMU_PER_MM = 36_000
_PORTRAIT = 35 * _EMU_PER_MM
"""As in templates/typst/figurer.typ."""
_TALLEST = 200 * _EMU_PER_MM
"""As in templates/typst/figurer.typ."""


_ICON, _OPENING = 15 * _EMU_PER_MM, 70 * _EMU_PER_MM
"""How wide an icon is, and how tall the picture that a section opens with may be."""
_FRAMES = 2 * 240 * _EMU_PER_TWIP
"""What the frame of such a section takes beside it (`openings.py`)."""
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""What Word knows a picture by that says nothing ([MS-ODRAWXML] 2.14)."""
_BETWEEN = 0.03
"""What a space between two pictures takes of the line, amply."""


def share(beside: int) -> float:
    """Return what each of so many figures on a line has of it."""
    return (1 - _BETWEEN * (beside - 1)) / beside


def fit_pictures(
    body: Element, text_width: int, logo: Logo | None, shares: Sequence[float], cover: int
) -> int:
    """Make each picture as wide as the text, but not too tall for a page; the logo has its own measures.

    Args:
        body: the `w:body`, changed in place.
        text_width: between the margins, in twentieths of a point.
        logo: the theme's.
        shares: how wide each figure is, in per cent of the text.
        cover: how tall the cover's picture may be, in twentieths of a point.

    Returns:
        How tall that is; 0 where there is none.
    """
    figures, whole, taken = iter(shares), text_width * _EMU_PER_TWIP, 0
    widest: float
    for inline in body.iter(f"{_DRAWING}inline"):
        tallest, kind = _TALLEST, style(next(inline.iterancestors(qualified("w:p"))))
        match kind:
            case "Omslagsbilde":
                widest, tallest = whole, cover * _EMU_PER_TWIP
            case "Logo" if logo:
                widest = logo.bredde * _EMU_PER_MM
            case "SignaturPortrett":
                widest = _PORTRAIT
            case "ApningIkon":
                widest = _ICON
                _say_nothing(inline)
            case "ApningBilde":
                widest, tallest = whole - _FRAMES, _OPENING
            case _:
                widest = whole * next(figures, 100) // 100
        height = _resize(inline, widest, tallest)
        if kind == "Omslagsbilde":
            taken = height // _EMU_PER_TWIP
        for side in "TBLR":
            inline.set(f"dist{side}", "0")  # LibreOffice takes 3 mm where nothing is said
        described = next(inline.iter(f"{_DRAWING}docPr"))
        for properties in inline.iter(f"{_PICTURE}cNvPr"):
            # pandoc puts the picture's address here, which is the picture itself.
            properties.set("descr", described.get("descr") or "")
    return taken


def _say_nothing(inline: Element) -> None:
    """Mark a picture as decoration, which is not read aloud."""
    described = next(inline.iter(f"{_DRAWING}docPr"))
    described.set("descr", "")
    extension = SubElement(
        SubElement(described, f"{_MAIN}extLst"), f"{_MAIN}ext", {"uri": _DECORATIVE_EXTENSION}
    )
    SubElement(extension, f"{{{_DECORATIVE}}}decorative", {"val": "1"}, nsmap={"adec": _DECORATIVE})


def _resize(inline: Element, widest: float, tallest: int) -> int:
    """Make a picture as large as it may be; return its height."""
    extent = next(inline.iter(f"{_DRAWING}extent"))
    width, height = int(extent.get("cx") or 1), int(extent.get("cy") or 1)
    scale = min(widest / width, tallest / height)
    for size in (extent, *inline.iter(f"{_MAIN}ext")):
        if size.get("cx"):
            size.set("cx", str(round(width * scale)))
            size.set("cy", str(round(height * scale)))
    return round(height * scale)
