"""The comparison's whole story: two programmes to trees, trees to pairs, pairs to changes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from handlingsprogram.review.compare import pairing as named
from handlingsprogram.review.compare import paragraphs, resemblance
from handlingsprogram.review.compare.computed import Figures
from handlingsprogram.review.compare.fields import Fields
from handlingsprogram.review.compare.model import Comparison
from handlingsprogram.review.compare.pairing import Pairing
from handlingsprogram.review.compare.structure import Structure
from handlingsprogram.review.compare.tree import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.structure import Told
    from handlingsprogram.review.compare.tree import Node


def compare(old: Program, new: Program, between: Sequence[Program] = ()) -> Comparison:
    """Compare two programmes as data.

    Args:
        old: what is compared from.
        new: what is compared to; another year, or another state of the same one.
        between: years between the two, through which `viderefører` may lead.
    """
    old_tree, new_tree = tree(old), tree(new)
    pairing = Pairing(old_tree, new_tree)
    _pair(pairing, old, new, between)
    figures = Figures(pairing, old, new)
    told = list(_in_reading_order(pairing, Fields(pairing, old, new), figures))
    return Comparison(
        fra=str(old.år),
        til=str(new.år),
        gammel=old,
        ny=new,
        gammelt_tre=old_tree,
        nytt_tre=new_tree,
        par=tuple(pairing.pairs),
        endringer=tuple(change for change, follows in told if not follows),
        følger=tuple(change for change, follows in told if follows),
        regneark=(figures.before, figures.after),
        resultat=figures.result(),
        merknader=figures.notices(),
    )


def _pair(pairing: Pairing, old: Program, new: Program, between: Sequence[Program]) -> None:
    """Find what is the same on both sides, the surest first."""
    named.by_links(pairing, old, new, between)
    named.by_id(pairing)
    resemblance.by_likeness(pairing)
    resemblance.sections_by_title(pairing)
    paragraphs.same_paragraphs(pairing)
    resemblance.sections_by_content(pairing)
    paragraphs.same_paragraphs(pairing)
    paragraphs.alike_paragraphs(pairing)
    paragraphs.joined_paragraphs(pairing)
    resemblance.sections_by_content(pairing)
    resemblance.bullets(pairing)
    named.measure_tables(pairing)
    named.budget_places(pairing)
    named.number_columns(pairing, (old.år, new.år))


def _in_reading_order(pairing: Pairing, fields: Fields, figures: Figures) -> Iterator[Told]:
    """Give all changes in the new programme's order; what is gone stands after what it stood after."""
    structure = Structure(pairing)
    origin = dict(pairing.gammel)
    for pair in pairing.pairs:
        origin.setdefault(pair.ny, pair.gammel)
    gone = _gone(pairing)
    for ny in pairing.new_nodes:
        yield from structure.of_new(ny)
        if ny in origin:
            yield from fields.of(origin[ny], ny)
            yield from figures.of(origin[ny], ny)
        for gammel in gone[ny]:
            yield from structure.of_old(gammel)


def _gone(pairing: Pairing) -> dict[Node, list[Node]]:
    """Return the old things without a twin by the twin of the last thing before them that has one."""
    gone: dict[Node, list[Node]] = defaultdict(list)
    last = pairing.new_nodes[0]
    for gammel in pairing.old_nodes:
        if gammel in pairing.ny:
            last = pairing.ny[gammel]
        else:
            gone[last].append(gammel)
    return gone
