"""Fonts of an organisation's own: files in the folder `skrifter` beside tema.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position
from handlingsprogram.read.files import is_plain, link_on_the_way
from handlingsprogram.read.folders import FONTS
from handlingsprogram.records import record

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (".ttf", ".otf")
MOST_FILES, MOST_BYTES = 24, 4_000_000
"""How many there may be, and how large each: what a family with all its cuts has, amply."""
_STARTS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
"""How a TrueType or an OpenType file begins (https://learn.microsoft.com/typography/opentype/spec/otff)."""


@record
class Skriftfil:
    """A font's file."""

    navn: str
    innhold: bytes


def read(content: Path) -> tuple[tuple[Skriftfil, ...], list[Finding]]:
    """Read the fonts beside a theme.

    Args:
        content: the folder of tema.yaml, which has a folder `skrifter`.

    Returns:
        The fonts by name, and a finding for each file that is none; licences and notes may lie beside them.
    """
    folder = content / FONTS
    if folder.is_symlink() or not folder.is_dir():
        message = "skrifter skal være en mappe med skriftfiler; legg selve mappen der"
        return (), [Finding(Position(folder.as_posix(), 1, 1), "fil-snarvei", message)]
    files = [file for file in sorted(folder.iterdir()) if file.suffix.lower() in ENDINGS]
    if len(files) > MOST_FILES:
        message = f"mappen har flere enn {MOST_FILES} skriftfiler; ta bort dem som dokumentene ikke bruker"
        return (), [Finding(Position(files[MOST_FILES].as_posix(), 1, 1), "fil-antall", message)]
    amiss = {file: _amiss(file, content) for file in files}
    found = tuple(Skriftfil(file.name, file.read_bytes()) for file, why in amiss.items() if not why)
    return found, [why for why in amiss.values() if why]


def _amiss(file: Path, content: Path) -> Finding | None:
    """Return what is wrong with a file, or None of a font that can be used."""
    start = Position(file.as_posix(), 1, 1)
    if link_on_the_way(file, content) or not is_plain(file):
        return Finding(start, "fil-snarvei", "skriftfilen er en snarvei; legg selve filen der")
    if file.stat().st_size > MOST_BYTES:
        message = f"skriftfilen er større enn {MOST_BYTES // 1_000_000} MB; bruk en mindre utgave"
        return Finding(start, "fil-størrelse", message)
    with file.open("rb") as opened:
        if opened.read(4) in _STARTS:
            return None
    message = "filen er ikke en skrift som kan brukes; legg inn skriften som .ttf eller .otf"
    return Finding(start, "skrift-fil", message)
