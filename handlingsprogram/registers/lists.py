"""The registers as lists of rows, one for each way to look: what their sheets and files hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.records import record
from handlingsprogram.registers import groups
from handlingsprogram.registers.told import told
from handlingsprogram.tables.sheets import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from handlingsprogram.registers.model import Gruppe, Oppføring, Register, Årgang

DIRECT, THROUGH = "x", "(x)"
"""What stands in a matrix where a measure names a goal, and where it serves it through another."""


@record
class Kolonne:
    """A column of a list."""

    overskrift: str
    bredde: int
    """In characters."""
    forklaring: str = ""
    """More about it than the heading has room for."""
    har_merker: bool = False
    """Whether marks stand in it, and that there are none is told too."""


@record
class Liste:
    """A list: a sheet of the workbook, and a file of its own."""

    navn: str
    fil: str
    """What its file is called, without an ending."""
    om: str
    """What it tells, in a line."""
    kolonner: tuple[Kolonne, ...]
    rader: tuple[tuple[str | int, ...], ...]


class _About(NamedTuple):
    """What a list is called, and what it tells."""

    navn: str
    fil: str
    om: str


def lists(register: Register, si: Callable[[str], str] = str) -> tuple[Liste, ...]:
    """Return every list of a register that has something in it.

    Args:
        register: the measures.
        si: says the tool's words as the programmes are written.
    """
    return tuple(one for one in _Lists(register, si).all() if one.rader)


class _Lists:
    """Makes the lists of one register."""

    def __init__(self, register: Register, si: Callable[[str], str]) -> None:
        self._register = register
        self._si = si
        self._shared = (
            self._column("Program", 12),
            self._column("Nr.", 8),
            self._column("Tiltak", 60),
            self._column("Område", 26),
            self._column("Status", 14),
            self._column("Id", 26),
        )
        """What every list tells of a measure."""

    def _column(self, heading: str, width: int, told: str = "") -> Kolonne:
        return Kolonne(self._si(heading), width, self._si(told))

    def _measure(self, entry: Oppføring) -> tuple[str | int, ...]:
        """Return what every list tells of a measure."""
        values = (entry.nummer, entry.tekst, entry.område.tittel, entry.status, entry.id)
        return (_called(entry.årgang), *values)

    def all(self) -> Iterator[Liste]:
        """Give all lists, also those that have no rows."""
        register = self._register
        yield self._measures()
        yield self._partners()
        yield self._un_goals()
        about = _About("Egne mål", "egne-mal", "Tiltakene etter målene i programmene")
        yield self._grouped(about, self._column("Mål", 40), groups.by_own_goal(register))
        about = _About("Områder", "omrader", "Tiltakene etter innsatsområde og tema")
        yield self._grouped(about, self._column("I området", 26), groups.by_area(register))
        about = _About("Ansvar", "ansvarlig", "Tiltakene etter hvem som har ansvaret")
        yield self._grouped(about, self._column("Har ansvaret", 26), groups.by_responsible(register))
        about = _About("Status", "status", "Tiltakene etter status")
        yield self._grouped(about, self._column("Med status", 16), groups.by_status(register))
        for name, (heading, found) in groups.own_registers(register).items():
            # What the content calls a field is not the tool's to translate.
            rows = [((group.navn,), entry) for group in found for entry in group.oppføringer]
            told = self._si(f"Tiltakene etter «{heading}»")
            yield Liste(heading, f"felt-{name}", told, *self._rows((Kolonne(heading, 40),), rows))
        yield self._matrix()
        for mappe, entries in self._serving().items():
            yield self._own_matrix(mappe, entries)
        yield self._lives()

    def _list(
        self, about: _About, own: tuple[Kolonne, ...], rows: Iterable[tuple[tuple[str, ...], Oppføring]]
    ) -> Liste:
        """Return a list that has some columns of its own before what every list tells."""
        return Liste(self._si(about.navn), about.fil, self._si(about.om), *self._rows(own, rows))

    def _rows(
        self, own: tuple[Kolonne, ...], rows: Iterable[tuple[tuple[str, ...], Oppføring]]
    ) -> tuple[tuple[Kolonne, ...], tuple[tuple[str | int, ...], ...]]:
        return (*own, *self._shared), tuple((*first, *self._measure(entry)) for first, entry in rows)

    def _grouped(self, about: _About, own: Kolonne, found: Iterable[Gruppe]) -> Liste:
        rows = (((group.navn,), entry) for group in found for entry in group.oppføringer)
        return self._list(about, (own,), rows)

    def _measures(self) -> Liste:
        """Return the list of all measures, each with all that the register knows of it."""
        columns = (
            self._column("Partnere", 40),
            self._column("Bærekraftsmål", 14),
            self._column("Egne mål", 14),
            self._column("Har ansvaret", 20),
            self._column("Kom fra", 30),
            self._column("Ble til", 30),
        )
        lived = {
            steg.oppføring.nøkkel: (came, became)
            for liv in self._register.liv
            for steg, came, became in told(liv, self._si)
        }
        rows = (
            (
                *self._measure(entry),
                BETWEEN.join(partner.navn for partner in self._register.partnerne(entry)),
                BETWEEN.join(map(str, entry.bærekraftsmål)),
                BETWEEN.join(mål.nummer or mål.tekst for mål in entry.mål),
                BETWEEN.join(entry.ansvarlig),
                *lived[entry.nøkkel],
            )
            for entry in self._register.oppføringer
        )
        om = self._si("Alle tiltakene, de nyeste først")
        return Liste(self._si("Tiltak"), "tiltak", om, (*self._shared, *columns), tuple(rows))

    def _partners(self) -> Liste:
        found = groups.by_partner(self._register)
        rows = (((group.navn, group.om), entry) for group in found for entry in group.oppføringer)
        columns = (self._column("Partner", 34), self._column("Slag", 14))
        about = _About(
            "Partnere", "partnere", "Tiltakene etter partner, én linje for hver partner og hvert tiltak"
        )
        return self._list(about, columns, rows)

    def _un_goals(self) -> Liste:
        rows = (
            ((group.navn, _through(entry, number)), entry)
            for number, group in groups.un_goals(self._register)
            for entry in group.oppføringer
        )
        columns = (self._column("Bærekraftsmål", 34), self._column("Gjennom målet", 30))
        about = _About("Bærekraftsmål", "baerekraftsmal", "Tiltakene etter FNs bærekraftsmål")
        return self._list(about, columns, rows)

    def _matrix(self) -> Liste:
        """Return the measures against the UN's goals, where any serves one."""
        numbers = groups.un_goals(self._register)
        columns = (Kolonne(str(number), 5, group.navn, har_merker=True) for number, group in numbers)
        rows = (
            (*self._measure(entry), *(_mark(entry, number) for number, _ in numbers))
            for entry in self._register.oppføringer
            if groups.served(entry)
        )
        om = "Tiltak og bærekraftsmål: x der tiltaket nevner målet, (x) der et mål i programmet gjør det"
        return Liste(
            self._si("Tiltak og bærekraftsmål"),
            "tiltak-baerekraftsmal",
            self._si(om),
            (*self._shared, *columns),
            tuple(rows),
        )

    def _serving(self) -> dict[str, list[Oppføring]]:
        """Return the measures that serve goals of their programme's own, by that programme's folder."""
        found: dict[str, list[Oppføring]] = {}
        for entry in self._register.oppføringer:
            if entry.mål:
                found.setdefault(entry.årgang.mappe, []).append(entry)
        return found

    def _own_matrix(self, mappe: str, entries: Sequence[Oppføring]) -> Liste:
        """Return a programme's measures against the goals of its own."""
        goals = {mål.id: mål for entry in entries for mål in entry.mål}
        ordered = sorted(goals.values(), key=lambda mål: groups.numerical(mål.nummer))
        columns = (
            Kolonne(mål.nummer or mål.tekst, 7, f"{mål.nummer} {mål.tekst}".strip(), har_merker=True)
            for mål in ordered
        )
        rows = (
            (*self._measure(entry), *(DIRECT if mål in entry.mål else "" for mål in ordered))
            for entry in entries
        )
        return Liste(
            self._si(f"Mål i {mappe}"),
            f"tiltak-mal-{mappe}",
            self._si(f"Tiltakene i {mappe} og målene de bidrar til"),
            (*self._shared, *columns),
            tuple(rows),
        )

    def _lives(self) -> Liste:
        """Return every measure with what it came from and what it became, a life at a time."""
        rows = (
            (number, *self._measure(steg.oppføring), came, became)
            for number, liv in enumerate(self._register.liv, 1)
            for steg, came, became in told(liv, self._si)
        )
        columns = (
            self._column("Livsløp", 9),
            *self._shared,
            self._column("Kom fra", 40),
            self._column("Ble til", 40),
        )
        om = self._si("Hva som ble av tiltakene: linjer med samme tall er ett tiltak gjennom årene")
        return Liste(self._si("Livsløp"), "livslop", om, columns, tuple(rows))


def _called(årgang: Årgang) -> str | int:
    """Return what a programme is called in a list: a year is a number, by which rows are sorted."""
    return årgang.mappe if årgang.navn else årgang.år


def _mark(entry: Oppføring, number: int) -> str:
    if number in entry.bærekraftsmål:
        return DIRECT
    return THROUGH if number in entry.gjennom_mål else ""


def _through(entry: Oppføring, number: int) -> str:
    """Return the programme's goals through which a measure serves the UN's; none where it names that."""
    if number in entry.bærekraftsmål:
        return ""
    return BETWEEN.join(
        f"{mål.nummer} {mål.tekst}".strip() for mål in entry.mål if number in mål.bærekraftsmål
    )
