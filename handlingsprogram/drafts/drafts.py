"""Drafts side by side: each is a branch with a folder of its own, with the content as in the main one.

The folders lie in `.utkast` at the top of the repository. It begins with a dot, so nothing that looks for
content looks into it; it has a `.gitignore` of its own, so it is never committed wherever the tool is used;
and it is not below `out`, which is taken away whenever somebody likes.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.drafts import meanwhile
from handlingsprogram.drafts.repository import (
    DRAFTS,
    ask,
    asked,
    commit_of,
    listed,
    plain,
    prefix,
    refused,
    said,
    top,
)
from handlingsprogram.drafts.state import ready, state
from handlingsprogram.finding import UserError, os_error
from handlingsprogram.output import write_all
from handlingsprogram.read.folders import as_id
from handlingsprogram.records import record

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = ".utkast"
_FIELDS = ("refname", "objectname", "committername", "committerdate:short", "worktreepath")
_LONGEST = 100


@record
class Draft:
    """A draft."""

    name: str
    """As it is called in addresses: `ny-ferge`."""
    title: str
    folder: Path
    """The folder that it lies in."""
    content: Path
    """Its content folder."""
    who: str
    """Who changed it last; nothing where the main branch has all that it has."""
    day: str
    """When, as `2029-11-28`; nothing likewise."""
    tip: str
    """Its last commit."""
    is_here: bool
    """Whether it is what lies in the folder that was asked from."""
    is_laid_out: bool
    """Whether its folder is there."""

    @property
    def branch(self) -> str:
        """Its branch."""
        return f"{DRAFTS}{self.name}"


@record
class Lost:
    """What would be lost with a draft: whoever has been told, can say that it shall be."""

    told: tuple[str, ...]
    mark: str
    """Stands for just this; empty where nothing is lost."""


def drafts(content: Path) -> list[Draft]:
    """Return the drafts of a content folder, the one that was changed last first; none without git."""
    stands = state(content)
    if stands.why:
        return []
    own, home = prefix(content), _home(content)
    here = top(content)
    how = ("--sort=-committerdate", f"--format={'%00'.join(f'%({one})' for one in _FIELDS)}")
    merged = ("for-each-ref", "--format=%(refname)", f"--merged={stands.base}", f"refs/heads/{DRAFTS}")
    same = set(listed(content, *merged)) if stands.base else set()
    found = []
    for line in asked(content, "for-each-ref", *how, f"refs/heads/{DRAFTS}").split("\n"):
        if not line:
            continue
        ref, tip, who, day, place = line.split("\0")
        name = ref.removeprefix(f"refs/heads/{DRAFTS}")
        if "/" in name:  # somebody else's way of naming
            continue
        folder = _found(content, Path(place) if place else home / name, home / name)
        who, day = ("", "") if ref in same else (who, day)
        title = asked(content, "config", f"branch.{DRAFTS}{name}.description") or name
        is_there = (folder / own).is_dir()
        found.append(Draft(name, title, folder, folder / own, who, day, tip, folder == here, is_there))
    return found


def draft(content: Path, name: str) -> Draft:
    """Return a draft by its name, with its folder there: what was deleted by hand is laid out again.

    Raises:
        UserError: there is no such draft, or it cannot be laid out.
    """
    found = next((one for one in drafts(content) if one.name == name), None)
    if not found:
        raise UserError(f"utkastet «{name}» finnes ikke lenger")
    if found.folder.exists() and not _is_its_own(found):
        raise UserError(f"{_loose(found)}; flytt den et annet sted, så blir utkastet hentet fram igjen")
    if not found.folder.exists():
        _lay_out(content, found.branch, found.folder, ())
        found = _known(content, name)
    if not found.is_laid_out:
        raise UserError(f"utkastet «{found.title}» har ikke noe innhold i mappen {found.folder.as_posix()}")
    return found


def begin(content: Path, title: str) -> Draft:
    """Begin a draft, from the main branch as it is now.

    Args:
        content: the content folder.
        title: what it is called; a second one of the same title gets a number.

    Raises:
        UserError: it has no title, or cannot be begun.
    """
    words = " ".join(plain(title).split())[:_LONGEST]
    if not words:
        raise UserError("skriv hva utkastet skal hete")
    found = ready(content)
    meanwhile.look(content, found)
    name, number = free_name(content, words)
    folder = _home(content) / name
    start = found.base or "HEAD"
    _lay_out(content, f"{DRAFTS}{name}", folder, ("--no-track", "-b"), start)
    note_title(content, name, words if number == 1 else f"{words} ({number})")
    if not (folder / prefix(content)).is_dir():
        remove_all(content, folder, f"{DRAFTS}{name}")
        raise UserError("hovedversjonen har ikke noe innhold å begynne fra; lever det som ligger her, først")
    return _known(content, name)


def free_name(content: Path, title: str) -> tuple[str, int]:
    """Return a name that no draft has, here or as far as is known elsewhere, and which one of its kind it is.

    Raises:
        UserError: no draft can be made at all.
    """
    if commit_of(content, f"refs/heads/{DRAFTS.rstrip('/')}"):
        raise UserError(
            "noe som heter «utkast», står i veien for nye utkast; be den som har satt opp mappen, om hjelp"
        )
    taken = {one.rpartition("/")[2] for one in listed(content, "for-each-ref", "--format=%(refname)")}
    home = _home(content)
    slug, number = as_id(title), 1
    name = slug
    while name in taken or (home / name).exists():
        number += 1
        name = f"{slug}-{number}"
    return name, number


def note_title(content: Path, name: str, title: str) -> None:
    """Keep what a draft is called in words, where git keeps what branches are for."""
    ask(content, "config", f"branch.{DRAFTS}{name}.description", title)


def lost_with(content: Path, name: str, unsaved: Iterable[str] = ()) -> Lost:
    """Return what would be lost with a draft.

    Args:
        content: the content folder.
        name: the draft's.
        unsaved: files that are edited in it and not saved.

    Raises:
        UserError: it cannot be removed from here.
    """
    found = _known(content, name)
    if found.is_here:
        raise UserError("utkastet ligger i selve mappen, og kan ikke fjernes herfra")
    if found.folder.is_dir() and found.folder.parent != _home(content):
        raise UserError(
            f"utkastet er åpent i en annen mappe, {found.content.as_posix()}, og kan ikke fjernes herfra"
        )
    told = [f"{one} er skrevet, men ikke lagret" for one in sorted(unsaved)]
    if found.folder.exists() and not _is_its_own(found):
        told.append(f"{_loose(found)}, og det som ligger i den")
    elif found.folder.exists():
        told += [f"{one.path} er lagret, men ikke levert" for one in state(found.content).changed]
        told += _beside(found.folder, prefix(content))
    told += [f"«{one}» er ikke sendt noe sted" for one in _unsent(content, found)]
    seen = "\n".join([found.tip, *told])
    return Lost(tuple(told), hashlib.sha256(seen.encode("utf-8", "replace")).hexdigest()[:16] if told else "")


def remove(content: Path, name: str, unsaved: Iterable[str] = (), *, given_up: str = "") -> Lost | None:
    """Remove a draft, with its folder; what is delivered stays where it was delivered to.

    Args:
        content: the content folder.
        name: the draft's.
        unsaved: files that are edited in it and not saved.
        given_up: the mark of what may be lost with it.

    Returns:
        What would be lost, if that is something else than was given up; nothing is removed then.

    Raises:
        UserError: it cannot be removed.
    """
    lost = lost_with(content, name, unsaved)
    if lost.mark and lost.mark != given_up:
        return lost
    remove_all(content, _home(content) / name, f"{DRAFTS}{name}")
    return None


def remove_all(content: Path, folder: Path, branch: str) -> None:
    """Remove a draft's folder and branch, whatever they hold."""
    ask(content, "worktree", "remove", "--force", str(folder))
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=True)
    ask(content, "worktree", "prune")
    said(content, "branch", "-D", "--quiet", branch)


