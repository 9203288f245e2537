"""The content as a commit has it, straight from git's objects: nothing is checked out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from typing import TYPE_CHECKING

from handlingsprogram import git
from handlingsprogram.finding import UserError, os_error
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.limits import MAX_BYTES, MAX_PICTURE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_FILES = 2_000
"""No year has more content files."""
MAX_TOTAL = 50_000_000
"""No year's content files are larger together, in bytes."""
_AT_A_TIME = 5
"""So many pictures are asked for at once: together they may be more than there is memory for."""
_REVISION = re.compile(r"[^-^\s\x00-\x1f\x7f][^\s\x00-\x1f\x7f]*")
_YEAR = re.compile(r"([12][0-9]{3})/")
_REGULAR = {"100644", "100755"}
_COMMITTER = re.compile(rb"^committer .*> (\d{1,11}) ([+-])(\d\d)(\d\d)$", re.MULTILINE)
_KINDS = {"refs/heads/": "på ", "refs/remotes/": "på ", "refs/tags/": "ved merkelappen "}
"""What the full names of branches and tags begin with, and the words for it."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file as a commit has it."""

    path: str
    """Seen from the content folder: `2029/program.yaml`."""
    mode: str
    name: str
    """The object's name."""
    size: int

    @property
    def is_regular(self) -> bool:
        """Whether it is a file, and no link."""
        return self.mode in _REGULAR

    @property
    def is_content(self) -> bool:
        """Whether its name is that of a content file; the rest may be pictures."""
        return self.path.endswith((".yaml", ".yml"))


