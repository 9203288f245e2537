"""What is written in a Word file becomes content: what a generator writes by chance, and nothing else.

`make fuzz` runs thousands of scripts; here each programme and each way of writing has its own.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.read.load import read_folder, sound_trees
from handlingsprogram.received.file.resolve import accepted, rejected
from tests.conftest import ROOT
from tests.received.hand.same import same
from tests.received.lines import strays
from tests.received.programmes import PROGRAMMES, received, returned, word_of
from tests.received.typist import MODES, script

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.received.returned import Outcome

pytestmark = pytest.mark.xdist_group("returned")

SCRIPTS = int(os.environ.get("HANDLINGSPROGRAM_SCRIPTS", "10"))
"""How many scripts are run; `make fuzz` runs many more."""


def trees(folder: Path) -> dict[Key, Tree]:
    return sound_trees(read_folder(folder))[0]


def written(programme: str, docx: bytes, to: Path) -> tuple[Outcome, Path]:
    """Read a file back into a copy of the content; return what it did, and the year's folder."""
    folder = ROOT / programme
    shutil.copytree(folder.parent, to / "content")
    shutil.copytree(ROOT / "schemas", to / "schemas")
    file = received(docx)
    made = returned(accepted(file), file.revision, to / "content", folder.name)
    for path, (_, text) in made.files.items():
        path.write_bytes(text.encode())
    return made, to / "content" / folder.name


@pytest.mark.parametrize("number", range(SCRIPTS))
def test_what_somebody_wrote_becomes_content_and_nothing_else(number: int, tmp_path: Path) -> None:
    programme, seed = PROGRAMMES[number % len(PROGRAMMES)], 1000 + number // len(PROGRAMMES) // len(MODES)
    before = trees(ROOT / programme)
    made = script(word_of(ROOT / programme), before, seed, MODES[number // len(PROGRAMMES) % len(MODES)])
    outcome, folder = written(programme, made.docx, tmp_path)
    assert same(made.intended, trees(folder)) == [], made.told
    assert outcome.conflicts == ()
    assert bool(outcome.remarks) == bool(made.findings), (outcome.remarks, made.told)
    lost = [
        line for path, texts in outcome.files.items() if path.suffix == ".yaml" for line in strays(*texts)
    ]
    assert lost == [], made.told


def test_changes_that_are_rejected_leave_the_content_as_it_was(tmp_path: Path) -> None:
    year = ROOT / "content/2025"
    made = script(word_of(year), trees(year), 3, "tracked", 12)
    file = received(made.docx)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    everybody = accepted(file, rejected=file.authors)
    assert everybody == rejected(file)
    assert returned(everybody, "", tmp_path / "content", "2025").files == {}
