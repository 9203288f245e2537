"""Characters that nobody sees: what spoils words for search and listeners, and blanks that are no spaces."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position, Severity
from handlingsprogram.read.limits import MOST
from handlingsprogram.read.text.decoded import BLANKS, HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlingsprogram.finding import RuleId

_SPOILS = re.compile(f"[{HIDDEN}]")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_NAMES = {
    "\u00ad": "en myk bindestrek",
    "\u200b": "et mellomrom uten bredde",
    "\u200c": "et skilletegn uten bredde",
    "\u200d": "et bindetegn uten bredde",
    "\u200e": "et merke for leseretningen",
    "\u200f": "et merke for leseretningen",
    "\u061c": "et merke for leseretningen",
    "\u2060": "en ordbinder uten bredde",
}
_SPACES = {
    "\u00a0": "et hardt mellomrom",
    "\u202f": "et smalt, hardt mellomrom",
    "\u2009": "et tynt mellomrom",
}

_LONGEST = 20
"""How much of a word is shown on either side, in characters."""
_JOINERS, _MARKS = "\u200c\u200d", "\u200e\u200f\u061c"
# The scripts whose letters change their form, or are separated, by what stands between them: Arabic to
# Mongolian without Georgian and what comes after it; and the pictures that emoji are put together of.
_JOINED = re.compile(
    r"[\u0600-\u109f\u1780-\u18af\ua840-\ua877\ufb50-\ufdff\ufe70-\ufefc\ufe0f\u2190-\u2bff\U0001f000-\U0001faff]"
)
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")

_KEY = r" *(?:- +)*[\wæøå]+:"
_STRUCTURAL = re.compile(
    rf"^(?: *(?:- +)*-?|{_KEY}|{_KEY} *[|>][+-]?\d*(?=[{BLANKS} ]*$)|{_KEY} *[{{\[])(?P<blank>[{BLANKS}])"
)
"""A blank where YAML wants a space: in the indentation, after a dash, a colon, `|` or an opening bracket."""
_DASH = re.compile(rf"^[ \t]*(?:- +)*-(?P<blank>[{BLANKS}])", re.MULTILINE)


def spoilt_words(file: str, text: str) -> Iterator[Finding]:
    """Warn of each character in a file that nobody sees and that spoils a word.

    Joiners are left beside letters that need them, marks of direction where a line is read from the right.

    Args:
        file: the path that findings print.
        text: the file's text.
    """
    lines = ((number, line) for number, line in enumerate(text.splitlines(), 1) if _SPOILS.search(line))
    places = (
        (line, Position(file, number, at + 1))
        for number, line in lines
        if not line.lstrip().startswith("#")
        for at in _places(line)
    )
    for line, position in islice(places, MOST):
        rule, message = _spoilt(line, position.column - 1)
        yield Finding(position, rule, message, Severity.WARNING)


def _places(line: str) -> Iterator[int]:
    """Give where the characters stand that spoil words of a line, less those that a script needs there."""
    is_from_the_right = bool(_RIGHT_TO_LEFT.search(line))
    for match in _SPOILS.finditer(line):
        at = match.start()
        if line[at] in _JOINERS:
            needed = any(map(_JOINED.match, (line[max(at - 1, 0) : at], line[at + 1 : at + 2])))
        else:
            needed = line[at] in _MARKS and is_from_the_right
        if not needed:
            yield at


def _spoilt(text: str, at: int) -> tuple[RuleId, str]:
    """Return the rule and the message about a character that spoils a word.

    Args:
        text: what it stands in.
        at: where in it.
    """
    character = text[at]
    before = _SPOILS.sub("", text[max(at - _LONGEST, 0) : at])
    after = _SPOILS.sub("", text[at + 1 : at + _LONGEST])
    begin, end = re.split(r"\W", before)[-1], re.split(r"\W", after)[0]
    code = f"U+{ord(character):04X}"
    if _LIGATURE.match(character):
        letters = unicodedata.normalize("NFKC", character)
        word = f" i «{begin}{character}{end}»" if begin or end else ""
        return (
            "tegn-ligatur",
            f"«{character}»{word} er ett tegn ({code}), så søk ikke finner ordet; skriv «{letters}»",
        )
    name = _NAMES.get(character, "et tegn uten bredde")
    if begin and end:
        where, word = f"mellom «{begin[-1]}» og «{end[0]}»", f"i «{begin}{end}»"
        cure = "slett ordet og skriv det på nytt"
    elif begin or end:
        where, word = ("etter" if begin else "foran"), f"«{begin or end}»"
        cure = "slett ordet og skriv det på nytt"
    else:
        where, word = "her", ""
        cure = "slett det sammen med tegnene ved siden av, og skriv dem på nytt"
    return "tegn-usynlig", " ".join(f"{name} ({code}) {where} {word}".split()) + f", som ingen ser; {cure}"


def escaped(text: str, position: Position) -> Iterator[Finding]:
    """Warn of the first character that spoils a word of a text, where the file has it as an escape.

    Args:
        text: the value.
        position: where it begins; the file does not have the character itself.
    """
    for at in islice(_places(text), 1):
        rule, message = _spoilt(text, at)
        yield Finding(position, rule, message, Severity.WARNING)


def blank_dashes(file: str, text: str) -> list[Finding]:
    """Find each dash at a line's beginning with a blank after it that is no space: it begins no item."""
    found = []
    for match in islice(_DASH.finditer(text), MOST):
        at = match.start("blank")
        position = Position(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        message = f"{named_blank(match['blank'])} etter «-»; skriv et vanlig mellomrom, så blir det et punkt"
        found.append(Finding(position, "yaml-form", message))
    return found


def structural_blank(lines: Sequence[str], number: int) -> tuple[int, int, str] | None:
    """Find a blank that is no space where YAML wants one, at a line or right above it.

    Returns:
        Line and column, counted from 0, and the character; None where there is none.
    """
    for above in range(number, max(number - 3, -1), -1):
        if match := _STRUCTURAL.match(lines[above]):
            return above, match.start("blank"), match["blank"]
    return None


def named_blank(character: str) -> str:
    """Say in Norwegian what a blank is that is no space."""
    return f"{_SPACES.get(character, 'et mellomrom av et annet slag')} (U+{ord(character):04X})"


def blanks(text: str) -> str:
    """Return the first blank of a text that is no space; empty where there is none."""
    match = re.search(f"[{BLANKS}]", text)
    return match[0] if match else ""
