"""A comparison as a comment in a pull request: GitHub-flavoured Markdown that always fits one.

GitHub takes 65,536 characters. What there is no room for is counted; long reports are folded area by area.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from handlingsprogram.render.words.templates import escape_markdown
from handlingsprogram.review.compare.model import Type
from handlingsprogram.review.outline import TYPER, outline, result_line
from handlingsprogram.review.report.shown import short
from handlingsprogram.review.report.words import Bit, Slag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlingsprogram.review.compare.model import Comparison
    from handlingsprogram.review.outline import Budsjettdel, Del, Innslag, Rapport, Tallinje, Telling

LIMIT = 60_000
"""Bytes of a report; whoever posts it has room for some lines of his own."""
_OPEN = 12_000
"""So many bytes of areas stand open; those that come after are folded."""
_LAST = 15_000
"""So many bytes are kept for the budget and the frame."""
_NOTHING = "&#8203;"
"""A character of no width, which keeps GitHub from reading meaning into text."""
_MEANING = re.compile(r"@(?=\w)|(?<=\\#)(?=\w)|:(?=[\w+-]+:)|(?<=GH-)(?=\d)")
_ADDRESS = re.compile(r"\b(https?|ftp|mailto|xmpp)(?=:)|\b(www)(?=\.)", re.IGNORECASE)
_FIGURES = ("Før", "Etter", "Endring", "Prosent")
_HEADS = {
    Type.NY: "Nye",
    Type.FJERNET: "Fjernet",
    Type.ENDRET: "Endret",
    Type.FLYTTET: "Flyttet",
    Type.OMDØPT: "Omdøpt",
    Type.DELT: "Delt",
    Type.SLÅTT_SAMMEN: "Slått sammen",
}


def render(comparison: Comparison) -> str:
    """Return the report."""
    rapport = outline(comparison)
    head = "\n".join(_head(rapport))
    last = _Page(_LAST)
    _budget(last, rapport.budsjett)
    _frame(last, rapport)
    first = _Page(LIMIT - _size(head) - last.used - 500)
    for part in rapport.deler:
        _part(first, part)
    if rapport.borte:
        first.heading("### Ikke lenger med\n")
        for part in rapport.borte:
            _part(first, part)
    return (
        "\n".join([head, *first.lines, *last.lines, *_left_out(first.left_out + last.left_out)]).rstrip()
        + "\n"
    )


class _Page:
    """Takes lines as long as there is room, and counts the entries that there is none for."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.lines: list[str] = []
        self.used = 0
        self.left_out = 0

    @property
    def is_long(self) -> bool:
        return self.used > _OPEN

    def heading(self, text: str) -> None:
        """Take a line that is no entry, if there is room."""
        if self.used + _size(text) < self._limit:
            self._take(text)

    def entries(self, head: str, entries: Sequence[str], tail: str = "") -> None:
        """Take entries with what stands around them; nothing where there is not room for one."""
        around = _size(head) + _size(tail)
        fitting: list[str] = []
        size = self.used + around
        for entry in entries:
            size += _size(entry)
            if size > self._limit or self.left_out:
                break
            fitting.append(entry)
        self.left_out += len(entries) - len(fitting)
        if fitting or (not entries and self.used + around < self._limit):
            for text in filter(None, (head, *fitting, tail)):
                self._take(text)

    def _take(self, text: str) -> None:
        self.lines.append(text)
        self.used += _size(text)


def _size(text: str) -> int:
    return len(text.encode()) + 1


# --- Text ---------------------------------------------------------------------------------------


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


def _head(rapport: Rapport) -> Iterator[str]:
    yield f"## {plain(rapport.tittel)}\n"
    yield f"{plain(rapport.fra)} → {plain(rapport.til)}\n"
    if not rapport.telling:
        yield "Ingen endringer.\n"
    else:
        yield from _counts(rapport.telling)
        sentences = [result_line(rapport.resultat)] if rapport.resultat else []
        yield "".join(f"- {plain(sentence)}\n" for sentence in (*sentences, *rapport.kort))
    if rapport.merknader:
        yield "**Merk**\n"
        yield "".join(f"- {plain(note)}\n" for note in rapport.merknader)


