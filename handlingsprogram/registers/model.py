"""The measures of all years as frozen data: what every list, sheet and page of a register is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.goals import Goal
    from handlingsprogram.read.partners import Partner


@record
class Årgang:
    """A programme that the register has measures of."""

    mappe: str
    """Its folder: `2029`, or `klimaplan-2029`."""
    navn: str
    """What stands before the year in the folder's name; empty for a folder that is a year."""
    år: int
    tittel: str
    kolonner: Mapping[str, str]
    """What it calls the fields that have registers of their own, by field name."""
    statusdato: str
    """The ISO date of its newest status; empty where it has none."""


@record
class Område:
    """Where a measure stands: its area or theme, or else the section."""

    id: str
    tittel: str
    """As it is called that year."""
    slag: str
    """What kind of section it is, `innsatsområde`."""


@record
class Delmål:
    """A goal of a programme's own that a measure serves."""

    id: str
    nummer: str
    """As it is printed, «1.2»."""
    tekst: str
    bærekraftsmål: tuple[int, ...]
    """The UN's goals that it serves, those of the goals above it included."""


@record
class Oppføring:
    """A measure as one year's programme has it."""

    årgang: Årgang
    id: str
    nummer: str
    """As it is printed; empty where it is not."""
    tekst: str
    """What is to be done, as it is printed: a paragraph or a bullet on each line."""
    kort: str
    """Its first words."""
    område: Område
    partnere: tuple[str, ...]
    """As they are spelt; the register knows who they are."""
    bærekraftsmål: tuple[int, ...]
    """The UN's goals that it names itself, in order."""
    mål: tuple[Delmål, ...]
    ansvarlig: tuple[str, ...]
    status: str
    """By the newest status, or else by the programme; empty where neither says."""
    statusplass: int
    """Where that stands among those there are, from 0."""
    egne: Mapping[str, tuple[str, ...]]
    """What the fields with registers of their own hold, by field name."""
    viderefører: tuple[str, ...]

    @property
    def nøkkel(self) -> str:
        """What it is called among all years: `2029/konferansen`."""
        return f"{self.årgang.mappe}/{self.id}"

    @property
    def gjennom_mål(self) -> tuple[int, ...]:
        """The UN's goals that it serves through the programme's own and does not name itself."""
        found = {number for mål in self.mål for number in mål.bærekraftsmål}
        return tuple(sorted(found - {*self.bærekraftsmål}))


@record
class Kobling:
    """One measure that goes on as another in a later year."""

    fra: str
    """`2028/konferansen`."""
    til: str
    er_sagt: bool
    """Whether the content says so (`viderefører`); else the two have the same id."""
    er_endret: bool
    """Whether its text is another."""
    uten: tuple[str, ...]
    """The programmes between the two that do not have it."""


@record
class Steg:
    """A measure of one year, with what it came from and what it became."""

    oppføring: Oppføring
    fra: tuple[Kobling, ...]
    til: tuple[Kobling, ...]
    neste: str
    """The next programme in its line, which may not have it; empty for the newest."""
    er_første: bool
    """Whether there is no earlier programme in its line."""


@record
class Liv:
    """What became of a measure over the years: all that continue each other, the oldest first."""

    steg: tuple[Steg, ...]

    @property
    def siste(self) -> Oppføring:
        """The measure as it is called last."""
        return self.steg[-1].oppføring


@record
class Gruppe:
    """The measures that have something in common."""

    id: str
    """A name for addresses, of its own in the register."""
    navn: str
    oppføringer: tuple[Oppføring, ...]
    """The newest year's first, each year's in reading order."""
    om: str = ""
    """More about it: what kind of partner it is, or the year that calls it so."""
    lenke: str = ""


@record
class Register:
    """The measures of all years."""

    årganger: tuple[Årgang, ...]
    """The newest first; programmes with a name after those without."""
    oppføringer: tuple[Oppføring, ...]
    """In the order of the programmes, each programme's in reading order."""
    partnere: Mapping[str, Partner | None]
    """Who each spelling is; None for what is no certain partner."""
    liv: tuple[Liv, ...]
    """The lives of all measures; those that are in the newest programmes first."""
    mål: Mapping[int, Goal]
    """The UN's goals by number; may be empty."""

    def partnerne(self, oppføring: Oppføring) -> tuple[Partner, ...]:
        """Return the partners of a measure, each once, in printed order."""
        found = (self.partnere[navn] for navn in oppføring.partnere)
        return tuple({partner.id: partner for partner in found if partner}.values())

    def steg(self) -> Iterator[Steg]:
        """Give every measure with what it came from and what it became, a life at a time."""
        for liv in self.liv:
            yield from liv.steg
