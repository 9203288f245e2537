"""Signs that are printed as they stand, and may have been meant otherwise: marks, divided words, quotes."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.read.text.places import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handlingsprogram.prose.signs import Doubt, Kind
    from handlingsprogram.read.model.program import Program
    from handlingsprogram.read.text.strict_yaml import Path_, Tree

MOST = 100
"""How many of one text are told of."""
_TOLD: Mapping[Kind, str] = {
    "ledd": (
        "«{sign}» trykkes som tekst, for en nummerert liste har minst to ledd, i rekkefølge og uten hopp; "
        "rett tallene, eller skriv «{escaped}» om det ikke er en liste"
    ),
    "punkt": (
        "«-» trykkes som tegn, for det står alene inne i et avsnitt; sett en blank linje foran om det er "
        "et punkt, eller skriv «\\-» om det er tegnet"
    ),
    "minus": (
        "«-» trykkes som tegn, for det står foran et tall; skriv minst to punkter under hverandre om det er "
        "en liste, eller «\\-» om det er minus"
    ),
    "punkt-i-punkt": (
        "«-» trykkes som tegn, for punktet har et punkttegn fra før; slett det, eller skriv «\\-» "
        "om det er minus"
    ),
    "annet-punkt": (
        "«{sign}» trykkes som tegn; skriv «-» om det er et punkt i en liste, eller «{escaped}» "
        "om det er tegnet"
    ),
    "innrykk": (
        "linjen er ikke rykket inn, og blir en del av punktet over; sett en blank linje foran om det er et "
        "nytt avsnitt, eller rykk den inn"
    ),
    "punkttegn": (
        "«{sign}» gir ingen liste, så linjene trykkes etter hverandre; skriv «-» og et mellomrom foran hvert "
        "punkt, eller en blank linje mellom avsnittene"
    ),
    "hardt-mellomrom": (
        "her står et hardt mellomrom ({code}), så dette blir ingen liste; skriv et vanlig mellomrom"
    ),
    "tegnkode": "«{sign}» trykkes slik det står; skriv selve tegnet («{meant}»), eller «\\{sign}»",
    "senket": "«{sign}» trykkes med tegnene; skriv hevede og senkede tegn direkte, som i CO₂ og m²",
    "definisjon": (
        "en linje som begynner med kolon, trykkes som en del av avsnittet; skriv «- **ord:** forklaring»"
    ),
    "skråstrek": "«\\\\» trykkes som «\\»; skriv «\\\\\\\\» om det skal stå to",
}
"""What is said of each kind of doubt: what is printed, and how to write the one and the other."""


def doubts(program: Program) -> Iterator[Finding]:
    """What could be a list, a sign or a code is one in every reader's eyes."""
    for tekst in program.tekster():
        for doubt in islice(tekst.tvil, MOST):
            yield Finding(tekst.sted_skrevet(doubt.at), "prosa-tegn", _told(doubt), Severity.WARNING)


def _told(doubt: Doubt) -> str:
    from html import unescape

    sign = doubt.sign or " "
    begins = len(sign) == 1 or sign[0] == "("
    escaped = f"\\{sign}" if begins else f"{sign[:-1]}\\{sign[-1]}"
    code = f"U+{ord(sign[0]):04X}"
    return _TOLD[doubt.kind].format(sign=sign, escaped=escaped, code=code, meant=unescape(sign))


# --- What comes along when text is pasted ---------------------------------------------------------

_DIVIDED = re.compile(r"-(?P<gap>[ \t]++\n?|\n)[ \t]*+(?P<rest>[^\W\d_]+)")
_BEFORE = re.compile(r"[^\W_][\w-]*\Z")
_LONGEST_WORD = 60
"""Of a word, in characters."""
_AFTER_A_PART = frozenset(
    {
        *("og", "eller", "samt", "men", "til", "i", "på", "av", "for", "med", "som", "enn", "både"),
        *("kontra", "versus", "vs", "and", "or", "och", "o", "etc", "mv", "osv"),
    }
)
"""Words that may follow a part of a word: «nærings- og miljøpolitikk», «inn- eller utgående»."""
_QUOTES = {"“": "”", "”": "”", "„": "“”", "‘": "’", "‚": "‘’"}


def pasted(trees: Iterable[Tree]) -> Iterator[Finding]:
    """Every text of every file: no word is divided, and none is wrapped in Word's quotation marks."""
    for tree in trees:
        for path, text in tree.strings():
            if "-" in text:
                yield from _divided(tree, path, text)
            if text[:1] in _QUOTES and text[-1:] in _QUOTES[text[0]]:
                yield from _wrapped(tree, path, text)


def _divided(tree: Tree, path: Path_, text: str) -> Iterator[Finding]:
    for match in _DIVIDED.finditer(text):
        begin = _BEFORE.search(text[max(match.start() - _LONGEST_WORD, 0) : match.start()])
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
