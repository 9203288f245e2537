"""Read a year as a git revision has it, straight from git's objects: nothing is checked out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlingsprogram import git
from handlingsprogram.finding import UserError, os_error
from handlingsprogram.read.form.schema import suggestion
from handlingsprogram.read.limits import MAX_BYTES, MAX_PICTURE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MAX_FILES = 2_000
"""No year has more content files."""
MAX_TOTAL = 50_000_000
"""No year's content files are larger together, in bytes."""
_AT_A_TIME = 5
"""So many pictures are asked for at once."""
_REVISION = re.compile(r"[^-^\s\x00-\x1f\x7f][^\s\x00-\x1f\x7f]*")
_REGULAR = {"100644", "100755"}


@dataclass(frozen=True, slots=True)
class Blob:
    """A file as a revision has it."""

    path: str
    """Seen from the content folder: `2029/program.yaml`."""
    mode: str
    name: str
    """The object's name."""
    size: int


class Revision:
    """A commit, and the content folder in it."""

    def __init__(self, content: Path, name: str) -> None:
        """Find a revision.

        Args:
            content: the content folder of the working tree, which says which repository it is.
            name: the revision, as git understands it.

        Raises:
            UserError: git or the repository is missing, or the repository has no such revision.
        """
        self._content = content
        self.name = name
        if not _REVISION.fullmatch(name):
            raise UserError(
                f"«{name}» er ikke et navn på en git-revisjon; skriv for eksempel main eller HEAD~3"
            )
        if not content.is_dir():
            raise UserError(f"finner ikke mappen {content.as_posix()}")
        code, output, error = self._git("rev-parse", "--show-prefix")
        if code:
            raise UserError(_no_repository(content, error))
        self._prefix = output.decode(errors="replace").removesuffix("\n")
        code, output, _ = self._git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if code:
            raise UserError(self._unknown())
        self._commit = output.decode("ascii").strip()

    def shown(self, path: str) -> str:
        """Return how messages call a file below the content folder: `main:content/2029/program.yaml`."""
        return f"{self.name}:{self._prefix}{path}"

    def years(self) -> list[str]:
        """Return the years that the revision has."""
        _, output, _ = self._git(
            "ls-tree", "--full-tree", "-d", "-z", "--name-only", f"{self._commit}:{self._prefix}"
        )
        names = output.decode(errors="replace").split("\0")
        return sorted(name for name in names if re.fullmatch(r"[12]\d{3}", name))

    def files(self, year: str) -> Iterator[tuple[Blob, bytes]]:
        """Give the content files of a year.

        A file that is too large is given as so many blanks, so that reading it tells what is wrong.

        Raises:
            UserError: the revision has too many of them, or git lacks the objects.
        """
        found = [blob for blob in self._listed(year) if blob.path.endswith((".yaml", ".yml"))]
        wanted = [blob for blob in found if blob.mode in _REGULAR and blob.size <= MAX_BYTES]
        if len(found) > MAX_FILES or sum(blob.size for blob in wanted) > MAX_TOTAL:
            raise UserError(f"{self.shown(year)} har mer innhold enn et handlingsprogram kan ha")
        contents = self._contents(blob.name for blob in wanted)
        for blob in found:
            if blob.mode in _REGULAR:
                yield blob, contents[blob.name] if blob in wanted else b" " * (MAX_BYTES + 1)

    def pictures(self, year: str) -> Iterator[tuple[Blob, bytes]]:
        """Give the files of a year that are no content files, as far as they can be pictures."""
        found = [
            blob
            for blob in self._listed(year)
            if not blob.path.endswith((".yaml", ".yml"))
            and blob.mode in _REGULAR
            and blob.size <= MAX_PICTURE_BYTES
        ]
        while found:
            # Together a year's pictures may be more than there is memory for.
            some, found = found[:_AT_A_TIME], found[_AT_A_TIME:]
            contents = self._contents(blob.name for blob in some)
            yield from ((blob, contents[blob.name]) for blob in some)

    def links(self, year: str) -> list[str]:
        """Return the content files of a year that are links, which nothing reads."""
        return [
            blob.path
            for blob in self._listed(year)
            if blob.mode not in _REGULAR and blob.path.endswith((".yaml", ".yml"))
        ]

    def _listed(self, year: str) -> list[Blob]:
        code, output, _ = self._git(
            "ls-tree", "--full-tree", "-r", "-l", "-z", f"{self._commit}:{self._prefix}{year}"
        )
        if code:
            return []
        blobs = []
        for line in output.decode(errors="surrogateescape").split("\0")[:-1]:
            facts, _, path = line.partition("\t")
            mode, _, name, size = facts.split()
            blobs.append(Blob(f"{year}/{path}", mode, name, int(size) if size.isdigit() else 0))
        return blobs

    def _contents(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of objects by name; see git-cat-file(1), «BATCH OUTPUT»."""
        asked = list(dict.fromkeys(names))
        _, output, _ = self._git("cat-file", "--batch", given="".join(f"{name}\n" for name in asked).encode())
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
        return contents

    def _unknown(self) -> str:
        message = f"git finner ikke revisjonen «{self.name}»"
        _, shallow, _ = self._git("rev-parse", "--is-shallow-repository")
        if shallow.strip() == b"true":
            return f"{message}; her er bare en del av historien hentet, kjør «git fetch --unshallow»"
        _, names, _ = self._git(
            "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes"
        )
        return message + suggestion(self.name, names.decode(errors="replace").split("\n"))

    def _git(self, *arguments: str, given: bytes = b"") -> git.Answer:
        """Run git in the content folder."""
        try:
            return git.run(self._content, *arguments, given=given)
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
