"""Picture files: what is allowed, and what a file really is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import os_error
from handlingsprogram.read import png
from handlingsprogram.read.files import is_plain, link_on_the_way
from handlingsprogram.read.limits import MAX_PICTURE_BYTES

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, name: str) -> bytes:
    """Return the content of a picture below a year's folder.

    Raises:
        OSError: the file cannot be read.
    """
    return (folder / name).read_bytes()


def wrong(folder: Path, name: str) -> list[str]:
    """Say in Norwegian everything that is wrong with a picture file; nothing where it can be used.

    Args:
        folder: the year's folder.
        name: the file below it, `figurer/….svg` or `.png`, as the schema lets it be written.
    """
    path = folder / name
    if link_on_the_way(path, folder):
        return ["er en snarvei; legg selve filen i mappen"]
    try:
        if not path.is_dir() and not is_plain(path):
            return ["er ingen vanlig fil; legg et bilde der"]
        if path.stat().st_size > MAX_PICTURE_BYTES:
            return [f"er større enn {MAX_PICTURE_BYTES // 1_000_000} MB; gjør bildet mindre"]
        content = read(folder, name)
    except OSError as error:
        return [f"kan ikke leses: {os_error(error)}"]
    if path.suffix == ".png":
        return [why] if (why := png.wrong(content)) else []
    from handlingsprogram.read import svg  # not before there is a drawing

    return svg.wrong(content)


def proportion(folder: Path, name: str) -> float:
    """Return how tall a picture that is not `wrong` is for its width; 0 where a drawing does not say.

    Args:
        folder: the folder that the name is seen from.
        name: the file.
    """
    content = read(folder, name)
    if name.endswith(".png"):
        width, height = png.dimensions(content)
        return height / width
    from handlingsprogram.read import svg_size

    return svg_size.proportion(content)
