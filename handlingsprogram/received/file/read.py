"""A received file as records, whichever program wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import UserError

if TYPE_CHECKING:
    from handlingsprogram.received.file.document import Received
    from handlingsprogram.received.file.package import Package


def read(package: Package) -> Received:
    """Return what a received file says.

    Args:
        package: the file, opened.

    Raises:
        UserError: it is broken or too large.
    """
    try:
        if package.kind == "odt":
            from handlingsprogram.received.file.odt.read import read as read_odt

            return read_odt(package)
        from handlingsprogram.received.file.word.read import read as read_word

        return read_word(package)
    except RecursionError as error:
        raise UserError(f"{package.name} er ødelagt; be om å få filen sendt på nytt") from error
