"""A Word file that other programs have saved comes back as what somebody wrote in it, and as nothing else.

An OpenDocument text cannot mark rows as changed: a row of which all words came or went is read as one that
did, so that the generator's edits come back from it as from a Word file. `make fuzz` runs many more of them.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pytest

from handlingsprogram.finding import UserError
from handlingsprogram.read.load import read_folder, sound_trees
from handlingsprogram.received.edited.edits import edits
from handlingsprogram.received.file.document import Table
from handlingsprogram.received.file.foreign import added
from handlingsprogram.received.file.package import opened, unpacked
from handlingsprogram.received.file.read import read
from handlingsprogram.received.file.resolve import accepted, rejected
from handlingsprogram.received.returned import home_of
from tests.conftest import ROOT
from tests.received.as_google import as_google
from tests.received.as_word import resaved
from tests.received.hand.lost import without_anchors
from tests.received.hand.same import same
from tests.received.programmes import PROGRAMMES, returned, word_of
from tests.received.typist import MODES, Script, script
from tests.redline import office
from tests.redline.reports import report_of, year_of

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.read.listing import Key
    from handlingsprogram.read.text.strict_yaml import Tree
    from handlingsprogram.received.file.document import Block
    from handlingsprogram.received.returned import Outcome

pytestmark = pytest.mark.xdist_group("returned_saved")

SCRIPTS = int(os.environ.get("HANDLINGSPROGRAM_SCRIPTS", "15"))
MANY = "HANDLINGSPROGRAM_SCRIPTS" in os.environ
SEEDS = range(2000, 2001 + SCRIPTS // 100)
WAYS_OF_WRITING = MODES if MANY else ("mixed",)
"""`make fuzz` tries all."""
WRITTEN_IN = (PROGRAMMES[0], PROGRAMMES[2])
SAVED = PROGRAMMES if MANY else WRITTEN_IN
"""What LibreOffice saves; `make fuzz` lets it save all."""
OFFICE = ("again.docx", "text.odt", "back.docx")
"""What LibreOffice makes of a file: saved again, as a text, and that text as a Word file."""
WAYS = ("word.docx", "bare.docx", *OFFICE)
"""The same, and before them what Word makes of it, and what has lost its anchors."""


class Written(NamedTuple):
    """A file in which somebody has written."""

    programme: str
    script: Script | None
    folder: Path
    """Has the file in each of the ways."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    """Write in the programmes, and save all files in all ways; LibreOffice is started once."""
    folder = tmp_path_factory.mktemp("saved")
    made: list[Written] = []
    for programme in PROGRAMMES:
        docx = word_of(ROOT / programme)
        trees = sound_trees(read_folder(ROOT / programme))[0]
        scripts: list[Script | None] = [None]
        if programme in WRITTEN_IN:
            scripts += [script(docx, trees, seed, mode) for seed in SEEDS for mode in WAYS_OF_WRITING]
        for made_by in scripts:
            here = folder / str(len(made))
            here.mkdir()
            content = made_by.docx if made_by else docx
            (here / "sent.docx").write_bytes(content)
            (here / "word.docx").write_bytes(resaved(content, len(made)))
            (here / "bare.docx").write_bytes(without_anchors(content))
            made.append(Written(programme, made_by, here))
    jobs = []
    for one in (one for one in made if one.programme in SAVED):
        start, again, text, back = (one.folder / name for name in ("sent.docx", *OFFICE))
        jobs += [(office.OPEN, start, again), (office.OPEN, start, text), (office.OPEN, text, back)]
    for at in range(0, len(jobs), 90):
        office.run(jobs[at : at + 90], folder)
    return made


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a copy of each year to write in."""
    folder = tmp_path_factory.mktemp("contents")
    made: dict[str, Path] = {}
    for programme in PROGRAMMES:
        content = (ROOT / programme).parent
        here = folder / str(len(made))
        shutil.copytree(content, here / "content")
        shutil.copytree(ROOT / "schemas", here / "schemas")
        made[programme] = here / "content" / (ROOT / programme).name
    return made


