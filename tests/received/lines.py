"""Which lines of a content file have changed though nothing in them has."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.text import strict_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.read.text.strict_yaml import Path_, Tree


def strays(before: str, after: str) -> list[str]:
    """Return the lines of a file that are not in it any more, though what they say is as it was.

    Args:
        before: the file.
        after: what has been made of it.
    """
    old, new = (strict_yaml.parse(text, "fil.yaml") for text in (before, after))
    changed = list(_changed((), old.data, new.data))
    owners = _owners(old, before.count("\n") + 1)
    after_it = iter(after.split("\n"))
    return [
        f"{number + 1}: {line}"
        for number, line in enumerate(before.split("\n"))
        if not any(_is_within(owner, path) for owner in owners[number] for path in changed)
        and line not in after_it  # and so in its order, as whoever asks whether it is there reads up to it
    ]


def _owners(tree: Tree, count: int) -> list[list[Path_]]:
    """Return what each line is of: all that begins on it, or the last that has begun."""
    begins: dict[int, list[Path_]] = {}
    for positions in (tree.keys, tree.values):
        for path, position in positions.items():
            begins.setdefault(position.line - 1, []).append(path)
    found: list[list[Path_]] = []
    for number in range(count):
        found.append(begins.get(number, [max(found[-1], key=len)] if found else [()]))
    return found


def _is_within(owner: Path_, changed: Path_) -> bool:
    return owner[: len(changed)] == changed or changed[:-1] == owner


def _changed(path: Path_, old: Any, new: Any) -> Iterator[Path_]:
    """Give the places of what is another, gone or new."""
    if isinstance(old, dict) and isinstance(new, dict):
        yield from ((*path, key) for key in new if key not in old)
        for key in old:
            yield from _changed((*path, key), old[key], new[key]) if key in new else [(*path, key)]
    elif isinstance(old, list) and isinstance(new, list):
        keys, others = [repr(one) for one in old], [repr(one) for one in new]
        for tag, start, end, first, last in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
            if tag == "replace" and end - start == last - first:
                for k in range(end - start):
                    yield from _changed((*path, start + k), old[start + k], new[first + k])
            elif tag != "equal":
                yield from ((*path, k) for k in range(start, end))
    elif old != new or type(old) is not type(new):
        yield path
