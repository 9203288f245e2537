"""Settle what the signs of a text are, so that every reader of Markdown reads it as it was meant.

The text that an author types may be read in several ways: as CommonMark, as GitHub reads it, as pandoc does.
What is text gets a backslash where one of them would take it for a mark, and lettered lists the blank lines
that GitHub needs to show them line by line. From there on all read the same: the checks, the Markdown edition
(and with it Word, PDF and web page), and the comparison. What the author may have meant otherwise is a doubt,
which a rule tells of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from handlingsprogram.prose import lists
from handlingsprogram.prose.items import ANY_MARK, escaped
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal[
    "ledd",
    "punkt",
    "minus",
    "punkt-i-punkt",
    "annet-punkt",
    "innrykk",
    "punkttegn",
    "hardt-mellomrom",
    "tegnkode",
    "senket",
    "definisjon",
    "skråstrek",
]
"""What a doubt is about."""


@record
class Doubt:
    """A place that is printed as it is typed, and may have been meant otherwise."""

    kind: Kind
    at: int
    """Where it stands in the text as it was typed."""
    sign: str
    """What stands there."""


@record
class Settled:
    """A text whose signs all readers of Markdown read alike."""

    markdown: str
    added: tuple[int, ...] = ()
    """Where it has characters that the author's text has not, in order."""
    doubts: tuple[Doubt, ...] = ()


@lru_cache(maxsize=2048)
def settle(markdown: str, *, in_item: bool = False) -> Settled:
    """Settle a text; the sides of a comparison share most of theirs.

    Args:
        markdown: the text as it was typed.
        in_item: whether it is an item of a list itself.
    """
    if not _ANY.search(markdown):
        return Settled(markdown)
    reading = lists.read(markdown, in_item=in_item)
    doubts = [*_list_doubts(reading, in_item=in_item), *_doubts(markdown)]
    additions = sorted({*_escapes(markdown, reading), *_blank_lines(markdown, reading)})
    added = tuple(at + i for i, (at, _) in enumerate(additions))
    return Settled(_with(markdown, additions), added, tuple(sorted(doubts, key=lambda doubt: doubt.at)))


def typed(markdown: str, added: tuple[int, ...]) -> str:
    """Return a settled text as the author typed it."""
    return "".join(
        markdown[start:end] for start, end in zip((0, *(at + 1 for at in added)), (*added, None), strict=True)
    )


def typed_offset(offset: int, added: tuple[int, ...]) -> int:
    """Return where a character of a settled text stands in the text as it was typed."""
    return offset - bisect_left(added, offset)


def _with(markdown: str, additions: list[tuple[int, str]]) -> str:
    parts, position = [], 0
    for at, character in additions:
        parts += [markdown[position:at], character]
        position = at
    return "".join([*parts, markdown[position:]])


# --- What is text ---------------------------------------------------------------------------------

CODE = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
"""A sign by its code in HTML, which Markdown would read: `&nbsp;`."""
LOWERED = r"~[^~\s]{1,8}~|\^[^^\s]{1,8}\^"
"""What pandoc's own Markdown lowers or raises behind a word: CO~2~, m^2^."""
_ENTITY = re.compile(rf"(?<!\\){CODE}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+|\]\([^()]*\)")
_LONE_TILDE = re.compile(r"(?<![~\\])~(?!~)")
_DOLLAR = re.compile(r"(?<!\\)\$")
_TIMES = re.compile(r"(?<=\d)\*(?=\d)")
_BOX = re.compile(r"[ \t]+(?=\[[ xX]\][ \t])")


def is_code(sign: str) -> bool:
    """Tell whether what looks like a sign's code stands for one: `&nbsp;` does, `&T;` does not."""
    from html.entities import html5

    return sign[1] == "#" or sign[1:] in html5


def _escapes(markdown: str, reading: lists.Reading) -> Iterator[tuple[int, str]]:
    """Give where a backslash makes text of what some reader would take for a mark."""
    for mark in reading.typed:
        yield mark.start + escaped(mark.text).index("\\"), "\\"
    for item in reading.items:  # GitHub would draw a box
        if item.mark.is_bullet and (box := _BOX.match(item.mark.rest)):
            yield item.mark.start + len(item.mark.text) + box.end(), "\\"
    for match in _ENTITY.finditer(markdown):
        if is_code(match[0]):
            yield match.start(), "\\"
    for match in _TIMES.finditer(markdown):
        yield match.start(), "\\"
    # One is only a sign; with two, GitHub strikes out or reckons what stands between.
    for pattern in (_LONE_TILDE, _DOLLAR):
        found = [match.start() for match in pattern.finditer(markdown)]
        if len(found) > 1:
            addresses = [match.span() for match in _ADDRESS.finditer(markdown)]
            yield from ((at, "\\") for at in found if not any(first <= at < end for first, end in addresses))


