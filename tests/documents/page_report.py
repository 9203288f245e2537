"""How full each page of a PDF is, and what on it no careful typesetter would have left alone.

By the tags of the file and where their content lies, so typst's and LibreOffice's:
`python -m tests.documents.page_report FILE…` prints it for us.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from tests.documents.page_marks import marks, read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tests.documents.page_marks import Box, Node

MARGIN = 24.0
"""Above and below the text in millimetres, where nothing else is said."""
FULL = 0.6
"""A page has at least so much of its height filled, unless a break is ordered."""
LOW = 14.0
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


def page_report(path: Path, breaks: Collection[str] | None = None, margin: float = MARGIN) -> list[Page]:
    """Return the pages of a PDF, each with how full it is and what is wrong with it.

    Args:
        path: the file, which has tags.
        breaks: the headings that are ordered to begin a page; without it, any at a page's head may be.
        margin: above and below the text, in millimetres.
    """
    with pikepdf.open(path) as pdf:
        found = {
            (int(page.objgen[0]), number): (index, boxes)
            for index, page in enumerate(pdf.pages, 1)
            for number, boxes in marks(page).items()
        }
        root = read(pdf.Root.StructTreeRoot, found, ())
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


def _fill(root: Node, page: int, top: float, height: float) -> float:
    notes = [box for node in root.all(*_NOTES) for box in node.on(page)]
    body = [box for box in root.on(page) if box not in notes]
    lowest = min((low for _, low in body), default=top)
    noted = max(high for high, _ in notes) - min(low for _, low in notes) if notes else 0
    return max(0.0, top - lowest + noted) / height


def _opening(root: Node, page: int) -> str:
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


def _lonely_headings(root: Node, page: int) -> Iterator[str]:
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


def _goes_on(root: Node, page: int) -> bool:
    """Tell whether the next page goes on with this one's section."""
    following = root.on(page + 1)
    if not following:
        return False
    top = max(high for high, _ in following)
    return not any(high > top - _SAME_LINE for node in root.all(*_HEADS) for high, _ in node.on(page + 1))


def _lonely_lines(root: Node, page: int) -> Iterator[str]:
    for node in _running(root):
        pages = node.pages()
        if len(pages) > 1 and page in pages:
            lines = _lines(node.on(page))
            if lines == 1 and page == pages[-1]:
                yield f"siden begynner med et avsnitts siste linje: «{node.words()[-40:]}»"
            if lines == 1 and page == pages[0]:
                yield f"siden slutter med et avsnitts første linje: «{node.words()[:40]}»"


def _running(node: Node) -> Iterator[Node]:
    """Give the paragraphs of running text, in lists and boxes too."""
    for child in node.children:
        if child.kind == "P" or (child.kind == "LBody" and not any(child.all("P"))):
            yield child
        elif child.kind not in {"Table", "TOC", *_NOTES}:
            yield from _running(child)


def _lonely_rows(root: Node, page: int) -> Iterator[str]:
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


def _is_body(row: Node) -> bool:
    return "THead" not in row.path


def _height(row: Node, page: int) -> float:
    boxes = row.on(page)
    return max(high for high, _ in boxes) - min(low for _, low in boxes)


def main(paths: list[str]) -> None:
    """Print the report of some files."""
    lines = []
    for path in paths:
        lines.append(path)
        for page in page_report(Path(path)):
            turned = "liggende " if page.is_across else ""
            lines.append(f"  {page.number:3} {page.fill:5.0%} {turned}{page.opening[:60]}")
            lines += [f"        {complaint}" for complaint in page.complaints]
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main(sys.argv[1:])
