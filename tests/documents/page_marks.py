"""Where on the pages of a PDF the content of each tag lies."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

Box = tuple[float, float]
"""Where something begins and ends on its page, in points from below: highest and lowest."""


@dataclass
class Node:
    """An element of the structure tree that has a line of text, a picture or more."""

    kind: str
    path: tuple[str, ...]
    boxes: dict[int, list[Box]]
    """What lies on each page."""
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, *kinds: str) -> Iterator[Node]:
        if not kinds or self.kind in kinds:
            yield self
        for child in self.children:
            yield from child.all(*kinds)

    def on(self, page: int) -> list[Box]:
        return [box for node in self.all() for box in node.boxes.get(page, ())]

    def pages(self) -> list[int]:
        return sorted({page for node in self.all() for page, found in node.boxes.items() if found})

    def words(self) -> str:
        return " ".join("".join(node.text for node in self.all()).split())


Marks = dict[tuple[int, int], tuple[int, tuple[list[Box], str]]]


def read(node: Any, marks: Marks, path: tuple[str, ...]) -> Node:
    kind = str(node.get("/S", "/Document"))[1:]
    tag = Node(kind, path, {})
    for kid in _kids(node.get("/K")):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            tag.children.append(read(kid, marks, (*path, kind)))
            continue
        if isinstance(kid, pikepdf.Dictionary):
            if "/MCID" not in kid:
                continue
            owner, number = kid.get("/Pg", node.get("/Pg")), int(kid["/MCID"])
        else:
            owner, number = node.get("/Pg"), int(kid)
        page, (boxes, text) = marks.get((owner.objgen[0], number), (0, ([], "")))
        tag.boxes.setdefault(page, []).extend(boxes)
        tag.text += text
    return tag


def _kids(node: Any) -> Iterator[Any]:
    """Give what is in an element; LibreOffice has lists in lists."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _kids(kid)
    elif node is not None:
        yield node


Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


class _Reader:
    """Follows a page's instructions, and notes where each mark's content lies."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.found: dict[int, tuple[list[Box], str]] = {}
        self._resources: Any = page.resources
        self._open: list[int | None] = []
        self._matrix, self._line, self._text = _SAME, _SAME, _SAME
        self._kept: list[Matrix] = []
        self._size, self._leading = 1.0, 0.0
        self._letters: dict[str, str] = {}

    def take(self, operator: str, operands: Any) -> None:
        match operator:
            case "BDC" | "BMC":
                self._open.append(_number(operands))
            case "EMC":
                self._open.pop()
            case "q":
                self._kept.append(self._matrix)
            case "Q":
                self._matrix = self._kept.pop()
            case "cm":
                self._matrix = _times(_floats(operands), self._matrix)
            case "Do":
                self._picture(self._resources.XObject[operands[0]])
            case "re" | "m" | "l" | "c":
                self._path(operator, operands)
            case _:
                self._letter(operator, operands)

    def _letter(self, operator: str, operands: Any) -> None:
        match operator:
            case "BT":
                self._line = self._text = _SAME
            case "Tf":
                self._size = float(operands[1])
                self._letters = _letters_of(self._resources.Font[operands[0]])
            case "TL":
                self._leading = float(operands[0])
            case "Tm":
                self._line = self._text = _floats(operands)
            case "Td" | "TD":
                self._move(float(operands[0]), float(operands[1]))
            case "T*":
                self._move(0, -self._leading)
            case "TJ" | "Tj":
                at = _times(self._text, self._matrix)
                high = abs(self._size * (at[3] or at[1]))
                text = "".join(_written(operands[0], self._letters))
                self._note(at[5] + 0.8 * high, at[5], text)

    def _move(self, right: float, up: float) -> None:
        self._line = self._text = _times((1, 0, 0, 1, right, up), self._line)

    def _picture(self, shown: Any) -> None:
        box = [0.0, 0.0, 1.0, 1.0]
        matrix = self._matrix
        if shown.Subtype == "/Form":
            box = [float(number) for number in shown.BBox]
            matrix = _times(_floats(shown.get("/Matrix", _SAME)), matrix)
        ends = [_times((1, 0, 0, 1, box[0], side), matrix)[5] for side in (box[1], box[3])]
        self._note(max(ends), min(ends))

    def _path(self, operator: str, operands: Any) -> None:
        x, y, *more = (float(number) for number in operands)
        ends = [y, y + more[1]] if operator == "re" else [more[-1] if more else y]
        heights = [_times((1, 0, 0, 1, x, end), self._matrix)[5] for end in ends]
        self._note(max(heights), min(heights))

    def _note(self, high: float, low: float, text: str = "") -> None:
        number = next((mark for mark in reversed(self._open) if mark is not None), None)
        if number is None or None in self._open[-1:]:
            return
        boxes, before = self.found.get(number, ([], ""))
        self.found[number] = ([*boxes, (high, low)], before + text)


def marks(page: pikepdf.Page) -> dict[int, tuple[list[Box], str]]:
    reader = _Reader(page)
    instruction: Any
    for instruction in pikepdf.parse_content_stream(page):
        reader.take(str(instruction.operator), instruction.operands)
    return reader.found


def _number(operands: Any) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    is_marked = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
    return int(operands[1]["/MCID"]) if is_marked else None


def _floats(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f


def _written(shown: Any, letters: dict[str, str]) -> Iterator[str]:
    """Give the letters of a text; the codes of a font are of one length."""
    width = len(next(iter(letters), "00"))
    for text in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(text, pikepdf.String):
            digits = bytes(text).hex()
            yield from (letters.get(digits[i : i + width], "") for i in range(0, len(digits), width))


def _letters_of(font: Any) -> dict[str, str]:
    return _table(bytes(font.ToUnicode.read_bytes())) if "/ToUnicode" in font else {}


@cache
def _table(content: bytes) -> dict[str, str]:
    """Return what a font's codes mean, by its ToUnicode table."""
    text, letters = content.decode("latin-1").lower(), {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, meaning in re.findall(r"<([0-9a-f]+)>\s*<([0-9a-f]+)>", block):
            letters[code] = bytes.fromhex(meaning).decode("utf-16-be")
    return letters
