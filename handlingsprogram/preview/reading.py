"""Reads a year again and again: of all its files, and of what the years share, only what has changed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from handlingsprogram.preview.files import KeptFiles, content_of
from handlingsprogram.read.folders import FONTS
from handlingsprogram.read.lineage import Years
from handlingsprogram.read.load import draft, read_folder
from handlingsprogram.read.partners import NAME
from handlingsprogram.records import record
from handlingsprogram.render.checked import Shared, check_year, read_shared

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from handlingsprogram.finding import Finding
    from handlingsprogram.read.load import Folder
    from handlingsprogram.read.model.program import Program

_SHARED = ("tema.yaml", "baerekraftsmal.yaml", NAME)


@record
class Reading:
    """A year as it stands right now."""

    program: Program | None
    """None where something has no form; what rules say is not asked."""
    shared: Shared | None
    findings: tuple[Finding, ...]
    """What has no form, in the year and in what the years share."""


class Reader:
    """A year of a content folder, read as often as one likes."""

    def __init__(self, content: Path, year: str) -> None:
        """Prepare it.

        Args:
            content: the content folder.
            year: the name of the year's folder in it.
        """
        self._content = content
        self._folder = content / year
        self._files = KeptFiles()
        self._shared: tuple[Shared | None, list[Finding]] = (None, [])
        self._shared_of: object = None
        self._years = Years()
        self._years_of: object = None

    def read(self) -> Reading:
        """Read the year as it stands.

        Raises:
            UserError: there is no such folder.
        """
        shared, found = self._read_shared()
        folder = self.folder()
        return Reading(_draft(folder), shared, (*found, *folder.findings))

    def findings(self) -> list[Finding]:
        """Return all that `check` finds in the year, and in what the years share.

        Raises:
            UserError: there is no such folder.
        """
        others = self._other_years()
        if others != self._years_of:
            self._years, self._years_of = Years(), others
        shared, found = self._read_shared()
        _, findings = check_year(self.folder(), shared, self._years)
        return [*found, *findings]

    def folder(self) -> Folder:
        """Return the year's files as they stand; nobody may change the trees.

        Raises:
            UserError: there is no such folder.
        """
        folder = read_folder(self._folder, reader=self._files.read)
        self._files.let_go()
        return folder

    def _read_shared(self) -> tuple[Shared | None, list[Finding]]:
        of = self._shared_files()
        if of != self._shared_of:
            self._shared = read_shared(self._content)
            # What its logo is, is known when it has been read.
            self._shared_of = self._shared_files() if self._shared[0] else None
        shared, findings = self._shared
        return shared, [*findings]

    def _shared_files(self) -> object:
        """Return what tells whether what all years share has changed; fonts are large, and not read."""
        shared = self._shared[0]
        logo = shared.theme.get("logo") if shared else None
        files = [*_SHARED, *([logo.fil] if logo else [])]
        texts = [content_of(self._content / name, self._content) for name in files]
        folder = self._content / FONTS
        return files, texts, _looks_of(sorted(folder.iterdir()) if folder.is_dir() else ())

    def _other_years(self) -> frozenset[tuple[Path, int, int, int]]:
        """Return what tells whether another year has changed."""
        files = self._content.glob("*[12]*/**/*.yaml")
        return _looks_of(file for file in files if self._folder not in file.parents)


def _looks_of(files: Iterable[Path]) -> frozenset[tuple[Path, int, int, int]]:
    """Return what files look like from outside; one that is gone by now looks like nothing."""
    seen = set()
    for file in files:
        with suppress(FileNotFoundError):
            about = file.lstat()
            seen.add((file, about.st_mtime_ns, about.st_size, about.st_ino))
    return frozenset(seen)


def _draft(folder: Folder) -> Program | None:
    """Return the programme; None also where a year cannot be made of what rules have not been asked about."""
    try:
        return draft(folder)
    except Exception:  # noqa: BLE001 — what it is, the rules tell
        return None
