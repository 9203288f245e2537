"""What a file of pixels says of itself, read without unpacking it; and why a picture cannot be used."""

from __future__ import annotations

import struct

from handlingsprogram.records import record

BROKEN = "er ødelagt ({}); lagre bildet på nytt"
_ORIENTATION, _SHORT = 0x0112, 3


class UnusableError(Exception):
    """A picture cannot be used; says in Norwegian why, one thing an argument."""

    @property
    def reasons(self) -> list[str]:
        """Return all that is wrong."""
        return [str(reason) for reason in self.args]


@record
class Raster:
    """A picture of pixels."""

    kind: str
    """`png`, `jpeg` or `webp`."""
    width: int
    height: int
    content: bytes
    """The file."""
    bare: bytes
    """The file without all that it tells besides the picture: who took it, where, and with what."""
    turned: int = 1
    """Which way it is to be turned to be seen, as Exif counts: 1 is not at all, from 5 on by a quarter."""
    common: bool = True
    """Whether every program shows `bare`, and shows it alike."""
    lossless: bool = True
    """Whether it is kept dot by dot, as drawings are, and not as photographs are."""


def within(width: int, height: int, most: int) -> None:
    """Hold a picture's size against a limit, before there is memory for it.

    Raises:
        UnusableError: it has too many pixels, or none.
    """
    if not width or not height:
        raise UnusableError(BROKEN.format("hodet sier noe umulig"))
    if width * height > most:
        millions = most // 1_000_000
        raise UnusableError(
            f"er {width} × {height} piksler; det meste er {millions} millioner til sammen, "
            "så gjør bildet mindre"
        )


def turned(exif: bytes) -> int:
    """Return which way Exif data has a picture turned; 1 where it does not say, or cannot be read.

    Args:
        exif: from the byte order on (https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf, 4.5).
    """
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if not order or len(exif) < 8:  # noqa: PLR2004 — the header
        return 1
    [start] = struct.unpack_from(f"{order}I", exif, 4)
    entry = struct.Struct(f"{order}HHIHH")
    if start + 2 > len(exif):
        return 1
    [count] = struct.unpack_from(f"{order}H", exif, start)
    for at in range(start + 2, min(start + 2 + count * entry.size, len(exif) - entry.size + 1), entry.size):
        tag, form, _, value, _ = entry.unpack_from(exif, at)
        if tag == _ORIENTATION and form == _SHORT:
            return int(value) if 1 <= value <= 8 else 1  # noqa: PLR2004 — the eight ways
    return 1
