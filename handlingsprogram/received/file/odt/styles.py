"""What an OpenDocument text's styles make of paragraphs and words (ODF 1.3, part 3, 16)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.received.file import styles as ours
from handlingsprogram.received.file.odt.names import FO, OFFICE, STYLE, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.received.file.document import List, Script

_DEEPEST_CHAIN = 20
_ENCODED = re.compile(r"_([0-9a-f]+)_")
_POINTS = re.compile(r"([\d.]+)pt")
_BOLD = {"bold", "600", "700", "800", "900"}
_LIST_LEVELS: Mapping[str, List] = {"bullet": "bullet", "image": "bullet", "number": "ordered"}


class Text(NamedTuple):
    """What is said of words; None and empty where nothing is."""

    bold: bool | None = None
    italic: bool | None = None
    script: Script | None = None
    looks: Mapping[str, str] = {}

    def over(self, other: Text) -> Text:
        """Return what both say, where this one has the last word."""
        return Text(
            other.bold if self.bold is None else self.bold,
            other.italic if self.italic is None else self.italic,
            other.script if self.script is None else self.script,
            {**other.looks, **self.looks},
        )


class Paragraphs(NamedTuple):
    """A paragraph's style: one with a name, and what was set by hand beside it."""

    ours: str
    level: int
    named: Text
    by_hand: Text


class Styles:
    """The styles of a text."""

    def __init__(self, *roots: Element | None) -> None:
        """Take the parts that hold styles; later ones win."""
        self._nodes: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, dict[int, List]] = {}
        self._by_hand: set[tuple[str, str]] = set()
        self._default = Text()
        for root in roots:
            if root is not None:
                self._take(root)
        self._paragraphs: dict[str, Paragraphs] = {}
        self._words: dict[str, tuple[Text, Text]] = {}

    def _take(self, root: Element) -> None:
        for node in root.iter(f"{STYLE}style"):
            key = node.get(f"{STYLE}family") or "", node.get(f"{STYLE}name") or ""
            self._nodes[key] = node
            above = node.getparent()
            if above is not None and above.tag == f"{OFFICE}automatic-styles":
                self._by_hand.add(key)
            else:
                self._by_hand.discard(key)
        for node in root.iter(f"{STYLE}default-style"):
            if node.get(f"{STYLE}family") == "paragraph":
                self._default = _text(node)
        for node in root.iter(f"{TEXT}list-style"):
            self._lists[node.get(f"{STYLE}name") or ""] = dict(_levels(node))

    def paragraph(self, name: str) -> Paragraphs:
        """Return a paragraph style."""
        if name not in self._paragraphs:
            chain = list(self._chain("paragraph", name))
            names = ((_shown(node), node.get(f"{STYLE}name") or "") for _, node in chain)
            levels = (node.get(f"{STYLE}default-outline-level") for _, node in chain)
            level = next((found for found in levels if found is not None), "")
            named, by_hand = self._said(chain)
            self._paragraphs[name] = Paragraphs(
                ours.resolved(names), whole(level), named.over(self._default), by_hand
            )
        return self._paragraphs[name]

    def words(self, name: str) -> tuple[Text, Text]:
        """Return what a style of words says: the named one, and what was set by hand."""
        if name not in self._words:
            self._words[name] = self._said(list(self._chain("text", name)))
        return self._words[name]

    def list_kind(self, name: str, depth: int) -> List:
        """Return what a list is at a level, from 1."""
        return self._lists.get(name, {}).get(depth, "")

    def fill(self, name: str) -> str:
        """Return the background that a cell's style gives, as six hexadecimal digits; empty for none."""
        for _, node in self._chain("table-cell", name):
            for properties in node.findall(f"{STYLE}table-cell-properties"):
                return _colour(properties.get(f"{FO}background-color") or "")
        return ""

    def _chain(self, family: str, name: str) -> Iterator[tuple[bool, Element]]:
        """Give a style and those that it is made from, and whether each was made by hand."""
        for _ in range(_DEEPEST_CHAIN):
            node = self._nodes.get((family, name))
            if node is None:
                return
            yield (family, name) in self._by_hand, node
            name = node.get(f"{STYLE}parent-style-name") or ""

    def _said(self, chain: list[tuple[bool, Element]]) -> tuple[Text, Text]:
        named, by_hand = Text(), Text()
        for is_by_hand, node in reversed(chain):
            if is_by_hand:
                by_hand = _text(node).over(by_hand)
            else:
                named = _text(node).over(named)
        return named, by_hand


def whole(text: str | None, default: int = 0) -> int:
    """Return a number that counts something; the default where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < len("1000000") else default


def _shown(node: Element) -> str:
    """Return a style's name as the user sees it."""
    name = node.get(f"{STYLE}display-name") or node.get(f"{STYLE}name") or ""
    return _ENCODED.sub(lambda code: chr(int(code[1], 16)) if len(code[1]) <= len("ffff") else "", name)


def _levels(node: Element) -> Iterator[tuple[int, List]]:
    for level in node:
        kind = str(level.tag).removeprefix(f"{TEXT}list-level-style-")
        counts = kind != "number" or level.get(f"{STYLE}num-format")
        yield whole(level.get(f"{TEXT}level")), _LIST_LEVELS.get(kind, "") if counts else ""


def _text(node: Element) -> Text:
    said = node.find(f"{STYLE}text-properties")
    if said is None:
        return Text()
    weight, style = said.get(f"{FO}font-weight"), said.get(f"{FO}font-style")
    return Text(
        None if weight is None else weight in _BOLD,
        None if style is None else style in {"italic", "oblique"},
        _script(said.get(f"{STYLE}text-position")),
        _looks(said),
    )


def _script(position: str | None) -> Script | None:
    if position is None:
        return None
    raised = position.split()[0] if position.split() else ""
    if raised == "super" or (raised.endswith("%") and raised[0].isdigit() and raised != "0%"):
        return "super"
    return "sub" if raised == "sub" or raised.startswith("-") else ""


def _looks(said: Element) -> dict[str, str]:
    size = _POINTS.fullmatch(said.get(f"{FO}font-size") or "")
    underline, through = (said.get(f"{STYLE}text-{line}-style") for line in ("underline", "line-through"))
    found = {
        "farge": _colour(said.get(f"{FO}color") or ""),
        "størrelse": f"{float(size[1]):g}".replace(".", ",") if size else "",
        "skrift": said.get(f"{STYLE}font-name") or "",
        "merking": _colour(said.get(f"{FO}background-color") or ""),
        "understreking": underline or "",
        "gjennomstreking": through or "",
        "versaler": said.get(f"{FO}text-transform") or said.get(f"{FO}font-variant") or "",
        "skjult": said.get(f"{TEXT}display") or "",
    }
    return {
        kind: "" if value in {"none", "normal", "true"} else value for kind, value in found.items() if value
    }


def _colour(value: str) -> str:
    return value.removeprefix("#").upper() if value.startswith("#") else ""
