"""Running text, as the content writes it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.prose import signs
from handlingsprogram.read.model.blocks import ALDRI, Tekst
from handlingsprogram.read.model.program import Seksjon, Slag

if TYPE_CHECKING:
    from handlingsprogram.read.model.program import Blokk, Program
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


def with_chapter(program: Program, tree: Tree, blocks: tuple[Blokk, ...]) -> Program:
    """Return a programme with what another file says as its last chapter: so rules of prose can look at it.

    Args:
        program: what the file is written beside, and may refer to.
        tree: the file, a status or a case.
        blocks: what it says.
    """
    at = tree.position(())
    chapter = Seksjon("", Slag.KAPITTEL, "", "", 1, (), False, ALDRI, blocks, (), (), at, at, at)  # noqa: FBT003
    return replace(program, kapitler=(*program.kapitler, chapter))
