"""What prose may hold: the Markdown that every output format can carry, references and footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.limits import MAX_BRACKETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from handlingsprogram.finding import Position
    from handlingsprogram.read.program import Tekst

REFERENCE = re.compile(r"\[(?P<tekst>[^\[\]]*)\]\(#(?P<id>[^()\s]*)\)")
"""A cross-reference: `[](#id)`, or with a text of its own, `[{nummer}](#id)`."""
FOOTNOTE = re.compile(r"\[\^(?P<navn>[^\[\]\s]+)\](?P<kolon>:?)")
"""A footnote's mark, or the beginning of its text where a colon follows."""

_FOOTNOTE_TEXT = re.compile(r"^\[\^[^\[\]\s]+\]:.*(?:\n(?!\[\^|\s*\n).+)*", re.MULTILINE)
_ALLOWED = {
    *("bullet_list", "em", "hardbreak", "inline", "link", "list_item", "ordered_list", "paragraph"),
    *("s", "softbreak", "strong", "text"),
}
_NORWEGIAN = {
    "blockquote": "sitatblokk (>)",
    "code_block": "kodeblokk (innrykket tekst)",
    "code_inline": "kode (`)",
    "fence": "kodeblokk (```)",
    "heading": "overskrift",
    "hr": "skillelinje",
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "bilde",
    "table": "tabell (|)",
}
ADDRESS = re.compile(r"\]\([^()]*\)")
"""What a link points to."""
_LEFT_OVER = re.compile(
    r"\*{2,}|__+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|(?<=\w)\*(?=\w)|~~(?=\S)|(?<=\S)~~|\](?:\(| \(#)"
)
"""A mark of emphasis that touches a word, and an address that does not end or stands apart from its link."""
_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference in a text."""

    tekst: str
    """What stands between the brackets; empty for the document's usual form."""
    id: str
    posisjon: Position


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's mark or the beginning of its text."""

    navn: str
    er_tekst: bool
    i_note: bool
    """Whether the mark stands in another footnote's text."""
    posisjon: Position


def references(tekst: Tekst) -> Iterator[Reference]:
    """Give every cross-reference of a text."""
    for position, match in _matches(REFERENCE, tekst):
        yield Reference(match["tekst"], match["id"], position)


def footnotes(tekst: Tekst) -> Iterator[Footnote]:
    """Give every footnote mark and footnote text."""
    inside = {
        mark.start()
        for text in _FOOTNOTE_TEXT.finditer(tekst.markdown)
        for mark in FOOTNOTE.finditer(tekst.markdown, text.start() + 1, text.end())
    }
    for position, match in _matches(FOOTNOTE, tekst):
        begins_line = match.start() == 0 or match.string[match.start() - 1] == "\n"
        in_note = match.start() in inside
        yield Footnote(match["navn"], bool(match["kolon"]) and begins_line, in_note, position)


def forbidden(tekst: Tekst) -> Iterator[tuple[Position, str]]:
    """Give the place and the Norwegian name of everything that some format cannot carry."""
    plain = _without_footnotes(tekst.markdown)
    if last := _one_too_many(plain):
        yield tekst.sted(last.start()), f"over {MAX_BRACKETS} klammer ([)"
        return
    starts = [0, *(newline.end() for newline in re.finditer("\n", plain))]
    # The parser writes addresses in ASCII: «#lønn» is «#l%C3%B8nn» to it.
    known = {_parser().normalizeLink(f"#{match['id']}") for match in REFERENCE.finditer(tekst.markdown)}
    found: dict[str, Any] = {}
    tokens = _parser().parse(plain, found)
    for definition in found.get("references", {}).values():
        yield tekst.sted(starts[definition["map"][0]]), "lenkedefinisjon ([x]: …)"
    for token in tokens:
        first, after = token.map or (0, len(starts))
        if token.type == "heading_open" and token.markup in {"-", "="}:
            first = after - 1  # the line below the text makes it a heading
        for part in token.children or [token]:
            what, needle = _forbidden(part, known)
            if what:
                first_line = starts[min(first, len(starts) - 1)]
                end = starts[after] if after < len(starts) else len(plain)
                yield tekst.sted(max(plain.find(needle or "\0", first_line, end), first_line)), what


