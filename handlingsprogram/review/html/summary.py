"""The head of the page: what has changed in short, and how much of it where."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from handlingsprogram.render.typography import long_date
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.html import kinds
from handlingsprogram.review.html.outline import place_id
from handlingsprogram.review.html.things import title
from handlingsprogram.review.html.view import Linje, Liste, Punkt, Valg
from handlingsprogram.review.report.accounts import account
from handlingsprogram.review.report.shown import short
from handlingsprogram.review.summary import AREAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.html.outline import Numbered, Outline
    from handlingsprogram.review.html.things import Things

DOCUMENT, DOCUMENT_ID = "Om dokumentet", "k-dokument"


def headline(comparison: Comparison) -> str:
    """Return the page's title."""
    if comparison.gammel.år == comparison.ny.år:
        return f"Endringer i {comparison.ny.tittel}"
    return f"Endringer fra {comparison.gammel.år} til {comparison.ny.år}"


def lead(comparison: Comparison) -> str:
    """Return what is compared with what."""
    if comparison.gammel.år == comparison.ny.år:
        return f"Fra {comparison.fra} til {comparison.til}."
    return f"{_described(comparison.ny)} sammenlignet med {_described(comparison.gammel)}."


def _described(program: Program) -> str:
    return f"«{program.tittel}» ({program.status}, {long_date(program.dato)})"


def key_figures(comparison: Comparison) -> tuple[tuple[int, str], ...]:
    """Return what a reader asks for first: what has become of the measures."""
    found = account(comparison)
    came, went = len(found.nye), len(found.avsluttet)
    new = "nytt tiltak" if came == 1 else "nye tiltak"
    if comparison.gammel.år != comparison.ny.år:
        return (came, new), (len(found.videreført), "tiltak videreført"), (went, "tiltak avsluttet")
    counts = comparison.antall()
    changed, moved = (counts.get((Ting.TILTAK, type_), 0) for type_ in (Type.ENDRET, Type.FLYTTET))
    return (came, new), (changed, "tiltak endret"), (moved, "tiltak flyttet"), (went, "tiltak fjernet")


def lists(comparison: Comparison, things: Things) -> tuple[Liste, ...]:
    """Return the measures that have come and those that have gone, in short."""
    ended = "Avsluttede tiltak" if comparison.gammel.år != comparison.ny.år else "Fjernede tiltak"
    names = {Type.NY: "Nye tiltak", Type.FJERNET: ended}
    found = (Liste(name, tuple(_points(comparison, things, type_))) for type_, name in names.items())
    return tuple(liste for liste in found if liste.punkter)


def _points(comparison: Comparison, things: Things, type_: Type) -> Iterator[Punkt]:
    for nr, change in enumerate(comparison.endringer):
        if change.ting is Ting.TILTAK and change.type is type_:
            node = things.ny(change) or things.gammel(change)
            is_new = type_ is Type.NY
            text = things.readers[is_new].plain((change.til if is_new else change.fra)["tekst"])
            yield Punkt(nr, short(text), title(node.seksjon if node else None))


# --- Counting -----------------------------------------------------------------------------------


def count(changes: Iterable[Numbered]) -> int:
    """Return how many changes a reader would count: each thing once for each type."""
    return len(_things(changes))


def _things(changes: Iterable[Numbered]) -> set[tuple[Ting, Type, str, str]]:
    return {(change.ting, change.type, change.sti, change.fra_sti) for _, change in changes}


def lines(shown: Outline, types: list[Type]) -> tuple[Linje, ...]:
    """Return the summary's rows: chapters with their areas below them, and the document itself.

    Args:
        shown: where the changes are told.
        types: the types that are counted, in order.
    """
    found: list[Linje] = []
    for place in shown.kapitler:
        found += _line(place_id(place), title(place.node), place.alle_endringer(), types)
        for below in place.under:
            if below.node.felt["slag"] in AREAS:
                told = next((lower for lower in below.alle() if lower.endringer), below)
                area = _line(place_id(told), title(below.node), below.alle_endringer(), types, under=True)
                found += area
    return (*found, *_line(DOCUMENT_ID, DOCUMENT, shown.dokument, types))


def _line(
    id_: str, name: str, changes: list[Numbered], types: list[Type], *, under: bool = False
) -> list[Linje]:
    counts = Counter(type_ for _, type_, _, _ in _things(changes))
    numbers = tuple(counts[type_] for type_ in types)
    return [Linje(id_, name, under, numbers, sum(numbers))] if changes else []


def types(comparison: Comparison) -> tuple[Valg, ...]:
    """Return the types of change that there are, each with its number."""
    counts = Counter(type_ for _, type_, _, _ in _things(enumerate(comparison.endringer)))
    return tuple(
        Valg(slug, kinds.TYPES[slug], counts[type_]) for type_, slug in kinds.SLUGS.items() if counts[type_]
    )


def subjects(comparison: Comparison) -> tuple[Valg, ...]:
    """Return what the changes concern, each with its number; what concerns two counts for both."""
    things = {
        (change.ting, change.type, change.sti, change.fra_sti, kinds.subject(change))
        for change in comparison.endringer
    }
    counts = Counter(thing[-1] for thing in things)
    return tuple(Valg(slug, name, counts[slug]) for slug, name in kinds.SUBJECTS.items() if counts[slug])
