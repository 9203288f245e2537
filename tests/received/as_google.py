"""A built Word file as Google Docs would export it: the words, and little else of what Word knows.

No Google Docs was at hand. What it is known to do is done here: bookmarks and properties of the file go,
paragraphs keep the styles of headings and titles alone, and each word says its font, its size and its colour.
"""

from __future__ import annotations

import io
import re
import zipfile

_BOOKMARK = re.compile(r"<w:bookmark(?:Start|End)[^>]*/>")
_STYLE = re.compile(r'<w:pStyle w:val="(?!Heading|Title|Subtitle)[^"]*"\s*/>')
_LOOK = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:color w:val="000000"/><w:sz w:val="20"/>'


def as_google(content: bytes) -> bytes:
    """Return a Word file as Google Docs might export it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(made, "w") as new:
        for name in package.namelist():
            part = package.read(name)
            if name != "docProps/custom.xml":
                new.writestr(name, _text(part.decode()) if name == "word/document.xml" else part)
    return made.getvalue()


def _text(document: str) -> str:
    bare = _STYLE.sub("", _BOOKMARK.sub("", document))
    return bare.replace("<w:r><w:t", f"<w:r><w:rPr>{_LOOK}</w:rPr><w:t")
