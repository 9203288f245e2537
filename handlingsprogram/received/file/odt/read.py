"""An OpenDocument text as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import UserError
from handlingsprogram.received.file.document import Comment, Received
from handlingsprogram.received.file.odt.body import Body
from handlingsprogram.received.file.odt.changes import regions
from handlingsprogram.received.file.odt.names import DC, META, OFFICE, STYLE, TEXT
from handlingsprogram.received.file.odt.styles import Styles
from handlingsprogram.received.file.odt.words import Words
from handlingsprogram.received.file.story import Around, Story, cut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from handlingsprogram.received.file.document import Kind
    from handlingsprogram.received.file.odt.words import Remark
    from handlingsprogram.received.file.package import Package

_REVISION = "Revisjon"
"""What render/edition/properties.py calls it."""
_PAGES = ("", "-left", "-first")
_FURNITURE: Mapping[str, Kind] = {
    **{f"{STYLE}header{which}": "topptekst" for which in _PAGES},
    **{f"{STYLE}footer{which}": "bunntekst" for which in _PAGES},
}
_NUMBERS = {f"{TEXT}page-number", f"{TEXT}page-count"}


def read(package: Package) -> Received:
    """Return what an OpenDocument text says.

    Raises:
        UserError: it is broken, too large, or has no text.
    """
    content, shared = package.xml("content.xml"), package.xml("styles.xml")
    text = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if text is None:
        raise UserError(f"{package.name} har ingen tekst; filen er ødelagt eller ingen Word-fil")
    story = Story()
    styles = Styles(shared, content)
    words = Words(package, styles, story, regions(text))
    blocks = tuple(Body(words, styles, story).blocks(text, ()))
    _tell_rest(package, shared, story)
    title, revision = _told(package.xml("meta.xml"))
    return Received(
        blocks,
        _comments(words.remarks, story),
        tuple(story.foreign),
        revision,
        tuple(story.authors),
        title,
    )


def _comments(remarks: list[Remark], story: Story) -> tuple[Comment, ...]:
    numbers = {one.number for one in remarks}
    replies: dict[str, list[Comment]] = {}
    for one in remarks:
        if one.parent in numbers and one.parent != one.number:
            replies.setdefault(one.parent, []).append(_comment(one, story))
    return tuple(
        _comment(one, story, tuple(replies.get(one.number, ())))
        for one in remarks
        if one.parent not in numbers or one.parent == one.number
    )


def _comment(one: Remark, story: Story, replies: tuple[Comment, ...] = ()) -> Comment:
    place = story.remarked[one.number]
    words = story.words_between(place.start, max(place.end, place.start))
    return Comment(one.author, one.text, place.path, words, replies, one.is_done)


def _tell_rest(package: Package, shared: Element | None, story: Story) -> None:
    """Tell of macros, and of what stands above and below the pages."""
    if any(name.startswith(("Basic/", "Scripts/")) for name in package.parts):
        story.strange("makro", Around())
    for node in shared.iter(*_FURNITURE) if shared is not None else ():
        said = cut(" ".join(_said(line) for line in node.iter(f"{TEXT}p")))
        if said:
            story.strange(_FURNITURE[str(node.tag)], Around(), said)


def _said(node: Element) -> str:
    parts = [node.text or ""]
    for child in node:
        parts += ["" if child.tag in _NUMBERS else _said(child), child.tail or ""]
    return "".join(parts)


def _told(meta: Element | None) -> tuple[str, str]:
    """Return a text's title, and the revision that it was built from."""
    if meta is None:
        return "", ""
    own = {node.get(f"{META}name"): node.text or "" for node in meta.iter(f"{META}user-defined")}
    title = next((node.text or "" for node in meta.iter(f"{DC}title")), "")
    return title.strip(), own.get(_REVISION, "").strip()
