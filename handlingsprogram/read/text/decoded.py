"""A file's bytes as text: UTF-8 and nothing else, composed, without characters that no text may have."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Position, os_error
from handlingsprogram.read.limits import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.finding import RuleId

# What YAML 1.2 calls printable (production 1), less the byte order mark; lone surrogates cannot be decoded.
# Less, too, what shows a reader other text than the file has: marks that turn the direction of reading
# (https://trojansource.codes) and the invisible copies of ASCII in plane 14.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNPRINTABLE = (
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    r"\U00010000-\U000dffff\U000e1000-\U0010ffff]"
)
_ORDINARY = {*"\t\n\r–—‘’‚“”„•…−€‰", *map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))}
"""What nearly all texts are made of; the pattern, slow to compile, is needed for the others only."""


MOST_MARKS = 30
"""How many marks may stand on one letter (https://unicode.org/reports/tr15/#Stream_Safe_Text_Format)."""


HIDDEN = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u3164\uffa0\ufb00-\ufb06"
)
"""What spoils a word, as ranges of a pattern: what has no width, and ligatures, which are one letter."""
BLANKS = r"\u00a0\u2000-\u200a\u202f\u205f\u3000"
"""What looks like a space and is none to YAML, as ranges of a pattern."""
_HIDDEN, _DASH = re.compile(f"[{HIDDEN}]"), re.compile(f"-[{BLANKS}]")  # two are twice as fast as one


class RefusedError(Exception):
    """The file cannot be read as strict YAML; carries the one finding that says why."""

    def __init__(self, position: Position, rule: RuleId, message: str) -> None:
        super().__init__(message)
        self.finding = Finding(position, rule, message)


def decode(path: Path, shown_as: str) -> str:
    """Return a file's text, with each letter and its marks as one character where there is one (NFC).

    Macs write «å» as «a» and a ring. Composed here, before anything is looked for or counted, the two are one
    everywhere: in keys, texts, places and excerpts. A column is then what a reader of the line counts.

    Args:
        path: the file.
        shown_as: the path that findings print.

    Raises:
        RefusedError: the file cannot be read, is too large or has what no text may have.
    """
    start = Position(shown_as, 1, 1)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RefusedError(start, "fil-lesing", f"filen kan ikke leses: {os_error(error)}") from error
    if len(content) > MAX_BYTES:
        message = f"filen er større enn {MAX_BYTES // 1_000_000} MB; del den opp"
        raise RefusedError(start, "fil-størrelse", message)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix("\ufeff")
        raise RefusedError(
            _position_after(shown_as, before),
            "fil-tegnsett",
            f"filen er ikke UTF-8 (byte {error.start + 1}: 0x{content[error.start]:02X}); lagre som UTF-8",
        ) from error
    text = text.removeprefix("\ufeff")
    if hit := _search(text):
        raise RefusedError(
            _position_after(shown_as, text[: hit.start()]),
            "fil-tegn",
            f"filen har {named(hit[0])} her; slett det",
        )
    whole = composed(text)
    if whole is None:
        message = f"en bokstav her har mer enn {MOST_MARKS} tegn oppå seg; slett dem"
        raise RefusedError(_position_after(shown_as, text[: _heap(text)]), "fil-tegn", message)
    return whole


def composed(text: str) -> str | None:
    """Return a text with each letter and its marks as one character, where there is one.

    None where a letter has more marks than any writing needs: to sort them takes the square of their number.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text) if _heap(text) is None else None


def _heap(text: str) -> int | None:
    """Return where a letter stands that has more marks than any writing needs; None where none has."""
    count = 0
    for at, character in enumerate(text):
        count = count + 1 if unicodedata.combining(character) else 0
        if count > MOST_MARKS:
            return at - count
    return None


def is_unusual(text: str) -> bool:
    """Tell whether a text has characters that nobody sees, or blanks after a dash that are no spaces."""
    return not text.isascii() and bool(_HIDDEN.search(text) or _DASH.search(text))


def unprintable(value: str) -> str | None:
    """Return a character of a value that no text may have.

    A value has line feeds only; a carriage return, a line's end to Markdown, can be in it as an escape only.
    """
    if hit := _search(value):
        return hit[0]
    return "\r" if "\r" in value else None


def _search(text: str) -> re.Match[str] | None:
    return None if _ORDINARY.issuperset(text) else re.search(_UNPRINTABLE, text)


def named(character: str) -> str:
    """Say in Norwegian what a character is that may not stand in a text."""
    what = "tegn som snur leseretningen" if character in _TURNING else "kontrolltegn"
    return f"et usynlig {what} (U+{ord(character):04X})"


def _position_after(file: str, before: str) -> Position:
    return Position(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
