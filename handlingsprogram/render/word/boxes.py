"""Boxes in the Word file: paragraphs in one frame, and air around it."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from handlingsprogram.render.edition.parts import boxes
from handlingsprogram.render.word.body import put, style
from handlingsprogram.render.word.xml import attribute, element, find, qualified
from handlingsprogram.render.words.templates import hex_digits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.render.edition.parts import View

_AROUND = 240
"""Above and below a box, in twentieths of a point."""
_FURTHER_IN = "\u2003\u2002\u2009"
"""What each level of a list stands further in than the one above it, as wide as a list's indent."""
_SPLIT = "Boksskille"
"""The style of what templates/pandoc/docx.lua puts between two boxes of one kind."""

_BOOKMARK = {qualified("w:bookmarkStart"), qualified("w:bookmarkEnd")}

Frame = tuple[tuple[str, ...], int, str]
_BARS: Mapping[str, Frame] = {
    "faktaboks": (("left",), 24, "aksent"),
    "sitat": (("left",), 18, "aksent"),
    "vedtak": (("top", "left", "bottom", "right"), 8, "hoved"),
}
"""The frame of each kind that has one: its sides, their thickness in eighths of a point, the colour."""
_SURFACES: Mapping[str, Frame] = {**_BARS, "faktaboks": (("top", "left", "bottom", "right"), 24, "flate")}
"""Where boxes are surfaces, a frame in their own colour is the room around the text."""
SHADED = {"faktaboks"}
INNER = {"left": 8, "right": 8, "top": 6, "bottom": 6}
"""Between a frame and what is in it, in points."""


def frames(form: str) -> Mapping[str, Frame]:
    """Return the frames of boxes, as the theme's `form.boks` says."""
    return _SURFACES if form == "flate" else _BARS


def part_boxes(body: Element, view: View, theme: Mapping[str, Any], numbering: Element) -> None:
    """Give boxes air above and below; inside, their paragraphs stand close.

    Args:
        body: the `w:body`, changed in place.
        view: what the document shows.
        theme: the programme's.
        numbering: the file's lists; what a box has of them is added.
    """
    kinds = {role.capitalize(): role for role in boxes(view.deler)}
    if not kinds:
        return
    colours, framed = theme["farger"], frames(theme["form"]["boks"])
    nodes, is_second = [node for node in body if node.tag not in _BOOKMARK], False
    lists: dict[str, str] = {}
    within = [next((kind for kind in kinds if style(node).startswith(kind)), "") for node in nodes]
    for node, above, here, below in zip(nodes, ["", *within], within, [*within[1:], ""], strict=False):
        if style(node) == _SPLIT:
            is_second = not is_second
            body.remove(node)
        elif here:
            is_first = above != here or style(node).endswith(("Tittel", "Portrett"))
            edges = {"before": is_first, "after": below != here}
            if any(edges.values()):
                put(node, element("spacing", **{side: _AROUND for side, is_edge in edges.items() if is_edge}))
            if style(node).endswith("Slutt") and below == here:  # a name goes with the office below it
                put(node, element("keepNext"))
            _begin_at_frame(node, numbering, lists)
            if is_second and kinds[here] in framed:
                put(node, _other_frame(framed[kinds[here]], colours))
                if kinds[here] in SHADED:
                    put(node, element("shd", val="clear", color="auto", fill=_like(colours["flate"])))
        else:
            is_second = False


def _other_frame(frame: Frame, colours: Mapping[str, str]) -> Element:
    """Return a frame in a colour like the usual one: Word makes one frame of two that are the same."""
    sides, size, name = frame
    borders = element("pBdr")
    for side in sides:
        borders.append(element(side, val="single", sz=size, space=INNER[side], color=_like(colours[name])))
    return borders


def _like(colour: str) -> str:
    """Return a colour, as six digits, that no eye tells from another."""
    return f"{int(hex_digits(colour), 16) ^ 1:06X}"


def _begin_at_frame(node: Element, numbering: Element, lists: dict[str, str]) -> None:
    """Let a list's paragraph begin where others do, its words further in: a frame follows the indent."""
    for number in find(node, "w:pPr/w:numPr/w:numId"):
        usual = attribute(number, "val")
        if usual not in lists:
            lists[usual] = _list_at_frame(usual, numbering)
        number.set(qualified("w:val"), lists[usual])
    for indent in find(node, "w:pPr/w:ind"):
        indent.set(qualified("w:hanging"), attribute(indent, "left"))
        run = element("r")
        run.append(element("tab"))
        find(node, "w:pPr")[0].addnext(run)


def _list_at_frame(usual: str, numbering: Element) -> str:
    """Add a list like another whose items all begin at the frame; return its number."""
    instances = find(numbering, "w:num")
    [instance] = (deepcopy(one) for one in instances if attribute(one, "numId") == usual)
    [kind] = find(instance, "w:abstractNumId")
    kinds = find(numbering, "w:abstractNum")
    [look] = (deepcopy(one) for one in kinds if attribute(one, "abstractNumId") == attribute(kind, "val"))
    for depth, level in enumerate(find(look, "w:lvl")):
        [text], [indent], [form] = (find(level, path) for path in ("w:lvlText", "w:pPr/w:ind", "w:numFmt"))
        text.set(qualified("w:val"), _FURTHER_IN * depth + attribute(text, "val"))
        indent.set(qualified("w:hanging"), attribute(indent, "left"))
        if depth and attribute(form, "val") == "bullet":  # whose text is one sign
            form.set(qualified("w:val"), "none")
    for one, others, name in ((look, kinds, "abstractNumId"), (instance, instances, "numId")):
        one.set(qualified(f"w:{name}"), str(max(int(attribute(other, name)) for other in others) + 1))
    for mark in find(look, "w:nsid"):
        look.remove(mark)
    kind.set(qualified("w:val"), attribute(look, "abstractNumId"))
    kinds[-1].addnext(look)
    instances[-1].addnext(instance)
    return attribute(instance, "numId")
