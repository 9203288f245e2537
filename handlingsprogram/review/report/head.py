"""The head of the report: what a reader asks for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.model.program import OMRÅDER
from handlingsprogram.render.words.typography import long_date
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.report.model import TYPES, Area, Count, Head, Point, Subject
from handlingsprogram.review.report.texts import quoted, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.model import Resultat
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.report.chapters import Place
    from handlingsprogram.review.report.index import Index
    from handlingsprogram.review.report.model import Figures

_FIRST_WORDS = 60
"""Characters of a measure on the page that sums up."""


def head(index: Index, places: Iterable[Place], money: Figures | None) -> Head:
    """Return the head.

    Args:
        index: the comparison.
        places: the sections of both sides in reading order.
        money: the budget's sums before and after.
    """
    comparison, number = index.comparison, index.number
    types = tuple(type_ for type_ in TYPES if any(number[subject, type_] for subject in Subject))
    rows = [(subject, tuple(number[subject, type_] for type_ in types)) for subject in Subject]
    years = comparison.gammel.år, comparison.ny.år
    return Head(
        title=f"Endringer fra {years[0]} til {years[1]}"
        if index.other_year
        else f"Endringer i {comparison.ny.tittel}",
        organization=comparison.ny.organisasjon,
        lead=_lead(index),
        sides=(str(years[0]), str(years[1])) if index.other_year else ("før", "nå"),
        figures=_figures(index),
        sentences=tuple(_sentences(index)) if number else (),
        types=types,
        type_names=tuple(type_.value for type_ in types),
        counts=tuple(
            Count(subject, numbers, sum(numbers), subject.value) for subject, numbers in rows if any(numbers)
        ),
        sums=tuple(sum(numbers[i] for _, numbers in rows) for i in range(len(types))),
        total=number.total(),
        areas=tuple(_Areas(index, places).all()) if index.other_year and number else (),
        money=money,
        notices=comparison.merknader,
    )


def _lead(index: Index) -> str:
    comparison = index.comparison
    if comparison.fra_beskrevet:
        return f"Fra {comparison.fra_beskrevet} til {comparison.til_beskrevet}."
    if index.other_year:
        return f"{_described(comparison.ny)} sammenlignet med {_described(comparison.gammel)}."
    return f"Fra {comparison.fra} til {comparison.til}."


def _described(program: Program) -> str:
    return f"«{program.tittel}» ({program.status}, {long_date(program.dato)})"


def _figures(index: Index) -> tuple[tuple[int, str], ...]:
    """Return what has become of the measures: numbers, each with its words."""
    number = index.number
    came, gone = (number[Subject.MEASURES, type_] for type_ in (Type.NY, Type.FJERNET))
    new = "nytt tiltak" if came == 1 else "nye tiltak"
    if index.other_year:
        goes_on = sum(node in index.before for node in index.of(Ting.TILTAK, is_new=True))
        between = (goes_on, "tiltak videreført"), (came, new), (gone, "tiltak avsluttet")
        return between if goes_on or came or gone else ()
    changed, moved = (number[Subject.MEASURES, type_] for type_ in (Type.ENDRET, Type.FLYTTET))
    found = (came, new), (changed, "tiltak endret"), (moved, "tiltak flyttet"), (gone, "tiltak fjernet")
    return tuple(figure for figure in found if figure[0])


# --- Sentences ----------------------------------------------------------------------------------


def _sentences(index: Index) -> Iterator[str]:
    """Give the main things: the budget's result, the status, what has become of the areas."""
    result = index.comparison.resultat
    programs = index.comparison.gammel, index.comparison.ny
    is_reckoned = all(
        sheet or not program.budsjett
        for sheet, program in zip(index.comparison.regneark, programs, strict=True)
    )
    is_touched = any(thing.subject is Subject.BUDGET for thing in index.things.values())
    if result and is_reckoned and (result.før or result.etter) and (is_touched or result.før != result.etter):
        yield _result(result)
    # That a new year is a draft after an adopted one goes without saying.
    is_begun = index.other_year and index.comparison.ny.er_utkast
    for change in index.comparison.endringer:
        if change.ting is Ting.PROGRAM and change.felt == "status" and not is_begun:
            yield f"Status er endret fra {change.fra} til {change.til}."
    yield from _areas(index)
    old, new = (sum(1 for _ in index.of(Ting.TILTAK, is_new=side)) for side in (False, True))
    if old != new:
        yield f"Programmet har {new} tiltak. Det hadde {old}."


