"""What stands in the columns of measures, as it is printed.

`check` reckons widths of nothing but this; what makes tables of it is not loaded for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.model.fields import Fields
from handlingsprogram.read.model.measures import Tiltakstabell
from handlingsprogram.read.model.numbers import numbers
from handlingsprogram.render.words.typography import keep_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.model.measures import Kolonne, Oppsett, Tiltak
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.model.values import Valg


_FEW = 3
"""So many goals in a group stay on one line."""


class Columns:
    """What stands in the columns of measures, as it is printed."""

    def __init__(self, program: Program, words: Mapping[str, str]) -> None:
        """Note what all layouts need.

        Args:
            program: the programme.
            words: the document's fixed words.
        """
        self._program = program
        self.fields = Fields(program, words)
        self.numbers = dict(numbers(program))
        """The number of each measure by its id; empty where none is printed."""

    def heading(self, kolonne: Kolonne) -> str:
        """Return a column's heading, with its unit where it does not say it."""
        return keep_together(self.fields.heading(kolonne.overskrift, kolonne.felt))

    def texts(self, layout: Oppsett, number: int) -> Iterator[str]:
        """Give the texts of a layout's column in all its tables: its heading, its sums, and its cells."""
        kolonne = layout.kolonner[number]
        yield self.heading(kolonne)
        for tabell in self._program.blokker():
            if isinstance(tabell, Tiltakstabell) and self._program.oppsett_for(tabell) is layout:
                if kolonne.sum:
                    yield self.fields.total(kolonne.felt, tabell.tiltak)
                for tiltak in tabell.tiltak:
                    yield from self._cell(tiltak, kolonne)
                    if kolonne.felt == "bærekraftsmål":
                        yield from _few(tiltak, tabell)

    def _cell(self, tiltak: Tiltak, kolonne: Kolonne) -> Iterator[str]:
        if kolonne.felt == "tiltak":
            yield from (tekst.markdown for tekst in (tiltak.tekst, *tiltak.punkter))
        elif kolonne.felt == "nummer":
            yield self.numbers[tiltak.id]
        else:
            kind = self.fields.kind(kolonne.felt)
            for ledd in tiltak.felt.get(kolonne.felt, ()):
                valg = kind.valg(ledd.navn) if kind else None
                yield chosen(valg) if valg and valg.tegn else self.fields.text(kolonne.felt, ledd)


def _few(tiltak: Tiltak, tabell: Tiltakstabell) -> Iterator[str]:
    """Give the groups of a few goals of the UN's as one figure each, so that a column has room for them."""
    for group in tiltak.bærekraftsmål:
        if len(group) <= _FEW:
            yield tabell.målform.mellom.replace(" ", "\u00a0").join(map(str, group))


def chosen(valg: Valg) -> str:
    """Return a choice with its sign, which no line ends behind."""
    return f"{valg.tegn}\u00a0{keep_together(valg.tekst)}"
