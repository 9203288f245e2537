"""What prose may hold: the Markdown that every output format can carry, references and footnotes.

Texts are settled (`signs.settle`); places are counted in their characters, from 0.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from handlingsprogram.prose import inline, quotes
from handlingsprogram.prose.inline import MAX_BRACKETS
from handlingsprogram.prose.notes import notes
from handlingsprogram.prose.paragraphs import ADDRESS
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

REFERENCE = re.compile(r"\[(?P<tekst>[^\[\]]*)\]\(#(?P<id>[^()\s]*)\)")
"""A cross-reference: `[](#id)`, or with a text of its own, `[{nummer}](#id)`."""
FOOTNOTE = re.compile(r"\[\^(?P<navn>[^\[\]\s]+)\](?P<kolon>:?)")
"""A footnote's mark, or the beginning of its text where a colon follows."""
_ALLOWED = {
    *("bullet_list", "em", "hardbreak", "inline", "link", "list_item", "ordered_list", "paragraph"),
    *("s", "softbreak", "strong", "text", "text_special"),
}
_SIGNS = {
    "blockquote": ">",
    "code_inline": "`",
    "fence": "`",
    "heading": "#",
    "hr": "-",
    "html_block": "<",
    "html_inline": "<",
    "image": "!",
    "table": "|",
}
"""The sign that makes each form."""
_OTHER_SIGNS = frozenset("~-=*_")
"""Signs that make some of them as well, where they stand at its place."""
_FORBIDDEN = {
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
_MAY_BE_MARKED = re.compile(
    r"[\\`*_~<>\[\]|#]|(?:\A|\n[ \t]*\n)(?: {4}| {0,3}\t)|^[ \t]*[-=+]+[ \t]*$|^[ \t]*-[ \t]*-"
    r"|(?<!\S)(?:-|\w{1,9}[.)])(?: {5}| *\t[ \t])",
    re.MULTILINE,
)
"""What a text must have to hold anything but words and lists; most texts have none of it."""
_SOUND = re.compile(
    r"\\[!-/:-@\[-`{-~]"
    r"|(?<!!)\[[^\[\]\\`*_~<>\n]*\]\((?:#[^()\s\\]*|https?://[^()\s<>\\]+)\)"
    r"|\[\^[^\[\]\s]+\]:?"
    r"|(?<![\w*])(\*\*?)(?=[^\s*])(?:[^*_`<>\[\]\\~|#\n]|\n *(?=[a-zæøå]{2})(?![a-z]+[.)]))*"
    r"(?<=[^\s*])\1(?![\w*])"
)
"""What is plainly in order: an escape, a whole link, a footnote's mark, words between stars."""
_PLAIN = re.compile(r"[^\\`*_~<>\[\]|#&!\n\s=+-](?:[^\\`*_~<>\[\]&\n]*[^\\`*_~<>\[\]&\n\s])?")
"""A paragraph of words only."""
_LEFT_OVER = re.compile(
    r"\*{2,}|__+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|(?<=\w)\*(?=\w)|~~(?=\S)|(?<=\S)~~|\](?:\(| \(#)"
)
"""A mark of emphasis that touches a word, and an address that does not end or stands apart from its link."""
_SEEN_AHEAD = 4
"""How many characters behind a piece of text decide what its last one is."""
_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_IN_PARENTHESIS = re.compile(r"^([ \t]*)(\d{1,9})\)(?=[ \t])", re.MULTILINE)
"""An item's number in a settled text that HTML cannot write."""


@record
class Reference:
    """A cross-reference in a text."""

    tekst: str
    """What stands between the brackets; empty for the document's usual form."""
    id: str
    at: int


@record
class Footnote:
    """A footnote's mark or the beginning of its text."""

    navn: str
    er_tekst: bool
    i_note: bool
    """Whether the mark stands in another footnote's text."""
    at: int


@record
class Fault:
    """A place in a text that some format cannot carry, or where a mark would be printed as it stands."""

    kind: Literal["form", "utheving", "lenke", "sitat"]
    """A form that some format lacks, emphasis without its counterpart, a link that is not whole, a quotation
    that readers of Markdown may end or begin elsewhere."""
    at: int
    what: str
    """The form's Norwegian name, the mark, or what is wrong with the link or the quotation."""
    sign: str = ""
    """The sign that makes the form, which a backslash makes text; empty where no sign does."""


def references(markdown: str) -> Iterator[Reference]:
    """Give every cross-reference of a text."""
    if "](#" in markdown:
        for match in REFERENCE.finditer(markdown):
            yield Reference(match["tekst"], match["id"], match.start())


def footnotes(markdown: str) -> Iterator[Footnote]:
    """Give every footnote mark and footnote text."""
    if "[^" not in markdown:
        return
    texts = notes(markdown)
    begins = {note.at for note in texts}
    inside = {mark.start() for note in texts for mark in FOOTNOTE.finditer(markdown, note.start, note.stop)}
    for match in FOOTNOTE.finditer(markdown):
        at = match.start()
        yield Footnote(match["navn"], at in begins, at in inside and at not in begins, at)


def faults(markdown: str, *, may_quote: bool = False) -> list[Fault]:
    """Return everything that some format cannot carry, and every mark that would be printed as it stands.

    Args:
        markdown: the text.
        may_quote: whether quotations may stand in it.
    """
    if not _MAY_BE_MARKED.search(markdown) or not _MAY_BE_MARKED.search(_SOUND.sub("x", markdown)):
        return []
    brackets = re.finditer(r"\[(?!\^)", markdown)
    if last := next(islice(brackets, MAX_BRACKETS, None), None):
        return [Fault("form", last.start(), f"over {MAX_BRACKETS} klammer ([)")]
    # The parser writes addresses in ASCII: «#lønn» is «#l%C3%B8nn» to it.
    known = {_parser().normalizeLink(f"#{match['id']}") for match in REFERENCE.finditer(markdown)}
    found = [fault for part in _parts(markdown, may_quote=may_quote) for fault in part.faults(known)]
    return list(dict.fromkeys(found))


def html(markdown: str) -> str:
    """Return a text without references and footnotes as HTML, for a table's cell.

    HTML knows no numbers 1): such items are paragraphs, as lettered ones are.
    """
    if _PLAIN.fullmatch(markdown) and not markdown[0].isdigit():
        return "<p>" + escape(markdown, quote=False).replace('"', "&quot;") + "</p>"
    if _IN_PARENTHESIS.search(markdown):
        markdown = _IN_PARENTHESIS.sub(r"\n\1\2\\)", markdown)
    return str(_parser().render(markdown)).strip()


# --- Faults -------------------------------------------------------------------------------------


@record
class _Part:
    """The running text, or a footnote's: what a reader of Markdown takes for a document of its own."""

    whole: str
    """The whole text, with stops for its footnotes' marks, which are not CommonMark; all else stays put."""
    lines: tuple[str, ...]
    """The part's own lines."""
    starts: tuple[int, ...]
    """Where each begins in the whole text; one more for where the part ends."""
    may_quote: bool

    def faults(self, known: set[str]) -> Iterator[Fault]:
        """Give the part's faults; `known` are the targets of references as the parser writes them."""
        environment: dict[str, Any] = {}
        tokens = _parser().parse("\n".join(self.lines), environment)
        for definition in environment.get("references", {}).values():
            yield Fault("form", self.starts[definition["map"][0]], "lenkedefinisjon ([x]: …)")
        for token in self._without_quotes(tokens) if self.may_quote else tokens:
            yield from self._forbidden(token, known)
        if self.may_quote:
            yield from self._quotes(tokens)
        for token in tokens:
            yield from self._unbalanced(token)

    @staticmethod
    def _without_quotes(tokens: list[Token]) -> Iterator[Token]:
        """Give the tokens but those that begin and end quotations which are no part of anything."""
        return (token for token in tokens if token.level or _kind(token) != "blockquote")

    def _quotes(self, tokens: list[Token]) -> Iterator[Fault]:
        """Give what is wrong with quotations."""
        inside = False
        for token in tokens:
            if not token.level and _kind(token) == "blockquote":
                inside = token.nesting > 0
                if inside and token.map:
                    yield from self._edges(*token.map)
            elif inside and _kind(token) not in {"paragraph", "inline", "blockquote"}:
                first, _ = token.map or (0, 0)
                yield Fault("sitat", self.starts[first], "kan bare ha avsnitt; skriv lister utenfor sitatet")
                inside = False

    def _edges(self, first: int, after: int) -> Iterator[Fault]:
        if quotes.may_be_greater_than(self.lines[first]):
            yield Fault("sitat", self.starts[first], "kan ikke begynne med et tall")
            return
        for number in range(first, after):
            if not quotes.behind_mark(self.lines[number]):
                yield Fault("sitat", self.starts[number], "må ha > foran hver linje, og blank linje etter")
                return
        beside = [number for number in (first - 1, after) if 0 <= number < len(self.lines)]
        if any(self.lines[number].strip() for number in beside):
            yield Fault("sitat", self.starts[first], "må ha blank linje foran og etter")

    def _forbidden(self, token: Token, known: set[str]) -> Iterator[Fault]:
        first, after = token.map or (0, len(self.lines))
        if token.type == "heading_open" and token.markup in {"-", "="}:
            first = after - 1  # the line below the text makes it a heading
        begin, end = self.starts[min(first, len(self.lines) - 1)], self.starts[min(after, len(self.lines))]
        for part in token.children or [token]:
            what, needle = _forbidden(part, known)
            if what:
                at = max(self.whole.find(needle or "\0", begin, end), begin)
                sign = _SIGNS.get(_kind(part), "")
                if sign and self.whole[at : at + 1] in _OTHER_SIGNS:
                    sign = self.whole[at]
                yield Fault("form", at, what, sign)

    def _unbalanced(self, token: Token) -> Iterator[Fault]:
        at = self.starts[token.map[0]] if token.map else 0
        for part in token.children or ():
            begin = max(self.whole.find(_written(part), at), at)
            at = begin + len(_written(part))
            if part.type == "text":
                yield from self._left_over(begin, at)
            elif part.type == "link_close" and (address := ADDRESS.match(self.whole, at)):
                at = address.end()

    def _left_over(self, begin: int, end: int) -> Iterator[Fault]:
        for match in _LEFT_OVER.finditer(self.whole, begin, end + _SEEN_AHEAD):
            if match.start() >= end:
                return
            sign = match[0][: end - match.start()]
            if "]" in sign:
                yield Fault("lenke", match.start(), _broken_link(self.whole[match.start() :]))
            else:
                yield Fault("utheving", match.start(), sign)


def _parts(markdown: str, *, may_quote: bool) -> Iterator[_Part]:
    """Give the running text, and each footnote's text without the marks and blanks that make it one."""
    whole = FOOTNOTE.sub(lambda match: "." * len(match[0]), markdown) if "[^" in markdown else markdown
    body = whole
    for note in notes(markdown):
        first, end = note.start, note.stop
        begins = body.rfind("\n", 0, first) + 1
        body = body[:begins] + re.sub(r"[^\n]", " ", body[begins:end]) + body[end:]
        yield _part(whole, first, whole[first:end], may_quote=False)
    yield _part(whole, 0, body, may_quote=may_quote)


def _part(whole: str, start: int, text: str, *, may_quote: bool) -> _Part:
    lines, starts, position = [], [], start
    for number, line in enumerate(text.split("\n")):
        indent = len(line) - len(line.lstrip(" ")) if number and start else 0
        taken = min(indent, 4)
        lines.append(line[taken:])
        starts.append(position + taken)
        position += len(line) + 1
    return _Part(whole, tuple(lines), (*starts, start + len(text)), may_quote)


def _written(part: Token) -> str:
    """Return how a piece of a text begins in Markdown: an escaped mark with its backslash, a link with [."""
    if part.type.startswith("link_"):
        opening, closing = "<>" if part.markup == "autolink" else ("[", "")
        return opening if part.nesting > 0 else closing
    return part.markup if part.type == "text_special" else part.content or part.markup


def _forbidden(token: Token, known: set[str]) -> tuple[str, str]:
    """Return what a token is called if it may not stand here, and a text to find it by.

    Args:
        token: a block, or a piece of one.
        known: the targets of the text's cross-references, as the parser writes them: `#id`.
    """
    kind = _kind(token)
    if kind not in _ALLOWED:
        if token.nesting < 0 or token.content.startswith("</"):
            return "", ""  # what it closes is reported
        # A fence is found by its marks: what it holds stands on the lines below.
        quoted = {"code_inline": token.markup + token.content, "fence": token.markup}.get(kind, token.content)
        return _FORBIDDEN.get(kind, ""), quoted.strip() or token.markup
    if title := str(token.attrs.get("title", "")):
        return "tittel på en lenke", title
    href = str(token.attrs.get("href", ""))
    if not href or href in known or (_LINK.match(href) and not href.startswith("#")):
        return "", ""
    return f"lenke til «{href}»", href


def _broken_link(text: str) -> str:
    """Say in Norwegian why what begins with the ] of a link is none."""
    if not text.startswith("]("):
        return "det er et mellomrom mellom ] og ("
    address = ADDRESS.match(text)
    if not address:
        return "den siste parentesen mangler"
    return (
        "adressen har et mellomrom, som skrives %20" if " " in address[0] else "adressen er delt på to linjer"
    )


def _kind(token: Token) -> str:
    return re.sub(r"_(open|close)$", "", token.type)


@cache
def _parser() -> MarkdownIt:
    """Return a parser that also knows tables, and writes what HTML can say."""
    parser = inline.parser().enable("table")
    parser.add_render_rule("ordered_list_open", _numbered)
    parser.add_render_rule("text_special", parser.renderer.rules["text"])  # type: ignore[attr-defined]
    return parser


def _numbered(renderer: RendererHTML, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    """Write the beginning of a numbered list; without its type, pandoc would count with letters in Word."""
    tokens[index].attrSet("type", "1")
    return renderer.renderToken(tokens, index, *rest)
