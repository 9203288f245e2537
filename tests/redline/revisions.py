"""Accept or reject a Word file's changes, and read what is left: the tests' own account of the standard.

Written from ISO/IEC 29500-1, 17.13.5, without the code that makes the changes.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree

from tests.documents.readers import W

if TYPE_CHECKING:
    from collections.abc import Iterator

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHANGES = (
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "tblGridChange",
)
RANGES = tuple(f"{W}move{way}Range{edge}" for way in ("From", "To") for edge in ("Start", "End"))
LIVE = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}
PAGE_OF = re.compile(r"PAGEREF (\S+)")


class Package:
    """A Word file's parts."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.stamps = {info.date_time for info in package.infolist()}
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.body, self.notes, self.footer, self.lists = (
            etree.fromstring(self.parts[f"word/{name}.xml"])
            for name in ("document", "footnotes", "footer", "numbering")
        )

    @property
    def texts(self) -> tuple[Any, ...]:
        return self.body, self.notes, self.footer

    def resolve(self, *, accept: bool) -> Package:
        """Accept or reject every change, in place."""
        for root in self.texts:
            resolve(root, accept=accept)
        return self

    def front(self) -> list[Any]:
        """Return the page that stands before the document: all down to the last section's end."""
        blocks: list[Any] = self.body.findall(f"{W}body/*")
        ends = [i for i, node in enumerate(blocks) if node.find(f"{W}pPr/{W}sectPr") is not None]
        return blocks[: ends[-1] + 1] if ends else []

    def links(self, part: str) -> dict[str, tuple[str, bytes | str]]:
        """Return what each relationship of a part leads to: its kind, and a file's content or an address."""
        found: dict[str, tuple[str, bytes | str]] = {}
        for link in etree.fromstring(self.parts[f"word/_rels/{part}.xml.rels"]):
            target = link.get("Target") or ""
            is_file = link.get("TargetMode") != "External"
            kind = (link.get("Type") or "").rsplit("/", 1)[1]
            found[link.get("Id") or ""] = (kind, self.parts[f"word/{target}"] if is_file else target)
        return found


def resolve(root: Any, *, accept: bool) -> None:
    """Accept or reject every change of a part, in place."""
    was, comes = (f"{W}del", f"{W}moveFrom"), (f"{W}ins", f"{W}moveTo")
    gone, stays = (was, comes) if accept else (comes, was)
    for edge in list(root.iter(*RANGES)):
        edge.getparent().remove(edge)
    _drop_rows(root, gone[0])
    for mark in list(root.iter(*stays)):
        for node in mark:
            mark.addprevious(node)
        mark.getparent().remove(mark)
    for mark in list(root.iter(*gone)):
        if mark.getparent().tag != f"{W}rPr":  # the ends of paragraphs come last
            mark.getparent().remove(mark)
    for node in list(root.iter(*LIVE)):
        node.tag = LIVE[node.tag]
    for change in list(root.iter(*(f"{W}{name}" for name in CHANGES))):
        _restore(change, accept=accept)
    for paragraph in list(root.iter(f"{W}p")):
        if any(paragraph.find(f"{W}pPr/{W}rPr/{name}") is not None for name in gone):
            _join_to_next(paragraph)


def _drop_rows(root: Any, gone: str) -> None:
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{gone}") is not None:
            row.getparent().remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)


def _restore(change: Any, *, accept: bool) -> None:
    properties = change.getparent()
    properties.remove(change)
    if accept:
        return
    keep = {f"{W}rPr", f"{W}footerReference"} if properties.tag != f"{W}rPr" else set()
    for node in [node for node in properties if node.tag not in keep]:
        properties.remove(node)
    former = list(change[0])
    # A paragraph's mark stands after its other properties, a section's footers before.
    if properties.tag == f"{W}pPr":
        properties[:0] = former
    else:
        properties.extend(former)


def _join_to_next(paragraph: Any) -> None:
    """Let a paragraph whose end goes flow into the next; what is left is the next one's."""
    content = [node for node in paragraph if node.tag != f"{W}pPr"]
    says_something = any(node.tag in {f"{W}r", f"{W}hyperlink"} and len(node) for node in content)
    following = paragraph.getnext()
    if says_something:
        assert following is not None, "text is left without an end"
        assert following.tag == f"{W}p", "text flows into a table"
        place = 1 if following.find(f"{W}pPr") is not None else 0
        following[place:place] = content
    paragraph.getparent().remove(paragraph)


# --- What a document says -----------------------------------------------------------------------


