"""What a file is, read off its first bytes: its name's ending may say anything."""

from __future__ import annotations

import re

from handlingsprogram.read.pictures import jpeg, png
from handlingsprogram.read.pictures.raster import UnusableError
from handlingsprogram.read.pictures.webp import is_webp

ENDINGS = {"png": ".png", "jpeg": ".jpg", "svg": ".svg"}
"""Kind -> how the names of such files end in the documents."""
_BEGINS = 4096
"""So many bytes tell what a text is."""
_AS_PHOTO = "lagre det som JPEG eller PNG"
_AS_DRAWING = "lagre tegningen som SVG eller PNG"
_OFFICE = f"er en tegning i Office-format ({{}}); høyreklikk på den, velg «Lagre som bilde» og {_AS_DRAWING}"

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (
        rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)",
        f"er et HEIC-bilde, som telefoner lager; {_AS_PHOTO}",
    ),
    (rb"....ftypavi[fs]", f"er et AVIF-bilde, som mange programmer ikke kan vise; {_AS_PHOTO}"),
    (rb"....ftyp", f"er en film; ta ut ett bilde av den, og {_AS_PHOTO}"),
    (rb"GIF8", "er et GIF-bilde; lagre det som PNG"),
    (rb"II[*+]\0|MM\0[*+]", f"er et TIFF-bilde eller råfilen fra et kamera; {_AS_PHOTO}"),
    (rb"BM.{12}[\x0c-\x7c]\0\0\0", "er et BMP-bilde; lagre det som PNG"),
    (rb"8BPS", f"er en Photoshop-fil; {_AS_PHOTO}"),
    (
        rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51|\0\0\0\x0cJXL |\xff\x0a",
        f"er et bilde av et slag som få programmer kan vise; {_AS_PHOTO}",
    ),
    (rb"\0\0[\x01\x02]\0.\0", "er et ikon; lagre det som PNG"),
    (rb"%PDF-", f"er en PDF-fil; {_AS_DRAWING}"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", f"er en EPS-fil; {_AS_DRAWING}"),
    (rb"\x01\0\0\0.{36} EMF", _OFFICE.format("EMF")),
    (rb"\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0\0[\x01\x03]", _OFFICE.format("WMF")),
    (
        rb"PK\x03\x04|\xd0\xcf\x11\xe0",
        "er et dokument eller en pakket mappe; hent bildet ut av filen, og lagre det som JPEG eller PNG",
    ),
    (rb"\x1f\x8b", "er en pakket fil (.svgz eller .gz); lagre tegningen som vanlig SVG"),
    (
        rb"version https://git-lfs",
        "er bare git-lfs sin henvisning til bildet; kjør «git lfs pull», eller legg selve bildet der",
    ),
)
"""How a file begins that is something else, and what to do with it."""
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_DIAGRAM = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<mxfile\b")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""Byte order marks, which texts may begin with."""


def kind(content: bytes) -> str:
    """Return what a file is: `png`, `jpeg`, `webp`, or `svg` for whatever may be a drawing.

    Raises:
        UnusableError: it is nothing that the documents can show; says what it is, and what to do.
    """
    if content.startswith(png.SIGNATURE):
        return "png"
    if content.startswith(jpeg.SIGNATURE):
        return "jpeg"
    if is_webp(content):
        return "webp"
    for beginning, why in _OTHERS:
        if re.match(beginning, content[:_BEGINS], re.DOTALL):
            raise UnusableError(why)
    return _text(content[:_BEGINS])


def _text(start: bytes) -> str:
    if not start:
        raise UnusableError("er tom; legg inn bildet på nytt")
    if _PAGE.match(start.removeprefix(_MARKS[0])):
        raise UnusableError("er en nettside og ikke et bilde; åpne siden, og lagre selve bildet")
    if _DIAGRAM.match(start.removeprefix(_MARKS[0])):
        raise UnusableError("er en fil fra draw.io; eksporter den som SVG eller PNG")
    if start.startswith(_MARKS) or start.lstrip().startswith(b"<"):
        return "svg"
    raise UnusableError("er ikke et bilde som kan brukes; lagre det som JPEG, PNG, WebP eller SVG")