class Commit:
    """A commit, the content folder in it, and the folder where as much as is asked for is laid out."""

    def __init__(self, content: Path, name: str, tip: str, folder: Path) -> None:
        """Find a commit.

        Args:
            content: the content folder of the working tree, which says which repository it is.
            name: the revision, as git understands it.
            tip: where given, the commit meant is where this revision and the one of that name parted.
            folder: an empty folder.

        Raises:
            UserError: git or the repository is missing, or the repository has no such commit.
        """
        self.name = name
        self.folder = folder
        self._content = content
        self._laid_out: set[str] = set()
        self._date: str | None = None
        if not _REVISION.fullmatch(name):
            raise UserError(
                f"«{name}» er ikke et navn på en git-revisjon; skriv for eksempel main eller HEAD~3"
            )
        if not content.is_dir():
            raise UserError(f"finner ikke mappen {content.as_posix()}")
        # A range is no revision, and `A...B` gives both, then where they parted; see git-rev-parse(1).
        asked = f"{name}...{tip}" if tip else f"{name}^{{commit}}"
        facts = ("--show-prefix", "--is-shallow-repository", "--revs-only")
        answer = git_in(content, "rev-parse", *facts, asked, "--symbolic-full-name", name)
        if not answer.output:
            raise UserError(_no_repository(content, answer.error))
        self._prefix, self._is_shallow, *found = answer.output.decode(errors="replace").split("\n")
        commits = [line for line in found if re.fullmatch(r"\^?[0-9a-f]{40,64}", line)]
        if not commits or ".." in name:
            raise UserError(self._unknown())
        parted = [line.removeprefix("^") for line in commits if line.startswith("^")]
        if tip and not parted:
            raise UserError(self._unrelated())
        self.id = self._own(parted) if tip else commits[0]
        self._ref = next((line for line in found if line.startswith("refs/")), "")
        if tip:
            self.name = f"{name}..."

    def shown(self, path: str) -> str:
        """Return how messages call a file below the content folder: `main:content/2029/program.yaml`."""
        return f"{self.name}:{self._prefix}{path}"

    @property
    def ref(self) -> str:
        """Where it is found, in words: `på main`, `ved merkelappen utkast`; empty where nothing names it."""
        words = (
            f"{word}{self._ref.removeprefix(kind)}"
            for kind, word in _KINDS.items()
            if self._ref.startswith(kind)
        )
        return next(words, "")

    @property
    def date(self) -> str:
        """The day it was made, where it was made: `2029-11-28`; empty where it says no such day."""
        if self._date is None:
            self._contents(())
        return self._date or ""

    def years(self) -> list[str]:
        """Return the years that it has."""
        return sorted({match[1] for blob in self._blobs if (match := _YEAR.match(blob.path))})

    def has(self, path: str) -> bool:
        """Tell whether there is a file below the content folder."""
        return any(blob.path == path for blob in self._blobs)

    def links(self, year: str) -> list[str]:
        """Return the content files of a year that are links, which nothing reads."""
        return [blob.path for blob in self._of(year) if blob.is_content and not blob.is_regular]

    def lay_out(self, year: str) -> None:
        """Lay the content files of a year in the folder, once.

        A file that is too large is as many blanks, so that reading it tells what is wrong.

        Raises:
            UserError: there are too many of them, or git lacks the objects.
        """
        (self.folder / year).mkdir(exist_ok=True)
        found = [blob for blob in self._of(year) if blob.is_content and blob.is_regular]
        wanted = [blob for blob in found if blob.size <= MAX_BYTES]
        if len(found) > MAX_FILES or sum(blob.size for blob in wanted) > MAX_TOTAL:
            raise UserError(f"{self.shown(year)} har mer innhold enn et handlingsprogram kan ha")
        self._write(found)

    def lay_out_pictures(self, year: str) -> None:
        """Lay the files of a year that are no content files in the folder, as far as they can be pictures."""
        found = [
            blob
            for blob in self._of(year)
            if not blob.is_content and blob.is_regular and blob.size <= MAX_PICTURE_BYTES
        ]
        for start in range(0, len(found), _AT_A_TIME):
            self._write(found[start : start + _AT_A_TIME])

    def changed_years(self) -> set[str]:
        """Return the years that the working tree has otherwise, also those that git does not know yet."""
        changed = git_in(
            self._content, "diff", "--name-only", "--no-renames", "--relative", "-z", self.id, "--", "."
        )
        unknown = git_in(self._content, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
        paths = (changed.output + unknown.output).decode(errors="replace").split("\0")
        return {match[1] for path in paths if (match := _YEAR.match(path))}

    @cached_property
    def _blobs(self) -> list[Blob]:
        """What is below the content folder."""
        tree = f"{self.id}:{self._prefix}"
        _, output, _ = git_in(self._content, "ls-tree", "--full-tree", "-r", "-l", "-z", tree)
        blobs = []
        for line in output.decode(errors="surrogateescape").split("\0")[:-1]:
            facts, _, path = line.partition("\t")
            mode, _, name, size = facts.split()
            if not {"..", "."} & set(path.split("/")):  # git checks out no such path, but can hold it
                blobs.append(Blob(path, mode, name, int(size) if size.isdigit() else 0))
        return blobs

    def _of(self, year: str) -> list[Blob]:
        return [blob for blob in self._blobs if blob.path.startswith(f"{year}/")]

    def _write(self, blobs: Iterable[Blob]) -> None:
        new = [blob for blob in blobs if blob.path not in self._laid_out]
        contents = self._contents(blob.name for blob in new if blob.size <= MAX_BYTES or not blob.is_content)
        for blob in new:
            file = self.folder / blob.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(contents.get(blob.name, b" " * (MAX_BYTES + 1)))
            self._laid_out.add(blob.path)

    def _contents(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of objects by name; see git-cat-file(1), «BATCH OUTPUT»."""
        # The commit comes along: what it says of its day needs no git of its own.
        asked = [self.id, *dict.fromkeys(names)]
        given = "".join(f"{name}\n" for name in asked).encode()
        _, output, _ = git_in(self._content, "cat-file", "--batch", given=given)
        contents = {}
        at = 0
        for name in asked:
            end = output.find(b"\n", at)
            head = output[at:end].split()
            if end < 0 or len(head) != 3:  # noqa: PLR2004 — name, kind, size; «missing» has two words
                raise UserError(f"git mangler innholdet i «{self.name}»; kjør «git fetch» og prøv igjen")
            size = int(head[2])
            contents[name] = output[end + 1 : end + 1 + size]
            at = end + 1 + size + 1
        self._date = _day(contents[self.id])
        return contents

    def _own(self, commits: list[str]) -> str:
        """Return that of some commits which was made, or merged, where the revision is; else the first."""
        if len(commits) == 1:
            return commits[0]
        way = git_in(self._content, "rev-list", "--first-parent", self.name, "--").output.decode("ascii")
        return next((commit for commit in way.split("\n") if commit in commits), commits[0])

    def _unknown(self) -> str:
        message = f"git finner ikke revisjonen «{self.name}»"
        if self._is_shallow == "true":
            return f"{message}; {_SHALLOW}"
        places = ("refs/heads", "refs/tags", "refs/remotes")
        answer = git_in(self._content, "for-each-ref", "--format=%(refname:short)", *places)
        names = answer.output.decode(errors="replace").split("\n")
        # Who has cloned and works on a branch may have main at the server only.
        remote = next((name for name in names if name.partition("/")[2] == self.name), "")
        return message + (f"; mente du «{remote}»?" if remote else suggestion(self.name, names))

    def _unrelated(self) -> str:
        message = f"git finner ikke hvor «{self.name}» og det den sammenlignes med, skilte lag"
        return f"{message}; {_SHALLOW if self._is_shallow == 'true' else 'de har ingen felles historie'}"


_SHALLOW = "her er bare en del av historien hentet, kjør «git fetch --unshallow»"


def git_in(content: Path, *arguments: str, given: bytes = b"") -> git.Answer:
    """Run git in the content folder.

    Raises:
        UserError: there is no git, it cannot be started, or it takes too long.
    """
    try:
        return git.run(content, *arguments, given=given)
    except FileNotFoundError as error:
        message = "finner ikke programmet git; uten det kan bare år i arbeidsmappen sammenlignes"
        raise UserError(message) from error
    except UserError:  # it takes too long
        raise
    except OSError as error:
        raise UserError(f"kan ikke starte git: {os_error(error)}") from error


def _day(commit: bytes) -> str:
    """Return the day that a commit was made, by the clock where that was done; see git-commit-tree(1)."""
    found = _COMMITTER.search(commit.partition(b"\n\n")[0])
    if not found:
        return ""
    seconds, sign, hours, minutes = (part.decode() for part in found.groups())
    away = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    try:
        return datetime.fromtimestamp(int(seconds), UTC).astimezone(timezone(away)).date().isoformat()
    except (ValueError, OverflowError):  # no calendar has it
        return ""


def _no_repository(content: Path, error: str) -> str:
    if "dubious ownership" in error:
        return f"git nekter å lese mappen {content.as_posix()}, fordi en annen bruker eier den"
    if "not a git repository" not in error:
        complaint = " ".join(error.removeprefix("fatal: ").split())
        return f"git kan ikke lese lageret som mappen {content.as_posix()} ligger i: {complaint}"
    return f"mappen {content.as_posix()} ligger ikke i et git-lager; der er bare årene i mappen å sammenligne"
