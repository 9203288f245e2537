"""Expressions in other languages, marked wherever a document has them, so that they are read aloud rightly.

WCAG 2.1, 3.1.2. The list stands in program.yaml, and the texts stay free of marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.finding import Finding, Severity
from handlingsprogram.render.words.templates import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handlingsprogram.read.text.strict_yaml import Tree

# A mark would break what stands here: tags, comments, pictures, links' targets, footnotes' marks, addresses.
_APART = r"<[^>]*>|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|\[\^[^\]]*\]|(?:https?://|www\.)\S+"


def mark(markdown: str, expressions: Mapping[str, tuple[str, ...]]) -> str:
    """Return a Markdown edition with its foreign expressions marked, `<span lang="en-GB">…</span>`.

    Args:
        markdown: the edition, tables in HTML.
        expressions: by language; whole words are meant, in large or small letters.
    """
    if not expressions:
        return markdown
    from html import escape

    languages = {
        _folded(written): language
        for language, known in expressions.items()
        for expression in known
        for written in (expression, escape_markdown(expression), escape(expression))
    }
    pattern = re.compile(f"{_APART}|(?P<uttrykk>{_any(languages)})", re.IGNORECASE)

    def marked(match: re.Match[str]) -> str:
        found = match["uttrykk"]
        return f'<span lang="{languages[_folded(found)]}">{found}</span>' if found else match[0]

    return pattern.sub(marked, markdown)


def unused(program: Tree, printed: Iterable[Tree]) -> Iterator[Finding]:
    """Give a finding for each expression that the year does not have.

    Args:
        program: program.yaml, valid by its schema.
        printed: the files of what the documents print.
    """
    listed = program.data.get("andre_språk", {})
    if not listed:
        return
    texts = [
        text
        for tree in printed
        for path, text in tree.strings()
        if path[0] != "andre_språk" and path[-1] != "id"
    ]
    whole = _folded("\n".join(texts))
    for language, expressions in listed.items():
        for i, expression in enumerate(expressions):
            if not _stands_in(whole, _folded(expression)):
                position = program.position(("andre_språk", language, i))
                message = f"«{expression}» står ikke i teksten; rett skrivemåten, eller slett linjen"
                yield Finding(position, "andre-språk", message, Severity.WARNING)


def _any(expressions: Iterable[str]) -> str:
    """Return a pattern for whole expressions, the longest first, whose words a line's end may part."""
    longest_first = sorted(expressions, key=len, reverse=True)
    patterns = (r"\s+".join(map(re.escape, expression.split())) for expression in longest_first)
    return rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)"


def _stands_in(whole: str, expression: str) -> bool:
    """Tell whether a text has an expression as whole words, both folded; as `_any` finds it, in less time."""
    at = whole.find(expression)
    while at >= 0:
        end = at + len(expression)
        if not (_is_of_a_word(whole[at - 1 : at]) or _is_of_a_word(whole[end : end + 1])):
            return True
        at = whole.find(expression, at + 1)
    return False


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
