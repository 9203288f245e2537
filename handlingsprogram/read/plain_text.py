"""Marks in fields that are plain text: they are printed as they stand, and somebody meant them otherwise.

Which fields are Markdown, the schemas say; all others are plain text.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.prose.signs import CODE, LOWERED, is_code
from handlingsprogram.read.form.described import field
from handlingsprogram.read.text.places import place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlingsprogram.read.text.strict_yaml import Path_, Tree

MOST = 100
"""How many of one text are told of."""
_LONGEST = 60
_NOT_PRINTED = "begrunnelse"

_MAY_HAVE_MARKS = re.compile(r"[*_~^`\[<&\\]|\A##")
_WORDS = r"(?=[^\s).,:;!?…{0}])[^{0}\n]*[^\s(\n{0}]"
"""What stands between two marks of emphasis, which touch it."""
# Compiled when a plain text has any of those signs: most years have none.
_MARK = (
    r"(?P<link>!?\[[^\[\]]*\]\([^()\s]*\))"
    r"|(?P<note>\[\^[^\[\]\s]+\])"
    r"|(?P<html></?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<!--)"
    r"|(?P<address><https?://[^<>\s]*>)"
    rf"|(?P<code>{CODE})"
    rf"|(?<=\w)(?P<lowered>{LOWERED})"
    # A star behind a word, before a space or a bracket belongs to a note: «Sum*», «*) Inkludert …».
    rf"|(?<![\w*/.@])(?P<stars>\*{{1,3}}){_WORDS.format('*')}(?P=stars)(?![\w*/@])"
    rf"|(?<![\w/.@])(?P<lines>_{{1,3}}){_WORDS.format('_')}(?P=lines)(?![\w/@])"
    rf"|(?<![\w~/])(?P<struck>~~){_WORDS.format('~')}~~(?!~)"
    rf"|(?<!\w)(?P<quoted>`+){_WORDS.format('`')}(?P=quoted)(?!\w)"
    r"|(?<!\\)(?P<escaped>\\[*~<>#`\[\]]|(?<![\w:])\\_)"
    r"|\A(?P<heading>##+)(?=\s)"
)
_CURES: Mapping[str, str] = {
    "link": "skriv bare ordene, og sett lenken i en løpende tekst",
    "note": "sett fotnoten i en løpende tekst",
    "html": "slett det",
    "address": "skriv adressen uten «<» og «>»",
    "code": "skriv selve tegnet",
    "lowered": "skriv hevede og senkede tegn direkte, som i CO₂ og m²",
    "escaped": "slett skråstreken",
    "heading": "slett det",
}
"""What to do about each kind of mark but emphasis, by the name of its group."""


def marks(kind: str, tree: Tree) -> Iterator[Finding]:
    """Give what looks like a link, a reference, a footnote, emphasis or code in a file's plain texts.

    Args:
        kind: the file's schema, its name without ending.
        tree: the file; what its schema does not know is passed over.
    """
    for path, text in tree.strings():
        if not _MAY_HAVE_MARKS.search(text) or not _is_plain(kind, path):
            continue
        for match in islice(re.finditer(_MARK, text), MOST):
            if message := _told(match):
                position = place(tree.lines, tree.position(path), text, match.start())
                yield Finding(position, "tekst-merke", message, Severity.WARNING)


def _told(match: re.Match[str]) -> str:
    """Return what is said of a mark; nothing where it is none."""
    what = str(match.lastgroup)
    sign = match[what]
    cure = _CURES.get(what, f"skriv det uten «{sign}»")
    if what == "code" and not is_code(sign):
        return ""
    shown = match[0] if len(match[0]) <= _LONGEST else match[0][:_LONGEST] + "…"
    return f"«{shown}» trykkes med tegnene, for feltet er ren tekst; {cure}"


def _is_plain(kind: str, path: Path_) -> bool:
    """Tell whether a text is printed as it is typed; what the schema does not know is told of by itself."""
    described = field(kind, path)
    return path[-1:] != (_NOT_PRINTED,) and bool(described.types) and not described.is_markdown
