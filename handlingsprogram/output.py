"""Write files so that each is either the old one or the new one, never half, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import re
import time
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import UserError, os_error

fcntl: Any
try:
    import fcntl
except ModuleNotFoundError:  # Windows has other locks: there nobody can take away what is open
    fcntl = None

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handlingsprogram.read.model.program import Program

_PREFIX, _SUFFIX = ".handlingsprogram-", ".tmp"
"""How the names of files begin and end that are not whole yet."""
_LONG_AGO = 3600
"""No build takes so many seconds: where no lock tells, a file that old is one that a killed build left."""


def time_stamp(program: Program) -> int:
    """Return the files' time stamp: SOURCE_DATE_EPOCH, or midnight UTC on the programme's own date."""
    given = given_time()
    return (
        int(datetime.fromisoformat(program.dato).replace(tzinfo=UTC).timestamp()) if given is None else given
    )


def given_time() -> int | None:
    """Return what SOURCE_DATE_EPOCH says, in seconds since 1970; None where it says nothing.

    Raises:
        UserError: it is no such number.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return None
    if not re.fullmatch(r"[0-9]{1,11}", given):
        raise UserError(f"SOURCE_DATE_EPOCH skal være et helt tall (sekunder siden 1970), men er «{given}»")
    return int(given)


def places(place: str, name: str, formats: Sequence[str]) -> dict[str, Path]:
    """Return where a report is written, by format.

    Args:
        place: a file, or a folder, where the reports get their name; empty for nowhere.
        name: what they are called in a folder, without an ending.
        formats: the formats wanted.

    Raises:
        UserError: several formats are to be one file.
    """
    if is_folder(place):
        endings = {"text": "txt"}
        return {face: Path(place) / f"{name}.{endings.get(face, face)}" for face in formats}
    if len(formats) > 1:
        raise UserError("flere formater må skrives til en mappe; skriv for eksempel --out out/")
    return {face: Path(place) for face in formats if place}


def is_folder(place: str) -> bool:
    """Tell whether a user means a folder: one that is there, or will be, with a slash behind."""
    return place.endswith(("/", os.sep)) or bool(place and Path(place).is_dir())


def write_all(files: dict[Path, bytes]) -> None:
    """Write all files, or none where one of them cannot be written.

    What an earlier build left behind when it was killed is taken away first.

    Args:
        files: contents by path; the folders are made where they are missing.

    Raises:
        UserError: a folder or file cannot be written.
    """
    with ExitStack() as stack:
        try:
            _tidy({path.parent for path in files})
            ready = {path: _write_beside(path, content, stack) for path, content in files.items()}
            for path in ready:
                # Windows keeps a file that is open in another program; then nothing has been replaced yet.
                with suppress(FileNotFoundError):
                    os.rename(path, path)  # noqa: PTH104 — the same name: asks only
            for path, temporary in ready.items():
                temporary.replace(path)
        except OSError as error:
            name = Path(error.filename or next(iter(files))).as_posix()
            raise UserError(f"kan ikke skrive til {name}: {os_error(error)}") from error


def _write_beside(path: Path, content: bytes, stack: ExitStack) -> Path:
    """Write the content whole to a file that can then take the other's place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    handle, temporary = _new_file(path.parent)
    stack.callback(_remove, temporary)
    # Held until it is in its place; but Windows moves nothing that is held.
    with os.fdopen(handle, "wb", closefd=fcntl is None) as file:
        if fcntl:
            stack.callback(os.close, handle)
        file.write(content)
        file.flush()
        os.fsync(handle)
    # mkstemp is for secrets; what is built is for everyone, as far as the user's umask goes.
    umask = os.umask(0)
    os.umask(umask)
    temporary.chmod(0o666 & ~umask)
    return temporary


def _new_file(folder: Path) -> tuple[int, Path]:
    """Make a file and hold it, so that others know that it is in use; whoever is killed holds nothing."""
    import tempfile

    while True:
        handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder)
        if not fcntl:
            return handle, Path(name)
        with suppress(OSError):  # some network drives know no locks: there nothing is tidied up
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)  # another build tidied up between the two steps and took it for one left behind


def _tidy(folders: Iterable[Path]) -> None:
    """Take away the files of builds that were killed; those of builds that are running are held by them."""
    for folder in folders:
        for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError):
                if not fcntl:
                    if time.time() - path.stat().st_mtime > _LONG_AGO:
                        path.unlink()
                    continue
                with path.open("rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    # Whole and in its place since it was found: then the name is gone.
                    path.unlink()


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError):
        path.unlink()
