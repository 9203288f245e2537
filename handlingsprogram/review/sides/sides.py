"""The two sides of a comparison: a year in the working tree (`2029`), or as git has it (`main:2029`)."""

from __future__ import annotations

import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position, UserError
from handlingsprogram.options import is_folder
from handlingsprogram.review.compare.compare import compare
from handlingsprogram.review.sides import lenient
from handlingsprogram.review.sides.digests import with_digests
from handlingsprogram.review.sides.revisions import Revision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.read.model.program import Program
    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.sides.revisions import Blob

_YEAR = re.compile(r"[12]\d{3}")
_MOST_SHOWN = 10
"""So many things that are left out are named; the rest are counted."""
_FORM = "skriv et år (2029) eller en git-revisjon og et år (main:2029)"


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared: where it comes from and which year."""

    name: str
    """As the user wrote it."""
    content: Path
    """The content folder of the working tree."""
    year: str
    revision: Revision | None
    """Where git has it; None for the working tree."""

    def shown(self, path: str) -> str:
        """Return how messages call a file below the content folder."""
        return self.revision.shown(path) if self.revision else (self.content / path).as_posix()

    def years(self) -> list[str]:
        """Return the years that are where this one is."""
        if self.revision:
            return self.revision.years()
        return sorted(
            path.name for path in self.content.glob("*") if path.is_dir() and _YEAR.fullmatch(path.name)
        )

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
        if not self.revision:
            program, findings = lenient.read(self.content / self.year)
            return with_digests(program, self.content / self.year), findings
        with tempfile.TemporaryDirectory() as folder:
            return self._read_from_git(self.revision, Path(folder))

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """Give a content folder that has all years of this side, and the pictures of its year."""
        if not self.revision:
            yield self.content
            return
        with tempfile.TemporaryDirectory() as folder:
            for year in self.years():
                _write(Path(folder), self.revision.files(year))
            _write(Path(folder), self.revision.pictures(self.year))
            yield Path(folder)

    def renamed(self, finding: Finding, folder: Path) -> Finding:
        """Let a finding in what `on_disk` gave say where the file really is."""
        return self._renamed(finding, folder) if self.revision else finding

    def _read_from_git(self, revision: Revision, folder: Path) -> tuple[Program, list[Finding]]:
        _write(folder, revision.files(self.year))
        (folder / self.year).mkdir(exist_ok=True)
        try:
            program, findings = lenient.read(folder / self.year)
        except lenient.ContentError as error:
            raise lenient.ContentError(
                [self._renamed(finding, folder) for finding in error.findings]
            ) from None
        links = [
            Finding(Position(self.shown(path), 1, 1), "fil-snarvei", "filen er en snarvei, og blir ikke lest")
            for path in revision.links(self.year)
        ]
        if any(figur.fil for figur in program.figurer()):
            _write(folder, revision.pictures(self.year))
            program = with_digests(program, folder / self.year)
        return program, [*links, *(self._renamed(finding, folder) for finding in findings)]

    def _renamed(self, finding: Finding, folder: Path) -> Finding:
        """Let a finding say where the file really is."""
        path = finding.position.file.removeprefix(f"{folder.as_posix()}/")
        return finding._replace(position=finding.position._replace(file=self.shown(path)))


def _write(folder: Path, files: Iterable[tuple[Blob, bytes]]) -> None:
    for blob, content in files:
        file = folder / blob.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def side(name: str, content: Path) -> Side:
    """Understand what the user calls a side.

    Raises:
        UserError: it is neither a year nor a revision and a year, or git has no such revision.
    """
    if _YEAR.fullmatch(name):
        return Side(name, content, name, None)
    revision, colon, year = name.rpartition(":")
    if not colon or not _YEAR.fullmatch(year):
        raise UserError(f"«{name}» er ikke et år; {_FORM}")
    return Side(name, content, year, Revision(content, revision))


def compare_sides(old: Side, new: Side) -> Comparison:
    """Read two sides and compare them.

    Raises:
        UserError, lenient.ContentError: as `Side.read`.
    """
    (before, lost_before), (after, lost_after) = old.read(), new.read()
    later = max((old, before), (new, after), key=lambda pair: pair[1].år)
    between, lost_between = _between(later[0], later[1], min(before.år, after.år))
    comparison = compare(before, after, between)
    notices = _notices(old, lost_before), _notices(new, lost_after), lost_between
    return replace(
        comparison,
        fra=old.name,
        til=new.name,
        merknader=(*comparison.merknader, *(line for lines in notices for line in lines)),
    )


def file(place: str, comparison: Comparison, face: str) -> Path:
    """Return where a report is written.

    Args:
        place: a file, or a folder, where it is called `endringer-2029-main-2030.md`.
        comparison: what the report tells.
        face: the report's format.
    """
    if not is_folder(place):
        return Path(place)
    sides = (re.sub(r"[^\w.~]+", "-", name).strip("-") for name in (comparison.fra, comparison.til))
    return Path(place) / f"endringer-{'-'.join(sides)}.{'txt' if face == 'text' else face}"


def _between(side: Side, program: Program, earliest: int) -> tuple[list[Program], list[str]]:
    """Read the years between the two that something in the later one continues."""
    programs: dict[str, Program] = {}
    notices = []
    waiting = _continued(program)
    seen = {str(program.år), str(earliest)}
    while waiting:
        year = waiting.pop()
        if year in seen or int(year) < earliest or year not in side.years():
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
