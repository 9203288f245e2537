"""One or several files that have come back, and what they do to a year together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.read.folders import years_in
from handlingsprogram.read.text.decoded import RefusedError
from handlingsprogram.read.text.strict_yaml import parse
from handlingsprogram.received.file.foreign import added, lost
from handlingsprogram.received.file.package import opened
from handlingsprogram.received.file.read import read
from handlingsprogram.received.file.resolve import accepted
from handlingsprogram.received.returned import returned
from handlingsprogram.records import record
from handlingsprogram.review.pull_request import FROM_WORD

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from handlingsprogram.received.file.document import Foreign, Received
    from handlingsprogram.received.returned import Outcome


@record
class Sent:
    """One file that has come back, and what it does."""

    name: str
    """As it is called on disk."""
    received: Received
    outcome: Outcome
    foreign: tuple[Foreign, ...]
    """What somebody has put into it that cannot be content."""
    lost: tuple[Foreign, ...]
    """Our pictures that it no longer has."""


@record
class Proposal:
    """What files that have come back make of the content."""

    sent: tuple[Sent, ...]
    files: dict[Path, tuple[str, str]]
    """Content files that change: the text as it is, and as it is to be."""

    @property
    def has_conflicts(self) -> bool:
        """Whether something has been changed by two, each otherwise."""
        return any(one.outcome.conflicts for one in self.sent)


def received(paths: Sequence[Path]) -> dict[Path, Received]:
    """Read files.

    Raises:
        UserError: one is no Word file or OpenDocument text that can be read.
    """
    return {path: read(opened(path)) for path in paths}


def year_of(files: Collection[Received], content: Path) -> str:
    """Return the year that files are of: the one with their title, else the newest, else none."""
    years = years_in(content)
    named = [year for year in years if _title(content / year) in {one.title for one in files}]
    return named[0] if len(named) == 1 else next(iter(years[-1:]), "")


def _title(folder: Path) -> str:
    """Return what a year is called; something that no file is called where that cannot be read."""
    try:
        text = (folder / "program.yaml").read_text(encoding="utf-8")
        return str(parse(text, "").data.get("tittel", "\n"))
    except (OSError, ValueError, RefusedError, AttributeError):
        return "\n"


def proposal(
    files: dict[Path, Received], content: Path, year: str, rejected: Collection[str] = ()
) -> Proposal:
    """Return what files do to a year, each to what those before it have made of it.

    Args:
        files: what has come back.
        content: the content folder.
        year: the year's folder in it.
        rejected: authors whose tracked changes are not taken.

    Raises:
        UserError: as `returned`.
    """
    made: dict[Path, tuple[str, str]] = {}
    sent = []
    for path, file in files.items():
        onto = {place: new for place, (_, new) in made.items()}
        outcome = returned(accepted(file, rejected), file.revision, content, year, onto)
        for place, (old, new) in outcome.files.items():
            made[place] = (made[place][0] if place in made else old, new)
        known = outcome.known
        sent.append(Sent(path.name, file, outcome, added(file, known), lost(file, known)))
    return Proposal(tuple(sent), {place: texts for place, texts in made.items() if texts[0] != texts[1]})


@record
class Step:
    """What one has changed, as a commit."""

    author: str
    """Who; empty for what nobody's name is on."""
    message: str
    files: dict[Path, str]
    """The content files that change, as they are behind it."""


def steps(
    files: dict[Path, Received], content: Path, year: str, rejected: Collection[str] = ()
) -> list[Step]:
    """Return what files do to a year, step by step: what is not tracked, and then what each has tracked.

    Args:
        files: what has come back.
        content: the content folder.
        year: the year's folder in it.
        rejected: authors whose tracked changes are not taken.

    Raises:
        UserError: as `returned`.
    """
    found: list[Step] = []
    now: dict[Path, str] = {}
    for path, file in files.items():
        before = dict(now)
        authors = [name for name in file.authors if name not in rejected]
        for count in range(len(authors) + 1):
            waiting = {*rejected, *authors[count:]}
            outcome = returned(accepted(file, waiting), file.revision, content, year, before)
            behind = before | {place: new for place, (_, new) in outcome.files.items()}
            changed = {place: text for place, text in behind.items() if text != now.get(place)}
            if changed:
                author = authors[count - 1] if count else ""
                found.append(Step(author, f"{FROM_WORD}{author or 'uten sporing'} ({path.name})", changed))
            now |= changed
    return found
