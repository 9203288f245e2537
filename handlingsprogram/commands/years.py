"""The folders that a command works on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.finding import UserError
from handlingsprogram.read.folders import years_in

if TYPE_CHECKING:
    from collections.abc import Sequence


def folders(content: Path, asked: Sequence[str]) -> list[Path]:
    """Return the folders of the years asked for, or of all that there are.

    Raises:
        UserError: one is not there, or none is.
    """
    known = years_in(content)
    # The shell completes paths: content/2029/ is that year too.
    asked = [Path(year).name if Path(year).parent == content else year for year in asked]
    for year in asked:
        if year not in known:
            there = ", ".join(known) or "ingen år"
            raise UserError(f"finner ikke året «{year}» i {content.as_posix()}; der er {there}")
    if not content.is_dir():
        raise UserError(
            f"finner ikke mappen {content.as_posix()}; gå til mappen den ligger i, skriv hvor den er med "
            "--content, eller lag en ny med «handlingsprogram ny-samling MAPPE»"
        )
    if not known:
        raise UserError(
            f"finner ingen år i {content.as_posix()}; hvert år er en mappe med årstallet som navn"
        )
    return [content / year for year in dict.fromkeys(asked or known)]
