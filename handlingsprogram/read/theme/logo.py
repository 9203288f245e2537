"""The theme's logo: a picture beside tema.yaml, what it shows, and how large it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.pictures.picture import picture
from handlingsprogram.read.pictures.raster import UnusableError
from handlingsprogram.read.pictures.sharpness import coarse
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from handlingsprogram.finding import Position

WIDTH, TALLEST = 45, 40
"""In millimetres: how wide a logo is where the theme does not say, and how tall it may be at most."""
LONGEST = 20
"""How many times as long as it is wide it may be: beyond that, nothing would be seen of it."""


@record
class Logo:
    """A logo that can be shown."""

    fil: str
    """Its name in the documents; no figure of a year's has one like it, for theirs begin with a folder."""
    alttekst: str
    bredde: float
    """As it is printed, in millimetres; less than the theme asks for where it would be too tall."""
    høyde: float
    innhold: bytes
    posisjon: Position
    """Where the theme names the file."""


def logo(folder: Path, data: Mapping[str, Any], position: Position) -> tuple[Logo | None, list[Finding]]:
    """Read the logo of a theme.

    Args:
        folder: the folder of tema.yaml.
        data: what the theme says of its logo.
        position: where the theme names the file.

    Returns:
        The logo, or None where it cannot be shown; and what is wrong with it.
    """
    name = data["fil"]
    try:
        shown = picture(folder, name)
        proportion = _proportion(shown.bredde, shown.høyde)
    except UnusableError as error:
        return None, [Finding(position, "figur-fil", f"{name} {why}") for why in error.reasons]
    width = min(data.get("bredde", WIDTH), TALLEST / proportion)
    found = [
        Finding(position, "figur-oppløsning", f"{name} {why}", Severity.WARNING)
        for why in coarse(shown, width)
    ]
    logo = Logo(shown.fil, data["alttekst"], width, width * proportion, shown.innhold, position)
    return logo, found


def _proportion(width: float, height: float) -> float:
    """Return how tall a logo is for its width.

    Raises:
        UnusableError: it is too long to be seen.
    """
    if not 1 / LONGEST <= height / width <= LONGEST:
        why = f"er over {LONGEST} ganger så langt den ene veien som den andre; lagre bildet uten luft rundt"
        raise UnusableError(why)
    return height / width
