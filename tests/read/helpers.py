"""What the tests of the reading layer share: the content, copies of it to spoil, places in a text."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from os.path import normpath
from pathlib import Path

ROOT = Path(__file__).parents[2]
YEAR = Path("content/2025")
PLACE = "¶"
"""Stands in a test's text where a finding is expected; taken out before the text is used."""
LINE = "‡"
"""Stands on the line that a finding's message refers to as `{}`; taken out likewise."""

Edit = tuple[str, str, str]
"""A file, seen from the year's folder; what stands there, and what shall stand there."""


@dataclass(frozen=True)
class Marked:
    """A text without its marks."""

    text: str
    places: list[str]
    """«line:column» of each `PLACE`."""
    lines: list[int]
    """The line of each `LINE`."""


def unmarked(text: str) -> Marked:
    """Take the marks out of a text and tell where they stood."""
    lines = [line for line, words in enumerate(text.split("\n"), 1) if LINE in words]
    *before, after = text.replace(LINE, "").split(PLACE)
    so_far, places = "", []
    for part in before:
        so_far += part
        newlines = so_far.count("\n")
        places.append(f"{newlines + 1}:{len(so_far) - so_far.rfind(chr(10))}")
    return Marked(so_far + after, places, lines)


def copy_content(folder: Path) -> None:
    """Copy the real content into a folder, to be spoilt there."""
    shutil.copytree(ROOT / "content", folder / "content")


def edited(text: str, old: str, new: str) -> str:
    """Replace what stands exactly once in a text."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def edit(edits: tuple[Edit, ...], year: Path = YEAR) -> tuple[list[str], list[int]]:
    """Make edits in a year that lies in the working folder.

    Returns:
        «file:line:column» of each `PLACE`, and the line of each `LINE`, edit by edit.
    """
    places: list[str] = []
    lines: list[int] = []
    for name, old, new in edits:
        file = year / name
        marked = unmarked(edited(file.read_text(encoding="utf-8"), old, new))
        file.write_text(marked.text, encoding="utf-8")
        shown = Path(normpath(file)).as_posix()
        places += [f"{shown}:{place}" for place in marked.places]
        lines += marked.lines
    return places, lines


SIGNS = {
    "sitatblokk (>)": ">",
    "kodeblokk (```)": "`",
    "kode (`)": "`",
    "overskrift": "#",
    "skillelinje": "*",
    "HTML": "<",
    "bilde": "!",
    "tabell (|)": "|",
}
"""What prose may not hold -> the sign that makes it."""


def forbidden(what: str, sign: str | None = None) -> str:
    """Return what is said of a form that prose may not hold, and of the sign that makes it."""
    sign = SIGNS.get(what, "") if sign is None else sign
    other = f", eller «\\{sign}» om det er selve tegnet" if sign else ""
    return f"teksten har {what}, som ikke kan brukes her; skriv det som vanlig tekst eller liste{other}"
