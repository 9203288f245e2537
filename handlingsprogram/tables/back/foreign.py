"""A sheet that somebody else made, by what posts and columns are called: the same, or much like it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.tables.back.readings import Read, Reading, Told, place, plain
from handlingsprogram.tables.back.units import said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from handlingsprogram.read.model.budget import Budsjett, Rad, Tabell, Tallkolonne
    from handlingsprogram.tables.back.opened import Found, Opened

_ALIKE = 86
"""Per cent that two names must have in common (rapidfuzz' ratio) to be taken for the same."""
_ABOVE = 4
"""So many rows above the headings a table's title and unit stand in."""
_FEWEST = 2
"""So many posts must be recognised before a part of a sheet is taken for a table."""


class Match(NamedTuple):
    """What a name was taken for."""

    name: str
    is_same: bool
    """False where it is only like it."""


class Part(NamedTuple):
    """A part of a sheet below a row of headings."""

    head: int
    end: int
    """The row behind its last."""


def read(sheet: Opened, budsjett: Budsjett) -> list[Read]:
    """Return what a sheet says of the budget, for each part of it that is a table's.

    Args:
        sheet: the sheet.
        budsjett: the budget as it is now.
    """
    known = [_Table(tabell) for tabell in budsjett.tabeller]
    found = []
    for part in _parts(sheet, known):
        held = [_Held(sheet, part, table) for table in known]
        best = max(held, key=lambda one: one.score)
        rivals = [one for one in held if one.score == best.score and one is not best]
        if best.is_table and rivals:
            names = " og ".join(f"«{one.table.tabell.tittel}»" for one in (best, *rivals))
            what = f"kan være av flere tabeller, {names}; skriv tittelen til tabellen over den"
            found.append(Read((), (Told(place(sheet, part.head, 0), what),)))
        elif best.is_table:
            found.append(best.read())
    return found


def _parts(sheet: Opened, tables: Sequence[_Table]) -> list[Part]:
    """Return the parts of a sheet: each begins with a row that has the headings of figures' columns."""
    headings = {name for table in tables for name in table.headings}
    rows: dict[int, list[Found]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, []).append(cell)
    heads = [row for row, cells in rows.items() if _is_head(cells, headings)]
    if not heads:
        texts = {row: [plain(str(cell.value)) for cell in cells] for row, cells in rows.items()}
        alike = (row for row, found in texts.items() if any(t.column(text) for t in tables for text in found))
        heads = [*islice(alike, 1)]
    last = max(rows, default=0) + 1
    return [Part(head, end) for head, end in pairwise([*heads, last])]


def _is_head(cells: Iterable[Found], headings: Collection[str]) -> bool:
    """Tell whether a row has headings of columns, and no figure that is none: years may be numbers."""
    named = [plain(str(cell.value)) in headings for cell in cells]
    figures = (not isinstance(cell.value, str) for cell in cells)
    return any(named) and all(named for is_figure, named in zip(figures, named, strict=True) if is_figure)


class _Table:
    """The names of a table's posts and columns."""

    def __init__(self, tabell: Tabell) -> None:
        self.tabell = tabell
        self.headings = {plain(one.overskrift): one for one in tabell.kolonner}
        names = Counter(plain(rad.navn) for rad in tabell.rader)
        self.posts = {plain(rad.navn): rad for rad in tabell.rader if names[plain(rad.navn)] == 1}
        self.twins = {name for name, count in names.items() if count > 1}
        """Names that several posts have."""

    def post(self, text: str) -> tuple[Rad, bool] | None:
        """Return the post that a name is of, and whether it is called exactly so."""
        match = _meant(text, self.posts)
        return (self.posts[match.name], match.is_same) if match else None

    def column(self, text: str) -> tuple[Tallkolonne, bool] | None:
        """Return the column that a heading is of, and whether it is called exactly so."""
        match = _meant(text, self.headings)
        return (self.headings[match.name], match.is_same) if match else None


def _meant(text: str, known: Mapping[str, object]) -> Match | None:
    """Return the one name that a text is, or is much like and no other is as much."""
    if not text:
        return None
    if text in known:
        return Match(text, is_same=True)
    from rapidfuzz import fuzz, process

    digits = [sign for sign in text if sign.isdigit()]
    found = [
        (name, score)
        for name, score, _ in process.extract(
            text, list(known), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=2
        )
        # Another year is another column, however alike they are.
        if [sign for sign in name if sign.isdigit()] == digits
    ]
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return None
    return Match(found[0][0], is_same=False)


class _Held:
    """A part of a sheet held against a table."""

    def __init__(self, sheet: Opened, part: Part, table: _Table) -> None:
        self._sheet = sheet
        self._part = part
        self.table = table

    def _text(self, row: int, column: int) -> str:
        cell = self._sheet.cells.get((row, column))
        return plain(str(cell.value)) if cell else ""

    @cached_property
    def _places(self) -> set[tuple[int, int]]:
        return {place for place in self._sheet.cells if self._part.head < place[0] < self._part.end}

    @cached_property
    def _names(self) -> int:
        """The column that most posts' names stand in; -1 for none."""
        found = Counter(column for row, column in self._places if self._text(row, column) in self.table.posts)
        return min(found, key=lambda column: (-found[column], column)) if found else -1

    @cached_property
    def _columns(self) -> dict[int, tuple[Tallkolonne, bool]]:
        """The columns of figures by where they stand."""
        row = self._part.head
        across = sorted(column for at, column in self._sheet.cells if at == row and column != self._names)
        found = {column: self.table.column(self._text(row, column)) for column in across}
        return {column: match for column, match in found.items() if match}

    @cached_property
    def score(self) -> tuple[int, int, int]:
        """How well the table fits: how many posts, how many columns, whether its title stands near."""
        is_titled = plain(self.table.tabell.tittel) in map(plain, self._near)
        posts = sum(
            self._text(row, column) in self.table.posts
            for row, column in self._places
            if column == self._names
        )
        return (posts, len(self._columns), int(is_titled))

    @property
    def is_table(self) -> bool:
        """Whether enough is recognised to read the part as the table."""
        posts, columns, _ = self.score
        return columns > 0 and posts >= min(_FEWEST, len(self.table.posts))

    def read(self) -> Read:
        """Return what the part says of the table."""
        told, taken = list(self._told_columns()), []
        matches = list(self._rows())
        times = Counter(rad.id for _, rad, _ in matches)
        readings: list[Reading] = []
        for row, rad, is_same in matches:
            where, shown = place(self._sheet, row, self._names), self._sheet.cells[row, self._names].value
            if times[rad.id] > 1:
                continue
            if not is_same:
                taken.append(Told(where, f"«{shown}» er lest som «{rad.navn}»"))
            readings += self._across(row, rad)
        told += self._several(matches)
        told += self._unknown({row for row, _, _ in matches})
        told += self._missing(times)
        for column, (kolonne, is_same) in self._columns.items():
            if not is_same:
                shown = self._sheet.cells[self._part.head, column].value
                where = place(self._sheet, self._part.head, column)
                taken.append(Told(where, f"kolonnen «{shown}» er lest som «{kolonne.overskrift}»"))
        return Read(tuple(readings), tuple(told), tuple(taken), said(self._near))

    @cached_property
    def _near(self) -> list[str]:
        """What stands above the headings and in them, and what the sheet is called."""
        above = range(max(self._part.head - _ABOVE, 0), self._part.head + 1)
        near = [str(cell.value) for (row, _), cell in self._sheet.cells.items() if row in above]
        return [self._sheet.name, *near]

    def _rows(self) -> Iterator[tuple[int, Rad, bool]]:
        for row, column in sorted(self._places):
            match = self.table.post(self._text(row, column)) if column == self._names else None
            if match:
                yield row, *match

    def _across(self, row: int, rad: Rad) -> Iterator[Reading]:
        for column, (kolonne, _) in self._columns.items():
            yield Reading(
                self.table.tabell,
                rad,
                kolonne,
                self._sheet.cells.get((row, column)),
                place(self._sheet, row, column),
                (row, column) in self._sheet.hollow,
            )

    def _told_columns(self) -> Iterator[Told]:
        """Tell of columns with figures that no column of the table is called as, or two are."""
        row = self._part.head
        seen: dict[str, int] = {}
        for (at, column), cell in sorted(self._sheet.cells.items()):
            if at != row or column == self._names or not plain(str(cell.value)):
                continue
            if column not in self._columns and not self._has_figures(column):
                continue
            if column not in self._columns:
                title = self.table.tabell.tittel
                what = f"tabellen «{title}» har ingen kolonne «{cell.value}»; den er ikke lest"
                yield Told(place(self._sheet, row, column), what)
            elif (name := self._columns[column][0].id) in seen:
                what = f"kolonnen «{self._columns[column][0].overskrift}» står to ganger; den første er lest"
                yield Told(place(self._sheet, row, column), what)
                del self._columns[column]
            else:
                seen[name] = column

    def _has_figures(self, column: int) -> bool:
        return any(not isinstance(self._sheet.cells[at].value, str) for at in self._places if at[1] == column)

    def _several(self, matches: Sequence[tuple[int, Rad, bool]]) -> Iterator[Told]:
        """Tell of posts that stand more than once."""
        places: dict[str, list[str]] = {}
        for row, rad, _ in matches:
            places.setdefault(rad.navn, []).append(place(self._sheet, row, self._names))
        for name, found in places.items():
            if len(found) > 1:
                what = f"«{name}» står også i {', '.join(found[1:])}, og ingen av dem er lest"
                yield Told(found[0], what)

    def _unknown(self, known: set[int]) -> Iterator[Told]:
        """Tell of rows with figures that are no post of the table."""
        for row, column in sorted(self._places):
            if column != self._names or row in known:
                continue
            text, shown = self._text(row, column), self._sheet.cells[row, column].value
            if not any((row, at) in self._sheet.cells for at in self._columns):
                continue
            where = place(self._sheet, row, column)
            if text in self.table.twins:
                yield Told(where, f"flere poster heter «{shown}»; bruk filen fra «build --format xlsx»")
            else:
                yield Told(where, f"ingen post heter «{shown}»; den er ikke lest")

    def _missing(self, found: Mapping[str, int]) -> Iterator[Told]:
        """Tell of posts that the part does not have, and that have figures in its columns."""
        columns = {kolonne.id for kolonne, _ in self._columns.values()}
        rows = self.table.tabell.rader
        gone = [rad.navn for rad in rows if rad.id not in found and columns & rad.tall.keys()]
        if gone:
            where = place(self._sheet, self._part.head, max(self._names, 0))
            names = ", ".join(f"«{name}»" for name in gone)
            yield Told(where, f"finner ikke {names}; tallene der står som før")
