"""Pictures in the Word file: as wide as in the PDF, and without pandoc's copy of their data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.etree import SubElement

from handlingsprogram.records import record
from handlingsprogram.render.edition.parts import pictures
from handlingsprogram.render.word.body import style
from handlingsprogram.render.word.xml import qualified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from handlingsprogram.read.theme.logo import Logo
    from handlingsprogram.render.edition.parts import View

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_EMU_PER_TWIP = 635
_EMU_PER_MM = 36_000
_PORTRAIT = 35 * _EMU_PER_MM
"""As in templates/typst/figurer.typ."""
_TALLEST_DRAWING = 200
"""As in templates/typst/figurer.typ, in millimetres: what the tool draws has letters to be read."""
_DRAWN = ("-tegninger/", "-budsjettfigurer/")
"""The folders that have what is drawn, as in templates/pandoc/typst.lua."""


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


@record
class Size:
    """How large a figure's picture may be."""

    width: float
    """In per cent of the text."""
    height: float
    """In millimetres."""


def sizes(view: View, tallest: float) -> list[Size]:
    """Return how large each figure's picture may be, in turn; `tallest` is for pictures."""
    return [
        Size(
            figure.bredde * share(beside),
            _TALLEST_DRAWING if any(folder in figure.bilde for folder in _DRAWN) else tallest,
        )
        for figure, beside in pictures(view.deler)
        if figure.bilde
    ]


def fit_pictures(
    body: Element, text_width: int, logo: Logo | None, figures: Sequence[Size], cover: int
) -> int:
    """Make each picture as wide as the text, but not too tall for a page; the logo has its own measures.

    Args:
        body: the `w:body`, changed in place.
        text_width: between the margins, in twentieths of a point.
        logo: the theme's.
        figures: how large each figure may be.
        cover: how tall the cover's picture may be, in twentieths of a point.

    Returns:
        How tall that is; 0 where there is none.
    """
    left, whole, taken = iter(figures), text_width * _EMU_PER_TWIP, 0
    for inline in body.iter(f"{_DRAWING}inline"):
        widest: float = whole
        tallest: float = _TALLEST_DRAWING * _EMU_PER_MM
        kind = style(next(inline.iterancestors(qualified("w:p"))))
        match kind:
            case "Omslagsbilde":
                tallest = cover * _EMU_PER_TWIP
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
                size = next(left, Size(100, _TALLEST_DRAWING))
                widest, tallest = whole * size.width // 100, size.height * _EMU_PER_MM
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


def _resize(inline: Element, widest: float, tallest: float) -> int:
    """Make a picture as large as it may be; return its height."""
    extent = next(inline.iter(f"{_DRAWING}extent"))
    width, height = int(extent.get("cx") or 1), int(extent.get("cy") or 1)
    scale = min(widest / width, tallest / height)
    for size in (extent, *inline.iter(f"{_MAIN}ext")):
        if size.get("cx"):
            size.set("cx", str(round(width * scale)))
            size.set("cy", str(round(height * scale)))
    return round(height * scale)
