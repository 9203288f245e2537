"""From a comparison to the report that every face lays out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from handlingsprogram.malform import NYNORSK, language_of
from handlingsprogram.review.compare.model import Ting
from handlingsprogram.review.report import texts
from handlingsprogram.review.report.budget import Budget
from handlingsprogram.review.report.chapters import Chapters
from handlingsprogram.review.report.head import head
from handlingsprogram.review.report.index import Index
from handlingsprogram.review.report.labels import FORM, counted
from handlingsprogram.review.report.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.review.compare.model import Change, Comparison
    from handlingsprogram.review.compare.tree import Node


def report(comparison: Comparison) -> Report:
    """Return what a comparison says to its readers."""
    index = Index(comparison)
    budget, chapters = Budget(index), Chapters(index)
    count = len(index.form)
    made = Report(
        language=language_of(comparison.ny.språk),
        head=head(index, chapters.all(), budget.summary()),
        chapters=tuple(chapters.chapters(budget)),
        appearance=tuple(_appearance(index)),
        appearance_title=counted(count, "endring i utseendet", "endringer i utseendet") if count else "",
        appearance_changes=tuple(nr for nr, _ in index.form),
    )
    if made.language == NYNORSK:
        from handlingsprogram.review.report.language.nynorsk import in_nynorsk

        made = in_nynorsk(made)
    return made


def _appearance(index: Index) -> Iterator[str]:
    """Give what changes only how the programme looks, a sentence for each sort."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for _, change in index.form:
        places[_form_sentence(change)][_where(index, index.node(change))] = None
    for sentence, where in places.items():
        yield f"{sentence}: {', '.join(filter(None, where))}".removesuffix(": ")


def _form_sentence(change: Change) -> str:
    """Return what is said of a change of form: a sentence, or a name with the values before and after."""
    words = FORM[change.ting][change.felt]
    if isinstance(words, tuple):
        told = _charts(change) if change.felt == "figurer" and change.fra and change.til else ""
        return f"{words[bool(change.til)]}{told}"
    before, after = (_quoted(value) for value in (change.fra, change.til))
    return f"{words} (før {before}, nå {after})"


def _charts(change: Change) -> str:
    """Return which of a table's charts are new or gone, and which have another form."""
    was, now = ({chart["id"]: chart for chart in side} for side in (change.fra, change.til))
    told = [f"«{chart['tittel']}» er ny" for name, chart in now.items() if name not in was]
    told += [f"«{chart['tittel']}» er borte" for name, chart in was.items() if name not in now]
    told += [
        f"«{now[name]['tittel']}» har fått formen «{now[name]['form']}» (før «{chart['form']}»)"
        for name, chart in was.items()
        if name in now and now[name]["form"] != chart["form"]
    ]
    return f" ({'; '.join(told)})" if told else ""


def _quoted(value: Any) -> str:
    """Return a value so that one sees where it ends; a pattern as it is printed for the first."""
    if not isinstance(value, str) or not value:
        return texts.value(value) or "ingen"
    return f"«{value.replace('{nummer}', '1').replace('{tittel}', 'Tittel')}»"


def _where(index: Index, node: Node) -> str:
    if node.ting is Ting.PROGRAM:
        return ""
    is_named = node.ting not in {Ting.AVSNITT, Ting.TILTAKSTABELL}
    return index.title(node if is_named else node.seksjon)
