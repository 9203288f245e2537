"""What a comparison is: things, how they are paired, what has changed; every report is made from this alone.

A programme is seen as a tree of things (`tree.Node`), each with an id, fields of its own and things below
it. Two trees are paired thing by thing, and what differs becomes changes: all that it takes to make the new
programme of the old one, which `tests/oracle` does.

Words: *old* is the side that is compared from, *new* the side that is compared to. A value in `fra` or
`til` is plain JSON data, written the way the content's YAML writes it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.model.sheet import Regneark
    from handlingsprogram.review.compare.tree import Node


Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""Plain data, as the content's YAML has it."""


class Type(StrEnum):
    """Kinds of change; the values are the words of the reports and of the JSON."""

    NY = "ny"
    """The thing is new. `til`: its fields; `plass`: where it stands. A measure brings its bullets as
    `punkter`; what else stands below a thing has changes of its own."""
    FJERNET = "fjernet"
    """The thing is gone. `fra`: its fields; `plass`: where it stood."""
    ENDRET = "endret"
    """A field has another value. `felt`: which; `fra` and `til`: the values, None where it is not set."""
    OMDØPT = "omdøpt"
    """The same as ENDRET, where the field is the thing's name (`tittel`, `navn`, `overskrift`)."""
    FLYTTET = "flyttet"
    """The thing stands elsewhere, or in another order. `fra` and `til`: a `Plass` each."""
    DELT = "delt"
    """One has become several. `fra`: the old `Plass`; `til`: a tuple of the new ones, the first of them the
    old thing's twin. The others begin as copies of the old thing's fields: their changes count from those."""
    SLÅTT_SAMMEN = "slått sammen"
    """Several have become one. `fra`: a tuple of the old `Plass`, the first of them the new thing's twin,
    the others gone; `til`: the new `Plass`."""


class Ting(StrEnum):
    """Kinds of thing. What the content gives no id has a made one, with a full stop in it."""

    PROGRAM = "program"
    """The root: title, status, date, cover and the rest of the frame. Its sti is empty."""
    KOLONNE = "kolonne"
    """A column of the measures tables: `kolonne.partnere`."""
    SEKSJON = "seksjon"
    """A chapter, area, theme or subsection, with its flow of blocks and its subsections."""
    AVSNITT = "avsnitt"
    """A paragraph, item of a list or footnote text of a section's prose: `avsnitt.3`."""
    TILTAKSTABELL = "tiltakstabell"
    """A table of measures: `tiltakstabell.1`. The measures' own sti leaves it out."""
    TILTAK = "tiltak"
    PUNKT = "punkt"
    """A bullet of a measure: `punkt.2`."""
    BUDSJETTABELL = "budsjettabell"
    """The place where a section prints a table of the budget: `budsjettabell.hovedtall`."""
    TEKSTTABELL = "teksttabell"
    FIGUR = "figur"
    FIGURGRUPPE = "figurgruppe"
    """Figures side by side, which stand below it."""
    TEGNING = "tegning"
    """A figure that is drawn of data: an organisation chart, a year wheel, a time line."""
    OVERSIKT = "oversikt"
    """The place where a section lists figures or tables: `oversikt.figurer`."""
    MÅLHIERARKI = "målhierarki"
    """The place where a section prints goals."""
    INDIKATORTABELL = "indikatortabell"
    """The place where a section prints indicators."""
    TILTAKSOVERSIKT = "tiltaksoversikt"
    """The place where a section lists the measures again, by goal."""
    PROGRAMMET = "programmet"
    """The place where a section tells the whole programme."""
    MÅLFLISER = "målfliser"
    """The place where a section shows the UN's goals."""
    BOKS = "boks"
    """A fact box, a quotation, a resolution, …, with paragraphs of its own."""
    MÅL = "mål"
    """A goal, with those below it; it belongs to the root, wherever it is printed."""
    INDIKATOR = "indikator"
    """An indicator; it belongs to the root, wherever it is printed."""
    TABELL = "tabell"
    """A table of the budget; it belongs to the root, wherever it is printed."""
    TALLKOLONNE = "tallkolonne"
    """A column of a budget table: `kolonne.endring`."""
    RAD = "post"
    """A row of a budget table: post, sum or heading."""


class Grunn(StrEnum):
    """Why two things are held to be the same."""

    VIDEREFØRER = "viderefører"
    """The new one says so."""
    ID = "id"
    """Same id, or what the id says: the same column of the programme's own year."""
    LIKHET = "likhet"
    """They are alike; reported as «trolig samme» for what has an id."""


