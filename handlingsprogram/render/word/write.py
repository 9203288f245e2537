"""pandoc's Word file. Its sandbox opens no files, so the pictures go in with the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from handlingsprogram.render.edition import pandoc
from handlingsprogram.render.edition.pictures import data_address
from handlingsprogram.render.pages import typst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.goals import Goal


def write(tree: bytes, pictures: Mapping[str, bytes], epoch: int, goals: Mapping[int, Goal]) -> bytes:
    """Return a Word file in pandoc's own dress, to be finished.

    Args:
        tree: the parsed document.
        pictures: the figures' files by the path that the document gives them. Word gets vector
            pictures as pixels, because only newer versions show SVG.
        epoch: the time stamp of the file's parts, in seconds since 1970.
        goals: the UN's, whose numbers have lines in their colours.
    """
    for number, goal in goals.items():
        tree = tree.replace(_named(f"baerekraftsmal-{number}"), _named(f"maalfarge-{goal.farge[1:]}"))
    for path, content in pictures.items():
        shown = ("image.png", typst.to_png(content)) if path.endswith(".svg") else (path, content)
        # As the target of an image, and nowhere else: a text may well be a picture's name.
        tree = tree.replace(_target(path), _target(data_address(*shown)))
    return pandoc.write_docx(tree, epoch)


def _named(name: str) -> bytes:
    """Return how the tree begins what has a class and no id."""
    return json.dumps(["", [name]], separators=(",", ":")).encode()[:-1]


def _target(address: str) -> bytes:
    """Return how the tree has an address without a title."""
    return json.dumps([address, ""], separators=(",", ":")).encode()
