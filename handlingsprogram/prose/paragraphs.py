"""Prose as a reader meets it: paragraphs and sentences, each with its place in the text.

Texts are settled (`signs.settle`): whatever looks like an item's mark is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from handlingsprogram.prose import inline, lists, quotes
from handlingsprogram.prose.lists import Item
from handlingsprogram.prose.notes import INDENT, Note, notes
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ADDRESS = re.compile(r"\]\([^()]*\)")
"""What a link points to."""
_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:[ \t]*\n[ \t]*\S(?:.*\S)?)*")
BULLET = "•"
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_NO_END = re.compile(
    r"adm|art|bl\.a|ca|cf|dr|dvs|e\.g|ekskl|evt?|f\.eks|fhv|forts|i\.e|ift|iht|incl|inkl|jfr?|jmf|kap|kl|kr|m\.a"
    r"|maks|mht|mill|min|mrd|nr|ordf|p\.g\.a|pga"
    # «1.» before a capital is a date or a number, and «A.» an initial.
    r"|pkt|pr|prof|ref|resp|s\.k|t\.d|tidl|tlf|vs|\d{1,2}|\w"
)
"""Words whose full stop does not end a sentence."""
_LONGEST_WORD = 20
"""More characters than any of those words has, with the marks before it."""
_END = re.compile(r"[.!?][»”\")\]*_]*(?:\[\^[^\[\]\s]+\])?\s+(?=[^\w\s\[]*(?:\[?[A-ZÆØÅ0-9]|\[\]))")


class Skille(StrEnum):
    """What separates a paragraph from what stands before it in the section."""

    BLOKK = "blokk"
    """It begins a text of its own in the content."""
    AVSNITT = "avsnitt"
    """A blank line; between a list and the paragraph before it there is no telling, and it counts as one."""
    LINJE = "linje"
    """A line end: the next item of a list without blank lines."""


@record
class Piece:
    """A paragraph or a sentence."""

    tekst: str
    """Its words as they stand, line ends included, without the mark of an item or a footnote."""
    start: int
    """Where they begin in the whole text, counted in characters from 0."""
    i_liste: bool
    """Whether it is an item of a list, or belongs to one."""


@record
class Avsnitt:
    """A paragraph, item of a list or footnote text, in the one form of all that print the same."""

    tekst: str
    """Its words in Markdown (`inline.one_form`), without its mark."""
    skille: Skille = Skille.AVSNITT
    merke: str = ""
    """What is printed before it: `•`, `2.`, `b)`; for a footnote's text `[^a]:`, for one of a quotation
    `>`, for others nothing."""
    innrykk: int = 0
    """How many items and notes it stands in, itself not counted."""

    @property
    def markdown(self) -> str:
        """Its words with its mark, as they would stand alone."""
        return together([replace(self, innrykk=0)])

    @property
    def er_note(self) -> bool:
        """Whether it is a footnote's text."""
        return self.merke.startswith("[^")

    @property
    def er_sitat(self) -> bool:
        """Whether it is a quotation, or a part of one."""
        return self.merke == quotes.MARK


def paragraphs(markdown: str) -> Iterator[Piece]:
    """Give the paragraphs of a text that `prose.forbidden` finds nothing in: each item of a list is one."""
    for block in blocks(markdown):
        if block.stop > block.start:
            # Addresses are not read; what stands for them keeps every other character in its place.
            words = ADDRESS.sub(lambda match: "]" * len(match[0]), markdown[block.start : block.stop])
            words = quotes.with_blanks(words) if block.is_quoted else words
            within = isinstance(block.begins, Item) or any(isinstance(thing, Item) for thing in block.inside)
            yield Piece(words, block.start, within)


@lru_cache(maxsize=2048)
def joined_paragraphs(markdown: str) -> tuple[Avsnitt, ...]:
    """Return the paragraphs of a text, in one form for all that print the same; both sides share most texts.

    Footnotes' texts may stand anywhere: here they come last, in the order of their marks.
    """
    if _is_one_line(markdown):
        return (Avsnitt(inline.one_form(markdown), Skille.BLOKK),)
    parts = [
        Avsnitt(
            inline.one_form(block.words(markdown)),
            block.skille,
            block.merke,
            len(block.inside),
        )
        for block in blocks(markdown)
    ]
    if "]:" in markdown:
        parts = _notes_last(parts)
    return (replace(parts[0], skille=Skille.BLOKK), *parts[1:]) if parts else ()


