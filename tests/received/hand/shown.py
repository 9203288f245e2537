"""What a Word file says, paragraph by paragraph, for two files to be held against each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.received.hand.paper import R, W, name
from tests.redline.revisions import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN = {"sdtContent", "txbxContent"}


class Shown(NamedTuple):
    """A paragraph."""

    words: str
    """Its words; references and sums are left out, notes' texts stand where their marks are."""
    bold: str
    italic: str
    linked: tuple[tuple[str, str], ...]
    kind: str
    """`punkt`, or nothing."""


def shown(docx: bytes, *, accept: bool = True) -> list[Shown]:
    """Return the paragraphs of a Word file with all changes accepted, or rejected."""
    package = Package(docx).resolve(accept=accept)
    links = {key: target for key, (_, target) in package.links("document").items()}
    notes = {note.get(f"{W}id"): note for note in package.notes}
    return [_Reader(links, notes).read(paragraph) for paragraph in paragraphs(package.body)]


def paragraphs(body: Any) -> list[Any]:
    """Return the paragraphs that say something and are not our own table of contents.

    Of a cell in which nothing is said the first is left, so that others keep their places.
    """
    found = []
    for one in body.iter(f"{W}p"):
        if _OWN.intersection(name(node) for node in one.iterancestors()):
            continue
        parent = one.getparent()
        alone = parent.tag == f"{W}tc" and not _says(parent) and one is parent.find(f"{W}p")
        if alone or _says(one):
            found.append(one)
    return found


def _says(node: Any) -> bool:
    """Tell whether something is seen: words, a picture, a note."""
    things = next(node.iter(f"{W}drawing", f"{W}footnoteReference"), None)
    return things is not None or any(text.strip() for text in node.itertext(f"{W}t"))


class _Reader:
    def __init__(self, links: dict[str, Any], notes: dict[Any, Any]) -> None:
        self._links = links
        self._notes = notes
        self._pieces: list[tuple[str, bool, bool, str]] = []

    def read(self, paragraph: Any) -> Shown:
        self._inside(paragraph, "")
        is_item = paragraph.find(f"{W}pPr/{W}numPr") is not None
        words = "".join(piece[0] for piece in self._pieces)
        bold, italic = (
            squeezed("".join(piece[0] if piece[which] else " " for piece in self._pieces)) for which in (1, 2)
        )
        linked = tuple((squeezed(text), link) for text, link in self._linked())
        return Shown(squeezed(words), bold, italic, linked, "punkt" if is_item else "")

    def _linked(self) -> Iterator[tuple[str, str]]:
        text, link = "", ""
        for piece in [*self._pieces, ("", False, False, "")]:
            if piece[3] != link:
                if link:
                    yield text, link
                text, link = "", piece[3]
            text += piece[0]

    def _inside(self, node: Any, link: str) -> None:
        field = ""
        for child in node:
            tag = name(child)
            if tag == "hyperlink" and child.get(f"{W}anchor"):
                if next(child.iter(f"{W}r"), None) is not None:
                    self._pieces.append(("\u2192", False, False, ""))
            elif tag == "hyperlink":
                self._inside(child, str(self._links[child.get(f"{R}id")]))
            elif tag == "smartTag":
                self._inside(child, link)
            elif tag == "r":
                field = self._run(child, link, field)

    def _run(self, run: Any, link: str, field: str) -> str:
        dress = [run.find(f"{W}rPr/{W}{tag}") for tag in ("b", "i")]
        bold, italic = (one is not None and one.get(f"{W}val") not in {"0", "false"} for one in dress)
        for node in run:
            tag = name(node)
            if tag == "instrText":
                match = re.search(r'HYPERLINK "([^"]+)"', node.text or "")
                field = match[1] if match else field
            elif tag == "fldChar" and node.get(f"{W}fldCharType") == "end":
                field = ""
            elif tag == "footnoteReference":
                note = self._notes[node.get(f"{W}id")]
                text = squeezed("".join(_text(one) for one in note.iter() if one.getparent().tag == f"{W}r"))
                self._pieces.append((f"\u2192[{text}]", False, False, ""))
            else:
                self._pieces.append((_text(node), bold, italic, link or field))
        return field


def _text(node: Any) -> str:
    """Return what a part of a run shows."""
    return {"t": node.text or "", "tab": " ", "br": " ", "noBreakHyphen": "\u2011"}.get(name(node), "")


def squeezed(text: str) -> str:
    """Return words with one blank between them, and no sign that nobody sees."""
    return " ".join(text.replace("\u00ad", "").split())
