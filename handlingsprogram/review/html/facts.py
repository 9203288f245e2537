"""Changes that are told in a sentence or as a value before and after: moves, splits, names, settings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from handlingsprogram.review.blocks import joined
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.compare.references import column_id
from handlingsprogram.review.frame import form_sentence
from handlingsprogram.review.html import kinds
from handlingsprogram.review.html.texts import compared
from handlingsprogram.review.html.things import title
from handlingsprogram.review.html.view import Fakta, Oppsett
from handlingsprogram.review.report import shown
from handlingsprogram.review.report.labels import FIELDS, FRAME
from handlingsprogram.review.summary import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.review.compare.model import Change, Plass
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.html.outline import Numbered
    from handlingsprogram.review.html.things import Things


NAMELESS = {Ting.TILTAKSTABELL, Ting.BUDSJETTABELL, Ting.PROGRAM}
"""What the reader sees without a name of its own."""


class Facts:
    """Tells changes in short."""

    def __init__(self, things: Things) -> None:
        self._things = things

    def of(self, nr: int, change: Change, *, named: bool = False) -> Fakta:
        """Return a change as a fact.

        Args:
            nr: its place in the comparison.
            change: any change.
            named: whether the fact must say what it is about, because it does not stand below it.
        """
        slug, vis = kinds.SLUGS[change.type], kinds.token(change)
        sentence = self._sentence(change)
        says_so = change.type in {Type.NY, Type.FJERNET} and change.ting is not Ting.SEKSJON
        about = f"{self._about(change)}: " if named and not says_so else ""
        if sentence:
            return Fakta(nr, slug, vis, about + (_small(sentence) if about else sentence))
        name = self._field(change)
        label = about + (_small(name) if about else name)
        før, etter = compared(*self._values(change))
        return Fakta(nr, slug, vis, navn=label, før=før, etter=etter)

    def layout(self, changes: Sequence[Numbered]) -> Iterator[Oppsett]:
        """Give the changes of form only, a sentence for each sort."""
        places: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        for nr, change in changes:
            node = self._things.ny(change)
            is_plain = node is None or change.ting in {Ting.SEKSJON, *NAMELESS}
            places[form_sentence(change), kinds.token(change)].append((nr, "" if is_plain else title(node)))
        for (sentence, vis), found in places.items():
            yield Oppsett(sentence, vis, tuple(found))

    def split_from(self, ny: Node) -> Fakta | None:
        """Return a note on a thing that was split off from one whose twin is another."""
        old = self._things.opphav.get(ny)
        if old is None or self._things.etter.get(old) is ny:
            return None
        return Fakta(None, "", "", f"Skilt ut fra «{title(old)}», som er delt.")

    def _field(self, change: Change) -> str:
        """Return what a field is called; what a row has for each column, with the column's heading."""
        if change.ting is Ting.PROGRAM:
            return FRAME.get(change.felt, change.felt)
        kind, _, column = change.felt.partition("/")
        name = FIELDS.get(kind, kind)
        return f"{name}, «{_names(self._things.ny(change)).get(column, column)}»" if column else name

    def _about(self, change: Change) -> str:
        node = self._things.ny(change) or self._things.gammel(change)
        noun = kinds.NOUNS[change.ting]
        return noun if node is None or change.ting in NAMELESS else f"{noun} «{title(node)}»"

    def _values(self, change: Change) -> tuple[str, str]:
        """Return a field's values in words; ids of rows and columns by their names."""
        sides = (self._things.gammel(change), change.fra), (self._things.ny(change), change.til)
        before, after = (_value(change.felt, value, _names(node)) or "ikke satt" for node, value in sides)
        return before, after

    def _sentence(self, change: Change) -> str:
        match change.type:
            case Type.NY | Type.FJERNET:
                return self._came_or_went(change)
            case Type.FLYTTET:
                return self._moved(change, change.fra, change.til)
            case Type.DELT | Type.SLÅTT_SAMMEN if change.ting is Ting.AVSNITT:
                return f"{joined(change).capitalize()}."
            case Type.DELT:
                return f"Delt i {self._enumerated(change, change.til, er_ny=True)}."
            case Type.SLÅTT_SAMMEN:
                return f"Slått sammen av {self._enumerated(change, change.fra, er_ny=False)}."
        return ""

    def _came_or_went(self, change: Change) -> str:
        is_new = change.type is Type.NY
        data = change.til if is_new else change.fra
        if change.ting is Ting.SEKSJON:
            noun = data["slag"]
            return f"Nytt {noun}." if is_new else f"{noun.capitalize()} som ikke er med lenger."
        noun = kinds.NOUNS[change.ting]
        name = title(self._things.ny(change) or self._things.gammel(change))
        word = "Ny" if change.ting in kinds.FEMININE else "Nytt"
        return f"{word} {_small(noun)} «{name}»." if is_new else f"{noun} «{name}» er ikke med lenger."

    def _moved(self, change: Change, fra: Plass, til: Plass) -> str:
        old = self._things.at(change.ting, fra, er_ny=False)
        new = self._things.at(change.ting, til, er_ny=True)
        above = (old.over if old else None), (new.over if new else None)
        if above[0] is None or above[1] is None or self._things.etter.get(above[0]) is above[1]:
            return f"Flyttet fra plass {fra.nr} til plass {til.nr} samme sted."
        names = _place(above[0]), _place(above[1])
        if not names[1]:
            return f"Sto under «{names[0]}», er nå et eget kapittel."
        if not names[0]:
            return f"Var et eget kapittel, står nå under «{names[1]}»."
        if names[0] == names[1]:
            return f"Flyttet innenfor «{names[1]}»."
        return f"Sto under «{names[0]}», står nå under «{names[1]}»."

    def _enumerated(self, change: Change, places: tuple[Plass, ...], *, er_ny: bool) -> str:
        return quoted([title(self._things.at(change.ting, place, er_ny=er_ny)) for place in places])


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _place(over: Node) -> str:
    """Return the title of the section or table that a thing stands in; nothing for the document itself."""
    where = over if over.ting is Ting.TABELL else over.seksjon
    return title(where) if where else ""


def _names(node: Node | None) -> Mapping[str, str]:
    """Return what the rows and columns of a budget are called, seen from one of them."""
    if node is None or node.ting not in {Ting.RAD, Ting.TALLKOLONNE}:
        return {}
    tables = [table for table in node.rot.barn if table.ting is Ting.TABELL]
    # Where tables share ids, their own names them.
    own_last = sorted(tables, key=lambda table: table is node.over)
    return {column_id(barn): title(barn) for table in own_last for barn in table.barn}


def _value(felt: str, value: Any, names: Mapping[str, str]) -> str:
    """Return a value on one line."""
    if isinstance(value, list):
        return ", ".join(_value(felt, item, names) for item in value)
    return " ".join(names.get(str(value), shown.said(felt, value)).split())
