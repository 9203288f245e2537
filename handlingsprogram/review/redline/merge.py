"""The Word report: one document that shows what has changed, by Word's own tracked changes."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from handlingsprogram.render.word import package
from handlingsprogram.render.word.xml import element, find, parse, serialise
from handlingsprogram.review.redline import links, lists, names, notes
from handlingsprogram.review.redline.align import align
from handlingsprogram.review.redline.ends import settle
from handlingsprogram.review.redline.flow import Writer
from handlingsprogram.review.redline.marks import Marks
from handlingsprogram.review.redline.source import read

if TYPE_CHECKING:
    from handlingsprogram.render.word.package import Parts
    from handlingsprogram.review.redline.align import Pairs
    from handlingsprogram.review.redline.source import Edition, Source


def redline(old: Edition, new: Edition, pairs: Pairs, epoch: int) -> bytes:
    """Return a Word file in the new document's dress: all accepted it is that one, all rejected the old one.

    Args:
        old: the document that is compared from.
        new: the document that is compared to.
        pairs: what continues what, by id.
        epoch: the time stamp of the file and of the changes, in seconds since 1970.
    """
    before, after = read(old), read(new)
    links.settle(before, after)
    notes.renumber(before.root, before.notes, 1 + max(map(int, notes.by_id(after.notes)), default=0))
    steps = align(before.sections, after.sections, pairs)
    names.settle(before, after, steps, pairs)
    lists.settle(before, after, steps)
    writer = _writer(before, after, pairs, epoch)
    body = find(after.root, "w:body")[0]
    body[:] = list(writer.flow(settle(steps)))
    writer.marks.former(after.layout, before.layout)
    body.append(after.layout)
    after.footer[:] = list(writer.paragraphs(before.footer, after.footer, firm=True))
    for note in notes.by_id(after.notes).values():
        after.notes.remove(note)
    after.notes.extend(writer.notes)
    notes.number(after.root, writer.notes)
    return package.write(_parts(after), epoch)


def _writer(before: Source, after: Source, pairs: Pairs, epoch: int) -> Writer:
    return Writer(
        Marks(epoch),
        pairs,
        notes.by_id(before.notes),
        notes.by_id(after.notes),
        notes.pair(before.notes, after.notes),
    )


def _parts(after: Source) -> Parts:
    """Return the parts of the report: the new document's, with what was written in their place."""
    links.number_pictures(after.root, count(1))
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
