"""From a year's files to the next year's, as texts: the whole story, a kind of file a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.listing import FOLDERS
from handlingsprogram.read.model.values import day
from handlingsprogram.read.rules.copied.frame import DAY
from handlingsprogram.read.text.content import measures, sections
from handlingsprogram.records import record
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.writing.batch import Batch
from handlingsprogram.writing.edits import remove
from handlingsprogram.writing.values import InBrackets
from handlingsprogram.yearly.budget import Budget
from handlingsprogram.yearly.columns import columns, renamed, renaming
from handlingsprogram.yearly.cover import restated
from handlingsprogram.yearly.prose import own_years

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from handlingsprogram.read.load import Folder
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.yearly.columns import Rolling


@record
class Draft:
    """The next year's files."""

    texts: Mapping[str, str]
    """By path below the year's folder."""
    changed: tuple[tuple[str, int, str], ...]
    """Lines whose year is the new one now: file, line (from 1), and what stands there."""
    left_out: tuple[str, ...]
    """What measures are called that are not in it: id and first words."""
    emptied: tuple[str, ...]
    """Titles of the sections that have no measures left."""
    kept: tuple[str, ...]
    """Ids of measures that should have been left out, but that something refers to."""


@record
class Source:
    """The year that is rolled."""

    folder: Folder
    program: Program
    texts: Mapping[str, str]
    """Its files as they are written, by path below the folder."""


def roll(source: Source, rolling: Rolling, today: str, done: frozenset[str]) -> Draft:
    """Return a year's files as a draft of a later year.

    Args:
        source: the year.
        rolling: from which year to which.
        today: the draft's date, åååå-mm-dd.
        done: ids of the measures that are finished, and not to go on.
    """
    return _Rolled(source, rolling, done).draft(today)


class _Rolled:
    """Goes through a year's files, and collects what the draft holds and what is told of it."""

    def __init__(self, source: Source, rolling: Rolling, done: frozenset[str]) -> None:
        self._source, self._rolling = source, rolling
        self._folder = source.folder.path
        budsjett = source.program.budsjett
        self._moved = columns(budsjett, rolling) if budsjett else {}
        self._names = renaming(budsjett, self._moved) if budsjett else {}
        self._needed = done & _referred(source)
        self._gone = done - self._needed
        self._changed: list[tuple[str, int, str]] = []
        self._left_out: list[str] = []
        self._emptied: list[str] = []

    def draft(self, today: str) -> Draft:
        """Return the draft, of a day."""
        texts = {}
        for (kind, _), tree in self._source.folder.trees.items():
            if kind == "godtatt":
                continue
            name = tree.file.removeprefix(f"{self._folder.as_posix()}/")
            old = self._source.texts[name]
            new, told = self._budget(tree, old) if kind == "budsjett" else self._text(kind, tree, old, today)
            texts[name] = new
            self._changed += _placed(name, new.splitlines(), told)
        kept = tuple(sorted(self._needed))
        return Draft(texts, tuple(self._changed), tuple(self._left_out), tuple(self._emptied), kept)

    def _budget(self, tree: Tree, text: str) -> tuple[str, list[str]]:
        """Return the budget, and its headings that have a date."""
        budsjett = self._source.program.budsjett
        assert budsjett  # noqa: S101 — there is a file of it
        new = Budget(tree.data, budsjett, self._moved, self._folder.name).rolled(text)
        known = set(text.splitlines())
        dated = (line for line in new.splitlines() if "overskrift:" in line and DAY.search(line))
        return new, [line for line in dated if line not in known]

    def _text(self, kind: str, tree: Tree, text: str, today: str) -> tuple[str, list[str]]:
        """Return a file of texts, and its lines whose year is another."""
        moved_on = _with_years(tree, text, self._rolling)
        new = renamed(moved_on, self._names)
        pairs = zip(text.splitlines(), moved_on.splitlines(), new.splitlines(), strict=True)
        told = [line for old, moved, line in pairs if old != moved]
        if kind == "program":
            budsjett = self._source.program.budsjett
            charts = any(tabell.figurer for tabell in (budsjett.tabeller if budsjett else ()))
            new = _frame(tree.data, new, self._rolling, today, has_charts=charts)
            known = set(text.splitlines())
            year = str(self._rolling.new)
            return new, [line for line in new.splitlines() if year in line and line not in known]
        return (self._section(tree, new) if kind in FOLDERS else new), told

    def _section(self, tree: Tree, text: str) -> str:
        """Return a section's file, continued, without the measures that are finished."""
        new = _continued(tree.data, text, self._folder.name)
        gone = [one for one in measures(tree.data) if one[1]["id"] in self._gone]
        for path, _ in reversed(gone):
            new = remove(new, path)
        self._left_out += [f"{measure['id']}: {_called(measure)}" for _, measure in gone]
        self._emptied += _emptied(tree.data, self._gone)
        return new