def _result(result: Resultat) -> str:
    before, after = result.før, result.etter
    old, new = (f"«{name}»" for name in result.kolonne)
    if before == after:
        return f"{result.navn}: {after} {result.enhet}, som før."
    if before and after:
        where = old if old == new else f"{old} → {new}"
        return f"{result.navn}: {before} → {after} {result.enhet} ({where})."
    if after:
        missing = f"{old} har ikke noe tall" if result.kolonne[0] else "Det var ikke noe budsjett før"
        return f"{result.navn}: {after} {result.enhet} i {new}. {missing}."
    missing = f"{new} har ikke noe tall ennå" if result.kolonne[1] else "Nå er det ikke noe budsjett"
    return f"{result.navn}: {before} {result.enhet} i {old}. {missing}."


def _areas(index: Index) -> Iterator[str]:
    found = [thing for thing in index.things.values() if thing.subject is Subject.AREAS]
    told = set()
    for thing in found:
        for _, change in thing.changes:
            probably = "trolig " if change.sannsynlig else ""
            if change.type is Type.DELT:
                told.add(thing.node)
                parts = [index.title(index.at(change.ting, place, is_new=True)) for place in change.til]
                yield f"«{index.title(index.before[thing.node])}» er {probably}delt i {quoted(parts)}."
            elif change.type is Type.SLÅTT_SAMMEN:
                told.add(thing.node)
                parts = [index.title(index.at(change.ting, place, is_new=False)) for place in change.fra]
                yield f"{quoted(parts)} er {probably}slått sammen til «{index.title(thing.node)}»."
    for thing in found:
        for _, change in thing.changes:
            if change.type is Type.OMDØPT and thing.node not in told:
                yield f"«{change.fra}» heter nå «{change.til}»."
    for type_, one, several in (
        (Type.NY, "Nytt innsatsområde eller tema", "Nye innsatsområder og temaer"),
        (Type.FJERNET, "Ikke lenger eget område", "Ikke lenger egne områder"),
    ):
        names = [index.title(thing.node) for thing in found if type_ in thing.types]
        if names:
            yield f"{several if names[1:] else one}: {quoted(names)}."


# --- Areas --------------------------------------------------------------------------------------


class _Areas:
    """Tells area by area what becomes of the measures."""

    def __init__(self, index: Index, places: Iterable[Place]) -> None:
        self._index = index
        self._places = places
        self._measures: dict[Node, tuple[list[Node], list[Node], list[Node]]] = {}
        """Of each area: what goes on, what is new, what has ended."""

    def all(self) -> Iterator[Area]:
        """Give the areas and other sections that have measures, or had; what is gone where it stood."""
        index = self._index
        for node in index.of(Ting.TILTAK, is_new=True):
            self._of(node)[0 if node in index.before else 1].append(node)
        for node in index.of(Ting.TILTAK, is_new=False):
            if index.gone(node):
                self._of(node)[2].append(node)
        for place in self._places:
            section = place.node
            if section in self._measures:
                goes_on, new, ended = (tuple(map(self._point, nodes)) for nodes in self._measures[section])
                told = next((below for below in place.all() if below.things), None)
                yield Area(
                    title=index.title(section),
                    remark=self._remark(section),
                    id=told.id if told else "",
                    goes_on=goes_on,
                    new=new,
                    ended=ended,
                )

    def _of(self, tiltak: Node) -> tuple[list[Node], list[Node], list[Node]]:
        """Return the lists of the area that a measure stands in, or stood in: or else of its own section."""
        node = section = self._index.section(tiltak)
        assert section is not None  # noqa: S101 — a measure stands in a section
        while node and node.seksjon and node.verdi.slag not in OMRÅDER:
            node = node.over.seksjon if node.over else None
        return self._measures.setdefault(node or section, ([], [], []))

    def _remark(self, section: Node) -> str:
        thing = self._index.things.get(section)
        words = {
            Type.NY: "nytt",
            Type.FJERNET: "ikke lenger med",
            Type.OMDØPT: "nytt navn",
            Type.DELT: "delt",
            Type.SLÅTT_SAMMEN: "slått sammen",
        }
        if self._index.origin(section):
            return "skilt ut"
        found = [words[type_] for type_ in (thing.types if thing else ()) if type_ in words]
        return ", ".join(found)

    def _point(self, node: Node) -> Point:
        text = short(self._index.reader(node).plain(self._index.text(node)), _FIRST_WORDS)
        thing = self._index.things.get(node)
        return Point(text.replace("\n", " "), thing.id if thing else "")
