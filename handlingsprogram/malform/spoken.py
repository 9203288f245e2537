"""Which written form the tool speaks: that of the programme. Bokmål, but for programmes in nynorsk."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.finding import Severity
from handlingsprogram.read.folders import years_in
from handlingsprogram.read.limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.finding import Finding

BOKMÅL, NYNORSK = "nb-NO", "nn-NO"
"""The languages that the tool speaks."""
_FRAME = "program.yaml"
_NYNORSK = re.compile(r"^språk:\s*[\"']?nn-NO\b", re.MULTILINE)
_content = [Path("content")]
"""The folder that holds the years of this run."""
_asked_for: list[str] = []
"""The years that this run is about; none where that is all."""


def choose(content: Path, years: Sequence[str] = ()) -> None:
    """Let what belongs to no year be told as the newest programme of a folder is written.

    Args:
        content: the folder that holds the years; it is looked into when there is something to tell.
        years: those that are asked for; none where all are.
    """
    _content[0] = content
    _asked_for[:] = years
    for known in (_of_file, _of_content, _is_nynorsk):
        known.cache_clear()


def language_of(språk: str) -> str:
    """Return what the tool says about a programme in, from the language that the programme is in."""
    return NYNORSK if språk == NYNORSK else BOKMÅL


def in_run(text: str) -> str:
    """Return what the tool says, which it has in bokmål, in the written form of this run's programmes."""
    return _translated(text) if text and _of_content(_content[0]) else text


def in_file(file: Path, text: str) -> str:
    """Return what the tool says, which it has in bokmål, in the written form of a file's year."""
    return _translated(text) if text and _of_file(file.as_posix()) else text


def told(finding: Finding) -> tuple[Finding, str]:
    """Return a finding in the written form of the year that it is of, and what its weight is called there."""
    if not _of_file(finding.position.file):
        return finding, str(finding.severity)
    severity = "åtvaring" if finding.severity is Severity.WARNING else str(finding.severity)
    return finding._replace(message=_translated(finding.message)), severity


def _translated(text: str) -> str:
    from handlingsprogram.malform.nynorsk import translated

    return translated(text)


@cache
def _of_file(file: str) -> bool:
    """Tell whether a file's year is in nynorsk; for a file of all years, whether the newest year is."""
    for folder in Path(file).parents:
        if (folder / _FRAME).is_file():
            return _is_nynorsk(folder)
        if years_in(folder):
            return _of_content(folder)
    return False


@cache
def _of_content(content: Path) -> bool:
    years = [year for year in years_in(content) if year in _asked_for] or years_in(content)
    return bool(years) and _is_nynorsk(content / max(years, key=lambda name: name[-4:]))


@cache
def _is_nynorsk(year: Path) -> bool:
    frame = year / _FRAME
    if not frame.is_file():  # to open a pipe is to wait for who writes to it
        return False
    try:
        with frame.open("rb") as file:
            return bool(_NYNORSK.search(file.read(MAX_BYTES).decode("utf-8", errors="replace")))
    except OSError:
        return False
