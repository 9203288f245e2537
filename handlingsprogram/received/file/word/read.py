"""A Word file as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import UserError
from handlingsprogram.received.file.document import Received
from handlingsprogram.received.file.story import Around, Story, cut
from handlingsprogram.received.file.word.body import Body
from handlingsprogram.received.file.word.comments import comments
from handlingsprogram.received.file.word.links import links, main_part
from handlingsprogram.received.file.word.names import W, child, children, value
from handlingsprogram.received.file.word.styles import Styles
from handlingsprogram.received.file.word.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.received.file.document import Kind, Paragraph
    from handlingsprogram.received.file.package import Package
    from handlingsprogram.received.file.word.links import Link

_PROPERTIES = "docProps/custom.xml"
_REVISION = "Revisjon"
"""What render/edition/properties.py calls it."""
_FURNITURE: Mapping[str, Kind] = {"header": "topptekst", "footer": "bunntekst"}
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}
_SAID = (f"{W}t", f"{W}p", f"{W}fldChar", f"{W}fldSimple")


class _File:
    """A Word file's parts, by what they are to its text."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = main_part(package)
        if not self.main:
            raise UserError(f"{package.name} har ingen tekst; filen er ødelagt eller ingen Word-fil")
        self.links: Mapping[str, Link] = links(package, self.main)

    def part(self, kind: str) -> tuple[str, Element | None]:
        """Return the name and the root of a part that the text leads to."""
        found = (one.target for one in self.links.values() if one.kind == kind and not one.is_outside)
        name = next((name for name in found if name in self.package.parts), "")
        return name, self.package.xml(name) if name else None


def read(package: Package) -> Received:
    """Return what a Word file says.

    Raises:
        UserError: it is broken, too large, or has no text.
    """
    file = _File(package)
    root = package.xml(file.main)
    body = child(root, "body")
    if body is None:
        raise UserError(f"{package.name} har ingen tekst; filen er ødelagt eller ingen Word-fil")
    story = Story()
    styles = Styles(file.part("styles")[1], file.part("numbering")[1])
    words = Words(package, styles, story)
    reader = Body(words, styles, story)
    words.links = file.links
    words.notes = _Notes(file, reader).read
    blocks = tuple(reader.blocks(body, ()))
    _tell_rest(file, story)
    remarks = comments(file.part("comments")[1], file.part("commentsExtended")[1], story)
    return Received(
        blocks,
        remarks,
        tuple(story.foreign),
        _revision(package),
        tuple(story.authors),
        _title(package),
        styles.fills,
        story.pages,
    )


class _Notes:
    """The footnotes and endnotes of a file."""

    def __init__(self, file: _File, reader: Body) -> None:
        self._reader = reader
        self._notes: dict[str, tuple[dict[str, Element], Mapping[str, Link]]] = {}
        for kind in ("footnote", "endnote"):
            name, root = file.part(f"{kind}s")
            nodes = {
                value(node, "id"): node
                for node in children(root, kind)
                if value(node, "type") not in _SEPARATORS
            }
            self._notes[kind] = nodes, links(file.package, name) if name else {}
        self._is_open = False

    def read(self, kind: str, number: str) -> tuple[Paragraph, ...]:
        """Return what a note says, the first time that it is asked for: no two places refer to the same.

        Notes have no notes.
        """
        nodes, own_links = self._notes[kind]
        if number not in nodes or self._is_open:
            return ()
        self._is_open = True
        found = self._reader.note(nodes.pop(number), own_links)
        self._is_open = False
        return found


def _tell_rest(file: _File, story: Story) -> None:
    """Tell of macros, and of what stands above and below the pages."""
    if any(name.lower().endswith("vbaproject.bin") for name in file.package.parts):
        story.strange("makro", Around())
    for one in file.links.values():
        if one.kind in _FURNITURE and not one.is_outside:
            root = file.package.xml(one.target)
            said = _said(root) if root is not None else ""
            if said:
                story.strange(_FURNITURE[one.kind], Around(), said)


def _said(root: Element) -> str:
    """Return a header's words, without what fields show: the numbers of pages."""
    said: list[str] = []
    depth = 0
    for node in root.iter(*_SAID):
        if node.tag == f"{W}fldChar":
            depth += {"begin": 1, "end": -1}.get(value(node, "fldCharType"), 0)
        elif node.tag == f"{W}p":
            said.append(" ")
        elif node.tag == f"{W}t" and depth <= 0 and not _is_in_field(node):
            said.append(node.text or "")
    return cut("".join(said))


def _is_in_field(node: Element) -> bool:
    run = node.getparent()
    above = run.getparent() if run is not None else None
    return above is not None and above.tag == f"{W}fldSimple"


def _revision(package: Package) -> str:
    root = package.xml(_PROPERTIES)
    found = (node for node in (root if root is not None else ()) if node.get("name") == _REVISION)
    return next(("".join(str(text) for text in node.itertext()).strip() for node in found), "")


def _title(package: Package) -> str:
    root = package.xml("docProps/core.xml")
    found = (node for node in (root if root is not None else ()) if str(node.tag).endswith("}title"))
    return next(((node.text or "").strip() for node in found), "")
