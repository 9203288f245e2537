"""What a locked year must keep: what it held when it was adopted, but for corrections with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Finding, Position
from handlingsprogram.read.adoption.digests import FILE, digests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.load import Folder

GONE = ""
"""The digest of a file that is no longer there."""


def known(adoption: dict[str, Any]) -> dict[str, str]:
    """Return what each file shall hold: as adopted, or as corrected last."""
    held: dict[str, str] = dict(adoption["avtrykk"])
    for correction in adoption.get("rettelser", ()):
        held |= correction["avtrykk"]
    return held


def changed(folder: Folder, adoption: dict[str, Any]) -> dict[str, str]:
    """Return the files that are not as they shall be, with their digests now, `GONE` of those not there."""
    then, now = known(adoption), digests(folder)
    return {
        name: now.get(name, GONE)
        for name in sorted({*then, *now})
        if now.get(name, GONE) != then.get(name, GONE)
    }


def check(folder: Folder) -> Iterator[Finding]:
    """Nothing of an adopted year is changed without a reason.

    Args:
        folder: the year, with its adoption.
    """
    tree = folder.beside.get("vedtak")
    if tree is None:
        return
    day, year, then = tree.data["dato"], folder.path.name, known(tree.data)
    for name, digest in changed(folder, tree.data).items():
        what = "tatt bort" if not digest else "endret" if then.get(name) else "lagt til"
        message = (
            f"{name} er {what} etter vedtaket {day}; gjør det om, eller skriv hvorfor med «handlingsprogram "
            f'vedta {year} --rettelse "grunn"»'
        )
        if name == "program.yaml":
            message += f"; er mappen en kopi av et annet år, så slett {FILE}"
        file = folder.path / (name if digest else FILE)
        yield Finding(Position(file.as_posix(), 1, 1), "vedtak-endret", message)