def _is_one_line(markdown: str) -> bool:
    """Tell whether a text is plainly one paragraph: on one line that begins no item and no note; most are."""
    is_plain = "\n" not in markdown and not markdown.startswith(("[^", " ", "\t", quotes.MARK))
    return is_plain and bool(markdown) and not lists.may_have_items(markdown)


def together(parts: Iterable[Avsnitt]) -> str:
    """Return the text that paragraphs make together, the first one's separator left out."""
    text, widths, before = "", list[int](), Avsnitt("")
    for part in parts:
        widths = widths[: part.innrykk]
        # What an item without words of its own holds begins beside its mark.
        is_beside = before.merke and not before.tekst and part.innrykk > before.innrykk
        if text and not is_beside:
            text = text.rstrip(" ") + _between(before, part) + " " * sum(widths)
        mark = f"{part.merke.replace(BULLET, '-')} " if part.merke else ""
        if mark and not part.er_sitat:
            widths.append(INDENT if part.er_note else len(mark))
        text += mark + part.tekst.replace("\n", "\n" + (mark if part.er_sitat else " " * sum(widths)))
        before = part
    return text.rstrip(" ")


def _between(before: Avsnitt, part: Avsnitt) -> str:
    """Return what parts a paragraph from the one before: one quotation goes on, two are apart."""
    if part.skille is not Skille.LINJE:
        return "\n\n"
    return f"\n{quotes.MARK}\n" if part.er_sitat and before.er_sitat else "\n"


def one_form(markdown: str) -> str:
    """Return a text in the one form in which all are written that print the same."""
    if _is_one_line(markdown):
        return inline.one_form(markdown)
    return together(joined_paragraphs(markdown))


@dataclass(slots=True)
class _List:
    """A list, as far as it is read."""

    is_loose: bool = False
    """Whether blank lines stand in it."""


@dataclass(slots=True)
class Block:
    """Lines that are a paragraph."""

    begins: Item | Note | None
    """The item or note that it is the beginning of."""
    inside: tuple[Item | Note, ...]
    """The items and notes that it stands in, the innermost last."""
    around: _List | None
    """The list whose form says whether a blank line parts it from what stands before it."""
    start: int
    """Where its words begin."""
    stop: int
    """Where they end: there too, as long as it has none."""
    is_quoted: bool = False
    goes_on: bool = False
    """Whether it stands in the same quotation as the paragraph before."""

    def words(self, markdown: str) -> str:
        """Return its words as they stand in a text."""
        words = markdown[self.start : self.stop]
        return quotes.without_marks(words) if self.is_quoted else words

    @property
    def merke(self) -> str:
        """What is printed before it."""
        match self.begins:
            case Item(mark):
                return BULLET if mark.is_bullet else mark.text
            case Note(mark):
                return mark
        return quotes.MARK if self.is_quoted else ""

    @property
    def skille(self) -> Skille:
        """What separates it from what stands before it."""
        is_next = self.goes_on or (self.around and not self.around.is_loose)
        return Skille.LINJE if is_next else Skille.AVSNITT


def blocks(markdown: str) -> list[Block]:
    """Return the paragraphs of a text in their order."""
    if "]:" in markdown or lists.may_have_items(markdown) or quotes.has_quotes(markdown):
        return _Blocks(markdown).all()
    return [Block(None, (), None, *match.span()) for match in _PARAGRAPH.finditer(markdown)]


