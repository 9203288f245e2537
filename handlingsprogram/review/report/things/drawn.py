"""What has changed in a drawing: its units, events or points, each told of by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.prose.items import MONTHS
from handlingsprogram.read.model.blocks import TEGNINGSTYPER
from handlingsprogram.records import record
from handlingsprogram.review.report.model import Line
from handlingsprogram.review.report.texts import same
from handlingsprogram.review.report.words import Bit, Slag, word_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NOUNS = {
    "enheter": ("Enhet", "Ny enhet", "Fjernet enhet", "Flyttet enhet"),
    "hendelser": ("Hendelse", "Ny hendelse", "Fjernet hendelse", "Flyttet hendelse"),
    "punkter": ("Punkt", "Nytt punkt", "Fjernet punkt", "Flyttet punkt"),
}
"""What an item is called: by itself, when it is new, gone, and elsewhere."""
_TOP = -1


@record
class _Item:
    """A unit, an event or a point, as a line says it."""

    navn: str
    når: str
    ord: str
    over: int
    """Which of the items it stands directly below; -1 for none."""
    nr: int
    """Its number there."""


def contents(items: Any, slag: str) -> Iterator[Line]:
    """Give what is in a drawing.

    Args:
        items: as the YAML writes them.
        slag: what kind of drawing it is.
    """
    noun = _NOUNS[TEGNINGSTYPER[slag]][0]
    flat = _flat(items)
    yield from (Line(same(_placed(flat, item)), noun) for item in flat)


def item_changes(fra: Any, til: Any, slag: str) -> Iterator[Line]:
    """Give the items of a drawing that are not as they were.

    Args:
        fra: those before, as the YAML writes them; None where there was no drawing.
        til: those after.
        slag: what kind of drawing it is now.
    """
    noun, new, gone, moved = _NOUNS[TEGNINGSTYPER[slag]]
    before, after = _flat(fra), _flat(til)
    pairs = _pairs(before, after)
    for number, item in enumerate(after):
        if number not in pairs:
            yield Line((Bit(Slag.INN, _placed(after, item)),), new)
            continue
        old = before[pairs[number]]
        if not _is_below(item, old, pairs):
            yield Line(word_changes(_placed(before, old), _placed(after, item)), moved)
        elif old.ord != item.ord:
            yield Line(word_changes(old.ord, item.ord), noun)
    for number, item in enumerate(before):
        if number not in pairs.values():
            yield Line((Bit(Slag.UT, _placed(before, item)),), gone)
    if slag != "årshjul":
        yield from _orders(before, after, pairs)


def _orders(before: list[_Item], after: list[_Item], pairs: Mapping[int, int]) -> Iterator[Line]:
    """Give what stands in another order than before, below the same unit."""
    for over in dict.fromkeys(item.over for item in after):
        own = [n for n, item in enumerate(after) if item.over == over and n in pairs]
        stayed = [n for n in own if _is_below(after[n], before[pairs[n]], pairs)]
        places = [pairs[n] for n in stayed]
        if places != sorted(places):
            names = ", ".join(after[n].navn for n in own)
            yield Line(same(f"{names} (rekkefølgen er endret)"), after[over].navn if over != _TOP else "")


def _pairs(before: list[_Item], after: list[_Item]) -> dict[int, int]:
    """Return which item each continues: the same name in its place, then anywhere, then the same place."""
    pairs: dict[int, int] = {}

    def pair(*, anywhere: bool = False, renamed: bool = False) -> None:
        left = [n for n in range(len(before)) if n not in pairs.values()]
        for number, item in enumerate(after):
            for old in left if number not in pairs else ():
                one = before[old]
                named = one.navn == item.navn or (renamed and (one.når, one.nr) == (item.når, item.nr))
                if named and (anywhere or _is_below(item, one, pairs)):
                    pairs[number] = old
                    left.remove(old)
                    break

    pair()
    pair(anywhere=True)
    pair(renamed=True)
    return pairs


def _is_below(item: _Item, old: _Item, pairs: Mapping[int, int]) -> bool:
    """Tell whether an item stands below the same one as before."""
    return pairs.get(item.over, _TOP) == old.over if item.over != _TOP else old.over == _TOP


def _flat(items: Any, over: int = _TOP, found: list[_Item] | None = None) -> list[_Item]:
    """Return all items in reading order."""
    flat: list[_Item] = [] if found is None else found
    for nr, item in enumerate(items or ()):
        when = item.get("når") or _months(item)
        text = f" ({item['tekst']})" if "tekst" in item else ""
        said = f"{when}: {item['navn']}{text}" if when else f"{item['navn']}{text}"
        flat.append(_Item(item["navn"], when, said, over, nr))
        _flat(item.get("under"), len(flat) - 1, flat)
    return flat


def _months(item: Mapping[str, Any]) -> str:
    names = MONTHS.split("|")
    numbers = [item[key] for key in ("måned", "fra", "til") if item.get(key)]
    return "–".join(names[number - 1] for number in numbers)


def _placed(flat: list[_Item], item: _Item) -> str:
    """Return an item with what it stands below."""
    return f"{item.ord}, under {flat[item.over].navn}" if item.over != _TOP else item.ord
