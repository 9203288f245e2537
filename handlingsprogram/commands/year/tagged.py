"""An adoption in git: a commit of its files alone, with a tag that can always be found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlingsprogram.commands.word.branch import unsaved
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
    """Ask whether everything of a year is committed, whether there is such a tag, and whether git can commit.

    Raises:
        UserError: something is not, or there is.
    """
    names = unsaved(content, [year])
    if names:
        raise UserError(f"{', '.join(names)} er ikke lagret i git; lagre det først (git commit)")
    if not git_in(content, "rev-parse", "--verify", "--quiet", f"refs/tags/{tag}").code:
        raise UserError(f"merket {tag} finnes i git; slett det med «git tag -d {tag}» hvis det er feil")
    if not git_in(content, "rev-parse", "--verify", "--quiet", "MERGE_HEAD").code:
        raise UserError("git er midt i en sammenslåing; gjør den ferdig først (git commit), og prøv igjen")


def commit(content: Path, files: Sequence[Path], message: str) -> None:
    """Commit files, and nothing else that waits.

    Raises:
        UserError: git refuses; then nothing of them is staged either.
    """
    names = [path.relative_to(content).as_posix() for path in files]
    for arguments in (
        ("add", "--", *names),
        ("commit", "--quiet", "--message", message, "--only", "--", *names),
    ):
        answer = git_in(content, *arguments)
        if answer.code:
            git_in(content, "reset", "--quiet", "--", *names)
            raise UserError(f"ingenting er skrevet, for git kan ikke lagre det: {_said(answer.error)}")


def tag(content: Path, name: str, message: str) -> None:
    """Tag what is committed.

    Raises:
        UserError: git refuses.
    """
    answer = git_in(content, "tag", "--annotate", "--message", message, name)
    if answer.code:
        raise UserError(f"lagret i git, men ikke merket med {name}: {_said(answer.error)}")


def _said(error: str) -> str:
    return " ".join(error.split()) or "en kontroll i repositoriet stoppet det (pre-commit)"
