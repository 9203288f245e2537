"""Pictures that are not what they seem, made byte by byte."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode

from tests.photographs import HEIGHT, WIDTH, photograph

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
    """Return a picture of a few dots whose pixels unpack to 200 megabytes."""
    pixels = chunk(b"IDAT", bomb(200_000_000))
    return SIGNATURE + header(700, 1) + pixels + chunk(b"IEND", b"")


def address(content: bytes) -> str:
    """Return a picture as the address that is itself."""
    return f"data:image/png;base64,{b64encode(content).decode()}"


def segment(marker: int, data: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def jpeg(*changed: tuple[bytes, bytes]) -> bytes:
    """Return a photograph with bytes changed, each standing there once."""
    content = photograph()
    for old, new in changed:
        assert content.count(old) == 1
        content = content.replace(old, new)
    return content


def frame(width: int, height: int, kind: int = 0xC0, depth: int = 8) -> bytes:
    """Return how the frame of a JPEG begins."""
    return struct.pack(">BBHBHHB", 0xFF, kind, 17, depth, height, width, 3)


def with_many_scans() -> bytes:
    """Return a photograph whose pixels begin a hundred times."""
    content = photograph()
    scan = content[content.index(b"\xff\xda") : -2]
    return content[:-2] + scan[:40] * 100 + content[-2:]


FRAME = frame(WIDTH, HEIGHT)
"""What `jpeg` has."""


def webp(width: int, height: int, flags: int = 0) -> bytes:
    """Return a WebP that says that it is so large, and has a photograph of another size."""
    inside = photograph("webp")[12:]
    canvas = struct.pack("<4sII", b"VP8X", 10, flags) + (width - 1).to_bytes(3, "little")
    body = b"WEBP" + canvas + (height - 1).to_bytes(3, "little") + inside[inside.index(b"VP8 ") :]
    return b"RIFF" + struct.pack("<I", len(body)) + body


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
