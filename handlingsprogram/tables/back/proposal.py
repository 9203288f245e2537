"""What a file's figures do to the budget: which are another, what differs, and the file's new text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.model.budget import KRONER, Budsjett
from handlingsprogram.read.model.sheet import Regneark, is_figure, skriv
from handlingsprogram.records import record
from handlingsprogram.tables.back import units
from handlingsprogram.tables.back.figures import UnreadableError, fitted, read
from handlingsprogram.tables.back.readings import Told
from handlingsprogram.writing import edits
from handlingsprogram.writing.batch import Batch
from handlingsprogram.writing.dress import dressed, plain
from handlingsprogram.writing.values import InBrackets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from handlingsprogram.read.model.budget import Rad, Tabell, Tallkolonne, Verdi
    from handlingsprogram.tables.back.readings import Read, Reading


@record
class Figure:
    """A figure that is another."""

    tabell: Tabell
    rad: Rad
    kolonne: Tallkolonne
    old: Verdi
    new: Verdi
    where: str
    """The cell of the file."""

    def written(self, figure: Verdi) -> str:
        """Return one of its figures as the document prints it; a blank as a word."""
        return skriv(figure, self.tabell, self.kolonne.id, utregnet=False) or "tom"


@record
class Proposal:
    """What a file does to a budget."""

    figures: tuple[Figure, ...]
    told: tuple[Told, ...]
    """What could not be read, or differs from what is reckoned."""
    taken: tuple[Told, ...]
    """What was read otherwise than it stands."""
    files: dict[Path, tuple[str, str]]
    """The budget's file, as it is and as it is to be; nothing where no figure is another."""


def proposal(budsjett: Budsjett, parts: Sequence[Read], file: Path, data: Any, asked: str = "") -> Proposal:
    """Return what is proposed.

    Args:
        budsjett: the year's budget.
        parts: what was read of the file.
        file: the year's budsjett.yaml.
        data: what that holds.
        asked: the unit that the user says the file is in; empty for none.

    Raises:
        UserError: the file is probably in another unit than a table.
    """
    reader = _Reader(Regneark(budsjett), asked)
    for part in parts:
        reader.add(part)
    after = _with(budsjett, reader.figures)
    told = [*reader.told, *_reckoned(Regneark(after), reader.computed)]
    return Proposal(
        tuple(reader.figures),
        tuple(told),
        tuple(reader.taken),
        _files(file, data, budsjett, reader.figures),
    )


class _Reader:
    """Sorts the cells of a file: new figures, those that follow from others, and what is none."""

    def __init__(self, sheet: Regneark, asked: str) -> None:
        self._sheet = sheet
        self._asked = asked
        self.figures: list[Figure] = []
        self.computed: list[tuple[Reading, Verdi]] = []
        self.told: list[Told] = []
        self.taken: list[Told] = []
        self._seen: dict[tuple[str, str], tuple[str, Verdi]] = {}

    def add(self, part: Read) -> None:
        """Sort a part of the file."""
        self.told += part.told
        self.taken += part.taken
        typed = [one for one in part.readings if not self._is_reckoned(one)]
        if not part.readings:
            return
        tabell = part.readings[0].tabell
        told = "" if part.is_ours else self._asked or part.unit
        unit = units.unit_of(tabell, typed, told, is_ours=part.is_ours)
        per = Fraction(KRONER[tabell.enhet], KRONER[unit]) if unit != tabell.enhet else Fraction(1)
        if per != 1:
            what = f"tallene til «{tabell.tittel}» er lest som {unit}, og avrundet til {tabell.enhet}"
            where = part.readings[0].where
            self.taken.append(Told(where, what))
        for one in part.readings:
            self._one(one, per, is_ours=part.is_ours)

    def _is_reckoned(self, one: Reading) -> bool:
        return self._sheet.er_utregnet(one.rad.id, one.kolonne.id)

    def _one(self, one: Reading, per: Fraction, *, is_ours: bool) -> None:
        try:
            figure = self._figure(one, per)
        except UnreadableError as error:
            self.told.append(Told(one.where, str(error)))
            return
        old = one.rad.tall.get(one.kolonne.id)
        key = (one.rad.id, one.kolonne.id)
        if self._is_reckoned(one):
            if figure is not None:
                self.computed.append((one, figure))
        elif figure is None:
            self._blank(one, is_ours=is_ours)
        elif key in self._seen:
            where, read_there = self._seen[key]
            if figure != read_there:
                self.told.append(Told(one.where, f"tallet er et annet i {where}, som er det som er lest"))
        elif one.rad.gruppe or one.kolonne.id in one.rad.tomme:
            self.told.append(
                Told(one.where, f"«{one.rad.navn}» har ikke tall her i innholdet; det er ikke lest")
            )
        else:
            self._seen[key] = (one.where, figure)
            if figure != old:
                self.figures.append(Figure(one.tabell, one.rad, one.kolonne, _typed(old), figure, one.where))

    def _figure(self, one: Reading, per: Fraction) -> Verdi:
        """Return a cell's figure in the table's unit and decimals."""
        if one.found is None:
            return None
        if one.found.is_fault:
            raise UnreadableError(f"cellen har feilen {one.found.value}")
        figure = read(one.found.value)
        if not is_figure(figure) or (self._is_reckoned(one) and one.kolonne.er_andel):
            return figure
        places = max(one.tabell.desimaler, one.tabell.desimaler_i(one.kolonne.id))
        whole = fitted(figure, places, per)
        if per == 1 and whole != figure and not self._is_reckoned(one):
            shown = skriv(whole, one.tabell, one.kolonne.id, utregnet=False)
            self.taken.append(
                Told(one.where, f"{_comma(figure)} har flere desimaler enn tabellen; lest som {shown}")
            )
        return whole

    def _blank(self, one: Reading, *, is_ours: bool) -> None:
        old = one.rad.tall.get(one.kolonne.id)
        if old is None:
            return
        if one.is_hollow:
            what = "formelen er ikke regnet ut; åpne filen i Excel, lagre den, og prøv igjen"
            self.told.append(Told(one.where, what))
        elif is_ours:
            self.figures.append(Figure(one.tabell, one.rad, one.kolonne, _typed(old), None, one.where))
        else:
            shown = skriv(_typed(old), one.tabell, one.kolonne.id, utregnet=False)
            self.told.append(
                Told(one.where, f"cellen er tom; «{one.rad.navn}» har {shown}, som blir stående")
            )


