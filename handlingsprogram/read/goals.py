"""The UN's sustainable development goals: data that all years share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlingsprogram.read import schema, strict_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from handlingsprogram.finding import Finding


@dataclass(frozen=True, slots=True)
class Goal:
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
    if not path.exists():
        return {}, []
    tree, findings = strict_yaml.read(path, path.as_posix())
    if tree:
        findings += schema.validate(tree, "baerekraftsmal")
    if not tree or findings:
        return {}, findings
    return {goal["nummer"]: Goal(**goal) for goal in tree.data["bærekraftsmål"]}, []
