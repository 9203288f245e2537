"""The budget's tables as sheets: typed figures, formulas of what follows, and ids to come back by."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Final

from handlingsprogram.read.model.sheet import Regneark, skriv
from handlingsprogram.render.edition import budget as printed
from handlingsprogram.render.words.fixed_words import unit
from handlingsprogram.tables.formulas import Formulas
from handlingsprogram.tables.sheets import Cell, Formula, Look, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.read.model.budget import Rad, Tabell, Tallkolonne, Verdi
    from handlingsprogram.read.model.program import Program

MARK: Final = "handlingsprogram"
"""How the hidden cell begins that a sheet comes back by: `handlingsprogram/2029/driftsbudsjett`."""
ABOVE = 3
"""Rows above the columns' headings: the title, the unit, and the hidden ids."""
_NAMES, _FIGURES, _IDS = 56, 14, 4


class Budget:
    """Lays out the tables of a programme's budget, each as a sheet."""

    def __init__(self, program: Program, names: Sequence[str], words: Mapping[str, str]) -> None:
        """Note where everything will stand.

        Args:
            program: a programme with a budget.
            names: what the sheets are called, in the order of the tables.
            words: the document's fixed words.
        """
        assert program.budsjett  # noqa: S101 — the caller knows
        self._program = program
        self._words = words
        self._tables = tuple(zip(program.budsjett.tabeller, names, strict=True))
        self.sheet = Regneark(program.budsjett, words["desimaltegn"])
        self.places = {
            rad.id: (name, first_row(tabell) + number)
            for tabell, name in self._tables
            for number, rad in enumerate(tabell.rader)
        }
        """The sheet and the row, from 0, of each of the budget's rows."""
        self._formulas = Formulas(self.sheet, self.places)

    def sheets(self) -> Iterator[Sheet]:
        """Give the sheets."""
        for tabell, name in self._tables:
            yield self._sheet(tabell, name)

    def _sheet(self, tabell: Tabell, name: str) -> Sheet:
        rows, notes = printed.rows(self.sheet, tabell)
        names = [unescape(row.celler[0].html) for row in rows]
        width = len(tabell.kolonner) + 1
        posts = [
            Row(
                (
                    Cell(shown, Look(bold=rad.uthevet, wrap=True, line=_is_total(rad))),
                    *(self._cell(tabell, rad, kolonne) for kolonne in tabell.kolonner),
                    Cell(rad.id, Look(faint=True)),
                ),
                level=1 if row.brett == "under" else 0,
            )
            for rad, row, shown in zip(tabell.rader, rows, names, strict=True)
        ]
        below = [Row((Cell(note, Look(faint=True)),)) for note in (*notes, *tabell.noter)]
        head = self._above(tabell)
        return Sheet(
            name=name,
            rows=(*head, *posts, *([Row(())] if below else []), *below),
            widths=(min(max(_FIGURES, *map(len, names)), _NAMES), *[_FIGURES] * (width - 1), _IDS),
            frozen=(len(head), 1),
            landscape=tabell.liggende,
            hidden=frozenset({width}),
        )

    def _above(self, tabell: Tabell) -> tuple[Row, ...]:
        """Return what stands above the posts: title, unit, the hidden ids, and the columns' headings."""
        told = self._words["tabellenhet"].format(enhet=unit(tabell.enhet, self._words))
        ids = (f"{MARK}/{self._program.mappe}/{tabell.id}", *(one.id for one in tabell.kolonner), MARK)
        return (
            Row((Cell(tabell.tittel, Look(title=True)),)),
            Row((Cell(told, Look(faint=True)),)),
            Row(tuple(Cell(name) for name in ids), hidden=True),
            *([_groups(tabell)] if tabell.grupper_over else []),
            Row(
                (
                    Cell(tabell.hjørne or self._words["data_post"], Look(head=True)),
                    *(Cell(one.overskrift, Look(head=True, right=True)) for one in tabell.kolonner),
                )
            ),
        )

    def _cell(self, tabell: Tabell, rad: Rad, kolonne: Tallkolonne) -> Cell:
        figure = self.sheet.trykt(rad.id, kolonne.id)
        formula = self._formulas.formula(tabell, rad, kolonne)
        is_computed = self.sheet.er_utregnet(rad.id, kolonne.id)
        look = Look(
            self._format(tabell, kolonne, is_computed=is_computed),
            bold=rad.uthevet,
            right=True,
            line=_is_total(rad),
        )
        if formula:
            return Cell(Formula(formula, figure), look)
        return Cell(figure, look, self._deviation(tabell, rad, kolonne))

    def _deviation(self, tabell: Tabell, rad: Rad, kolonne: Tallkolonne) -> str:
        """Return what is told of a printed figure that is not what the formula gives."""
        avvik = rad.avvik.get(kolonne.id)
        if not avvik:
            return ""
        figures = (avvik.trykt, self.sheet.utregnet(rad.id, kolonne.id))
        shown, given = (self._written(tabell, kolonne, figure) for figure in figures)
        formula = self._formulas.reckoned(tabell, rad, kolonne)
        return self._words["data_avvik"].format(
            trykt=shown, utregnet=given, formel=formula, begrunnelse=avvik.begrunnelse
        )

    def _written(self, tabell: Tabell, kolonne: Tallkolonne, figure: Verdi) -> str:
        return self.sheet.på_språket(skriv(figure, tabell, kolonne.id, utregnet=True))

    def _format(self, tabell: Tabell, kolonne: Tallkolonne, *, is_computed: bool) -> str:
        places = tabell.desimaler_i(kolonne.id)
        # The language decides what separates thousands, where the program that opens the file lets it.
        language = "" if self._words["desimaltegn"] == "." else "[$-414]"
        figure = f"{language}#,##0" + (f".{'0' * places}" if places else "")
        minus = literal(tabell.minus.replace(" ", "\u00a0"))
        sections = [figure, f"{language}{minus}{figure.removeprefix(language)}"]
        return ";".join([*sections, literal(tabell.null)] if is_computed else sections)


def literal(text: str) -> str:
    """Return a text as a format of numbers has it, each sign as itself."""
    return "".join(f"\\{sign}" for sign in text)


def first_row(tabell: Tabell) -> int:
    """Return the row, from 0, of a table's first post."""
    return ABOVE + 1 + bool(tabell.grupper_over)


def _groups(tabell: Tabell) -> Row:
    """Return what stands above several columns."""
    opening = {group.kolonner[0]: group for group in tabell.grupper_over}
    below = {name for group in tabell.grupper_over for name in group.kolonner}
    cells = [Cell("", Look(head=True))]
    for kolonne in tabell.kolonner:
        if kolonne.id in opening:
            group = opening[kolonne.id]
            cells.append(Cell(group.overskrift, Look(head=True, centre=True), across=len(group.kolonner)))
        elif kolonne.id not in below:
            cells.append(Cell("", Look(head=True)))
    return Row(tuple(cells))


def _is_total(rad: Rad) -> bool:
    return rad.uthevet and rad.formel is not None
