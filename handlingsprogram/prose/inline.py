"""The words of a paragraph with what marks them: emphasis, links, notes, breaks; read as CommonMark reads.

markdown-it reads what is not plainly in order; most paragraphs are, and it need not be loaded for them.
A test holds the short way to the long one.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from handlingsprogram.prose.items import MARK, escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MAX_BRACKETS = 200
"""`[` in one text: each may begin a link, so that the reader of Markdown looks for its end."""


class Bit(NamedTuple):
    """A piece of a paragraph."""

    slag: Literal["ord", "inn", "ut", "note", "linje"]
    """Words; where emphasis or a link begins and ends; a footnote's mark; a line that is broken."""
    tekst: str
    """The words as they are printed; what makes the emphasis, or `[` for a link; the note's name."""
    adresse: str = ""
    """What a link points to."""


_BLANKS = re.compile(r"[ \t\n]+")
_SIGN = re.compile(r"[\\`*_~<\[\]&]")
_CODE = re.compile(r"&[#A-Za-z0-9]+;")
_SPECIAL = re.compile(rf"[\\`*_~<\[\]]|{_CODE.pattern}| {{2,}}\n")
"""What a paragraph must have to be more than its words."""
_PUNCTUATION = r"[!-/:-@\[-`{-~]"
_PIECE = re.compile(
    rf"\\(?P<tegn>{_PUNCTUATION})"
    r"|(?<!!)\[(?P<lenke>[^\[\]\\`*_~<>\n]*)\]\((?P<adresse>#[^()\s\\]*|https?://[^()\s<>\\]+)\)"
    r"|\[\^(?P<note>[^\[\]\s]+)\]"
    r"|(?<![^\s(«\"–-])(?P<stjerner>\*\*?)(?=[^\s*])(?P<ord>(?:[^*_`<>\[\]\\~\n]|(?<! )\n)*)"
    r"(?<=[^\s*])(?P=stjerner)"
    r"(?![^\s.,:;!?)»\"–-])"
)
"""What is plainly in order: an escape, a whole link, a footnote's mark, words between stars."""
_NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_KINDS = {"em": "*", "strong": "**", "s": "~~", "link": "["}
"""markdown-it's names for what is opened and closed."""


def read(markdown: str) -> list[Bit]:
    """Return the pieces of a paragraph, an item's words or a note's, in order."""
    markdown = markdown.strip(" \t\n")
    if not _SPECIAL.search(markdown):
        return [Bit("ord", _BLANKS.sub(" ", markdown))] if markdown else []
    short = _short(markdown)
    return _joined(_long(markdown) if short is None else short)


def one_form(markdown: str) -> str:
    """Return a paragraph in the one form in which all are written that print the same.

    Lines are joined, emphasis is `*` and `**`, a break is a backslash, and a backslash stands before a sign
    only where that would be a mark. What holds other forms is left as it is.
    """
    markdown = markdown.strip(" \t\n")
    if not _SIGN.search(markdown) and "  \n" not in markdown:
        return _one_blank(markdown)
    bits = _short(markdown)
    if bits is not None:
        return written(bits)
    bits = _joined(_long(markdown))
    found = _written(bits)
    return found if _joined(_long(found)) == bits else markdown


def written(bits: Iterable[Bit]) -> str:
    """Return pieces as a paragraph of Markdown, which `read` gives the same pieces of."""
    return _written(_joined(bits))


def _short(markdown: str) -> list[Bit] | None:
    """Return the pieces of a text in which all is plainly in order; None for others."""
    if _CODE.search(markdown):
        return None
    bits: list[Bit] = []
    position = 0
    for match in _PIECE.finditer(markdown):
        between = markdown[position : match.start()]
        if _SPECIAL.search(between):
            return None
        bits += [Bit("ord", between), *_plain_piece(match)]
        position = match.end()
    rest = markdown[position:]
    return None if _SPECIAL.search(rest) else [*bits, Bit("ord", rest)]


def _plain_piece(match: re.Match[str]) -> Iterator[Bit]:
    if match["tegn"]:
        yield Bit("ord", match["tegn"])
    elif match["note"]:
        yield Bit("note", match["note"])
    elif match["stjerner"]:
        yield from (Bit("inn", match["stjerner"]), Bit("ord", match["ord"]), Bit("ut", match["stjerner"]))
    else:
        address = match["adresse"]
        yield from (Bit("inn", "[", address), Bit("ord", match["lenke"]), Bit("ut", "[", address))


def _long(markdown: str) -> list[Bit]:
    brackets = re.finditer(r"\[(?!\^)", markdown)
    if next(islice(brackets, MAX_BRACKETS, None), None):
        return [Bit("ord", markdown)]  # a rule tells of it
    [paragraph] = _reader().parseInline(markdown)
    open_: list[str] = []
    return [_bit(token, open_) for token in paragraph.children or ()]


