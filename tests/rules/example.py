"""A rule by example: how the real content breaks it, what is said of that, and what mends it."""

from __future__ import annotations

import contextlib
import io
import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from os.path import normpath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from handlingsprogram import cli
from handlingsprogram.finding import Finding, Position, Severity
from tests.read.helpers import PLACE, copy_content, edit
from tests.read.remembered import remember

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlingsprogram.finding import RuleId


@dataclass(frozen=True)
class Change:
    """A text of the real content, how it is spoilt and how it is mended."""

    file: str
    """Seen from the year's folder."""
    old: str
    """What stands there."""
    wrong: str
    """What is written instead: ¶ where a finding is expected, ‡ on the line that its message names."""
    right: str | None = None
    """What mends it; None where that is what stands there."""


@dataclass(frozen=True)
class File:
    """A file that is written whole."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Folder:
    """A folder that stands where a file should."""

    name: str


@dataclass(frozen=True)
class Link:
    """A symbolic link that stands where a file should."""

    name: str
    target: str


@dataclass(frozen=True)
class Example:
    """How a rule is broken, what is said, and what mends it."""

    rule: RuleId
    message: str
    """The whole message; `{}` stands for the line marked with ‡."""
    cure: str
    """What the guide tells the writer to do, in Markdown."""
    changes: tuple[Change, ...] = ()
    """The first is the one that the guide shows."""
    wrong_files: tuple[File | Folder | Link, ...] = ()
    """What lies in the year's folder besides, where it is wrong."""
    right_files: tuple[File | Folder | Link, ...] = ()
    """What lies there where it is right."""
    place: str = ""
    """`file:line:column`, where no ¶ can stand in a text."""
    severity: Severity = Severity.ERROR
    in_draft: Severity | None = None
    """What it weighs where the year's status is `utkast`; None where that makes no difference."""
    year: int = 2025
    shown: tuple[str, str] | None = None
    """What the guide shows as wrong and right, in Markdown, where the texts of the first change do not."""

    @property
    def is_mended(self) -> bool:
        """Whether what is right differs from the real content."""
        return bool(self.right_files) or any(one.right is not None for one in self.changes)


CHAPTER = "kapitler/budsjett.yaml"
FIRST = "      Osloregionens budsjett for 2025 skal finansiere aktivitetene i handlingsprogrammet.\n"


def prose(markdown: str) -> str:
    """Return a paragraph of the budget's chapter with Markdown below it."""
    return f"{FIRST}\n" + "".join(f"      {line}\n" if line else "\n" for line in markdown.split("\n"))


def in_prose(
    rule: RuleId, wrong: str, right: str, message: str, cure: str, *, severity: Severity = Severity.ERROR
) -> Example:
    """Make an example of a text that is put into a chapter."""
    changes = (Change(CHAPTER, FIRST, prose(wrong), prose(right)),)
    return Example(rule, message, cure, changes, severity=severity, shown=(code(wrong), code(right)))


# --- What the program says -----------------------------------------------------------------------


@contextlib.contextmanager
def content() -> Iterator[None]:
    """Work in a folder of its own with a copy of the real content."""
    with (
        TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        pytest.MonkeyPatch.context() as patch,
    ):
        copy_content(Path(folder))
        remember(patch)
        yield


def spoilt(example: Example) -> list[str]:
    """Spoil the content in the working folder; return what shall be said of it."""
    edits = tuple((one.file, one.old, one.wrong) for one in example.changes)
    places, lines = edit(edits, _folder(example))
    _lay(example, example.wrong_files)
    places += [normpath(_folder(example) / example.place)] if example.place else []
    message = example.message.format(*lines) if lines else example.message
    return [f"{place}: {example.severity}: {message} [{example.rule}]" for place in places]


def mend(example: Example) -> None:
    """Write the content in the working folder as the example says that it is right."""
    mended = [one for one in example.changes if one.right is not None]
    edit(tuple((one.file, one.old, one.right or "") for one in mended), _folder(example))
    _lay(example, example.right_files)


def draft(example: Example) -> None:
    """Make the year in the working folder a draft."""
    edit((("program.yaml", "status: vedtatt", "status: utkast"),), _folder(example))


def news(year: int, *, is_draft: bool = False) -> list[str]:
    """Return what is found in the working folder that is not found in the real content."""
    known = Counter(_key(one) for one in _unspoilt(year, is_draft=is_draft))
    shown = []
    for one in check(year):
        if known[_key(one)]:
            known[_key(one)] -= 1
        else:
            shown.append(str(one))
    return shown


def check(year: int) -> list[Finding]:
    """Return what the command says of a year in the working folder."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
        code = cli.main(["check", str(year), "--format", "json"])
    found = [
        Finding(
            Position(one["fil"], one["linje"], one["kolonne"]),
            one["regel"],
            one["melding"],
            Severity(one["alvor"]),
        )
        for one in json.loads(output.getvalue())["funn"]
    ]
    errors = any(one.severity is Severity.ERROR for one in found)
    assert code == (cli.CONTENT_ERRORS if errors else cli.GOOD)
    return found


def printed(year: int) -> str:
    """Return what the command prints of a year in the working folder, on no terminal."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        cli.main(["check", str(year)])
    return output.getvalue()


def code(text: str) -> str:
    """Return text as Markdown's code, a span a line, with the mark that the guide has for ¶."""
    lines = [line for line in text.replace("‡", "").replace(PLACE, "▸").split("\n") if line.strip()]
    indent = min(len(line) - len(line.lstrip(" ")) for line in lines)
    return "<br>".join(_span(line[indent:]) for line in lines)


def _span(line: str) -> str:
    fence = "``" if "`" in line else "`"
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _folder(example: Example) -> Path:
    return Path("content") / str(example.year)


def _lay(example: Example, files: tuple[File | Folder | Link, ...]) -> None:
    for file in files:
        path = _folder(example) / file.name
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        match file:
            case File(content=content):
                path.write_bytes(content)
            case Folder():
                path.mkdir()
            case Link(target=target):
                path.symlink_to(target)


def _key(finding: Finding) -> tuple[str, str, str, str]:
    """Return what a finding keeps when other lines change; an accepted one may count what they hold."""
    message = "" if ". Godtatt: " in finding.message else finding.message
    return finding.position.file, finding.rule, finding.severity, message


@cache
def _unspoilt(year: int, *, is_draft: bool) -> list[Finding]:
    with content():
        if is_draft:
            edit((("program.yaml", "status: vedtatt", "status: utkast"),), Path("content") / str(year))
        return check(year)