def _placed(name: str, text: Sequence[str], lines: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """Give each of some lines of a text with its place; a line that was changed once more has none."""
    at = 0
    for line in lines:
        if line in text[at:]:
            at = text.index(line, at) + 1
            yield name, at, line.strip()


def _with_years(tree: Tree, text: str, rolling: Rolling) -> str:
    """Return a file's text with its own year moved; the new year has as many figures as the old."""
    lines = text.splitlines(keepends=True)
    for line, column in own_years(tree, rolling):
        words = lines[line]
        lines[line] = f"{words[:column]}{rolling.new}{words[column + 4 :]}"
    return "".join(lines)


def _frame(data: dict[str, Any], text: str, rolling: Rolling, today: str, *, has_charts: bool) -> str:
    """Return program.yaml as a draft of the new year."""
    batch = Batch(text)
    batch.replace(("år",), rolling.new)
    batch.replace(("dato",), today)
    if data["status"] != "utkast":
        batch.replace(("status",), "utkast")
    if has_charts and "budsjettfigurer" not in data:
        # A new programme is read on paper too; the old one stays as it was adopted.
        batch.put((), "budsjettfigurer", True, ("emne", "stikkord", "omslag"))  # noqa: FBT003
    words = fixed_words(data["språk"])
    for path, title in (("tittel",), data["tittel"]), (("omslag", "tittel"), data["omslag"]["tittel"]):
        if rolling.spans(title) != title:
            batch.replace(path, rolling.shifted(title))
    line = data["omslag"].get("undertittel", "")
    if (data["status"] == "vedtatt" and line) or DAY.search(line):
        stands = words["utkast_omslag"].format(dato=day(today, "kort", words))
        batch.replace(("omslag", "undertittel"), restated(rolling.spans(line), stands))
    text = batch.done()
    # A look that an adoption has written down is last year's; the draft has what tema.yaml says.
    gone = [key for key, is_past in (("sak", True), ("tema", "utseende" in data.get("tema", {}))) if is_past]
    for key in gone:
        text = remove(text, (key,)) if key in data else text
    return text


def _continued(data: dict[str, Any], text: str, year: str) -> str:
    """Return a section's file in which what continued an older year's continues last year's.

    What has the same id continues by itself.
    """
    batch = Batch(text)
    for path, thing in (*sections(data), *measures(data)):
        if "viderefører" in thing:
            batch.replace((*path, "viderefører"), InBrackets([f"{year}/{thing['id']}"]))
    return batch.done()


def _emptied(data: dict[str, Any], gone: Collection[str]) -> Iterator[str]:
    """Give the titles of the sections that lose all their measures."""
    for _, section in sections(data):
        own = [one["id"] for block in section.get("innhold", ()) for one in block.get("tiltak", ())]
        if own and set(own) <= set(gone):
            yield section["tittel"]


def _called(measure: dict[str, Any]) -> str:
    return " ".join(measure["tekst"].split())


def _referred(source: Source) -> frozenset[str]:
    """Return the ids that texts and measures of the year point to."""
    typed = {name for name, kind in source.program.felttyper.items() if kind.type == "tiltak"}
    fields = (
        ledd.navn
        for one in source.program.tiltak()
        for name in typed & one.felt.keys()
        for ledd in one.felt[name]
    )
    linked = (
        part.partition(")")[0]
        for tree in source.folder.trees.values()
        for _, text in tree.strings()
        if "](#" in text
        for part in text.split("](#")[1:]
    )
    return frozenset((*fields, *linked))


def is_of(path: str) -> bool:
    """Tell whether a file of a year is the programme's, and not of its year alone."""
    top = path.split("/", maxsplit=1)[0]
    return top not in {"status", "godtatt.yaml", "vedtak.yaml", "saksfremlegg.yaml"}
