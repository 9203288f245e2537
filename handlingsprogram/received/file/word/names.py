"""The names of WordprocessingML as lxml writes them, and how its values are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.received.file.document import Author

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/"
VML = "{urn:schemas-microsoft-com:vml}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"

_MOST = 1_000_000_000
_OFF = {"0", "false", "off", "none"}
MARKS = {f"{W}ins": "inserted", f"{W}moveTo": "inserted", f"{W}del": "deleted", f"{W}moveFrom": "deleted"}
"""What marks words, an end or a row as a change -> whether it came or went."""


def value(node: Element | None, name: str = "val") -> str:
    """Return an attribute in the `w` namespace; empty where there is none."""
    return (node.get(W + name) or "") if node is not None else ""


def is_on(node: Element | None) -> bool | None:
    """Tell whether a property is switched on; None where nothing is said."""
    return None if node is None else value(node).lower() not in _OFF


def number(text: str, default: int = 0) -> int:
    """Return a number; the default where it is none, or none that anybody means."""
    try:
        found = int(text)
    except ValueError:
        return default
    return found if abs(found) < _MOST else default


def author(node: Element) -> Author:
    """Return who made a change."""
    return Author(value(node, "author"), value(node, "date"))


def children(node: Element | None, name: str) -> list[Element]:
    """Return an element's children of a name in the `w` namespace."""
    return node.findall(W + name) if node is not None else []


def child(node: Element | None, *names: str) -> Element | None:
    """Return what stands below an element by a path of names in the `w` namespace."""
    for name in names:
        if node is None:
            return None
        node = node.find(W + name)
    return node
