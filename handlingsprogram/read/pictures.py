"""Picture files: what is allowed, and what a file really is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import os_error

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 5_000_000
_PNG = b"\x89PNG\r\n\x1a\n"


def read(folder: Path, name: str) -> bytes:
    """Return the content of a picture below a year's folder.

    Raises:
        OSError: the file cannot be read.
    """
    return (folder / name).read_bytes()


def wrong(folder: Path, name: str) -> str:
    """Say in Norwegian what is wrong with a picture file; nothing where it can be used.

    Args:
        folder: the year's folder.
        name: the file below it, `figurer/….svg` or `.png`, as the schema lets it be written.
    """
    path = folder / name
    if path.is_symlink() or path.parent.is_symlink():
        return "er en snarvei; legg selve filen i mappen"
    try:
        if path.stat().st_size > MAX_BYTES:
            return f"er større enn {MAX_BYTES // 1_000_000} MB; gjør bildet mindre"
        content = read(folder, name)
    except OSError as error:
        return f"kan ikke leses: {os_error(error)}"
    if path.suffix == ".png":
        return "" if content.startswith(_PNG) else "er ikke et PNG-bilde"
    return "" if b"<svg" in content[:2000] else "er ikke et SVG-bilde"
