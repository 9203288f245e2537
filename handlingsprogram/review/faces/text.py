"""A comparison for a terminal: in colours on one, and readable without."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from handlingsprogram.report import visible
from handlingsprogram.review.compare.model import Type
from handlingsprogram.review.outline import TYPER, outline, result_line
from handlingsprogram.review.report.words import Slag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.outline import Budsjettdel, Del, Innslag, Merke, Rapport, Tallinje, Telling
    from handlingsprogram.review.report.words import Bit

WIDTH = 80
_NAME = 36
"""So much of a post's name is shown beside its figures."""
_RED, _GREEN, _YELLOW, _BOLD, _DIM = "31", "32", "33", "1", "2"
_SIGNS = {
    Type.NY: ("+", _GREEN),
    Type.FJERNET: ("-", _RED),
    Type.DELT: ("*", _YELLOW),
    Type.SLÅTT_SAMMEN: ("*", _YELLOW),
    Type.FLYTTET: (">", _YELLOW),
}
"""What stands before a thing, by the weightiest of what has happened to it, and its colour."""


def render(comparison: Comparison) -> str:
    """Return the report without colours."""
    return Text(coloured=False).report(outline(comparison))


def coloured(comparison: Comparison) -> str:
    """Return the report for a terminal that shows colours."""
    return Text(coloured=True).report(outline(comparison))


class Text:
    """Prints the report; all text passes `visible`, so that content cannot write to the terminal."""

    def __init__(self, *, coloured: bool) -> None:
        self._coloured = coloured

    def report(self, rapport: Rapport) -> str:
        """Return the whole report."""
        lines = [
            self._paint(visible(rapport.tittel), _BOLD),
            *self._wrapped(f"{rapport.fra} → {rapport.til}", 0),
            "",
        ]
        lines += self._summary(rapport)
        if rapport.merknader:
            lines += [*(line for note in rapport.merknader for line in self._wrapped(note, 0)), ""]
        for part in rapport.deler:
            lines += self._part(part)
        if rapport.borte:
            lines += [self._title("Ikke lenger med")]
            for part in rapport.borte:
                lines += self._part(part)
        lines += self._budget(rapport.budsjett)
        lines += self._frame(rapport)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip("\n") + "\n"

    # --- Summary ---

    def _summary(self, rapport: Rapport) -> Iterator[str]:
        if not rapport.telling:
            yield "Ingen endringer."
            yield ""
            return
        yield from self._counts(rapport.telling)
        yield ""
        if rapport.resultat:
            yield from self._wrapped(result_line(rapport.resultat), 0)
        for sentence in rapport.kort:
            yield from self._wrapped(sentence, 0)
        yield ""

    def _counts(self, telling: Sequence[Telling]) -> Iterator[str]:
        used = [i for i in range(len(TYPER)) if any(row.antall[i] for row in telling)]
        width = max(len(row.hva) for row in telling)
        heads = [TYPER[i].value.split() for i in used]
        widths = [max(map(len, words)) + 2 for words in heads]
        height = max(map(len, heads))
        for line in range(height):
            # A name of two words stands on two lines, the last one beside the others.
            words = [([""] * (height - len(head)) + head)[line] for head in heads]
            row_of_heads = "".join(word.rjust(room) for word, room in zip(words, widths, strict=True))
            yield self._paint((" " * width + row_of_heads).rstrip(), _DIM)
        for row in telling:
            figures = (f"{row.antall[i] or '·'}".rjust(room) for i, room in zip(used, widths, strict=True))
            yield f"{row.hva.ljust(width)}{''.join(figures)}"

    # --- Sections ---

    def _title(self, title: str) -> str:
        return f"\n{self._paint(title, _BOLD)}\n{'─' * min(WIDTH, len(title))}"

    def _part(self, part: Del) -> Iterator[str]:
        title = self._bits(part.tittel)
        above = f"  ({visible(part.over)})" if part.over else ""
        yield f"\n{self._paint(title, _BOLD)}{self._paint(above, _DIM)}"
        for mark in part.merker:
            yield from self._lines(f"{self._sign((mark,))} {visible(mark.tekst)}", 2, 4)
        yield ""
        for entry in (*part.tiltak, *part.tekst):
            yield from self._entry(entry)

    def _entry(self, entry: Innslag) -> Iterator[str]:
        marks = ", ".join(visible(mark.tekst) for mark in entry.merker)
        label = " ".join(filter(None, [visible(entry.hva), f"({marks})" if marks else ""]))
        sign = self._sign(entry.merker)
        words = self._bits(entry.biter)
        yield from self._hanging(
            f"{sign} {self._paint(label, _DIM)}{': ' if label and words else ''}{words}", 2
        )
        for line in entry.linjer:
            name = f"{visible(line.navn)}: " if line.navn else "• "
            yield from self._hanging(f"{name}{self._bits(line.biter)}", 6)

    def _sign(self, marks: Iterable[Merke]) -> str:
        for kind, (sign, colour) in _SIGNS.items():
            if any(mark.type is kind for mark in marks):
                return self._paint(sign, colour)
        return self._paint("~", _YELLOW)

    # --- Budget and frame ---

    def _budget(self, parts: Sequence[Budsjettdel]) -> Iterator[str]:
        if parts:
            yield self._title("Budsjett")
        for part in parts:
            marks = "".join(f" ({visible(mark.tekst)})" for mark in part.merker)
            yield f"\n{self._paint(visible(part.tittel), _BOLD)}, {visible(part.enhet)}{marks}"
            for column in dict.fromkeys(line.kolonne for line in part.linjer):
                yield f"\n  {self._paint(visible(column), _DIM)}"
                yield from self._figures([line for line in part.linjer if line.kolonne == column])
            yield ""
            for entry in part.innslag:
                yield from self._entry(entry)

    def _figures(self, lines: Sequence[Tallinje]) -> Iterator[str]:
        names = [textwrap.shorten(visible(line.post), _NAME, placeholder=" …") for line in lines]
        width = max(map(len, names))
        has_before, has_after = any(line.før for line in lines), any(line.etter for line in lines)
        for line, name in zip(lines, names, strict=True):
            sign = self._sign(line.merker) if line.merker else "=" if line.utregnet else "~"
            change = " ".join(filter(None, [line.endring, f"({line.prosent})" if line.prosent else ""]))
            before, after = (visible(figure) or "tom" for figure in (line.før, line.etter))
            figures = f"{before:>9} → {after:<9} {change}"
            if not (has_before and has_after):
                figures = f"{after if has_after else before:>9}"
            yield f"  {sign} {name.ljust(width)}  {figures}".replace("\u00a0", " ").rstrip()

    def _frame(self, rapport: Rapport) -> Iterator[str]:
        if rapport.ramme:
            yield self._title("Tittel, forside og kolonner")
            for entry in rapport.ramme:
                yield from self._entry(entry)
        if rapport.oppsett:
            yield self._title("Oppsett")
            for sentence in rapport.oppsett:
                yield from self._hanging(f"~ {visible(sentence)}", 2)

    # --- Letters ---

    def _bits(self, bits: Sequence[Bit]) -> str:
        return "".join(self._bit(bit) for bit in bits)

    def _bit(self, bit: Bit) -> str:
        text = visible(bit.tekst.replace("\n", " "))
        if bit.slag is Slag.UT:
            return self._paint(f"[-{text}-]", _RED)
        return self._paint(f"{{+{text}+}}", _GREEN) if bit.slag is Slag.INN else text

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
