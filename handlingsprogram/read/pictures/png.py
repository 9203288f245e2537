"""What a PNG file says that it is, held against what it holds (https://www.w3.org/TR/png-3/)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from zlib import crc32, decompressobj, error

from handlingsprogram.read.limits import MAX_PIXELS, MAX_PROFILE_BYTES
from handlingsprogram.read.pictures.raster import BROKEN, Raster, UnusableError, turned, within

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">IIBBBBB")
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Colour type -> the bit depths that it may have."""
_PICTURE = frozenset(
    {b"bKGD", b"cHRM", b"cICP", b"cLLI", b"gAMA", b"hIST", b"iCCP", b"mDCV"}
    | {b"sBIT", b"sPLT", b"sRGB", b"tIME", b"tRNS"}
)
"""The chunks that a reader may do without and that are about the picture: the rest can say who and where."""
_DRAWN_WITH = b"Software\0"
"""How a text begins that tells which program drew the picture."""

_Chunk = tuple[bytes, memoryview]
"""Kind and data of a chunk."""


def read(content: bytes) -> Raster:
    """Return what a PNG file is, before anything is unpacked.

    Args:
        content: the file.

    Raises:
        UnusableError: it is not whole, too large, or moves.
    """
    chunks = list(_chunks(content))
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise UnusableError(BROKEN.format("det mangler en del av filen"))
    width, height = _header(bytes(chunks[0][1]))
    if b"acTL" in kinds:
        raise UnusableError("er animert (APNG); lagre ett av bildene som PNG")
    for kind, data in chunks:
        if kind == b"iCCP":
            _check_profile(bytes(data))
    exif = next((bytes(data) for kind, data in chunks if kind == b"eXIf"), b"")
    bare = content if all(map(_is_kept, chunks)) else _joined(filter(_is_kept, chunks))
    return Raster("png", width, height, content, bare, turned(exif))


def _chunks(content: bytes) -> Iterator[_Chunk]:
    """Give every chunk."""
    position = len(SIGNATURE)
    while position < len(content):
        length, kind = struct.unpack_from(">I4s", content.ljust(position + 8, b"\0"), position)
        end = position + 12 + length
        if end > len(content):
            raise UnusableError(BROKEN.format("filen er kuttet"))
        body = memoryview(content)[position + 4 : end - 4]
        if crc32(body) != int.from_bytes(content[end - 4 : end], "big"):
            raise UnusableError(BROKEN.format("kontrollsummen stemmer ikke"))
        yield kind, body[4:]
        position = end


def _header(header: bytes) -> tuple[int, int]:
    if len(header) != _HEADER.size:
        raise UnusableError(BROKEN.format("hodet er ikke helt"))
    width, height, depth, colour, compression, filtering, interlace = _HEADER.unpack(header)
    within(width or 1, height or 1, MAX_PIXELS)
    valid = depth in _DEPTHS.get(colour, ()) and not compression and not filtering and interlace < 2  # noqa: PLR2004
    if not width or not height or not valid:
        raise UnusableError(BROKEN.format("hodet sier noe umulig"))
    return width, height


def _check_profile(data: bytes) -> None:
    """Refuse a colour profile that is too large; it is packed, and a few kilobytes can be gigabytes."""
    _, _, packed = data.partition(b"\0")
    try:
        size = len(decompressobj().decompress(packed[1:], MAX_PROFILE_BYTES + 1))
    except error as broken:
        raise UnusableError(BROKEN.format("fargeprofilen kan ikke leses")) from broken
    if size > MAX_PROFILE_BYTES:
        raise UnusableError("har en altfor stor fargeprofil; lagre bildet uten")


def _is_kept(chunk: _Chunk) -> bool:
    kind, data = chunk
    if kind == b"pHYs":
        return data[:4] == data[4:8]  # dots that are not square, only Word draws so
    needed = not kind[0] & 0x20  # no reader may pass these over
    return needed or kind in _PICTURE or (kind == b"tEXt" and bytes(data[:9]) == _DRAWN_WITH)


def _joined(chunks: Iterator[_Chunk]) -> bytes:
    parts = [SIGNATURE]
    for kind, data in chunks:
        checksum = crc32(data, crc32(kind))
        parts += [struct.pack(">I4s", len(data), kind), bytes(data), struct.pack(">I", checksum)]
    return b"".join(parts)
