"""Write files so that each is either the old one or the new one, never half."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

from handlingsprogram.finding import UserError, os_error


def write_all(files: dict[Path, bytes]) -> None:
    """Write all files, or none where one of them cannot be written.

    Args:
        files: contents by path; the folders are made where they are missing.

    Raises:
        UserError: a folder or file cannot be written.
    """
    with ExitStack() as stack:
        try:
            ready = {path: _write_beside(path, content, stack) for path, content in files.items()}
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
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    stack.callback(_remove, temporary)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    # mkstemp is for secrets; what is built is for everyone, as far as the user's umask goes.
    umask = os.umask(0)
    os.umask(umask)
    temporary.chmod(0o666 & ~umask)
    return temporary


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError):
        path.unlink()
