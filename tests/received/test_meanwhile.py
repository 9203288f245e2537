"""A Word file comes back to content that somebody else has changed: neither's words are lost or invented."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from handlingsprogram.read.load import read_folder, sound_trees
from handlingsprogram.received.file.resolve import accepted
from tests.conftest import ROOT
from tests.received.programmes import PROGRAMMES, received, returned, word_of
from tests.received.typist import MODES, script

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.received.returned import Outcome

pytestmark = pytest.mark.xdist_group("returned")

PAIRS = int(os.environ.get("HANDLINGSPROGRAM_SCRIPTS", "2"))
"""How many pairs of scripts are run; `make fuzz` runs many more."""


@pytest.mark.parametrize("number", range(PAIRS))
def test_what_two_have_written_stands_in_the_content_together(number: int, tmp_path: Path) -> None:
    year = ROOT / PROGRAMMES[number % len(PROGRAMMES)]
    shutil.copytree(year.parent, tmp_path / "content")
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "Sendt")
    sent = git(tmp_path, "rev-parse", "HEAD").strip()
    folder, docx = tmp_path / "content" / year.name, word_of(year)
    trees = sound_trees(read_folder(folder))[0]
    mode = MODES[number % len(MODES)]
    scripts = [script(docx, trees, seed + number, mode, 3) for seed in (7000, 12000)]
    before = words(folder)

    def back(which: int) -> Outcome:
        outcome = returned(accepted(received(scripts[which].docx)), sent, folder.parent, folder.name)
        for path, (_, text) in outcome.files.items():
            path.write_bytes(text.encode())
        return outcome

    back(0)
    first = words(folder)
    git(tmp_path, "checkout", "--quiet", "--", ".")
    back(1)
    second = words(folder)
    both = back(0)
    if not both.conflicts:
        told = [one.told for one in scripts]
        wanted = added(changes(before, first), changes(before, second))
        assert changes(before, words(folder)) == wanted, told


def words(folder: Path) -> Counter[str]:
    """Return how often each word stands in a year's content; ids follow from others."""
    found: Counter[str] = Counter()
    waiting: list[Any] = [tree.data for tree in sound_trees(read_folder(folder))[0].values()]
    while waiting:
        match waiting.pop():
            case dict() as pairs:
                waiting += [value for key, value in pairs.items() if key not in {"id", "justering"}]
            case list() as items:
                waiting += items
            case value:
                found.update(re.findall(r"\w+", str(value)))
    return found


def changes(before: Counter[str], after: Counter[str]) -> dict[str, int]:
    """Return how many more, or fewer, there are of each word."""
    return {word: more for word in {*before, *after} if (more := after[word] - before[word])}


def added(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    """Return the changes of both."""
    return {word: more for word in {*one, *other} if (more := one.get(word, 0) + other.get(word, 0))}


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-c", "core.autocrlf=false", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
