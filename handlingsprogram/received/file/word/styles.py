"""What a Word file's styles and lists make of paragraphs and words (ISO/IEC 29500-1, 17.7 and 17.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.received.file import styles as ours
from handlingsprogram.received.file.document import Form
from handlingsprogram.received.file.word.names import W, child, children, is_on, number, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.received.file.document import List

ON = "på"
"""The value of a property that is either there or not."""
_DEEPEST_CHAIN = 20
"""Styles made from one another; Word stops at ten."""
BODY_LEVEL = 9
"""The outline level of text that is no heading (ISO/IEC 29500-1, 17.3.1.20)."""


class Text(NamedTuple):
    """What a style says of words; None where it says nothing."""

    bold: bool | None
    italic: bool | None
    script: str
    looks: Mapping[str, str]
    """Property -> value, as they are compared with those set by hand."""


class Style(NamedTuple):
    """A paragraph's style with all that it is made from."""

    ours: str
    level: int
    number: str
    """The list that its paragraphs belong to; empty for none."""
    depth: int
    text: Text


class Styles:
    """The styles of a file."""

    def __init__(self, root: Element | None, numbering: Element | None) -> None:
        """Take the two parts; a file may lack either."""
        self._nodes = {value(node, "styleId"): node for node in children(root, "style")}
        self._default = next(
            (
                value(node, "styleId")
                for node in self._nodes.values()
                if value(node, "type") == "paragraph" and is_on_default(node)
            ),
            "",
        )
        self.fills = frozenset(
            value(node, "fill").upper() for node in (root.iter(f"{W}shd") if root is not None else ())
        )
        self._document = looks(child(root, "docDefaults", "rPrDefault", "rPr"))
        self._lists = _lists(numbering)
        self._paragraphs: dict[str, Style] = {}
        self._characters: dict[str, Text] = {}

    def paragraph(self, one: str) -> Style:
        """Return a paragraph style; of an empty or unknown id, the file's default."""
        one = one if one in self._nodes else self._default
        if one not in self._paragraphs:
            self._paragraphs[one] = self._made(list(self._chain(one)))
        return self._paragraphs[one]

    def character(self, one: str) -> Text:
        """Return what a character style says."""
        if one not in self._characters:
            self._characters[one] = _text(list(self._chain(one)), {})
        return self._characters[one]

    def table(self, one: str) -> str:
        """Return the name of a table style."""
        return value(child(self._nodes.get(one), "name"))

    def form(self, properties: Element | None) -> tuple[Form, Style]:
        """Return what a paragraph is by its properties, and its style."""
        style = self.paragraph(value(child(properties, "pStyle")))
        outline = child(properties, "outlineLvl")
        level = style.level if outline is None else _level(outline)
        numbering = child(properties, "numPr")
        instance, depth = style.number, style.depth
        if numbering is not None:
            own, own_depth = child(numbering, "numId"), child(numbering, "ilvl")
            instance = value(own) if own is not None else instance
            depth = number(value(own_depth)) if own_depth is not None else depth
        kind: List = "" if level else self._lists.kind(instance, depth)
        return Form(style.ours, level, kind, depth + 1 if kind else 0), style

    def _chain(self, one: str) -> Iterator[Element]:
        for _ in range(_DEEPEST_CHAIN):
            node = self._nodes.get(one)
            if node is None:
                return
            yield node
            one = value(child(node, "basedOn"))

    def _made(self, chain: list[Element]) -> Style:
        names = ((value(child(node, "name")), value(node, "styleId")) for node in chain)
        level, instance, depth = None, None, None
        for node in chain:
            properties = child(node, "pPr")
            outline, numbering = child(properties, "outlineLvl"), child(properties, "numPr")
            if level is None and outline is not None:
                level = _level(outline)
            if instance is None and numbering is not None:
                instance = value(child(numbering, "numId"))
                depth = self._lists.depth_of_style(instance, value(node, "styleId"))
                depth = number(value(child(numbering, "ilvl"))) if depth is None else depth
        own = ours.resolved(names)
        return Style(own, level or 0, instance or "", depth or 0, _text(chain, self._document))


class _Lists(NamedTuple):
    """The lists of a file: by instance and level, what stands before an item."""

    formats: Mapping[str, Mapping[int, str]]
    styles: Mapping[str, Mapping[str, int]]
    """By instance, the levels that belong to styles."""

    def kind(self, instance: str, depth: int) -> List:
        """Return what a list is at a level."""
        found = self.formats.get(instance, {})
        shown = found.get(depth, "none")
        if shown == "none":
            return ""
        return "bullet" if shown == "bullet" else "ordered"

    def depth_of_style(self, instance: str, style: str) -> int | None:
        """Return the level of a list that belongs to a style."""
        return self.styles.get(instance, {}).get(style)


