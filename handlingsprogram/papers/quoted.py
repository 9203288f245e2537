"""Parts of a programme in a paper about it: what they refer to elsewhere in the programme is text there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.prose import marks
from handlingsprogram.read.model.blocks import ALDRI, Boks, Tekst
from handlingsprogram.render.words.references import References

if TYPE_CHECKING:
    import re
    from collections.abc import Collection

    from handlingsprogram.read.model.program import Blokk, Program, Seksjon


class Quoted:
    """Takes parts out of one programme."""

    def __init__(self, program: Program, known: Collection[str]) -> None:
        """Take the programme, and the ids that the paper has."""
        self._references = References(program)
        self._known = known

    def section(self, seksjon: Seksjon, level: int = 1) -> Seksjon:
        """Return a section at a level of headings; a chapter follows what stands before it on the page."""
        return replace(
            seksjon,
            nivå=level,
            sideskift=seksjon.sideskift if level > 1 else ALDRI,
            innhold=tuple(map(self._block, seksjon.innhold)),
            åpning=self._box(seksjon.åpning) if seksjon.åpning else None,
            underseksjoner=tuple(self.section(one, level + 1) for one in seksjon.underseksjoner),
        )

    def _block(self, blokk: Blokk) -> Blokk:
        if isinstance(blokk, Tekst):
            return replace(blokk, markdown=self.prose(blokk.markdown))
        return self._box(blokk) if isinstance(blokk, Boks) else blokk

    def _box(self, boks: Boks) -> Boks:
        if not boks.tekst:
            return boks
        return replace(boks, tekst=replace(boks.tekst, markdown=self.prose(boks.tekst.markdown)))

    def prose(self, markdown: str) -> str:
        """Return prose whose references lead to what the paper has, and are words where it has it not."""
        return marks.REFERENCE.sub(self._target, self._references.filled(markdown))

    def _target(self, match: re.Match[str]) -> str:
        return match[0] if match["id"] in self._known else match["tekst"]
