"""Read a PDF's tags: the tree that a screen reader walks, with the text that it reads there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
from pypdf.generic import ArrayObject, NumberObject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass
class Tag:
    """An element of the structure tree."""

    kind: str
    """`H1`, `TD` …, as the file says."""
    attributes: dict[str, Any]
    """Of all owners together: `Scope`, `ListNumbering` …"""
    id: str
    parts: list[Tag | str] = field(default_factory=list)
    """The tags below it, and the texts that it marks on a page itself, in reading order."""
    annotations: list[Any] = field(default_factory=list)

    def all(self, *kinds: str) -> Iterator[Tag]:
        """Give this tag and those below it in reading order; of these kinds, where any are named."""
        if not kinds or self.kind in kinds:
            yield self
        for child in self.children:
            yield from child.all(*kinds)

    @property
    def children(self) -> list[Tag]:
        """The tags right below it."""
        return [part for part in self.parts if isinstance(part, Tag)]

    @property
    def says_something(self) -> bool:
        """Whether it or anything below it has content."""
        return any(isinstance(part, str) for tag in self.all() for part in tag.parts)

    def text(self) -> str:
        """Return what is read of it and of all below it; a paragraph and a list begin with a space."""
        start = " " if self.kind in {"P", "L"} else ""
        return start + "".join(part if isinstance(part, str) else part.text() for part in self.parts)


@cache
def read_tags(path: Path) -> Tag:
    """Return the document's tag, with the whole tree below it."""
    root: Any = pypdf.PdfReader(path).trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    kids = root["/K"].get_object()
    (document,) = kids if isinstance(kids, ArrayObject) else [kids]
    return _tag(document.get_object(), _marked(path))


def _tag(node: Any, marked: Marked) -> Tag:
    attributes: dict[str, Any] = {}
    for owner in node.get("/A", []):
        attributes |= {key[1:]: value for key, value in owner.get_object().items() if key != "/O"}
    tag = Tag(node["/S"][1:], attributes, str(node.get("/ID", "")))
    kids = node.get("/K", []) if "/ActualText" not in node else ArrayObject()
    if "/ActualText" in node:
        tag.parts.append(str(node["/ActualText"]))  # is read in the place of what lies on the page
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        target = kid.get_object()
        if isinstance(target, NumberObject):
            tag.parts.append(marked[node.raw_get("/Pg").idnum, target])
        elif target.get("/Type") == "/MCR":
            tag.parts.append(marked[target.raw_get("/Pg").idnum, int(target["/MCID"])])
        elif target.get("/Type") == "/OBJR":
            tag.annotations.append(target["/Obj"].get_object())
        else:
            tag.parts.append(_tag(target, marked))
    return tag


# --- The texts on the pages -----------------------------------------------------------------------

Marked = dict[tuple[int, int], str]
"""What is marked on the pages, by the number of the page's object and of the mark."""


def _marked(path: Path) -> Marked:
    with pikepdf.open(path) as pdf:
        return {
            (int(page.objgen[0]), number): text
            for page in pdf.pages
            for number, text in _marks_of(page).items()
        }


def _marks_of(page: pikepdf.Page) -> dict[int, str]:
    """Return what each mark of a page encloses; of what stands in marks without a number, nothing."""
    found: dict[int, str] = {}
    open_marks: list[int | None] = []
    letters: dict[str, str] = {}
    fonts: Any = page.resources.get("/Font", {})
    instruction: Any
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                open_marks.append(_number(operands))
                if open_marks[-1] is not None:
                    found.setdefault(open_marks[-1], "")
            case "EMC":
                open_marks.pop()
            case "Tf":
                letters = _letters(bytes(fonts[operands[0]].ToUnicode.read_bytes()))
            case "TJ" | "Tj" if number := [mark for mark in open_marks if mark is not None]:
                found[number[-1]] += "".join(letters[code] for code in _codes(operands[0]))
    return found


def _number(operands: Any) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    return (
        int(properties.MCID) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None
    )


def _codes(shown: Any) -> Iterator[str]:
    """Give the codes of a text, or of texts and the moves between them: two bytes each, in hexadecimal."""
    for text in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(text, pikepdf.String):
            digits = bytes(text).hex()
            yield from (digits[i : i + 4] for i in range(0, len(digits), 4))


@cache
def _letters(table: bytes) -> dict[str, str]:
    """Read what a font's codes mean from its ToUnicode table."""
    text = table.decode("latin-1").lower()
    letters = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, meaning in re.findall(r"<([0-9a-f]+)>\s*<([0-9a-f]+)>", block):
            letters[code] = bytes.fromhex(meaning).decode("utf-16-be")
    assert "beginbfrange" not in text, "this reader knows tables of single codes"
    return letters
