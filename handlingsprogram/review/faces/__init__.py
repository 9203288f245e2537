"""The faces of a comparison: each module here prints one comparison in one format.

A face is a function `render(comparison) -> str | bytes`. A new one is a module with that function and a line
in `FACES`; the command line, `make diff` and the help follow.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from handlingsprogram.review.formats import FACES

if TYPE_CHECKING:
    from handlingsprogram.review.model import Comparison


def render(name: str, comparison: Comparison, *, coloured: bool = False) -> str | bytes:
    """Return a comparison in one of the formats of `FACES`.

    Args:
        name: the format.
        comparison: what to tell.
        coloured: whether text is for a terminal that shows colours.
    """
    face = import_module(f"handlingsprogram.review.faces.{FACES[name]}")
    printed: str | bytes = (
        face.coloured(comparison) if coloured and name == "text" else face.render(comparison)
    )
    return printed
