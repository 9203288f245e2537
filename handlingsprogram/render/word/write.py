"""pandoc's Word file. Its sandbox opens no files, so the pictures go in with the text."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING

from handlingsprogram.render import pandoc, typst

if TYPE_CHECKING:
    from collections.abc import Mapping


def write(tree: bytes, pictures: Mapping[str, bytes], epoch: int) -> bytes:
    """Return a Word file in pandoc's own dress, to be finished.

    Args:
        tree: the parsed document.
        pictures: the figures' files by the path that the document gives them. Word gets vector
            pictures as pixels, because only newer versions show SVG.
        epoch: the time stamp of the file's parts, in seconds since 1970.
    """
    for path, content in pictures.items():
        pixels = typst.to_png(content) if path.endswith(".svg") else content
        address = f"data:image/png;base64,{b64encode(pixels).decode()}"
        tree = tree.replace(json.dumps(path).encode(), json.dumps(address).encode())
    return pandoc.write_docx(tree, epoch)
