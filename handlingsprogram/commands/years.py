"""The folders that a command works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import UserError
from handlingsprogram.read.folders import years_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def folders(content: Path, asked: Sequence[str]) -> list[Path]:
    """Return the folders of the years asked for, or of all that there are.

    Raises:
        UserError: one is not there, or none is.
    """
    known = years_in(content)
    for year in asked:
        if year not in known:
            there = ", ".join(known) or "ingen år"
            raise UserError(f"finner ikke året «{year}» i {content.as_posix()}; der er {there}")
    if not known:
        raise UserError(
            f"finner ingen år i {content.as_posix()}; hvert år er en mappe med årstallet som navn"
        )
    return [content / year for year in dict.fromkeys(asked or known)]
