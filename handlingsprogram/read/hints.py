"""Guess why a text stops being YAML; the parser's own words are not for planners."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<name>[\wæøåÆØÅ]+):(?P<value>\s.*|$)")
_SIGN = re.compile(
    r"\s*(?:- +)*(?:[\w-]+: +)?(?:(?P<always>[*&!%@`])|(?P<block>[|>])(?![+-]?\d*\s*(?:#.*)?$)"
    r"|(?P<open>\[[^\[\]]*\]|\{[^{}]*\})\s*[^\s,#\]}])"
)
"""A text that begins with a sign of YAML's own. What a bracket opens is one, where there is more after it."""
_MINUS = re.compile(r"[:,{\[]\s*[-−–]\s+(?P<figure>\d[\d \u00a0\u202f]*+)(?=\s*(?:[,}\]#]|$))")
_LIST_AT_KEY = re.compile(r"^\s*(?:- +)*(?P<name>[\wæøå]+):\s+-\s")
_OPENS = re.compile(r"\s*(?:[|>][+-]?\d*)?\s*(?:#.*)?")
"""What stands after a key that has lines of its own below."""
_TAB = re.compile(r" *\t")
_LOOKS = (
    (
        re.compile(r":\s+[“”„‘]"),
        "«“» og «”» fra Word er ikke anførselstegn i YAML; skriv rette anførselstegn (') rundt hele teksten",
    ),
    (
        re.compile(r"(?::|-)\s+([\"'])[^\"']*\1\s*[^\s,#\]}]"),
        "teksten begynner med et anførselstegn; bruk «», eller sett hele teksten i anførselstegn",
    ),
    (re.compile(r":\s+[^\"'|>\s{\[].*:(\s|$)"), "teksten inneholder et kolon; sett den i anførselstegn"),
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
    return _signs(lines[number]) or _misplaced(lines, number) or next(looks, otherwise)


def _signs(line: str) -> str:
    """Say which sign of a line means something else to YAML than to its writer; nothing where none does."""
    if match := _MINUS.search(line):
        return f"skriv minus rett foran tallet, uten mellomrom: -{re.sub(r'[^0-9]', '', match['figure'])}"
    if match := _LIST_AT_KEY.match(line):
        return (
            f"en liste kan ikke begynne på samme linje som «{match['name']}»; skriv punktene på linjene under"
        )
    match = _SIGN.match(line)
    if not match:
        return ""
    if match["block"]:
        below = f"etter «{match['block']}» skal teksten stå på linjene under"
        return f"{below}; hører tegnet til teksten, så sett hele teksten i anførselstegn"
    sign = match["always"] or match["open"][0]
    return f"teksten begynner med «{sign}», som betyr noe annet i YAML; sett hele teksten i anførselstegn"


def _misplaced(lines: Sequence[str], number: int) -> str:
    """Say that a key begins where none above it does; nothing where it does not."""
    here = _KEY.fullmatch(lines[number])
    if not here:
        return ""
    column = len(here["before"])
    above = _KEY.fullmatch(lines[number - 1]) if number else None
    if above and column > len(above["before"]) and _OPENS.fullmatch(above["value"]):
        return ""
    beside = _beside(lines, number)
    if not beside or column in beside:
        return ""
    wanted = min(beside, key=lambda known: abs(known - column))
    line, name = beside[wanted]
    where = "linjen over" if line == number - 1 else f"linje {line + 1}"
    return (
        f"«{here['name']}» har feil innrykk: {column} tegn foran, skal ha {wanted}, som «{name}» på {where}"
    )


def _beside(lines: Sequence[str], number: int) -> dict[int, tuple[int, str]]:
    """Return how far in a key may stand, each with line and name of the key it would stand beside."""
    found: dict[int, tuple[int, str]] = {}
    for above in range(number - 1, -1, -1):
        key = _KEY.fullmatch(lines[above])
        if key and len(key["before"]) < min(found, default=len(lines[above]) + 1):
            found[len(key["before"])] = above, key["name"]
        if 0 in found:
            break
    return found
