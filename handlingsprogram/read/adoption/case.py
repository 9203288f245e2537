"""What the case about a programme says: its prose keeps what the programme's prose keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding
from handlingsprogram.read.build.prose import prose
from handlingsprogram.read.model.program import Seksjon, Slag
from handlingsprogram.read.rules import RULES_OF_PROSE

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    at = tree.position(())
    blocks = tuple(prose(tree, tree.data[key], (key,)) for key in PROSE if key in tree.data)
    section = Seksjon("", Slag.KAPITTEL, "", "", 1, (), False, False, blocks, (), (), at, at, at)  # noqa: FBT003
    frame = replace(program, kapitler=(*program.kapitler, section))
    for finding in chain.from_iterable(rule(frame) for rule in RULES_OF_PROSE):
        if finding.position.file == tree.file:
            yield finding
    given = tree.data.get("møtedato", "")
    try:
        date.fromisoformat(given or program.dato)
    except ValueError:
        if given:
            message = f"datoen {given} finnes ikke; skriv den som åååå-mm-dd"
            yield Finding(tree.position(("møtedato",)), "program-dato", message)
