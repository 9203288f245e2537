"""A hidden bookmark around each paragraph, by which it is found again in a file that comes back.

Word and LibreOffice show no bookmark whose name begins with a line, and keep it through every save.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.render.word.xml import element, qualified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

PREFIX = "_hp"
"""What the names begin with; behind it the paragraph's number, from 1."""


ASIDE = f"{PREFIX}x"
"""What the names begin with in what is no part of the document, and comes back as nothing."""


def anchor(body: Element, numbers: Iterator[int], prefix: str = PREFIX) -> None:
    """Set a bookmark around the content of every paragraph.

    Args:
        body: the `w:body`, or what stands in one; changed in place.
        numbers: those of bookmarks that the file does not have yet.
        prefix: what the names begin with.
    """
    for place, paragraph in enumerate(body.iter(qualified("w:p")), 1):
        number = next(numbers)
        start = element("bookmarkStart", id=number, name=f"{prefix}{place}")
        # Properties stand first (ISO/IEC 29500-1, 17.3.1.22).
        has_properties = len(paragraph) > 0 and paragraph[0].tag == qualified("w:pPr")
        paragraph.insert(int(has_properties), start)
        paragraph.append(element("bookmarkEnd", id=number))