def _bit(token: Token, open_: list[str]) -> Bit:
    """Return what a token is; `open_` are the addresses of the links that it stands in."""
    name = token.type.removesuffix("_open").removesuffix("_close")
    if name in _KINDS and token.nesting:
        is_link = name == "link"
        if token.nesting > 0 and is_link:
            open_.append(str(token.attrs["href"]))
        address = open_[-1] if is_link else ""
        if token.nesting < 0 and is_link:
            open_.pop()
        return Bit("inn" if token.nesting > 0 else "ut", _KINDS[name], address)
    if token.type == "hardbreak":
        return Bit("linje", "")
    if token.type == "note":
        return Bit("note", token.content)
    return Bit("ord", " " if token.type == "softbreak" else token.content)


def _joined(bits: Iterable[Bit]) -> list[Bit]:
    """Return pieces with neighbouring words as one, in which every blank is one."""
    found: list[Bit] = []
    for bit in bits:
        if bit.slag == "ord" and found and found[-1].slag == "ord":
            found[-1] = Bit("ord", found[-1].tekst + bit.tekst)
        elif bit.slag != "ord" or bit.tekst:
            found.append(bit)
    found = [bit._replace(tekst=_one_blank(bit.tekst)) if bit.slag == "ord" else bit for bit in found]
    for i in range(len(found)):
        if found[i].slag == "ord":
            text = found[i].tekst
            text = text.lstrip(" ") if i == 0 or found[i - 1].slag == "linje" else text
            text = text.rstrip(" ") if i == len(found) - 1 or found[i + 1].slag == "linje" else text
            found[i] = Bit("ord", text)
    return [bit for bit in found if bit.slag != "ord" or bit.tekst]


def _one_blank(text: str) -> str:
    return _BLANKS.sub(" ", text) if "\n" in text or "  " in text or "\t" in text else text


# --- Written again --------------------------------------------------------------------------------

_SIGNS = re.compile(r"[*_]+|~+|[`\\\[\]<!]|&(?=[#A-Za-z0-9]+;)|\A:")
"""What may be a mark, by what stands beside it."""
_ITEM = re.compile(rf"^(?:{MARK})(?=[ \t]|$)", re.MULTILINE)
_BESIDE = "\0"
"""What stands for another piece beside words."""


def _written(bits: Sequence[Bit]) -> str:
    """Return pieces as Markdown."""
    parts: list[str] = []
    in_link = False
    around = [None, *bits, None]
    for i, bit in enumerate(bits):
        match bit.slag:
            case "ord":
                parts.append(_text(bit.tekst, around[i], around[i + 2], in_link=in_link))
            case "note":
                parts.append(f"[^{bit.tekst}]")
            case "linje":
                parts.append("\\\n")
            case _ if bit.tekst == "[":
                in_link = bit.slag == "inn"
                parts.append("[" if in_link else f"]({bit.adresse})")
            case _:
                parts.append(bit.tekst)
    # An item's mark at the beginning of a line is text: else it would not stand among the words.
    return _ITEM.sub(lambda match: escaped(match[0]), "".join(parts))


def _text(text: str, before: Bit | None, after: Bit | None, *, in_link: bool) -> str:
    """Return words with a backslash before what would be a mark."""
    if not _SIGNS.search(text):
        return text
    first = " " if before is None or before.slag == "linje" else _BESIDE
    last = " " if after is None else "\\" if after.slag == "linje" else _BESIDE
    if after and after.slag == "inn" and after.tekst == "[":
        last = "["

    def sign(match: re.Match[str]) -> str:
        left = text[match.start() - 1] if match.start() else first
        right = text[match.end()] if match.end() < len(text) else last
        is_mark = _IS_MARK[match[0][0]](match[0], left, right) or (in_link and match[0] in "[]")
        return "".join(f"\\{character}" for character in match[0]) if is_mark else match[0]

    return _SIGNS.sub(sign, text)


_IS_MARK: Mapping[str, Callable[[str, str, str], bool]] = {
    "*": lambda _sign, left, right: not (left + right).isspace(),
    "_": lambda _sign, left, right: not ((left + right).isspace() or (left + right).isalnum()),
    "~": lambda sign, left, right: len(sign) > 1 or _BESIDE in left + right,
    "\\": lambda _sign, _left, right: not (right.isalnum() or right.isspace()),
    "[": lambda _sign, _left, right: right == "^",
    "]": lambda _sign, _left, right: right == "(",
    "<": lambda _sign, _left, right: right.isalpha() or right in "/!?",
    "!": lambda _sign, _left, right: right == "[",
    ":": lambda _sign, left, _right: left == _BESIDE,
    "&": lambda *_: True,
    "`": lambda *_: True,
}
"""Whether a sign, or several alike, would be read as a mark between two characters."""


@cache
def _reader() -> MarkdownIt:
    """Return a parser that knows footnotes' marks and leaves addresses as they are written."""
    reader = parser()
    for name in ("normalizeLink", "normalizeLinkText"):
        setattr(reader, name, lambda url: url)
    reader.inline.ruler.before("link", "note", _note)
    return reader


def parser() -> MarkdownIt:
    """Return a parser that keeps what was escaped apart from what was not."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark").enable("strikethrough").disable("text_join")
    # It would take links to javascript: and file: for text; pandoc would not, so they must be seen.
    made.validateLink = lambda _url: True  # type: ignore[assignment,method-assign]
    return made


def _note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — markdown-it calls it
    match = _NOTE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("note", "", 0).content = match[1]
    state.pos = match.end()
    return True
