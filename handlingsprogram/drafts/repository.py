"""What the room asks git for, and what is said where git says no: its own words reach nobody."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram import git
from handlingsprogram.finding import UserError, os_error

if TYPE_CHECKING:
    from collections.abc import Mapping

DRAFTS = "utkast/"
"""What the names of drafts' branches begin with."""
_NO_TERMINAL = {"GIT_EDITOR": "true", "SSH_ASKPASS_REQUIRE": "never"}
"""Nothing waits for an answer that nobody can give."""
_NO_SIGN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]+")
"""What nobody writes, and git cannot be given."""
_FAR = {"push", "fetch", "ls-remote"}
"""What speaks with the remote."""
_BUSY = re.compile(r"index\.lock|cannot\slock\sref|\.lock'")
_BEFORE = re.compile(r"^(?:fatal|error): ")


def ask(
    content: Path,
    *arguments: str,
    given: bytes = b"",
    patience: float = git.PATIENCE,
    settings: Mapping[str, str] | None = None,
) -> git.Answer:
    """Run git in a content folder; what it answers may be no.

    Raises:
        UserError: there is no git, it cannot be started, or it takes too long.
    """
    own = {**_NO_TERMINAL, **(settings or {})}
    try:
        own |= _quiet_ssh(content) if arguments[0] in _FAR else {}
        return git.run(content, *arguments, given=given, patience=patience, settings=own)
    except FileNotFoundError as error:
        raise UserError("programmet git finnes ikke på denne maskinen; her kan du bare lagre") from error
    except UserError as error:  # it takes too long
        raise UserError("det tok for lang tid; prøv igjen når nettet eller maskinen er raskere") from error
    except OSError as error:
        raise UserError(f"programmet git kan ikke startes: {os_error(error)}") from error


def said(
    content: Path, *arguments: str, given: bytes = b"", settings: Mapping[str, str] | None = None
) -> str:
    """Run git in a content folder, and return what it says.

    Raises:
        UserError: it says no, or cannot be run.
    """
    answer = ask(content, *arguments, given=given, settings=settings)
    if answer.code:
        raise refused(answer.error)
    return text(answer.output).rstrip("\n")


def asked(content: Path, *arguments: str) -> str:
    """Return what git says; nothing where it says no."""
    answer = ask(content, *arguments)
    return "" if answer.code else text(answer.output).rstrip("\n")


def listed(content: Path, *arguments: str) -> list[str]:
    """Return the lines that git says, or what stands between zeros where `-z` is asked for."""
    told = asked(content, *arguments)
    return [one for one in told.split("\0" if "-z" in arguments else "\n") if one]


def refused(complaint: str) -> UserError:
    """Return what is told where git has refused something that nobody foresaw."""
    if _BUSY.search(complaint):
        return UserError("et annet program holder på med de samme filene; vent litt, og prøv igjen")
    words = _BEFORE.sub("", " ".join(complaint.split()))
    return UserError(f"det gikk ikke. Vis dette til den som har satt opp mappen: «{words[:600]}»")


def stopped(complaint: str) -> UserError:
    """Return what is told where a check that somebody has set up for the folder says no."""
    words = complaint.strip()[:2000]
    return UserError(f"en kontroll som er satt opp for mappen, stanset leveringen. Den sier: «{words}»")


def plain(words: str) -> str:
    """Return words without what is no sign of writing."""
    return _NO_SIGN.sub(" ", words)


def text(output: bytes) -> str:
    """Return what git has written as text; names of files that are no text stay what they are."""
    return output.decode("utf-8", "surrogateescape")


def top(content: Path) -> Path:
    """Return the folder that the repository's files lie in."""
    return Path(said(content, "rev-parse", "--show-toplevel"))


def prefix(content: Path) -> str:
    """Return where the content folder lies in the repository: `content/`, or nothing."""
    return said(content, "rev-parse", "--show-prefix")


def commit_of(content: Path, name: str) -> str:
    """Return the commit that a name stands for; nothing where it stands for none."""
    return asked(content, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")


def is_in(content: Path, old: str, new: str) -> bool:
    """Tell whether a commit has everything that another has."""
    return not ask(content, "merge-base", "--is-ancestor", old, new).code


def _quiet_ssh(content: Path) -> dict[str, str]:
    """Let ssh ask nothing; one that somebody has chosen otherwise is left alone, and has a time limit."""
    chosen = {"GIT_SSH", "GIT_SSH_COMMAND"} & set(os.environ)
    if chosen or git.run(content, "config", "core.sshCommand").output:
        return {}
    return {"GIT_SSH_COMMAND": "ssh -o BatchMode=yes"}
