"""A year as its files are written, for what changes them; and which day it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.finding import Severity

if TYPE_CHECKING:
    from handlingsprogram.finding import Finding
    from handlingsprogram.yearly.roll import Source


def read_source(year: Path) -> tuple[Source | None, list[Finding]]:
    """Return a year with the texts of its files, and what was found; None and the errors where it has any."""
    from handlingsprogram.read.lineage import Years
    from handlingsprogram.read.load import check_folder, read_folder
    from handlingsprogram.read.text.decoded import decode
    from handlingsprogram.yearly.roll import Source

    folder = read_folder(year)
    program, findings = check_folder(folder, Years())
    if program is None:
        return None, [one for one in findings if one.severity is Severity.ERROR]
    top = f"{year.as_posix()}/"
    files = [tree.file for tree in folder.trees.values()]
    texts = {file.removeprefix(top): decode(Path(file), file) for file in files}
    return Source(folder, program, texts), findings


def today() -> str:
    """Return the date of today, or the one that SOURCE_DATE_EPOCH says that it is, as åååå-mm-dd."""
    from datetime import UTC, datetime

    from handlingsprogram.output import given_time

    given = given_time()
    now = datetime.now().astimezone() if given is None else datetime.fromtimestamp(given, UTC)
    return now.date().isoformat()
