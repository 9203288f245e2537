"""What has changed in the fields of things that are the same, and what of it only follows from the rest."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from handlingsprogram.review.compare.model import Change, Grunn, Ting, Type
from handlingsprogram.review.compare.prose import Prose
from handlingsprogram.review.compare.references import References

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.compare.pairing import Pairing
    from handlingsprogram.review.compare.structure import Told
    from handlingsprogram.review.compare.tree import Node

NAMES = {
    (Ting.SEKSJON, "tittel"),
    (Ting.TEKSTTABELL, "tittel"),
    (Ting.TABELL, "tittel"),
    (Ting.RAD, "navn"),
    (Ting.KOLONNE, "overskrift"),
    (Ting.TALLKOLONNE, "overskrift"),
}
"""The fields that are a thing's name: to change them is to rename it."""
_NAMED_BY_SPLIT = {"id", "tittel", "innholdstittel"}
"""What is never the same in a part that was split off."""
_PLACED = {"kapittel", "underkapittel"}
"""Kinds of section that say no more than where it stands."""


class Fields:
    """Tells the changes of fields, pair by pair."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing
        self._references = References(pairing)
        old, new = pairing.old_nodes[0], pairing.new_nodes[0]
        self._other_year: bool = old.felt["år"] != new.felt["år"]
        self._shown = {
            node.id: node.felt["visning"] for node in old.barn + new.barn if node.ting is Ting.KOLONNE
        }
        self._columns_gone = {
            node.id for node in old.barn if node.ting is Ting.KOLONNE and node not in pairing.ny
        }
        levels = "innholdsfortegnelse/nivåer"
        self._listed_levels_differ = old.felt[levels] != new.felt[levels]
        self._numbered_levels = sorted((old.felt["nummernivåer"], new.felt["nummernivåer"]))
        self._goals_are_shown = any(
            node.ting is Ting.KOLONNE and node.id == "kolonne.bærekraftsmål" for node in new.barn
        )
        self._prose = Prose(pairing)
        self._likely = {(pair.gammel, pair.ny) for pair in pairing.pairs if pair.grunn is Grunn.LIKHET}

    def of(self, gammel: Node, ny: Node) -> Iterator[Told]:
        """Give the changes of a pair, each with whether it is only a consequence."""
        before = self._references.renamed(gammel) | {"id": gammel.id}
        after = ny.felt | {"id": ny.id}
        likely = (gammel, ny) in self._likely and ny.ting not in {Ting.AVSNITT, Ting.PUNKT}
        for name in dict.fromkeys((*before, *after)):
            fra, til = before.get(name), after.get(name)
            if fra != til and not (name == "id" and _is_made(ny)):
                kind = Type.OMDØPT if (ny.ting, name) in NAMES else Type.ENDRET
                change = Change(kind, ny.ting, ny.sti, gammel.sti, name, fra, til, sannsynlig=likely)
                yield change, self._follows(gammel, ny, change)

    def _follows(self, gammel: Node, ny: Node, change: Change) -> bool:
        if self._pairing.gammel.get(ny) is not gammel and change.felt in _NAMED_BY_SPLIT:
            return True
        if change.felt in {"id", "viderefører"}:
            return self._other_year and not (change.felt == "id" and change.sannsynlig)
        rules = {
            Ting.SEKSJON: self._section_follows,
            Ting.AVSNITT: self._prose.follows,
            Ting.TILTAK: self._measure_follows,
            Ting.TILTAKSTABELL: self._measures_table_follows,
            Ting.FIGUR: self._figure_follows,
        }
        rule = rules.get(ny.ting)
        return self._references.is_same(gammel, ny, change) or (rule is not None and rule(gammel, ny, change))

    # --- Sections ---

    def _section_follows(self, gammel: Node, ny: Node, change: Change) -> bool:
        level_differs = bool(gammel.felt["nivå"] != ny.felt["nivå"])
        follows: dict[str, bool] = {
            "nivå": True,
            "slag": ny.felt["slag"] in _PLACED and (level_differs or gammel.felt["slag"] in _PLACED),
            "innholdstittel": (change.fra, change.til) == (gammel.felt["tittel"], ny.felt["tittel"]),
            "i_innhold": level_differs or self._listed_levels_differ,
            "nummer": bool(change.fra) == bool(change.til) or level_differs or self._numbered_with_others(ny),
        }
        return bool(follows.get(change.felt))

    def _numbered_with_others(self, ny: Node) -> bool:
        """Tell whether a section got or lost its number with the one above, or with all of its level."""
        above = ny.over
        before = self._pairing.gammel.get(above) if above else None
        together = (
            above is not None
            and before is not None
            and above.ting is Ting.SEKSJON
            and bool(above.felt["nummer"]) != bool(before.felt["nummer"])
        )
        fewer, more = self._numbered_levels
        return together or self._other_year or fewer < ny.felt["nivå"] <= more

    # --- Figures ---

    def _figure_follows(self, gammel: Node, ny: Node, change: Change) -> bool:
        """Tell whether another file has another picture in it, which is no news."""
        return change.felt == "avtrykk" and bool(gammel.felt["fil"] != ny.felt["fil"])

    # --- Measures ---

    def _measures_table_follows(self, _gammel: Node, _ny: Node, _change: Change) -> bool:
        """Tell whether a change of how the goals' numbers are written prints nothing."""
        return not self._goals_are_shown

    def _measure_follows(self, _gammel: Node, _ny: Node, change: Change) -> bool:
        if change.felt == "tekst":
            return False
        if f"kolonne.{change.felt.removeprefix('egne_felt/')}" in self._columns_gone:
            return True
        if change.felt == "bærekraftsmål":
            return Counter(_flat(change.fra)) == Counter(_flat(change.til))
        shown = self._shown.get(f"kolonne.{change.felt.removeprefix('egne_felt/')}", "oppramsing")
        return shown == "oppramsing" and not any(came_and_went(change.fra, change.til))


def came_and_went(fra: list[Any] | None, til: list[Any] | None) -> tuple[list[str], list[str]]:
    """Return the items that a list has got and those that it has lost, as they are printed.

    Args:
        fra: the list of a measure's field before, as the YAML writes it; None where it had none.
        til: the list after.
    """
    before, after = list(map(item_name, fra or ())), list(map(item_name, til or ()))
    # A sentence begins with a capital: the first item of an enumeration has one, wherever it stood before.
    came = _less(after, before, before[:1], after[:1])
    went = _less(before, after, after[:1], before[:1])
    return came, went


def _less(names: list[str], others: list[str], first_of_others: list[str], first: list[str]) -> list[str]:
    left = Counter(others)
    missing = []
    for name in names:
        capital = name[:1].upper() + name[1:]
        small = name[:1].lower() + name[1:]
        if left[name]:
            left[name] -= 1
        elif [name] == first and name == capital and left[small] and [small] != first_of_others:
            left[small] -= 1
        elif [capital] == first_of_others and name == small and left[capital]:
            left[capital] -= 1
        else:
            missing.append(name)
    return missing


def item_name(item: str | dict[str, str]) -> str:
    """Return an item of a list without what separates it from the one before."""
    return item if isinstance(item, str) else next(iter(item.values()))


def _flat(groups: list[list[int]] | None) -> list[int]:
    return [number for group in groups or () for number in group]


def _is_made(node: Node) -> bool:
    """Tell whether a thing's id is a made name that follows from its place."""
    return node.ting in {
        Ting.PROGRAM,
        Ting.AVSNITT,
        Ting.TILTAKSTABELL,
        Ting.PUNKT,
        Ting.BUDSJETTABELL,
    }
