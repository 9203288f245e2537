"""Sending a draft's branch to the remote: never by force, never to the main branch."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handlingsprogram.drafts.meanwhile import merged
from handlingsprogram.drafts.repository import DRAFTS, ask, asked, commit_of, is_in, stopped, text
from handlingsprogram.finding import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram import git
    from handlingsprogram.drafts.state import Me, State

_NEVER = {"main", "master", "HEAD", ""}
_BEHIND = re.compile(r"^!\t.*\[rejected\]", re.MULTILINE)
_OTHERS_SAY_NO = re.compile(r"^!\t.*\[remote rejected\] \((.*)\)$", re.MULTILINE)
_REMOTE = re.compile(r"^remote: ?(.*?)\s*$", re.MULTILINE)
_MAIN = re.compile(r"ref: refs/heads/(\S+)\tHEAD")
_KEPT = "Det du leverte, er tatt vare på her; lever igjen når det er ordnet."
_NO_ACCESS = re.compile(
    r"permission\sdenied|authentication\sfailed|could\snot\sread\s(?:username|password)|access\sdenied"
    r"|host\skey\sverification|\b40[13]\b|repository\snot\sfound|prompts\sdisabled",
    re.IGNORECASE,
)
_OF_GIT = re.compile(r"^(?:error: failed to push some refs to .*|hint: .*)$\n?", re.MULTILINE)
_NO_CONTACT = re.compile(
    r"not\sresolve\shost|unable\sto\saccess|connection|timed\sout|network\sis|not\sappear\sto\sbe\sa\sgit"
    r"|not\sread\sfrom\sremote",
    re.IGNORECASE,
)
"""What git says, in English."""


def guarded(content: Path, found: State) -> State:
    """Return how things stand, with the main branch as the remote itself says where it may be this one."""
    if not found.remote or not found.branch or found.branch.startswith(DRAFTS):
        return found
    told = _MAIN.match(asked(content, "ls-remote", "--symref", found.remote, "HEAD"))
    return replace(found, main=told[1]) if told else found


def send(content: Path, found: State, branch: str, me: Me) -> str:
    """Send a branch to where others see it, and return what it is called there.

    Where somebody else has sent more of the same draft meanwhile, it is taken in first, if that is clean.

    Args:
        content: the content folder.
        found: how things stand.
        branch: the draft's branch.
        me: who sends, where git does not know.

    Raises:
        UserError: it could not be sent.
    """
    target = _target(content, found, branch)
    answer = _pushed(content, found, branch, target)
    if answer.code and _BEHIND.search(text(answer.output)):
        _take_in(content, found, target, me)
        answer = _pushed(content, found, branch, target)
    if answer.code:
        raise _refused(found, answer)
    return target


def _pushed(content: Path, found: State, branch: str, target: str) -> git.Answer:
    if target in {*_NEVER, found.main}:
        raise UserError("hovedversjonen kan ikke endres herfra")
    quiet = ("--porcelain", "--no-force", "--no-follow-tags", "--recurse-submodules=no", "--set-upstream")
    return ask(content, "push", *quiet, found.remote, f"refs/heads/{branch}:refs/heads/{target}")


def _target(content: Path, found: State, branch: str) -> str:
    """Return what a branch is called at the remote: as before, else a name that nobody has there."""
    known = asked(content, "config", f"branch.{branch}.merge").removeprefix("refs/heads/")
    is_ours = asked(content, "config", f"branch.{branch}.remote") == found.remote
    if is_ours and known not in {*_NEVER, found.main}:
        return known
    there = asked(content, "ls-remote", "--heads", found.remote, f"refs/heads/{branch}*")
    taken = {name.removeprefix("refs/heads/"): id_ for id_, _, name in _pairs(there)}
    target, number = branch, 1
    while target in taken and not (
        commit_of(content, taken[target]) and is_in(content, taken[target], branch)
    ):
        if not branch.startswith(DRAFTS):  # somebody's own branch, known by its name
            return branch
        number += 1
        target = f"{branch}-{number}"
    return target


def _pairs(told: str) -> list[tuple[str, str, str]]:
    return [line.partition("\t") for line in told.split("\n") if line]


def _take_in(content: Path, found: State, target: str, me: Me) -> None:
    fetched = ask(content, "fetch", "--quiet", "--no-tags", found.remote, f"refs/heads/{target}")
    if fetched.code:
        raise _refused(found, fetched)
    clashes = merged(content, "FETCH_HEAD", me).clashes
    if clashes:
        raise UserError(
            f"noen andre har levert endringer i det samme utkastet, på de samme stedene i "
            f"{', '.join(clashes)}. Snakk sammen om hva som skal gjelde. {_KEPT}"
        )


def _refused(found: State, answer: git.Answer) -> UserError:
    where = found.host.name or "fellesmappen"
    said = "\n".join(line for line in _REMOTE.findall(answer.error) if line)
    if _OTHERS_SAY_NO.search(text(answer.output)):
        words = f" Der står det: «{said[:2000]}»." if said else ""
        return UserError(f"{where} tok ikke imot endringene.{words} {_KEPT}")
    own = _OF_GIT.sub("", answer.error)
    if own != answer.error and "fatal:" not in own and not (said or answer.output):
        return UserError(f"{stopped(own)}. {_KEPT}")
    if _NO_ACCESS.search(answer.error):
        return UserError(f"du har ikke tilgang til å sende endringer til {where}. {_KEPT}")
    if _NO_CONTACT.search(answer.error):
        return UserError(f"fikk ikke kontakt med {where}; se om du er på nett. {_KEPT}")
    words = said or " ".join(_OF_GIT.sub("", answer.error).split())
    return UserError(f"endringene ble ikke sendt til {where}. Der står det: «{words[:2000]}». {_KEPT}")
