"""The page and its edges in Word: margins, footers, headers where a draft or a coloured cover has them."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from handlingsprogram.records import record
from handlingsprogram.render.edition.parts import Table
from handlingsprogram.render.word.sheet.cover import PAGE_HEIGHT, PAGE_WIDTH, twips
from handlingsprogram.render.word.xml import element, find, parse, qualified, serialise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element as Element

    from handlingsprogram.render.edition.parts import View
    from handlingsprogram.render.word.package import Parts
    from handlingsprogram.render.word.sheet.cover import Cover

UNUSED = ("word/comments.xml", "word/webSettings.xml")
"""Parts of pandoc's file that nothing uses."""
_FOOTER_DISTANCE = 600
"""From the page's edge, in twentieths of a point."""
_PREFIX = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@record
class Edge:
    """A header or a footer."""

    kind: str
    """`header` or `footer`, which is also its template's name."""
    page: str
    """The kind of page that has it: `default` or `first`."""
    name: str
    """Of its part, without ending."""
    is_wide: bool = False
    """Whether landscape pages have it in the other's stead; then their sections refer to it."""


_FOOTER, _WIDE_FOOTER = (
    Edge("footer", "default", "footer"),
    Edge("footer", "default", "footer-liggende", is_wide=True),
)
_HEADER, _FIRST_HEADER = Edge("header", "default", "header1"), Edge("header", "first", "header2")


def edges(view: View, form: Mapping[str, str], cover: Cover) -> tuple[Edge, ...]:
    """Return what stands at the edges of a document's pages.

    A draft says so on every page, the cover included; what is coloured behind the cover is in its header, and
    the other pages have the chapter's title where the theme's form says so.
    """
    has_title = form["topptekst"] == "kapittel"
    is_draft = view.program.er_utkast
    is_wide = any(isinstance(part, Table) and part.liggende for part in view.deler)
    found = [(_FOOTER, True), (_HEADER, is_draft or has_title), (_FIRST_HEADER, is_draft or cover.flater)]
    return tuple(edge for edge, is_there in (*found, (_WIDE_FOOTER, is_wide)) if is_there)


def set_up(body: Element, measures: Mapping[str, Any], shown: Sequence[Edge]) -> None:
    """Make the page A4 with the theme's margins, and refer to its edges."""
    section = find(body, "w:sectPr")[0]
    for child in list(section):
        section.remove(child)
    side = twips(measures["marg_side"])
    for edge in shown:
        if not edge.is_wide:
            reference = element(f"{edge.kind}Reference", type=edge.page)
            reference.set(qualified("r:id"), f"rId-{edge.name}")
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


def enter(parts: Parts, shown: Sequence[Edge]) -> None:
    """Take the unused parts out of the package's lists, and enter headers and footers."""
    types = parse(parts["[Content_Types].xml"])
    for entry in list(types):
        if (entry.get("PartName") or "").lstrip("/") in UNUSED:
            types.remove(entry)
    override = next(entry for entry in types if entry.get("PartName"))
    for edge in shown:
        new = deepcopy(override)
        new.set("PartName", f"/word/{edge.name}.xml")
        new.set("ContentType", f"{_PREFIX}.{edge.kind}+xml")
        types.append(new)
    parts["[Content_Types].xml"] = serialise(types)
    for name, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
        links = parse(parts[name])
        for link in list(links):
            if folder + (link.get("Target") or "") in UNUSED:
                links.remove(link)
        for edge in shown if folder else ():
            new = deepcopy(links[0])
            new.set("Id", f"rId-{edge.name}")
            new.set("Type", f"{_RELATIONSHIPS}/{edge.kind}")
            new.set("Target", f"{edge.name}.xml")
            links.append(new)
        parts[name] = serialise(links)
