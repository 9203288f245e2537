"""What a branch does to the programmes: reports of every year that it changes, and what is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from handlingsprogram.malform import in_run
from handlingsprogram.read.folders import parts, years_in
from handlingsprogram.review import faces
from handlingsprogram.review.sides.commit import Commit, git_in
from handlingsprogram.review.sides.lenient import ContentError
from handlingsprogram.review.sides.side import Side, compare_sides, report_name

if TYPE_CHECKING:
    from handlingsprogram.finding import Finding

FROM_WORD = "Fra Word: "
"""How the messages of commits begin that hold what somebody has written in Word."""
_HERE = "slik det er i forslaget"
_IN_WORDS = ("md", "html", "json")
"""Reports that can be made of what cannot be built."""


@dataclass(slots=True)
class Review:
    """What a branch does."""

    years: list[str]
    """The years that the content folder has."""
    told: dict[str, str] = field(default_factory=dict)
    """What is told of each year that has changed, in Markdown."""
    reports: dict[str, str | bytes] = field(default_factory=dict)
    """The reports, by file name."""
    findings: list[Finding] = field(default_factory=list)
    """Why a year could not be compared, or not in Word."""


def review(base: str, content: Path, *, sammendrag: bool) -> Review:
    """Compare what lies in the content folder with what it was when this branch and the base parted.

    A year that is new is compared with the one before it. What the base has may be wrong and still be
    compared, but not in Word.

    Args:
        base: the branch that this one is to be merged into, or another revision.
        content: the content folder.
        sammendrag: whether the Word reports begin with a page that sums them up.

    Raises:
        UserError: git has no such revision, or the two have never been one.
        ContentError: the theme cannot be used.
    """
    made = Review(years_in(content))
    with TemporaryDirectory() as folder:
        parted = Commit(content, base, "HEAD", Path(folder))
        changed, known = parted.changed_years(), {file.path for file in parted.files}
        here = [Side(year, year, content, None) for year in made.years]
        for earlier, new in zip((None, *here), here, strict=False):
            before = earlier if earlier and parts(earlier.year)[0] == parts(new.year)[0] else None
            is_known = f"{new.year}/program.yaml" in known
            old = Side(f"{parted.name}:{new.year}", new.year, content, parted) if is_known else before
            if new.year in changed and old:
                with faces.sources(["docx"], (old, new), content, sammendrag=sammendrag) as sources:
                    _compare(made, old, new, sources)
            elif new.year in changed:
                made.told[new.year] = in_run(
                    f"## Programmet for {new.year} er nytt\n\nDet er det første her.\n"
                )
        _add_remarks(made, _remarks(content, parted.id))
        for year in set(parted.years()) - set(made.years):
            made.told[year] = in_run(f"## Programmet for {year} er slettet\n")
    return made


def _remarks(content: Path, parted: str) -> list[str]:
    """Return the comments that Word files had: `fra-word` leaves them in the messages of its commits."""
    log = git_in(content, "log", "--reverse", "--format=%s%n%b%x00", f"{parted}..HEAD", "--", ".")
    messages = log.output.decode(errors="replace").split("\0")
    ours = [message.strip() for message in messages if message.strip().startswith(FROM_WORD)]
    return [line for message in ours for line in message.splitlines() if line.startswith("- ")]


def _add_remarks(made: Review, remarks: list[str]) -> None:
    """Let the last of the years that are told of end with comments."""
    if made.told and remarks:
        lines = "\n".join(remarks)
        made.told[list(made.told)[-1]] += f"\n### {in_run('Kommentarer fra Word')}\n\n{lines}\n"


def _compare(made: Review, old: Side, new: Side, sources: faces.Sources) -> None:
    try:
        comparison = compare_sides(old, new)
    except ContentError as error:
        made.findings += error.findings
        unread = old if _is_readable(new) else new
        edition = unread.edition if unread.commit else _HERE
        made.told[new.year] = in_run(
            f"Programmet for {new.year} er ikke sammenlignet, for {unread.year} kan ikke leses {edition}.\n"
        )
        return
    if old.commit:
        comparison = replace(comparison, til_beskrevet=f"{new.year} {_HERE}")
    name = report_name(old.name, new.name)
    try:
        printed = faces.render_all([*_IN_WORDS, "docx"], comparison, sources)
    except ContentError as error:
        printed = faces.render_all(_IN_WORDS, comparison, sources)
        made.findings += error.findings
    made.reports |= {f"{name}.{face}": content for face, content in printed.items()}
    made.told[new.year] = str(made.reports[f"{name}.md"])


def _is_readable(side: Side) -> bool:
    try:
        side.read()
    except ContentError:
        return False
    return True
