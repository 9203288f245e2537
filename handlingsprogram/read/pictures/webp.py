"""What a WebP file says that it is (https://www.rfc-editor.org/rfc/rfc9649)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from handlingsprogram.read.limits import MAX_WEBP_PIXELS
from handlingsprogram.read.pictures.raster import BROKEN, Raster, UnusableError, turned, within

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = 12
_MOVES = 0x02


def is_webp(content: bytes) -> bool:
    """Tell whether a file begins as WebP files do."""
    return content[:4] == b"RIFF" and content[8:_HEAD] == b"WEBP"


def read(content: bytes) -> Raster:
    """Return what a WebP file is, before anything is unpacked.

    Args:
        content: a file that `is_webp`.

    Raises:
        UnusableError: it is not whole, too large, or moves.
    """
    chunks: dict[bytes, memoryview] = {}
    for kind, data in _chunks(content):
        chunks.setdefault(kind, data)
    if b"ANIM" in chunks or b"ANMF" in chunks or bytes(chunks.get(b"VP8X", b"\0"))[0] & _MOVES:
        raise UnusableError("er animert; lagre ett av bildene som JPEG eller PNG")
    for kind, size in ((b"VP8X", _canvas), (b"VP8 ", _lossy), (b"VP8L", _lossless)):
        if kind in chunks:
            within(*size(bytes(chunks[kind][:10]).ljust(10, b"\0")), MAX_WEBP_PIXELS)
    head = next((one for one in (b"VP8X", b"VP8 ", b"VP8L") if one in chunks), b"")
    if not head or not chunks.keys() & {b"VP8 ", b"VP8L"}:
        raise UnusableError(BROKEN.format("det mangler en del av filen"))
    width, height = {b"VP8X": _canvas, b"VP8 ": _lossy, b"VP8L": _lossless}[head](bytes(chunks[head][:10]))
    exif = bytes(chunks.get(b"EXIF", b"")).removeprefix(b"Exif\0\0")
    # Word knows no WebP, so it is always made anew.
    return Raster(
        "webp", width, height, content, content, turned(exif), common=False, lossless=b"VP8 " not in chunks
    )


def _chunks(content: bytes) -> Iterator[tuple[bytes, memoryview]]:
    end = 8 + int.from_bytes(content[4:8], "little")
    if end > len(content):
        raise UnusableError(BROKEN.format("filen er kuttet"))
    position = _HEAD
    while position < end:
        kind, length = struct.unpack_from("<4sI", content.ljust(position + 8, b"\0"), position)
        if position + 8 + length > end:
            raise UnusableError(BROKEN.format("filen er kuttet"))
        yield kind, memoryview(content)[position + 8 : position + 8 + length]
        position += 8 + length + length % 2


def _canvas(head: bytes) -> tuple[int, int]:
    return 1 + int.from_bytes(head[4:7], "little"), 1 + int.from_bytes(head[7:10], "little")


def _lossy(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", head, 6)
    return width & 0x3FFF, height & 0x3FFF


def _lossless(head: bytes) -> tuple[int, int]:
    bits = int.from_bytes(head[1:5], "little")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
