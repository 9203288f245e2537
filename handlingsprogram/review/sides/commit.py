"""The content as a commit has it, straight from git's objects: nothing is checked out."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from handlingsprogram import git
from handlingsprogram.finding import UserError, os_error
from handlingsprogram.read.folders import is_folder, ordered
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
_CONTENT = (".yaml", ".yml")
"""What the names of content files end with; the rest may be pictures."""
_REGULAR = {"100644", "100755"}
_COMMITTER = re.compile(rb"^committer .*> (\d{1,11}) ([+-])(\d\d)(\d\d)$", re.MULTILINE)
_PLACES = {"refs/heads/": "på", "refs/remotes/": "på", "refs/tags/": "ved merkelappen"}
"""What the full names of branches and tags begin with, and the words for it."""


class Blob(NamedTuple):
    """A file as a commit has it."""

    path: str
    """Seen from the content folder: `2029/program.yaml`."""
    mode: str
    name: str
    """The object's name."""
    size: int


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
        self._text = b""
        if not _REVISION.fullmatch(name):
            raise UserError(
                f"«{name}» er ikke et navn på en git-revisjon; skriv for eksempel main eller HEAD~3"
            )
        if not content.is_dir():
            raise UserError(f"finner ikke mappen {content.as_posix()}")
        # See git-rev-parse(1): of `A...B` it gives both, then where they parted with a mark before.
        asked = f"{name}...{tip}" if tip else f"{name}^{{commit}}"
        facts = ("--show-prefix", "--is-shallow-repository", "--revs-only")
        answer = git_in(content, "rev-parse", *facts, asked, "--symbolic-full-name", name)
        if not answer.output:
            raise UserError(_no_repository(content, answer.error))
        self._prefix, shallow, *found = answer.output.decode(errors="replace").split("\n")
        commits = [line for line in found if re.fullmatch(r"\^?[0-9a-f]{40,64}", line)]
        parted = [line[1:] for line in commits if line.startswith("^")]
        if not commits or ".." in name:
            raise UserError(self._unknown(tip, shallow))
        if tip and not parted:
            why = _SHALLOW if shallow == "true" else "; de har ingen felles historie"
            raise UserError(f"git finner ikke hvor «{name}» og det den sammenlignes med, skilte lag{why}")
        self.id = self._own(parted) if tip else commits[0]
        self.name = f"{name}..." if tip else name
        named = (
            (word, line.removeprefix(kind))
            for line in found
            for kind, word in _PLACES.items()
            if line.startswith(kind)
        )
        self.place = " ".join(next(named, ()))
        """Where it is, in words: `på main`, `ved merkelappen utkast`; empty where nothing names it."""

    def shown(self, path: str) -> str:
        """Return how messages call a file below the content folder: `main:content/2029/program.yaml`."""
        return f"{self.name}:{self._prefix}{path}"

    @cached_property
    def day(self) -> str:
        """The day it was made, where it was made: `2029-11-28`; empty where it says no such day."""
        if not self._text:
            self._contents(())
        found = _COMMITTER.search(self._text.partition(b"\n\n")[0])
        if not found:
            return ""
        seconds, sign, hours, minutes = (part.decode() for part in found.groups())
        away = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
        try:
            return datetime.fromtimestamp(int(seconds), timezone(away)).date().isoformat()
        except (ValueError, OverflowError):  # no calendar has it
            return ""

    def years(self) -> list[str]:
        """Return the years that it has."""
        return _years(blob.path for blob in self.files)

    def changed_years(self) -> list[str]:
        """Return the years that the working tree has otherwise, also in files that git does not know."""
        here = ("-z", "--", ".")
        changed = git_in(self._content, "diff", "--name-only", "--no-renames", "--relative", self.id, *here)
        unknown = git_in(self._content, "ls-files", "--others", "--exclude-standard", *here)
        return _years((changed.output + unknown.output).decode(errors="replace").split("\0"))

    @cached_property
    def files(self) -> list[Blob]:
        """What is below the content folder."""
        tree = f"{self.id}:{self._prefix}"
        listed = git_in(self._content, "ls-tree", "--full-tree", "-r", "-l", "-z", tree).output
        found = []
        for line in listed.decode(errors="surrogateescape").split("\0")[:-1]:
            facts, _, path = line.partition("\t")
            mode, _, name, size = facts.split()
            if not {"..", "."} & set(path.split("/")):  # git checks out no such path, but can hold it
                found.append(Blob(path, mode, name, int(size) if size.isdigit() else 0))
        return found

    def links(self, year: str) -> list[str]:
        """Return the content files of a year that are links, which nothing reads."""
        return [path for path, mode, *_ in self.files if _is_in(path, year) and mode not in _REGULAR]

    def lay_out(self, year: str) -> None:
        """Lay the content files of a year in the folder.

        Raises:
            UserError: there are too many of them, or git lacks the objects.
        """
        found = [blob for blob in self.files if _is_in(blob.path, year) and blob.mode in _REGULAR]
        if len(found) > MAX_FILES or sum(min(blob.size, MAX_BYTES) for blob in found) > MAX_TOTAL:
            raise UserError(f"{self.shown(year)} har mer innhold enn et handlingsprogram kan ha")
        (self.folder / year).mkdir(exist_ok=True)
        self._write(found, MAX_BYTES)

    def lay_out_pictures(self, year: str) -> None:
        """Lay the files of a year that are no content files in the folder."""
        found = [
            blob for blob in self.files if _is_in(blob.path, year, content=False) and blob.mode in _REGULAR
        ]
        for start in range(0, len(found), _AT_A_TIME):
            self._write(found[start : start + _AT_A_TIME], MAX_PICTURE_BYTES)

    def _write(self, blobs: Iterable[Blob], most: int) -> None:
        """Write those of some files that are not there; one with too many bytes so that reading it tells."""
        new = [blob for blob in blobs if not (self.folder / blob.path).exists()]
        contents = self._contents(blob.name for blob in new if blob.size <= most) if new else {}
        for blob in new:
            file = self.folder / blob.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(contents.get(blob.name, b" " * (most + 1)))

    def _contents(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of objects by name; see git-cat-file(1), «BATCH OUTPUT»."""
        # What the commit says of itself comes along, and needs no git of its own.
        asked = [self.id, *dict.fromkeys(names)]
        given = "".join(f"{name}\n" for name in asked).encode()
        output = git_in(self._content, "cat-file", "--batch", given=given).output
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
        self._text = contents[self.id]
        return contents

    def _own(self, commits: list[str]) -> str:
        """Return that of some commits which was made, or merged, where the revision is; else the first."""
        if len(commits) == 1:
            return commits[0]
        way = git_in(self._content, "rev-list", "--first-parent", self.name, "--").output.decode("ascii")
        return next((commit for commit in way.split("\n") if commit in commits), commits[0])

    def _unknown(self, tip: str, shallow: str) -> str:
        """Say which revision is not there, and what may help."""
        places = ("refs/heads", "refs/tags", "refs/remotes")
        answer = git_in(self._content, "for-each-ref", "--format=%(refname:short)", *places)
        names = answer.output.decode(errors="replace").split("\n")
        missing = tip if tip and self.name in names else self.name
        # Who has cloned and works on a branch may have main at the server only.
        remote = [name for name in names if name.partition("/")[2] == missing]
        hint = _SHALLOW if shallow == "true" else suggestion(next(iter(remote), missing), names)
        return f"git finner ikke revisjonen «{missing}»{hint}"


_SHALLOW = "; her er bare en del av historien hentet, kjør «git fetch --unshallow»"


def _years(paths: Iterable[str]) -> list[str]:
    folders = {path.partition("/")[0] for path in paths if "/" in path}
    return ordered(filter(is_folder, folders))


def _is_in(path: str, year: str, *, content: bool = True) -> bool:
    return path.startswith(f"{year}/") and path.endswith(_CONTENT) == content


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


def _no_repository(content: Path, error: str) -> str:
    if "dubious ownership" in error:
        return f"git nekter å lese mappen {content.as_posix()}, fordi en annen bruker eier den"
    if "not a git repository" not in error:
        complaint = " ".join(error.removeprefix("fatal: ").split())
        return f"git kan ikke lese lageret som mappen {content.as_posix()} ligger i: {complaint}"
    return f"mappen {content.as_posix()} ligger ikke i et git-lager; der er bare årene i mappen å sammenligne"
