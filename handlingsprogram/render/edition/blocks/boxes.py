"""Boxes as the templates print them: named lines above and below the prose, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.model.values import day
from handlingsprogram.records import record
from handlingsprogram.render.edition.parts import Box, Figure, Item
from handlingsprogram.render.words.templates import escape_markdown
from handlingsprogram.render.words.typography import keep_together

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handlingsprogram.read.model.blocks import Boks, Figur, Tekst


@record
class _Look:
    """How a kind of box is printed."""

    rolle: str
    """Its role in the Markdown; what typst, Word and the web page know it by."""
    over: tuple[tuple[str, ...], ...] = ()
    """The lines above the prose, each of the fields that stand in it."""
    under: tuple[tuple[str, ...], ...] = ()
    """Those below it."""


_LOOKS: Mapping[str, _Look] = {
    "faktaboks": _Look("faktaboks"),
    "sitat": _Look("sitat", under=(("kilde",),)),
    "nøkkeltall": _Look("nokkeltall"),
    "definisjoner": _Look("definisjoner"),
    "signatur": _Look("signatur", over=(("sted", "dato"),), under=(("navn",), ("rolle",))),
    "vedtak": _Look("vedtak", over=(("organ", "dato", "sak"),)),
    "åpning": _Look("apning"),
}
ROLES = (*(look.rolle for look in _LOOKS.values()), "programmet", "malfliser")


class Boxes:
    """Makes parts of boxes."""

    def __init__(
        self,
        words: Mapping[str, str],
        prose: Callable[[Tekst], str],
        picture: Callable[[Figur], Figure],
        *,
        is_draft: bool,
    ) -> None:
        self._words = words
        self._prose = prose
        self._picture = picture
        self._is_draft = is_draft

    def part(self, boks: Boks) -> Box:
        """Return a box, ready to print."""
        look = _LOOKS[boks.slag]
        return Box(
            rolle=look.rolle,
            id=boks.id,
            tittel=boks.tittel or self._usual_title(boks),
            over=self._lines(boks, look.over),
            markdown=self._prose(boks.tekst) if boks.tekst else "",
            ledd=tuple(
                Item(_bold(ledd.navn, ledd.enhet), self._prose(ledd.tekst), ledd.id) for ledd in boks.ledd
            ),
            under=self._lines(boks, look.under),
            bilde=self._picture(boks.bilde) if boks.bilde else None,
            ikon=self._picture(boks.ikon) if boks.ikon else None,
        )

    def _usual_title(self, boks: Boks) -> str:
        """Return the title of a resolution that has none of its own: that of a draft is a proposal."""
        if boks.slag != "vedtak":
            return ""
        return self._words["vedtak_forslag" if self._is_draft else "vedtak"]

    def _lines(self, boks: Boks, lines: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
        """Return the lines that have anything in them, as Markdown."""
        shown = []
        for line in lines:
            words = ", ".join(self._said(name, boks.felt[name]) for name in line if name in boks.felt)
            text = escape_markdown(keep_together(words))
            shown.append(f"**{text}**" if line == ("navn",) else text)
        return tuple(filter(None, shown))

    def _said(self, name: str, value: str) -> str:
        if name == "dato":
            return day(value, "lang", self._words)
        return self._words["sak_nummer"].format(nummer=value) if name == "sak" else value


def _bold(*words: str) -> str:
    """Return what an item is called; between a figure and its unit a line may end, as columns are narrow."""
    return " ".join(map(keep_together, filter(None, words)))
