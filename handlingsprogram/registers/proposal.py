"""What a register of partners lacks: spellings that certainly are one as one, and those that may be told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from handlingsprogram.read.partners.names import abbreviation, alphabetical, key, keys, loose_key
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.read.partners import Partner, Partnerregister
    from handlingsprogram.registers.model import Register

_ALIKE = 90
"""How alike names are, of 100, that may be one: a letter or two apart."""
_NOBODY = re.compile(
    r"(?:andre|øvrige|ymse|ulike|diverse|aktuelle|relevante|m\.? ?fl|mfl|m\.? ?v|mv|osv|etc)\b", re.IGNORECASE
)
"""How names begin that are nobody's in particular."""


@record
class Ny:
    """A partner that is proposed."""

    id: str
    navn: str
    skrevet: tuple[str, ...]
    """All spellings of it, which certainly are one."""
    skrivemåter: tuple[str, ...]
    """Those that it is not known again in by its name."""
    antall: int
    """How many measures name it."""
    kan_være: tuple[str, ...]
    """Names of others that may be the same, and are in the register already or named more often."""


@record
class Forslag:
    """What a register of partners lacks."""

    nye: tuple[Ny, ...]
    """In alphabetical order."""
    ikke_partnere: tuple[str, ...]
    """What is probably no certain partner."""

    @property
    def usikre(self) -> tuple[Ny, ...]:
        """Those that may be the same as others."""
        return tuple(ny for ny in self.nye if ny.kan_være)


def proposed(register: Register, partners: Partnerregister | None) -> Forslag:
    """Return what a register of partners lacks of the measures' partners.

    Args:
        register: the measures of all years, made with the register of partners.
        partners: that; None where there is none.
    """
    known = partners.partnere if partners else ()
    spelt: dict[Partner, list[str]] = defaultdict(list)
    for name, partner in register.partnere.items():
        if partner and partner not in known:
            spelt[partner].append(name)
    count = Counter(partner for entry in register.oppføringer for partner in register.partnerne(entry))
    nobody = [partner for partner in spelt if _NOBODY.match(partner.navn)]
    new = sorted((one for one in spelt if one not in nobody), key=lambda one: alphabetical(one.navn))
    near = _near([one.navn for one in (*known, *new)])
    weight = {one.navn: (one in known, count[one]) for one in (*known, *new)}
    return Forslag(
        tuple(
            Ny(
                id=one.id,
                navn=one.navn,
                skrevet=tuple(spelt[one]),
                skrivemåter=tuple(_others(one.navn, spelt[one])),
                antall=count[one],
                kan_være=tuple(
                    other for other in near[one.navn] if (weight[other], one.navn) > (weight[one.navn], other)
                ),
            )
            for one in new
        ),
        tuple(sorted((one.navn for one in nobody), key=alphabetical)),
    )


def _others(name: str, spelt: Iterable[str]) -> Iterator[str]:
    """Give the spellings of a name, each once, that it is not known again in by itself."""
    seen = set(keys(name))
    for other in spelt:
        if key(other) not in seen:
            seen.add(key(other))
            yield other


def _near(names: list[str]) -> dict[str, list[str]]:
    """Return the names that may be one with each: of one sound, or a letter or two apart."""
    from rapidfuzz import fuzz, process

    found: dict[str, list[str]] = defaultdict(list)
    loose: dict[str, list[str]] = defaultdict(list)
    sounds = {}
    for name in names:
        whole = abbreviation(name)[0] or re.sub(r"\s*\(.*\)", "", name)
        sounds[name] = loose_key(whole or name)
        loose[sounds[name]].append(name)
    plain = {name: key(name) for name in names}
    for name in names:
        alike = process.extract(plain[name], plain, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
        close = {*loose[sounds[name]], *(other for _, _, other in alike)} - {name}
        found[name] = [other for other in names if other in close]
    return found
