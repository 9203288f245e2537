"""Headings that open their sections in a colour: heading and message are paragraphs in one frame of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.render.edition.parts import Heading
from handlingsprogram.render.word.body import put, style
from handlingsprogram.render.word.xml import element, find, qualified

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.render.edition.parts import View

_STYLE = "Apning"
_BEHIND_COLOUR = ("spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd")
"""What stands behind a run's colour (ISO/IEC 29500-1, CT_RPr), as far as it may be there."""
_SIDES = ("top", "left", "bottom", "right")
_THICK, _WITHIN = 48, 6
"""The frame, in eighths of a point, and what lies between it and the text, in points."""
_INDENT = 240
"""As wide as those, in twentieths of a point: the frame stands on the text's edge."""
_ABOVE, _BETWEEN, _BELOW = 120, 80, 320


def colour_openings(body: Element, view: View, theme: Mapping[str, Any]) -> None:
    """Give the headings that open sections their colour, and what they open with.

    Args:
        body: the `w:body`, changed in place, with its headings and boxes dressed.
        view: what the document shows.
        theme: the programme's; its `åpning` may be a plain heading.
    """
    form = theme["form"]["åpning"]
    if form == "overskrift":
        return
    headings = [part for part in view.deler if isinstance(part, Heading)]
    nodes = [node for node in find(body, "w:p") if style(node).startswith("Heading")]
    for node, heading in zip(nodes, headings, strict=True):
        if not heading.åpning:
            continue
        if form == "side":
            put(node, element("pageBreakBefore"))
        _, ground, text = heading.åpning.klasse.upper().split("-")
        shown = [node, *_message(node)]
        for at, one in enumerate(shown):
            _frame(one, ground, text)
            before = _ABOVE if not at and form != "side" else 0
            put(one, element("spacing", before=before, after=_BELOW if at == len(shown) - 1 else _BETWEEN))
            if one is not shown[-1]:
                put(one, element("keepNext"))


def _message(heading: Element) -> list[Element]:
    found = []
    for node in heading.itersiblings():
        if node.tag == qualified("w:p") and style(node).startswith(_STYLE):
            found.append(node)
        elif node.tag not in {qualified("w:bookmarkStart"), qualified("w:bookmarkEnd")}:
            break
    return found


def _frame(paragraph: Element, ground: str, text: str) -> None:
    borders = element("pBdr")
    for side in _SIDES:
        borders.append(element(side, val="single", sz=_THICK, space=_WITHIN, color=ground))
    put(paragraph, borders)
    put(paragraph, element("shd", val="clear", color="auto", fill=ground))
    if not find(paragraph, "w:pPr/w:ind") and not find(paragraph, "w:pPr/w:numPr"):
        put(paragraph, element("ind", left=_INDENT, right=_INDENT))
    for run in paragraph.iter(qualified("w:r")):
        _colour(run, text)


def _colour(run: Element, colour: str) -> None:
    properties = next(iter(find(run, "w:rPr")), None)
    if properties is None:
        properties = element("rPr")
        run.insert(0, properties)
    for old in find(properties, "w:color"):
        properties.remove(old)
    behind = {qualified(f"w:{name}") for name in _BEHIND_COLOUR}
    at = next((i for i, one in enumerate(properties) if one.tag in behind), len(properties))
    properties.insert(at, element("color", val=colour))