def _lists(root: Element | None) -> _Lists:
    abstract = {value(node, "abstractNumId"): node for node in children(root, "abstractNum")}
    by_style = {
        value(child(node, "styleLink")): node
        for node in abstract.values()
        if child(node, "styleLink") is not None
    }
    formats: dict[str, dict[int, str]] = {}
    styles: dict[str, dict[str, int]] = {}
    made: dict[str, tuple[dict[int, str], dict[str, int]]] = {}
    for node in children(root, "num"):
        name = value(child(node, "abstractNumId"))
        if name not in made:
            source = abstract.get(name)
            linked = by_style.get(value(child(source, "numStyleLink")))
            made[name] = _levels(source if linked is None else linked)
        shown, of_styles = made[name]
        overridden = {
            number(value(one, "ilvl")): _format(level)
            for one in children(node, "lvlOverride")
            for level in children(one, "lvl")
        }
        formats[value(node, "numId")] = {**shown, **overridden} if overridden else shown
        styles[value(node, "numId")] = of_styles
    return _Lists(formats, styles)


def _levels(node: Element | None) -> tuple[dict[int, str], dict[str, int]]:
    levels = children(node, "lvl")
    shown = {number(value(level, "ilvl")): _format(level) for level in levels}
    named = {value(child(level, "pStyle")): number(value(level, "ilvl")) for level in levels}
    named.pop("", None)
    return shown, named


def _format(level: Element) -> str:
    return value(child(level, "numFmt")) or "decimal"


def _level(outline: Element) -> int:
    level = number(value(outline), BODY_LEVEL)
    return level + 1 if 0 <= level < BODY_LEVEL else 0


def _text(chain: list[Element], document: Mapping[str, str]) -> Text:
    bold = italic = None
    script = ""
    found: dict[str, str] = {}
    for node in chain:
        properties = child(node, "rPr")
        if properties is None:
            continue
        bold = is_on(child(properties, "b")) if bold is None else bold
        italic = is_on(child(properties, "i")) if italic is None else italic
        script = script or value(child(properties, "vertAlign"))
        found = looks(properties) | found
    return Text(bold, italic, script, {**document, **found})


def is_on_default(node: Element) -> bool:
    """Tell whether a style is what paragraphs without one have."""
    return value(node, "default").lower() in {"1", "true", "on"}


def looks(properties: Element | None) -> dict[str, str]:
    """Return what properties of words say that cannot be content: kind -> value."""
    found: dict[str, str] = {}
    for node in properties if properties is not None else ():
        read = _LOOKS.get(str(node.tag))
        if read:
            kind, said = read[0], read[1](node)
            if said is not None:
                found[kind] = said
    return found


def _colour(node: Element) -> str | None:
    colour = value(node).upper()
    return None if colour in {"", "AUTO"} else colour


def _size(node: Element) -> str | None:
    halves = number(value(node))
    return f"{halves / 2:g}".replace(".", ",") if halves > 0 else None


def _fill(node: Element) -> str | None:
    colour = value(node, "fill").upper()
    return None if colour in {"", "AUTO", "FFFFFF"} else colour


def _font(node: Element) -> str | None:
    return value(node, "ascii") or value(node, "hAnsi") or None


def _marker(node: Element) -> str:
    return _MARKERS.get(value(node), "")


def _underlined(node: Element) -> str:
    return "" if value(node) in {"", "none"} else ON


def _switched(node: Element) -> str:
    return ON if is_on(node) else ""


_MARKERS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": "000000",
}
"""The colours of Word's marker (ISO/IEC 29500-1, 17.18.40)."""
_LOOKS = {
    f"{W}color": ("farge", _colour),
    f"{W}sz": ("størrelse", _size),
    f"{W}rFonts": ("skrift", _font),
    f"{W}highlight": ("merking", _marker),
    f"{W}shd": ("merking", _fill),
    f"{W}u": ("understreking", _underlined),
    f"{W}strike": ("gjennomstreking", _switched),
    f"{W}dstrike": ("gjennomstreking", _switched),
    f"{W}caps": ("versaler", _switched),
    f"{W}smallCaps": ("versaler", _switched),
    f"{W}vanish": ("skjult", _switched),
}
