"""What has changed in the fields of things that are the same, and what of it only follows from the rest."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.model.program import Seksjon, Slag
from handlingsprogram.review.compare.model import Change, Grunn, Ting, Type
from handlingsprogram.review.compare.prose import Prose
from handlingsprogram.review.compare.references import References
from handlingsprogram.review.compare.tree import NAMELESS, is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.pairing import Pairing
    from handlingsprogram.review.compare.structure import Told
    from handlingsprogram.review.compare.tree import Node

_NAMED_BY_SPLIT = {"id", "tittel", "innholdstittel"}
"""What is never the same in a part that was split off."""
_PLACED = {Slag.KAPITTEL, Slag.UNDERKAPITTEL}
"""Kinds of section that say no more than where it stands."""


class Fields:
    """Tells the changes of fields, pair by pair."""

    def __init__(self, pairing: Pairing, old: Program, new: Program) -> None:
        self._pairing = pairing
        self._old, self._new = old, new
        self._references = References(pairing)
        self._shown = {kolonne.felt: kolonne.visning for kolonne in (*old.kolonner, *new.kolonner)}
        self._columns = {kolonne.felt for kolonne in new.kolonner}
        self._columns_gone = {kolonne.felt for kolonne in old.kolonner} - self._columns
        self._prose = Prose(pairing)
        self._likely = {(pair.gammel, pair.ny) for pair in pairing.pairs if pair.grunn is Grunn.LIKHET}

    def of(self, gammel: Node, ny: Node) -> Iterator[Told]:
        """Give the changes of a pair, each with whether it is only a consequence."""
        before, after = self._references.renamed(gammel), ny.felt
        values = [(name, before.get(name), after.get(name)) for name in dict.fromkeys((*before, *after))]
        if ny.ting not in NAMELESS:
            values.append(("id", gammel.id, ny.id))
        likely = (gammel, ny) in self._likely and ny.ting not in {Ting.AVSNITT, Ting.PUNKT}
        for name, fra, til in values:
            if fra != til:
                kind = Type.OMDØPT if is_name(ny.ting, name) else Type.ENDRET
                change = Change(kind, ny.ting, ny.sti, gammel.sti, name, fra, til, sannsynlig=likely)
                yield change, self._follows(gammel, ny, change)

    def _follows(self, gammel: Node, ny: Node, change: Change) -> bool:
        if change.felt in _NAMED_BY_SPLIT and self._pairing.gammel.get(ny) is not gammel:
            return True
        if change.felt in {"id", "viderefører"}:
            return self._old.år != self._new.år and not (change.felt == "id" and change.sannsynlig)
        rules = {
            Ting.PROGRAM: self._frame_follows,
            Ting.SEKSJON: self._section_follows,
            Ting.AVSNITT: self._prose.follows,
            Ting.TILTAK: self._measure_follows,
            Ting.TILTAKSTABELL: self._measures_table_follows,
            Ting.FIGUR: self._figure_follows,
            Ting.TEGNING: self._drawing_follows,
        }
        rule = rules.get(ny.ting)
        return self._references.is_same(gammel, ny, change) or (rule is not None and rule(gammel, ny, change))

    def _figure_follows(self, gammel: Node, ny: Node, change: Change) -> bool:
        """Tell whether another file has another picture in it, which is no news."""
        return change.felt == "avtrykk" and bool(gammel.verdi.fil != ny.verdi.fil)

    def _drawing_follows(self, gammel: Node, ny: Node, change: Change) -> bool:
        """Tell whether the events of a wheel only stand in another order in the content."""
        if change.felt != "ledd" or {gammel.verdi.slag, ny.verdi.slag} != {"årshjul"}:
            return False
        return sorted(map(str, change.fra)) == sorted(map(str, change.til))

    def _measures_table_follows(self, _gammel: Node, _ny: Node, change: Change) -> bool:
        """Tell whether a change of how the goals' numbers are written prints nothing."""
        return change.felt != "oppsett" and "bærekraftsmål" not in self._columns

    def _frame_follows(self, _gammel: Node, _ny: Node, change: Change) -> bool:
        """Tell whether what fields hold has only got other words, which are told by themselves."""
        return change.felt == "felt" and _wordless(change.fra) == _wordless(change.til)

    def _section_follows(self, gammel: Node, ny: Node, change: Change) -> bool:
        before: Seksjon = gammel.verdi
        after: Seksjon = ny.verdi
        moved = before.nivå != after.nivå
        follows = {
            "nivå": True,
            "slag": after.slag in _PLACED and (moved or before.slag in _PLACED),
            "innholdstittel": (change.fra, change.til) == (before.tittel, after.tittel),
            "i_innhold": moved
            or self._old.innholdsfortegnelse.nivåer != self._new.innholdsfortegnelse.nivåer,
            "nummer": bool(before.nummer) == bool(after.nummer) or moved or self._numbered_with_others(ny),
        }
        return follows.get(change.felt, False)

    def _numbered_with_others(self, ny: Node) -> bool:
        """Tell whether a section got or lost its number with the one above, or with all of its level."""
        before = self._pairing.gammel.get(ny.over) if ny.over else None
        above = (node.verdi for node in (before, ny.over) if node)
        numbered = {bool(seksjon.nummer) for seksjon in above if isinstance(seksjon, Seksjon)}
        fewer, more = sorted((self._old.nummernivåer, self._new.nummernivåer))
        return len(numbered) > 1 or self._old.år != self._new.år or fewer < ny.verdi.nivå <= more

    def _measure_follows(self, _gammel: Node, _ny: Node, change: Change) -> bool:
        felt = change.felt.removeprefix("egne_felt/")
        if change.felt == "tekst":
            return False
        if change.felt == "nummer":
            return self._old.år != self._new.år
        if felt in self._columns_gone:
            return True
        if change.felt == "bærekraftsmål":
            return Counter(_flat(change.fra)) == Counter(_flat(change.til))
        if self._shown.get(felt, "oppramsing") != "oppramsing" or any(came_and_went(change.fra, change.til)):
            return False
        # Their order is no news; what stands between those that stand as before is.
        return [item_name(item) for item in change.fra or ()] != [
            item_name(item) for item in change.til or ()
        ]


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


def _wordless(types: dict[str, Any]) -> dict[str, Any]:
    """Return what fields hold without units and the texts of choices."""
    return {
        name: {
            **said,
            "enhet": "",
            "verdier": [{**choice, "tekst": ""} for choice in said.get("verdier", ())],
        }
        for name, said in types.items()
    }


def _flat(groups: list[list[int]] | None) -> list[int]:
    return [number for group in groups or () for number in group]
