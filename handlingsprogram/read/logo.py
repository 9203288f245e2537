"""The theme's logo: a picture beside tema.yaml, what it shows, and how large it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding
from handlingsprogram.read import pictures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from handlingsprogram.finding import Position

WIDTH, TALLEST = 45, 40
"""In millimetres: how wide a logo is where the theme does not say, and how tall it may be at most."""
LONGEST = 20
"""How many times as long as it is wide it may be: beyond that, nothing would be seen of it."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that can be shown."""

    fil: str
    """Its name; no figure of a year's has one like it, for theirs begin with a folder."""
    alttekst: str
    bredde: float
    """As it is printed, in millimetres; less than the theme asks for where it would be too tall."""
    høyde: float
    innhold: bytes
    posisjon: Position
    """Where the theme names the file."""


def wrong(folder: Path, name: str, position: Position) -> Iterator[Finding]:
    """Give a finding for everything that is wrong with a logo's file.

    Args:
        folder: the folder of tema.yaml.
        name: the file in it, as the schema lets it be written.
        position: where the theme names it.
    """
    for why in pictures.wrong(folder, name) or _wrong_shape(pictures.proportion(folder, name)):
        yield Finding(position, "figur-fil", f"{name} {why}")


def _wrong_shape(proportion: float) -> list[str]:
    if not proportion:
        return ["sier ikke hvor stort det er (viewBox, eller width og height); lagre bildet på nytt"]
    if not 1 / LONGEST <= proportion <= LONGEST:
        return [
            f"er over {LONGEST} ganger så langt den ene veien som den andre; lagre bildet uten luft rundt"
        ]
    return []


def logo(folder: Path, data: Mapping[str, Any], position: Position) -> Logo:
    """Return the logo of a theme.

    Args:
        folder: the folder of tema.yaml.
        data: what the theme says of its logo; nothing is `wrong` with the file.
        position: where the theme names the file.
    """
    name = data["fil"]
    proportion = pictures.proportion(folder, name)
    width = min(data.get("bredde", WIDTH), TALLEST / proportion)
    return Logo(name, data["alttekst"], width, width * proportion, pictures.read(folder, name), position)
