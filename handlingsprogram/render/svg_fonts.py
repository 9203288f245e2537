"""Text in other scripts in a vector picture: told which font has it, or the drawer leaves letters out.

What draws SVG looks for another font sign by sign, and loses the signs that join (Arabic) or finds none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from handlingsprogram.render.fonts import in_scripts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SVG = "{http://www.w3.org/2000/svg}"
_TEXTS = (f"{_SVG}text", f"{_SVG}tspan")


def with_fonts(svg: bytes) -> bytes:
    """Return a picture whose texts name the font of each script that they are in.

    Args:
        svg: a picture that `read.svg` has found harmless.
    """
    try:
        root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return svg  # told of as a broken picture
    for text in list(root.iter(*_TEXTS)):
        _within(text)
        if text.tag == _TEXTS[1]:
            _after(text)
    return etree.tostring(root)


def _within(node: Element) -> None:
    """Part the text that a node begins with."""
    spans = _spans(node.text or "")
    if spans:
        node.text = None
        node[:0] = spans


def _after(node: Element) -> None:
    """Part the text that follows a node."""
    spans = _spans(node.tail or "")
    if spans:
        node.tail = None
        for span in reversed(spans):
            node.addnext(span)


def _spans(words: str) -> list[Element]:
    """Return a text in parts of one font each; none where it is in one script that needs no name."""
    pieces = list(in_scripts(words))
    if not any(script and script.family for _, script in pieces):
        return []
    spans = []
    for piece, script in pieces:
        span = etree.Element(_TEXTS[1])
        span.text = piece
        if script and script.family:
            span.set("font-family", script.family)
        spans.append(span)
    return spans
