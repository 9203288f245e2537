"""What the case about a programme says: its prose keeps what the programme's prose keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.build.prose import prose, with_chapter
from handlingsprogram.read.rules import check_prose
from handlingsprogram.read.rules.structure import existing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Tree

PROSE = ("forslag", "bakgrunn", "vurdering", "budsjett")
"""The keys that hold Markdown."""


def check(program: Program, tree: Tree) -> Iterator[Finding]:
    """The case's prose is sound and leads to what the programme has; the day of the meeting exists.

    Args:
        program: the year.
        tree: saksfremlegg.yaml, valid by its schema.
    """
    blocks = tuple(prose(tree, tree.data[key], (key,)) for key in PROSE if key in tree.data)
    yield from check_prose(with_chapter(program, tree, blocks), tree.file)
    if given := tree.data.get("møtedato", ""):
        yield from existing(given, tree.position(("møtedato",)))
