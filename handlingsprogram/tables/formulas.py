"""The budget's formulas as spreadsheets write them: they give what the documents print.

A text among figures would stop a spreadsheet, and a blank would be 0: so a dash counts as 0 (`N`), and where
nothing can be reckoned of nothing, the cell stays blank.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from handlingsprogram.read.model.budget import (
    KRONER,
    MANGLER,
    Andel,
    Differanse,
    Henvisning,
    Lik,
    Prosent,
    Sum,
)
from handlingsprogram.read.model.sheet import is_figure
from handlingsprogram.tables.sheets import address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from handlingsprogram.read.model.budget import Rad, Tabell, Tallkolonne
    from handlingsprogram.read.model.sheet import Regneark

Place = tuple[str, str]
"""The ids of a row and a column."""

_MOST = 200
"""So many arguments a function is given; Excel takes 255."""


class Formulas:
    """Writes the formulas of a budget whose cells have their places."""

    def __init__(self, sheet: Regneark, places: Mapping[str, tuple[str, int]]) -> None:
        """Note where things stand.

        Args:
            sheet: the budget, reckoned.
            places: the sheet's name and the row, from 0, of each of the budget's rows by its id.
        """
        self._sheet = sheet
        self._places = places

    def formula(self, tabell: Tabell, rad: Rad, kolonne: Tallkolonne) -> str:
        """Return what gives a cell; empty where its figure is typed, or printed otherwise than reckoned."""
        if not self._sheet.er_utregnet(rad.id, kolonne.id) or kolonne.id in rad.avvik:
            return ""
        found = self.reckoned(tabell, rad, kolonne)
        return f"={found}"

    def reckoned(self, tabell: Tabell, rad: Rad, kolonne: Tallkolonne) -> str:
        """Return what a computed cell is reckoned by, also where another figure is printed."""
        along, typed = kolonne.formel, rad.tall.get(kolonne.id)
        places = max(tabell.desimaler_i(kolonne.id), tabell.desimaler)
        match along or rad.formel or typed:
            case Sum(ledd) | Differanse(ledd) as formula:
                cells = [(rad.id, name) for name in ledd] if along else [(name, kolonne.id) for name in ledd]
                reckoned = self._sum if isinstance(formula, Sum) else self._difference
                return self._unless_missing(tabell, cells, reckoned(tabell, cells, places))
            case Prosent((now, before)):
                cells = [(rad.id, now), (rad.id, before)]
                change = self._change(tabell, cells, tabell.desimaler_i(kolonne.id))
                return self._unless_missing(tabell, cells, change)
            case Andel(name, of):
                cells = [(rad.id, name), (of, name)]
                share = self._share(tabell, cells, tabell.desimaler_i(kolonne.id))
                return self._unless_missing(tabell, cells, share)
            case Lik(source):
                return self._same(tabell, (source, kolonne.id))
            case Henvisning(source, column):
                return self._same(tabell, (source, column))
        raise AssertionError(rad.id, kolonne.id)

    def _unless_missing(self, tabell: Tabell, cells: Sequence[Place], formula: str) -> str:
        """Return a formula that says so as long as a figure that it builds on is still to come."""
        missing = [cell for cell in cells if self._sheet.trykt(*cell) == MANGLER]
        if not missing:
            return formula
        counts = (f'COUNTIF({part},"{MANGLER}")' for part in self._runs(missing, partial(self._bare, tabell)))
        return f'IF({"+".join(counts)}>0,"{MANGLER}",{formula})'

    # --- Each kind ---

    def _sum(self, tabell: Tabell, cells: Sequence[Place], places: int) -> str:
        parts = self._runs(cells, partial(self._ref, tabell))
        while len(parts) > _MOST:
            parts = [f"SUM({','.join(parts[i : i + _MOST])})" for i in range(0, len(parts), _MOST)]
        total = _rounded(f"SUM({','.join(parts)})", places)
        if any(self._sheet.trykt(*cell) is not None for cell in cells):
            return total
        # Nothing stands there yet: as soon as something does, it is added.
        bare = self._runs(cells, partial(self._bare, tabell))
        said = "+".join(f'COUNT({part})+COUNTIF({part},"-")' for part in bare)
        return f'IF({said}=0,"",{total})'

    def _difference(self, tabell: Tabell, cells: Sequence[Place], places: int) -> str:
        parts = [self._number(tabell, cell) for cell in cells]
        doubtful = [self._bare(tabell, cell) for cell in cells if not self._is_sure(cell)]
        formula = _rounded("-".join(parts), places)
        if not doubtful:
            return formula
        tests = [f'{ref}=""' for ref in dict.fromkeys(doubtful)]
        blank = tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"
        return f'IF({blank},"",{formula})'

    def _change(self, tabell: Tabell, cells: Sequence[Place], places: int) -> str:
        now, before = (self._number(tabell, cell) for cell in cells)
        size = before if tabell.inntekt_minus else f"ABS({before})"
        blank = self._bare(tabell, cells[0])
        return f'IF(OR({blank}="",{before}=0),"",ROUND(100*({now}-{before})/{size},{places}))'

    def _share(self, tabell: Tabell, cells: Sequence[Place], places: int) -> str:
        some, all_ = (self._number(tabell, cell) for cell in cells)
        blank = self._bare(tabell, cells[0])
        return f'IF(OR({blank}="",{all_}=0),"",ROUND(100*{some}/{all_},{places}))'

    def _same(self, tabell: Tabell, cell: Place) -> str:
        bare, ref = self._bare(tabell, cell), self._ref(tabell, cell)
        if self._is_sure(cell):
            return ref
        shown = bare if ref == bare else f"IF(ISNUMBER({bare}),{ref},{bare})"
        return f'IF({bare}="","",{shown})'

    # --- Where things stand ---

    def _bare(self, tabell: Tabell, cell: Place) -> str:
        """Return what a cell is called in the sheet of a table."""
        (rad, kolonne), (name, row) = cell, self._places[cell[0]]
        is_here = self._sheet.tabell_med(rad, kolonne) is tabell
        return address(row, self._column(cell), "" if is_here else name)

    def _ref(self, tabell: Tabell, cell: Place) -> str:
        """Return a cell's figure in the unit and the decimals of a table, as `converted` gives it."""
        bare = self._bare(tabell, cell)
        source = self._sheet.tabell_med(*cell)
        assert source  # noqa: S101 — as above
        if source.enhet == tabell.enhet and source.desimaler <= tabell.desimaler:
            return bare
        worth = Fraction(1)
        if {source.enhet, tabell.enhet} <= KRONER.keys():
            worth = Fraction(KRONER[source.enhet], KRONER[tabell.enhet])
        times = f"*{worth.numerator}" if worth.numerator > 1 else ""
        per = f"/{worth.denominator}" if worth.denominator > 1 else ""
        return f"ROUND(N({bare}){times}{per},{tabell.desimaler})"

    def _number(self, tabell: Tabell, cell: Place) -> str:
        """Return a cell as a number: a dash and a blank are 0."""
        ref = self._ref(tabell, cell)
        return ref if "(" in ref or self._is_sure(cell) else f"N({ref})"

    def _runs(self, cells: Sequence[Place], written: Callable[[Place], str]) -> list[str]:
        """Return cells as arguments of a function, neighbours as one."""
        runs: list[list[Place]] = []
        for cell in cells:
            if runs and self._continues(runs[-1], cell) and "(" not in written(cell):
                runs[-1].append(cell)
            else:
                runs.append([cell])
        refs = [(written(run[0]), written(run[-1])) for run in runs]
        return [first if first == last else f"{first}:{last.rpartition('!')[2]}" for first, last in refs]

    def _continues(self, run: Sequence[Place], cell: Place) -> bool:
        steps = {self._step(one, other) for one, other in pairwise([*run, cell])}
        return steps in ({(1, 0)}, {(0, 1)})

    def _step(self, one: Place, other: Place) -> tuple[int, int]:
        (name, row), (next_name, next_row) = self._places[one[0]], self._places[other[0]]
        return (next_row - row, self._column(other) - self._column(one)) if name == next_name else (0, 0)

    def _column(self, cell: Place) -> int:
        source = self._sheet.tabell_med(*cell)
        assert source  # noqa: S101 — a rule has seen that it exists
        return 1 + [one.id for one in source.kolonner].index(cell[1])

    def _is_sure(self, cell: Place) -> bool:
        """Tell whether a cell has a number whatever is typed: it is a sum of something, or was printed."""
        rad, kolonne = self._sheet.rad(cell[0]), cell[1]
        source = self._sheet.tabell_med(*cell)
        column = source.kolonne(kolonne) if source else None
        formula = column.formel if column and column.formel else rad.formel
        is_sum = isinstance(formula, Sum) and is_figure(self._sheet.trykt(*cell))
        return is_sum or kolonne in rad.avvik


def _rounded(formula: str, places: int) -> str:
    """Return a formula without what binary fractions add to decimals."""
    return f"ROUND({formula},{places})" if places else formula
