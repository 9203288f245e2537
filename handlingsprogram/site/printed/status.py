"""The reports of how a year goes, each a page of the site with its files beside it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from handlingsprogram.output import time_stamp
from handlingsprogram.papers.status import report
from handlingsprogram.render.documents import built
from handlingsprogram.site.printed import pages
from handlingsprogram.site.printed.frame import INDEX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlingsprogram.site.gathered.plan import Plan
    from handlingsprogram.site.gathered.read import Found
    from handlingsprogram.site.printed.frame import Common


def put_reports(found: Found, plan: Plan, common: Common, put: Any) -> None:
    """Let the report of each status be part of the site.

    Args:
        found: the year.
        plan: what the site is made of.
        common: what all pages say.
        put: puts a file into the site.
    """
    formats = [one for one in plan.formats if one in {"pdf", "docx"}]
    for status in found.statuses:
        paper = report(found.program, status)

        @cache
        def made(paper: Any = paper) -> dict[str, bytes]:
            folder = plan.content / found.program.mappe
            return built(paper, plan.shared, folder, frozenset({"html", *formats}), time_stamp(paper))[0]

        of = (plan.digest(found.program.mappe, set()), status.dato, formats)
        place = f"{found.program.mappe}/status/{status.dato}"
        names = [f"{paper.filnavn}.{one}" for one in formats]
        for one, name in zip(formats, names, strict=True):
            put(f"{place}/{name}", of, lambda one=one, made=made: made()[one])

        def page(
            made: Any = made, paper: Any = paper, place: str = place, names: Sequence[str] = names
        ) -> bytes:
            sizes = [(one, name, len(made()[one])) for one, name in zip(formats, names, strict=True)]
            return pages.status(
                made()["html"].decode(), found.year, (paper.tittel, paper.emne), (place, sizes), common
            )

        put(f"{place}/{INDEX}", (of, common), page)
