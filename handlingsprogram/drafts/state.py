"""How a content folder stands in git: on which branch, what has changed, where it can be delivered to."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from handlingsprogram.drafts import hosts
from handlingsprogram.drafts.repository import DRAFTS, ask, asked, commit_of, listed, said
from handlingsprogram.finding import UserError
from handlingsprogram.records import record

if TYPE_CHECKING:
    from handlingsprogram.drafts.hosts import Host

_NO_NAME = re.compile(r"[<>\x00-\x1f\x7f\ud800-\udfff]+")
"""What git takes in no name."""
_USUAL = ("main", "master")
_UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
"""What lies in git's folder as long as something is half done."""
_HALF_DONE = (
    "en sammenslåing er ikke gjort ferdig i denne mappen; be den som begynte på den, gjøre den ferdig"
)
_KINDS = {"A": "ny", "D": "slettet"}


@record
class Me:
    """Who delivers."""

    name: str = ""
    email: str = ""

    def settings(self) -> list[str]:
        """Return what tells git who it is, for one run; it is written nowhere."""
        given = {"name": self.name, "email": self.email}
        pairs = ((key, _NO_NAME.sub(" ", one).strip()) for key, one in given.items())
        return [word for key, one in pairs if one for word in ("-c", f"user.{key}={one}")]


NOBODY = Me()


@record
class Change:
    """A content file that is not as it was."""

    path: str
    """Below the content folder."""
    kind: str
    """`ny`, `endret` or `slettet`."""


@record
class State:
    """How a content folder stands."""

    why: str = ""
    """Why nothing can be delivered from here, in words; nothing where it can."""
    branch: str = ""
    """Nothing where none is checked out."""
    main: str = ""
    """What the main branch is called."""
    base: str = ""
    """The main branch as it was seen last: the remote's, or our own where there is no remote."""
    remote: str = ""
    """What the remote is called; nothing where there is none."""
    host: Host = hosts.NOWHERE
    me: Me = NOBODY
    """As git knows the user; empty where it does not."""
    changed: tuple[Change, ...] = ()
    """What has changed since the last commit."""
    own: tuple[Change, ...] = ()
    """What has changed since the draft and the main branch parted."""

    @property
    def is_draft(self) -> bool:
        """Whether the branch is one to deliver on: never the main branch, nor what may be it."""
        return self.branch not in {"", self.main} and (
            self.branch.startswith(DRAFTS) or bool(self.main and self.branch not in _USUAL)
        )


def state(content: Path) -> State:
    """Return how a content folder stands; where there is no git, or no repository, that is said in it."""
    why = _unusable(content)
    if why:
        return State(why=why)
    branch = asked(content, "symbolic-ref", "--quiet", "--short", "HEAD")
    remote = _remote(content, branch)
    main = _main(content, remote)
    base = _base(content, remote, main)
    parted = asked(content, "merge-base", "HEAD", base) if base else ""
    return State(
        why=_HALF_DONE if _is_half_done(content) else "",
        branch=branch,
        main=main,
        base=base,
        remote=remote,
        host=_host(content, remote),
        me=_me(content),
        changed=tuple(_changed(content)),
        own=tuple(_since(content, parted or "HEAD")),
    )


def ready(content: Path) -> State:
    """Return how a content folder stands, from which something can be delivered.

    Raises:
        UserError: nothing can.
    """
    found = state(content)
    if found.why:
        raise UserError(found.why)
    return found


def check_me(found: State, me: Me) -> None:
    """Tell whether it is known who delivers.

    Raises:
        UserError: it is not.
    """
    known = (found.me.name or me.name, found.me.email or me.email)
    if not all(_NO_NAME.sub(" ", one).strip() for one in known):
        raise UserError("skriv navnet og e-postadressen din, så andre ser hvem endringene kommer fra")


