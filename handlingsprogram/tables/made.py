"""What of a programme is data, in every format of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.render.edition.properties import properties

if TYPE_CHECKING:
    from collections.abc import Collection

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.render.checked import Shared


def made(
    program: Program, shared: Shared, formats: Collection[str], epoch: int
) -> dict[str, dict[str, bytes]]:
    """Return the files of a programme by format, each by what stands behind the document's name.

    Args:
        program: the programme.
        shared: what all years have in common.
        formats: which of `DATA` are wanted.
        epoch: the time stamp of the files, in seconds since 1970.
    """
    said = properties(program, shared.revisjon, epoch)
    found: dict[str, dict[str, bytes]] = {}
    if "xlsx" in formats:
        from handlingsprogram.tables.book import workbook
        from handlingsprogram.tables.xlsx import written

        found["xlsx"] = {".xlsx": written(workbook(program, said, shared.theme))}
    if "csv" in formats:
        from handlingsprogram.tables import csv_files

        found["csv"] = csv_files.files(program)
    if "json" in formats:
        from handlingsprogram.tables import json_data

        found["json"] = {".json": json_data.written(program, said)}
    return found
