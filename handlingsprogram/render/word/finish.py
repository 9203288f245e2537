"""From pandoc's Word file to the finished one: the parts that the theme decides, and the text dressed."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.model.room import WHOLE, room
from handlingsprogram.render.edition.parts import Group, Listing, boxes
from handlingsprogram.render.word import package
from handlingsprogram.render.word.anchors import anchor
from handlingsprogram.render.word.body import Dress, break_before, dress, style
from handlingsprogram.render.word.boxes import INNER, SHADED, frames, part_boxes
from handlingsprogram.render.word.captions import LISTED, count_captions
from handlingsprogram.render.word.openings import colour_openings
from handlingsprogram.render.word.pictures import fit_pictures, sizes
from handlingsprogram.render.word.scripts import mark_parts, mark_scripts
from handlingsprogram.render.word.sheet import sections
from handlingsprogram.render.word.sheet.cover import (
    PAGE_HEIGHT,
    PAGE_WIDTH,
    cover,
    cover_logo,
    fill_cover,
    twips,
)
from handlingsprogram.render.word.sheet.edges import UNUSED, edges, enter, set_up
from handlingsprogram.render.word.xml import attribute, find, parse, qualified, serialise
from handlingsprogram.render.words.fixed_words import fixed_words, reservation
from handlingsprogram.render.words.templates import environment, hex_digits

if TYPE_CHECKING:
    from concurrent.futures import Future

    from lxml.etree import _Element as Element

    from handlingsprogram.render.edition.parts import View
    from handlingsprogram.render.edition.properties import Properties
    from handlingsprogram.render.pages.layout import Pages
    from handlingsprogram.render.word.sheet.cover import Cover

_NUMBER_INDENT = 400


def finish(
    content: bytes,
    view: View,
    theme: dict[str, Any],
    pages: Future[Pages],
    properties: Properties,
) -> bytes:
    """Return the finished Word file.

    Args:
        content: the file as pandoc wrote it.
        view: what the document shows.
        theme: colours, fonts and measures.
        pages: on which pages things stand in the PDF; waited for at the end.
        properties: what the file says of itself.
    """
    parts = {name: part for name, part in package.read(content).items() if name not in UNUSED}
    lies = cover(view.program, theme)
    context = _context(view, theme, properties, lies)
    shown = edges(view, theme["form"], lies)
    root = parse(parts["word/document.xml"])
    body = find(root, "w:body")[0]
    set_up(body, theme["mål"], shown)
    numbering, lists = _numbering(parts["word/numbering.xml"], context)
    look = _look(view, theme, lists)
    bookmarks = _dress(body, view, theme, look, context)
    part_boxes(body, view, theme, numbering)
    colour_openings(body, view, theme)
    anchor(body, look.bookmark_numbers)
    parts["word/numbering.xml"] = serialise(numbering)
    parts |= {f"word/{name}.xml": _render(name, context) for name in ("styles", "settings")}
    parts |= {f"docProps/{name}.xml": _render(name, context) for name in ("core", "app", "custom")}
    for edge in shown:
        own = {"tab": look.landscape_width if edge.is_wide else 0, "er_første": edge.page == "first"}
        parts[f"word/{edge.name}.xml"] = _render(edge.kind, {**context, **own})
    enter(parts, shown)
    sections.keep_leads(body)
    sections.settle(body)
    placed = pages.result()
    break_before(body, view, placed.first)
    _contents(body, view, {**context, "sider": placed.of, "bokmerker": bookmarks})
    mark_scripts(root)
    mark_parts(parts, ("word/footnotes.xml", *(f"word/{edge.name}.xml" for edge in shown)))
    parts["word/document.xml"] = serialise(root)
    return package.write(parts, properties.epoch)


def _look(view: View, theme: dict[str, Any], lists: dict[str, frozenset[str]]) -> Dress:
    """Return what paragraphs and tables need to know; the lists by kind, as `_numbering` tells."""
    width = _text_width(theme["mål"])
    return Dress(
        width,
        _text_width(theme["mål"], PAGE_HEIGHT),
        hex_digits(theme["farger"]["flate"]),
        room(theme).em * width / WHOLE,
        hex_digits(theme["farger"]["hoved"]),
        twips(theme["mål"]["hel_rad"]),
        view.program.språk,
        lists["bullet"],
        lists["blank"],
    )


def _dress(
    body: Element, view: View, theme: dict[str, Any], look: Dress, context: dict[str, Any]
) -> dict[str, str]:
    """Dress the text and fit its pictures; return the bookmarks of what is listed, by id.

    A picture on the cover takes of the room above the sender, which the context tells the styles of.
    """
    bookmarks = dress(body, view, look)
    bookmarks |= count_captions(body, view, look)
    figures = sizes(view, theme["mål"]["bildehøyde"])
    lies: Cover = context["omslag"]
    taken = fit_pictures(body, look.text_width, cover_logo(theme), figures, lies.picture)
    if lies.is_filled:
        fill_cover(body)
    elif taken:
        context["avsender_før"] = lies.below_picture(taken)
    return bookmarks


def _context(view: View, theme: dict[str, Any], properties: Properties, lies: Cover) -> dict[str, Any]:
    measures = theme["mål"]
    return {
        "program": view.program,
        "egenskaper": properties,
        "forbehold": reservation(view.program.status, fixed_words(view.program.språk)),
        "innhold": view.innhold,
        "tema": theme,
        "logo": theme.get("logo"),
        "språk": view.program.språk,
        "ord": fixed_words(view.program.språk),
        "oversikter": any(isinstance(part, Listing) for part in view.deler),
        "omslagsbilde": view.omslagsbilde is not None,
        "grupper": any(isinstance(part, Group) for part in view.deler),
        "bokser": boxes(view.deler),
        "rammer": frames(theme["form"]["boks"]),
        "luft": INNER,
        "skyggelagt": SHADED,
        "brødtekst": round(2 * measures["brødtekst"]),
        "tabelltekst": round(2 * measures["tabelltekst"]),
        "tekstbredde": _text_width(measures),
        "omslag": lies,
        "avsender_før": lies.avsender_før,
    }


def _render(name: str, context: dict[str, Any]) -> bytes:
    return environment().get_template(f"docx/{name}.xml.j2").render(context).strip().encode()


def _text_width(measures: dict[str, Any], page: int = PAGE_WIDTH) -> int:
    """Return what lies between the margins, in twentieths of a point."""
    return page - 2 * twips(measures["marg_side"])


def _numbering(content: bytes, context: dict[str, Any]) -> tuple[Element, dict[str, frozenset[str]]]:
    """Return the lists of the styles plus pandoc's counting ones, and what pandoc's others are.

    The second part has the instances by kind: `bullet`, and `blank` for an item's further paragraphs.
    """
    pandoc, ours = parse(content), parse(_render("numbering", context))
    kinds = {attribute(kind, "abstractNumId"): kind for kind in find(pandoc, "w:abstractNum")}
    lists: dict[str, set[str]] = {"bullet": set(), "blank": set()}
    used = set()
    for instance in find(pandoc, "w:num"):
        kind = attribute(find(instance, "w:abstractNumId")[0], "val")
        if attribute(find(kinds[kind], "w:lvl/w:numFmt")[0], "val") == "bullet":
            is_blank = not attribute(find(kinds[kind], "w:lvl/w:lvlText")[0], "val").strip()
            lists["blank" if is_blank else "bullet"].add(attribute(instance, "numId"))
        else:
            used.add(kind)
            ours.append(deepcopy(instance))
    for kind in sorted(used):
        for level, indent in enumerate(find(kinds[kind], "w:lvl/w:pPr/w:ind"), 1):
            indent.set(qualified("w:left"), str(_NUMBER_INDENT * level))
            indent.set(qualified("w:hanging"), str(_NUMBER_INDENT))
        find(ours, "w:num")[0].addprevious(deepcopy(kinds[kind]))
    return ours, {name: frozenset(found) for name, found in lists.items()}


def _contents(body: Element, view: View, context: dict[str, Any]) -> None:
    """Put the filled table of contents where pandoc left its heading, and lists of figures likewise."""
    if view.program.forside:
        heading = next(node for node in find(body, "w:p") if style(node) == "TOCHeading")
        body.replace(heading, parse(_render("innhold", context)))
    lists = (part for part in view.deler if isinstance(part, Listing))
    for place, shown in zip(
        [node for node in find(body, "w:p") if style(node) == LISTED], lists, strict=True
    ):
        body.replace(place, parse(_render("oversikt", {**context, "oversikt": shown})))
