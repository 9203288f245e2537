"""A report for a terminal: in colours on one, and readable without."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from handlingsprogram.report import visible
from handlingsprogram.review.compare.model import Type
from handlingsprogram.review.report.model import Entry, Figures, Run
from handlingsprogram.review.report.words import Slag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlingsprogram.review.report.model import Bits, Head, Label, Line, Part, Report, Row

WIDTH = 80
_NAME, _LEAST_NAME = 36, 20
"""So much of a post's name is shown beside its figures, and where there are many of them."""
_RED, _GREEN, _YELLOW, _BOLD, _DIM = "31", "32", "33", "1", "2"
_SIGNS = {
    Type.NY: ("+", _GREEN),
    Type.FJERNET: ("-", _RED),
    Type.DELT: ("*", _YELLOW),
    Type.SLÅTT_SAMMEN: ("*", _YELLOW),
    Type.FLYTTET: (">", _YELLOW),
}
"""What stands before a thing, by the weightiest of what has happened to it, and its colour."""

_BECOME = "=+-"
"""What stands before a measure that goes on, is new or has ended."""
_CHANGED = ("~", _YELLOW)


class Text:
    """Prints a report; all text passes `visible`, so that content cannot write to the terminal."""

    def __init__(self, *, coloured: bool) -> None:
        self._coloured = coloured

    def report(self, report: Report) -> str:
        """Return the whole report."""
        lines = [*self._head(report.head)]
        for chapter in report.chapters:
            gone = f" ({chapter.remark})" if chapter.remark else ""
            if chapter.title:
                lines.append(self._title(f"{chapter.title}{gone} ({chapter.count})"))
            for part in chapter.parts:
                lines += self._part(part)
        if report.appearance:
            lines.append(self._title(report.appearance_title))
            for sentence in report.appearance:
                lines += self._hanging(f"~ {visible(sentence)}", 2)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip("\n") + "\n"

    # --- Head ---

    def _head(self, head: Head) -> Iterator[str]:
        yield self._paint(visible(head.title), _BOLD)
        yield from self._wrapped(head.lead, 0)
        yield ""
        if not head.total:
            yield head.nothing
        else:
            if head.figures:
                yield ", ".join(f"{number} {words}" for number, words in head.figures)
                yield ""
            for sentence in head.sentences:
                yield from self._hanging(f"- {visible(sentence)}", 0)
            yield ""
            yield from self._areas(head)
            if head.money:
                yield from self._figures(head.money)
                yield ""
            yield from self._counts(head)
        yield ""
        for note in head.notices:
            yield from self._wrapped(note, 0)
        yield ""

    def _areas(self, head: Head) -> Iterator[str]:
        for area in head.areas:
            remark = f" ({area.remark})" if area.remark else ""
            yield self._paint(visible(area.title + remark), _BOLD)
            for sign, (_, points) in zip(_BECOME, area.groups, strict=True):
                for point in points:
                    yield from self._hanging(f"{sign} {visible(point.text)}", 2)
        if head.areas:
            yield self._paint("  ".join(map(" ".join, zip(_BECOME, head.kinds, strict=True))), _DIM)
            yield ""

    def _counts(self, head: Head) -> Iterator[str]:
        width = max(len(row.name) for row in head.counts)
        names = [[*name.split()] for name in head.type_names] + [["i", "alt"]]
        widths = [max(map(len, words)) + 1 for words in names]
        height = max(map(len, names))
        for line in range(height):
            # A name of two words stands on two lines, the last one beside the others.
            words = [([""] * (height - len(name)) + name)[line] for name in names]
            heads = "".join(word.rjust(room) for word, room in zip(words, widths, strict=True))
            yield self._paint((" " * width + heads).rstrip(), _DIM)
        rows = [(row.name, (*row.numbers, row.total)) for row in head.counts]
        for name, numbers in (*rows, (head.total_title, (*head.sums, head.total))):
            cells = (f"{number or '·'}".rjust(room) for number, room in zip(numbers, widths, strict=True))
            yield f"{name.ljust(width)}{''.join(cells)}"

    # --- Parts ---

    def _title(self, title: str) -> str:
        return f"\n{self._paint(visible(title), _BOLD)}\n{'─' * min(WIDTH, len(title))}"

    def _part(self, part: Part) -> Iterator[str]:
        if part.title:
            above = f"  ({visible(part.above)})" if part.above else ""
            yield ""
            yield from self._hanging(
                f"{self._paint(self._bits(part.title), _BOLD)}{self._paint(above, _DIM)}", 0
            )
        for label in part.labels:
            yield from self._lines(f"{self._sign((label,))} {visible(label.text)}", 2, 4)
        yield ""
        for block in part.blocks:
            match block:
                case Entry():
                    yield from self._entry(block)
                case Run():
                    yield from self._run(block)
                case Figures():
                    yield from self._figures(block)
                    yield ""

    def _run(self, run: Run) -> Iterator[str]:
        """Give things that came or went together: running text below one label, others each with its own."""
        if not run.running or not run.entries[1:]:
            for entry in run.entries:
                yield from self._entry(entry)
            return
        yield f"  {self._sign_of(run.type)} {self._paint(f'({visible(run.label)})', _DIM)}"
        for entry in run.entries:
            yield from self._line(entry.text, "  ")

    def _entry(self, entry: Entry) -> Iterator[str]:
        labels = ", ".join(visible(label.text) for label in entry.labels)
        label = " ".join(filter(None, [visible(entry.what), f"({labels})" if labels else ""]))
        words = f"{visible(entry.text.mark)} {self._bits(entry.text.bits)}".strip()
        head = f"{self._sign(entry.labels)} {self._paint(label, _DIM)}{': ' if words else ''}{words}"
        yield from self._hanging(head, 2)
        for line in entry.lines:
            yield from self._line(line, "• ")

    def _line(self, line: Line, otherwise: str) -> Iterator[str]:
        """Give a field below its thing."""
        name = f"{visible(line.name)}: " if line.name else ""
        mark = f"{visible(line.mark)} " if line.mark else "" if name else otherwise
        yield from self._hanging(f"{mark}{name}{self._bits(line.bits)}", 6)

    def _sign(self, labels: Iterable[Label]) -> str:
        types = {label.type for label in labels}
        return self._sign_of(next((kind for kind in _SIGNS if kind in types), None))

    def _sign_of(self, kind: Type | None) -> str:
        sign, colour = _SIGNS[kind] if kind else _CHANGED
        return self._paint(sign, colour)

    # --- Figures ---

    def _figures(self, figures: Figures) -> Iterator[str]:
        labels = "".join(f" ({visible(label.text)})" for label in figures.labels)
        yield f"\n{self._paint(visible(figures.title), _BOLD)}, {visible(figures.unit)}{labels}"
        cells = [[visible(cell).replace("\u00a0", " ") for cell in row.cells] for row in figures.rows]
        heads = [textwrap.wrap(visible(head), 12) or [""] for head in figures.heads]
        widths = [
            max(*map(len, head), *(len(row[i]) for row in cells), 0) + 2 for i, head in enumerate(heads)
        ]
        room = max(_LEAST_NAME, min(_NAME, WIDTH - 4 - sum(widths)))
        names = [self._name(row.name, room) for row in figures.rows]
        width = max(map(len, names), default=0)
        height = max(map(len, heads), default=0)
        for line in range(height):
            words = [([""] * (height - len(head)) + head)[line] for head in heads]
            shown = "".join(word.rjust(room) for word, room in zip(words, widths, strict=True))
            yield self._paint(f"{' ' * (width + 4)}{shown}".rstrip(), _DIM)
        for row, name, printed in zip(figures.rows, names, cells, strict=True):
            shown = "".join(cell.rjust(room) for cell, room in zip(printed, widths, strict=True))
            yield f"  {self._row_sign(row)} {name.ljust(width)}{shown}".rstrip()
        if figures.note:
            yield from self._wrapped(figures.note, 2)

    def _row_sign(self, row: Row) -> str:
        if row.follows or not row.changes:
            return "=" if row.follows else " "
        return self._sign_of(next((kind for kind in _SIGNS if kind in row.types), None))

    def _name(self, bits: Bits, room: int) -> str:
        """Return a post's name in as much room, or whole with what has changed in it."""
        if any(bit.slag is not Slag.LIK for bit in bits):
            return "".join(_marked(bit.slag, visible(bit.tekst)) for bit in bits)
        return textwrap.shorten(visible("".join(bit.tekst for bit in bits)), room, placeholder=" …")

    # --- Letters ---

    def _bits(self, bits: Bits) -> str:
        return "".join(self._bit(bit.slag, visible(bit.tekst.replace("\n", " / "))) for bit in bits)

    def _bit(self, slag: Slag, text: str) -> str:
        colours = {Slag.UT: _RED, Slag.INN: _GREEN}
        return self._paint(_marked(slag, text), colours[slag]) if slag in colours else text

    def _paint(self, text: str, colour: str) -> str:
        if not self._coloured or not text:
            return text
        # A colour begins anew with each word, so that lines can end anywhere.
        return re.sub(r"\S+", lambda match: f"\x1b[{colour}m{match[0]}\x1b[0m", text)

    def _wrapped(self, text: str, indent: int) -> list[str]:
        return self._lines(visible(text), indent, indent)

    def _hanging(self, text: str, indent: int) -> list[str]:
        return self._lines(text, indent, indent + 2)

    def _lines(self, text: str, first: int, rest: int) -> list[str]:
        """Break text into lines; colours take no room."""
        lines, line, room = [], " " * first, WIDTH - first
        for word in text.split(" "):
            length = len(re.sub(r"\x1b\[[0-9;]*m", "", word))
            if length + 1 > room and line.strip():
                lines.append(line.rstrip())
                line, room = " " * rest, WIDTH - rest
            line += word + " "
            room -= length + 1
        return [*lines, line.rstrip()]


def _marked(slag: Slag, text: str) -> str:
    return {Slag.UT: f"[-{text}-]", Slag.INN: f"{{+{text}+}}"}.get(slag, text)


def render(report: Report) -> str:
    """Return the report without colours."""
    return Text(coloured=False).report(report)


def coloured(report: Report) -> str:
    """Return the report for a terminal that shows colours."""
    return Text(coloured=True).report(report)
