"""How full each page of a PDF is, and what on it no careful typesetter would have left alone.

By the tags of the file and where their content lies, so that it reads typst's pages and LibreOffice's of a Word file:
`python -m tests.documents.page_report FILE…` prints it for us.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MARGIN = 24.0
"""Above and below the text in millimetres, where nothing else is said."""
FULL = 0.6
"""A page has at least so much of its height filled, unless a break is ordered."""
LOW = 40.0
"""A row that is as tall as this, in millimetres, may stand alone on a page."""
_POINTS = 72 / 25.4
_HEADS = {f"H{level}" for level in range(1, 7)}
_NOTES = {"Note", "FENote"}
_SAME_LINE = 2.5
_DESCENT = 3.0


@dataclass
class Page:
    """A page as a reader meets it."""

    number: int
    fill: float
    """How far down the text reaches: 1 is the whole height between the margins."""
    complaints: list[str] = field(default_factory=list)
    is_across: bool = False
    opening: str = ""
    """The heading that the page begins with, if it does."""


Box = tuple[float, float]
"""Where something begins and ends on its page, in points from below: highest and lowest."""


@dataclass
class _Node:
    """An element of the structure tree that has a line of text, a picture or more."""

    kind: str
    path: tuple[str, ...]
    boxes: dict[int, list[Box]]
    """What lies on each page."""
    text: str = ""
    children: list[_Node] = field(default_factory=list)

    def all(self, *kinds: str) -> Iterator[_Node]:
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


def page_report(path: Path, breaks: Collection[str] | None = None, margin: float = MARGIN) -> list[Page]:
    """Return the pages of a PDF, each with how full it is and what is wrong with it.

    Args:
        path: the file, which has tags.
        breaks: the beginnings of headings that are ordered to begin a page; any heading at a page's head may be,
            where nothing is said.
        margin: above and below the text, in millimetres.
    """
    with pikepdf.open(path) as pdf:
        marks = {
            (page.objgen[0], number): (index, boxes)
            for index, page in enumerate(pdf.pages, 1)
            for number, boxes in _marks(page).items()
        }
        root = _read(pdf.Root.StructTreeRoot, marks, ())
        sizes = [page.mediabox for page in pdf.pages]
    report = []
    for number, (left, below, right, above) in enumerate(sizes, 1):
        height = float(above - below) - 2 * margin * _POINTS
        top = float(above) - margin * _POINTS
        page = Page(number, _fill(root, number, top, height), is_across=right - left > above - below)
        page.opening = _opening(root, number)
        report.append(page)
    _complain_of_holes(report, breaks)
    for page in report:
        page.complaints += [
            *_lonely_headings(root, page.number),
            *_lonely_lines(root, page.number),
            *_lonely_rows(root, page.number),
        ]
    return report


def _complain_of_holes(report: list[Page], breaks: Collection[str] | None) -> None:
    # The cover and the contents are pages of their own kind, and the last one ends where the text does.
    for page, following in pairwise(report[2:]):
        is_ordered = following.is_across != page.is_across or (
            bool(following.opening) if breaks is None else _begins(following.opening, breaks)
        )
        if page.fill < FULL and not is_ordered:
            page.complaints.append(f"bare {page.fill:.0%} full; neste side begynner {following.opening!r}")


def _begins(opening: str, breaks: Collection[str]) -> bool:
    return bool(opening) and any(_bare(opening) == _bare(title) for title in breaks)


def _bare(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalpha())


# --- What is complained of ------------------------------------------------------------------------


def _fill(root: _Node, page: int, top: float, height: float) -> float:
    notes = [box for node in root.all(*_NOTES) for box in node.on(page)]
    body = [box for box in root.on(page) if box not in notes]
    lowest = min((low for _, low in body), default=top)
    noted = max(high for high, _ in notes) - min(low for _, low in notes) if notes else 0
    return max(0.0, top - lowest + noted) / height


def _opening(root: _Node, page: int) -> str:
    boxes = root.on(page)
    if not boxes:
        return ""
    top = max(high for high, _ in boxes)
    for node in root.all(*_HEADS):
        found = node.on(page)
        if found and max(high for high, _ in found) > top - _SAME_LINE:
            return node.words()
    return ""


def _lines(boxes: list[Box]) -> int:
    """Return how many lines there are."""
    count, last = 0, float("inf")
    for _, low in sorted(boxes, key=lambda box: -box[1]):
        if last - low > _SAME_LINE:
            count += 1
            last = low
    return count


def _lonely_headings(root: _Node, page: int) -> Iterator[str]:
    notes = [box for node in root.all(*_NOTES) for box in node.on(page)]
    heads = [box for node in root.all(*_HEADS) for box in node.on(page)]
    for node in root.all(*_HEADS):
        found = node.on(page)
        if not found:
            continue
        lowest = min(low for _, low in found)
        below = [box for box in root.on(page) if box[0] < lowest and box not in notes and box not in heads]
        is_whole = max(node.pages()) == page and any(high - low > 20 for high, low in below)
        if not is_whole and _lines(below) < 2 and page < max(root.pages()) and _goes_on(root, page):
            yield f"overskriften «{node.words()}» har {_lines(below)} linjer under seg"


def _goes_on(root: _Node, page: int) -> bool:
    """Tell whether the next page goes on with this one's section."""
    following = root.on(page + 1)
    if not following:
        return False
    top = max(high for high, _ in following)
    return not any(
        high > top - _SAME_LINE for node in root.all(*_HEADS) for high, _ in node.on(page + 1)
    )


