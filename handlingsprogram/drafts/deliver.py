"""Delivering: what has changed becomes a commit on the draft's branch, and is sent to where others see it.

It is never the main branch that is written on, and nothing is ever sent by force.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from handlingsprogram.drafts import meanwhile, sending
from handlingsprogram.drafts.drafts import free_name, note_title
from handlingsprogram.drafts.repository import DRAFTS, ask, commit_of, is_in, plain, refused, said, stopped
from handlingsprogram.drafts.state import NOBODY, check_me, ready
from handlingsprogram.finding import UserError
from handlingsprogram.records import record

if TYPE_CHECKING:
    from handlingsprogram.drafts.state import Change, Me, State


@record
class Delivered:
    """What has become of a delivery."""

    branch: str
    """The branch that it lies on."""
    files: tuple[Change, ...]
    """What was delivered now; nothing where it had been before."""
    address: str
    """Where a pull request is opened; nothing where no such page is known."""
    words: str
    """What has happened, to be shown."""


def deliver(content: Path, title: str, explanation: str = "", me: Me = NOBODY) -> Delivered:
    """Deliver what has changed in the content folder, and nothing else of what lies in the repository.

    On the main branch, a draft's branch is made first; files and the main branch stay as they are.

    Args:
        content: the content folder of the draft.
        title: what is delivered, in a line.
        explanation: what there is to say of it.
        me: who delivers, where git does not know.

    Raises:
        UserError: nothing can be delivered, or it could not be sent; what was committed stays.
    """
    found = sending.guarded(content, ready(content))
    files = found.changed
    if not files and not (found.is_draft and _is_ahead(content, found)):
        raise UserError("det er ingen endringer å levere")
    branch = found.branch
    if files:
        branch = _committed(content, found, _message(title, explanation), me)
    sent = sending.send(content, found, branch, me) if found.remote else ""
    where = found.host.name or ("fellesmappen" if found.remote else "")
    words = f"Endringene er sendt til {where}." if where else _KEPT
    return Delivered(branch, files, found.host.request(found.main, sent) if sent else "", words)


_KEPT = (
    "Endringene er tatt vare på som et utkast i denne mappen. Det er ikke satt opp noe sted å sende dem, "
    "så be den som har satt opp mappen, om å hente dem."
)


def _message(title: str, explanation: str) -> str:
    words = " ".join(plain(title).split())
    if not words:
        raise UserError("skriv med noen få ord hva du har endret")
    lines = [line.rstrip() for line in plain(explanation.replace("\r\n", "\n")).strip().split("\n")]
    return "\n".join([words, "", *lines]).strip() + "\n"


def _is_ahead(content: Path, found: State) -> bool:
    """Tell whether a draft has something that the main branch has not."""
    return bool(found.base) and not is_in(content, "HEAD", found.base)


def _committed(content: Path, found: State, message: str, me: Me) -> str:
    """Commit what has changed on a draft's branch, and return the branch."""
    check_me(found, me)
    if found.is_draft:
        _commit(content, found.changed, message, me)
        return found.branch
    title = message.partition("\n")[0]
    meanwhile.look(content, found)
    name, _ = free_name(content, title)
    branch = f"{DRAFTS}{name}"
    start = commit_of(content, "HEAD")
    said(content, "branch", "--no-track", branch, start)
    said(content, "symbolic-ref", "HEAD", f"refs/heads/{branch}")
    try:
        _commit(content, found.changed, message, me)
    except BaseException:
        # Where we stood before: the files and the index have not been touched.
        if found.branch:
            said(content, "symbolic-ref", "HEAD", f"refs/heads/{found.branch}")
        else:
            said(content, "update-ref", "--no-deref", "HEAD", start)
        said(content, "branch", "--quiet", "-D", branch)
        raise
    note_title(content, name, title)
    return branch


def _commit(content: Path, files: tuple[Change, ...], message: str, me: Me) -> None:
    """Commit some files as they are, by an index of their own: what else is staged stays so."""
    paths = "".join(f"{one.path}\0" for one in files).encode("utf-8", "surrogateescape")
    put = ("update-index", "-z", "--add", "--remove", "--replace", "--stdin")
    with TemporaryDirectory() as folder:
        own = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        said(content, "read-tree", "HEAD", settings=own)
        said(content, *put, given=paths, settings=own)
        if ask(content, "diff", "--cached", "--quiet", settings=own).code:
            words = ("commit", "--quiet", "--cleanup=whitespace", "--file=-")
            given = message.encode()
            before = commit_of(content, "HEAD")
            answer = ask(content, *me.settings(), *words, given=given, settings=own)
            if answer.code or commit_of(content, "HEAD") == before:
                raise _stopped(answer.error)
    said(content, *put, given=paths)


def _stopped(complaint: str) -> UserError:
    """Return what is told where a commit is refused: nearly always by a check of the repository's own."""
    words = complaint.strip()
    if not words or words.startswith(("fatal:", "error:")):
        return refused(words)
    return stopped(words)
