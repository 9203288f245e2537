"""Guess why a text stops being YAML; the parser's own words are not for planners."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<name>[\wæøåÆØÅ]+):(?P<value>\s.*|$)")
_OPENS = re.compile(r"\s*(?:[|>][+-]?\d*)?\s*(?:#.*)?")
"""What stands after a key that has lines of its own below."""
_TAB = re.compile(r" *\t")
_LOOKS = (
    (
        re.compile(r"(?::|-)\s+([\"'])[^\"']*\1\s*[^\s,#\]}]"),
        "teksten begynner med et anførselstegn; bruk «», eller sett hele teksten i anførselstegn",
    ),
    (re.compile(r":\s+[^\"'|>\s].*:(\s|$)"), "teksten inneholder et kolon; sett den i anførselstegn"),
    (
        re.compile(r"^\s*(- )?[a-zæøå_]+:[^\s:/]"),
        "det mangler et mellomrom etter kolonet, her eller på linjen over",
    ),
    (re.compile(r"^\s*[^\s#:\-][^:]*$"), "linjen mangler kolon etter nøkkelen, eller har feil innrykk"),
)
"""What a line looks like that breaks YAML, and what to say of it; the first that fits is used."""


def hint(lines: Sequence[str], number: int) -> str:
    """Say what is probably wrong.

    Args:
        lines: the file's lines.
        number: where the parser gave up, counted from 0.
    """
    nearby = lines[max(number - 1, 0) : number + 1]
    if any(_TAB.match(line) for line in nearby):
        return "innrykket har en tabulator; bruk mellomrom"
    looks = (said for pattern, said in _LOOKS if any(pattern.search(line) for line in nearby))
    otherwise = "sjekk innrykk, kolon og anførselstegn på denne linjen og linjen over"
    return _misplaced(lines, number) or next(looks, otherwise)


def _misplaced(lines: Sequence[str], number: int) -> str:
    """Say that a key begins where none above it does; nothing where it does not stand right below one."""
    here = _KEY.fullmatch(lines[number]) if number < len(lines) else None
    above = _KEY.fullmatch(lines[number - 1]) if number else None
    if not here or not above:
        return ""
    column, beside = len(here["before"]), len(above["before"])
    known = {len(key["before"]) for line in lines[:number] if (key := _KEY.fullmatch(line))}
    too_far = column > beside and not _OPENS.fullmatch(above["value"])
    if not too_far and (column > beside or column in known):
        return ""
    other = f"«{above['name']}» på linjen over har {beside}"
    return f"«{here['name']}» har feil innrykk: {column} tegn foran, {other}"
