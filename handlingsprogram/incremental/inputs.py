"""What decides the bytes of a year's documents, as one digest: its files and all that lies around them."""

from __future__ import annotations

import os
import stat
import sys
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.read.folders import FONTS, years_in
from handlingsprogram.resources import resource_folder
from handlingsprogram.revision import revision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LARGE = 64_000_000
"""A file with more bytes is known by its size and age: nothing that is printed is that large."""
_VARIABLES = ("SOURCE_DATE_EPOCH",)
"""The environment variables that decide what is printed; the revision has its own."""
_PACKAGE = Path(__file__).parents[1]


class Inputs:
    """The files of a content folder as they are at one moment: all of it before anything is built of it."""

    def __init__(self, content: Path) -> None:
        """Look at a content folder as it is now."""
        self.revision = revision(content)
        """What the content is called in git."""
        years = years_in(content)
        self._digests = {name: _digest(_below(content / name), content) for name in years}
        settings = [os.environ.get(name) for name in _VARIABLES]
        # Which years there are decides what may be continued.
        beside = (Path(entry.path) for entry in os.scandir(content) if not entry.is_dir())
        tool, shared = _tool(), (*beside, *_below(content / FONTS))
        said, lying_there = repr((tool, self.revision, settings, years)), _digest(shared, content)
        self._common = said.encode(errors="surrogateescape") + lying_there
        self.shared = sha256(repr(tool).encode(errors="surrogateescape") + lying_there).hexdigest()
        """The digest of the tool, and of what all years share."""

    def digest(self, folder: str, others: Iterable[str]) -> str:
        """Return the digest of all that decides what is built of a year.

        Args:
            folder: the name of the year's folder.
            others: the names of the other years' folders that were asked about when it was built.
        """
        whole = sha256(self._common)
        for name in (folder, *sorted(others)):
            whole.update(name.encode(errors="surrogateescape") + b"\0" + self._digests.get(name, b""))
        return whole.hexdigest()


def _below(folder: Path) -> Iterator[Path]:
    """Give every file below a folder, and links to folders as they are."""
    for path, folders, files in os.walk(folder):
        yield from (Path(path, name) for name in files)
        yield from (Path(path, name) for name in folders)


def _digest(files: Iterable[Path], content: Path) -> bytes:
    """Return the digest of files by name and content; a link is what it says, and is not followed."""
    whole = sha256()
    for path in sorted(files):
        name = path.relative_to(content).as_posix().encode(errors="surrogateescape")
        whole.update(b"%d\0%b\0" % (len(name), name) + _state(path))
    return whole.digest()


def _state(path: Path) -> bytes:
    """Return what a file says: its bytes, or how it looks from outside where those are not to be had."""
    try:
        facts = path.lstat()
        if stat.S_ISLNK(facts.st_mode):
            return b"link\0" + os.fsencode(path.readlink())
        if not stat.S_ISREG(facts.st_mode):
            return b"%d" % facts.st_mode
        if facts.st_size <= _LARGE:
            with path.open("rb") as file:
                return file_digest(file, "sha256").digest()
    except FileNotFoundError:  # an editor has just moved it
        return b""
    except OSError:  # whoever has to read it says so
        pass
    return b"%d %d" % (facts.st_size, facts.st_mtime_ns)


def _tool() -> tuple[object, ...]:
    """Return what tells one state of the tool from another: its files, and the packages that it uses."""
    folders = {_PACKAGE, resource_folder("templates"), resource_folder("schemas")}
    files = sorted(file for folder in folders for file in _ages(folder))
    installed = sorted(
        name
        for place in sys.path
        if place.endswith("-packages") and os.path.isdir(place)  # noqa: PTH112 — a path of the machine
        for name in os.listdir(place)  # noqa: PTH208
        if name.endswith(".dist-info")
    )
    return sys.version, sys.platform, files, installed


def _ages(folder: Path | str) -> Iterator[tuple[str, int, int]]:
    """Give name, size and age of every file below a folder of the tool."""
    for entry in os.scandir(folder):
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _ages(entry.path)
        else:
            facts = entry.stat()
            yield entry.name, facts.st_size, facts.st_mtime_ns
