"""What has happened in a section: measures, paragraphs, tables and figures; what came or went in runs."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.build.written import written
from handlingsprogram.read.model.blocks import Boks, Figur, Figurgruppe, Tegning, Teksttabell
from handlingsprogram.read.model.measures import Tiltak
from handlingsprogram.read.model.objectives import Indikator, Mål
from handlingsprogram.read.model.values import NUMBERS
from handlingsprogram.review.compare.fields import item_name
from handlingsprogram.review.compare.model import Ting, Type
from handlingsprogram.review.compare.tree import is_name
from handlingsprogram.review.report import texts
from handlingsprogram.review.report.labels import FIELDS, FRAME, NOUNS, came_or_went, list_change
from handlingsprogram.review.report.model import Entry, Label, Line, Run
from handlingsprogram.review.report.reader import FOOTNOTE, QUOTATION
from handlingsprogram.review.report.things import drawn
from handlingsprogram.review.report.words import Bit, Slag, word_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlingsprogram.review.compare.model import Change
    from handlingsprogram.review.compare.tree import Node
    from handlingsprogram.review.report.index import Index, Thing
    from handlingsprogram.review.report.reader import Reader

_IN_RUNS = {Ting.AVSNITT, Ting.TILTAK}
_ORDER = {Ting.TILTAK: (Type.NY, Type.FJERNET), Ting.AVSNITT: (Type.FJERNET, Type.NY)}
"""New measures are what a reader looks for; of a text, what was struck stands first, as in Word."""


class Entries:
    """Makes entries of things."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def blocks(self, things: Sequence[Thing]) -> Iterator[Entry | Run]:
        """Give what has happened to the things of a section, in their order."""
        for kind, run in groupby(things, key=lambda thing: thing.node.ting if thing.whole else None):
            found = list(run)
            if kind in _IN_RUNS:
                yield from self._runs(kind, found)
            else:
                yield from map(self.entry, found)

    # --- What has come and gone ---

    def _runs(self, kind: Ting, things: list[Thing]) -> Iterator[Run]:
        """Give what has come and what has gone; prose only as far as it stood together."""
        together: list[Thing] = []
        for thing in things:
            if together and kind is Ting.AVSNITT and not _goes_on(together, thing):
                yield from self._exchange(kind, together)
                together = []
            together.append(thing)
        yield from self._exchange(kind, together)

    def _exchange(self, kind: Ting, things: list[Thing]) -> Iterator[Run]:
        for type_ in _ORDER[kind]:
            found = [thing for thing in things if thing.whole is type_]
            if found:
                yield Run(
                    type_,
                    self._run_label(type_, kind, found),
                    tuple(map(self.entry, found)),
                    kind is Ting.AVSNITT,
                )

    def _run_label(self, type_: Type, kind: Ting, things: list[Thing]) -> str:
        is_list = all(self._is_item(thing.node) for thing in things)
        noun = ("punkt", "punkter") if is_list else (NOUNS[kind].lower(),) * 2
        word = came_or_went(type_, kind, ended=self._index.other_year)
        several = {"nytt": "nye", "fjernet": "fjernede", "avsluttet": "avsluttede"}[word]
        count = len(things)
        return f"{word} {noun[0]}" if count == 1 else f"{count} {several} {noun[1]}"

    # --- One thing ---

    def entry(self, thing: Thing) -> Entry:
        """Return what has happened to a thing."""
        node = thing.node
        labels = list(self._index.labels(thing))
        if thing.whole:
            word = came_or_went(thing.whole, node.ting, ended=self._index.other_year)
            labels.append(Label(thing.whole, word))
            text, lines = self._whole(node)
        else:
            text, lines = self._changed(thing, labels)
        return Entry(
            id=thing.id,
            what=self._what(node),
            subject=thing.subject,
            types=thing.types,
            labels=tuple(labels),
            text=text,
            lines=tuple(lines),
            changes=thing.numbers,
        )

    def _what(self, node: Node) -> str:
        """Return what is told of: a goal by its number."""
        if node.ting is Ting.MÅL:
            return self._index.called[node.id]
        if isinstance(node.verdi, Boks | Tegning):
            return f"{NOUNS[node.ting]} ({node.verdi.slag})"
        return "Punkt" if self._is_item(node) else NOUNS[node.ting]

    def _is_item(self, node: Node) -> bool:
        return node.ting is Ting.AVSNITT and self._index.mark(node) not in {"", FOOTNOTE, QUOTATION}

    def _whole(self, node: Node) -> tuple[Line, list[Line]]:
        """Return a thing that has come or gone, in full."""
        reader = self._index.reader(node)
        if node.ting in _IN_RUNS:
            text, *bullets = (
                texts.paragraph(self._index.text(part), reader, self._index.mark(part))
                for part in (node, *node.barn)
            )
            return text, [*bullets, *(self._fields(node) if isinstance(node.verdi, Tiltak) else ())]
        return Line(texts.same(self._index.title(node))), list(_content(node, self._index.called))

    def _fields(self, node: Node) -> Iterator[Line]:
        tiltak: Tiltak = node.verdi
        reader = self._index.reader(node)
        values: dict[str, Any] = {name: _items(name, tiltak, reader) for name in tiltak.felt}
        if tiltak.nummer:
            yield Line(texts.same(tiltak.nummer), FIELDS["nummer"])
        values["bærekraftsmål"] = tiltak.bærekraftsmål
        for name, value in values.items():
            if value:
                yield Line(texts.same(texts.listed(value, self._index.shown(name))), self._index.field(name))

    def _changed(self, thing: Thing, labels: list[Label]) -> tuple[Line, list[Line]]:
        """Return a thing that is on both sides: its text, and what else has changed in it."""
        index, node = self._index, thing.node
        source = index.text(node)
        text = Line(texts.same(index.title(node)))
        if source:
            text = texts.paragraph(source, index.reader(node), index.mark(node))
        lines: list[Line] = []
        for _, change in thing.changes:
            if change.ting is Ting.PUNKT:
                lines.append(self._bullet(change))
            elif change.type is Type.OMDØPT:
                text = Line(word_changes(change.fra, change.til))
            elif change.felt == "tekst" and thing.is_own(change):
                text = texts.reworded(index.comparison.tekst(node, change), index.readers, index.mark(node))
            elif change.felt in {"avtrykk", "bilde/avtrykk", "merke", "innrykk"}:
                labels.append(Label(Type.ENDRET, _said(change, index.mark(node))))
            elif change.type is Type.ENDRET and thing.is_own(change) and index.is_news(change):
                lines += self._field(change)
        return text, lines

    def _field(self, change: Change) -> Iterator[Line]:
        if change.ting is Ting.TILTAK and change.felt not in FIELDS.keys() - {"bærekraftsmål"}:
            sides = self._sides(change)
            if self._is_figure(change):
                bits = texts.figure_changes(*("".join(map(item_name, side)) for side in sides))
            else:
                bits = texts.list_changes(*sides, self._index.shown(change.felt))
            yield Line(bits, self._index.field(change.felt))
        elif change.felt == "forklaring":
            sides = change.fra or "", change.til or ""
            yield texts.reworded(sides, self._index.readers, name=FIELDS["forklaring"])
        elif change.ting is Ting.TEGNING and change.felt == "ledd":
            yield from drawn.item_changes(change.fra, change.til, self._index.node(change).verdi.slag)
        elif change.felt in {"hode", "rader", "ledd"}:
            yield from texts.row_changes(change.fra, change.til, FIELDS[change.felt])
        else:
            yield from field_line(change, self._names(change))

    def _names(self, change: Change) -> Mapping[str, str]:
        """Return what the ids or fields in a value are called, where it has any."""
        if change.ting is Ting.TILTAKSOVERSIKT and change.felt in {"etter", "kolonner"}:
            values = (change.fra, change.til)
            names = [name for value in values for name in (value if isinstance(value, list) else [value])]
            return {name: self._index.field(name) for name in names if name}
        return self._index.called if change.felt in {"mål", "fra", "indikatorer"} else {}

    def _is_figure(self, change: Change) -> bool:
        kinds = [reader.felt.kind(change.felt.removeprefix("egne_felt/")) for reader in self._index.readers]
        return all(kind and kind.type in NUMBERS for kind in kinds)

    def _sides(self, change: Change) -> tuple[Any, Any]:
        """Return a measure's list before and after, values with a type as they are printed."""
        index, felt = self._index, change.felt.removeprefix("egne_felt/")
        if not any(reader.felt.kind(felt) for reader in index.readers):
            return change.fra, change.til
        new = index.node(change)
        old = index.before.get(new, new)
        return _items(felt, old.verdi, index.readers[0]), _items(felt, new.verdi, index.readers[1])

    def _bullet(self, change: Change) -> Line:
        """Return a measure's bullet that has changed, come, gone or moved."""
        index = self._index
        node = index.node(change)
        if change.type in {Type.ENDRET, Type.OMDØPT}:
            return texts.reworded((change.fra, change.til), index.readers, name="Punkt")
        name, slag = {
            Type.NY: ("Nytt punkt", Slag.INN),
            Type.FJERNET: ("Fjernet punkt", Slag.UT),
        }.get(change.type, ("Flyttet punkt", Slag.LIK))
        return Line((Bit(slag, index.reader(node).plain(index.text(node))),), name)