def _lonely_lines(root: _Node, page: int) -> Iterator[str]:
    for node in _running(root):
        pages = node.pages()
        if len(pages) > 1 and page in pages:
            lines = _lines(node.on(page))
            if lines == 1 and page == pages[-1]:
                yield f"siden begynner med et avsnitts siste linje: «{node.words()[-40:]}»"
            if lines == 1 and page == pages[0]:
                yield f"siden slutter med et avsnitts første linje: «{node.words()[:40]}»"


def _running(node: _Node) -> Iterator[_Node]:
    """Give the paragraphs of running text, in lists and boxes too."""
    for child in node.children:
        if child.kind == "P" or (child.kind == "LBody" and not any(child.all("P"))):
            yield child
        elif child.kind not in {"Table", "TOC", *_NOTES}:
            yield from _running(child)


def _lonely_rows(root: _Node, page: int) -> Iterator[str]:
    for table in root.all("Table"):
        rows = [row for row in table.all("TR") if _is_body(row) and row.pages()]
        pages = sorted({found for row in rows for found in row.pages()})
        if len(pages) < 2 or page not in pages:
            continue
        here = [row for row in rows if page in row.pages()]
        tall = max(_height(row, page) for row in here) > LOW * _POINTS
        if len(here) == 1 and not tall and page in (pages[0], pages[-1]):
            side = "nederst" if page == pages[0] else "øverst"
            yield f"én rad alene {side}: «{here[0].words()[:50]}»"


def _is_body(row: _Node) -> bool:
    return "THead" not in row.path and any(child.kind == "TD" for child in row.children)


def _height(row: _Node, page: int) -> float:
    boxes = row.on(page)
    return max(high for high, _ in boxes) - min(low for _, low in boxes)


# --- The file -------------------------------------------------------------------------------------


Marks = dict[tuple[int, int], tuple[int, tuple[list[Box], str]]]


def _read(node: Any, marks: Marks, path: tuple[str, ...]) -> _Node:
    kind = str(node.get("/S", "/Document"))[1:]
    read = _Node(kind, path, {})
    for kid in _kids(node.get("/K")):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            read.children.append(_read(kid, marks, (*path, kind)))
            continue
        if isinstance(kid, pikepdf.Dictionary):
            if "/MCID" not in kid:
                continue
            owner, number = kid.get("/Pg", node.get("/Pg")), int(kid.MCID)
        else:
            owner, number = node.get("/Pg"), int(kid)
        page, (boxes, text) = marks.get((owner.objgen[0], number), (0, ([], "")))
        read.boxes.setdefault(page, []).extend(boxes)
        read.text += text
    return read


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


def _marks(page: pikepdf.Page) -> dict[int, tuple[list[Box], str]]:
    reader = _Reader(page)
    instruction: Any
    for instruction in pikepdf.parse_content_stream(page):
        reader.take(str(instruction.operator), instruction.operands)
    return reader.found


def _number(operands: Any) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    is_marked = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
    return int(properties.MCID) if is_marked else None


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


def main(paths: list[str]) -> None:
    """Print the report of some files."""
    for path in paths:
        print(path)
        for page in page_report(Path(path)):
            print(f"  {page.number:3} {page.fill:5.0%} {'liggende ' if page.is_across else ''}{page.opening[:60]}")
            for complaint in page.complaints:
                print(f"        {complaint}")


if __name__ == "__main__":
    main(sys.argv[1:])
