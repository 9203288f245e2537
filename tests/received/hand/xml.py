"""A built Word file that is edited by hand: its parts found by what they say."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

_BODY = "word/document.xml"
_TAGS = re.compile(r"<[^>]+>")
_ANCHORS = re.compile(r"<w:bookmark(Start|End) [^>]*/>")


class Xml:
    """The text of a Word file, as XML."""

    def __init__(self, docx: bytes) -> None:
        """Open a file."""
        with zipfile.ZipFile(BytesIO(docx)) as package:
            self._parts = {name: package.read(name) for name in package.namelist()}
        self.text = self._parts[_BODY].decode()

    def docx(self) -> bytes:
        """Return the file as it is now."""
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self._parts.items():
                package.writestr(name, self.text if name == _BODY else content)
        return made.getvalue()

    def find(self, tag: str, words: str) -> str:
        """Return the one element that says something: the innermost `p`, `tr` or `tbl`."""
        found = [one for one in self.all(tag) if words in _TAGS.sub("", one)]
        assert found, words
        return min(found, key=len)

    def all(self, tag: str) -> list[str]:
        """Return all elements of a kind that have none of their kind in them."""
        return re.findall(rf"<w:{tag}(?: [^>]*)?>(?:(?!<w:{tag}[ >]).)*?</w:{tag}>", self.text, re.DOTALL)

    def replace(self, old: str, new: str) -> None:
        """Write something else for what stands once."""
        assert self.text.count(old) == 1, (self.text.count(old), old[:200])
        self.text = self.text.replace(old, new)

    def retype(self, words: str, new: str) -> None:
        """Type over words that are a run's."""
        self.replace(f">{words}<", f">{new}<")

    def behind(self, element: str, new: str) -> None:
        """Put something behind an element."""
        self.replace(element, element + new)


def said_instead(element: str, words: dict[str, str]) -> str:
    """Return a copied element that says other words."""
    made = _ANCHORS.sub("", element)
    for old, new in words.items():
        assert f">{old}<" in made, old
        made = made.replace(f">{old}<", f">{new}<")
    return made


def retyped(docx: bytes, old: str, new: str, author: str = "") -> bytes:
    """Return a file where somebody has typed over words in a run, tracked where there is an author."""
    xml = Xml(docx)
    run = next(one for one in xml.all("r") if old in _TAGS.sub("", one))
    start, text, end = re.fullmatch(r"(.*<w:t[^>]*>)(.*)(</w:t>.*)", run, re.DOTALL).groups()  # type: ignore[union-attr]
    before, after = text.split(old, 1)

    def part(words: str) -> str:
        return f"{start}{words}{end}" if words else ""

    gone, fresh = part(old), part(new)
    if author:
        number = 9001 + xml.text.count("<w:ins ")
        who = f'w:id="{number}" w:author="{author}" w:date="2025-02-03T04:05:06Z"'
        deleted = re.sub(r"<(/?)w:t(?=[ >])", r"<\1w:delText", gone)
        gone = f"<w:del {who}>{deleted}</w:del>"
        fresh = f"<w:ins {who}>{fresh}</w:ins>" if fresh else ""
    xml.replace(run, part(before) + (gone if author else "") + fresh + part(after))
    return xml.docx()
