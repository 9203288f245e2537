"""A group's changes as rows with a before and an after: what has come beside what has gone, and pairs."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.html import kinds, texts
from handlingsprogram.review.html.view import Avsnitt, Bytte, Endring, Felt, Par, Sak, union
from handlingsprogram.review.report import shown
from handlingsprogram.review.report.labels import FIELDS, FORM, Columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.review.compare.model import Change, Comparison
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.html.facts import Facts
    from handlingsprogram.review.html.outline import Numbered
    from handlingsprogram.review.html.things import Things
    from handlingsprogram.review.html.view import Content, Fakta
    from handlingsprogram.review.report.reader import Reader

IN_ROWS = {Ting.AVSNITT, Ting.TILTAK, Ting.PUNKT, Ting.TEKSTTABELL, Ting.FIGUR}
"""What is shown in rows; the rest is told as facts or figures."""
_WHOLE = {Type.NY, Type.FJERNET}


class Rows:
    """Makes rows of changes."""

    def __init__(self, comparison: Comparison, things: Things, facts: Facts) -> None:
        self._comparison = comparison
        self._things = things
        self._facts = facts
        self._readers = things.readers
        self._columns = Columns(comparison)
        self._shown: dict[str, str] = {}
        for program in (comparison.gammel, comparison.ny):
            self._shown |= {kolonne.felt: kolonne.visning for kolonne in program.kolonner}

    def of(self, changes: Sequence[Numbered]) -> Iterator[Bytte | Par]:
        """Give the rows of a group's changes, in their order."""
        things = self._by_thing(changes)
        for whole, run in groupby(things, key=self._is_whole):
            if whole is None:
                for node, found in run:
                    yield self._pair(node, found)
            else:
                yield from self._exchanges([found[0] for _, found in run])

    def _by_thing(self, changes: Sequence[Numbered]) -> list[tuple[Node, list[Numbered]]]:
        """Return the changes by the thing that they are about; those of a bullet with its measure's."""
        found: dict[Node, list[Numbered]] = {}
        for nr, change in changes:
            node = self._things.ny(change)
            if node is None:
                node = self._things.gammel(change)
                if change.ting is Ting.PUNKT and node and node.over:
                    node = self._things.etter.get(node.over, node.over)
            elif change.ting is Ting.PUNKT and node.over:
                node = node.over
            if node:
                found.setdefault(node, []).append((nr, change))
        return list(found.items())

    def _is_whole(self, thing: tuple[Node, list[Numbered]]) -> str | None:
        """Return what a thing that comes or goes may stand beside; None for what is on both sides."""
        node, changes = thing
        is_whole = len(changes) == 1 and changes[0][1].type in _WHOLE and changes[0][1].ting is not Ting.PUNKT
        return kinds.subject(changes[0][1]) + node.ting if is_whole else None

    # --- What has come and gone ---

    def _exchanges(self, changes: list[Numbered]) -> Iterator[Bytte]:
        """Give what has gone beside what has come; prose only as far as it stood together."""
        run: list[Numbered] = []
        for nr, change in changes:
            if run and change.ting is Ting.AVSNITT and not self._goes_on(run, change):
                yield self._exchange(run)
                run = []
            run.append((nr, change))
        yield self._exchange(run)

    def _goes_on(self, run: list[Numbered], change: Change) -> bool:
        """Tell whether a paragraph follows directly on the last one of its side, or begins the other side."""
        same = [other for _, other in run if other.type is change.type]
        if not same:
            return True
        last, place = same[-1].plass, change.plass
        return bool(last and place and last.under == place.under and last.nr + 1 == place.nr)

    def _exchange(self, run: list[Numbered]) -> Bytte:
        ute, inne = (
            tuple(self._whole(nr, change) for nr, change in run if change.type is kind)
            for kind in (Type.FJERNET, Type.NY)
        )
        slag = kinds.NOUNS[run[0][1].ting]
        is_prose = run[0][1].ting is Ting.AVSNITT
        return Bytte(slag, union(sak.vis for sak in (*ute, *inne)), ute, inne, tett=is_prose)

    def _whole(self, nr: int, change: Change) -> Sak:
        is_new = change.type is Type.NY
        data, side = (change.til, self._readers[1]) if is_new else (change.fra, self._readers[0])
        content, fields = self._content(change.ting, data, side)
        return Sak(nr, kinds.SLUGS[change.type], kinds.token(change), content, fields)

    def _content(self, ting: Ting, data: Mapping[str, Any], side: Reader) -> tuple[Content, tuple[Felt, ...]]:
        """Return what a whole thing says: its text, and its other fields by name."""
        if ting is Ting.AVSNITT:
            return (texts.paragraph(data, side),), ()
        if ting is Ting.TILTAK:
            bullets = tuple(
                Avsnitt(texts.whole(side.plain(punkt)), "•") for punkt in data.get("punkter") or ()
            )
            names = [name for name in data if name not in {"tekst", "punkter", "viderefører"}]
            fields = (Felt(self._columns.name(name), self._listed(name, data[name])) for name in names)
            return (texts.paragraph(data, side), *bullets), tuple(felt for felt in fields if felt.innhold)
        fields = (
            Felt(FIELDS.get(name, name), (Avsnitt(texts.whole(table_text(value))),))
            for name, value in data.items()
            if value and name not in FORM.get(ting, ()) and name != "avtrykk"
        )
        return (), tuple(fields)

    def _listed(self, felt: str, items: Any) -> Content:
        return texts.listed(items, self._shown.get(felt, "oppramsing"))

    # --- What is on both sides ---

    def _pair(self, node: Node, changes: list[Numbered]) -> Par:
        facts: list[Fakta] = []
        fields: list[Endring] = []
        note = self._facts.split_from(node)
        for nr, change in changes:
            if change.ting is Ting.PUNKT and change.type in _WHOLE:
                fields.append(self._bullet(nr, change))
            elif note and change.ting is Ting.AVSNITT and change.felt == "tekst":
                # The paragraph that it was split off from shows the text of both.
                note = replace(note, nr=nr, type=kinds.SLUGS[change.type], vis=kinds.token(change))
            elif change.type is Type.ENDRET and self._is_content(change):
                fields.append(self._field(nr, change))
            else:
                facts.append(self._facts.of(nr, change, named=change.ting is Ting.PUNKT))
        has_text = any(felt.navn == "" for felt in fields)
        return Par(
            slag=kinds.NOUNS[node.ting],
            vis=union(kinds.token(change) for _, change in changes),
            typer=tuple(
                slug for slug in kinds.SLUGS.values() if slug in {kinds.SLUGS[c.type] for _, c in changes}
            ),
            trolig=any(change.sannsynlig for _, change in changes),
            fakta=(*((note,) if note else ()), *facts),
            felt=tuple(fields),
            uendret=() if has_text or (note and node.ting is Ting.AVSNITT) else self._context(node),
        )

    def _is_content(self, change: Change) -> bool:
        return change.felt not in {"id", "viderefører"}

    def _context(self, node: Node) -> Content:
        """Return the unchanged text of a thing, so that the reader knows what it is."""
        return (texts.paragraph(node.felt, self._readers[1]),) if node.felt.get("tekst") else ()

    def _field(self, nr: int, change: Change) -> Endring:
        """Return a field of a measure, a bullet, a paragraph, a table of text or a figure."""
        name = ""
        if change.felt == "tekst":
            node = self._things.ny(change)
            assert node  # noqa: S101 — what has changed is there
            før, etter = texts.reworded(
                self._comparison.tekst(node, change), self._readers, texts.printed_mark(node.felt)
            )
            if change.ting is Ting.PUNKT:
                name = "Punkt"
        elif change.felt == "avtrykk":
            name, før, etter = FIELDS[change.felt], (), ()
        elif change.ting is Ting.TILTAK:
            name = self._columns.name(change.felt)
            shown = self._shown.get(change.felt.removeprefix("egne_felt/"), "oppramsing")
            før, etter = texts.compared_lists(change.fra, change.til, shown)
        else:
            name = FIELDS.get(change.felt, change.felt)
            bits = texts.compared(table_text(change.fra), table_text(change.til))
            før, etter = (tuple(Avsnitt(side) for side in (side,) if side) for side in bits)
        return Endring(nr, kinds.token(change), name, før, etter)

    def _bullet(self, nr: int, change: Change) -> Endring:
        is_new = change.type is Type.NY
        data, side = (change.til, self._readers[1]) if is_new else (change.fra, self._readers[0])
        content = (Avsnitt(texts.paragraph(data, side).biter, "•"),)
        før, etter = ((), content) if is_new else (content, ())
        return Endring(nr, kinds.token(change), "Punkt", før, etter)


def table_text(value: Any) -> str:
    """Return a value on lines of its own: a table of text row by row."""
    if isinstance(value, list) and value and isinstance(value[0], list):
        return "\n".join(shown.table_rows(value))
    return shown.value(value) if not isinstance(value, str) else value
