"""The register grouped by partner, goal, area, responsible, status, and the programmes' own fields."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from handlingsprogram.read.folders import as_id
from handlingsprogram.read.partners.names import alphabetical, key
from handlingsprogram.registers.model import Gruppe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from handlingsprogram.registers.model import Oppføring, Register


def by_partner(register: Register) -> tuple[Gruppe, ...]:
    """Return the measures of each partner, the partners in alphabetical order."""
    found: dict[str, list[Oppføring]] = defaultdict(list)
    partners = {partner.id: partner for partner in register.partnere.values() if partner}
    for entry in register.oppføringer:
        for partner in register.partnerne(entry):
            found[partner.id].append(entry)
    groups = (
        Gruppe(one.id, one.navn, tuple(found[one.id]), one.slag, one.lenke) for one in partners.values()
    )
    return tuple(sorted(groups, key=lambda group: alphabetical(group.navn)))


def by_un_goal(register: Register) -> tuple[Gruppe, ...]:
    """Return the measures that serve each of the UN's goals, by themselves or through the programme's own."""
    return tuple(group for _, group in un_goals(register))


def un_goals(register: Register) -> list[tuple[int, Gruppe]]:
    """Return the number of each of the UN's goals with the measures that serve it."""
    found: dict[int, list[Oppføring]] = defaultdict(list)
    for entry in register.oppføringer:
        for number in served(entry):
            found[number].append(entry)
    groups = []
    for number in sorted({*register.mål, *found}):
        goal = register.mål.get(number)
        name = f"{number} {goal.tittel}" if goal else str(number)
        groups.append((number, Gruppe(f"mal-{number}", name, tuple(found[number]))))
    return groups


def served(entry: Oppføring) -> tuple[int, ...]:
    """Return all the UN's goals that a measure serves, those of its own goals last."""
    return entry.bærekraftsmål + entry.gjennom_mål


def by_own_goal(register: Register) -> tuple[Gruppe, ...]:
    """Return the measures that serve each goal of the programmes' own, each year's goals by themselves."""
    groups = _each_year(
        register, lambda entry: [(mål.id, f"{mål.nummer} {mål.tekst}".strip()) for mål in entry.mål]
    )
    order = {one.mappe: place for place, one in enumerate(register.årganger)}
    return tuple(sorted(groups, key=lambda group: (order[group.om], numerical(group.navn))))


def numerical(name: str) -> list[int]:
    """Return what goals are sorted by: the number that they begin with, 1.10 behind 1.9."""
    number = re.match(r"[\d.]*", name)
    return [int(part) for part in number[0].split(".") if part] if number else []


def by_area(register: Register) -> tuple[Gruppe, ...]:
    """Return the measures of each area, theme or section, as each year calls it."""
    return _each_year(register, lambda entry: [(entry.område.id, entry.område.tittel)])


def by_responsible(register: Register) -> tuple[Gruppe, ...]:
    """Return the measures that each is responsible for, in alphabetical order."""
    return _by_words(register, lambda entry: entry.ansvarlig)


def by_status(register: Register) -> tuple[Gruppe, ...]:
    """Return the measures of each status, in the order in which they are met."""
    return _by_words(register, lambda entry: filter(None, [entry.status]), is_sorted=False)


def own_registers(register: Register) -> dict[str, tuple[str, tuple[Gruppe, ...]]]:
    """Return the registers of the years' own fields by field name: what it is called, and its groups.

    It is called as the newest programme that has it calls it.
    """
    called = {name: heading for one in reversed(register.årganger) for name, heading in one.kolonner.items()}
    return {
        name: (heading, _by_words(register, lambda entry, name=name: entry.egne.get(name, ())))  # type: ignore[misc]
        for name, heading in called.items()
    }


def _each_year(
    register: Register, belongs: Callable[[Oppføring], Iterable[tuple[str, str]]]
) -> tuple[Gruppe, ...]:
    """Group what each year names anew: its folder stands in the id, and beside the name."""
    found: dict[tuple[str, str], tuple[str, list[Oppføring]]] = {}
    for entry in register.oppføringer:
        for id_, name in belongs(entry):
            found.setdefault((entry.årgang.mappe, id_), (name, []))[1].append(entry)
    return tuple(
        Gruppe(f"{folder}-{id_}", name, tuple(entries), om=folder)
        for (folder, id_), (name, entries) in found.items()
    )


def _by_words(
    register: Register, words: Callable[[Oppføring], Iterable[str]], *, is_sorted: bool = True
) -> tuple[Gruppe, ...]:
    """Group by words as they are printed; those that certainly are one are."""
    found: dict[str, tuple[str, list[Oppføring]]] = {}
    for entry in register.oppføringer:
        for one in dict.fromkeys(map(key, texts := list(words(entry)))):
            name = next(text for text in texts if key(text) == one)
            found.setdefault(one, (name, []))[1].append(entry)
    taken: set[str] = set()
    groups = []
    for name, entries in found.values():
        id_ = free(as_id(name), taken)
        taken.add(id_)
        groups.append(Gruppe(id_, name, tuple(entries)))
    return tuple(sorted(groups, key=lambda group: alphabetical(group.navn)) if is_sorted else groups)


def free(wanted: str, taken: set[str]) -> str:
    """Return an id that nobody has: the wanted one, or that with a number."""
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free