def _known(content: Path, name: str) -> Draft:
    found = next((one for one in drafts(content) if one.name == name), None)
    if not found:
        raise UserError(f"utkastet «{name}» finnes ikke lenger")
    return found


def _found(content: Path, folder: Path, usual: Path) -> Path:
    """Return where a draft lies: where git knows it, or where it came when the whole repository was moved."""
    if folder == usual or folder.exists() or not usual.exists():
        return folder
    ask(content, "worktree", "repair", str(usual))
    return usual


def _is_its_own(found: Draft) -> bool:
    """Tell whether git knows a draft's folder as the draft's: what was broken by hand may be anything."""
    checked_out = asked(found.folder, "symbolic-ref", "--quiet", "HEAD")
    top_of_it = asked(found.folder, "rev-parse", "--show-cdup", "--is-inside-work-tree").split("\n")
    return checked_out == f"refs/heads/{found.branch}" and top_of_it == ["", "true"]


def _loose(found: Draft) -> str:
    return f"mappen {found.folder.as_posix()} henger ikke lenger sammen med utkastet «{found.title}»"


def _home(content: Path) -> Path:
    """Return where drafts' folders lie; a draft's own drafts lie beside it."""
    folder = top(content)
    return folder.parent if folder.parent.name == FOLDER else folder / FOLDER


def _lay_out(content: Path, branch: str, folder: Path, how: tuple[str, ...], start: str = "") -> None:
    try:
        write_all({folder.parent / ".gitignore": b"*\n"})
    except OSError as error:
        raise UserError(f"kan ikke lage mappen {folder.as_posix()}: {os_error(error)}") from error
    if not folder.exists():  # git may remember one that was deleted by hand
        ask(content, "worktree", "remove", "--force", str(folder))
    words = (*how, branch, str(folder), start) if how else (str(folder), branch)
    answer = ask(content, "worktree", "add", "--quiet", *words)
    if answer.code and not folder.is_dir():
        raise refused(answer.error)


def _unsent(content: Path, found: Draft) -> list[str]:
    """Return the titles of a draft's commits that are nowhere else."""
    others = [
        one
        for one in listed(content, "for-each-ref", "--format=%(refname)", "refs/heads/", "refs/remotes/")
        if one != f"refs/heads/{found.branch}"
    ]
    return listed(content, "log", "--format=%s", found.tip, "--not", *others)


def _beside(folder: Path, own: str) -> list[str]:
    """Return what has changed in a draft's folder outside the content."""
    told = listed(folder, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
    paths = [line[3:] for line in told]
    return [f"{path} er endret utenom innholdet" for path in paths if not path.startswith(own)] if own else []
