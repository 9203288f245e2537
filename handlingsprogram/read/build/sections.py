"""Sections and their numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build.blocks import blocks
from handlingsprogram.read.build.boxes import opening
from handlingsprogram.read.model.blocks import ALDRI, ALLTID
from handlingsprogram.read.model.program import Seksjon, Slag

if TYPE_CHECKING:
    from handlingsprogram.read.build.year import Trees
    from handlingsprogram.read.text.strict_yaml import Path_, Tree


INCLUDED = {
    "innsatsområder": ("innsatsomrade", Slag.INNSATSOMRÅDE),
    "tverrgående_temaer": ("tverrgaende-tema", Slag.TVERRGÅENDE_TEMA),
}
"""A section's key -> schema name and kind of the files that it lists."""

_BREAKS = {True: ALLTID, False: ALDRI, "hvis det trengs": "hvis det trengs"}
"""When a section begins on a new page, by what its file says of it."""

Number = tuple[int | str, ...]


@dataclass(slots=True)
class _Place:
    """Where a section stands in the document."""

    slag: Slag
    level: int
    parent: Number
    """The number of the section above; empty for chapters and below unnumbered sections."""
    numbered_above: bool = True
    layout: str = ""
    """Name of the layout of measures tables that the section above has."""


@dataclass(slots=True)
class Sections:
    """Builds sections and numbers them; a counter for each numbered section above."""

    trees: Trees
    numbered_levels: int
    listed_levels: int
    counters: dict[Number, int] = field(default_factory=dict)
    appendices: int = 0
    """How many have a letter so far."""

    def chapters(self, names: list[str], appendices: list[str]) -> tuple[Seksjon, ...]:
        """Return the chapters and the appendices, each from the file of its name."""
        kinds = (("kapittel", Slag.KAPITTEL, names), ("vedlegg", Slag.VEDLEGG, appendices))
        return tuple(
            self._file(kind, name, _Place(slag, 1, ())) for kind, slag, listed in kinds for name in listed
        )

    def _file(self, kind: str, name: str, place: _Place) -> Seksjon:
        tree = self.trees[kind, name]
        return self._section(tree, tree.data, (), place)

    def _section(self, tree: Tree, data: dict[str, Any], path: Path_, place: _Place) -> Seksjon:
        number = self._number(place, numbered=data.get("nummerert", True))
        layout = data.get("tiltakstabell", place.layout)
        below = _Place(Slag.UNDERKAPITTEL, place.level + 1, number, bool(number), layout)
        sections = [
            self._section(tree, section, (*path, "underkapitler", i), below)
            for i, section in enumerate(data.get("underkapitler", ()))
        ]
        for key, (kind, slag) in INCLUDED.items():
            included = replace(below, slag=slag)
            sections += [self._file(kind, name, included) for name in data.get(key, ())]
        return Seksjon(
            id=data["id"],
            slag=place.slag,
            tittel=data["tittel"],
            innholdstittel=data.get("innholdstittel", data["tittel"]),
            nivå=place.level,
            nummer=number,
            i_innhold=data.get("i_innhold", True) and place.level <= self.listed_levels,
            sideskift=_BREAKS[data.get("sideskift", place.slag is Slag.VEDLEGG)],
            innhold=blocks(tree, data, path, layout),
            åpning=opening(tree, data, path),
            underseksjoner=tuple(sections),
            viderefører=tuple(data.get("viderefører", ())),
            posisjon=tree.position((*path, "id")),
            tittelposisjon=tree.position((*path, "tittel")),
            innholdsposisjon=tree.position((*path, "innholdstittel")),
            oppsett=data.get("tiltakstabell", ""),
            oppsettposisjon=tree.position((*path, "tiltakstabell")),
        )

    def _number(self, place: _Place, *, numbered: bool) -> Number:
        if place.slag is Slag.VEDLEGG:
            self.appendices += numbered
            return (_letter(self.appendices),) if numbered else ()
        if not numbered or not place.numbered_above or place.level > self.numbered_levels:
            return ()
        count = self.counters.get(place.parent, 0) + 1
        self.counters[place.parent] = count
        return (*place.parent, count)


def _letter(number: int) -> str:
    """Return A for 1, Z for 26, AA for 27."""
    above, rest = divmod(number - 1, 26)
    return (_letter(above) if above else "") + chr(ord("A") + rest)
