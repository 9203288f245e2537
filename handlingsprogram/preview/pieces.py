"""The Markdown edition in pieces, cut at its headings: of an edited programme, pandoc reads what is new.

Put together, what pandoc writes of the pieces is what it writes of the whole, byte for byte: sections are
nested, footnotes and tables numbered through, and the notes gathered at the end.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import TYPE_CHECKING

from handlingsprogram.records import record
from handlingsprogram.render.edition import pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BORDER = re.compile(r"\n\n(?=(?:<!-- [\w -]+ -->\n)?#+ <a id=)")
_HEADING = re.compile(r"^(#+) <a id=", re.MULTILINE)
_PAGE = "<!-- sideskift"
_WIDE = re.compile(r'<table[^>]*[ "]liggende["]')
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:", re.MULTILINE)
"""What a link may name from anywhere in the text."""
_NOTE = re.compile(r"\[\^(\d+)\]")
_TABLE = re.compile(r'^(#tabell\("[^"]*", widths: .*?, number: )(\d+)(?=, head-rows: )', re.MULTILINE)
_NOTES = re.compile(
    r'\n?(?P<begin><section id="fotnoter_" [^>]*>\n<h2[^\n]*\n<ol>\n)(?P<notes>.*)'
    r"(?P<end>\n</ol>\n</section>)\Z",
    re.DOTALL,
)
_NUMBERED = re.compile(
    r'<li id="fotnote_\d+">'
    r'|<a class="fotnotemerke" role="doc-noteref" id="fotnote_\d+_merke" href="#fotnote_\d+" '
    r'aria-label="<!--ord fotnote \d+-->"><sup>\d+</sup>'
    r'|<a class="tilbake" role="doc-backlink" href="#fotnote_\d+_merke" '
    r'aria-label="<!--ord fotnote_tilbake \d+-->"'
)
_ONE_NOTE, _END = '<li id="fotnote_', "</section>"
_FORMATS = ("typst", "html")


@record
class Piece:
    """Some of the text, from a heading to before another one."""

    text: str
    """Its footnotes are numbered from 1."""
    levels: tuple[int, ...]
    """Of its headings."""


@record
class _Written:
    """What pandoc writes of a piece."""

    typst: str
    html: str


class Pieces:
    """What pandoc has written, kept for as long as the pieces are as they were.

    Two processes work at a time. Not for several callers at once.
    """

    def __init__(self) -> None:
        self._kept: dict[Piece, _Written] = {}
        self._readers = (pandoc.Waiting(), pandoc.Waiting())

    def close(self) -> None:
        """Let the processes go."""
        for reader in self._readers:
            reader.close()

    def translate(self, markdown: str) -> tuple[bytes, bytes]:
        """Return what pandoc writes of a Markdown edition: Typst with an anchor for each row, and HTML.

        Args:
            markdown: the whole.

        Raises:
            UserError: pandoc is missing, or was stopped.
        """
        pieces = cut(markdown)
        new = [piece for piece in dict.fromkeys(pieces) if piece not in self._kept]
        self._kept |= dict(zip(new, self._write(new), strict=True))
        # The newest last: what is undone is soon wanted again, what is older is let go.
        for piece in pieces:
            self._kept[piece] = self._kept.pop(piece)
        for old in list(self._kept)[: -2 * len(pieces) or None]:
            del self._kept[old]
        written = [self._kept[piece] for piece in pieces]
        return _typst(written).encode(), _html(pieces, written).encode()

    def _write(self, pieces: Sequence[Piece]) -> list[_Written]:
        middle = len(pieces) // 2
        shares = (pieces[middle:], pieces[:middle])
        with ThreadPoolExecutor(2) as pool:
            second, first = pool.map(_read, self._readers, shares)
        return [*first, *second]


def _read(reader: pandoc.Waiting, pieces: Sequence[Piece]) -> list[_Written]:
    if not pieces:
        return []
    # A note's name is its own in all the text that is read.
    texts = (_NOTE.sub(rf"[^{i}n\1]", piece.text) for i, piece in enumerate(pieces))
    headings = [len(piece.levels) for piece in pieces]
    written = reader.translate("\n\n".join(texts), headings, _FORMATS)
    return [_Written(*(content.decode() for content in both)) for both in written]


def cut(markdown: str) -> list[Piece]:
    """Cut a text at its headings, but not where a landscape page may begin before one.

    What belongs on a page with a wide table is for templates/pandoc/skriv.lua to say: it looks back over
    headings and text, until a heading that begins a page, or another table.
    """
    texts = [markdown] if _DEFINITION.search(markdown) else _BORDER.split(markdown)
    found: list[str] = []
    for text in texts:
        joined, is_barred = text, not _WIDE.search(text)
        while found and not is_barred and not (joined.startswith(_PAGE) and not _ends_wide(found[-1])):
            is_barred = "<table" in found[-1]
            joined = f"{found.pop()}\n\n{joined}"
        # No section ends in a piece that began before it.
        while found and min(levels := _levels(joined)) < levels[0]:
            joined = f"{found.pop()}\n\n{joined}"
        found.append(joined)
    return [Piece(_numbered_notes(text), _levels(text)) for text in found]


def _levels(text: str) -> tuple[int, ...]:
    return tuple(map(len, _HEADING.findall(text)))


def _ends_wide(text: str) -> bool:
    blocks = text.rstrip().split("\n\n")
    while blocks[-1].lstrip("\n").startswith("<!-- tabellnote -->"):
        blocks.pop()
    return bool(_WIDE.match(blocks[-1].lstrip("\n")))


def _numbered_notes(text: str) -> str:
    numbers = {name: str(i) for i, name in enumerate(dict.fromkeys(_NOTE.findall(text)), 1)}
    return _NOTE.sub(lambda note: f"[^{numbers[note[1]]}]", text)


def _typst(pieces: Sequence[_Written]) -> str:
    """Return the pieces as one; the tables are numbered through, from 0."""
    texts = [piece.typst.removesuffix("//") for piece in pieces]
    numbers = count()
    joined = _TABLE.sub(lambda found: f"{found[1]}{next(numbers)}", "".join(texts))
    return joined.removesuffix("\n")  # nothing stands behind the last one


def _html(pieces: Sequence[Piece], written: Sequence[_Written]) -> str:
    """Return the pieces as one: sections in sections, and all the notes at the end."""
    texts: list[str] = []
    notes: list[re.Match[str]] = []
    open_: list[int] = []
    for piece, made in zip(pieces, written, strict=True):
        text = _renumbered(made.html, sum(found["notes"].count(_ONE_NOTE) for found in notes))
        if found := _NOTES.search(text):
            notes.append(found)
            text = text[: found.start()]
        if text:
            ended = sum(level >= min(piece.levels, default=1) for level in open_)
            inside = _left_open(piece.levels)
            begun = text.removesuffix("\n".join([_END] * len(inside))).removesuffix("\n")
            texts += [*[_END] * ended, begun]
            open_ = [*open_[: len(open_) - ended], *inside]
    texts += [_END] * len(open_)
    if notes:
        texts.append(notes[0]["begin"] + "\n".join(found["notes"] for found in notes) + notes[0]["end"])
    return "\n".join(texts)


def _left_open(levels: Sequence[int]) -> list[int]:
    """Return the levels of the sections that are open at the end of a piece."""
    open_: list[int] = []
    for level in levels:
        while open_ and open_[-1] >= level:
            open_.pop()
        open_.append(level)
    return open_


def _renumbered(html: str, more: int) -> str:
    """Return a piece whose notes have numbers that are so much higher."""
    if not more:
        return html
    return _NUMBERED.sub(
        lambda tag: re.sub(
            r"(?<=fotnote[_ ])\d+|(?<=_tilbake )\d+|(?<=<sup>)\d+",
            lambda number: str(int(number[0]) + more),
            tag[0],
        ),
        html,
    )


def sections(html: str) -> Iterator[tuple[str, str]]:
    """Give each outermost section of a page's text, with its id.

    Args:
        html: a page, or its text.
    """
    starts = [*re.finditer(r'^<section id="([^"]*)" class="level2\b', html, re.MULTILINE)]
    end = html.rfind(_END) + len(_END)
    for start, after in zip(starts, [*(one.start() for one in starts[1:]), end], strict=True):
        yield start[1], html[start.start() : after].rstrip()
