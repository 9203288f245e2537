"""What a PNG file says that it is, held against what it holds (https://www.w3.org/TR/png-3/)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from zlib import crc32, decompressobj, error

from handlingsprogram.read.limits import MAX_PIXELS, MAX_PROFILE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">IIBBBBB")
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Colour type -> the bit depths that it may have."""
_BROKEN = "er ødelagt ({}); lagre bildet på nytt"


def size(content: bytes) -> int:
    """Return how many pixels a PNG that is not `wrong` has."""
    width, height = dimensions(content)
    return width * height


def dimensions(content: bytes) -> tuple[int, int]:
    """Return how many pixels wide and high a PNG that is not `wrong` is."""
    width, height = struct.unpack_from(">II", content, len(SIGNATURE) + 8)
    return width, height


_Chunk = tuple[bytes, memoryview]
"""Kind and data of a chunk."""


class _BrokenError(Exception):
    """The file is not built as a PNG is; says in Norwegian where."""


def wrong(content: bytes) -> str:
    """Say in Norwegian what is wrong with a PNG file, before anything is unpacked; nothing where it is whole.

    Args:
        content: the file.
    """
    if not content.startswith(SIGNATURE):
        return "er ikke et PNG-bilde"
    try:
        chunks = list(_chunks(content))
    except _BrokenError as error:
        return _BROKEN.format(error)
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        return _BROKEN.format("det mangler en del av filen")
    return _wrong_header(bytes(chunks[0][1])) or next(filter(None, map(_wrong_profile, chunks)), "")


def _chunks(content: bytes) -> Iterator[_Chunk]:
    """Give every chunk."""
    position = len(SIGNATURE)
    while position < len(content):
        length, kind = struct.unpack_from(">I4s", content.ljust(position + 8, b"\0"), position)
        end = position + 12 + length
        if end > len(content):
            raise _BrokenError("filen er kuttet")
        body = memoryview(content)[position + 4 : end - 4]
        if crc32(body) != int.from_bytes(content[end - 4 : end], "big"):
            raise _BrokenError("kontrollsummen stemmer ikke")
        yield kind, body[4:]
        position = end


def _wrong_header(header: bytes) -> str:
    if len(header) != _HEADER.size:
        return _BROKEN.format("hodet er ikke helt")
    width, height, depth, colour, compression, filtering, interlace = _HEADER.unpack(header)
    if width * height > MAX_PIXELS:
        most = MAX_PIXELS // 1_000_000
        return (
            f"er {width} × {height} piksler; det meste er {most} millioner til sammen, så gjør bildet mindre"
        )
    valid = depth in _DEPTHS.get(colour, ()) and not compression and not filtering and interlace < 2  # noqa: PLR2004
    if not width or not height or not valid:
        return _BROKEN.format("hodet sier noe umulig")
    return ""


def _wrong_profile(chunk: _Chunk) -> str:
    """Say what is wrong with a colour profile, which is packed: a few kilobytes can be gigabytes."""
    kind, data = chunk
    if kind != b"iCCP":
        return ""
    _, _, packed = bytes(data).partition(b"\0")
    try:
        size = len(decompressobj().decompress(packed[1:], MAX_PROFILE_BYTES + 1))
    except error:
        return _BROKEN.format("fargeprofilen kan ikke leses")
    return "har en altfor stor fargeprofil; lagre bildet uten" if size > MAX_PROFILE_BYTES else ""
