"""How a year goes: a file for each date with what has become of its measures and its money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import has_errors
from handlingsprogram.read.files import read_valid, too_much
from handlingsprogram.read.listing import STATUS, statuses_in
from handlingsprogram.read.status import rules
from handlingsprogram.read.status.build import status

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.status.model import Status


def load_status(folder: Path, program: Program) -> tuple[dict[str, Status], list[Finding]]:
    """Read what a year's folder says of how it goes.

    Args:
        folder: the year's folder, as the findings shall show it.
        program: the year, without errors.

    Returns:
        The statuses by ISO date, the oldest first, without those with errors; and what `check` finds.
    """
    files = statuses_in(folder)
    findings = too_much(files)
    if findings:
        return {}, findings
    trees = {}
    for file in files:
        tree, found = read_valid(file, STATUS, folder.parent)
        findings += found
        if tree and not has_errors(found):
            trees[file.stem] = tree
    findings += rules.check(program, trees)
    wrong = {finding.position.file for finding in findings if has_errors([finding])}
    sound = {name: status(name, tree) for name, tree in trees.items() if tree.file not in wrong}
    return sound, findings
