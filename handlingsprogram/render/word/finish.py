"""From pandoc's Word file to the finished one: the parts that the theme decides, and the text dressed."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from handlingsprogram.read.model.room import WHOLE, room
from handlingsprogram.render.edition.parts import Group, Listing, Table, boxes, pictures
from handlingsprogram.render.word import package, sections
from handlingsprogram.render.word.anchors import anchor
from handlingsprogram.render.word.body import Dress, dress, style
from handlingsprogram.render.word.boxes import INNER, SHADED, frames, part_boxes
from handlingsprogram.render.word.captions import LISTED, count_captions
from handlingsprogram.render.word.cover import PAGE_HEIGHT, PAGE_WIDTH, cover, fill_cover, twips
from handlingsprogram.render.word.pictures import fit_pictures, share
from handlingsprogram.render.word.scripts import mark_parts, mark_scripts
from handlingsprogram.render.word.xml import attribute, element, find, parse, qualified, serialise
from handlingsprogram.render.words.fixed_words import fixed_words
from handlingsprogram.render.words.templates import environment, hex_digits

if TYPE_CHECKING:
    from concurrent.futures import Future

    from lxml.etree import _Element as Element

    from handlingsprogram.render.edition.parts import View
    from handlingsprogram.render.edition.properties import Properties
    from handlingsprogram.render.word.cover import Cover
    from handlingsprogram.render.word.package import Parts

_FOOTER_DISTANCE = 600
_NUMBER_INDENT = 400
_UNUSED = ("word/comments.xml", "word/webSettings.xml")
# What stands at the edge of the page: reference in the section, its kind of page, part. A draft says so on
# every page, the cover included.
_FURNITURE = (("footer", "default", "footer"),)
_DRAFT = (("header", "default", "header1"), ("header", "first", "header2"))
_COLOURED = (("header", "first", "header2"),)
_ACROSS = (("footer", "default", "footer-liggende"),)
_Furniture = tuple[tuple[str, str, str], ...]
_PREFIX = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def finish(
    content: bytes,
    view: View,
    theme: dict[str, Any],
    pages: Future[dict[str, int]],
    properties: Properties,
) -> bytes:
    """Return the finished Word file.

    Args:
        content: the file as pandoc wrote it.
        view: what the document shows.
        theme: colours, fonts and measures.
        pages: on which page each listed heading stands, by id; waited for at the end.
        properties: what the file says of itself.
    """
    parts = {name: part for name, part in package.read(content).items() if name not in _UNUSED}
    context = _context(view, theme, properties)
    furniture, across = _edges(view, theme)
    root = parse(parts["word/document.xml"])
    body = find(root, "w:body")[0]
    _page_setup(body, theme["mål"], furniture)
    numbering, lists = _numbering(parts["word/numbering.xml"], context)
    look = Dress(
        context["tekstbredde"],
        _text_width(theme["mål"], PAGE_HEIGHT),
        hex_digits(theme["farger"]["flate"]),
        room(theme).em * context["tekstbredde"] / WHOLE,
        hex_digits(theme["farger"]["hoved"]),
        view.program.språk,
        lists["bullet"],
        lists["blank"],
    )
    bookmarks = _dress(body, view, theme, look, context)
    part_boxes(body, view, theme, numbering)
    anchor(body, look.bookmark_numbers)
    parts["word/numbering.xml"] = serialise(numbering)
    wide = {**context, "tab": look.landscape_width}
    rendered = [(f"word/{name}", name, context) for name in ("styles", "settings")]
    rendered += [
        (f"word/{name}", kind, {**context, "er_første": page == "first"}) for kind, page, name in furniture
    ]
    rendered += [(f"word/{name}", kind, wide) for kind, _, name in across]
    rendered += [(f"docProps/{name}", name, context) for name in ("core", "app", "custom")]
    parts |= {f"{part}.xml": _render(name, values) for part, name, values in rendered}
    _register(parts, (*furniture, *across))
    sections.settle(body)
    _contents(body, view, {**context, "sider": pages.result(), "bokmerker": bookmarks})
    mark_scripts(root)
    mark_parts(parts, ("word/footnotes.xml", *(f"word/{name}.xml" for *_, name in (*furniture, *across))))
    parts["word/document.xml"] = serialise(root)
    return package.write(parts, properties.epoch)


def _dress(
    body: Element, view: View, theme: dict[str, Any], look: Dress, context: dict[str, Any]
) -> dict[str, str]:
    """Dress the text and fit its pictures; return the bookmarks of what is listed, by id.

    A picture on the cover takes of the room above the sender, which the context tells the styles of.
    """
    bookmarks = dress(body, view, look)
    bookmarks |= count_captions(body, view, look)
    shares = [figure.bredde * share(beside) for figure, beside in pictures(view.deler) if figure.bilde]
    lies: Cover = context["omslag"]
    taken = fit_pictures(body, look.text_width, theme.get("logo"), shares, lies.picture)
    if lies.is_filled:
        fill_cover(body)
    elif taken:
        context["avsender_før"] = lies.below_picture(taken)
    return bookmarks


def _edges(view: View, theme: dict[str, Any]) -> tuple[_Furniture, _Furniture]:
    """Return what stands at the edges of all pages, and what besides at those of landscape ones."""
    coloured = view.program.forside and theme["form"]["omslag"] in {"flate", "bilde"}
    first = _COLOURED if coloured and not view.program.er_utkast else ()
    is_wide = any(isinstance(part, Table) and part.liggende for part in view.deler)
    return _FURNITURE + (_DRAFT if view.program.er_utkast else ()) + first, _ACROSS if is_wide else ()


def _context(view: View, theme: dict[str, Any], properties: Properties) -> dict[str, Any]:
    measures = theme["mål"]
    return {
        "program": view.program,
        "egenskaper": properties,
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
        "omslag": (lies := cover(view.program, theme)),
        "avsender_før": lies.avsender_før,
    }


def _render(name: str, context: dict[str, Any]) -> bytes:
    return environment().get_template(f"docx/{name}.xml.j2").render(context).strip().encode()


def _text_width(measures: dict[str, Any], page: int = PAGE_WIDTH) -> int:
    """Return what lies between the margins, in twentieths of a point."""
    return page - 2 * twips(measures["marg_side"])


def _page_setup(body: Element, measures: dict[str, Any], furniture: _Furniture) -> None:
    """A4, the theme's margins, a footer on every page but the cover, and a draft's mark."""
    section = find(body, "w:sectPr")[0]
    for child in list(section):
        section.remove(child)
    side = twips(measures["marg_side"])
    for kind, page, name in furniture:
        reference = element(f"{kind}Reference", type=page)
        reference.set(qualified("r:id"), f"rId-{name}")
        section.append(reference)
    margins = element(
        "pgMar",
        top=twips(measures["marg_topp"]),
        right=side,
        bottom=twips(measures["marg_bunn"]),
        left=side,
        header=_FOOTER_DISTANCE,
        footer=_FOOTER_DISTANCE,
        gutter=0,
    )
    section.extend([element("pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT), margins, element("titlePg")])


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


def _register(parts: Parts, furniture: _Furniture) -> None:
    """Take the unused parts out of the package's lists, and enter headers and footers."""
    types = parse(parts["[Content_Types].xml"])
    for entry in list(types):
        if (entry.get("PartName") or "").lstrip("/") in _UNUSED:
            types.remove(entry)
    override = next(entry for entry in types if entry.get("PartName"))
    for kind, _, name in furniture:
        new = deepcopy(override)
        new.set("PartName", f"/word/{name}.xml")
        new.set("ContentType", f"{_PREFIX}.{kind}+xml")
        types.append(new)
    parts["[Content_Types].xml"] = serialise(types)
    for name, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
        links = parse(parts[name])
        for link in list(links):
            if folder + (link.get("Target") or "") in _UNUSED:
                links.remove(link)
        for kind, _, target in furniture if folder else ():
            new = deepcopy(links[0])
            new.set("Id", f"rId-{target}")
            new.set("Type", f"{_RELATIONSHIPS}/{kind}")
            new.set("Target", f"{target}.xml")
            links.append(new)
        parts[name] = serialise(links)
