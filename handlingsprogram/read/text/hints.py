"""Guess why a text stops being YAML; the parser's own words are not for planners."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.read.text.unseen import named_blank, structural_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTES = {'"', "'"}

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
_TAB = re.compile(r" *(?:- *)*\t")
_BULLET = re.compile(r"\s*(?:(?P<other>[–—•·])\s|(?P<dash>-)[^\W\d])")
"""What begins an item in other programs than this, and a dash without its space."""
_ALONE = re.compile(r"\s*(?:- +)*[\w-]+:\s+(?P<sign>[-:?])\s*(?:#.*)?$")
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


class Place(NamedTuple):
    """Where something stands in a file; both are counted from 0, as the parser's marks do."""

    line: int
    column: int


class Marks(NamedTuple):
    """What the parser says of a text that is no YAML."""

    started: Any
    """The mark of what it was reading; None where it does not say."""
    stopped: Any
    """The mark of where it gave up, likewise."""
    is_scanned: bool
    """Whether it was reading a word or a sign, and not how they hang together."""


def explain(lines: Sequence[str], marks: Marks) -> tuple[Place, str]:
    """Return where a text stops being YAML, and a guess why.

    Args:
        lines: the file's lines.
        marks: what the parser says of it.
    """
    where = "filen kan ikke leses som YAML her: "
    started, stopped, is_scanned = marks
    if opened := _opened(lines, marks):
        return Place(started.line, started.column), where + opened
    # What the scanner was reading tells more than where it gave up, but for a tab or a quoted text.
    if is_scanned and started and _character(lines, stopped) != "\t":
        stopped = stopped if _character(lines, started) in _QUOTES else started
    if stopped is None:
        return Place(0, 0), "filen kan ikke leses som YAML"
    number = min(stopped.line, len(lines) - 1)
    if blank := structural_blank(lines, number):
        line, column, character = blank
        message = f"{named_blank(character)} der det skal være et vanlig mellomrom; skriv det på nytt"
        return Place(line, column), where + message
    return Place(stopped.line, stopped.column), where + hint(lines, number)


def _character(lines: Sequence[str], mark: Any) -> str:
    """Return the character at a place; empty at a line's end and outside the file."""
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1] if line else ""


def _opened(lines: Sequence[str], marks: Marks) -> str:
    """Name the quotation mark or bracket that begins somewhere and never ends; empty for other errors."""
    character, mark = _character(lines, marks.started), marks.stopped
    if character in {"{", "["}:
        rest = lines[marks.started.line][marks.started.column :]
        if rest.count(character) == rest.count("}" if character == "{" else "]"):
            return "teksten i klammene har kolon, komma eller klamme; sett den i anførselstegn"
        return f"«{character}» mangler sitt motstykke"
    if character not in _QUOTES or not marks.is_scanned or mark is None:
        return ""
    last = len(lines) - 1
    ended = mark.line > last or (mark.line == last and mark.column >= len(lines[last]))
    return "anførselstegnet mangler sitt motstykke" if ended else ""


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
    bullet = next(filter(None, map(_BULLET.match, reversed(nearby))), None)
    return _signs(lines[number]) or _misplaced(lines, number) or _bullet(bullet) or next(looks, otherwise)


def _bullet(match: re.Match[str] | None) -> str:
    """Say how an item begins; nothing where no line begins otherwise."""
    if not match:
        return ""
    if match["dash"]:
        return "det mangler et mellomrom etter «-»"
    return f"«{match['other']}» begynner ikke et punkt i YAML; skriv «-» og et mellomrom"


def _signs(line: str) -> str:
    """Say which sign of a line means something else to YAML than to its writer; nothing where none does."""
    if match := _MINUS.search(line):
        return f"skriv minus rett foran tallet, uten mellomrom: -{re.sub(r'[^0-9]', '', match['figure'])}"
    if match := _LIST_AT_KEY.match(line):
        return (
            f"en liste kan ikke begynne på samme linje som «{match['name']}»; skriv punktene på linjene under"
        )
    if match := _ALONE.match(line):
        return f"skriv «{match['sign']}» i anførselstegn, når det er alt som skal stå der"
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
    if not here or "-" in here["before"]:
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
