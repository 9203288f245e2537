"""The register of all years, made of their programmes one after the other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.read.folders import as_id
from handlingsprogram.read.partners import Partner
from handlingsprogram.read.partners.names import abbreviation, keys
from handlingsprogram.registers.entries import Entries, own_fields
from handlingsprogram.registers.groups import free
from handlingsprogram.registers.lives import lives
from handlingsprogram.registers.model import Register, Årgang

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handlingsprogram.read.goals import Goal
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.partners import Partnerregister
    from handlingsprogram.read.status.model import Status
    from handlingsprogram.registers.model import Oppføring


class Year(NamedTuple):
    """A programme, with how it goes."""

    program: Program
    status: Status | None = None
    """The newest one; None where there is none."""


Volume = tuple[Årgang, list["Oppføring"]]
"""A programme, and its measures."""


def register(years: Iterable[Year], partners: Partnerregister | None, goals: Mapping[int, Goal]) -> Register:
    """Return the register of all years.

    Args:
        years: the programmes, in any order; of each, only what the register has of it is kept.
        partners: who the partners are; None where nobody has said.
        goals: the UN's goals by number; may be empty.
    """
    return of_volumes(map(volume, years), partners, goals)


def volume(year: Year) -> Volume:
    """Return what the register has of a programme."""
    program, status = year
    årgang = Årgang(
        mappe=program.mappe,
        navn=program.navn,
        år=program.år,
        tittel=program.tittel,
        kolonner=own_fields(program),
        statusdato=status.dato if status else "",
    )
    return årgang, list(Entries(program, årgang, status).all())


def of_volumes(
    years: Iterable[Volume], partners: Partnerregister | None, goals: Mapping[int, Goal]
) -> Register:
    """Return the register of what it has of each programme, as `register` does."""
    volumes = sorted(years, key=lambda volume: (volume[0].navn, -volume[0].år))
    årganger = tuple(årgang for årgang, _ in volumes)
    entries = tuple(entry for _, found in volumes for entry in found)
    named = Counter(name for entry in entries for name in entry.partnere)
    return Register(årganger, entries, who(named, partners), lives(årganger, entries), goals)


def who(named: Mapping[str, int], partners: Partnerregister | None) -> dict[str, Partner | None]:
    """Return who each spelling is; what the register does not know is one where it certainly is.

    Args:
        named: the spellings, each with how often it stands.
        partners: the register, where there is one.
    """
    found = {name: partners.finn(name) for name in named if partners and partners.kjenner(name)}
    taken = {partner.id for partner in partners.partnere} if partners else set()
    for spellings in same(name for name in named if name not in found):
        usual = max(spellings, key=lambda name: (bool(abbreviation(name)[1]), named[name]))
        partner = Partner(
            free(as_id(abbreviation(usual)[1] or usual), taken), usual.strip(" .,;:–-") or usual
        )
        taken.add(partner.id)
        found |= dict.fromkeys(spellings, partner)
    return found


def same(names: Iterable[str]) -> list[list[str]]:
    """Return names in groups of those that certainly are one, as they come."""
    groups: dict[str, list[str]] = {}
    for name in names:
        theirs = {id(groups[one]): groups[one] for one in keys(name) if one in groups}
        whole = [*(one for group in theirs.values() for one in group), name]
        for one in {one for spelt in whole for one in keys(spelt)}:
            groups[one] = whole
    return list({id(group): group for group in groups.values()}.values())
