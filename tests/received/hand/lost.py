"""What happens to a file on its way: anchors that get lost."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

_ANCHOR = re.compile(rb'<w:bookmarkStart [^>]*w:name="_hp[^"]*"[^>]*/>')
_ID = re.compile(rb'w:id="([^"]*)"')


def without_anchors(docx: bytes) -> bytes:
    """Return a Word file as after pasting it into another, or from an editor that keeps no bookmarks."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        parts = {info: package.read(info) for info in package.infolist()}
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for info, content in parts.items():
            package.writestr(info, _without(content) if info.filename == "word/document.xml" else content)
    return made.getvalue()


def _without(content: bytes) -> bytes:
    gone = {_ID.findall(mark)[0] for mark in _ANCHOR.findall(content)}
    left = _ANCHOR.sub(b"", content)
    return re.sub(
        rb"<w:bookmarkEnd [^>]*/>", lambda mark: b"" if _ID.findall(mark[0])[0] in gone else mark[0], left
    )
