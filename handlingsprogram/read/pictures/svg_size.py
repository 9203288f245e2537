"""How tall a drawing is, and what it costs: a few lines of SVG can repeat themselves a million times."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from xml.parsers import expat

from handlingsprogram.read.limits import MAX_ELEMENTS, MAX_PICTURE_DEPTH
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FREE = {"linearGradient", "radialGradient", "stop"}
"""Drawn once, however often they are referred to."""
_DRAWN_AGAIN = {"pattern", "mask", "clipPath", "marker"}
"""Drawn for each element that refers to them."""
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*", re.IGNORECASE)
"""A size that depends on nothing but itself: `120`, `12.5mm`."""
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_DEEPEST = 2
"""How many patterns, masks and the like may be drawn inside one another."""


@record
class Element:
    """An element of a drawing."""

    name: str
    around: str
    """The nearest id outside it; empty where there is none."""
    owner: str
    """Its own id, or the nearest outside it."""
    refers: tuple[str, ...]
    """The ids that it shows, fills itself with or the like."""
    classes: tuple[str, ...]
    weight: int
    """1, and more for one that has pixels."""
    vertices: int
    """No fewer than its path has: a marker is drawn at each."""


def size(content: bytes) -> tuple[float, float]:
    """Return width and height of a drawing in pixels, or else by its `viewBox`; 0 where neither says.

    Args:
        content: a drawing that is well-formed.
    """
    roots: list[dict[str, str]] = []
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda _, attributes: None if roots else roots.append(attributes)
    parser.Parse(content, True)  # noqa: FBT003 — expat's own signature
    root = roots[0]
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sizes = [_pixels(root.get("width", "")), _pixels(root.get("height", ""))]
    if not all(sizes):
        sizes = [_pixels(number) for number in box[2:]] if len(box) == 4 else []  # noqa: PLR2004 — x, y, w, h
    return (sizes[0], sizes[1]) if all(sizes) and sizes else (0, 0)


def _pixels(length: str) -> float:
    """Return a length in pixels; 0 where it is none, or depends on what is around the drawing."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS[found[2].lower()] if found else 0


def too_heavy(elements: Sequence[Element], styles: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a drawing has too many elements when what it repeats is counted each time.

    Args:
        elements: of the drawing.
        styles: the ids that its style sheets refer to, by class.
    """
    names = _kinds(elements)
    weights: Counter[str] = Counter()
    shows: dict[str, Counter[str]] = defaultdict(Counter)
    for element in elements:
        weights[element.owner] += 0 if element.name in _FREE else element.weight
        if element.owner != element.around:
            shows[element.around][element.owner] += 1
        for target in (*element.refers, *(name for one in element.classes for name in styles.get(one, ()))):
            if names.get(target, "") not in _FREE:
                times = 1 + element.vertices if names.get(target) == "marker" else 1
                shows[element.owner][target] += times
    return _Counted(names, weights, shows).of("") > MAX_ELEMENTS


def _kinds(elements: Sequence[Element]) -> dict[str, str]:
    """Return what each id is; where it stands twice, the dearer."""
    dearest = sorted(elements, key=lambda element: (element.name in _DRAWN_AGAIN) - (element.name in _FREE))
    return {element.owner: element.name for element in dearest if element.owner != element.around}


class _Counted:
    """Counts what each id draws, once."""

    def __init__(
        self, names: Mapping[str, str], weights: Mapping[str, int], shows: Mapping[str, Mapping[str, int]]
    ) -> None:
        self._names, self._weights, self._shows = names, weights, shows
        self._known: dict[tuple[str, int], int] = {}

    def of(self, name: str, inside: int = 0, depth: int = 0) -> int:
        """Return how many elements an id draws; more than the limit where it shows itself.

        Args:
            name: the id; empty for the whole drawing.
            inside: how many patterns, masks and the like it is drawn in.
            depth: how many ids led here.
        """
        if inside > _DEEPEST or depth > MAX_PICTURE_DEPTH:
            return MAX_ELEMENTS + 1
        if (name, inside) not in self._known:
            # Until it is known, whoever comes back here has gone in a circle.
            self._known[name, inside] = MAX_ELEMENTS + 1
            total = self._weights.get(name, 0)
            for target, times in self._shows.get(name, {}).items():
                again = self._names.get(target) in _DRAWN_AGAIN
                total += times * self.of(target, inside + again, depth + 1)
            self._known[name, inside] = total
        return self._known[name, inside]
