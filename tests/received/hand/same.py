"""Whether content is what was intended: data as data, texts as what their Markdown says."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.form.described import field
from handlingsprogram.render.words.typography import keep_together
from tests.received.hand.signs import Prose, RefusedError, bare, read_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Path_
    from tests.received.hand.signs import Sign

_BLANKS = re.compile(r"[ \t\n]+")


def same(intended: Mapping[Key, Any], found: Mapping[Key, Any]) -> list[str]:
    """Return what differs, a line for each place; nothing where both say the same.

    Lines' ends, escapes, names of footnotes and soft hyphens do not count, nor how many blanks stand between
    two words. No-break spaces do, but where the tool sets them by itself.

    Args:
        intended: the files' data, or trees.
        found: likewise.
    """
    told = [f"{'/'.join(key)}: mangler" for key in intended if key not in found]
    told += [f"{'/'.join(key)}: er ny" for key in found if key not in intended]
    for key in intended:
        if key in found:
            one, other = (getattr(tree, "data", tree) for tree in (intended[key], found[key]))
            told += [f"{'/'.join(key)}: {line}" for line in _differences(key[0], (), one, other)]
    return told


def _differences(kind: str, path: Path_, intended: Any, found: Any) -> Iterator[str]:
    if type(intended) is not type(found) and not (isinstance(intended, str) and isinstance(found, str)):
        yield _line(path, intended, found)
    elif isinstance(intended, dict):
        for key in [*intended, *(key for key in found if key not in intended)]:
            if key == "justering" and "fil" in intended:
                continue  # follows from what the columns of the file hold
            if key in intended and key in found:
                yield from _differences(kind, (*path, key), intended[key], found[key])
            else:
                yield _line((*path, key), intended.get(key, "—"), found.get(key, "—"))
    elif isinstance(intended, list):
        if len(intended) != len(found):
            yield _line(path, intended, found)
        else:
            for at, (one, other) in enumerate(zip(intended, found, strict=True)):
                yield from _differences(kind, (*path, at), one, other)
    elif intended != found and not (isinstance(intended, str) and _is_same_text(kind, path, intended, found)):
        yield _line(path, intended, found)


def _line(path: Path_, intended: Any, found: Any) -> str:
    return f"{'/'.join(map(str, path))}:\n    skulle bli {intended!r}\n    ble        {found!r}"


def _is_same_text(kind: str, path: Path_, intended: str, found: str) -> bool:
    is_cell = len(path) > 2 and path[-3] in {"hode", "rader"}
    if not (field(kind, path).is_markdown or is_cell):
        return keep_together(_plain(intended)) == keep_together(_plain(found))
    in_item = bool(path) and isinstance(path[-1], int)
    try:
        one, other = (read_prose(text, in_item=in_item) for text in (intended, found))
    except RefusedError:
        return intended == found
    return _said(one) == _said(other)


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).replace("\u00ad", "").strip()


def _said(prose: Prose) -> list[Any]:
    return [
        (one.mark, one.depth, [_sign(sign, prose) for sign in _set(bare(one.signs))])
        for one in prose.paragraphs
    ]


def _set(signs: list[Sign]) -> list[Sign]:
    """Return signs with the hard blanks that the tool sets by itself where it prints them."""
    said = "".join("\ufffc" if sign.thing else sign.text for sign in signs)
    ours = keep_together(f" {said}")[1:]
    return [
        replace(sign, text=text) if text == "\u00a0" and not sign.thing else sign
        for sign, text in zip(signs, ours, strict=True)
    ]


def _sign(sign: Sign, prose: Prose) -> Any:
    """Return a sign as it is compared; a note's mark is what the note says."""
    return ("note", _set(bare(prose.notes.get(sign.note, [])))) if sign.note else sign


__all__ = ["same"]
