"""Read one content file: a plain file inside the content, strict YAML, valid by its schema."""

from __future__ import annotations

import stat
from os.path import lexists
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position
from handlingsprogram.read.form import schema, written
from handlingsprogram.read.limits import MAX_BYTES, MAX_FILES, MAX_YEAR_BYTES
from handlingsprogram.read.text import strict_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from handlingsprogram.read.text.strict_yaml import Tree


def exists(file: Path) -> bool:
    """Tell whether there is anything by that name; a link that leads nowhere is something, and wrong."""
    return lexists(file)


def link_on_the_way(file: Path, content: Path) -> str:
    """Return the name of the link that a path below the content's folder leads through; nothing without one.

    Content from others must not bring the machine's files along. The content's own folder may be a link:
    it is what the user asked for.
    """
    way = [file, *file.parents]
    links = (path.name for path in way[: way.index(content)] if path.is_symlink())
    return next(links, "")


def is_plain(file: Path) -> bool:
    """Tell whether a path is a file like others: a pipe would let the reader wait, a device never ends."""
    return stat.S_ISREG(file.stat().st_mode)


def too_much(files: Sequence[Path]) -> list[Finding]:
    """Return the one finding about a year's files that are too many or too large together, or none."""
    if len(files) > MAX_FILES:
        position = Position(files[MAX_FILES].as_posix(), 1, 1)
        return [Finding(position, "fil-antall", f"året har flere enn {MAX_FILES} filer; slå dem sammen")]
    size = 0
    for file in files:
        size += min(file.lstat().st_size, MAX_BYTES)  # of a larger one no more is read
        if size > MAX_YEAR_BYTES:
            message = f"filene i året er til sammen større enn {MAX_YEAR_BYTES // 1_000_000} MB; kort dem ned"
            return [Finding(Position(file.as_posix(), 1, 1), "fil-størrelse", message)]
    return []


def read_inside(file: Path, content: Path) -> tuple[Tree | None, list[Finding]]:
    """Read a content file.

    Args:
        file: the file, as the findings shall show it.
        content: the folder that holds the years; no part of the way from there may be a link.
    """
    start = Position(file.as_posix(), 1, 1)
    link = link_on_the_way(file, content)
    if link:
        message = f"«{link}» er en snarvei; legg selve filen eller mappen der"
        return None, [Finding(start, "fil-snarvei", message)]
    if file.exists() and not file.is_dir() and not is_plain(file):
        message = "dette er ingen vanlig fil; legg en tekstfil der, eller slett den"
        return None, [Finding(start, "fil-lesing", message)]
    return strict_yaml.read(file, file.as_posix())


def read_valid(file: Path, kind: str, content: Path) -> tuple[Tree | None, list[Finding]]:
    """Read a file as `read_inside` does and hold it against the schema of its kind."""
    return held(read_inside(file, content), kind)


def held(read: tuple[Tree | None, list[Finding]], kind: str) -> tuple[Tree | None, list[Finding]]:
    """Hold a file that was just read against its schema; its numbers become what that asks for."""
    tree, findings = read
    if not tree:
        return None, findings
    written.settle(tree, kind)
    return tree, findings + schema.validate(tree, kind)