def came_back(blocks: tuple[Block, ...], year: Path) -> tuple[Outcome, dict[Key, Tree]]:
    """Write what came back into a year; return what that did, and what the year then was."""
    made = returned(blocks, "", year.parent, year.name)
    for path, (_, text) in made.files.items():
        path.write_bytes(text.encode())
    trees = sound_trees(read_folder(year))[0]
    for path, (text, _) in made.files.items():
        path.write_bytes(text.encode())
    return made, trees


@pytest.mark.parametrize("way", WAYS)
def test_what_nobody_wrote_in_changes_nothing(
    way: str, written: list[Written], contents: dict[str, Path]
) -> None:
    for one in written:
        if one.script is None and (way not in OFFICE or one.programme in SAVED):
            received = read(opened(one.folder / way))
            made, _ = came_back(accepted(received), contents[one.programme])
            assert (made.files, made.remarks, made.conflicts) == ({}, (), ())
            assert added(received, read(opened(one.folder / "sent.docx"))) == ()


def test_what_google_docs_is_known_to_do_changes_nothing(contents: dict[str, Path]) -> None:
    """No Google Docs was at hand: styles are lost but headings, bookmarks and our properties too."""
    programme = PROGRAMMES[0]
    file = word_of(ROOT / programme)
    received = read(unpacked(as_google(file), "svar.docx"))
    made, _ = came_back(accepted(received), contents[programme])
    assert (made.files, made.remarks, made.conflicts) == ({}, (), ())
    assert added(received, read(unpacked(file, "a"))) == ()


def test_letters_in_two_parts_are_the_same_letters(contents: dict[str, Path]) -> None:
    """As a Mac may write them: an `a` and the ring above it."""
    file = read(unpacked(word_of(ROOT / PROGRAMMES[0]), "a"))
    parts = accepted(file)
    apart = tuple(in_two_parts(block) for block in parts)
    assert apart != parts
    made, _ = came_back(apart, contents[PROGRAMMES[0]])
    assert (made.files, made.remarks, made.conflicts) == ({}, (), ())


def in_two_parts(block: Block) -> Block:
    if isinstance(block, Table):
        return block
    runs = (replace(run, text=unicodedata.normalize("NFD", run.text)) for run in block.runs)
    return replace(block, runs=tuple(runs))


@pytest.mark.parametrize("way", WAYS)
def test_what_somebody_wrote_becomes_content(
    way: str, written: list[Written], contents: dict[str, Path]
) -> None:
    """Without anchors, what is nothing like what it was cannot be known again; then there is a remark."""
    wrong = []
    for one in written:
        if one.script:
            received = read(opened(one.folder / way))
            made, trees = came_back(accepted(received), contents[one.programme])
            differs = same(one.script.intended, trees)
            is_told = way == "bare.docx" and made.remarks
            if made.conflicts or (differs and not is_told):
                wrong.append((*one.script.told, *differs))
    assert wrong == []


@pytest.mark.parametrize("name", ["2021", "edited", "moved"] if MANY else ["moved"])
def test_our_own_report_is_the_old_content_and_the_new(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """All accepted it changes nothing in the new year, all rejected nothing in the old one."""
    old, new = (year_of(tmp_path_factory, side) for side in ("2025", name))
    reports = [report_of(tmp_path_factory, pair).file for pair in (f"2025-{name}", f"{name}-2025")]
    for number, content in enumerate([reports[0], reports[1], resaved(reports[0], 1)]):
        received = read(unpacked(content, "rapport.docx"))
        sides = (rejected(received), accepted(received))
        for blocks, year in zip(sides, (new, old) if number == 1 else (old, new), strict=True):
            assert edits(home_of(year.parent, year.name).here(), blocks) == ([], [])


def test_a_report_held_against_the_year_before_is_what_has_changed(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """As far as printed words tell it: of chapters that have moved, there are remarks."""
    old, report = ROOT / "content/2025", report_of(tmp_path_factory, "2025-moved")
    blocks = accepted(read(unpacked(report.file, "rapport.docx")))
    made = returned(blocks, "", old.parent, old.name)
    assert "Overordnede strategier" in {one.where for one in made.remarks if "flytt kapitlet" in one.what}
    assert {path.stem for path in made.files} >= {"by-og-regionutvikling"}
    with pytest.raises(UserError, match="er den fra et annet år"):
        returned(blocks, "", old.parent, "2021")
