"""Changes as commits on a branch of their own; what lies in the working tree is not touched."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from handlingsprogram.finding import UserError
from handlingsprogram.review.sides.commit import git_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from handlingsprogram.received.several import Step

_NO_NAME = re.compile(r"[<>\x00-\x1f\x7f]+")
"""What git takes in no name."""


def unsaved(content: Path, files: Iterable[Path]) -> list[str]:
    """Return which of some files, or files in folders, are not committed as they are; none without git."""
    names = [path.relative_to(content).as_posix() for path in files]
    try:
        answer = git_in(content, "status", "--porcelain", "-z", "--", *names)
    except UserError:
        return []
    return [line[3:] for line in answer.output.decode(errors="replace").split("\0") if line]


def check_saved(content: Path, files: Collection[Path]) -> None:
    """Tell whether files can be written over.

    Raises:
        UserError: one has changes that are not committed.
    """
    waiting = unsaved(content, files) if files else []
    if waiting:
        raise UserError(
            f"{', '.join(waiting)} har endringer som ikke er lagret i git; lagre dem først (git commit), "
            "eller legg dem til side (git stash)"
        )


def check_name(content: Path, name: str) -> None:
    """Tell whether a branch can be made.

    Raises:
        UserError: it is there already, its name is none, or there is no repository.
    """
    if git_in(content, "rev-parse", "HEAD").code:
        raise UserError("--gren trenger et git-repositorium med minst én commit")
    if git_in(content, "check-ref-format", "--branch", name).code:
        raise UserError(f"«{name}» kan ikke være navnet på en gren; bruk bokstaver, tall og bindestrek")
    if not git_in(content, "rev-parse", "--verify", "--quiet", f"refs/heads/{name}").code:
        raise UserError(
            f"grenen «{name}» finnes; velg et annet navn, eller slett den med «git branch -D {name}»"
        )


def make(content: Path, name: str, steps: Sequence[Step], remarks: Sequence[str]) -> str:
    """Make a branch from where we are, with a commit for each step.

    Args:
        content: the content folder.
        name: the branch.
        steps: the commits.
        remarks: lines for the last commit's message.

    Returns:
        What has been made, in words.

    Raises:
        UserError: git refuses.
    """
    [head], [prefix] = (_lines(content, "rev-parse", asked) for asked in ("HEAD", "--show-prefix"))
    me = git_in(content, "var", "GIT_COMMITTER_IDENT").output.decode(errors="replace").rstrip("\n")
    if not me:
        raise UserError(
            "git vet ikke hvem du er; skriv det med «git config user.name» og «git config user.email»"
        )
    parts = [b"feature done\n"]
    for number, step in enumerate(steps):
        message = [step.message, *(["", *remarks] if remarks and number == len(steps) - 1 else [])]
        who = _NO_NAME.sub(" ", step.author).strip()
        author = f"{who} <> {int(time.time())} +0000" if who else me
        facts = (name.encode(), author.encode(), me.encode())
        parts.append(b"commit refs/heads/%s\nauthor %s\ncommitter %s\n" % facts)
        parts.append(_data("\n".join(message)))
        parts += [b"from %s\n" % head.encode()] if not number else []
        parts += _files(content, prefix, step.files)
    answer = git_in(content, "fast-import", "--quiet", "--done", given=b"".join([*parts, b"done\n"]))
    if answer.code:
        raise UserError(f"git kan ikke lage grenen «{name}»: {_complaint(answer.error)}")
    commits = f"{len(steps)} {'commit' if len(steps) == 1 else 'commiter'}"
    return f"Laget grenen «{name}» med {commits}; hent den fram med «git switch {name}»"


def _files(content: Path, prefix: str, files: Mapping[Path, str]) -> Iterable[bytes]:
    for path, text in sorted(files.items()):
        name = path.relative_to(content).as_posix()
        # Line ends and the like become what git keeps, as with «git add».
        [blob] = _lines(content, "hash-object", "-w", f"--path={name}", "--stdin", given=text.encode())
        known = _lines(content, "ls-tree", "HEAD", "--", name)
        mode = known[0].split(" ")[0] if known[0] else "100644"
        yield b"M %s %s %s%s\n" % (mode.encode(), blob.encode(), prefix.encode(), name.encode())


def _lines(content: Path, *arguments: str, given: bytes = b"") -> list[str]:
    answer = git_in(content, *arguments, given=given)
    if answer.code:
        raise UserError(f"git: {_complaint(answer.error)}")
    return answer.output.decode(errors="replace").rstrip("\n").split("\n")


def _complaint(error: str) -> str:
    """Return what git complains of, on one line."""
    return " ".join(error.split())


def _data(text: str) -> bytes:
    content = f"{text}\n".encode()
    return b"data %d\n%s\n" % (len(content), content)
