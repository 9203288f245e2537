"""What continues from year to year: every `viderefører` names something that an earlier year has."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Finding, Severity, has_errors
from handlingsprogram.prose.paragraphs import ADDRESS
from handlingsprogram.read.build.budget import budget
from handlingsprogram.read.files import exists, read_inside, read_valid, too_much
from handlingsprogram.read.folders import parts
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.limits import MAX_FILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from handlingsprogram.finding import RuleId
    from handlingsprogram.read.model.budget import Budsjett
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Tree


class Years:
    """What years know of each other, for one run: the files may have changed before the next.

    A year that was read without errors tells it by itself (`note`); others are read once, when asked for.
    """

    def __init__(self) -> None:
        self._ids: dict[Path, frozenset[str] | None] = {}
        self._budgets: dict[Path, Budsjett | None] = {}
        self._words: dict[Path, str] = {}
        self._asked: set[str] = set()

    def asked(self) -> frozenset[str]:
        """Return the names of the years that have been asked about since this was asked last."""
        asked, self._asked = frozenset(self._asked), set()
        return asked

    def note(self, year: Path, program: Program, trees: Iterable[Tree]) -> None:
        """Remember of a year what later years may ask for.

        Args:
            year: its folder.
            program: the year, without errors.
            trees: all its content files.
        """
        self._ids[year] = _ids_in(tree for tree in trees if tree.file != _budget_file(year).as_posix())
        self._budgets[year] = program.budsjett

    def ids(self, year: Path) -> frozenset[str] | None:
        """Return the ids of a year's sections and measures, or None where a file cannot be read."""
        self._asked.add(year.name)
        if year not in self._ids:
            self._ids[year] = _ids(year)
        return self._ids[year]

    def budget(self, year: Path) -> Budsjett | None:
        """Return a year's budget, or None where it has none, or one with errors of form."""
        self._asked.add(year.name)
        if year not in self._budgets:
            self._budgets[year] = _budget(year)
        return self._budgets[year]

    def words(self, year: Path) -> str:
        """Return all texts of a year, as words with a blank between them; what cannot be read is left out."""
        self._asked.add(year.name)
        if year not in self._words:
            texts = (text for tree in _trees(year) or () if tree for _, text in tree.strings())
            self._words[year] = " | ".join(map(as_words, texts))
        return self._words[year]


def as_words(text: str) -> str:
    """Return a text as words with a blank between them, without what its links point to."""
    return " ".join(ADDRESS.sub("]", text).split())


def broken_links(trees: Iterable[Tree], year: Path, years: Years) -> Iterator[Finding]:
    """Give a finding for each link to something that does not exist, and one for each year that does not.

    Args:
        trees: the content files of a year, valid by their schemas.
        year: the year's folder; the other years lie beside it.
        years: what is known of those.
    """
    missing: dict[str, list[Finding]] = {}
    for tree in trees:
        for path, link in tree.strings():
            if len(path) < 2 or path[-2] not in _LINKS:  # noqa: PLR2004 — the list, and the place in it
                continue
            target, _, name = link.partition("/")
            finding = Finding(tree.position(path), _LINKS[path[-2]], "")
            if _is_missing(target, year):
                missing.setdefault(target, []).append(finding)
            elif path[-2] == "viderefører":
                message = _wrong(target, name, year, years)
                yield from [finding._replace(message=message)] if message else ()
    for target, found in missing.items():
        # A figure that cannot be compared may be right; what continues something must name what there is.
        first = next((finding for finding in found if finding.rule == "viderefører"), found[0])
        severity = Severity.ERROR if first.rule == "viderefører" else Severity.NOTICE
        yield first._replace(message=_gone(target, len(found), year), severity=severity)


_LINKS: dict[Any, RuleId] = {"viderefører": "viderefører", "samme_som": "budsjett-henvisning"}
"""What names other years, and the rule of what is wrong with it."""


def _is_missing(target: str, year: Path) -> bool:
    return parts(target)[1] < parts(year.name)[1] and not (year.parent / target).is_dir()


def _gone(target: str, count: int, year: Path) -> str:
    """Say once that a year is not there, however much refers to it."""
    place = year.parent.as_posix()
    if count == 1:
        return f"finner ikke året {target} i {place}; legg mappen tilbake, eller slett henvisningen til den"
    return (
        f"finner ikke året {target} i {place}, som {count} steder i {year.name} viser til; legg mappen "
        f"tilbake, eller slett alle henvisninger til {target}/"
    )


def _wrong(target: str, name: str, year: Path, years: Years) -> str:
    own = parts(year.name)[1]
    if own and parts(target)[1] >= own:
        return f"«{target}/{name}» er ikke i et tidligere år enn {own}"
    known = years.ids(year.parent / target) if (year.parent / target).is_dir() else None
    if known is None or name in known:
        return ""
    return f"{target} har ingenting med id-en «{name}»{suggestion(name, sorted(known))}"


def _ids(year: Path) -> frozenset[str] | None:
    """Read a year's files for their ids; what cannot be read is reported when that year is checked itself."""
    trees = _trees(year)
    return None if trees is None or None in trees else _ids_in(tree for tree in trees if tree)


def _trees(year: Path) -> list[Tree | None] | None:
    """Read a year's files, but the budget; None for what cannot be read, be it one or, too much, all."""
    files = [] if year.is_symlink() else list(islice(year.rglob("[!.]*.yaml"), MAX_FILES + 1))
    if year.is_symlink() or too_much(files):
        return None
    return [read_inside(file, year.parent)[0] for file in files if file != _budget_file(year)]


def _ids_in(trees: Iterable[Tree]) -> frozenset[str]:
    return frozenset(text for tree in trees for path, text in tree.strings() if path and path[-1] == "id")


def _budget(year: Path) -> Budsjett | None:
    """Read a year's budget; what is wrong with it is reported when that year is checked itself."""
    file = _budget_file(year)
    tree, findings = read_valid(file, "budsjett", year.parent) if exists(file) else (None, [])
    return budget(tree) if tree and not has_errors(findings) else None


def _budget_file(year: Path) -> Path:
    return year / "budsjett.yaml"