@record
class Plass:
    """Where a thing stands."""

    sti: str
    """The thing's own path."""
    under: str
    """The path of what it stands directly below; for a measure its table."""
    nr: int
    """Its number among its own sort there, from 1: blocks, subsections, measures, columns, rows."""


class Change(NamedTuple):
    """One change. Which of the values are set, and what they hold, is said at each `Type`."""

    type: Type
    ting: Ting
    sti: str
    """Path of ids from the root in the new programme, joined by `/`; in the old one for what is gone."""
    fra_sti: str = ""
    """The path in the old programme; empty for what is new."""
    felt: str = ""
    """The field, as the YAML calls it, with `/` below it: `partnere`, `omslag/tittel`, `tall/budsjett`."""
    fra: Any = None
    til: Any = None
    plass: Plass | None = None
    sannsynlig: bool = False
    """Whether it rests on likeness alone: «trolig samme»."""


class Pair(NamedTuple):
    """A thing of the old programme and the one in the new that continues it."""

    gammel: Node
    ny: Node
    grunn: Grunn
    hoved: bool = True
    """Whether the two are each other's twin. A thing that is split or merged has other pairs besides."""


class Resultat(NamedTuple):
    """The budget's result: the figure that a reader asks for first."""

    navn: str
    """The row's name, as the new programme prints it."""
    enhet: str
    kolonne: tuple[str, str]
    """The headings of the column before and after; empty where that side has none."""
    før: str
    """As printed; empty where blank or missing."""
    etter: str
    tall: tuple[float | None, float | None]
    """Before and after in the tables' units; None where there is no figure."""


@dataclass(frozen=True)
class Comparison:
    """Everything that a report needs."""

    fra: str
    """What the old side is called: `2029`, `HEAD~3:2029`."""
    til: str
    gammel: Program
    ny: Program
    gammelt_tre: Node
    """The old programme as things; its `verdi` and those below lead to the dataclasses."""
    nytt_tre: Node
    par: tuple[Pair, ...]
    """What is paired with what: sections, blocks, paragraphs, measures, bullets, tables, columns, rows."""
    endringer: tuple[Change, ...]
    """What has changed, in the new programme's reading order; what is gone stands where it stood."""
    følger: tuple[Change, ...]
    """What follows from the changes, or changes nothing that is printed: section numbers, computed figures
    (`felt` begins with `utregnet/`), the order of partners. Reports tell it beside its cause, or not at all.
    It takes both lists to make the new programme."""
    regneark: tuple[Regneark | None, Regneark | None] = (None, None)
    """Both budgets reckoned; None for a side without one, or whose formulas cannot be followed."""
    resultat: Resultat | None = None
    """The budget's result before and after; None where neither side has a budget."""
    merknader: tuple[str, ...] = field(default=())
    """What the reader must know about the comparison itself, in Norwegian: what could not be read, …"""
    fra_beskrevet: str = ""
    """The old side in words: `2029 slik det var på main 28. november 2029 (commit 1a2b3c4)`. Empty for a year
    as it lies in the folder, beside another one: its title says it."""
    til_beskrevet: str = ""

    @cached_property
    def _pairs(self) -> Mapping[Node, list[Pair]]:
        """Every pair that a thing is in, its twin's first."""
        found: dict[Node, list[Pair]] = defaultdict(list)
        for pair in sorted(self.par, key=lambda pair: not pair.hoved):
            found[pair.gammel].append(pair)
            found[pair.ny].append(pair)
        return found

    def tekst(self, ny: Node, endring: Change) -> tuple[str, str]:
        """Return the text of a changed text before and after.

        That of a paragraph has with it those that were joined in it, or that it was split into.
        """
        pairs = self._pairs.get(ny, []) if ny.ting is Ting.AVSNITT else []
        if not pairs or not pairs[0].hoved:
            return endring.fra or "", endring.til or ""
        old = [pair.gammel for pair in pairs]
        new = [pair.ny for pair in self._pairs[pairs[0].gammel]]
        return _together(old) or endring.fra or "", _together(new) or endring.til or ""


def _together(paragraphs: list[Node]) -> str:
    """Return the text of several paragraphs that stand below each other, in their order; nothing for one."""
    over = paragraphs[0].over
    if len(paragraphs) == 1 or over is None:
        return ""
    return " ".join(node.tekst for node in over.barn if node in paragraphs)
