"""The Word report: one document that shows what has changed, by Word's own tracked changes."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from handlingsprogram.render.word import package
from handlingsprogram.render.word.anchors import ASIDE, anchor
from handlingsprogram.render.word.xml import element, find, parse, serialise
from handlingsprogram.review.redline import moves, references, resources
from handlingsprogram.review.redline.align import align
from handlingsprogram.review.redline.ends import settle
from handlingsprogram.review.redline.flow import Writer
from handlingsprogram.review.redline.marks import Marks
from handlingsprogram.review.redline.source import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from handlingsprogram.render.word.package import Parts
    from handlingsprogram.review.redline.align import Pairs
    from handlingsprogram.review.redline.source import Edition, Source


def redline(old: Edition, new: Edition, pairs: Pairs, epoch: int, front: Sequence[Element] = ()) -> bytes:
    """Return a Word file in the new document's dress: all accepted it is that one, all rejected the old one.

    Args:
        old: the document that is compared from.
        new: the document that is compared to.
        pairs: what continues what, by id.
        epoch: the time stamp of the file and of the changes, in seconds since 1970.
        front: what stands before the document and is no part of it, with its own sections.
    """
    before, after = read(old), read(new)
    before.forget_pages()
    resources.settle_links(before, after)
    old_notes, new_notes = (references.notes_by_id(side.notes) for side in (before, after))
    references.number_notes(before.root, list(old_notes.values()), 1 + max(map(int, new_notes), default=0))
    steps = align(before.sections, after.sections, pairs)
    references.settle_names(before, after, steps)
    resources.settle_lists(before, after, steps)
    lines = settle(steps)
    writer = _writer(before, after, pairs, epoch)
    moves.find(lines, before, after, pairs, writer.same_notes)
    body = find(after.root, "w:body")[0]
    body[:] = [*front, *writer.flow(lines)]
    if front:
        for place, one in enumerate(front):  # for a report that somebody writes in and sends back
            anchor(one, writer.marks.numbers, f"{ASIDE}{place}_")
        for layout in (before.layout, after.layout):  # the document's pages keep their numbers
            find(layout, "w:pgMar")[0].addnext(element("pgNumType", start=1))
    if not (lines[-1].is_paragraph or lines[-1].is_alone):
        # Word ends in a paragraph in any case; without it, LibreOffice takes the table for a reader's own.
        body.append(element("p"))
    writer.marks.former(after.layout, before.layout)
    body.append(after.layout)
    after.footer[:] = list(writer.paragraphs(before.footer, after.footer, firm=True))
    for note in references.notes_by_id(after.notes).values():
        after.notes.remove(note)
    after.notes.extend(writer.notes)
    references.number_notes(after.root, writer.notes)
    return package.write(_parts(after), epoch)


def _writer(before: Source, after: Source, pairs: Pairs, epoch: int) -> Writer:
    return Writer(
        Marks(epoch),
        pairs,
        references.notes_by_id(before.notes),
        references.notes_by_id(after.notes),
        references.pair_notes(before.notes, after.notes),
    )


def _parts(after: Source) -> Parts:
    """Return the parts of the report: the new document's, with what was written in their place."""
    resources.number_pictures(after.root, count(1))
    texts = {
        "document": after.root,
        "footnotes": after.notes,
        "numbering": after.lists,
        "footer": after.footer,
    }
    for name, root in texts.items():
        etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
        after.parts[f"word/{name}.xml"] = serialise(root)
    settings = parse(after.parts["word/settings.xml"])
    # What a reader writes in the report is marked too, under the reader's own name.
    find(settings, "w:defaultTabStop")[0].addprevious(element("trackRevisions"))
    after.parts["word/settings.xml"] = serialise(settings)
    return after.parts
