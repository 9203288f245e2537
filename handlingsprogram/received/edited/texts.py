"""A text of several paragraphs as it is to be: what has not changed stands letter by letter as it stood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.prose.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_NOTE = re.compile(r"\[\^([^\[\]\s]+)\]:")
_COUNTED = re.compile(r"([ ]*)(\d+|[a-z])([.)][ ]+)")
_MARK = {"bullet": "- ", "ordered": "1. "}


class Line(NamedTuple):
    """A paragraph of a text, as it is to be."""

    piece: int | None
    """Which of the old text's it is; None for a new one."""
    text: str | None = None
    """Its Markdown, without the mark of an item; None where it has not changed."""
    list: str = ""
    """What it is an item of, `bullet` or `ordered`."""
    depth: int = 0


class _Part(NamedTuple):
    """A paragraph of the old text."""

    gap: str
    """What stands between it and the one before."""
    prefix: str
    """What stands before its words on the line."""
    text: str
    note: str
    """What the footnote is called that it is the text of."""


def rebuilt(markdown: str, lines: Iterable[Line], notes: Mapping[str, str | None]) -> str:
    """Return a text with other paragraphs.

    Args:
        markdown: the text as it is written.
        lines: its paragraphs as they are to be; those of footnotes' texts are left out.
        notes: footnotes whose texts have changed or are new, by name; None for one that is gone.
    """
    parts, tail = _parts(markdown)
    starts = _starts(parts)
    wanted = list(_with_notes(parts, list(lines), notes))
    counted = [line.piece for line in wanted]
    is_as_it_was = counted == list(range(len(parts)))
    found, before = "", None
    prefixes = [_prefix(line, i, wanted, parts if is_as_it_was else starts) for i, line in enumerate(wanted)]
    if not is_as_it_was:
        prefixes = _counted(prefixes)
    for i, line in enumerate(wanted):
        part = parts[line.piece] if line.piece is not None else None
        follows = part is not None and (before == line.piece - 1 if line.piece else not i)
        gap = part.gap if part and follows else _gap(parts, prefixes, i)
        words = part.text if part and line.text is None else line.text or ""
        found += gap + prefixes[i] + words.replace("\\\n", "\\\n" + " " * len(prefixes[i]))
        before = line.piece
    known = {part.note for part in parts}
    for name, text in notes.items():
        if name not in known and text is not None:
            found += f"\n\n[^{name}]: {text}"
    return found + tail


def _parts(markdown: str) -> tuple[list[_Part], str]:
    found, end = [], 0
    for piece in paragraphs(markdown):
        line = max(markdown.rfind("\n", 0, piece.start) + 1, end)
        stop = piece.start + len(piece.tekst)
        prefix = markdown[line : piece.start]
        note = _NOTE.match(prefix)
        found.append(_Part(markdown[end:line], prefix, markdown[piece.start : stop], note[1] if note else ""))
        end = stop
    return found, markdown[end:]


def _with_notes(
    parts: Sequence[_Part], lines: Sequence[Line], notes: Mapping[str, str | None]
) -> Iterator[Line]:
    """Give the paragraphs with those of the notes' texts, each behind the one that it stood behind."""
    waiting = [
        (i, Line(i, notes.get(part.note)))
        for i, part in enumerate(parts)
        if part.note and notes.get(part.note, "") is not None
    ]
    for line in lines:
        yield line
        while line.piece is not None and waiting and waiting[0][0] == line.piece + 1:
            line = waiting.pop(0)[1]  # noqa: PLW2901 — the next note may stand behind this one
            yield line
    yield from (line for _, line in waiting)


def _prefix(line: Line, at: int, lines: Sequence[Line], parts: Sequence[_Part]) -> str:
    if line.piece is not None and not line.list and not line.depth:
        return parts[line.piece].prefix
    if not line.list:
        return ""
    return _like(line, at, lines, parts) or " " * 2 * (line.depth - 1) + _MARK[line.list]


def _like(line: Line, at: int, lines: Sequence[Line], parts: Sequence[_Part]) -> str:
    """Return the prefix of the nearest item of the same kind and depth."""
    for other in sorted(range(len(lines)), key=lambda i: abs(i - at)):
        piece = lines[other].piece
        if piece is None or parts[piece].note:
            continue
        prefix = parts[piece].prefix
        is_counted = bool(_COUNTED.match(prefix))
        is_item = is_counted or prefix.lstrip().startswith(("-", "*", "+"))
        deep = 1 + (len(prefix) - len(prefix.lstrip())) // 2
        if is_item and is_counted == (line.list == "ordered") and deep == line.depth:
            return prefix
    return ""


def _starts(parts: Sequence[_Part]) -> list[_Part]:
    """Return the parts, each counted item with the number that its list begins with."""
    first: dict[str, str] = {}
    found = []
    for part in parts:
        match = _COUNTED.match(part.prefix)
        if match:
            first = {indent: mark for indent, mark in first.items() if len(indent) <= len(match[1])}
            mark = first.setdefault(match[1], match[2])
            found.append(part._replace(prefix=f"{match[1]}{mark}{match[3]}{part.prefix[match.end() :]}"))
        else:
            first = first if part.prefix.strip() else {}
            found.append(part)
    return found


def _counted(prefixes: list[str]) -> list[str]:
    """Let the items of a list count on from the first."""
    found: list[str] = []
    last: dict[str, str] = {}
    for prefix in prefixes:
        match = _COUNTED.match(prefix)
        if not match:
            if not prefix.strip():
                last = {}
            found.append(prefix)
            continue
        before = last.get(match[1])
        mark = _next(before) if before else match[2]
        last = {indent: value for indent, value in last.items() if len(indent) < len(match[1])}
        last[match[1]] = mark
        found.append(f"{match[1]}{mark}{match[3]}{prefix[match.end() :]}")
    return found


def _next(mark: str) -> str:
    return str(int(mark) + 1) if mark.isdigit() else chr(ord(mark) + 1)


def _gap(parts: Sequence[_Part], prefixes: Sequence[str], at: int) -> str:
    """Return what stands before a paragraph that stood elsewhere."""
    if not at:
        return ""
    both = prefixes[at - 1 : at + 1]
    is_list = all(_COUNTED.match(one) or one.lstrip().startswith(("-", "*", "+")) for one in both)
    is_loose = any("\n\n" in part.gap for part in parts if part.prefix.lstrip()[:1] in {"-", "*", "+"})
    return "\n" if is_list and not is_loose else "\n\n"