def _goes_on(together: list[Thing], thing: Thing) -> bool:
    """Tell whether a paragraph follows directly on the last one of its side, or begins the other side."""
    same = [other for other in together if other.whole is thing.whole]
    if not same:
        return True
    last, place = same[-1].changes[0][1].plass, thing.changes[0][1].plass
    return bool(last and place and last.under == place.under and last.nr + 1 == place.nr)


def _items(felt: str, tiltak: Tiltak, reader: Reader) -> list[Any]:
    """Return the items of a measure's field, as the YAML writes a list; those with a type as printed."""
    items = tiltak.felt.get(felt, ())
    if not reader.felt.kind(felt):
        return list(map(written, items))
    return [written(replace(ledd, navn=reader.felt.told(felt, ledd), lik="")) for ledd in items]


def _content(node: Node, called: Mapping[str, str]) -> Iterator[Line]:
    """Give what a table of text, a figure, a drawing, a box, a goal or an indicator says.

    Args:
        node: the thing.
        called: what goals and indicators are called, by id.
    """
    match node.verdi:
        case Teksttabell() as tabell:
            for row in (*tabell.hode, *tabell.rader):
                yield Line(texts.same(" | ".join(celle.tekst for celle in row)))
        case Figur() | Figurgruppe() as figur:
            for name in ("fil", "alttekst", "bildetekst", "kilde", "plassholder"):
                value = getattr(figur, name, "")
                if value:
                    yield Line(texts.same(value), FIELDS[name])
        case Tegning() as tegning:
            yield from drawn.contents(node.felt["ledd"], tegning.slag)
        case Mål() | Indikator() | Boks():
            yield from _values(node, called)