def _counts(telling: Sequence[Telling]) -> Iterator[str]:
    used = [i for i in range(len(TYPER)) if any(row.antall[i] for row in telling)]
    yield f"| | {' | '.join(_HEADS[TYPER[i]] for i in used)} |"
    yield "| --- |" + " ---: |" * len(used)
    for row in telling:
        yield f"| {plain(row.hva)} | {' | '.join(str(row.antall[i] or '') for i in used)} |"
    yield ""


def _left_out(count: int) -> Iterator[str]:
    if count:
        what = "1 endring" if count == 1 else f"{count} endringer"
        yield f"\n**Det er ikke plass til resten her: {what}.** Hele rapporten får du i et annet format."


# --- Sections -----------------------------------------------------------------------------------


def _part(page: _Page, part: Del) -> None:
    entries = [
        *(_entry(entry) for entry in part.tiltak),
        *(_entry(entry, is_short=page.is_long) for entry in part.tekst),
    ]
    above = [plain(part.over)] if part.over else []
    remarks = " · ".join([*above, *(plain(mark.tekst) for mark in part.merker)])
    remark = f"*{remarks}*\n\n" if remarks else ""
    if page.is_long:
        title = "".join(bit.tekst for bit in part.tittel if bit.slag is not Slag.UT)
        number = max(len(entries), 1)
        count = f"{number} {'endring' if number == 1 else 'endringer'}"
        head = f"<details><summary>{_summary(title)} ({count})</summary>\n\n{remark}"
        page.entries(head, entries, "\n</details>\n")
    else:
        page.entries(f"\n### {_bits(part.tittel)}\n\n{remark}", entries)


def _summary(text: str) -> str:
    return _MEANING.sub(lambda match: match[0] + _NOTHING, escape(text))


def _entry(entry: Innslag, *, is_short: bool = False) -> str:
    bits = entry.biter
    if any(mark.type is Type.FJERNET for mark in entry.merker):
        bits = tuple(Bit(Slag.UT, short(bit.tekst) if is_short else bit.tekst) for bit in bits)
    label = ", ".join(filter(None, [plain(entry.hva), *(plain(mark.tekst) for mark in entry.merker)]))
    words = _bits(bits)
    lines = [f"- {f'*{label}:* ' if label else ''}{words}".rstrip()]
    for line in entry.linjer:
        name = f"*{plain(line.navn)}:* " if line.navn else ""
        lines.append(f"  - {name}{_bits(line.biter)}")
    return "\n".join(lines)


# --- Budget and frame ---------------------------------------------------------------------------


def _budget(page: _Page, parts: Sequence[Budsjettdel]) -> None:
    if parts:
        page.heading("\n### Budsjett\n")
    for part in parts:
        remarks = "".join(f", {plain(mark.tekst)}" for mark in part.merker)
        page.heading(f"\n**{plain(part.tittel)}** ({plain(part.enhet)}{remarks})\n")
        for column in dict.fromkeys(line.kolonne for line in part.linjer):
            lines = [line for line in part.linjer if line.kolonne == column]
            used = [i for i in range(len(_FIGURES)) if any(_figures(line)[i] for line in lines)]
            names = " | ".join(_FIGURES[i] for i in used)
            head = f"| {plain(column)} | {names} |\n| --- |{' ---: |' * len(used)}"
            page.entries(head, [_figure(line, used) for line in lines], "\n")
        page.entries("", [_entry(entry) for entry in part.innslag], "\n")


def _figures(line: Tallinje) -> tuple[str, ...]:
    return line.før, line.etter, line.endring, line.prosent


def _figure(line: Tallinje, used: Sequence[int]) -> str:
    remark = f" *({', '.join(plain(mark.tekst) for mark in line.merker)})*" if line.merker else ""
    figures = _figures(line)
    cells = [plain(line.post) + remark, *(plain(figures[i]) for i in used)]
    return f"| {' | '.join(cells)} |"


def _frame(page: _Page, rapport: Rapport) -> None:
    if rapport.ramme:
        page.entries("\n### Tittel, forside og kolonner\n", [_entry(entry) for entry in rapport.ramme])
    if rapport.oppsett:
        count = len(rapport.oppsett)
        head = f"\n<details><summary>Oppsett ({count})</summary>\n"
        page.entries(head, [f"- {plain(sentence)}" for sentence in rapport.oppsett], "\n</details>\n")