class _Blocks:
    """Goes through a text's lines once."""

    def __init__(self, markdown: str) -> None:
        self._markdown = markdown
        self._begins: dict[int, list[Item | Note]] = defaultdict(list)
        for note in notes(markdown):
            self._begins[note.first].append(note)
        for item in lists.read(markdown).items:
            self._begins[item.first].append(item)
        self._last: dict[Item | Note | None, _List] = {}
        """The list that was begun last in each item or note; for None, outside of them."""
        self._list_of: dict[Item | Note, _List] = {}
        self._blocks: list[Block] = []

    def all(self) -> list[Block]:
        """Return the paragraphs in the order of the text."""
        inside: list[Item | Note] = []
        ends: list[int] = []
        is_blank, is_quote, position = True, False, 0
        for number, line in enumerate(self._markdown.split("\n")):
            is_over = bool(ends) and ends[-1] <= number
            while ends and ends[-1] <= number:
                inside.pop()
                ends.pop()
            mark = 0 if inside else quotes.behind_mark(line)
            goes_on, is_quote = is_quote and bool(mark), bool(mark)
            position, line = position + mark, line[mark:]  # noqa: PLW2901 — what is left of it
            begins = self._begins.get(number, ())
            for thing in begins:
                self._add(thing, inside, self._behind(thing), is_blank=is_blank)
                inside.append(thing)
                ends.append(min([thing.end, *ends]))
                is_blank = False
            stop = position + len(line.rstrip())
            if line.strip():
                words = stop - len(self._markdown[position:stop].lstrip())
                if not begins and (is_blank or is_over):
                    self._add(None, inside, words, is_blank=is_blank)
                    self._blocks[-1].is_quoted, self._blocks[-1].goes_on = is_quote, goes_on
                block = self._blocks[-1]
                block.start = block.start if block.stop > block.start else max(block.start, words)
                block.stop = max(block.start, stop)
            is_blank = not line.strip()
            position += len(line) + 1
        return self._blocks

    def _behind(self, thing: Item | Note) -> int:
        """Return where the words behind a mark begin."""
        if isinstance(thing, Note):
            return thing.start
        rest = thing.mark.rest
        return thing.mark.start + len(thing.mark.text) + len(rest) - len(rest.lstrip())

    def _add(
        self, thing: Item | Note | None, inside: list[Item | Note], start: int, *, is_blank: bool
    ) -> None:
        """Begin a paragraph; a blank line before it makes the list that it stands in a loose one."""
        over = inside[-1] if inside else None
        around = self._list_of.get(over) if over and not isinstance(thing, Note) else None
        if isinstance(thing, Item):
            if thing.is_first:
                self._last[over] = _List()
            else:
                around = self._last[over]
            self._list_of[thing] = self._last[over]
        # Lists with letters are printed without blank lines; GitHub needs them, so they are always typed.
        is_lettered = isinstance(thing, Item) and thing.mark.is_lettered
        if around and is_blank and not is_lettered:
            around.is_loose = True
        self._blocks.append(Block(thing, tuple(inside), around if thing else None, start, start))


def _notes_last(parts: list[Avsnitt]) -> list[Avsnitt]:
    """Return the paragraphs of a text with its notes' texts behind, in the order of their marks."""
    body: list[Avsnitt] = []
    texts: dict[str, list[Avsnitt]] = {}
    into, depth = body, -1
    for part in parts:
        if part.er_note:
            into, depth = texts.setdefault(part.merke, []), part.innrykk
        elif part.innrykk <= depth:
            into, depth = body, -1
        into.append(part if into is body else replace(part, innrykk=part.innrykk - depth))
    used = (f"[^{name}]:" for part in body for name in _FOOTNOTE.findall(part.tekst))
    order = [mark for mark in dict.fromkeys(used) if mark in texts]
    return [*body, *(part for mark in dict.fromkeys([*order, *texts]) for part in texts[mark])]


def sentences(paragraph: Piece) -> Iterator[Piece]:
    """Give the sentences of a paragraph."""
    start = 0
    for match in _END.finditer(paragraph.tekst):
        before = paragraph.tekst[max(match.start() - _LONGEST_WORD, start) : match.start()].lower()
        word = before[-1:].strip() and before.split()[-1].lstrip('«“"(*_[')
        if not _NO_END.fullmatch(word):
            yield _part(paragraph, start, match.end())
            start = match.end()
    if start < len(paragraph.tekst):
        yield _part(paragraph, start, len(paragraph.tekst))


def _part(paragraph: Piece, start: int, end: int) -> Piece:
    return Piece(paragraph.tekst[start:end].rstrip(), paragraph.start + start, paragraph.i_liste)
