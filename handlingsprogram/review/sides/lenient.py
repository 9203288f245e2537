"""Read a year as far as it can be read: what does not fit is left out, and said."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from handlingsprogram.finding import Severity
from handlingsprogram.read.build import year
from handlingsprogram.read.form.salvage import STAND_INS
from handlingsprogram.read.load import PROGRAM, read_folder, sound_trees

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.model.program import Program

FRAME = "program/"
"""What stands before the name of a key of program.yaml that is left out."""
_UNREAD = "fil-plass"
"""The rule of a file that lies where nothing reads it."""


class ContentError(Exception):
    """A year cannot be read at all; carries the findings that say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


def read(path: Path) -> tuple[Program, list[Finding]]:
    """Read a year for comparison.

    The rules of `check` are not run: a text with a dead reference can be compared as well as any other.

    Args:
        path: the year's folder.

    Returns:
        The programme, and a finding for everything that is left out.

    Raises:
        ContentError: a file cannot be read, or too little of the frame fits.
        UserError: the folder does not exist.
    """
    folder = read_folder(path, accepted=False)
    files = {tree.file for tree in folder.trees.values()}
    unreadable = [one for one in folder.findings if one.position.file not in files and one.rule != _UNREAD]
    if unreadable:
        raise ContentError(unreadable)
    trees, listed = sound_trees(folder)
    if PROGRAM not in trees:
        raise ContentError(folder.findings)
    # What is only warned of, such as a character that nobody sees, is read all the same.
    wrong = (one for one in (*folder.findings, *listed) if one.severity is Severity.ERROR)
    left_out = sorted(wrong, key=lambda finding: finding.position)
    program = year.program(trees)
    typed, kept = folder.trees[PROGRAM].data, trees[PROGRAM].data
    stand_ins = {key for key in STAND_INS if key in kept and kept[key] != typed.get(key)}
    return replace(program, utelatt=program.utelatt | {f"{FRAME}{key}" for key in stand_ins}), left_out


def without_stand_ins(program: Program, other: Program) -> Program:
    """Return a programme that says of the frame what another says, where its own could not be read."""
    names = {name.removeprefix(FRAME) for name in program.utelatt if name.startswith(FRAME)}
    known = names & {one.name for one in fields(program)}
    return replace(program, **{name: getattr(other, name) for name in known})
