"""One or several files that have come back, and what they do to a year together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.finding import UserError
from handlingsprogram.read.folders import years_in
from handlingsprogram.read.text.decoded import RefusedError
from handlingsprogram.read.text.strict_yaml import parse
from handlingsprogram.received.file.foreign import added, lost
from handlingsprogram.received.file.package import opened
from handlingsprogram.received.file.read import read
from handlingsprogram.received.file.resolve import accepted
from handlingsprogram.received.returned import home_of, returned
from handlingsprogram.received.sent import StrangeError
from handlingsprogram.records import record
from handlingsprogram.review.pull_request import FROM_WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from handlingsprogram.received.file.document import Foreign, Received
    from handlingsprogram.received.meanwhile.rebase import Conflict
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


def years_of(files: Collection[Received], content: Path) -> list[str]:
    """Return the years that files are of, by their titles, each the newest; none where those say nothing."""
    titles = {_title(content / year): year for year in years_in(content)}
    return [titles[title] for title in dict.fromkeys(one.title for one in files) if title in titles]


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
    home = home_of(content, year)

    def back(path: Path, onto: Mapping[Path, str]) -> Outcome:
        return returned(home, accepted(files[path], rejected), files[path].revision, onto)

    made: dict[Path, tuple[str, str]] = {}
    sent: list[Sent] = []
    for path, file in files.items():
        onto = {place: new for place, (_, new) in made.items()}
        try:
            outcome = back(path, onto)
        except StrangeError as error:
            raise UserError(f"{path.name}: {error}") from error
        if outcome.conflicts and sent:
            earlier = list(files)[: len(sent)]
            outcome = replace(outcome, conflicts=_attributed(outcome.conflicts, path, earlier, back))
        for place, (old, new) in outcome.files.items():
            made[place] = (made[place][0] if place in made else old, new)
        known = outcome.known
        sent.append(Sent(path.name, file, outcome, added(file, known), lost(file, known)))
    return Proposal(tuple(sent), {place: texts for place, texts in made.items() if texts[0] != texts[1]})


def _attributed(
    conflicts: Iterable[Conflict],
    path: Path,
    earlier: Iterable[Path],
    back: Callable[[Path, Mapping[Path, str]], Outcome],
) -> tuple[Conflict, ...]:
    """Return conflicts that know which of the files before has the other text."""
    with_content = {_sign(one) for one in back(path, {}).conflicts}
    others: dict[object, str] = {}
    for other in earlier:
        texts = {place: new for place, (_, new) in back(other, {}).files.items()}
        others |= {_sign(one): other.name for one in back(path, texts).conflicts}
    return tuple(
        one if _sign(one) in with_content else replace(one, hos=others.get(_sign(one), ""))
        for one in conflicts
    )


def _sign(one: Conflict) -> tuple[object, ...]:
    return one.key, one.path, one.theirs


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
    home = home_of(content, year)
    found: list[Step] = []
    now: dict[Path, str] = {}
    for path, file in files.items():
        before = dict(now)
        authors = [name for name in file.authors if name not in rejected]
        for count in range(len(authors) + 1):
            waiting = {*rejected, *authors[count:]}
            outcome = returned(home, accepted(file, waiting), file.revision, before)
            behind = before | {place: new for place, (_, new) in outcome.files.items()}
            changed = {place: text for place, text in behind.items() if text != now.get(place)}
            if changed:
                author = authors[count - 1] if count else ""
                who = " ".join(author.split()) or "uten sporing"
                found.append(Step(author, f"{FROM_WORD}{who} ({path.name})", changed))
            now |= changed
    return found
