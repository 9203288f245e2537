"""The words of a paragraph in an OpenDocument text, and what stands among them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram.received.file.document import Look
from handlingsprogram.received.file.odt.changes import author
from handlingsprogram.received.file.odt.names import DRAW, LOEXT, OFFICE, SVG, TEXT, XLINK
from handlingsprogram.received.file.odt.styles import Text, whole
from handlingsprogram.received.file.story import Around, Seen, Story, cut

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.received.file.document import Author, Paragraph
    from handlingsprogram.received.file.odt.changes import Region
    from handlingsprogram.received.file.odt.styles import Paragraphs, Styles
    from handlingsprogram.received.file.package import Package

_BLANKS = re.compile(r"[ \t\r\n]+")
_SPACES = 1_000
"""The most blanks in a row; nobody means more."""
_SWITCHED = {"understreking", "gjennomstreking", "versaler"}
"""Looks of which it does not matter which one."""
_OF_LINKS = {"farge", "understreking"}
_SKIPPED = {
    f"{TEXT}{name}"
    for name in (
        "soft-page-break",
        "note-citation",
        "ruby-text",
        "toc-mark",
        "toc-mark-start",
        "toc-mark-end",
        "alphabetical-index-mark",
        "user-index-mark",
        "hidden-text",
        "hidden-paragraph",
        "script",
        "tracked-changes",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
    )
} | {f"{OFFICE}forms"}
_FIELDS = {
    f"{TEXT}{name}"
    for name in (
        "date",
        "time",
        "author-name",
        "author-initials",
        "sender-firstname",
        "sender-lastname",
        "title",
        "subject",
        "file-name",
        "chapter",
        "page-number",
        "page-count",
        "word-count",
        "user-defined",
        "user-field-get",
        "variable-get",
        "variable-set",
        "expression",
        "conditional-text",
        "database-display",
        "placeholder",
        "text-input",
        "drop-down",
        "bookmark-ref",
        "reference-ref",
        "note-ref",
        "sequence-ref",
    )
}


class Remark(NamedTuple):
    """A comment as it stands in the text."""

    number: str
    author: Author
    text: str
    parent: str
    is_done: bool


class Words:
    """Reads what stands within paragraphs."""

    def __init__(self, package: Package, styles: Styles, story: Story, changes: Mapping[str, Region]) -> None:
        """Take what all of a text shares."""
        self._package = package
        self._styles = styles
        self._story = story
        self._changes = changes
        self.inserting: dict[str, Author] = {}
        """The insertions that are open, by id."""
        self.remarks: list[Remark] = []
        self._told: set[str] = set()
        self.note: Callable[[Element], tuple[Paragraph, ...]] = lambda _: ()
        """Reads a note."""
        self.deleted: Callable[[Region], None] = lambda _: None
        """Takes what was deleted at a place."""
        self._style = styles.paragraph("")
        self._is_head = False
        self._after_blank = True
        self._readers = self._made_readers()

    def read(self, node: Element, style: Paragraphs, around: Around, *, is_head: bool) -> None:
        """Read all that stands in a paragraph.

        Args:
            node: the paragraph.
            style: its style.
            around: what it stands within.
            is_head: whether it stands in a table's head, which is bold.
        """
        kept = self._style, self._is_head, self._after_blank
        self._style, self._is_head, self._after_blank = style, is_head, True
        self._read(node, around, Text(), Text())
        self._style, self._is_head, self._after_blank = kept

    @property
    def inserted(self) -> Author | None:
        """Who has inserted what comes now."""
        return next(reversed(self.inserting.values()), None)

    def _read(self, node: Element, around: Around, named: Text, by_hand: Text) -> None:
        self._say(node.text, around, named, by_hand)
        for child in node:
            reader = self._readers.get(child.tag)
            if reader:
                reader(child, around, named, by_hand)
            elif child.tag not in _SKIPPED:
                self._read(child, around, named, by_hand)
            self._say(child.tail, around, named, by_hand)

    def _say(self, text: str | None, around: Around, named: Text, by_hand: Text) -> None:
        if not text:
            return
        text = _BLANKS.sub(" ", text)
        if self._after_blank:
            text = text.removeprefix(" ")
        if text:
            self._after_blank = text.endswith(" ")
            self._words(text, around, named, by_hand)

    def _words(self, text: str, around: Around, named: Text, by_hand: Text) -> None:
        if around.inserted is None and self.inserting:
            around = around._replace(inserted=self.inserted)
        look, seen, is_hidden = self._dress(around, named, by_hand)
        if is_hidden:
            self._story.strange("skjult", around, text)
        else:
            self._story.words(text, look, around, seen)

    def _dress(self, around: Around, named: Text, by_hand: Text) -> tuple[Look, tuple[Seen, ...], bool]:
        base = self._style.named
        shown = by_hand.over(named).over(self._style.by_hand).over(base)
        look = Look(
            bool(shown.bold) and not base.bold and not self._is_head,
            bool(shown.italic) and not base.italic,
            shown.script or "",
        )
        set_by_hand = by_hand.over(self._style.by_hand).looks
        if not set_by_hand:
            return look, (), False
        expected = {**base.looks, **named.looks}
        seen = tuple(
            Seen(kind, "" if kind in _SWITCHED else value)  # type: ignore[arg-type]
            for kind, value in set_by_hand.items()
            if value
            and value != expected.get(kind)
            and kind != "skjult"
            and not (around.link and kind in _OF_LINKS)
        )
        return look, seen, bool(set_by_hand.get("skjult"))

    # --- What stands among words ----------------------------------------------------------------

    def _made_readers(self) -> dict[str, Callable[[Element, Around, Text, Text], None]]:
        readers: dict[str, Callable[[Element, Around, Text, Text], None]] = dict.fromkeys(
            _FIELDS, self._field
        )
        readers |= {f"{TEXT}change{edge}": self._change for edge in ("", "-start", "-end")}
        readers |= {f"{TEXT}bookmark{edge}": self._bookmark for edge in ("", "-start", "-end")}
        shapes = ("frame", "custom-shape", "rect", "line", "ellipse", "polygon", "path", "g", "connector")
        readers |= {f"{DRAW}{shape}": lambda node, around, *_: self.shape(node, around) for shape in shapes}
        return readers | {
            f"{TEXT}s": self._blanks,
            f"{TEXT}tab": lambda _, *how: self._sign("\t", *how),
            f"{TEXT}line-break": lambda _, *how: self._sign("\n", *how),
            f"{TEXT}span": self._span,
            f"{TEXT}a": self._link,
            f"{DRAW}a": self._link,
            f"{TEXT}note": self._note,
            f"{OFFICE}annotation": self._remark,
            f"{OFFICE}annotation-end": lambda node, *_: self._story.remark_end(
                node.get(f"{OFFICE}name") or ""
            ),
        }

    def place(self, node: Element, around: Around) -> None:
        """Take what stands between paragraphs."""
        reader = self._readers.get(node.tag)
        if reader and node.tag not in _FIELDS and node.tag != f"{TEXT}span":
            reader(node, around, Text(), Text())

    def _sign(self, sign: str, around: Around, named: Text, by_hand: Text) -> None:
        self._after_blank = False
        self._words(sign, around, named, by_hand)

    def _blanks(self, node: Element, around: Around, named: Text, by_hand: Text) -> None:
        self._sign(" " * min(whole(node.get(f"{TEXT}c"), 1), _SPACES), around, named, by_hand)

    def _span(self, node: Element, around: Around, named: Text, by_hand: Text) -> None:
        own_named, own = self._styles.words(node.get(f"{TEXT}style-name") or "")
        self._read(node, around, own_named.over(named), own.over(by_hand))

    def _link(self, node: Element, around: Around, named: Text, by_hand: Text) -> None:
        target = node.get(f"{XLINK}href") or ""
        if target.startswith("#"):  # LibreOffice says behind a bar what kind of place it is
            target = target.split("|")[0]
        self._read(node, around._replace(link=target), named, by_hand)

    def _note(self, node: Element, around: Around, *_how: Text) -> None:
        body = node.find(f"{TEXT}note-body")
        if body is not None:
            around = around._replace(inserted=around.inserted or self.inserted)
            self._story.note(self.note(body), around)
            self._after_blank = False

    def _bookmark(self, node: Element, _around: Around, *_how: Text) -> None:
        name = node.get(f"{TEXT}name") or ""
        if node.tag != f"{TEXT}bookmark-end":
            self._story.anchor(name, name)
        if node.tag != f"{TEXT}bookmark-start":
            self._story.anchor_end(name)

    def _change(self, node: Element, _around: Around, *_how: Text) -> None:
        number = node.get(f"{TEXT}change-id") or ""
        region = self._changes.get(number)
        if region is None:
            return
        self._story.author(region.author)
        if node.tag == f"{TEXT}change-end":
            self.inserting.pop(number, None)
        elif region.kind == "insertion":
            self.inserting[number] = region.author
        elif region.kind == "deletion" and node.tag == f"{TEXT}change" and number not in self._told:
            self._told.add(number)  # it stands in one place
            self.deleted(region)

    def _remark(self, node: Element, _around: Around, *_how: Text) -> None:
        number = node.get(f"{OFFICE}name") or f" {len(self.remarks)}"
        lines = ("".join(str(text) for text in line.itertext()) for line in node.iter(f"{TEXT}p"))
        remark = Remark(
            number,
            self._story.author(author(node)),
            "\n".join(lines).strip("\n"),
            node.get(f"{LOEXT}parent-name") or "",
            node.get(f"{LOEXT}resolved") == "true",
        )
        self.remarks.append(remark)
        self._story.remark(number)

    def _field(self, node: Element, around: Around, named: Text, by_hand: Text) -> None:
        start = self._story.said
        self._read(node, around, named, by_hand)
        said = self._story.words_between(start)
        self._story.strange("felt", around, said, str(node.tag).removeprefix(TEXT).upper())

    # --- Pictures and boxes ---------------------------------------------------------------------

    def shape(self, node: Element, around: Around) -> None:
        """Take a picture, a box, or something else that is drawn."""
        around = around._replace(inserted=around.inserted or self.inserted)
        told = [one.text or "" for one in node.iter(f"{SVG}desc", f"{SVG}title")]
        words = next((text for text in told if text.strip()), "")
        found = False
        for picture in node.iter(f"{DRAW}image"):
            if not _is_of_object(picture):
                self._picture(picture, around, words)
                found = True
        for thing in node.iter(f"{DRAW}object", f"{DRAW}object-ole"):
            self._story.strange(self._kind(thing), around, words)  # type: ignore[arg-type]
            found = True
        said = cut(" ".join("".join(map(str, line.itertext())) for line in node.iter(f"{TEXT}p")))
        if said or not found:
            self._story.strange("tekstboks" if said else "objekt", around, said or words)

    def _picture(self, node: Element, around: Around, words: str) -> None:
        name = (node.get(f"{XLINK}href") or "").removeprefix("./")
        data = self._package.parts.get(name)
        suffix = posixpath.splitext(name)[1].lower() if data is not None else ""
        self._story.picture(around, words, data, suffix)

    def _kind(self, node: Element) -> str:
        name = (node.get(f"{XLINK}href") or "").removeprefix("./").rstrip("/")
        content = self._package.parts.get(f"{name}/content.xml", b"")
        if b"<math" in content or b":math" in content:
            return "ligning"
        return "diagram" if b"chart:chart" in content else "objekt"


def _is_of_object(picture: Element) -> bool:
    """Tell whether a picture only stands for an object in the same frame."""
    above = picture.getparent()
    return above is not None and any(one.tag in {f"{DRAW}object", f"{DRAW}object-ole"} for one in above)
