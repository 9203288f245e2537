"""Figures: what they say of themselves, and the files that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.model.blocks import Figur
    from handlingsprogram.read.model.program import Program


def figures(program: Program, folder: Path) -> Iterator[Finding]:
    """A figure is a file with an alternative text, or a placeholder; and the file is a picture."""
    named: dict[str, str] = {}
    for figur in program.figurer():
        if wrong := _wrong_form(figur):
            yield Finding(figur.posisjon, "figur-form", wrong)
        elif figur.fil and not figur.alttekst and not figur.er_pynt:
            message = f"figuren «{figur.id}» mangler alttekst: hva viser den, for den som ikke ser den?"
            yield Finding(figur.posisjon, "figur-alttekst", message)
        elif figur.fil:
            yield from _wrong_file(figur, folder, named)


def _wrong_form(figur: Figur) -> str:
    if bool(figur.fil) == bool(figur.plassholder):
        return f"figuren «{figur.id}» skal ha enten fil eller plassholder"
    if figur.plassholder and (figur.bildetekst or figur.alttekst):
        return f"figuren «{figur.id}» er en plassholder; bildetekst og alttekst hører til et bilde"
    return ""


def _wrong_file(figur: Figur, folder: Path, named: dict[str, str]) -> Iterator[Finding]:
    """Judge a figure's file.

    Args:
        figur: the figure.
        folder: the year's folder.
        named: what files are called in the documents -> in the content; the file is entered.
    """
    # Not before there is a picture: its readers take a fiftieth of a check to load.
    from handlingsprogram.read.pictures.names import folded
    from handlingsprogram.read.pictures.picture import picture
    from handlingsprogram.read.pictures.raster import UnusableError
    from handlingsprogram.read.pictures.sharpness import coarse

    try:
        shown = picture(folder, figur.fil)
    except UnusableError as error:
        for why in error.reasons:
            yield Finding(figur.posisjon, "figur-fil", f"{figur.fil} {why}")
        return
    other = named.setdefault(folded(shown.fil), figur.fil)
    if folded(other) != folded(figur.fil):
        message = f"{figur.fil} får samme navn som {other} i dokumentene; gi filen et annet navn"
        yield Finding(figur.posisjon, "figur-fil", message)
    for why in coarse(shown):
        yield Finding(figur.posisjon, "figur-oppløsning", f"{figur.fil} {why}", Severity.WARNING)
