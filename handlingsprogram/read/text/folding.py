"""Lists and paragraphs that YAML makes one line of, because the text does not stand after `|`."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from handlingsprogram.finding import Finding, Position
from handlingsprogram.read.limits import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ITEM = re.compile(r"\s*-\s")
_FIRST, _SECOND = re.compile(r"\s*(?:1[.)]|a\))\s"), re.compile(r"\s*(?:2[.)]|b\))\s")
_CURES = {
    ">": "skriv «|» i stedet for «>»",
    "": "skriv «|» etter {after}, og teksten på linjene under",
}
_SHOWN_LENGTH = 40


def folded(lines: Sequence[str], scalar: Any, position: Position, *, in_list: bool) -> list[Finding]:
    """Return a finding for each line that would be lost as a line, and was meant as one.

    Args:
        lines: the file's lines.
        scalar: the event of a text of several lines, as the parser gives it.
        position: where it begins.
        in_list: whether it is an item of a list.
    """
    style = scalar.style or ""
    # After `|` every line stays; in quotation marks programs break lines as they like.
    if style not in _CURES:
        return []
    first, last = scalar.start_mark.line + 1, scalar.end_mark.line
    ended = [line[: scalar.end_mark.column] for line in lines[last : last + 1]]
    below = [*lines[first:last], *(ended if style != ">" else [])]
    below = below[: max((n + 1 for n, line in enumerate(below) if line.strip()), default=0)]
    if style == ">":  # what is indented further is not folded
        depth = min((_depth(line) for line in below if line.strip()), default=0)
        below = [line if _depth(line) <= depth else "x" for line in below]
    if in_list and not style:
        return list(islice(_misplaced_items(below, position, lines[first - 1]), MOST))
    cure = _CURES[style].format(after="«-»" if in_list else "nøkkelen")
    return [
        Finding(
            Position(position.file, first + number + 1, _depth(below[number]) + 1),
            "yaml-linjer",
            f"{why}; {cure}",
        )
        for number, why in islice(_lost(below, first_is_text=style != ">"), 1)
    ]


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _misplaced_items(below: Sequence[str], position: Position, above: str) -> Iterator[Finding]:
    """Find the dashes of a list that stand further in than the first, and belong to its text."""
    wanted = above.rindex("-", 0, position.column - 1) if "-" in above[: position.column - 1] else 0
    for number, line in enumerate(below, position.line + 1):
        if _ITEM.match(line):
            words = line.strip()
            words = words if len(words) <= _SHOWN_LENGTH else words[:_SHOWN_LENGTH] + "…"
            message = (
                f"«{words}» blir en del av punktet over: streken har {_depth(line)} tegn foran, skal "
                f"ha {wanted}; er det ikke et nytt punkt, så flytt streken opp på linjen over"
            )
            yield Finding(Position(position.file, number, _depth(line) + 1), "yaml-linjer", message)
    cure = _CURES[""].format(after="«-»")
    for number, why in _lost(below, first_is_text=True):
        if not _ITEM.match(below[number]):
            at = Position(position.file, position.line + number + 1, _depth(below[number]) + 1)
            yield Finding(at, "yaml-linjer", f"{why}; {cure}")


def _lost(below: Sequence[str], *, first_is_text: bool) -> Iterator[tuple[int, str]]:
    """Give the lines that begin an item or a paragraph which would be lost, each with what is wrong.

    Args:
        below: the lines of a text.
        first_is_text: whether there is text before them.
    """
    numbered = any(map(_FIRST.match, below)) and any(map(_SECOND.match, below))
    for number, line in enumerate(below):
        if _ITEM.match(line):
            yield number, "linjen begynner med «-», men listen blir løpende tekst her"
        elif numbered and _FIRST.match(line):
            yield number, "den nummererte listen blir løpende tekst her"
        elif line.strip() and number and not below[number - 1].strip() and (number > 1 or first_is_text):
            yield number, "den blanke linjen over gir ikke nytt avsnitt her"