def _blank_lines(markdown: str, reading: lists.Reading) -> Iterator[tuple[int, str]]:
    """Give where a blank line lets GitHub show an item on its own line.

    It knows no lists a), b), and to every reader a list that begins with 4. is none inside a paragraph.
    """
    for item in reading.items:
        if item.mark.is_lettered or (item.is_first and item.mark.number > 1):
            begins = markdown.rfind("\n", 0, item.mark.start) + 1
            before = markdown[:begins].rsplit("\n", 2)[-2:-1]
            if before and before[0].strip():
                yield begins, "\n"


# --- What may have been meant otherwise -----------------------------------------------------------

_BULLET_SIGN = re.compile(r"^[ \t]*([•·▪◦‣●○■□➢➤]|o(?=\t)|[–—](?=\t))[ \t\u00a0]*(?=\S)", re.MULTILINE)
"""What begins an item in a text from elsewhere."""
_LIKE_A_BULLET = re.compile(
    r"^[ \t]*(?:(?P<tegn>[–—−‐‑§])[ \t\u00a0]|(?P<strek>-)(?=[^\W\d_])"
    r"|(?P<tall>\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}:)[ \t])(?=\S)",
    re.MULTILINE,
)
"""What does so where several lines begin alike; one is a pause, a minus or a law."""
_HARD_SPACE = re.compile(r"^[ \t]*(-|\d{1,3}[.)]|[a-z]\))([\u00a0\u202f])(?=\S)", re.MULTILINE)
_LOWERED = re.compile(rf"(?<=\w)(?:{LOWERED})")
_DEFINITION = re.compile(r"(?<=\S\n)[ \t]*(:)[ \t]+(?=\S)")
_BACKSLASHES = re.compile(r"(?<!\\)\\\\(?=\w)")
_ANY = re.compile(
    "|".join(
        pattern.pattern
        for pattern in (_ENTITY, _LONE_TILDE, _DOLLAR, _TIMES, _LOWERED, _DEFINITION, _BACKSLASHES)
    )
    + rf"|{ANY_MARK}|^[ \t]*(?:[•·▪◦‣●○■□➢➤–—−‐‑§o]|-[^\W\d_]|\d+[.:]\d*|\S{{1,4}}[\u00a0\u202f])",
    re.MULTILINE,
)
"""What a text must have for anything to be settled; most have none of it."""


def _list_doubts(reading: lists.Reading, *, in_item: bool) -> Iterator[Doubt]:
    for mark in reading.doubtful():
        kind: Kind = "ledd"
        if mark.is_bullet and mark.text != "-":
            kind = "annet-punkt"
        elif mark.is_bullet and in_item and not mark.start:
            kind = "punkt-i-punkt"
        elif mark.is_bullet:
            kind = "minus" if mark.is_figure else "punkt"
        yield Doubt(kind, mark.start, mark.text)
    for at in reading.swallowed:
        yield Doubt("innrykk", at, "")


def _doubts(markdown: str) -> Iterator[Doubt]:
    """Give the doubts that have nothing to do with lists' own marks."""
    if match := _BULLET_SIGN.search(markdown):  # the first tells of all
        yield Doubt("punkttegn", match.start(1), match[1])
    alike: dict[str | None, re.Match[str]] = {}
    for match in _LIKE_A_BULLET.finditer(markdown):
        kind = match["tegn"] or match.lastgroup
        if kind in alike:
            first = alike[kind]
            yield Doubt("punkttegn", first.start(first.lastgroup or 0), first[first.lastgroup or 0])
            break
        alike[kind] = match
    hard = list(_HARD_SPACE.finditer(markdown))
    for match in hard[:1]:
        if match[1] == "-" or len(hard) > 1:
            yield Doubt("hardt-mellomrom", match.start(2), match[2])
    for kind, pattern in _KINDS:
        for match in pattern.finditer(markdown):
            if kind != "tegnkode" or is_code(match[0]):
                yield Doubt(kind, match.start(match.lastindex or 0), match[0].strip())


_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("tegnkode", _ENTITY),
    ("senket", _LOWERED),
    ("definisjon", _DEFINITION),
    ("skråstrek", _BACKSLASHES),
)
