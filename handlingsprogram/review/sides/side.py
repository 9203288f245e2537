"""The two sides of a comparison: a year in the working tree (`2029`), or as git has it (`main:2029`)."""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position, UserError
from handlingsprogram.read.folders import is_folder, parts, years_in
from handlingsprogram.records import record
from handlingsprogram.render.words.typography import long_date
from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.sides import lenient
from handlingsprogram.review.sides.commit import Commit, git_in
from handlingsprogram.review.sides.digests import with_digests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.model import Comparison

PARTED = "..."
"""Stands behind a branch for the commit where it and the other side parted: `main...:2029`."""
_MOST_SHOWN = 10
"""So many things that are left out are named; the rest are counted."""
_FORM = "skriv et år (2029) eller en git-revisjon og et år (main:2029)"


@record
class Side:
    """What is compared: where it comes from and which year."""

    name: str
    """As the user wrote it."""
    year: str
    content: Path
    """The content folder of the working tree."""
    commit: Commit | None
    """The commit that it is taken from; None for the working tree."""

    @property
    def folder(self) -> Path:
        """The content folder with what is read of this side."""
        return self.commit.folder if self.commit else self.content

    @property
    def edition(self) -> str:
        """Which edition of the year it is, in words: `slik det var på main 2. mai 2029 (commit 1a2b3c4)`."""
        if self.commit:
            day = self.commit.day and long_date(self.commit.day)
            when = [self.commit.place, day, f"(commit {self.commit.id[:7]})"]
            return " ".join(["slik det var", *filter(None, when)])
        changed = git_in(self.content, "status", "--porcelain", "--", self.year).output
        return "slik det ligger i arbeidsmappen" + (
            ", med endringer som ikke er lagret i git" if changed else ""
        )

    def shown(self, path: str) -> str:
        """Return how messages call a file below the content folder."""
        return self.commit.shown(path) if self.commit else (self.content / path).as_posix()

    def years(self) -> list[str]:
        """Return the years that are where this one is."""
        return self.commit.years() if self.commit else years_in(self.content)

    def read(self) -> tuple[Program, list[Finding]]:
        """Read the year as far as it can be read.

        Returns:
            The programme, and a finding for everything that is left out.

        Raises:
            UserError: there is no such year.
            lenient.ContentError: the year cannot be read at all.
        """
        if self.year not in self.years():
            where = self.shown("").rstrip("/")
            there = ", ".join(self.years()) or "ingen år"
            raise UserError(f"finner ikke året «{self.year}» i {where}; der er {there}")
        if self.commit:
            self.commit.lay_out(self.year)
        try:
            program, left_out = lenient.read(self.folder / self.year)
        except lenient.ContentError as error:
            raise lenient.ContentError([self.named(finding) for finding in error.findings]) from None
        if self.commit and any(figur.fil for figur in program.figurer()):
            self.commit.lay_out_pictures(self.year)
        links = [
            Finding(Position(self.shown(path), 1, 1), "fil-snarvei", "filen er en snarvei, og blir ikke lest")
            for path in (self.commit.links(self.year) if self.commit else ())
        ]
        return with_digests(program, self.folder / self.year), [*links, *map(self.named, left_out)]

    def whole(self) -> Path:
        """Return a content folder that has all years of this side, and the pictures of its year."""
        if self.commit:
            for year in self.commit.years():
                self.commit.lay_out(year)
            self.commit.lay_out_pictures(self.year)
        return self.folder

    def named(self, finding: Finding) -> Finding:
        """Let a finding in `folder` say where the file really is."""
        path = finding.position.file.removeprefix(f"{self.folder.as_posix()}/")
        return finding._replace(position=finding.position._replace(file=self.shown(path)))


@contextmanager
def opened(names: tuple[str, str], content: Path) -> Iterator[tuple[Side, Side]]:
    """Give what the user calls two sides; what they take from git is laid out until they are left.

    Raises:
        UserError: one is neither a year nor a revision and a year, or git has no such revision.
    """
    made: dict[str, Side] = {}
    with ExitStack() as stack:
        # Where a branch and the other side parted can be asked when the other side is known.
        for name, other in sorted((names, names[::-1]), key=lambda pair: _is_open(pair[0])):
            made[name] = _side(name, content, made.get(other), stack)
        yield made[names[0]], made[names[1]]