def _typed(value: object) -> Verdi:
    return value if isinstance(value, int | Decimal | str) else None


def _comma(figure: Verdi) -> str:
    return str(figure).replace(".", ",")


def _reckoned(sheet: Regneark, computed: Sequence[tuple[Reading, Verdi]]) -> Iterator[Told]:
    """Tell of cells that do not have what follows from the figures."""
    for one, figure in computed:
        printed = sheet.trykt(one.rad.id, one.kolonne.id)
        same = figure == printed or (not figure and printed is None) or (figure == 0 and printed == "-")
        if same:
            continue
        shown, given = (
            skriv(value, one.tabell, one.kolonne.id, utregnet=True) or "ingenting"
            for value in (figure, printed)
        )
        name = f"«{one.rad.navn}», «{one.kolonne.overskrift}»"
        if one.kolonne.id in one.rad.avvik:
            what = f"{name}: filen har {shown}, men innholdet sier at {given} er trykt (avvik)"
        else:
            what = f"{name} regnes ut: filen har {shown}, men postene gir {given}"
        yield Told(one.where, what)


# --- The content ----------------------------------------------------------------------------------


def _with(budsjett: Budsjett, figures: Sequence[Figure]) -> Budsjett:
    """Return a budget with other figures."""
    new: dict[str, dict[str, Verdi]] = {}
    for one in figures:
        new.setdefault(one.rad.id, {})[one.kolonne.id] = one.new
    tables = tuple(
        replace(tabell, rader=tuple(_row(rad, new.get(rad.id, {})) for rad in tabell.rader))
        for tabell in budsjett.tabeller
    )
    return Budsjett(tables)


def _row(rad: Rad, new: dict[str, Verdi]) -> Rad:
    if not new:
        return rad
    tall = {name: value for name, value in {**rad.tall, **new}.items() if value is not None}
    return replace(rad, tall=tall)


def _files(
    file: Path, data: Any, budsjett: Budsjett, figures: Sequence[Figure]
) -> dict[Path, tuple[str, str]]:
    """Return the budget's file with the figures in it: only their lines are another."""
    if not figures:
        return {}
    text = file.read_bytes().decode()
    return {file: (text, dressed(text, _written(plain(text), data, budsjett, figures)))}


def _written(text: str, data: Any, budsjett: Budsjett, figures: Sequence[Figure]) -> str:
    places = {
        rad.id: ("tabeller", i, "rader", j)
        for i, tabell in enumerate(budsjett.tabeller)
        for j, rad in enumerate(tabell.rader)
    }
    batch, gone = Batch(text), []
    fresh: dict[str, dict[str, Verdi]] = {}
    for one in figures:
        _, i, _, j = path = places[one.rad.id]
        typed = data["tabeller"][i]["rader"][j].get("tall", {})
        if not typed:
            fresh.setdefault(one.rad.id, {})[one.kolonne.id] = one.new
        elif one.new is None:
            gone.append((*path, "tall", one.kolonne.id))
        elif one.kolonne.id in typed:
            batch.replace((*path, "tall", one.kolonne.id), one.new)
        else:
            order = [kolonne.id for kolonne in one.tabell.kolonner]
            behind = order[order.index(one.kolonne.id) + 1 :]
            batch.put((*path, "tall"), one.kolonne.id, one.new, behind)
    for name, new in fresh.items():
        batch.put(places[name], "tall", InBrackets(new))
    text = batch.done()
    for where in gone:
        text = edits.remove(text, where)
    return text
