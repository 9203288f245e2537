"""A drawing in every form that documents have it: a file, a part of a web page, and words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.model.blocks import Tegning
from handlingsprogram.render.charts.drawing import PAGE_WIDTH, PAPER_WIDTH
from handlingsprogram.render.drawings import organisation, timeline, wheel
from handlingsprogram.render.drawings.canvas import Canvas, Look
from handlingsprogram.render.words.fixed_words import fixed_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.model.blocks import Tegningsledd
    from handlingsprogram.read.model.program import Program

_INLINE = {
    "hoved": "var(--hoved)",
    "på_hoved": "var(--bunn)",
    "bunn": "var(--bunn)",
    "flate": "var(--flate)",
    "tekst": "var(--tekst)",
    "dempet": "var(--dempet)",
}
"""The colours of a drawing that lies in a web page and follows it from light to dark."""
_PER_MILLIMETRE = 4.2
"""The drawing's units in a millimetre of paper, about."""
_USUAL, _ROUNDEST = 4.0, 9.0
"""How round corners are on a web page, and anywhere at the most."""


def drawings(program: Program) -> list[Tegning]:
    """Return a programme's drawings in reading order."""
    return [blokk for blokk in program.blokker() if isinstance(blokk, Tegning)]


def file_name(tegning: Tegning) -> str:
    """Return what a drawing's file is called below a folder of the year's."""
    return f"tegninger/{tegning.id}.svg"


def on_paper(tegning: Tegning, theme: Mapping[str, Any], språk: str) -> str:
    """Return a drawing as a file: as wide as a page's text, in the theme's colours.

    Args:
        tegning: what is drawn.
        theme: the year's.
        språk: the document's language.
    """
    colours = {**theme["farger"], "bunn": "#ffffff"}
    used = tuple((name, colours[name]) for name in _INLINE)
    corner = min(theme["mål"]["hjørne"] * _PER_MILLIMETRE, _ROUNDEST)
    return _drawn(tegning, PAPER_WIDTH, Look(used, theme["skrift"]["pdf"], språk, corner))


def on_page(tegning: Tegning, språk: str) -> tuple[str, str]:
    """Return a drawing for a web page as it is on a broad screen, and on a narrow one.

    Args:
        tegning: what is drawn.
        språk: the document's language.
    """
    look = Look(tuple(_INLINE.items()), "inherit", språk, _USUAL)
    return _drawn(tegning, PAPER_WIDTH, look), _drawn(tegning, PAGE_WIDTH, look)


@lru_cache(maxsize=64)
def _drawn(tegning: Tegning, width: float, look: Look) -> str:
    """Draw once: whoever shows a programme while it is written asks again and again."""
    canvas = Canvas(width, look)
    match tegning.slag:
        case "organisasjonskart":
            organisation.draw(canvas, tegning)
        case "årshjul":
            wheel.draw(canvas, tegning, fixed_words(look.språk))
        case _:
            timeline.draw(canvas, tegning)
    return canvas.svg()


# --- In words -----------------------------------------------------------------------------------


def describe(tegning: Tegning, words: Mapping[str, str]) -> str:
    """Return all that a drawing says, for those who cannot see it.

    Args:
        tegning: what is drawn.
        words: the document's fixed words.
    """
    match tegning.slag:
        case "organisasjonskart":
            said = [words["tegning_organisasjonskart"], *_units(tegning, words)]
        case "årshjul":
            said = [words["tegning_årshjul"], *_events(tegning, words)]
        case _:
            said = [words["tegning_tidslinje"], *_points(tegning, words)]
    return " ".join(said)


def _units(tegning: Tegning, words: Mapping[str, str]) -> Iterator[str]:
    yield words["tegning_øverst"].format(ledd=_listed(tegning.ledd, words))
    for ledd in tegning.alle():
        if ledd.under:
            yield words["tegning_under"].format(navn=ledd.navn, ledd=_listed(ledd.under, words))


def _events(tegning: Tegning, words: Mapping[str, str]) -> Iterator[str]:
    for ledd in sorted(tegning.ledd, key=lambda ledd: ledd.måneder):
        said = wheel.when(ledd, words["måneder"], words)
        yield words["tegning_når"].format(når=said[:1].upper() + said[1:], ledd=_told(ledd, words))


def _points(tegning: Tegning, words: Mapping[str, str]) -> Iterator[str]:
    for ledd in tegning.ledd:
        yield words["tegning_når"].format(når=ledd.når, ledd=_told(ledd, words))


def _told(ledd: Tegningsledd, words: Mapping[str, str]) -> str:
    if not ledd.tekst:
        return ledd.navn
    return words["tegning_tekst"].format(navn=ledd.navn, tekst=ledd.tekst)


def _listed(units: tuple[Tegningsledd, ...], words: Mapping[str, str]) -> str:
    *first, last = (_told(ledd, words) for ledd in units)
    return words["oppramsing"].format(først=", ".join(first), sist=last) if first else last
