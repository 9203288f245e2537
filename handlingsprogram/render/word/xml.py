"""WordprocessingML by lxml: names with their prefix, elements in one call."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


@cache
def qualified(name: str) -> str:
    """Return `w:p` as lxml writes it, `{namespace}p`."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(tag: str, /, **attributes: str | int) -> Element:
    """Return a new element in the `w` namespace: `element("ind", left=340)`."""
    new = etree.Element(qualified(f"w:{tag}"))
    for key, value in attributes.items():
        new.set(qualified(f"w:{key}"), str(value))
    return new


def attribute(node: Element, name: str) -> str:
    """Return an attribute in the `w` namespace; empty where the node lacks it."""
    return node.get(qualified(f"w:{name}")) or ""


def find(node: Element, path: str) -> list[Element]:
    """Return the nodes at a path such as `.//w:p`."""
    return node.findall(path, NAMESPACES)


def parse(content: bytes) -> Element:
    """Parse a part; it comes from pandoc, so entities and the network are off all the same."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def serialise(root: Element) -> bytes:
    """Return a part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
