"""The first line of a content file, which tells an editor where its schema lies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.read.folders import years_in
from handlingsprogram.read.listing import FOLDERS, STATUS
from handlingsprogram.samling.age import first_line, folder_beside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARK = b"\xef\xbb\xbf"
"""What some editors begin a file of UTF-8 with."""
_TOLD = re.compile(rb"\A# yaml-language-server:(?:[ \t]*\$schema=(\S+))?[^\r\n]*(?:\r?\n|\Z)")


def set_right(content: Path) -> dict[Path, bytes]:
    """Return the content files whose first line does not lead to their schema, with one that does.

    Nothing but that line is another; a line that leads to a schema of the right name elsewhere stays.
    """
    files = {}
    for file, name in _files(content):
        old = file.read_bytes()
        told = _TOLD.match(old.removeprefix(_MARK))
        where = (told[1] or b"").decode(errors="replace") if told else ""
        if where and where.split("/")[-1] == name and (file.parent / where).is_file():
            continue
        line = first_line(file, content, name)
        end = b"\r\n" if b"\r\n" in old else b"\n"
        files[file] = _with_line(old, line.encode() + end)
    return files


def _with_line(old: bytes, line: bytes) -> bytes:
    """Return a file with another first line, after the mark that some editors begin a file with."""
    mark = _MARK if old.startswith(_MARK) else b""
    text = old.removeprefix(mark)
    return mark + line + _TOLD.sub(b"", text, count=1)


def _files(content: Path) -> Iterator[tuple[Path, str]]:
    """Give every content file that is no link, with the name of its schema."""
    kinds = {folder: kind for kind, folder in FOLDERS.items()} | {STATUS: STATUS}
    folders = [content, *(content / year for year in years_in(content))]
    folders += [year / name for year in folders[1:] for name in kinds]
    for folder in folders:
        for file in sorted(folder.glob("[!.]*.yaml")):
            name = f"{kinds.get(folder.name, file.stem)}.schema.json"
            if file.is_file() and not file.is_symlink() and (folder_beside(content) / name).is_file():
                yield file, name
