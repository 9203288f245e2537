"""The report's first lines: how many of each, and the main things in a sentence each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from handlingsprogram.read.model.program import Slag
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.outline import TYPER, Telling
from handlingsprogram.review.report.accounts import account
from handlingsprogram.review.report.labels import is_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlingsprogram.review.compare.model import Change, Comparison
    from handlingsprogram.review.compare.tree import Node

AREAS = {Slag.INNSATSOMRÅDE.value, Slag.TVERRGÅENDE_TEMA.value}
_SORTS = {
    Ting.TILTAK: "Tiltak",
    Ting.PUNKT: "Tiltak",
    Ting.AVSNITT: "Avsnitt",
    Ting.TILTAKSTABELL: "Tabeller og figurer",
    Ting.TEKSTTABELL: "Tabeller og figurer",
    Ting.FIGUR: "Tabeller og figurer",
    Ting.TABELL: "Budsjettabeller",
    Ting.BUDSJETTABELL: "Budsjettabeller",
    Ting.TALLKOLONNE: "Kolonner i budsjettet",
    Ting.RAD: "Budsjettposter",
    Ting.KOLONNE: "Kolonner i tiltakstabellene",
    Ting.PROGRAM: "Tittel, status og forside",
}
_ORDER = ("Tiltak", "Innsatsområder og temaer", "Kapitler og underkapitler", *dict.fromkeys(_SORTS.values()))
_FORM = "Oppsett"


def counts(comparison: Comparison) -> tuple[Telling, ...]:
    """Return the rows of the summary's table that are not all zero."""
    areas = area_paths(comparison)
    things: dict[str, dict[Type, set[str]]] = defaultdict(lambda: defaultdict(set))
    for change in comparison.endringer:
        sort = _FORM if is_form(change) else _sort(change, areas)
        kind, thing = change.type, change.fra_sti if change.type is Type.FJERNET else change.sti
        if change.ting is Ting.PUNKT:
            # A bullet that comes, goes or moves is a change of its measure.
            kind, thing = Type.ENDRET, thing.rpartition("/")[0]
        things[sort][kind].add(f"{thing} {change.felt}" if sort == _FORM else thing)
    return tuple(
        Telling(sort, tuple(len(things[sort][kind]) for kind in TYPER))
        for sort in (*dict.fromkeys(_ORDER), _FORM)
        if sort in things
    )


def area_paths(comparison: Comparison) -> set[str]:
    """Return the paths of the areas and themes of both sides."""
    nodes = (*comparison.gammelt_tre.alle(), *comparison.nytt_tre.alle())
    return {node.sti for node in nodes if node.felt.get("slag") in AREAS}


def _sort(change: Change, areas: set[str]) -> str:
    if change.ting is Ting.SEKSJON:
        return "Innsatsområder og temaer" if change.sti in areas else "Kapitler og underkapitler"
    return _SORTS[change.ting]


def sentences(comparison: Comparison) -> tuple[str, ...]:
    """Return the main things: the frame, what has become of the areas, the measures in figures."""
    return (*_frame(comparison), *_areas(comparison), *_measures(comparison))


def _frame(comparison: Comparison) -> Iterator[str]:
    for change in comparison.endringer:
        if change.ting is Ting.PROGRAM and change.felt == "status":
            yield f"Status er endret fra {change.fra} til {change.til}."


def _areas(comparison: Comparison) -> Iterator[str]:
    old, titles = _titles(comparison.gammelt_tre), _titles(comparison.nytt_tre)
    areas = area_paths(comparison)
    sections = [change for change in comparison.endringer if change.ting is Ting.SEKSJON]
    changes = [change for change in sections if areas & {change.sti, change.fra_sti}]
    told = set()
    for change in changes:
        if change.type is Type.DELT:
            told.add(change.sti)
            parts = quoted([titles[place.sti] for place in change.til])
            yield f"«{old[change.fra_sti]}» er {probably(change)}delt i {parts}."
        if change.type is Type.SLÅTT_SAMMEN:
            told.add(change.sti)
            parts = quoted([old[place.sti] for place in change.fra])
            yield f"{parts} er {probably(change)}slått sammen til «{titles[change.sti]}»."
    for change in changes:
        if change.type is Type.OMDØPT and change.sti not in told:
            yield f"«{change.fra}» heter nå «{change.til}»."
    new = [titles[change.sti] for change in changes if change.type is Type.NY]
    gone = [old[change.sti] for change in changes if change.type is Type.FJERNET]
    if new:
        yield f"{_many('Nytt innsatsområde eller tema', 'Nye innsatsområder og temaer', new)}: {quoted(new)}."
    if gone:
        yield f"{_many('Ikke lenger eget område', 'Ikke lenger egne områder', gone)}: {quoted(gone)}."


def _titles(tree: Node) -> dict[str, str]:
    return {node.sti: node.felt["tittel"] for node in tree.alle() if node.ting is Ting.SEKSJON}


def _measures(comparison: Comparison) -> Iterator[str]:
    found = account(comparison)
    continued, ended = len(found.fortsatt), len(found.avsluttet)
    carried, new = len(found.videreført), len(found.nye)
    if comparison.gammel.år != comparison.ny.år:
        if continued + ended:
            what = f"{continued + ended} tiltak i {comparison.fra}"
            yield f"Av {what} er {continued} ført videre og {ended} avsluttet."
        if carried + new:
            what = f"{carried + new} tiltak i {comparison.til}"
            yield f"Av {what} er {carried} videreført og {_new(new)}."
    elif ended or new:
        yield f"Før: {continued + ended} tiltak. Nå: {carried + new} tiltak, {_new(new)} og {ended} fjernet."


def _new(count: int) -> str:
    return "1 nytt" if count == 1 else f"{count} nye"


def quoted(names: Sequence[str]) -> str:
    """Return names in quotation marks, the way a sentence lists them."""
    marked = [f"«{name}»" for name in names]
    return " og ".join([", ".join(marked[:-1]), marked[-1]] if marked[1:] else marked)


def probably(change: Change) -> str:
    """Return «trolig » for a change that rests on likeness alone."""
    return "trolig " if change.sannsynlig else ""


def _many(one: str, several: str, things: Sequence[object]) -> str:
    return one if len(things) == 1 else several


def title(node: Node | None) -> str:
    """Return a section's title; nothing for none."""
    return str(node.felt["tittel"]) if node else ""
