"""The measures as data: one row each with typed values, and a row for each of the values of a field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.read.model.values import MANY, NUMBERS
from handlingsprogram.render.edition.columns import Columns
from handlingsprogram.review.report.reader import Reader
from handlingsprogram.tables.sheets import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.model.measures import Tiltak
    from handlingsprogram.read.model.program import Program, Seksjon
    from handlingsprogram.tables.sheets import Plain

GOALS = "bærekraftsmål"


class Field(NamedTuple):
    """A field that the measures have."""

    name: str
    """As the content has it."""
    heading: str
    """As the documents print it, with its unit."""


class Measure(NamedTuple):
    """A measure with where it stands."""

    tiltak: Tiltak
    section: Seksjon
    number: str


class Measures:
    """Reads the measures of one programme as data."""

    def __init__(self, program: Program, words: Mapping[str, str]) -> None:
        """Note what to read.

        Args:
            program: the programme.
            words: the document's fixed words.
        """
        self._program = program
        self._columns = Columns(program, words)
        self._reader = Reader(program)
        self._fields = self._columns.fields
        self.all = tuple(self._all())
        """Every measure in reading order."""
        self.fields = tuple(self._headed(words))
        """The fields that some measure has, as the columns are ordered, and then as they come."""

    def _all(self) -> Iterator[Measure]:
        for section in self._program.seksjoner():
            for tiltak in section.tiltak():
                yield Measure(tiltak, section, self._columns.numbers.get(tiltak.id, ""))

    def _headed(self, words: Mapping[str, str]) -> Iterator[Field]:
        used = {name: None for one in self.all for name in one.tiltak.felt}
        if any(one.tiltak.bærekraftsmål for one in self.all):
            used[GOALS] = None
        headings: dict[str, str] = {}
        for kolonne in self._program.kolonner:
            if kolonne.felt in used:
                headings.setdefault(kolonne.felt, self._columns.heading(kolonne))
        for name in [*headings, *(name for name in used if name not in headings)]:
            shown = words["data_mål"] if name == GOALS else f"{name[:1].upper()}{name[1:]}".replace("_", " ")
            yield Field(name, headings.get(name) or self._fields.heading(shown, name))

    def text(self, markdown: str) -> str:
        """Return the words of prose as they are printed."""
        return self._reader.plain(markdown)

    def texts(self, tiltak: Tiltak, felt: str) -> list[str]:
        """Return a field's values as they are printed, choices without their signs."""
        if felt == GOALS:
            return [str(number) for group in tiltak.bærekraftsmål for number in group]
        kind, items = self._fields.kind(felt), tiltak.felt.get(felt, ())
        chosen = [kind.valg(ledd.navn) if kind else None for ledd in items]
        return [
            valg.tekst if valg else self._fields.text(felt, ledd)
            for valg, ledd in zip(chosen, items, strict=True)
        ]

    def value(self, tiltak: Tiltak, felt: str) -> Plain:
        """Return what a field holds, as what it is: numbers and dates as such, several values as one text."""
        kind, items = self._fields.kind(felt), tiltak.felt.get(felt, ())
        if kind and len(items) == 1:
            figure = self._fields.figure(felt, items[0])
            if figure is not None:
                return Decimal(figure.numerator) / Decimal(figure.denominator)
            if kind.type == "dato":
                return _date(items[0].navn) or self._fields.text(felt, items[0])
        return BETWEEN.join(self.texts(tiltak, felt)) or None

    def items(self, tiltak: Tiltak, felt: str) -> list[dict[str, str | int | float]]:
        """Return a field's values as they were typed and as they are printed, numbers as such too."""
        found: list[dict[str, str | int | float]] = []
        for ledd in tiltak.felt.get(felt, ()):
            item: dict[str, str | int | float] = {"skrevet": ledd.lik or ledd.navn}
            item["trykt"] = self._fields.text(felt, ledd)
            figure = self._fields.figure(felt, ledd)
            if figure is not None:
                item["tall"] = int(figure) if figure.denominator == 1 else float(figure)
            found.append(item)
        return found

    def number_format(self, felt: str) -> str:
        """Return how a field's numbers or dates are written in a workbook; empty for texts."""
        kind = self._fields.kind(felt)
        if not kind or kind.type not in NUMBERS | {"dato"}:
            return ""
        if kind.type == "dato":
            return "dd.mm.yyyy"
        figure = "[$-414]#,##0" + (f".{'0' * kind.desimaler}" if kind.desimaler else "")
        # A per cent is kept as it is typed: 40, and not 0.4.
        return f'{figure}" %"' if kind.type == "prosent" else figure

    def is_many(self, felt: str) -> bool:
        """Tell whether a field may hold several values."""
        kind = self._fields.kind(felt)
        several = any(len(one.tiltak.felt.get(felt, ())) > 1 for one in self.all)
        return felt == GOALS or several or bool(kind and kind.type in MANY)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