def unbalanced(tekst: Tekst) -> Iterator[tuple[Position, str]]:
    """Give the place and the characters of every mark that would be printed as it stands.

    Emphasis that begins or ends without its counterpart, and links that are not whole.
    """
    plain = _without_footnotes(tekst.markdown)
    if _one_too_many(plain):
        return  # told by `forbidden`
    starts = [0, *(newline.end() for newline in re.finditer("\n", plain))]
    for block in _parser_of_marks().parse(plain):
        at = starts[block.map[0]] if block.map else 0
        for part in block.children or ():
            begin = max(plain.find(_written(part), at), at)
            at = begin + len(_written(part))
            if part.type == "text":
                for match in _LEFT_OVER.finditer(plain, begin):
                    if match.start() >= at:
                        break
                    yield tekst.sted(match.start()), match[0][: at - match.start()]
            elif part.type == "link_close" and (address := ADDRESS.match(plain, at)):
                at = address.end()


def _one_too_many(plain: str) -> re.Match[str] | None:
    """Return the bracket that is one more than a text may have."""
    return next(islice(re.finditer(r"\[", plain), MAX_BRACKETS, None), None)


def _written(part: Token) -> str:
    """Return how a piece of a text begins in Markdown: an escaped mark with its backslash, a link with [."""
    if part.type.startswith("link_"):
        opening, closing = "<>" if part.markup == "autolink" else ("[", "")
        return opening if part.nesting > 0 else closing
    return part.markup if part.type == "text_special" else part.content or part.markup


def _without_footnotes(markdown: str) -> str:
    """Return a text with stops for its footnotes' marks, which are not CommonMark; all else stays put."""
    return FOOTNOTE.sub(lambda match: "." * len(match[0]), markdown)


def html(tekst: Tekst) -> str:
    """Return a text without references and footnotes as HTML, for a table's cell."""
    return str(_parser().render(tekst.markdown)).strip()


def _forbidden(token: Token, known: set[str]) -> tuple[str, str]:
    """Return what a token is called if it may not stand here, and a text to find it by.

    Args:
        token: a block, or a piece of one.
        known: the targets of the text's cross-references, as the parser writes them: `#id`.
    """
    kind = re.sub(r"_(open|close)$", "", token.type)
    if kind not in _ALLOWED:
        if token.nesting < 0 or token.content.startswith("</"):
            return "", ""  # what it closes is reported
        # A fence is found by its marks: what it holds stands on the lines below.
        quoted = {"code_inline": token.markup + token.content, "fence": token.markup}.get(kind, token.content)
        return _NORWEGIAN.get(kind, ""), quoted.strip() or token.markup
    href = str(token.attrs.get("href", ""))
    if not href or href in known or (_LINK.match(href) and not href.startswith("#")):
        return "", ""
    return f"lenke til «{href}»", href


def _matches(pattern: re.Pattern[str], tekst: Tekst) -> Iterator[tuple[Position, re.Match[str]]]:
    for match in pattern.finditer(tekst.markdown):
        yield tekst.sted(match.start()), match


@cache
def _parser() -> MarkdownIt:
    return _new_parser()


def _new_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["strikethrough", "table"])
    # It would take links to javascript: and file: for text; pandoc would not, so they must be seen.
    parser.validateLink = lambda _url: True  # type: ignore[assignment,method-assign]
    return parser


@cache
def _parser_of_marks() -> MarkdownIt:
    """Return a parser that keeps what was escaped apart from what was not; it cannot render."""
    return _new_parser().disable("text_join")
