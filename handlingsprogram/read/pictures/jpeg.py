"""What a JPEG file says that it is, and the picture alone.

https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B; https://www.w3.org/Graphics/JPEG/jfif3.pdf
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handlingsprogram.read.limits import MAX_PHOTO_PIXELS, MAX_PIXELS, MAX_PROFILE_BYTES, MAX_SCANS
from handlingsprogram.read.pictures.raster import BROKEN, Raster, UnusableError, turned, within

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = b"\xff\xd8\xff"
_BASELINE, _EXTENDED, _PROGRESSIVE = 0xC0, 0xC1, 0xC2
_HUFFMAN, _QUANTISATION, _RESTART, _SCAN, _END = 0xC4, 0xDB, 0xDD, 0xDA, 0xD9
_FRAMES = frozenset(range(0xC0, 0xD0)) - {_HUFFMAN, 0xC8, 0xCC}
_EXIF, _PROFILE, _ADOBE = b"Exif\0\0", b"ICC_PROFILE\0", b"Adobe"
_JFIF = b"\xff\xe0\x00\x10JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00"
"""The head that all programs know: dots as wide as they are high, and no small picture of the picture."""
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_GREY, _COLOURS, _PRINT = 1, 3, 4
"""How many components a pixel has."""


@dataclass(slots=True)
class _Parts:
    """What is gathered on the way through a file."""

    picture: list[bytes] = field(default_factory=list)
    """The segments that draw it."""
    profile: list[bytes] = field(default_factory=list)
    """The segments that say what its colours are."""
    frame: tuple[int, bytes] = (0, b"")
    """How it is packed, and the header of that."""
    exif: bytes = b""
    adobe: int | None = None
    """Which colours Adobe's programs say that it has."""
    named: bool = False
    """Whether its head is JFIF's, which says how colours are kept."""
    scans: int = 0


def read(content: bytes) -> Raster:
    """Return what a JPEG file is, before anything is unpacked.

    Args:
        content: the file. What phones put behind the picture is left out with the rest.

    Raises:
        UnusableError: it is not whole, too large, or of a kind that few programs know.
    """
    parts = _Parts()
    for marker, segment in _segments(content):
        _take(parts, marker, segment)
    width, height, ids = _frame(parts)
    grey = len(ids) == _GREY
    colours = len(ids) == _COLOURS and (
        parts.named or parts.adobe == 1 or (parts.adobe is None and ids == b"\x01\x02\x03")
    )
    profile = parts.profile if _fits(parts.profile, grey=grey) else []
    bare = b"".join([b"\xff\xd8", _JFIF, *profile, *parts.picture, b"\xff\xd9"])
    common = grey or colours
    return Raster(
        "jpeg",
        width,
        height,
        content,
        bare if common else _with_colours(parts),
        turned(parts.exif),
        common=common,
        lossless=False,
    )


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Give marker and whole of every segment up to the end, a scan with its pixels."""
    position = 2
    while True:
        if content[position : position + 1] != b"\xff":
            raise UnusableError(
                BROKEN.format("filen er kuttet" if position >= len(content) else "hodet er ikke helt")
            )
        marker = content[position + 1] if position + 1 < len(content) else 0xFF
        if marker == 0xFF:  # noqa: PLR2004 — fills up, as many as there are
            position += 1
            continue
        if marker == _END:
            return
        length = int.from_bytes(content[position + 2 : position + 4], "big")
        end = position + 2 + length
        if marker == _SCAN:
            found = _AFTER_SCAN.search(content, end)
            end = found.start() if found else len(content) + 1
        if length < 2 or end > len(content):  # noqa: PLR2004 — the length counts itself
            raise UnusableError(BROKEN.format("filen er kuttet"))
        yield marker, content[position:end]
        position = end


def _take(parts: _Parts, marker: int, segment: bytes) -> None:
    data = segment[4:]
    if marker in _FRAMES:
        if parts.frame[0]:
            raise UnusableError(BROKEN.format("hodet sier noe umulig"))
        parts.frame = marker, data
    parts.scans += marker == _SCAN
    if marker in _FRAMES or marker in {_HUFFMAN, _QUANTISATION, _RESTART, _SCAN}:
        parts.picture.append(segment)
    elif marker == 0xE0 and data.startswith(b"JFIF\0"):  # noqa: PLR2004 — APP0
        parts.named = True
    elif marker == 0xE1 and data.startswith(_EXIF):  # noqa: PLR2004 — APP1
        parts.exif = parts.exif or data[len(_EXIF) :]
    elif marker == 0xE2 and data.startswith(_PROFILE):  # noqa: PLR2004 — APP2
        parts.profile.append(segment)
    elif marker == 0xEE and data.startswith(_ADOBE) and len(data) > 11:  # noqa: PLR2004 — APP14
        parts.adobe = data[11]


def _frame(parts: _Parts) -> tuple[int, int, bytes]:
    """Return width, height and the names of the components."""
    marker, data = parts.frame
    if not marker or not parts.scans:
        raise UnusableError(BROKEN.format("det mangler en del av filen"))
    depth, height, width, count = struct.unpack(">BHHB", data[:6].ljust(6, b"\0"))
    if marker not in {_BASELINE, _EXTENDED, _PROGRESSIVE} or depth != 8:  # noqa: PLR2004 — bits
        raise UnusableError(
            "er et JPEG-bilde av et slag som få programmer kan vise; lagre det som vanlig JPEG"
        )
    # One that comes whole at first and clearer by and by is held in memory whole.
    within(width, height, MAX_PIXELS if marker == _PROGRESSIVE else MAX_PHOTO_PIXELS)
    if count not in {_GREY, _COLOURS, _PRINT} or len(data) < 6 + 3 * count or parts.scans > MAX_SCANS:
        raise UnusableError(BROKEN.format("hodet sier noe umulig"))
    if sum(map(len, parts.profile)) > MAX_PROFILE_BYTES:
        raise UnusableError("har en altfor stor fargeprofil; lagre bildet uten")
    return width, height, data[6 : 6 + 3 * count : 3]


def _fits(profile: list[bytes], *, grey: bool) -> bool:
    """Tell whether a colour profile is for such pixels (https://www.color.org/specification/ICC.1-2022-05.pdf)."""
    return bool(profile) and profile[0][34:38] == (b"GRAY" if grey else b"RGB ")


def _with_colours(parts: _Parts) -> bytes:
    """Return a picture that must be made anew with what says how its colours are meant."""
    adobe = (
        b""
        if parts.adobe is None
        else struct.pack(">2sH5s6sB", b"\xff\xee", 14, _ADOBE, bytes(6), parts.adobe)
    )
    return b"".join([b"\xff\xd8", adobe, *parts.profile, *parts.picture, b"\xff\xd9"])
