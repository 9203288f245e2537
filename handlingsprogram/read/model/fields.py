"""What the fields of a programme's measures print: typed values, figures of the budget, references, sums."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from handlingsprogram.prose import inline
from handlingsprogram.prose.traces import untraced
from handlingsprogram.read.model import amounts, values
from handlingsprogram.read.model.budget import KRONER, MANGLER
from handlingsprogram.read.model.sheet import Regneark, SirkelError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handlingsprogram.read.model.measures import Ledd, Tiltak
    from handlingsprogram.read.model.program import Anker, Program
    from handlingsprogram.read.model.values import Felttype

_FEW = 6
"""How many words call a measure that has no number."""


class Fields:
    """Reads the measures' fields of one programme as a reader of its documents does."""

    def __init__(self, program: Program, words: Mapping[str, str]) -> None:
        """Note what to read.

        Args:
            program: the year.
            words: the fixed words of the document that is read.
        """
        self._program = program
        self._words = words

    @cached_property
    def _anchors(self) -> Mapping[str, Anker]:
        return self._program.ankere()

    @cached_property
    def _measures(self) -> Mapping[str, Tiltak]:
        return {tiltak.id: tiltak for tiltak in self._program.tiltak()}

    @cached_property
    def _sheet(self) -> Regneark | None:
        return Regneark(self._program.budsjett) if self._program.budsjett else None

    def kind(self, felt: str) -> Felttype | None:
        """Return what a field holds; None where it is text."""
        return self._program.felttyper.get(felt)

    def text(self, felt: str, ledd: Ledd) -> str:
        """Return one of a field's values as it is printed, a number without its unit."""
        kind = self.kind(felt)
        if ledd.lik:
            figure = self.figure(felt, ledd)
            if figure is None or not kind:
                return self._unreckoned(ledd.lik)
            return values.written(figure, kind.desimaler, self._words)
        if not kind:
            return ledd.navn
        if kind.type == values.PROSE:
            return " ".join(_words(ledd.navn))
        return self._called(ledd.navn) if kind.type in values.REFERENCES else self._printed(ledd.navn, kind)

    def _unreckoned(self, target: str) -> str:
        """Return what stands for a figure that the budget cannot give: a sign where it is still to come."""
        try:
            amounts.find(self._program, self._sheet, target)
        except amounts.NotYetError:
            return MANGLER
        except (amounts.TargetError, SirkelError, KeyError, ValueError):
            pass
        return target

    def _printed(self, text: str, kind: Felttype) -> str:
        return values.printed(text, kind, self._words)

    def _called(self, name: str) -> str:
        """Return what is printed of a goal or a measure that is named: number, title, or first words."""
        anchor, tiltak = self._anchors.get(name), self._measures.get(name)
        if anchor and (anchor.nummer or anchor.tittel):
            return anchor.nummer or anchor.tittel
        return beginning(tiltak) if tiltak else name

    def told(self, felt: str, ledd: Ledd) -> str:
        """Return one of a field's values as it is printed where nothing around it says its unit."""
        text = self.text(felt, ledd)
        return self.with_unit(felt, text) if self.figure(felt, ledd) is not None else text

    def with_unit(self, felt: str, figure: str) -> str:
        """Return one of a field's figures, as it is printed, with what it counts; nothing is 0 kroner."""
        unit, kind = self.unit(felt), self.kind(felt)
        if kind and kind.type == "beløp" and not re.search("[1-9]", figure):
            unit = self._words.get("kroner", "kroner")
        return f"{figure} {unit}" if unit else figure

    def unit(self, felt: str) -> str:
        """Return what a field's numbers count; empty where that is not said."""
        kind = self.kind(felt)
        return values.unit(kind, self._words) if kind and kind.type in values.NUMBERS else ""

    def figure(self, felt: str, ledd: Ledd) -> Fraction | None:
        """Return a value that is a number, in its field's unit; None for what is no number.

        A figure of the budget is that of the field's unit; what cannot be reckoned is no number.
        """
        kind = self.kind(felt)
        if not kind or kind.type not in values.NUMBERS:
            return None
        if not ledd.lik:
            number = values.number(ledd.navn)
            return None if number is None else Fraction(number)
        try:
            amount = amounts.find(self._program, self._sheet, ledd.lik)
        except (amounts.TargetError, SirkelError, KeyError, ValueError):
            return None  # content that is compared was checked by nobody
        return in_unit(amount, kind)

    def total(self, felt: str, measures: Iterable[Tiltak]) -> str:
        """Return the sum of a field of several measures as it is printed; empty where none has a number."""
        kind = self.kind(felt)
        figures = [self.figure(felt, ledd) for tiltak in measures for ledd in tiltak.felt.get(felt, ())]
        numbers = [figure for figure in figures if figure is not None]
        return (
            values.written(sum(numbers, Fraction()), kind.desimaler, self._words) if kind and numbers else ""
        )

    def heading(self, overskrift: str, felt: str) -> str:
        """Return a column's heading with the unit of its numbers, where the heading does not say it."""
        unit = self.unit(felt)
        said = unit.casefold() in overskrift.casefold() or "(" in overskrift
        said |= "kroner" in unit and re.search(r"\b(?:kr|nok)\b", overskrift.casefold()) is not None
        return f"{overskrift} ({unit})" if unit and not said else overskrift

    def group(self, felt: str, tiltak: Tiltak) -> str:
        """Return what is printed above the measures that a measure is grouped with; empty where nothing is.

        Of a goal that is both its number and its title.
        """
        kind, ledd = self.kind(felt), next(iter(tiltak.felt.get(felt, ())), None)
        if not ledd:
            return ""
        anchor = self._anchors.get(ledd.navn) if kind and kind.type == "mål" else None
        return f"{anchor.nummer} {anchor.tittel}".strip() if anchor else self.text(felt, ledd)


def in_unit(amount: amounts.Amount, kind: Felttype) -> Fraction:
    """Return a figure of the budget in a field's unit; where that is no amount, in the table's."""
    if amount.er_forhold:
        return amount.verdi
    return amount.verdi / KRONER.get(kind.enhet if kind.type == "beløp" else amount.tabell.enhet, 1)


def beginning(tiltak: Tiltak) -> str:
    """Return the first words of a measure, without marks."""
    words = _words(untraced(tiltak.tekst.markdown))
    return " ".join(words[:_FEW]).rstrip(",;:.") + (" …" if len(words) > _FEW else "")


def _words(markdown: str) -> list[str]:
    """Return the words of a text, without marks."""
    return "".join(bit.tekst for bit in inline.read(markdown) if bit.slag == "ord").split()
