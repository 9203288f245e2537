"""What others have delivered since a draft began, and taking it in where it is clean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlingsprogram.drafts.repository import ask, asked, commit_of, is_in, listed, prefix, refused, text
from handlingsprogram.drafts.state import NOBODY, check_me, ready, state
from handlingsprogram.finding import UserError
from handlingsprogram.read.folders import is_folder, ordered
from handlingsprogram.records import record

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.drafts.state import Me, State

_SHORT_WHILE = 20.0
"""So many seconds may a look at the remote take: what is known of it will do."""
_NOT_DELIVERED = "det ligger endringer her som ikke er levert, i de samme filene; lever dem først"
_BESIDE = (
    "det som andre har endret, kan ikke hentes inn, for noe utenom innholdet er endret i denne mappen; "
    "be den som har satt opp mappen, om hjelp"
)
_TREE = re.compile(r"[0-9a-f]{40,64}")


@record
class Meanwhile:
    """What the main branch has got since a draft began."""

    years: tuple[str, ...]
    """The years that it touches, of those that the draft touches too."""
    files: tuple[str, ...]
    """The files of all years, below the content folder."""
    who: tuple[str, ...]
    """Who has written it."""


NOTHING = Meanwhile((), (), ())


@record
class Refreshed:
    """What has become of taking in what others have done."""

    is_done: bool
    """Whether anything was taken in."""
    clashes: tuple[str, ...] = ()
    """The files that both have changed in the same place; nothing is taken in then."""


def look(content: Path, found: State) -> bool:
    """Ask the remote what it has of the main branch; tell whether it answered in a short while."""
    if not found.remote or not found.main:
        return False
    asked_for = f"+refs/heads/{found.main}:refs/remotes/{found.remote}/{found.main}"
    quiet = ("--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance")
    try:
        answer = ask(content, "fetch", *quiet, found.remote, asked_for, patience=_SHORT_WHILE)
    except UserError:
        return False
    return not answer.code


def someone_elses(content: Path, *, anew: bool = False) -> Meanwhile:
    """Return what the main branch has got since the draft began, as far as it concerns the same years.

    Args:
        content: the content folder of the draft.
        anew: whether the remote is asked first; else what was seen last is told.
    """
    found = state(content)
    if anew:
        look(content, found)
    parted = asked(content, "merge-base", "HEAD", found.base) if found.base else ""
    if found.why or not parted:
        return NOTHING
    how = ("--name-only", "-z", "--no-renames", "--relative", "--ignore-submodules=all")
    files = listed(content, "diff", *how, parted, found.base, "--", ".")
    years = {one.path.partition("/")[0] for one in found.own} & {one.partition("/")[0] for one in files}
    log = asked(content, "log", "--no-merges", "--format=%an", f"{parted}..{found.base}", "--", ".")
    who = dict.fromkeys(one for one in log.split("\n") if one)
    return Meanwhile(tuple(ordered(filter(is_folder, years))), tuple(files), tuple(who))


def refresh(content: Path, me: Me = NOBODY) -> Refreshed:
    """Take what the main branch has got into a draft, or leave all as it was and say what clashes.

    Raises:
        UserError: nothing can be taken in from here.
    """
    found = ready(content)
    look(content, found)
    if not found.is_draft:
        raise UserError("dette er selve hovedversjonen; begynn et utkast for å skrive ved siden av den")
    if not found.base or is_in(content, found.base, "HEAD"):
        return Refreshed(is_done=False)
    check_me(found, me)
    return merged(content, found.base, me)


def merged(content: Path, other: str, me: Me) -> Refreshed:
    """Merge a commit into the branch that is checked out, where nobody has changed the same.

    What comes of it is known before a file is touched, so no file is ever seen half merged.

    Raises:
        UserError: what is not delivered yet stands in the way.
    """
    known = commit_of(content, other)
    tried = ask(content, "merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", "HEAD", known)
    tree, *clashing = text(tried.output).split("\0")
    if tried.code == 1 and _TREE.fullmatch(tree):
        own = prefix(content)
        return Refreshed(is_done=False, clashes=tuple(one.removeprefix(own) for one in clashing if one))
    if tried.code:
        raise refused(tried.error)
    how = ("--ff", "--no-edit", "--no-stat", "--no-squash", "--quiet", "--no-autostash")
    words = ("-m", "Ta inn det andre har endret")
    answer = ask(content, *me.settings(), "merge", *how, *words, known)
    if answer.code:
        ask(content, "merge", "--abort")
        if "overwritten" in answer.error or "index" in answer.error:
            raise UserError(_NOT_DELIVERED if state(content).changed else _BESIDE)
        raise refused(answer.error)
    return Refreshed(is_done=True)
