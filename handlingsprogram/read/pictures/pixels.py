"""Pictures of pixels made fit for print and web: upright, no larger than shows, in colours that all know.

What is fit already stays as it is. Pillow does the rest, always alike: the same file gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
from contextlib import suppress
from typing import TYPE_CHECKING

from handlingsprogram.read.limits import MAX_DRAWING_BYTES, MAX_PUBLISHED_BYTES, TALLEST, WIDEST
from handlingsprogram.read.pictures import jpeg, png, webp
from handlingsprogram.read.pictures.raster import BROKEN, Raster, UnusableError
from handlingsprogram.records import record

if TYPE_CHECKING:
    from PIL.Image import Image

_QUALITY = 85
_SMALLER = 0.7
_ON_ITS_SIDE = 5
"""From this way of turning on, width and height change places."""
_CHECKED = 64
"""Pixels across: as few as a photograph can be unpacked to, to see that it can be."""


@record
class Pixels:
    """A picture of pixels as it is published."""

    kind: str
    """`png` or `jpeg`."""
    width: int
    height: int
    content: bytes


def read(content: bytes, kind: str) -> Raster:
    """Return what a file of pixels is, before anything is unpacked.

    Args:
        content: the file.
        kind: `png`, `jpeg` or `webp`.

    Raises:
        UnusableError: it cannot be used.
    """
    return {"png": png.read, "jpeg": jpeg.read, "webp": webp.read}[kind](content)


_known: dict[bytes, Pixels] = {}
"""What files have become, by their digests: a build asks for what its check has asked for."""


def published(raster: Raster) -> Pixels:
    """Return a picture as the documents show it.

    Raises:
        UnusableError: it cannot be unpacked.
    """
    if raster.kind == "png" and _is_fit(raster, MAX_DRAWING_BYTES):
        return Pixels("png", raster.width, raster.height, raster.bare)  # typst unpacks it, and tells
    digest = hashlib.sha256(raster.bare + bytes([raster.turned])).digest()
    if digest not in _known:
        _known[digest] = _made(raster)
    return _known[digest]


def is_published(raster: Raster) -> bool:
    """Tell whether a picture is published just as it is."""
    return published(raster).content == raster.content


def _is_fit(raster: Raster, most: int) -> bool:
    return raster.common and raster.turned == 1 and len(raster.bare) <= most


def _made(raster: Raster) -> Pixels:
    from PIL import Image

    size = _size(raster)
    fit = (
        size == (raster.width, raster.height) and _is_fit(raster, MAX_PUBLISHED_BYTES) and not raster.lossless
    )
    try:
        with Image.open(io.BytesIO(raster.bare), formats=[raster.kind]) as image:
            # Photographs are unpacked no larger than they are needed.
            image.draft(None, (_CHECKED, _CHECKED) if fit else size)
            image.load()
            if fit:
                return Pixels(raster.kind, raster.width, raster.height, raster.bare)
            return _encoded(_upright(_drawn(image, size), raster.turned), lossless=raster.lossless)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise UnusableError(BROKEN.format("det kan ikke pakkes ut")) from error


def _size(raster: Raster) -> tuple[int, int]:
    """Return how large it is drawn, as it lies: no larger than a page shows at 300 dots an inch."""
    most = (WIDEST, TALLEST) if raster.turned < _ON_ITS_SIDE else (TALLEST, WIDEST)
    scale = min(1, most[0] / raster.width, most[1] / raster.height)
    return max(1, round(raster.width * scale)), max(1, round(raster.height * scale))


def _drawn(image: Image, size: tuple[int, int]) -> Image:
    """Return a picture in sRGB or grey, and of a size."""
    from PIL import Image

    image = _in_common_colours(image)
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _in_common_colours(image: Image) -> Image:
    from PIL import ImageCms

    if image.mode.startswith("I"):
        image = image.convert("I").point([value >> 8 for value in range(1 << 16)], "L")
    profile = image.info.get("icc_profile")
    clear = image.has_transparency_data
    grey = image.mode in {"1", "L", "LA"}
    if image.mode in {"1", "P", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA" if clear else "L" if grey else "RGB")
    wanted = ("LA" if clear else "L") if grey else ("RGBA" if clear else "RGB")
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        # A profile for other pixels says nothing of these.
        with suppress(ImageCms.PyCMSError, OSError):
            colours = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            same = ImageCms.profileToProfile(
                image, colours, ImageCms.createProfile("sRGB"), outputMode=wanted
            )
            image = same or image
    return image if image.mode == wanted else image.convert(wanted)  # a copy takes room


def _upright(image: Image, turned: int) -> Image:
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(ways[turned]) if turned in ways else image


def _encoded(image: Image, *, lossless: bool) -> Pixels:
    """Return a picture as a file; what would be too large dot by dot becomes a photograph, or smaller."""
    from PIL import Image

    if image.mode in {"LA", "RGBA"} and image.getchannel("A").getextrema()[0] == 255:  # noqa: PLR2004 — opaque
        image = image.convert(image.mode[:-1])
    clear = image.mode in {"LA", "RGBA"}
    while True:
        content = _file(image, "png" if lossless or clear else "jpeg")
        if len(content) <= MAX_PUBLISHED_BYTES:
            return Pixels("png" if lossless or clear else "jpeg", *image.size, content)
        if lossless and not clear:
            lossless = False
            continue
        smaller = (max(1, round(side * _SMALLER)) for side in image.size)
        image = image.resize((next(smaller), next(smaller)), Image.Resampling.LANCZOS)


def _file(image: Image, kind: str) -> bytes:
    """Return a picture in a file that holds nothing else."""
    bare = image.copy()
    bare.info.clear()
    file = io.BytesIO()
    if kind == "png":
        bare.save(file, "png", optimize=True)
    else:
        # Not `optimize`: then Pillow has too little room for what is all noise.
        bare.save(file, "jpeg", quality=_QUALITY, subsampling=0)
    return file.getvalue()
