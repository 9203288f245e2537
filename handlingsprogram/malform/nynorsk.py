"""Messages in nynorsk: word by word from bokmål, by a list of all words that the tool's own messages have.

The messages are put together of many parts, all over the code, and stay readable there in one written form.
What the user has written stands in «…», or is a path, an address or a name with a sign in it, and is left
alone. A word of the messages that the list does not know is found by a test.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_QUOTED = re.compile(r"[«»]")
WORD = re.compile(
    r"(?:(?<![\w./:\\@#$<=-])|(?<=[A-Z]-))[^\W\d_]+(?![\w/\\@=-]|\.\w|:\w|:(?= (?:[\d\[{«]|true|false)))"
)
"""What may be a word of a message: no part of a path, an address or an option, and no key with its value."""
_HELPING = "kan|må|skal|bør|kunne|skulle|vil|ville"
_REASON = re.compile(r"\. Godtatt: |(?<=\(forskjell )[^():]*\): ")
"""What stands before words of the user's that go on to the end: why a finding is accepted, rows of a sum."""
_LISTED = re.compile(
    r"(?P<før>\b(?:lovlige (?:verdier|nøkler)|nøklene|formatene|feltet, som) er )(?P<verdier>[^;:.«»(]+)"
    r"|(?P<skriv>; skriv )(?P<verdi>(?!én\b)\w+)$",
    re.IGNORECASE,
)
"""What may stand in a file, without quotation marks."""


class _Lists(NamedTuple):
    phrases: re.Pattern[str]
    """Words that mean something else together, the longest first."""
    meant: Mapping[str, str]
    words: Mapping[str, str]
    infinitives: Mapping[str, str]
    """Passive verbs behind a helping one: «kan brukes» is «kan brukast», and «brukes» is «blir brukt»."""
    helped: re.Pattern[str]
    turned: re.Pattern[str]
    """A passive verb with what stands between the two words that it becomes: «vises ikke», «vises de»."""
    feminine: Mapping[str, str]
    before_feminine: re.Pattern[str]


def translated(text: str) -> str:
    """Return a message, written in bokmål, in nynorsk; what it quotes stays as it is."""
    lists = _lists()
    begun = _REASON.search(text)
    text, before_reason, reason = (
        (text[: begun.start()], begun[0], text[begun.end() :]) if begun else (text, "", "")
    )
    parts, start, depth = [], 0, 0
    for mark in _QUOTED.finditer(text):
        if mark[0] == "«":
            if not depth:
                parts.append(_plain(text[start : mark.start()], lists))
                start = mark.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                parts.append(text[start : mark.end()])
                start = mark.end()
    rest = text[start:]
    return "".join([*parts, rest if depth else _plain(rest, lists), _plain(before_reason, lists), reason])


def _plain(text: str, lists: _Lists) -> str:
    """Translate what has no quotation."""
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return f"\0{len(kept) - 1}\0"

    text = _LISTED.sub(
        lambda match: (match["før"] or match["skriv"]) + keep(match["verdier"] or match["verdi"]), text
    )
    text = lists.phrases.sub(lambda match: keep(_cased(match[0], lists.meant[_folded(match[0])])), text)
    text = lists.helped.sub(lambda match: match[1] + keep(lists.infinitives[match[2].casefold()]), text)
    text = lists.turned.sub(lambda match: _turned(match, lists.words, keep), text)
    text = lists.before_feminine.sub(
        lambda match: keep(_cased(match[1], lists.feminine[match[1].casefold()])) + match[2], text
    )
    text = WORD.sub(lambda match: _word(match[0], lists.words), text)
    return re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], text)


def _turned(match: re.Match[str], words: Mapping[str, str], keep: Callable[[str], str]) -> str:
    verb, _, participle = words[match[1].casefold()].partition(" ")
    return f"{keep(_cased(match[1], verb))}{match[2]} {keep(participle)}"


def _word(word: str, words: Mapping[str, str]) -> str:
    if len(word) > 1 and word.isupper():
        return word  # what stands for an argument: MAPPE
    return _cased(word, words.get(word.casefold(), word))


def _cased(word: str, meant: str) -> str:
    return meant[0].upper() + meant[1:] if word[0].isupper() else meant


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


@cache
def _lists() -> _Lists:
    path = resource_folder("templates") / "malform" / "nn-NO.json"
    read = json.loads(path.read_text(encoding="utf-8"))
    adverbs, adjectives = f"(?:{_any(read['adverb'])})", f"(?:{_any(read['adjektiv'])})"
    feminine = rf"(?:\w+-)?(?:{_any(read['hokjønn'])})"
    passive = [verb for verb, meant in read["ord"].items() if meant.startswith("blir ")]
    return _Lists(
        re.compile(rf"(?<![\w/.-])(?:{_any(read['uttrykk'])})(?![\w/-])", re.IGNORECASE),
        read["uttrykk"],
        read["ord"],
        read["etter_hjelpeverb"],
        re.compile(rf"(\b(?:{_HELPING})(?: {adverbs})? )({_any(read['etter_hjelpeverb'])})\b", re.IGNORECASE),
        re.compile(
            rf"\b({_any(passive)})((?: {adverbs})?(?: (?:{_any(read['subjekt'])}))?)(?<! )\b(?![\w-])",
            re.IGNORECASE,
        ),
        read["foran_hokjønn"],
        re.compile(
            rf"\b({_any(read['foran_hokjønn'])})( (?:{adjectives} )?{feminine}\b)",
            re.IGNORECASE,
        ),
    )


def _any(words: Mapping[str, str] | list[str]) -> str:
    return "|".join(r"\s+".join(map(re.escape, one.split())) for one in sorted(words, key=len, reverse=True))
