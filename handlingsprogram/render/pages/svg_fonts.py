"""Text in other scripts in a vector picture: told which font has it, or the drawer leaves letters out.

What draws SVG looks for another font sign by sign, and loses the signs that join (Arabic) or finds none.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree

from handlingsprogram.render.pages.fonts import COMPOSED, NOTO, OWN, in_scripts, unusual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_SVG = "{http://www.w3.org/2000/svg}"
# What is in no other script, by the family that draws it best: of variable fonts the thinnest cut is drawn.
_SIGNS = {
    NOTO: f"ƀ-ɏḀ-ẛ{COMPOSED}",
    OWN: "ŊŋŧŦɐ-ԯẜ-῿\u2000-\u206f⁰-₎₠-₿№ℓ™℮⅓⅔⅛-⅞←-↓∂∆∏∑−√∞∫≈≠≤≥■▲△▶▷▼▽◀◁◆◊☐☑♪✓",
    "Noto Emoji": "↩↪⌚⌛⏩-⏳▪▫◻-◾☀-☄☎☔☘☝☠♀♂♠♣♥♦♻♿⚒-⚗⚠⚡⚪⚫⛔✂✅✈-✍✏✒✔✖✨✳✴❄❇❌❎❓❗❤➕-➗➡⬅-⬇⬛⬜⭐⭕",
    "Noto Sans Symbols": "Ⅰ-ↄ①-⓪⓵-⓿❶-➓",
    "Source Sans 3": "►◄✗✘",
    "Noto Sans CJK SC": "℃℉⇐-⇔⇦⇨⇩∅∇-∋∠∥-∨∩∪∴∵∽≒≡≦≧⊂-⊇⊕-⊙⊥␣─-▟□▢-▩◇○◎●◐-◓◯★☆☞♡♢♤♧✚✽✿❖",
}
_FAMILIES = [(re.compile(f"[{signs}]"), family) for family, signs in _SIGNS.items()]
_TEXTS = (f"{_SVG}text", f"{_SVG}tspan")


def with_fonts(svg: bytes) -> bytes:
    """Return a picture whose texts name the font of each script that they are in.

    Args:
        svg: a picture that `read.svg` has found harmless.
    """
    root = _parsed(svg)
    if root is None:
        return svg
    for text in list(root.iter(*_TEXTS)):
        _within(text)
        if text.tag == _TEXTS[1]:
            _after(text)
    return etree.tostring(root)


def homeless(svg: bytes) -> bool:
    """Tell whether a picture has text that is not drawn whole.

    It has a character that no family is known for, or words from both directions in one text: others are lost
    beside them.
    """
    root = _parsed(svg)
    if root is None:
        return False
    texts = ["".join(map(str, node.itertext())) for node in root.iter(_TEXTS[0])]
    return any(turns(text) or _lacks(text) for text in texts)


def _parsed(svg: bytes) -> Element | None:
    """Return a picture's tree; None for a broken picture, which is told of as that."""
    try:
        return etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def turns(text: str) -> bool:
    """Tell whether a text has words from both directions, of which a picture would lose some."""
    directions = {script is None or script.rightward for piece, script in in_scripts(text) if piece.strip()}
    return len(directions) > 1


def _lacks(text: str) -> bool:
    return any(unusual(piece) for piece, family in _pieces(text) if not family)


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
    pieces = list(_pieces(words))
    if not any(family for _, family in pieces):
        return []
    spans = []
    for piece, family in pieces:
        span = etree.Element(_TEXTS[1])
        span.text = piece
        if family:
            span.set("font-family", f"'{family}'")  # in quotes, for a name may end in a digit
        spans.append(span)
    return spans


def _pieces(words: str) -> Iterator[tuple[str, str]]:
    """Give a text's pieces in order, each with the family that it must name."""
    for piece, script in in_scripts(words):
        if script and script.family:
            yield piece, script.family
        else:
            for family, letters in groupby(piece, _family):
                yield "".join(letters), family


def _family(letter: str) -> str:
    return next((family for letters, family in _FAMILIES if letters.match(letter)), "")
