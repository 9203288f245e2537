"""Boxes that are made of what stands elsewhere: the whole programme on a page, the UN's goals as tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.prose.traces import untraced
from handlingsprogram.read import gathered
from handlingsprogram.read.model.fields import beginning
from handlingsprogram.read.model.numbers import numbers
from handlingsprogram.read.model.objectives import Programmet
from handlingsprogram.render.edition.blocks.tints import Tints, tint
from handlingsprogram.render.edition.parts import Box, Item
from handlingsprogram.render.words.fixed_words import unit
from handlingsprogram.render.words.templates import escape_markdown
from handlingsprogram.render.words.typography import keep_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.read.gathered import Område
    from handlingsprogram.read.goals import Goal
    from handlingsprogram.read.model.measures import Tiltak
    from handlingsprogram.read.model.objectives import Målfliser, Samlet
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.render.words.references import References


class Gathered:
    """Makes such boxes of one programme."""

    def __init__(
        self,
        program: Program,
        references: References,
        words: Mapping[str, str],
        goals: Mapping[int, Goal],
        tints: Tints,
    ) -> None:
        """Take what they are made of.

        Args:
            program: the year.
            references: fills in the references of messages, and knows the budget.
            words: the document's fixed words.
            goals: the UN's goals by number; may be empty.
            tints: the colours of the areas.
        """
        self._program = program
        self._references = references
        self._words = words
        self._goals = goals
        self._tints = tints
        self._numbers = dict(numbers(program))

    def part(self, blokk: Samlet) -> Box:
        """Return such a box, ready to print."""
        is_page = isinstance(blokk, Programmet)
        return Box(
            rolle="programmet" if is_page else "malfliser",
            id=blokk.id,
            tittel=blokk.tittel,
            over=(),
            markdown="",
            ledd=tuple(self._page(blokk) if isinstance(blokk, Programmet) else self._tiles(blokk)),
            under=(),
            bilde=None,
        )

    # --- The programme ---

    def _page(self, blokk: Programmet) -> Iterator[Item]:
        is_named = gathered.names_measures(self._program, blokk)
        for område in gathered.areas(self._program):
            shown = self._tints.of(område)
            yield Item(
                navn=_again(område.seksjon.tittel),
                markdown="\n\n".join(self._told(område, blokk, is_named=is_named)),
                lenke=område.seksjon.id,
                merke=område.nummer,
                klasse=shown.klasse,
            )
        if money := self._money(blokk):
            yield money

    def _told(self, område: Område, blokk: Programmet, *, is_named: bool) -> Iterator[str]:
        if område.budskap and "budskap" in blokk.vis:
            yield _again(self._references.filled(untraced(område.budskap.markdown)).strip())
        if område.tiltak:
            count = self._words["programmet_tiltak"].format(antall=len(område.tiltak))
            yield f"{escape_markdown(count)}"
            if is_named:
                yield self._listed(område.tiltak)

    def _listed(self, measures: Sequence[Tiltak]) -> str:
        """Return measures as a list of links, each by its number and how it begins."""
        names = (f"{self._numbers[one.id]} {beginning(one)}".strip() for one in measures)
        return "\n".join(
            f"- [{escape_markdown(_again(name))}](#{one.id})"
            for name, one in zip(names, measures, strict=True)
        )

    def _money(self, blokk: Programmet) -> Item | None:
        told, sheet = gathered.posts(self._program, blokk), self._references.sheet
        if not told or not sheet:
            return None
        title, units = self._words["programmet_penger"], {tabell.enhet for tabell, *_ in told}
        if len(units) == 1 and (shared := units.pop()):
            named = self._words["tabelltittel"]
            title = named.format(tittel=title, enhet=unit(shared, self._words))
        lines = []
        for tabell, rad, kolonne in told:
            figure = sheet.skrevet(tabell, rad.id, kolonne)
            if units and tabell.enhet:
                figure = f"{figure} {unit(tabell.enhet, self._words)}"
            lines.append(f"- {escape_markdown(_again(rad.navn))}: **{escape_markdown(_again(figure))}**")
        return Item(_again(title), "\n".join(lines))

    # --- The goals ---

    def _tiles(self, blokk: Målfliser) -> Iterator[Item]:
        for number, measures in gathered.shown_goals(self._program, blokk).items():
            goal = self._goals.get(number)
            yield Item(
                navn=keep_together(goal.tittel) if goal else "",
                markdown=self._listed(measures) if blokk.vis_tiltak else "",
                merke=str(number),
                klasse=(tint(goal.farge) if goal else self._tints.main).klasse,
            )


def _again(text: str) -> str:
    """Return what is said once more, and belongs to where it is said first."""
    return keep_together(untraced(text))
