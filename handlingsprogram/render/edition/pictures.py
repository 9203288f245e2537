"""How documents name their pictures, and how large a screen shows them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import quote

from handlingsprogram.prose import marks
from handlingsprogram.read.folders import document_name
from handlingsprogram.render.drawings import drawings

if TYPE_CHECKING:
    from handlingsprogram.read.model.program import Program

_KINDS = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


def picture_path(program: Program, fil: str) -> str:
    """Return where the Markdown edition finds a picture: in a folder beside it, a logo right there."""
    return f"{program.filnavn or document_name(program.mappe)}-{fil}"


def pointed_to(program: Program) -> set[str]:
    """Return the ids that prose points to, where there are figures among what it may point to."""
    if not any(program.figurer()) and not drawings.drawings(program):
        return set()
    return {match["id"] for tekst in program.tekster() for match in marks.REFERENCE.finditer(tekst.markdown)}


def link(path: str) -> str:
    """Return a path as the address of a link, in signs that all readers of Markdown take alike."""
    return quote(path)


def data_address(name: str, content: bytes) -> str:
    """Return a picture as the address that is itself; its name's ending says what it is."""
    kind = _KINDS[name.rpartition(".")[2]]
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def pixels(millimetres: float) -> int:
    """Return a length in CSS's pixels, 96 an inch."""
    return max(1, round(millimetres * 96 / 25.4))
