"""What comes along when text is pasted: words divided at a line's end, and quotation marks from Word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.places import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.read.strict_yaml import Path_, Tree

_DIVIDED = re.compile(r"-(?P<gap>[ \t]++\n?|\n)[ \t]*+(?P<rest>[^\W\d_]+)")
_BEFORE = re.compile(r"[^\W_][\w-]*\Z")
_LONGEST = 60
"""Of a word, in characters."""
_AFTER_A_PART = frozenset(
    {
        *("og", "eller", "samt", "men", "til", "i", "på", "av", "for", "med", "som", "enn", "både"),
        *("kontra", "versus", "vs", "and", "or", "och", "o", "etc", "mv", "osv"),
    }
)
"""Words that may follow a part of a word: «nærings- og miljøpolitikk», «inn- eller utgående»."""
_QUOTES = {"“": "”", "”": "”", "„": "“”", "‘": "’", "‚": "‘’"}


def slips(trees: Iterable[Tree]) -> Iterator[Finding]:
    """Every text of every file: no word is divided, and none is wrapped in Word's quotation marks."""
    for tree in trees:
        for path, text in tree.strings():
            if "-" in text:
                yield from _divided(tree, path, text)
            if text[:1] in _QUOTES and text[-1:] in _QUOTES[text[0]]:
                yield from _wrapped(tree, path, text)


def _divided(tree: Tree, path: Path_, text: str) -> Iterator[Finding]:
    for match in _DIVIDED.finditer(text):
        begin = _BEFORE.search(text[max(match.start() - _LONGEST, 0) : match.start()])
        rest = match["rest"]
        if not begin or rest in _AFTER_A_PART or not (rest.islower() or "\n" in match["gap"]):
            continue
        word = begin[0]
        how = f"skriv «{word}{rest}» eller «{word}-{rest}»" + (" på én linje" if "\n" in match["gap"] else "")
        message = f"ordet er delt og blir trykt «{word}- {rest}»; {how}"
        at = place(tree.lines, tree.position(path), text, match.start() - len(word))
        yield Finding(at, "språk-orddeling", message, Severity.WARNING)


def _wrapped(tree: Tree, path: Path_, text: str) -> Iterator[Finding]:
    """Warn of a text that the writer meant to quote for YAML; a quotation inside a text is another thing."""
    position = tree.position(path)
    if tree.lines[position.line - 1][position.column - 1 :][:1] == text[0] and text[0] not in text[1:-1]:
        marks = f"«{text[0]}» og «{text[-1]}»"
        message = f"{marks} rundt hele teksten blir trykt; slett dem, eller skriv «…» om det er et sitat"
        yield Finding(position, "språk-anførselstegn", message, Severity.WARNING)