def outline(package: Package) -> list[Any]:
    """Return all that a document says and how, without the page before it: to be compared with another's."""
    reader = _Reader(package)
    body: Any = package.body.find(f"{W}body")
    blocks = body[len(package.front()) :]
    if blocks[-2].tag == f"{W}p" and blocks[-2].find(f".//{W}r") is None:
        del blocks[-2]  # behind a last table, also one that goes, Word has an empty paragraph in any case
    return [*reader.blocks(blocks), *reader.blocks(package.footer), *reader.notes]


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._targets = _targets(package.body)
        self._links = package.links("document")
        self._note_links = package.links("footnotes")
        self._lists = _lists(package.lists)
        self._seen_lists: dict[str, int] = {}
        self._notes = {note.get(f"{W}id"): note for note in package.notes}
        self.notes: list[Any] = []

    def blocks(self, parent: Any) -> Iterator[Any]:
        for node in parent:
            match etree.QName(node).localname:
                case "p":
                    yield self._paragraph(node)
                case "tbl":
                    yield "table", *(_plain(node.find(f"{W}{name}")) for name in ("tblPr", "tblGrid"))
                    for row in node.iter(f"{W}tr"):
                        cells = [
                            (_plain(cell.find(f"{W}tcPr")), list(self.blocks(cell)))
                            for cell in row.iter(f"{W}tc")
                        ]
                        yield "row", _plain(row.find(f"{W}trPr")), cells
                case "sdt":
                    yield "contents", list(self.blocks(node.find(f"{W}sdtContent")))
                case "sectPr":
                    # Word does not track headers: a draft's mark is there or not, as in the new document. The
                    # page before the document leaves it its page numbers.
                    own = {f"{W}headerReference", f"{W}pgNumType"}
                    tracked = [part for part in node if part.tag not in own]
                    yield "section", [_plain(part) for part in tracked]
                case "tcPr" | "bookmarkStart" | "bookmarkEnd":
                    pass
                case other:
                    raise AssertionError(other)

    def _paragraph(self, node: Any) -> Any:
        runs: list[Any] = []
        for run in node.iter(f"{W}r"):
            look = _plain(run.find(f"{W}rPr"))
            link = self._link(run.getparent())
            for part in run:
                if part.tag == f"{W}rPr":
                    continue
                said = self._said(part)
                if (
                    runs
                    and runs[-1][:2] == (look, link)
                    and isinstance(said, str)
                    and isinstance(runs[-1][2], str)
                ):
                    runs[-1] = (look, link, runs[-1][2] + said)
                else:
                    runs.append((look, link, said))
        return "paragraph", self._properties(node.find(f"{W}pPr")), runs

    def _properties(self, properties: Any) -> list[str]:
        found = []
        for node in properties if properties is not None else ():
            if node.tag == f"{W}numPr":
                number = node.find(f"{W}numId").get(f"{W}val")
                nth = self._seen_lists.setdefault(number, len(self._seen_lists))
                found.append(
                    f"list {nth} level {node.find(f'{W}ilvl').get(f'{W}val')}: {self._lists[number]}"
                )
            elif node.tag != f"{W}rPr":
                found.append(_plain(node))
        return found

    def _link(self, parent: Any) -> Any:
        if parent.tag != f"{W}hyperlink":
            return ""
        anchor = parent.get(f"{W}anchor")
        links = self._links | self._note_links
        return self._targets[anchor] if anchor else links[parent.get(f"{R}id")]

    def _said(self, part: Any) -> Any:
        if part.tag == f"{W}t":
            return part.text or ""
        if part.tag == f"{W}instrText":
            return ("field", PAGE_OF.sub(lambda match: self._targets[match[1]], part.text))
        if part.tag == f"{W}footnoteReference":
            self.notes.append(("note", list(self.blocks(self._notes[part.get(f"{W}id")]))))
            return ("note", len(self.notes))
        pictures = [self._links[node.get(f"{R}embed")] for node in part.iter() if node.get(f"{R}embed")]
        return (_plain(part), pictures)


def _targets(root: Any) -> dict[str, str]:
    """Return the text of the paragraph that each bookmark begins in, or before."""
    found: dict[str, str] = {}
    waiting: list[str] = []
    for node in root.iter(f"{W}p", f"{W}bookmarkStart"):
        if node.tag == f"{W}bookmarkStart":
            name = node.get(f"{W}name")
            if node.getparent().tag == f"{W}p":
                found[name] = _text(node.getparent())
            else:
                waiting.append(name)
        else:
            found |= dict.fromkeys(waiting, _text(node))
            waiting = []
    return found


def _text(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{W}t"))


def _lists(root: Any) -> dict[str, str]:
    kinds = {kind.get(f"{W}abstractNumId"): kind for kind in root.iter(f"{W}abstractNum")}
    return {
        instance.get(f"{W}numId"): "".join(
            _plain(level)
            for level in (
                *kinds[instance.find(f"{W}abstractNumId").get(f"{W}val")].iter(f"{W}lvl"),
                *instance.iter(f"{W}lvlOverride"),
            )
        )
        for instance in root.iter(f"{W}num")
    }


def _plain(node: Any) -> str:
    """Return an element's XML, spaces between elements and what may be numbered otherwise left out."""
    if node is None:
        return ""
    text = etree.tostring(node, method="c14n", exclusive=True, with_tail=False).decode()
    text = re.sub(r' (r:embed|id|name|w:footnoteId)="[^"]*"', "", re.sub(r">\s+<", "><", text))
    text = re.sub(r" xmlns:\w+=\"[^\"]*\"", "", text)
    return "" if text in {"<w:rPr></w:rPr>", "<w:trPr></w:trPr>"} else text
