"""The folder of the site: what differs is written, what is no longer part is taken away, the rest is left.

New files wait in a hidden folder until all are ready, so that a fault in the middle changes nothing. What has
been written is listed in a file: nothing else is ever touched.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from handlingsprogram.finding import UserError, os_error
from handlingsprogram.site.gathered.facts import digest, short

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LIST = ".nettsted.liste"
"""Hidden: it is nobody's page. JSON, below a line that tells whether it is whole."""
_FORM = 1
_PREFIX, _SUFFIX = ".handlingsprogram-", ".tmp"
_LONG_AGO = 3600


class Folder:
    """A context manager: what is put in stands in its place when it is left without a fault."""

    def __init__(self, path: Path) -> None:
        """Read what is known of the folder.

        Raises:
            UserError: there is something in it, and nothing says that it is a site of ours.
        """
        self._path = path
        self._was: dict[str, list[Any]] = {}
        self.facts: dict[str, Any] = {}
        """What the site remembers from one time to the next."""
        if path.is_dir() and any(not one.name.startswith(_PREFIX) for one in path.iterdir()):
            self._was, self.facts = _listed(path)
        self._is: dict[str, list[Any]] = {}
        self._staged: list[str] = []
        self._waiting: Path | None = None
        self.written = self.removed = 0

    def put(self, name: str, of: object, make: Callable[[], bytes]) -> None:
        """Let a file be part of the site; it is made only where it is not there as it would be made.

        Args:
            name: its path in the folder.
            of: all that decides what is in it.
            make: makes it.
        """
        key = digest(of)
        known = self._was.get(name)
        if known and known[0] == key and self._is_as_written(name):
            self._is[name] = known
            return
        content = make()
        known_as = short(content)
        if known and known[1] == known_as and self._is_as_written(name):
            self._is[name] = [key, *known[1:]]
            return
        self._is[name] = [key, known_as]
        self._stage(name, content)

    def keep(self, names: Sequence[str]) -> bool:
        """Let files remain part of the site where all are as they were written, and tell whether they are."""
        if not all(name in self._was and self._is_as_written(name) for name in names):
            return False
        self._is |= {name: self._was[name] for name in names}
        return True

    def read(self, name: str) -> bytes:
        """Return a file as it was, or as it will be."""
        staged = self._waiting / name if self._waiting else None
        return (staged if staged and staged.is_file() else self._path / name).read_bytes()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_exception: object) -> None:
        try:
            if kind is None:
                self._finish()
        except OSError as error:
            name = Path(error.filename or self._path).as_posix()
            raise UserError(f"kan ikke skrive til {name}: {os_error(error)}") from error
        finally:
            if self._waiting:
                shutil.rmtree(self._waiting, ignore_errors=True)

    def _stage(self, name: str, content: bytes) -> None:
        try:
            if not self._waiting:
                self._path.mkdir(parents=True, exist_ok=True)
                self._tidy()
                self._waiting = Path(tempfile.mkdtemp(prefix=_PREFIX, suffix=_SUFFIX, dir=self._path))
            path = self._waiting / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise UserError(f"kan ikke skrive til {self._path.as_posix()}: {os_error(error)}") from error
        self._staged.append(name)

    def _finish(self) -> None:
        gone = [name for name in self._was if name not in self._is]
        if self._staged and not self._was:
            # Whoever is killed now leaves a site that the next run knows as one.
            self._note({name: [*self._is[name], 0, 0] for name in self._staged})
        for name in self._staged:
            path = self._path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            assert self._waiting  # noqa: S101 — something has been put there
            (self._waiting / name).replace(path)
            facts = path.stat()
            self._is[name] += [facts.st_size, facts.st_mtime_ns]
        for name in gone:
            if self._is_as_written(name):
                (self._path / name).unlink()
                self._without_empty((self._path / name).parent)
        self.written, self.removed = len(self._staged), len(gone)
        self._note(self._is)

    def _note(self, files: dict[str, list[Any]]) -> None:
        """Write the list, where it is another than it was."""
        data = {"form": _FORM, "filer": files, "husket": self.facts}
        said = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
        text = b"%b\n%b" % (short(said).encode(), said)
        listed = self._path / LIST
        if not listed.is_file() or listed.read_bytes() != text:
            beside = listed.with_name(f"{_PREFIX}liste{_SUFFIX}")
            beside.write_bytes(text)
            beside.replace(listed)

    def _without_empty(self, folder: Path) -> None:
        while folder != self._path and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _is_as_written(self, name: str) -> bool:
        """Tell whether a file is as it was written: by size and age, or else by its bytes."""
        _, known_as, size, age = self._was[name]
        path = f"{self._path}/{name}"  # asked of every file: a path of pathlib's takes longer than the answer
        try:
            facts = os.lstat(path)
            if facts.st_size != size or not stat.S_ISREG(facts.st_mode):
                return False
            return bool(facts.st_mtime_ns == age or short(Path(path).read_bytes()) == known_as)
        except OSError:
            return False

    def _tidy(self) -> None:
        """Take away what was left behind by one that was killed."""
        for path in self._path.glob(f"{_PREFIX}*{_SUFFIX}"):
            if path.is_dir() and time.time() - path.stat().st_mtime > _LONG_AGO:
                shutil.rmtree(path, ignore_errors=True)


def _listed(path: Path) -> tuple[dict[str, list[Any]], dict[str, Any]]:
    try:
        known_as, _, said = (path / LIST).read_bytes().partition(b"\n")
        data = json.loads(said) if short(said).encode() == known_as else {}
        files, facts = data["filer"], data["husket"]
        is_sound = data["form"] == _FORM and all(map(_is_sound, files.items()))
    except FileNotFoundError:
        raise UserError(
            f"i {path.as_posix()} ligger det noe som ikke er laget av «handlingsprogram nettsted»; velg en "
            "mappe som er tom eller ny, med --out"
        ) from None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        is_sound = False
    if not is_sound:
        raise UserError(
            f"{(path / LIST).as_posix()} kan ikke leses; slett hele mappen {path.as_posix()}, så blir den "
            "laget på nytt"
        )
    return files, facts


def _is_sound(entry: tuple[Any, Any]) -> bool:
    """Tell whether an entry names a file below the folder: who edits the list gets at no other."""
    name, facts = entry
    is_odd = {"\\", "\0", ":"} & set(name) or {"", ".", ".."} & set(name.split("/"))
    kinds = [type(one) for one in facts] if isinstance(facts, list) else []
    return not is_odd and kinds == [str, str, int, int]
