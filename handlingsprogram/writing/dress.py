"""What a file's text has around its lines: an order mark, and the line ends and signs of who wrote it."""

from __future__ import annotations

from difflib import SequenceMatcher

from handlingsprogram.read.text.decoded import composed

_ORDER = "\ufeff"
"""The mark of the order of bytes, which Excel sets."""


def plain(text: str) -> str:
    """Return a text as it is read: no order mark, each line with one line end, letters with their marks."""
    bare = text.removeprefix(_ORDER).replace("\r\n", "\n")
    whole = composed(bare)
    return bare if whole is None else whole


def dressed(before: str, new: str) -> str:
    """Return a text with the byte order mark that it had, and the lines that are the same as they were."""
    bare = before.removeprefix(_ORDER)
    mark = before[: len(before) - len(bare)]
    if plain(bare) == bare:
        return mark + new
    usual = "\r" if bare.count("\r\n") * 2 > bare.count("\n") else ""
    lines, known, fresh = bare.split("\n"), plain(bare).split("\n"), new.split("\n")
    worn = [line + usual for line in fresh[:-1]] + fresh[-1:]
    for block in SequenceMatcher(None, known, fresh, autojunk=False).get_matching_blocks():
        for a, b in zip(
            range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True
        ):
            if (a + 1 < len(lines)) is (b + 1 < len(fresh)):  # the last has no end
                worn[b] = lines[a]
    return mark + "\n".join(worn)
