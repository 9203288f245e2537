"""A programme's measures as entries of the register: what is printed of them, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.model.fields import beginning
from handlingsprogram.read.model.numbers import numbers
from handlingsprogram.read.model.objectives import Målsøk
from handlingsprogram.read.status.model import STATUSER
from handlingsprogram.registers.model import Delmål, Område, Oppføring, Årgang
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.render.words.progress import status_word
from handlingsprogram.review.report.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.measures import Ledd, Tiltak
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.status.model import Status

_NAMED = ("partnere", "ansvarlig", "status")
"""The registers that fields belong to by their names."""


class Entries:
    """Makes a programme's measures entries of the register."""

    def __init__(self, program: Program, årgang: Årgang, status: Status | None) -> None:
        """Note what to read.

        Args:
            program: the year.
            årgang: what the register calls it.
            status: how it goes; of the measures that this names, the programme's own field is not asked.
        """
        self._program = program
        self._årgang = årgang
        words = fixed_words(program.språk)
        said = status.tiltak.items() if status else ()
        self._status = {
            name: (_beginning(status_word(one.status, words)), STATUSER.index(one.status))
            for name, one in said
        }
        self._reader = Reader(program)
        self._numbers = dict(numbers(program))
        self._search = Målsøk(program)
        self._fields = {name: program.registerfelt(name) for name in _NAMED}
        self._goals = [name for name, kind in program.felttyper.items() if kind.type == "mål"]

    def all(self) -> Iterator[Oppføring]:
        """Give the entries in reading order."""
        for område, tiltak in self._program.med_område():
            yield self._entry(tiltak, Område(område.id, område.tittel, område.slag.value))

    def _entry(self, tiltak: Tiltak, område: Område) -> Oppføring:
        lines = [self._reader.plain(tiltak.tekst.markdown)]
        lines += (f"• {self._reader.plain(punkt.markdown)}" for punkt in tiltak.punkter)
        status, place = self._status.get(tiltak.id) or self._own_status(tiltak)
        return Oppføring(
            årgang=self._årgang,
            id=tiltak.id,
            nummer=self._numbers.get(tiltak.id, ""),
            tekst="\n".join(lines),
            kort=beginning(tiltak),
            område=område,
            partnere=self._values(tiltak, *self._fields["partnere"]),
            bærekraftsmål=tuple(sorted({number for group in tiltak.bærekraftsmål for number in group})),
            mål=tuple(self._served(tiltak)),
            ansvarlig=self._values(tiltak, *self._fields["ansvarlig"]),
            status=status,
            statusplass=place,
            egne={name: self._values(tiltak, name) for name in self._årgang.kolonner},
            viderefører=tiltak.viderefører,
        )

    def _own_status(self, tiltak: Tiltak) -> tuple[str, int]:
        """Return what the programme itself says of how a measure goes, and where that stands in its list."""
        fields = self._fields["status"]
        kinds = [self._program.felttyper.get(name) for name in fields]
        known = [valg.tekst for kind in kinds if kind for valg in kind.verdier]
        found = self._values(tiltak, *fields)
        return ", ".join(found), known.index(found[0]) if found and found[0] in known else 0

    def _values(self, tiltak: Tiltak, *fields: str) -> tuple[str, ...]:
        """Return what fields hold, as it is printed; of a choice without its sign."""
        return tuple(self._told(name, ledd) for name in fields for ledd in tiltak.felt.get(name, ()))

    def _told(self, name: str, ledd: Ledd) -> str:
        kind = self._program.felttyper.get(name)
        chosen = kind.valg(ledd.navn) if kind else None
        return chosen.tekst if chosen else self._reader.felt.told(name, ledd)

    def _served(self, tiltak: Tiltak) -> Iterator[Delmål]:
        """Give the programme's own goals that a measure serves."""
        for ledd in (ledd for name in self._goals for ledd in tiltak.felt.get(name, ())):
            mål = self._search.mål.get(ledd.navn)
            if mål:
                above = (self._search.mål[name] for name in self._search.over[mål.id])
                served = sorted({number for one in above for number in one.bærekraftsmål})
                yield Delmål(mål.id, mål.trykt_nummer, mål.tekst, tuple(served))


def _beginning(word: str) -> str:
    """Return a word as it stands where it begins a line."""
    return word[:1].upper() + word[1:]


def own_fields(program: Program) -> dict[str, str]:
    """Return the fields that have registers of their own, with what the programme calls them.

    Those are the fields that say so, and those whose values are chosen from a list.
    """
    named = {field for name in _NAMED for field in program.registerfelt(name)}
    called = {kolonne.felt: kolonne.overskrift for kolonne in reversed(program.kolonner)}
    chosen = {kolonne.felt for kolonne in program.kolonner if kolonne.verdier_fra}
    chosen |= {name for name, kind in program.felttyper.items() if kind.type == "valg"}
    own = {name for name, kind in program.felttyper.items() if kind.register == "eget"}
    order = [*called, *program.felttyper]
    wanted = (own | chosen) - named
    return {name: called.get(name, name) for name in dict.fromkeys(order) if name in wanted}