def _values(node: Node, called: Mapping[str, str]) -> Iterator[Line]:
    """Give the fields of a thing but its name, each on a line; the items of a box on one each."""
    for name, value in node.felt.items():
        if name == "ledd":
            yield from texts.row_changes([], value, FIELDS[name])
        elif value and name not in {"slag", "bilde/avtrykk"} and not is_name(node.ting, name):
            shown: Any = value
            if isinstance(value, list):
                shown = [called.get(str(one), one) for one in value]
            yield Line(texts.same(texts.said(name, shown)), _label(name))


def _label(felt: str, names: Mapping[str, str] | None = None) -> str:
    """Return what a field is called, with the column or the year that it is for."""
    if felt in FIELDS:
        return FIELDS[felt]
    kind, _, column = felt.partition("/")
    return FIELDS.get(kind, kind) + (f", {(names or {}).get(column, column)}" if column else "")


def field_line(change: Change, names: Mapping[str, str] | None = None) -> Iterator[Line]:
    """Give a field's value before and after; ids of posts and columns are read as names.

    Args:
        change: a changed field.
        names: what the ids are called.
    """
    known = names or {}
    label = _label(change.felt, known)
    if change.ting is Ting.PROGRAM:
        label = FRAME[change.felt]
    if isinstance(change.fra, list) or isinstance(change.til, list):
        fra, til = (
            [known.get(str(item), str(item)) for item in side or ()] for side in (change.fra, change.til)
        )
        yield Line(texts.list_changes(fra, til, "oppramsing"), label)
        return
    before, after = (texts.said(change.felt, value) for value in (change.fra, change.til))
    if change.felt == "id":
        yield Line((Bit(Slag.UT, before), Bit(Slag.LIK, " "), Bit(Slag.INN, after)), label)
    else:
        yield Line(word_changes(known.get(before, before), known.get(after, after)), label)


def _said(change: Change, mark: str) -> str:
    """Say what has changed in how a paragraph or a figure is shown, before its text or in its place."""
    if not change.felt.endswith("avtrykk"):
        return list_change(change, mark)
    return "bildet er byttet ut" if change.til else "bildet mangler eller kan ikke leses"
