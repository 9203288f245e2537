"""An adoption in git: a commit of its files alone, with a tag that can always be found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.finding import UserError
from handlingsprogram.review.sides.commit import git_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def is_possible(content: Path) -> bool:
    """Tell whether the content lies in a repository with a commit."""
    try:
        return not git_in(content, "rev-parse", "--verify", "--quiet", "HEAD").code
    except UserError:
        return False


def check(content: Path, year: Path, tag: str) -> None:
    """Ask whether everything of a year is committed, and whether there is such a tag.

    Raises:
        UserError: something is not, or there is.
    """
    waiting = git_in(content, "status", "--porcelain", "-z", "--", year.name).output.decode(errors="replace")
    names = [line[3:] for line in waiting.split("\0") if line]
    if names:
        raise UserError(f"{', '.join(names)} er ikke lagret i git; lagre det først (git commit)")
    if not git_in(content, "rev-parse", "--verify", "--quiet", f"refs/tags/{tag}").code:
        raise UserError(f"merket {tag} finnes i git; slett det med «git tag -d {tag}» hvis det er feil")


def commit(content: Path, files: Sequence[Path], message: str, tag: str) -> None:
    """Commit files, and nothing else that waits, and tag the commit.

    Raises:
        UserError: git refuses.
    """
    names = [path.relative_to(content).as_posix() for path in files]
    for arguments in (
        ("add", "--", *names),
        ("commit", "--quiet", "--message", message, "--only", "--", *names),
        ("tag", "--annotate", "--message", message, tag),
    ):
        answer = git_in(content, *arguments)
        if answer.code:
            raise UserError(f"filene er skrevet, men git sier: {' '.join(answer.error.split())}")
