"""The faces of a comparison: each module here prints one comparison in one format.

A face is a function `render(comparison) -> str | bytes`. A new one is a module with that function and a line
in `FACES`; the command line, `make diff` and the help follow. The Word report alone is made of more than the
comparison: of the two finished documents.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from handlingsprogram.review.formats import FACES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from handlingsprogram.review.model import Comparison
    from handlingsprogram.review.redline import Material


def render(
    name: str,
    comparison: Comparison,
    materials: Callable[[], Iterable[Material]] = tuple,
    *,
    coloured: bool = False,
) -> str | bytes:
    """Return a comparison in one of the formats of `FACES`.

    Args:
        name: the format.
        comparison: what to tell.
        materials: gives what the old and the new document are made of; asked only where that is needed.
        coloured: whether text is for a terminal that shows colours.
    """
    face = import_module(f"handlingsprogram.review.faces.{FACES[name]}")
    printed: str | bytes
    if name == "docx":
        printed = face.render(comparison, *materials())
    else:
        printed = face.coloured(comparison) if coloured and name == "text" else face.render(comparison)
    return printed
