"""The UN's sustainable development goals: data that all years share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.finding import Finding, has_errors
from handlingsprogram.read import plain_text
from handlingsprogram.read.files import exists, read_valid

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Goal(NamedTuple):
    """One of the seventeen goals."""

    nummer: int
    tittel: str
    """Its official Norwegian short title."""
    farge: str
    """Its colour, as #rrggbb."""


def load_goals(path: Path) -> tuple[Mapping[int, Goal], list[Finding]]:
    """Read the goals.

    Args:
        path: baerekraftsmal.yaml; a body that does not use the goals does without it.

    Returns:
        The goals by number, none where the file is missing or wrong; and the findings.
    """
    if not exists(path):
        return {}, []
    tree, findings = read_valid(path, "baerekraftsmal", path.parent)
    if not tree or has_errors(findings):
        return {}, findings
    findings += plain_text.marks("baerekraftsmal", tree)
    for i, goal in enumerate(tree.data["bærekraftsmål"], 1):
        if goal["nummer"] != i:
            message = f"her skal mål nummer {i} stå; målene går fra 1 til 17 i rekkefølge"
            return {}, [Finding(tree.position(("bærekraftsmål", i - 1, "nummer")), "mål-nummer", message)]
    return {goal["nummer"]: Goal(**goal) for goal in tree.data["bærekraftsmål"]}, findings
