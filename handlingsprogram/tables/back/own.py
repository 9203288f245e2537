"""A sheet that `build --format xlsx` made, by the ids that it hides: rows and columns may have moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.tables.back.readings import Read, Reading, Told, place, plain
from handlingsprogram.tables.budget import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.model.budget import Budsjett, Rad, Tabell
    from handlingsprogram.tables.back.opened import Opened


class Marked(NamedTuple):
    """Where a sheet says what it is of."""

    folder: str
    """The year's folder."""
    table: str
    row: int
    column: int


def marked(sheet: Opened) -> Marked | None:
    """Return what a sheet says that it is of; None where it has no ids, or has lost them."""
    ids = {row for (row, _), cell in sheet.cells.items() if cell.value == MARK}
    for (row, column), cell in sheet.cells.items():
        parts = cell.value.split("/") if isinstance(cell.value, str) else []
        if len(parts) == 3 and parts[0] == MARK and row in ids:  # noqa: PLR2004 — the mark, the folder and the table
            return Marked(parts[1], parts[2], row, column)
    return None


def read(sheet: Opened, mark: Marked, budsjett: Budsjett) -> Read:
    """Return what a sheet says of its table.

    Args:
        sheet: the sheet.
        mark: where it says what it is of.
        budsjett: the budget as it is now.
    """
    tabell = next((one for one in budsjett.tabeller if one.id == mark.table), None)
    here = place(sheet, mark.row, mark.column)
    if not tabell:
        return Read((), (Told(here, f"budsjettet har ingen tabell «{mark.table}» lenger"),))
    return _Sheet(sheet, mark, tabell).read()


class _Sheet:
    """Reads one sheet."""

    def __init__(self, sheet: Opened, mark: Marked, tabell: Tabell) -> None:
        self._sheet = sheet
        self._mark = mark
        self._tabell = tabell
        self._told: list[Told] = []
        self._columns = {
            column: str(cell.value)
            for (row, column), cell in sheet.cells.items()
            if row == mark.row and column != mark.column
        }
        """What each column is called by its id; the last one has the rows'."""
        self._ids = next(at for at, name in self._columns.items() if name == MARK)

    def read(self) -> Read:
        rows, columns = dict(self._rows()), dict(self._kolonner())
        readings = []
        for row, rad in rows.items():
            for at, name in columns.items():
                kolonne = self._tabell.kolonne(name)
                assert kolonne  # noqa: S101 — `_kolonner` gives those that are
                cell = self._sheet.cells.get((row, at))
                where, hollow = place(self._sheet, row, at), (row, at) in self._sheet.hollow
                readings.append(Reading(self._tabell, rad, kolonne, cell, where, hollow))
        self._tell_new_rows(rows)
        return Read(tuple(readings), tuple(self._told), is_ours=True)

    def _tell(self, row: int, column: int, what: str) -> None:
        self._told.append(Told(place(self._sheet, row, column), what))

    def _kolonner(self) -> Iterator[tuple[int, str]]:
        """Give the columns that the budget has."""
        seen: dict[str, int] = {}
        for at, name in sorted(self._columns.items()):
            if name == MARK:
                continue
            if not self._tabell.kolonne(name):
                self._tell(self._mark.row, at, f"tabellen har ingen kolonne «{name}» lenger")
            elif name in seen:
                self._tell(self._mark.row, at, f"kolonnen «{name}» står to ganger; den første er lest")
            else:
                seen[name] = at
                yield at, name

    def _rows(self) -> Iterator[tuple[int, Rad]]:
        """Give the rows that the budget has, each once."""
        known = {rad.id: rad for rad in self._tabell.rader}
        at = [
            (row, str(cell.value))
            for (row, column), cell in sorted(self._sheet.cells.items())
            if column == self._ids and row > self._mark.row
        ]
        names = [name for _, name in at]
        for row, name in at:
            rad = known.get(name)
            if not rad:
                self._tell(row, self._mark.column, f"tabellen har ingen post «{name}» lenger")
            elif names.count(name) > 1:
                self._tell(
                    row, self._mark.column, f"«{rad.navn}» står i flere rader, og ingen av dem er lest"
                )
            elif self._is_named_so(row, rad, known):
                yield row, rad
        for name, rad in known.items():
            if name not in names:
                self._tell(
                    self._mark.row, self._mark.column, f"«{rad.navn}» mangler i arket; tallene står som før"
                )

    def _is_named_so(self, row: int, rad: Rad, known: Mapping[str, Rad]) -> bool:
        """Tell whether a row has the name that goes with its id; who sorts may have left the ids behind."""
        cell = self._sheet.cells.get((row, self._mark.column))
        shown = plain(str(cell.value)) if cell else ""
        if not shown or shown == plain(rad.navn):
            return True
        if shown in {plain(other.navn) for other in known.values()}:
            what = f"raden har navnet til «{cell.value if cell else ''}», men id-en til «{rad.navn}»"
            self._tell(row, self._mark.column, f"{what}; er den sortert uten den skjulte kolonnen?")
            return False
        what = f"posten heter «{rad.navn}» i innholdet; navn endres i budsjett.yaml"
        self._tell(row, self._mark.column, what)
        return True

    def _tell_new_rows(self, rows: Mapping[int, Rad]) -> None:
        """Tell of rows with figures that no id stands in."""
        figures = {at for at, name in self._columns.items() if name != MARK}
        last = max(rows, default=0)
        for row in sorted({row for row, column in self._sheet.cells if column in figures}):
            name = self._sheet.cells.get((row, self._mark.column))
            is_new = (row, self._ids) not in self._sheet.cells and min(rows, default=0) < row
            if is_new and name and (row < last or row > last):
                what = f"«{name.value}» er ny; legg posten til i budsjett.yaml"
                self._tell(row, self._mark.column, what)
