"""Where a web page may divide long words: browsers that know no Norwegian cut them wherever a line ends.

A soft hyphen in the text would be in what is copied, and in what some screen readers say. So an empty element
stands there, and `grunnlag.css.j2` puts a soft hyphen into that.

The patterns are LibreOffice's, from the package pyphen. It is not imported: making all 27,000 ready takes it
a fifth of a second, and a page asks for a few hundred. How they are used: https://tug.org/docs/liang/
"""

from __future__ import annotations

import re
from functools import cache, partial
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from handlingsprogram.finding import UserError

HERE = "<o-d></o-d>"
"""Where a word may be divided (orddeling)."""
SHORTEST, SHORTEST_IN_CELLS = 16, 12
"""Letters of the words that can be divided: others have room on a line of the narrowest telephone."""
LEAST = 3
"""Letters of a word's first part, and of its last."""
_OWN = "kraft8s9mål d8s9attr n8t9attr"
"""Patterns for what the package's divide wrongly."""

_PIECE = re.compile(r"<[^>]*>|[^<]+")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>[^>]*)>")
_LANGUAGE = re.compile(r'\slang="([a-z]+)')
_NORWEGIAN = frozenset({"nb", "nn", "no"})
"""Languages whose words are divided alike."""
_LEFT_ALONE = frozenset({"code", "kbd", "option", "pre", "samp", "script", "style", "svg", "textarea"})
_CELLS = frozenset({"td", "th"})
_MAY_TELL = re.compile(rf"</?(?:{'|'.join(sorted(_LEFT_ALONE | _CELLS))})\b|<[^>]*\slang=")
"""Tags of these, and of other languages: most are of neither, and are passed over."""
_LONG = re.compile(rf"\S{{{SHORTEST_IN_CELLS},}}")
_ADDRESS = re.compile(r"\w\.\w|@|://")
# What stands after & is the name of a sign; capitals inside a word are a name's.
_WORD = re.compile(r"(?<![\w&])[^\W\d_](?:[^\W\d_A-ZÆØÅ]+|[A-ZÆØÅ]+)(?!\w)")
_SLASH = re.compile(r"(?<=[^\W\d_]{3}/)(?=[^\W\d_]{3})")
_CODE, _DIGITS = "iso8859-1", b"0123456789"
"""How the patterns are written, but for ligatures in the English ones, which no text has."""
_SETTING = re.compile(rb"^(?:[A-Z]+ \d+|UTF-8|[%#].*)$", re.MULTILINE)
"""What stands among the patterns and is none: comments, and the least that a part may have."""


def hyphenated(page: str, language: str) -> str:
    """Return a page whose long words can be divided, where they are words of its language.

    Args:
        page: the whole page.
        language: its language, such as `nn-NO`; where nobody has written patterns for it (North Sámi), words
            are left to the browser.

    Raises:
        UserError: the package with the patterns is missing.
    """
    start = page.index("<body")
    words = dictionary(language)
    if words is None:
        return page
    own = _alike(language)
    parts = [page[:start]]
    alone, depth, cells = "", 0, 0
    for piece in _PIECE.findall(page, start):
        if piece[0] != "<":
            if alone or len(piece) < SHORTEST_IN_CELLS:
                parts.append(piece)
                continue
            shortest = SHORTEST_IN_CELLS if cells else SHORTEST
            parts.append(_LONG.sub(partial(words.divided, shortest), piece))
            continue
        if (alone or _MAY_TELL.match(piece)) and (tag := _TAG.match(piece)):
            name, step = tag["name"], -1 if tag["end"] else 1
            if alone:
                depth += step * (name == alone)
                alone = alone if depth else ""
            elif name in _LEFT_ALONE or _is_foreign(tag["rest"], own):
                alone, depth = name, 1
            else:
                cells += step * (name in _CELLS)
        parts.append(piece)
    return "".join(parts)


def _alike(language: str) -> frozenset[str]:
    """Return the languages whose words a language's patterns divide, without their countries."""
    own = language.partition("-")[0]
    return _NORWEGIAN if own in _NORWEGIAN else frozenset({own})


def _is_foreign(attributes: str, own: frozenset[str]) -> bool:
    found = _LANGUAGE.search(attributes)
    return found is not None and found[1] not in own


class Words:
    """How the words of a language are divided."""

    def __init__(self, patterns: bytes) -> None:
        """Take patterns: letters, with full stops for a word's ends, and levels between them."""
        self._patterns = dict(zip(patterns.translate(None, _DIGITS).split(), patterns.split(), strict=True))
        self._longest = max(map(len, self._patterns))
        self._known: dict[str, str] = {}
        self._runs: dict[tuple[int, str], str] = {}

    def divided(self, shortest: int, run: re.Match[str]) -> str:
        """Return signs between two blanks, with the places in those of their words that are long enough."""
        key = (shortest, run[0])
        if key not in self._runs:
            self._runs[key] = self._divided(*key)
        return self._runs[key]

    def _divided(self, shortest: int, run: str) -> str:
        if _ADDRESS.search(run):
            return run
        marked = _WORD.sub(lambda word: self.marked(word[0]) if len(word[0]) >= shortest else word[0], run)
        return _SLASH.sub("<wbr>", marked)

    def marked(self, word: str) -> str:
        """Return a word with the places where it may be divided."""
        if word not in self._known:
            self._known[word] = HERE.join(self.parts(word))
        return self._known[word]

    def parts(self, word: str) -> list[str]:
        """Return what a word may be divided into."""
        levels = self._levels(word)
        # Of two places beside each other, the letter between them joins two words, and belongs to the first.
        places = [
            place
            for place in range(LEAST, len(word) - LEAST + 1)
            if levels[place + 1] % 2 and not levels[place + 2] % 2
        ]
        return [word[start:end] for start, end in pairwise([0, *places, len(word)])]

    def _levels(self, word: str) -> bytearray:
        """Return the highest level that a pattern has before each sign of «.word.»; odd ones divide."""
        signs = f".{word.lower()}.".encode(_CODE, "replace")
        levels = bytearray(len(signs) + 1)
        for start in range(len(signs)):
            for end in range(start + 1, min(start + self._longest, len(signs)) + 1):
                place = start
                for sign in self._patterns.get(signs[start:end], b""):
                    if sign in _DIGITS:
                        levels[place] = max(levels[place], sign - _DIGITS[0])
                    else:
                        place += 1
        return levels


@cache
def dictionary(language: str) -> Words | None:
    """Return how a language's words are divided; None where the package has no patterns for it."""
    file = _file(language)
    if not file.is_file():
        return None
    patterns = _SETTING.sub(b"", file.read_bytes())
    return Words(patterns + b"\n" + _OWN.encode(_CODE) if _alike(language) == _NORWEGIAN else patterns)


def _file(language: str) -> Path:
    spec = find_spec("pyphen")
    if not spec or not spec.origin:
        raise UserError("finner ikke orddelingen; kjør «make» på nytt, eller «pip install pyphen»")
    return Path(spec.origin).parent / "dictionaries" / f"hyph_{language.replace('-', '_')}.dic"
