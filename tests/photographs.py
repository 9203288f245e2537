"""Pictures as telephones, cameras and drawing programs make them, and how to see which way up they are."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from PIL import Image, ImageCms

WIDTH, HEIGHT = 1000, 600
RED, GREEN, BLUE, YELLOW = (220, 20, 20), (20, 180, 20), (20, 20, 220), (230, 220, 20)
CORNERS = (RED, GREEN, BLUE, YELLOW)
"""What an upright picture has above, left and right, and below."""
CAMERA, PERSON, PLACE, REMARK = "Hemmelig kamera", "Kari Fotograf", (59.0, 54.0, 41.0), "Hemmelig merknad"
TOLD = (CAMERA.encode(), PERSON.encode(), REMARK.encode(), b"Exif\0\0", b"eXIf", b"http://ns.adobe.com/xap")
"""What may be in a file and in no document."""
_BACK = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera lays a picture down that is to be turned in each of Exif's ways."""


def four(width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """Return a picture of four fields."""
    image = Image.new("RGB", (2, 2))
    image.putdata(CORNERS)
    return image.resize((width, height), Image.Resampling.NEAREST)


def exif(turned: int = 1) -> Image.Exif:
    """Return what a telephone tells of a picture."""
    told = Image.Exif()
    told[0x0112], told[0x010F], told[0x013B] = turned, CAMERA, PERSON
    place = told.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", PLACE, "E", PLACE
    return told


def saved(image: Image.Image, form: str, **settings: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **settings)
    return file.getvalue()


@cache
def photograph(form: str = "jpeg", turned: int = 1) -> bytes:
    """Return the four fields as a telephone keeps them, which way it was ever held."""
    back = _BACK[turned]
    laid = four() if back is None else four().transpose(back)
    more: dict[str, Any] = {"exif": exif(turned)}
    if form == "jpeg":
        more |= {"quality": 90, "comment": REMARK, "xmp": b"<x:xmpmeta>" + PERSON.encode() + b"</x:xmpmeta>"}
    return saved(laid, form, **more)


def printed() -> bytes:
    """Return the four fields as Adobe's programs keep them for print: CMYK, and upside down in value."""
    return saved(four().convert("CMYK"), "jpeg", quality=90)


def noise(width: int, height: int) -> Image.Image:
    """Return what no file can hold in little room."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 90) for _ in range(3)])


@cache
def profile() -> bytes:
    """Return a colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """Return the colours in the middle of the four fields, above first."""
    image = image.convert("RGB")
    width, height = image.size
    places = [(x, y) for y in (height // 4, height * 3 // 4) for x in (width // 4, width * 3 // 4)]
    return [image.getpixel(place) for place in places]  # type: ignore[misc]


def is_upright(image: Image.Image, within: int = 12) -> bool:
    """Tell whether the four fields lie as they should."""
    pairs = zip(corners(image), CORNERS, strict=True)
    return image.width > image.height and all(
        abs(one - other) <= within for seen, meant in pairs for one, other in zip(seen, meant, strict=True)
    )
