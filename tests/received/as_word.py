"""A built Word file as Word would save it again: the same document, and another file.

No Word was at hand. What it is known to do is done here: revision numbers on everything, runs parted where
spelling is checked or the cursor has been, other ids of styles, notes and bookmarks, marks of pages.
"""

from __future__ import annotations

import io
import random
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from lxml import etree

from tests.documents.readers import W

if TYPE_CHECKING:
    from collections.abc import Iterator

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NORWEGIAN = {
    "Normal": "Standard",
    "BodyText": "Brdtekst",
    "Title": "Tittel",
    "Subtitle": "Undertittel",
    "ListBullet": "Punktliste",
    "ListNumber": "Nummerertliste",
    "Caption": "Bildetekst",
    "FootnoteText": "Fotnotetekst",
    "FootnoteReference": "Fotnotereferanse",
    "Hyperlink": "Hyperkobling",
    "TOCHeading": "Overskriftforinnholdsfortegnelse",
    **{f"Heading{level}": f"Overskrift{level}" for level in range(1, 6)},
    **{f"TOC{level}": f"INNH{level}" for level in range(1, 5)},
}
"""The ids that a Norwegian Word gives to styles of these names."""
NAMING = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")


def resaved(content: bytes, seed: int) -> bytes:
    """Return a Word file as Word might save it."""
    dice = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    notes = {"-1": "-1", "0": "0"}
    for name in ("footnotes", "document", "styles", "numbering"):
        root: Any = etree.fromstring(parts[f"word/{name}.xml"])
        rename(root)
        renumber(root, notes)
        for paragraph in list(root.iter(f"{W}p")):
            scatter(paragraph, dice)
        number_revisions(root, dice)
        if name == "document":
            leave_the_cursor(root, dice)
        parts[f"word/{name}.xml"] = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def rename(root: Any) -> None:
    """Give styles the ids of a Norwegian Word; their names stay English."""
    for node in root.iter(*(f"{W}{name}" for name in NAMING)):
        node.set(f"{W}val", NORWEGIAN.get(node.get(f"{W}val"), node.get(f"{W}val")))
    for node in root.iter(f"{W}style"):
        node.set(f"{W}styleId", NORWEGIAN.get(node.get(f"{W}styleId"), node.get(f"{W}styleId")))


def renumber(root: Any, notes: dict[str, str]) -> None:
    """Count notes and bookmarks from one."""
    for node in root.iter(f"{W}footnote", f"{W}footnoteReference"):
        number = node.get(f"{W}id")
        node.set(f"{W}id", notes.setdefault(number, str(len(notes) - 1)))
    bookmarks: dict[str, str] = {}
    for node in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        number = node.get(f"{W}id")
        node.set(f"{W}id", bookmarks.setdefault(number, str(len(bookmarks))))


def scatter(paragraph: Any, dice: random.Random) -> None:
    """Part a paragraph's runs, and put marks of spelling and pages between them."""
    for run in list(paragraph.iter(f"{W}r")):
        while dice.random() < 0.4 and part_in_two(run, dice):
            pass
        if dice.random() < 0.1:
            mark(run, "proofErr", {"type": dice.choice(("spellStart", "gramStart"))})
        if dice.random() < 0.05 and run.find(f"{W}t") is not None:
            run.insert(
                1 if run.find(f"{W}rPr") is not None else 0, etree.Element(f"{W}lastRenderedPageBreak")
            )
        if dice.random() < 0.05 and run.getparent().tag == f"{W}p":
            tag = etree.Element(f"{W}smartTag")
            run.addprevious(tag)
            tag.append(run)
        if dice.random() < 0.2:
            look = run.find(f"{W}rPr")
            if look is None:
                look = etree.Element(f"{W}rPr")
                run.insert(0, look)
            look.append(etree.Element(f"{W}lang", {f"{W}val": "nn-NO"}))


def part_in_two(run: Any, dice: random.Random) -> bool:
    """Part a run of nothing but words; return whether it could be."""
    texts = [node for node in run if node.tag != f"{W}rPr"]
    if len(texts) != 1 or texts[0].tag not in {f"{W}t", f"{W}delText"} or len(texts[0].text or "") < 2:
        return False
    [text] = texts
    place = dice.randrange(1, len(text.text))
    other = deepcopy(run)
    other.tail = None
    [rest] = [node for node in other if node.tag == text.tag]
    rest.text, text.text = text.text[place:], text.text[:place]
    for node in (text, rest):
        node.set(SPACE, "preserve")
    run.addnext(other)
    return True


def mark(run: Any, name: str, values: dict[str, str]) -> None:
    run.addprevious(etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in values.items()}))


def number_revisions(root: Any, dice: random.Random) -> None:
    for node in root.iter(f"{W}p", f"{W}r", f"{W}tr", f"{W}sectPr"):
        node.set(f"{W}rsidR", f"{dice.randrange(1 << 32):08X}")
        if node.tag == f"{W}p":
            node.set(f"{W14}paraId", f"{dice.randrange(1 << 31):08X}")
            node.set(f"{W}rsidRDefault", "00A77B3E")


def leave_the_cursor(root: Any, dice: random.Random) -> None:
    """Remember where somebody wrote last, and put the bookmarks of a place in another order."""
    runs = [run for run in root.iter(f"{W}r") if run.getparent().tag == f"{W}p"]
    run = dice.choice(runs)
    mark(run, "bookmarkStart", {"id": "900000", "name": "_GoBack"})
    mark(run, "bookmarkEnd", {"id": "900000"})
    for one, other in pairs_of_bookmarks(root):
        if dice.random() < 0.5:
            one.addprevious(other)


def pairs_of_bookmarks(root: Any) -> Iterator[tuple[Any, Any]]:
    for node in list(root.iter(f"{W}bookmarkStart")):
        following = node.getnext()
        if following is not None and following.tag == node.tag:
            yield node, following
