"""The content as it would be with changes that are not made yet: a copy, looked at and thrown away."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from handlingsprogram.finding import Severity
from handlingsprogram.render.checked import read_shared, read_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.finding import Finding


@contextmanager
def trial(content: Path, files: Mapping[Path, bytes]) -> Iterator[Path]:
    """Give a copy of a content folder with other or new files.

    Args:
        content: the content folder.
        files: what files in it shall hold.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "content"
        hidden = shutil.ignore_patterns(".*")
        shutil.copytree(content, copy, ignore=hidden, copy_function=_linked, symlinks=True)
        for path, new in files.items():
            place = copy / path.relative_to(content)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            place.write_bytes(new)
        yield copy


def _linked(source: str, target: str) -> None:
    """Let a file have a second name, which costs nothing; where that cannot be, copy it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def found(content: Path, year: str) -> list[Finding]:
    """Return what `check` finds in a year that is not accounted for."""
    shared, findings = read_shared(content)
    for _, more in read_years([content / year], shared):
        findings = [*findings, *more]
    return [one for one in findings if one.severity is not Severity.NOTICE and not one.accepted]


def as_here(text: str, copy: Path, content: Path) -> str:
    """Return what was said of a copy, as said of the content itself."""
    there, here = ((place / "-").as_posix()[:-1] for place in (copy, content))
    return text.replace(there, here)
