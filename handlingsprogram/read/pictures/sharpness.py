"""Whether a picture has dots enough for the width that it is printed in."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.pictures.picture import Picture

TEXT_WIDTH, TALLEST = 160, 200
"""In millimetres: about as wide as a figure is printed, and as tall as it may be (figurer.typ)."""
_COARSE, _GOOD = 100, 150
"""Dots an inch: fewer are seen one by one on paper; so many are not."""
_MM = 25.4


def coarse(picture: Picture, width: float | None = None) -> Iterator[str]:
    """Say in Norwegian that a picture of pixels will be blurred.

    Args:
        picture: the picture.
        width: how wide it is printed, in millimetres; as a figure is where nothing is said.
    """
    if picture.is_drawing:
        return
    if width is None:
        width = min(TEXT_WIDTH, TALLEST * picture.bredde / picture.høyde)
    if picture.bredde / (width / _MM) < _COARSE:
        needed = ceil(width / _MM * _GOOD / 50) * 50
        size = f"{picture.bredde:.0f} × {picture.høyde:.0f} piksler"
        yield f"er {size} og blir uskarpt på trykk; bruk et bilde på minst {needed} piksler i bredden"
