"""A report as a comment in a pull request: GitHub-flavoured Markdown that always fits one.

GitHub takes 65,536 characters. Where there is not room for all, each chapter gets its share; long reports and
those between two years are folded below their head.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.malform import NYNORSK
from handlingsprogram.malform.nynorsk import translated
from handlingsprogram.render.words.templates import escape_markdown
from handlingsprogram.review.compare.model import Type
from handlingsprogram.review.report.model import Entry, Figures, Run, noun
from handlingsprogram.review.report.texts import short
from handlingsprogram.review.report.words import Bit, Slag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from handlingsprogram.review.report.model import (
        Block,
        Chapter,
        Head,
        Line,
        Report,
        Row,
    )

LIMIT = 60_000
"""Bytes of a report; whoever posts it has room for some lines of his own."""
_OPEN = 12_000
"""A report with more bytes than this below its head is folded."""
_LAYOUTS: tuple[tuple[bool, tuple[Type, ...]], ...] = (
    (False, ()),
    (True, ()),
    (True, (Type.FJERNET,)),
    (True, (Type.FJERNET, Type.NY)),
)
"""The first that fits is taken: whether it is folded, and of what (gone, new prose) the first words do."""
_NOTHING = "&#8203;"
"""A character of no width, which keeps GitHub from reading meaning into text."""
_MEANING = re.compile(r"@(?=\w)|(?<=\\#)(?=\w)|:(?=[\w+-]+:)|(?<=GH-)(?=\d)")
_MEANING_IN_HTML = re.compile(
    r"@(?=\w)|(?<!&)#(?=\w)|:(?=[\w+-]+:)|(?<=GH-)(?=\d)|\b(?:(?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.))",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b(https?|ftp|mailto|xmpp)(?=:)|\b(www)(?=\.)", re.IGNORECASE)
_LEFT_OUT = "\n**Det er ikke plass til alt her.** Hele rapporten får du i et annet format."


class _Piece(NamedTuple):
    """Entries with what stands around them; what cannot be parted is one entry."""

    head: str
    entries: Sequence[str]
    tail: str = ""

    @property
    def size(self) -> int:
        return sum(map(_size, (self.head, *self.entries, self.tail)))


def render(report: Report) -> str:
    """Return the report."""
    head = "\n".join([*_head(report.head), *_areas(report.head), *_money(report.head)])
    room = LIMIT - _size(head) - 200
    parts: list[list[_Piece]] = []
    known: _Known = {}
    for is_folded, brief in _LAYOUTS:
        if is_folded or not report.head.areas:
            parts = _parts(report, known, is_folded=is_folded, brief=brief)
            if sum(map(_total, parts)) <= (room if is_folded else _OPEN):
                break
    rooms = _shares(list(map(_total, parts)), room)
    fitted = [_fitted(pieces, room) for pieces, room in zip(parts, rooms, strict=True)]
    is_whole = all(whole for _, whole in fitted)
    left_out = translated(_LEFT_OUT) if report.language == NYNORSK else _LEFT_OUT
    lines = [head, *(text for texts, _ in fitted for text in texts), "" if is_whole else left_out]
    return "\n".join(lines).rstrip() + "\n"


def _parts(report: Report, known: _Known, *, is_folded: bool, brief: Collection[Type]) -> list[list[_Piece]]:
    """Return the chapters in pieces; `brief`: of what the first words are enough."""
    if brief:
        report = replace(
            report, chapters=tuple(_chapter_in_brief(chapter, brief) for chapter in report.chapters)
        )
    chapters = (list(_chapter(chapter, known, is_folded=is_folded)) for chapter in report.chapters)
    return [*chapters, list(_appearance(report))]


def _chapter_in_brief(chapter: Chapter, brief: Collection[Type]) -> Chapter:
    parts = (
        replace(part, blocks=tuple(_in_brief(block, brief) for block in part.blocks))
        for part in chapter.parts
    )
    return replace(chapter, parts=tuple(parts))


def _total(pieces: Sequence[_Piece]) -> int:
    return sum(piece.size for piece in pieces)


def _shares(sizes: Sequence[int], room: int) -> list[int]:
    """Return how much room each chapter gets: what it needs, or as much as the others that need more."""
    shares = [0] * len(sizes)
    for left, i in zip(
        range(len(sizes), 0, -1), sorted(range(len(sizes)), key=sizes.__getitem__), strict=True
    ):
        shares[i] = min(sizes[i], room // left)
        room -= shares[i]
    return shares


def _fitted(pieces: Sequence[_Piece], room: int) -> tuple[list[str], bool]:
    """Return as much of a chapter as there is room for, and whether that is all."""
    lines: list[str] = []
    for piece in pieces:
        left = room - _size(piece.head) - _size(piece.tail)
        fitting: list[str] = []
        for entry in piece.entries:
            left -= _size(entry)
            if left < 0:
                break
            fitting.append(entry)
        is_cut = len(fitting) < len(piece.entries)
        if left >= 0 or fitting:
            lines += filter(None, (piece.head, *fitting, piece.tail))
        if is_cut or left < 0:
            return lines, False
        room = left
    return lines, True


def _size(text: str) -> int:
    return len(text.encode()) + 1


# --- Text ---------------------------------------------------------------------------------------


@lru_cache(maxsize=20_000)  # a report may be laid out in several ways before it fits
def plain(text: str) -> str:
    """Return text that GitHub shows as it is: no Markdown, no mentions, no links, no emoji."""
    text = escape_markdown(text.replace("\n", " "))
    text = _MEANING.sub(lambda match: match[0] + _NOTHING, text)
    return _ADDRESS.sub(lambda match: match[0] + "\\", text)


def _bits(bits: Sequence[Bit]) -> str:
    """Return text with what is gone struck out and what has come in bold."""
    text = ""
    for i, bit in enumerate(bits):
        if bit.slag is Slag.LIK or not bit.tekst.strip():
            text += "" if bit.slag is Slag.UT else plain(bit.tekst)
            continue
        sign = "~~" if bit.slag is Slag.UT else "**"
        before, words, after = _edges(bit.tekst)
        if text.endswith("~~") and not before:
            before = " "
        marked = f"{sign}{plain(words)}{sign}"
        text = _beside(text + before, marked) + after
        following = bits[i + 1].tekst[:1] if bits[i + 1 :] and bits[i + 1].slag is Slag.LIK else ""
        if not after and following.isalnum() and not words[-1:].isalnum():
            text += _NOTHING
    return text.strip()


def _beside(before: str, marked: str) -> str:
    """Join marked text to what stands before it, so that the marks are read as marks.

    A mark between a letter and a full stop would be read as text
    (https://spec.commonmark.org/0.31.2/#delimiter-run).
    """
    apart = before[-1:].isalnum() and not marked[2:3].isalnum()
    return before + (_NOTHING if apart else "") + marked


def _edges(text: str) -> tuple[str, str, str]:
    """Part a text from the blanks around it: marks must stand close to words."""
    words = text.strip()
    start = text.index(words)
    return text[:start], words, text[start + len(words) :]


# --- Head ---------------------------------------------------------------------------------------


def _head(head: Head) -> Iterator[str]:
    yield f"## {plain(head.title)}\n"
    yield f"{plain(head.lead)}\n"
    if not head.total:
        yield f"{plain(head.nothing)}\n"
    else:
        if head.figures:
            yield f"{', '.join(f'**{number}** {words}' for number, words in head.figures)}\n"
        yield "".join(f"- {plain(sentence)}\n" for sentence in head.sentences)
        yield from _counts(head)
    if head.notices:
        yield "**Merk**\n"
        yield "".join(f"- {plain(note)}\n" for note in head.notices)


def _counts(head: Head) -> Iterator[str]:
    rows = [(row.name, (*row.numbers, row.total)) for row in head.counts]
    yield f"| | {' | '.join(name.capitalize() for name in head.type_names)} | {head.total_title} |"
    yield "| --- |" + " ---: |" * (len(head.types) + 1)
    for name, numbers in (*rows, (head.total_title, (*head.sums, head.total))):
        yield f"| {plain(name)} | {' | '.join(str(number or '') for number in numbers)} |"
    yield ""


def _areas(head: Head) -> Iterator[str]:
    if not head.areas:
        return
    yield f"### {head.areas_title}\n"
    for area in head.areas:
        remark = f" *({plain(area.remark)})*" if area.remark else ""
        yield f"- **{plain(area.title)}**{remark}"
        for word, points in area.groups:
            yield from (f"  - *{word}:* {plain(point.text)}" for point in points)


def _money(head: Head) -> Iterator[str]:
    if head.money:
        yield f"\n### {head.money_title}\n"
        yield from _figures(head.money)


# --- Chapters -----------------------------------------------------------------------------------


def _chapter(chapter: Chapter, known: _Known, *, is_folded: bool) -> Iterator[_Piece]:
    gone = f" ({chapter.remark})" if chapter.remark else ""
    if chapter.title and (chapter.parts[1:] or not is_folded):
        yield _Piece("", (f"\n### {plain(chapter.title)}{gone}\n",))
    for part in chapter.parts:
        title = "".join(bit.tekst for bit in part.title if bit.slag is not Slag.UT) or chapter.title + gone
        head, tail = "", ""
        if is_folded:
            count = f" ({part.count} {noun(part)})" if part.count else ""
            head, tail = f"<details><summary>{_summary(title)}{count}</summary>\n", "\n</details>\n"
        elif part.title:
            head = f"\n#### {_bits(part.title)}\n"
        remarks = " · ".join(
            plain(text) for text in (part.above, *(label.text for label in part.labels)) if text
        )
        above = "\n".join(filter(None, (head, f"*{remarks}*\n" if remarks else "")))
        entries = [text for block in part.blocks for text in _laid_out(block, known)]
        yield _Piece(above, entries, tail)


def _summary(text: str) -> str:
    return _MEANING_IN_HTML.sub(lambda match: match[0] + _NOTHING, escape(text, quote=False))


def _appearance(report: Report) -> Iterator[_Piece]:
    if report.appearance:
        head = f"\n<details><summary>{_summary(report.appearance_title)}</summary>\n"
        yield _Piece(head, [f"- {plain(sentence)}" for sentence in report.appearance], "\n</details>\n")


# --- Blocks -------------------------------------------------------------------------------------


_Known = dict[int, tuple["Block", list[str]]]
"""The blocks that are laid out already, by their identity: most are the same in every layout."""


def _laid_out(block: Block, known: _Known) -> list[str]:
    if id(block) not in known:
        known[id(block)] = block, list(_block(block))
    return known[id(block)][1]


def _block(block: Block) -> Iterator[str]:
    match block:
        case Entry():
            yield _entry(block, is_gone=Type.FJERNET in block.types)
        case Run(running=True, entries=[_, _, *_]):
            lines = (_line(entry.text, is_gone=block.type is Type.FJERNET) for entry in block.entries)
            yield "\n".join([f"- *{plain(block.label)}:*", *lines])
        case Run():
            yield from (_entry(entry, is_gone=block.type is Type.FJERNET) for entry in block.entries)
        case Figures():
            yield from _figures(block)


def _in_brief(block: Block, brief: Collection[Type]) -> Block:
    """Return what has come or gone by its first words, where that is enough; new measures never are."""
    if (
        not isinstance(block, Run)
        or block.type not in brief
        or not (block.running or block.type is Type.FJERNET)
    ):
        return block
    entries = (
        replace(
            entry,
            text=replace(entry.text, bits=tuple(Bit(bit.slag, short(bit.tekst)) for bit in entry.text.bits)),
            lines=(),
        )
        for entry in block.entries
    )
    return replace(block, entries=tuple(entries))


def _entry(entry: Entry, *, is_gone: bool) -> str:
    label = ", ".join(plain(text) for text in (entry.what, *(label.text for label in entry.labels)) if text)
    words = _text(entry.text, is_gone=is_gone)
    return "\n".join([f"- *{label}:* {words}".rstrip(), *(_line(line) for line in entry.lines)])


def _line(line: Line, *, is_gone: bool = False) -> str:
    name = f"*{plain(line.name)}:* " if line.name else ""
    return f"  - {name}{_text(line, is_gone=is_gone)}"


def _text(line: Line, *, is_gone: bool) -> str:
    bits = tuple(Bit(Slag.UT, bit.tekst) for bit in line.bits) if is_gone else line.bits
    mark = "" if line.mark == "•" else line.mark
    return f"{plain(mark)} {_bits(bits)}".strip()


def _figures(figures: Figures) -> Iterator[str]:
    """Give a table of figures row by row, the first with what stands above it."""
    labels = "".join(f", {plain(label.text)}" for label in figures.labels)
    head = f"\n**{plain(figures.title)}** ({plain(figures.unit)}{labels})\n\n"
    head += f"| | {' | '.join(map(plain, figures.heads))} |\n| --- |{' ---: |' * len(figures.heads)}\n"
    for i, row in enumerate(figures.rows):
        yield (head if i == 0 else "") + _row(row) + ("\n" if i == len(figures.rows) - 1 else "")
    if figures.note:
        yield f"{plain(figures.note)}\n"


def _row(row: Row) -> str:
    labels = ", ".join(plain(label.text) for label in row.labels)
    name = _bits(row.name) + (f" *({labels})*" if labels else "")
    return f"| {' | '.join([name, *map(plain, row.cells)])} |"
