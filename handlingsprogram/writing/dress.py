"""What a file's text has around its lines: an order mark, and the line ends of who wrote it."""

from __future__ import annotations

from difflib import SequenceMatcher

_ORDER = "\ufeff"
"""The mark of the order of bytes, which Excel sets."""


def plain(text: str) -> str:
    """Return a text without its order mark, each line with one line end."""
    return text.removeprefix(_ORDER).replace("\r\n", "\n")


def dressed(before: str, new: str) -> str:
    """Return a text with the byte order mark and the line ends that its lines had before."""
    mark = _ORDER if before.startswith(_ORDER) else ""
    lines = before.removeprefix(_ORDER).split("\n")
    if "\r\n" not in before:
        return mark + new
    usual = "\r" if before.count("\r\n") * 2 > before.count("\n") else ""
    fresh = new.split("\n")
    ends = [usual] * (len(fresh) - 1) + [""]
    bare = [line.removesuffix("\r") for line in lines]
    for block in SequenceMatcher(None, bare, fresh, autojunk=False).get_matching_blocks():
        for k in range(block.size):
            if block.b + k < len(fresh) - 1 and block.a + k < len(lines) - 1:
                ends[block.b + k] = "\r" if lines[block.a + k].endswith("\r") else ""
    return mark + "\n".join(line + end for line, end in zip(fresh, ends, strict=True))
