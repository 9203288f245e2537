"""Words from right to left in a finished PDF, for those who have it read aloud.

A page's signs lie from left to right, and typst says no more of such words than that their letters are
reversed: who reads them one by one has the words in the wrong order, and a sign that is two letters turned
about. Here the tag of each such text says what stands there (ISO 32000-1, 14.9.4). What lies on the page is
left as it is, for programs that copy and search read it by its places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, String

if TYPE_CHECKING:
    from collections.abc import Iterator

_REVERSED = "/ReversedChars"
_CODES = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_Instruction = tuple[Any, Operator]
_Letters = dict[int, str]


def tell(pdf: pikepdf.Pdf) -> None:
    """Give each tagged text from right to left what it says, in the order in which it is read."""
    for page in pdf.pages:
        if _REVERSED.encode() in page.Contents.read_bytes():
            fonts = {str(name): _letters(font) for name, font in page.Resources.Font.items()}
            parents = _parents(pdf, int(page.StructParents))
            for number, text in _tagged(page):
                if any(_is(one, "BMC", _REVERSED) for one in text):
                    _speak(pdf, parents, number, _words(text, fonts))


def _parents(pdf: pikepdf.Pdf, page: int) -> Any:
    """Return the elements of a page's marks, by their numbers."""
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    return tree[page]


def _letters(font: Any) -> _Letters:
    """Return what each code of a font stands for."""
    table = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for section in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL)
        for code, text in _CODES.findall(section)
    }


def _tagged(page: pikepdf.Page) -> Iterator[tuple[int, list[_Instruction]]]:
    """Give what each of a page's marks holds, with its number in the tags."""
    number, depth = -1, 0
    text: list[_Instruction] = []
    for operands, operator in pikepdf.parse_content_stream(page):  # type: ignore[misc]
        name = str(operator)
        if name == "BDC" and "/MCID" in operands[1]:
            number, depth, text = int(operands[1].MCID), 0, []
            continue
        depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(name, 0)
        if depth < 0 <= number:
            yield number, text
            number = -1
        text.append((operands, operator))


def _is(instruction: _Instruction, name: str, tag: str) -> bool:
    operands, operator = instruction
    return str(operator) == name and str(operands[0]) == tag


def _words(text: list[_Instruction], fonts: dict[str, _Letters]) -> str:
    """Return what a text says; its signs lie in the order of the page."""
    return _INVISIBLE.sub("", "".join(reversed(list(_signs(text, fonts)))))


def _signs(text: list[_Instruction], fonts: dict[str, _Letters]) -> Iterator[str]:
    """Give what each sign stands for, from left to right; what is marked with its text stands for that."""
    letters: _Letters = {}
    marked: list[bool] = []
    for operands, operator in text:
        match str(operator):
            case "BMC" | "BDC":
                told = operands[1].get("/ActualText") if len(operands) > 1 else None
                if told is not None and not any(marked):
                    yield str(told)
                marked.append(told is not None)
            case "EMC":
                marked.pop()
            case "Tf":
                letters = fonts.get(str(operands[0]), {})
            case "Tj" | "TJ" if not any(marked):
                yield from _decoded(operands[0], letters)


def _decoded(shown: Any, letters: _Letters) -> Iterator[str]:
    for part in shown if isinstance(shown, Array) else [shown]:
        if isinstance(part, String):
            codes = bytes(part)
            for at in range(0, len(codes), 2):
                yield letters.get(int.from_bytes(codes[at : at + 2], "big"), "")


def _speak(pdf: pikepdf.Pdf, parents: Any, number: int, words: str) -> None:
    """Put an element that says these words between a mark and the element that it belongs to."""
    parent = parents[number]
    kids = parent.K if isinstance(parent.K, Array) else Array([parent.K])
    for place, kid in enumerate(kids):
        own = kid.get("/MCID") if isinstance(kid, Dictionary) else kid
        if own == number:
            spoken = Dictionary(S=Name.Span, P=parent, Pg=parent.get("/Pg"), K=kid, ActualText=String(words))
            kids[place] = parents[number] = pdf.make_indirect(spoken)
    parent.K = kids
