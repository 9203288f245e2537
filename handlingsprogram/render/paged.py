"""The documents that have pages: typst lays them out once, for the PDF and for Word's table of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlingsprogram.records import record
from handlingsprogram.render import word
from handlingsprogram.render.pages import layout

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Executor, Future

    from handlingsprogram.read.goals import Goal
    from handlingsprogram.render.edition.parts import View
    from handlingsprogram.render.edition.properties import Properties


@record
class Job:
    """What is to be set, besides the text."""

    shown: View
    theme: dict[str, Any]
    goals: Mapping[int, Goal]
    properties: Properties
    """What the files say of themselves."""
    pictures: dict[str, bytes]
    """The figures' files by the path that the text gives them."""
    is_long: bool
    """Whether it shall be laid out by itself."""


def write(
    written: Mapping[str, Future[bytes]], job: Job, formats: frozenset[str], pool: Executor
) -> dict[str, bytes]:
    """Return the Word file and the PDF, as far as they are wanted.

    Args:
        written: what pandoc writes, as `pandoc.translate` gives it.
        job: the rest.
        formats: `docx`, `pdf` or both; others are left alone.
        pool: runs what can go on at the same time.
    """
    rendered = {}
    data = layout.data(job.shown, job.theme, job.goals, job.properties.status)
    finishing = None
    if "pdf" in formats:
        # Loads slowly, and Word does without; here it does so while pandoc works.
        from handlingsprogram.render.pages import pdf
    body = written["typst"].result()
    with layout.Layout(body, data, job.pictures, is_long=job.is_long) as laid_out:
        pages = pool.submit(laid_out.pages)
        if "docx" in formats and not job.is_long:
            finishing = pool.submit(_word, written["json"], job, pages)
        if "pdf" in formats:
            pages.result()  # typst does one thing at a time
            rendered["pdf"] = pdf.write(laid_out, job.shown, job.properties)
        pages.result()
    if "docx" in formats:
        # Beside a long document's layout there shall be nothing else as large.
        rendered["docx"] = finishing.result() if finishing else _word(written["json"], job, pages)
    return rendered


def _word(tree: Future[bytes], job: Job, pages: Future[layout.Pages]) -> bytes:
    """Return the Word file, whose table of contents shows the pages of the PDF."""
    content = word.write(tree.result(), job.pictures, job.properties.epoch, job.goals)
    return word.finish(content, job.shown, job.theme, pages, job.properties)
