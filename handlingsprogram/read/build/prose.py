"""Running text, as the content writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.prose import signs
from handlingsprogram.read.model.blocks import Tekst

if TYPE_CHECKING:
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


_BLANKS = re.compile(r"[ \t]+(?=\n)")


def prose(tree: Tree, markdown: str, path: Path_, *, in_item: bool = False) -> Tekst:
    """Return a text with its signs settled.

    Args:
        tree: the file.
        markdown: the text as it is written.
        path: where it stands.
        in_item: whether it is an item of a list, where a mark at its beginning is no list.
    """
    # Two blanks at a line's end would break the line, and nobody sees them.
    settled = signs.settle(_BLANKS.sub("", markdown), in_item=in_item)
    return Tekst(settled.markdown, tree.position(path), tree.lines, settled.added, settled.doubts)
