"""The documents that have pages: typst lays them out once, for the PDF and for Word's table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handlingsprogram.render import pandoc, pdf, typst, word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Executor

    from handlingsprogram.read.goals import Goal
    from handlingsprogram.render.properties import Properties
    from handlingsprogram.render.view import View


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be set, besides the text."""

    shown: View
    theme: dict[str, Any]
    goals: Mapping[int, Goal]
    properties: Properties
    """What the files say of themselves."""
    pictures: dict[str, bytes]
    """The figures' files by the path that the text gives them."""


def write(tree: bytes, job: Job, formats: frozenset[str], pool: Executor) -> dict[str, bytes]:
    """Return the Word file and the PDF, as far as they are wanted.

    Args:
        tree: the parsed document.
        job: the rest.
        formats: `docx`, `pdf` or both; others are left alone.
        pool: runs what can go on at the same time.
    """
    rendered = {}
    writing = pool.submit(word.write, tree, job.pictures, job.properties.epoch) if "docx" in formats else None
    data = typst.data(job.shown, job.theme, job.goals)
    with typst.Layout(pandoc.write_typst(tree), data, job.pictures) as layout:
        # The Word file's table of contents shows the pages of the PDF.
        pages = layout.pages()
        exporting = pool.submit(pdf.write, layout, job.shown, job.properties) if "pdf" in formats else None
        if writing:
            rendered["docx"] = word.finish(writing.result(), job.shown, job.theme, pages, job.properties)
        if exporting:
            rendered["pdf"] = exporting.result()
    return rendered
