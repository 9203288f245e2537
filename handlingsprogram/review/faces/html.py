"""A report as one web page, in the theme of the content.

The page is folded where the report has a page that sums up; the templates lie in `templates/html/endringer`.
What is made here is geometry: what stands beside what, and where a bar begins and ends.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from handlingsprogram.finding import has_errors
from handlingsprogram.malform import NYNORSK
from handlingsprogram.malform.nynorsk import translated
from handlingsprogram.read.theme.load import load_theme
from handlingsprogram.render.web.html import chart_figure
from handlingsprogram.render.web.page import page
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.review.compare.model import Type
from handlingsprogram.review.report.model import (
    Chapter,
    Entry,
    Figures,
    Label,
    Part,
    Run,
    Subject,
    noun,
)
from handlingsprogram.review.report.words import Slag
from handlingsprogram.review.sides.lenient import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from handlingsprogram.read.model.rounding import Tall
    from handlingsprogram.render.charts.model import Chart
    from handlingsprogram.review.report.model import Bits, Block, Report, Row

_SLUGS: dict[Type | Subject, str] = {
    **{type_: type_.value for type_ in Type},
    Type.OMDØPT: "omdopt",
    Type.SLÅTT_SAMMEN: "sammen",
    Subject.MEASURES: "tiltak",
    Subject.AREAS: "omrader",
    Subject.CHAPTERS: "kapitler",
    Subject.TEXT: "tekst",
    Subject.GOALS: "mal",
    Subject.BUDGET: "budsjett",
    Subject.DOCUMENT: "dokument",
}
"""What types and subjects are called in the page's ids and tokens."""
_WIDTH = 1000
"""So many parts is the column of bars wide."""


class Side(NamedTuple):
    """What stands on one side alone, because it has come or gone."""

    what: str
    labels: tuple[Label, ...]
    entries: tuple[Entry, ...]
    running: bool


class Across(NamedTuple):
    """A row of the page: what has gone to the left, what has come to the right, or one thing on both."""

    kind: str
    """`bytte`, `par` or `tall`: which macro lays it out."""
    block: Entry | Figures | None = None
    gone: Side | None = None
    come: Side | None = None
    tokens: str = ""


class Bars(NamedTuple):
    """The bars of a row, in parts of the column's width: where each begins, and how long it is."""

    zero: int
    before: tuple[int, int] | None
    after: tuple[int, int] | None


def render(report: Report, content: Path) -> str:
    """Return the page.

    Raises:
        ContentError: the theme cannot be read.
    """
    theme, findings = load_theme(content / "tema.yaml")
    if theme is None or has_errors(findings):
        raise ContentError(findings)
    functions = (across, bars, tokens, own_tokens, side_of, noun, drawn)
    values = {
        **{function.__name__: function for function in functions},
        "r": report,
        "grupper": list(zip(("viderefort", "ny", "fjernet"), report.head.kinds, strict=True)),
        "språk": report.language,
        "ord": fixed_words(report.language),
        "si": translated if report.language == NYNORSK else str,
        "slug": _SLUGS,
    }
    return page("endringer", values, theme)


# --- The filter ---------------------------------------------------------------------------------


def tokens(told: Chapter | Part | Block | Row) -> str:
    """Return what the filter finds a piece by: each type of change in it, with what it concerns."""
    return " ".join(dict.fromkeys(_tokens(told)))


def _tokens(told: Chapter | Part | Block | Row) -> Iterator[str]:
    match told:
        case Chapter():
            below: Iterable[Part | Block | Row] = told.parts
        case Part():
            below = told.blocks
        case Run():
            below = told.entries
        case Figures():
            below = told.rows
        case _:
            below = ()
    if not isinstance(told, (Chapter, Run)):
        yield from own_tokens(told)
    yield from chain.from_iterable(map(_tokens, below))


def own_tokens(told: Part | Entry | Figures | Row) -> list[str]:
    """Return the same of the piece itself, without what stands in it."""
    subject = told.subject if isinstance(told, (Part, Entry)) else Subject.BUDGET
    return [f"{_SLUGS[type_]}-{_SLUGS[subject]}" for type_ in told.types]


# --- Side by side -------------------------------------------------------------------------------


def across(blocks: Sequence[Block]) -> Iterator[Across]:
    """Give the rows of a part of the page: what went and what came for it share one."""
    waiting: list[Block] = []
    for block in blocks:
        if waiting and not _beside(waiting[-1], block):
            yield _across(waiting)
            waiting = []
        waiting.append(block)
        if len(waiting) > 1 or not isinstance(block, Run):
            yield _across(waiting)
            waiting = []
    if waiting:
        yield _across(waiting)


def _beside(one: Block, other: Block) -> bool:
    return isinstance(other, Run) and isinstance(one, Run) and one.type is not other.type


def _across(blocks: Sequence[Block]) -> Across:
    if isinstance(blocks[0], Figures):
        return Across("tall", blocks[0], tokens=tokens(blocks[0]))
    sides = {_alone(block): _side(block) for block in blocks if not isinstance(block, Figures)}
    if None in sides and isinstance(blocks[0], Entry):
        return Across("par", blocks[0], tokens=tokens(blocks[0]))
    found = " ".join(map(tokens, blocks))
    return Across("bytte", gone=sides.get(Type.FJERNET), come=sides.get(Type.NY), tokens=found)


def _alone(block: Entry | Run) -> Type | None:
    """Return NY or FJERNET where that is all that a block tells."""
    types = (block.type,) if isinstance(block, Run) else block.types
    return types[0] if types in {(Type.NY,), (Type.FJERNET,)} else None


def _side(block: Entry | Run) -> Side:
    if isinstance(block, Run):
        return Side("", (Label(block.type, block.label),), block.entries, block.running)
    return Side(block.what, block.labels, (block,), running=False)


def side_of(bits: Bits, *, after: bool) -> list[tuple[str, bool]]:
    """Return a text as it was, or as it is: in pieces, each with whether it differs from the other side's."""
    own = Slag.INN if after else Slag.UT
    return [(bit.tekst, bit.slag is own) for bit in bits if bit.slag in {Slag.LIK, own}]


# --- Bars ---------------------------------------------------------------------------------------


def bars(figures: Figures) -> list[Bars | None]:
    """Return the bars of a table's rows, all on one scale; None for a row that has none."""
    pairs = [
        tuple(figure if name else None for figure, name in zip(row.pair, figures.sides, strict=True))
        if row.is_drawn
        else (None, None)
        for row in figures.rows
    ]
    numbers = [figure for pair in pairs for figure in pair if figure is not None]
    low, high = min((0, *numbers)), max((0, *numbers))

    def place(figure: Tall) -> int:
        return round(_WIDTH * Fraction(figure - low) / Fraction(high - low or 1))

    def bar(figure: Tall | None) -> tuple[int, int] | None:
        if figure is None:
            return None
        start, end = sorted((place(0), place(figure)))
        return start, end - start

    return [Bars(place(0), *map(bar, pair)) if pair != (None, None) else None for pair in pairs]


def drawn(words: Mapping[str, str], chart: Chart) -> Markup:
    """Return a chart as a part of the page, whose fixed words are given."""
    return Markup(chart_figure(chart, words))  # noqa: S704 — printed by a template of ours that escapes
