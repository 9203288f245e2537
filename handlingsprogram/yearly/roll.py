"""From a year's files to the next year's, as texts: the whole story, a kind of file a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.read.listing import FOLDERS
from handlingsprogram.read.model.values import day
from handlingsprogram.read.rules.copied.frame import DAY
from handlingsprogram.records import record
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.writing.batch import Batch
from handlingsprogram.writing.edits import remove
from handlingsprogram.writing.values import InBrackets
from handlingsprogram.yearly.budget import Budget
from handlingsprogram.yearly.columns import columns, renamed, renaming
from handlingsprogram.yearly.prose import own_years
from handlingsprogram.yearly.sections import measures, sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    """What measures are called that are not in it."""
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
    budsjett = source.program.budsjett
    moved = columns(budsjett, rolling) if budsjett else {}
    names = renaming(budsjett, moved) if budsjett else {}
    needed = done & _referred(source)
    texts: dict[str, str] = {}
    changed: list[tuple[str, int, str]] = []
    left_out: list[str] = []
    for (kind, _), tree in source.folder.trees.items():
        name = tree.file.removeprefix(f"{source.folder.path.as_posix()}/")
        text = source.texts[name]
        if kind == "budsjett" and budsjett:
            texts[name] = Budget(tree.data, budsjett, moved, source.folder.path.name).rolled(text)
        elif kind != "godtatt":
            after = _with_years(tree, text, rolling)
            pairs = list(zip(text.splitlines(), after.splitlines(), strict=True))
            after = renamed(after, names)
            new = after.splitlines()
            lines = [new[at] for at, (old, moved_on) in enumerate(pairs) if old != moved_on]
            if kind == "program":
                after = _frame(tree.data, after, rolling, today)
                known = set(text.splitlines())
                lines = [
                    line for line in after.splitlines() if str(rolling.new) in line and line not in known
                ]
            elif kind in FOLDERS:
                after = _continued(tree.data, after, source.folder.path.name)
                gone = [one for one in measures(tree.data) if one[1]["id"] in done - needed]
                for path, measure in reversed(gone):
                    after = remove(after, path)
                    left_out.append(_called(measure))
            texts[name] = after
            changed += _placed(name, after.splitlines(), lines)
    return Draft(texts, tuple(changed), tuple(left_out), tuple(sorted(needed)))


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


def _frame(data: dict[str, Any], text: str, rolling: Rolling, today: str) -> str:
    """Return program.yaml as a draft of the new year."""
    batch = Batch(text)
    batch.replace(("år",), rolling.new)
    batch.replace(("dato",), today)
    if data["status"] != "utkast":
        batch.replace(("status",), "utkast")
    words = fixed_words(data["språk"])
    for path, title in (("tittel",), data["tittel"]), (("omslag", "tittel"), data["omslag"]["tittel"]):
        if f"{rolling.old}–" in title or f"{rolling.old}-" in title:
            batch.replace(path, rolling.shifted(title))
    line = data["omslag"].get("undertittel", "")
    if (data["status"] == "vedtatt" and line) or DAY.search(line):
        batch.replace(
            ("omslag", "undertittel"), words["utkast_omslag"].format(dato=day(today, "kort", words))
        )
    text = batch.done()
    return remove(text, ("sak",)) if "sak" in data else text


def _continued(data: dict[str, Any], text: str, year: str) -> str:
    """Return a section's file in which what continued an older year's continues last year's.

    What has the same id continues by itself.
    """
    batch = Batch(text)
    for path, thing in (*sections(data), *measures(data)):
        if "viderefører" in thing:
            batch.replace((*path, "viderefører"), InBrackets([f"{year}/{thing['id']}"]))
    return batch.done()


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
