"""The faces of a comparison: each module here prints one comparison in one format.

A face is a function `render(comparison) -> str | bytes`; one that wears the theme (`DRESSED`) is given the
content folder too. A new one is a module with that function and a line in `FACES`; the command line,
`make diff` and the help follow.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.review.formats import DRESSED, FACES

if TYPE_CHECKING:
    from handlingsprogram.review.model import Comparison

CONTENT = Path("content")


def render(
    name: str, comparison: Comparison, content: Path = CONTENT, *, coloured: bool = False
) -> str | bytes:
    """Return a comparison in one of the formats of `FACES`.

    Args:
        name: the format.
        comparison: what to tell.
        content: the content folder, whose theme some formats wear.
        coloured: whether text is for a terminal that shows colours.
    """
    face = import_module(f"handlingsprogram.review.faces.{FACES[name]}")
    printed: str | bytes
    if name in DRESSED:
        printed = face.render(comparison, content)
    else:
        printed = face.coloured(comparison) if coloured and name == "text" else face.render(comparison)
    return printed
