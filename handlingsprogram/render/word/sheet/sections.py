"""The sections of the Word file: upright pages, and landscape ones where something is wide."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from handlingsprogram.render.word.body import put, style
from handlingsprogram.render.word.xml import attribute, element, find, qualified

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TEXT = {qualified("w:p"), qualified("w:tbl")}
_SHORT = 700
"""Letters of a text that only leads to a table, as in templates/pandoc/skriv.lua, and its heading's."""
_LEAD = 200
"""Letters of a text that is no place of its own below its heading."""
_LINE = 20
"""How high a paragraph is that only ends a section, in twentieths of a point."""


def keep_leads(body: Element) -> None:
    """Keep the little text between a heading and a table with it, as templates/pandoc/skriv.lua does."""
    for table in find(body, "w:tbl"):
        above = (node for node in table.itersiblings(preceding=True) if style(node) != "Caption")
        lead, heading = next(above, None), next(above, None)
        if lead is None or heading is None or style(lead) != "BodyText":
            continue
        length = sum(len(text.text or "") for text in find(lead, ".//w:t"))
        if style(heading).startswith("Heading") and length <= _LEAD:
            put(lead, element("keepNext"))


def settle(body: Element) -> bool:
    """Give every section the page that it asks for; pandoc's filter leaves paragraphs where sections end.

    Args:
        body: the `w:body`, changed in place. Its own section is upright, with what all have in common.

    Returns:
        Whether any section is landscape.
    """
    ends = [paragraph for paragraph in find(body, "w:p") if find(paragraph, "w:pPr/w:sectPr")]
    last = find(body, "w:sectPr")[0]
    if not ends:
        return False
    upright, across = deepcopy(last), _across(last)
    for number, end in enumerate(ends):
        asked = attribute(find(end, "w:pPr/w:sectPr/w:pgSz")[0], "orient")
        section = deepcopy(across if asked == "landscape" else upright)
        if asked == "landscape":
            _keep_leads(end)
        if number:
            _without_cover(section)
        if number == len(ends) - 1 and not any(node.tag in _TEXT for node in end.itersiblings()):
            body.replace(last, section)
            body.remove(end)
        else:
            _end(end, section)
    _without_cover(find(body, "w:sectPr")[0])
    return True


def _keep_leads(end: Element) -> None:
    """Keep the little text that leads to a table with it, in the section that ends here."""
    lead: list[Element] = []
    leads = False
    for node in end.itersiblings(preceding=True):
        if node.tag == qualified("w:p") and style(node) != "Tabellnote" and not find(node, "w:pPr/w:sectPr"):
            lead += [node] if leads else []
            continue
        _keep(lead)
        lead, leads = [], node.tag == qualified("w:tbl")
        if find(node, "w:pPr/w:sectPr"):
            return
    _keep(lead)


def _keep(lead: list[Element]) -> None:
    if sum(len(text.text or "") for node in lead for text in find(node, ".//w:t")) <= _SHORT:
        for paragraph in lead:
            put(paragraph, element("keepNext"))


def _end(paragraph: Element, section: Element) -> None:
    """Let the text above end a section; where it is a table, an empty line below it does."""
    above = paragraph.getprevious()
    if above is not None and above.tag == qualified("w:p") and not find(above, "w:pPr/w:sectPr"):
        properties = next(iter(find(above, "w:pPr")), None)
        if properties is None:
            properties = element("pPr")
            above.insert(0, properties)
        properties.append(section)
        body = paragraph.getparent()
        assert body is not None  # noqa: S101 — it was found in one
        body.remove(paragraph)
        return
    properties = find(paragraph, "w:pPr")[0]
    for old in list(properties):
        properties.remove(old)
    line = element("spacing", before=0, after=0, line=_LINE, lineRule="exact")
    properties.extend([line, section])


def _across(section: Element) -> Element:
    """Return a section turned: the same margins, and what stands at the edge as wide as its page."""
    turned = deepcopy(section)
    [size] = find(turned, "w:pgSz")
    width, height = attribute(size, "w"), attribute(size, "h")
    turned.replace(size, element("pgSz", w=height, h=width, orient="landscape"))
    for footer in find(turned, "w:footerReference"):
        footer.set(qualified("r:id"), f"{footer.get(qualified('r:id'))}-liggende")
    return turned


def _without_cover(section: Element) -> None:
    """Let a section's first page be like its others: only the document begins with a cover."""
    for cover in find(section, "w:titlePg"):
        section.remove(cover)
