"""Pictures that are not what they seem, made byte by byte."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width: int, height: int, depth: int = 8, colour: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))


def png(width: int, height: int, *more: bytes) -> bytes:
    """Return a whole, black picture in grey, with further chunks after its header."""
    packed = zlib.compressobj()
    rows = [packed.compress(bytes(width + 1)) for _ in range(height)]
    pixels = chunk(b"IDAT", b"".join(rows) + packed.flush())
    return SIGNATURE + header(width, height) + b"".join(more) + pixels + chunk(b"IEND", b"")


def bomb(size: int) -> bytes:
    """Return what unpacks to so many bytes of nothing; a piece of it is packed once, and repeated."""
    packed = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    piece = packed.compress(bytes(1_000_000)) + packed.flush(zlib.Z_FULL_FLUSH)
    of_nothing = size % 65_521 << 16 | 1  # Adler-32
    return b"\x78\xda" + piece * (size // 1_000_000) + packed.flush() + struct.pack(">I", of_nothing)


def with_more_pixels() -> bytes:
    """Return a picture of one dot whose pixels unpack to 200 megabytes."""
    pixels = chunk(b"IDAT", bomb(200_000_000))
    return SIGNATURE + header(1, 1) + pixels + chunk(b"IEND", b"")


def address(content: bytes) -> str:
    """Return a picture as the address that is itself."""
    return f"data:image/png;base64,{b64encode(content).decode()}"


DOT = png(1, 1)
ADDRESS = address(DOT)
NAMESPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:html="http://www.w3.org/1999/xhtml"'
)


def svg(inside: str, before: str = "") -> bytes:
    """Return a drawing that has something on its second line."""
    return f'{before}<svg {NAMESPACES} viewBox="0 0 10 10">\n{inside}\n</svg>'.encode()


def repeated(kind: str, attribute: str, levels: int) -> str:
    """Return definitions of which each shows the one before it ten times."""

    def shape(shown: str) -> str:
        return f'<rect width="3" height="3" {shown}/>'

    def shows(number: int) -> str:
        return shape(f'{attribute}="url(#a{number})"')

    rest = (f'<{kind} id="a{i}">{shows(i - 1) * 10}</{kind}>' for i in range(1, levels))
    return f'<{kind} id="a0">{shape("")}</{kind}>' + "".join(rest) + shows(levels - 1)


def used(levels: int) -> str:
    """Return groups of which each uses the one before it ten times: the laughs of a drawing."""

    def shows(number: int) -> str:
        return f'<use xlink:href="#a{number}"/>'

    rest = (f'<g id="a{i}">{shows(i - 1) * 10}</g>' for i in range(1, levels))
    return '<g id="a0"><path d="M0 0h1"/></g>' + "".join(rest)
