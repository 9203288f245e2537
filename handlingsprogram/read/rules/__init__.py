"""What a valid programme must also keep: one function a rule, in the order of the checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.rules import figures, structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.program import Program


def check(program: Program, folder: Path) -> list[Finding]:
    """Return what the rules find in a programme that lies in `folder`."""
    findings = [*structure.frame(program, folder), *structure.figures(program, folder)]
    for rule in RULES:
        findings += rule(program)
    return findings


RULES: tuple[Callable[[Program], Iterator[Finding]], ...] = (
    structure.unique_ids,
    structure.levels,
    structure.references,
    structure.footnotes,
    structure.prose_form,
    structure.columns,
    structure.fields,
    structure.text_tables,
    figures.printed_tables,
    figures.budget,
)