def _is_open(name: str) -> bool:
    return name.rpartition(":")[0].endswith(PARTED)


def _side(name: str, content: Path, other: Side | None, stack: ExitStack) -> Side:
    if is_folder(name):
        return Side(name, name, content, None)
    revision, colon, year = name.rpartition(":")
    if not colon or not is_folder(year):
        raise UserError(f"«{name}» er ikke et år; {_FORM}")
    tip = ""
    if _is_open(name):
        if not other:
            raise UserError(f"bare den ene siden kan skrives med «{PARTED}», for den viser til den andre")
        revision, tip = revision.removesuffix(PARTED), other.commit.id if other.commit else "HEAD"
    import tempfile  # two years of the working tree do without

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    return Side(name, year, content, Commit(content, revision, tip, folder))


def compare_sides(
    old: Side, new: Side, read: Callable[[Side], tuple[Program, list[Finding]]] = Side.read
) -> Comparison:
    """Read two sides and compare them.

    Args:
        old: the side that was.
        new: the side that is.
        read: reads one of them; another than `Side.read` may remember what it has read.

    Raises:
        UserError, lenient.ContentError: as `Side.read`.
    """
    (before, lost_before), (after, lost_after) = read(old), read(new)
    later = max((old, before), (new, after), key=lambda pair: pair[1].år)
    between, lost_between = _between(later[0], later[1], min(before.år, after.år))
    pair = lenient.without_stand_ins(before, after), lenient.without_stand_ins(after, before)
    comparison = compare(*pair, between)
    notices = _notices(old, lost_before), _notices(new, lost_after), lost_between
    # Two years as they lie here are known by their titles.
    fra, til = (f"{one.year} {one.edition}" if old.commit or new.commit else "" for one in (old, new))
    return replace(
        comparison,
        fra=old.name,
        til=new.name,
        fra_beskrevet=fra,
        til_beskrevet=til,
        merknader=(*comparison.merknader, *(line for lines in notices for line in lines)),
    )


def report_name(old: str, new: str) -> str:
    """Return what the report of two sides is called, without its ending: `endringer-main-2029-2030`."""
    sides = (re.sub(r"(?:[^\w.~]|\.{2,})+", "-", name).strip("-") for name in (old, new))
    return f"endringer-{'-'.join(sides)}"


def _between(side: Side, program: Program, earliest: int) -> tuple[list[Program], list[str]]:
    """Read the years between the two that something in the later one continues."""
    programs: dict[str, Program] = {}
    notices = []
    waiting = _continued(program)
    seen = {side.year}
    while waiting:
        year = waiting.pop()
        if year in seen or parts(year)[1] <= earliest or year not in side.years():
            continue
        seen.add(year)
        try:
            programs[year], _ = replace(side, year=year).read()
            waiting |= _continued(programs[year])
        except lenient.ContentError:
            notices.append(
                f"{side.shown(year)} kan ikke leses, så det som fortsetter gjennom {year}, er ikke fulgt."
            )
    return list(programs.values()), notices


def _continued(program: Program) -> set[str]:
    links = [link for seksjon in program.seksjoner() for link in seksjon.viderefører]
    links += [link for tiltak in program.tiltak() for link in tiltak.viderefører]
    return {link.partition("/")[0] for link in links}


def _notices(side: Side, left_out: list[Finding]) -> list[str]:
    """Say what of a side is not compared."""
    lines = [f"{finding.position}: {finding.message}" for finding in left_out]
    if len(lines) > _MOST_SHOWN:
        lines = [*lines[:_MOST_SHOWN], f"… og {len(lines) - _MOST_SHOWN} til."]
    return [f"Ikke alt i {side.name} kan leses. Dette er ikke sammenlignet:", *lines] if lines else []
