"""The programme on a page, and the UN's goals with their measures: what is gathered, and its room."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from handlingsprogram.prose.traces import untraced
from handlingsprogram.read.model.budget import egen_kolonne
from handlingsprogram.read.model.fields import beginning
from handlingsprogram.read.model.objectives import Målsøk
from handlingsprogram.read.model.program import OMRÅDER
from handlingsprogram.records import record

if TYPE_CHECKING:
    from handlingsprogram.read.model.blocks import Tekst
    from handlingsprogram.read.model.budget import Rad, Tabell
    from handlingsprogram.read.model.measures import Tiltak
    from handlingsprogram.read.model.objectives import Målfliser, Programmet
    from handlingsprogram.read.model.program import Program, Seksjon

_LINES, _LETTERS, _TITLE_LETTERS = 54, 44, 34
"""How many lines a page has in small type, and how many letters a card's line and its title's have."""
_AROUND = 3
"""What a card takes around its text, and a title above the cards, in lines."""
_BESIDE = 2
"""Cards beside each other."""


@record
class Område:
    """An area, a theme, or another section that opens with a message."""

    seksjon: Seksjon
    plass: int
    """Its number among them, from 1; what counts where colours are given out."""
    tiltak: tuple[Tiltak, ...]
    """The measures in it, with those of the sections below."""
    nummer: str
    """The number that its heading has, or its place where that has none."""

    @property
    def budskap(self) -> Tekst | None:
        """What it opens with."""
        return self.seksjon.åpning.tekst if self.seksjon.åpning else None


def areas(program: Program) -> list[Område]:
    """Return the areas and themes in reading order; the sections with openings where there are none."""
    sections = list(program.seksjoner())
    found = [one for one in sections if one.slag in OMRÅDER] or [one for one in sections if one.åpning]
    return [
        Område(
            seksjon,
            place,
            tuple(tiltak for below in seksjon.alle() for tiltak in below.tiltak()),
            (seksjon.nummertekst if program.nummerform else "") or str(place),
        )
        for place, seksjon in enumerate(found, 1)
    ]


def posts(program: Program, blokk: Programmet) -> list[tuple[Tabell, Rad, str]]:
    """Return the posts that a page tells of, each with its table and the id of the year's own column.

    Args:
        program: the year.
        blokk: the page, which may name them; what does not exist is passed over.
    """
    budget = program.budsjett
    if not budget or "penger" not in blokk.vis:
        return []
    known = {rad.id: (tabell, rad) for tabell, rad in budget.rader()}
    first = budget.tabeller[0].rader if budget.tabeller else ()
    named = blokk.penger or tuple(rad.id for rad in first if rad.uthevet and not rad.er_overskrift)
    found = [known[name] for name in named if name in known]
    columns = [(one, egen_kolonne(one[0].kolonner, program.år)) for one in found]
    return [(tabell, rad, kolonne.id) for (tabell, rad), kolonne in columns if kolonne]


def names_measures(program: Program, blokk: Programmet) -> bool:
    """Tell whether a page says what the measures are: it is asked to, and has room for that."""
    return "tiltak" in blokk.vis and has_room(program, blokk, named=True)


def has_room(program: Program, blokk: Programmet, *, named: bool) -> bool:
    """Tell whether all that a block tells has room on a page, by how many lines it takes.

    Args:
        program: the year.
        blokk: the page.
        named: whether the measures are named.
    """
    cards = [_lines(område, blokk, named=named) for område in areas(program)]
    if told := posts(program, blokk):
        cards.append(_AROUND + 1 + len(told))
    pairs = [cards[at : at + _BESIDE] for at in range(0, len(cards), _BESIDE)]
    return _AROUND + sum(map(max, pairs)) <= _LINES


def _lines(område: Område, blokk: Programmet, *, named: bool) -> int:
    message = område.budskap.markdown if område.budskap and "budskap" in blokk.vis else ""
    measures = [beginning(tiltak) for tiltak in område.tiltak] if named else []
    texts = [ceil(len(untraced(one)) / _LETTERS) for one in (message, *measures)]
    title = ceil(len(untraced(område.seksjon.tittel)) / _TITLE_LETTERS)
    return _AROUND + title + bool(område.tiltak) + sum(texts)


def served(program: Program) -> dict[int, list[Tiltak]]:
    """Return the measures that serve each of the UN's goals, by its number, those named first.

    A measure serves what it names, and what the goals in mal.yaml that it belongs to serve. A number that is
    named in mal.yaml alone has no measures.
    """
    search = Målsøk(program)
    fields = [name for name, kind in program.felttyper.items() if kind.type == "mål"]
    named_there = (number for mål in search.mål.values() for number in mål.bærekraftsmål)
    found: dict[int, list[Tiltak]] = {number: [] for number in named_there}
    for tiltak in program.tiltak():
        numbers = [number for group in tiltak.bærekraftsmål for number in group]
        named = {ledd.navn for name in fields for ledd in tiltak.felt.get(name, ())}
        above = {one for name in named for one in search.over.get(name, ())}
        numbers += [number for name in above for number in search.mål[name].bærekraftsmål]
        for number in dict.fromkeys(numbers):
            found.setdefault(number, []).append(tiltak)
    return dict(sorted(found.items()))


def shown_goals(program: Program, blokk: Målfliser) -> dict[int, list[Tiltak]]:
    """Return the goals that tiles show, in order, each with the measures that serve it."""
    found = served(program)
    return {number: found.get(number, []) for number in blokk.mål or found}
