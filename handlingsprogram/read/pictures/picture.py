"""A picture file from its name to what the documents show, or to what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import os_error
from handlingsprogram.read.files import is_plain
from handlingsprogram.read.limits import MAX_DRAWING_BYTES, MAX_PICTURE_BYTES
from handlingsprogram.read.pictures import names, pixels
from handlingsprogram.read.pictures.kinds import kind
from handlingsprogram.read.pictures.raster import UnusableError
from handlingsprogram.records import record

if TYPE_CHECKING:
    from pathlib import Path

_TOO_LARGE = "er større enn {} MB; gjør bildet mindre"


@record
class Picture:
    """A picture as the documents show it."""

    fil: str
    """Its name as the content gives it, with the ending of what it has become: .png, .jpg or .svg."""
    innhold: bytes
    bredde: float
    """In pixels, or a drawing's own units."""
    høyde: float

    @property
    def is_drawing(self) -> bool:
        """Whether it is sharp at any size."""
        return self.fil.endswith(".svg")


def read(folder: Path, name: str) -> bytes:
    """Return the content of a picture file as it lies there.

    Args:
        folder: the folder that the name is seen from.
        name: the file below it, as the schema lets it be written.

    Raises:
        UnusableError: there is no such file, or none that may be read.
    """
    path = names.find(folder, name)
    try:
        if not path.is_dir() and not is_plain(path):
            raise UnusableError("er ingen vanlig fil; legg et bilde der")
        if path.stat().st_size > MAX_PICTURE_BYTES:
            raise UnusableError(_TOO_LARGE.format(MAX_PICTURE_BYTES // 1_000_000))
        return path.read_bytes()
    except OSError as error:
        raise UnusableError(f"kan ikke leses: {os_error(error)}") from error


def picture(folder: Path, name: str) -> Picture:
    """Return a picture as the documents show it.

    Args:
        folder: the folder that the name is seen from.
        name: the file below it, as the schema lets it be written.

    Raises:
        UnusableError: it cannot be used.
    """
    content = read(folder, name)
    what = kind(content)
    if what != "svg":
        made = pixels.published(pixels.read(content, what))
        return Picture(names.published(name, made.kind), made.content, made.width, made.height)
    if len(content) > MAX_DRAWING_BYTES:
        raise UnusableError(_TOO_LARGE.format(MAX_DRAWING_BYTES // 1_000_000))
    from handlingsprogram.read.pictures import svg, svg_size  # not before there is a drawing

    drawing = svg.published(content)
    width, height = svg_size.size(drawing)
    if not width:  # then each program has a size of its own
        raise UnusableError(
            "sier ikke hvor stort det er (viewBox, eller width og height); lagre bildet på nytt"
        )
    return Picture(names.published(name, "svg"), drawing, width, height)


def wrong(folder: Path, name: str) -> list[str]:
    """Say in Norwegian everything that is wrong with a picture file; nothing where it can be used."""
    try:
        picture(folder, name)
    except UnusableError as error:
        return error.reasons
    return []
