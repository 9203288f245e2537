"""Where in the content each word of a document comes from.

The content is built once more with a mark before and behind every text that is printed. What is printed in
between is that text, wherever and however the templates set it, and nothing needs to know of it.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from handlingsprogram.prose.marks import REFERENCE
from handlingsprogram.prose.paragraphs import paragraphs
from handlingsprogram.prose.traces import TRACES
from handlingsprogram.read.form.described import field
from handlingsprogram.read.load import PROGRAM
from handlingsprogram.read.model.values import PLAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Path_, Tree

_DIGITS, (_OPEN, CLOSE) = TRACES[2:], TRACES[:2]
_LENGTH = 4
MARK = re.compile(rf"{_OPEN}([{''.join(_DIGITS)}]{{{_LENGTH}}})|({CLOSE})")
"""What stands before a text, and behind it."""
_FILLED_IN = re.compile(r"\{[a-zæøå]+\}")
"""What a form has that is filled in and printed often: nobody's words."""
_ONE_LINE = "[^\\n"
"""A pattern with this is of a text on one line that is printed as it is."""


class Place(NamedTuple):
    """A text of the content, or one of its paragraphs."""

    key: Key
    """The file."""
    path: Path_
    paragraph: int = -1
    """Which of the text's paragraphs, from 0; -1 for a plain text."""
    reference: str = ""
    """For a cross-reference in that paragraph: how it is written, `[](#id)`."""


class Traced(NamedTuple):
    """Content with marks."""

    trees: dict[Key, Tree]
    places: tuple[Place, ...]
    """What each mark stands for, in their order."""

    @staticmethod
    def number(mark: str) -> int:
        """Return which of the places a mark begins."""
        return _number(mark[len(_OPEN) :])


def trace(trees: Mapping[Key, Tree]) -> Traced:
    """Return a year's files with marks around all that is printed.

    Args:
        trees: the files, which fit their schemas.
    """
    tracer = _Tracer(trees)
    traced = {key: replace(tree, data=tracer.marked(key, tree)) for key, tree in trees.items()}
    return Traced(traced, tuple(tracer.places))


class _Tracer:
    """Sets marks, and notes what they stand for."""

    def __init__(self, trees: Mapping[Key, Tree]) -> None:
        self.places: list[Place] = []
        self._kept = _kept(trees[PROGRAM].data)
        # A table is printed without a title that is its section's, so the two have the same mark.
        self._headings: dict[str, str] = {}
        for key, tree in trees.items():
            for path, text in tree.strings() if key[0] not in _FILES else ():
                if _is_heading(path):
                    self._headings.setdefault(text, self._new(Place(key, path)))

    def marked(self, key: Key, tree: Tree) -> Any:
        """Return a file's content with marks."""
        found = deepcopy(tree.data)
        for path, text in tree.strings():
            described = field(key[0], path)
            if not described.is_markdown and _ONE_LINE not in described.pattern:
                continue
            if _FILLED_IN.search(text) and not described.is_markdown:
                continue
            if path[0] == "nivåer" or (self._kept.intersection(path) and "tiltak" in path):
                continue
            holder = found
            for step in path[:-1]:
                holder = holder[step]
            mark = self._prose if described.is_markdown else self._line
            holder[path[-1]] = mark(text, Place(key, path))
        return found

    def _line(self, text: str, place: Place) -> str:
        if not text:
            return text
        mark = self._headings.get(text) if place.path[-1] == "tittel" else None
        is_another = mark and _is_heading(place.path) and self.places[_number(mark[1:])] != place
        return f"{self._new(place) if not mark or is_another else mark}{text}{CLOSE}"

    def _prose(self, markdown: str, place: Place) -> str:
        parts, position = [], 0
        for number, part in enumerate(paragraphs(markdown)):
            end, own = part.start + len(part.tekst), place._replace(paragraph=number)
            mark, words = self._new(own), markdown[part.start : end]

            def marked(match: re.Match[str], own: Place = own) -> str:
                return f"{self._new(own._replace(reference=match[0]))}{match[0]}{CLOSE}"

            parts += [markdown[position : part.start], mark, REFERENCE.sub(marked, words), CLOSE]
            position = end
        return "".join([*parts, markdown[position:]])

    def _new(self, place: Place) -> str:
        number = len(self.places)
        self.places.append(place)
        digits = []
        for _ in range(_LENGTH):
            number, digit = divmod(number, len(_DIGITS))
            digits.append(_DIGITS[digit])
        return _OPEN + "".join(reversed(digits))


_FILES = {"program", "mal", "budsjett"}
"""Those that hold no sections."""


def _is_heading(path: Path_) -> bool:
    """Tell whether a place is a section's title."""
    return path[-1] == "tittel" and "innhold" not in path and "tabeller" not in path


def _kept(program: Mapping[str, Any]) -> frozenset[str]:
    """Return the measures' fields whose values are more than words.

    Those have a type, or measures are grouped by them.
    """
    typed = {name for name, kind in program.get("felt", {}).items() if kind["type"] not in PLAIN}
    layouts = [program.get("tiltakstabell", {}), *program.get("tiltakstabeller", {}).values()]
    return frozenset(typed | {layout["grupper"] for layout in layouts if "grupper" in layout})


def _number(mark: str) -> int:
    number = 0
    for sign in mark:
        number = number * len(_DIGITS) + _DIGITS.index(sign)
    return number
