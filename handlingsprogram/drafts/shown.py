"""What a draft does to a year, as the page of a comparison."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from handlingsprogram.drafts.state import ready
from handlingsprogram.finding import UserError
from handlingsprogram.read.folders import newest_before, years_in
from handlingsprogram.review import faces
from handlingsprogram.review.sides.commit import Commit
from handlingsprogram.review.sides.side import PARTED, Side, compare_sides


def shown_changes(content: Path, year: str, edited: Path | None = None) -> str:
    """Return the page that compares a year with what it was when the draft and the main branch parted.

    A year that is new is compared with the one before it.

    Args:
        content: the content folder of the draft.
        year: the year.
        edited: where what is edited and not saved lies too, if anywhere.

    Raises:
        UserError: there is nothing to compare with.
        ContentError: one of the two cannot be read at all.
    """
    found = ready(content)
    if not found.base:
        raise UserError("det er ikke noen hovedversjon å sammenligne med")
    here = edited or content
    with TemporaryDirectory() as folder:
        parted = Commit(content, found.base, "HEAD", Path(folder))
        new = Side(year, year, here, None)
        earlier = newest_before(year, years_in(here))
        if f"{year}/program.yaml" in {one.path for one in parted.files}:
            old = Side(f"{found.main}{PARTED}:{year}", year, content, parted)
        elif earlier:
            old = Side(earlier, earlier, here, None)
        else:
            raise UserError(
                f"programmet for {year} er nytt og det første her, så det er ikke noe å sammenligne med"
            )
        comparison = compare_sides(old, new)
        if old.commit:
            comparison = replace(comparison, til_beskrevet=f"{year} slik det er i utkastet")
        # Files are told of as they are called in the content, not where they are kept meanwhile.
        remarks = tuple(one.replace(f"{here.as_posix()}/", "") for one in comparison.merknader)
        comparison = replace(comparison, merknader=remarks)
        return str(faces.render("html", comparison, faces.Sources(content)))
