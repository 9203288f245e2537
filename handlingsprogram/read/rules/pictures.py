"""Figures: what they say of themselves, the files that they show, and what is drawn in them."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.model.blocks import TEGNINGSTYPER, Tegning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handlingsprogram.read.model.blocks import Figur, Tegningsledd
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


# --- What is drawn ------------------------------------------------------------------------------

MOST_LINES = {"organisasjonskart": 110, "årshjul": 80, "tidslinje": 55}
"""Lines of names and texts that a drawing has room for on a page, with letters that can be read."""
_LINE = 28
"""Characters that stand on one."""


def drawings(program: Program) -> Iterator[Finding]:
    """What is drawn has its months in order and names that part it, and no more than can be read."""
    for tegning in program.blokker():
        if isinstance(tegning, Tegning):
            yield from _too_much(tegning)
            yield from _same_names(tegning.ledd)
            if tegning.slag == "årshjul":
                yield from _months(tegning)


def _too_much(tegning: Tegning) -> Iterator[Finding]:
    everything = list(tegning.alle())
    lines = sum(ceil(len(text) / _LINE) for ledd in everything for text in (ledd.navn, ledd.tekst))
    if lines > MOST_LINES[tegning.slag]:
        message = (
            f"«{tegning.id}» har {len(everything)} {TEGNINGSTYPER[tegning.slag]} og omtrent {lines} linjer; "
            f"mer enn {MOST_LINES[tegning.slag]} linjer blir for smått til å leses på én side. "
            "Kort ned tekstene, eller del tegningen i to"
        )
        yield Finding(tegning.posisjon, "tegning-antall", message, Severity.WARNING)


def _same_names(beside: tuple[Tegningsledd, ...]) -> Iterator[Finding]:
    """Tell of what stands twice at one place."""
    first: dict[tuple[str, str, tuple[int, int]], int] = {}
    for ledd in beside:
        key = (ledd.navn.casefold(), ledd.når, ledd.måneder)
        if key in first:
            message = f"«{ledd.navn}» står også i linje {first[key]}; slett den ene, eller gi dem ulike navn"
            yield Finding(ledd.posisjon, "tegning-navn", message)
        first.setdefault(key, ledd.posisjon.line)
        yield from _same_names(ledd.under)


def _months(tegning: Tegning) -> Iterator[Finding]:
    for ledd in tegning.ledd:
        if bool(ledd.måned) == bool(ledd.fra or ledd.til) or bool(ledd.fra) != bool(ledd.til):
            message = f"«{ledd.navn}» skal ha enten måned, eller både fra og til"
            yield Finding(ledd.posisjon, "tegning-måned", message)
        elif ledd.til < ledd.fra:
            message = (
                f"«{ledd.navn}» slutter i måned {ledd.til}, før den begynner i måned {ledd.fra}; "
                "går den over nyttår, så skriv den to ganger: én til 12 og én fra 1"
            )
            yield Finding(ledd.posisjon, "tegning-måned", message)
        elif ledd.fra and ledd.fra == ledd.til:
            message = f"«{ledd.navn}» varer i én måned; skriv måned: {ledd.fra} i stedet for fra og til"
            yield Finding(ledd.posisjon, "tegning-måned", message)