def _unusable(content: Path) -> str:
    """Say why nothing can be delivered from a folder at all; nothing where it can."""
    try:
        answer = ask(content, "rev-parse", "--show-toplevel")
    except UserError as error:
        return str(error)
    if "dubious ownership" in answer.error:
        return "en annen bruker eier mappen, så herfra kan ingenting leveres; her kan du bare lagre"
    if answer.code:
        return "mappen er ikke satt opp for levering (den ligger ikke i et git-lager); her kan du bare lagre"
    if not commit_of(content, "HEAD"):
        return "mappen har ingen første versjon å levere endringer til; be den som setter den opp, lage den"
    return ""


def _is_half_done(content: Path) -> bool:
    folder = Path(said(content, "rev-parse", "--absolute-git-dir"))
    if any((folder / name).exists() for name in _UNFINISHED):
        return True
    return bool(asked(content, "ls-files", "--unmerged", "--", ":/"))  # also of what was laid aside


def _remote(content: Path, branch: str) -> str:
    names = listed(content, "remote")
    own = asked(content, "config", f"branch.{branch}.remote") if branch else ""
    return next((one for one in (own, "origin") if one in names), next(iter(names), ""))


def _main(content: Path, remote: str) -> str:
    """Return the main branch: what the remote says, else what it is usually called, else the only one."""
    if remote:
        head = asked(content, "symbolic-ref", "--quiet", f"refs/remotes/{remote}/HEAD")
        if head:
            return head.removeprefix(f"refs/remotes/{remote}/")
    places = ([f"refs/remotes/{remote}/"] if remote else []) + ["refs/heads/"]
    for place in places:
        names = [
            one.removeprefix(place) for one in listed(content, "for-each-ref", "--format=%(refname)", place)
        ]
        names = [one for one in names if one != "HEAD" and not one.startswith(DRAFTS)]
        usual = next((one for one in _USUAL if one in names), "")
        if usual or len(names) == 1:
            return usual or names[0]
    return ""


def _base(content: Path, remote: str, main: str) -> str:
    names = ([f"refs/remotes/{remote}/{main}"] if remote else []) + [f"refs/heads/{main}"]
    return next((one for one in names if main and commit_of(content, one)), "")


def _host(content: Path, remote: str) -> Host:
    """Return where the remote lies: as it is written, else as git has been told to read that."""
    ways = (("config", f"remote.{remote}.url"), ("remote", "get-url", remote))
    found = [hosts.host_of(asked(content, *way)) for way in ways] if remote else []
    return max(found, key=lambda one: (bool(one.page), bool(one.name)), default=hosts.NOWHERE)


def _me(content: Path) -> Me:
    def known(key: str) -> str:
        of_this_run = os.environ.get(f"GIT_AUTHOR_{key.upper()}", "")
        return of_this_run or asked(content, "config", f"user.{key}")

    return Me(known("name"), known("email"))


def _changed(content: Path) -> list[Change]:
    own = said(content, "rev-parse", "--show-prefix")
    asked_for = ("--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all")
    found = []
    for line in listed(content, "status", *asked_for, "--", "."):
        signs, path = line[:2], line[3:].removeprefix(own)
        if signs == "AD" or not _is_content(path):  # neither there before nor now
            continue
        kind = "ny" if signs[0] in "?A" else "slettet" if "D" in signs else "endret"
        found.append(Change(path, kind))
    return sorted(found, key=lambda one: one.path)


def _since(content: Path, commit: str) -> list[Change]:
    how = ("--name-status", "-z", "--no-renames", "--relative", "--ignore-submodules=all")
    words = listed(content, "diff", *how, commit, "--", ".")
    kinds = dict(zip(words[1::2], words[::2], strict=False))
    unknown = listed(content, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    kinds |= dict.fromkeys(unknown, "A")
    return [Change(path, _KINDS.get(kinds[path], "endret")) for path in sorted(kinds) if _is_content(path)]


def _is_content(path: str) -> bool:
    """Tell whether a file is one to deliver: nothing hidden, nor what other programs leave behind."""
    parts = path.split("/")
    return not any(part.startswith((".", "~$")) for part in parts) and not path.endswith(("~", "/"))
