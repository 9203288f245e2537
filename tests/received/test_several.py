"""A Word file, and several, against the content: which commit each is held against, and what both say."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.received.file.document import Paragraph, Run
from handlingsprogram.received.sent import Home
from handlingsprogram.render.checked import read_shared
from tests.conftest import ROOT
from tests.received.programmes import returned

if TYPE_CHECKING:
    from pathlib import Path

    from handlingsprogram.received.file.document import Block

pytestmark = pytest.mark.xdist_group("received_several")

FILE = "2025/kapitler/budsjett.yaml"


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Kari", "-c", "user.email=kari@example.org", "-c", "core.autocrlf=false")
    return subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("2021"))
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Sendt ut")
    return tmp_path / "content"


@pytest.fixture(scope="module")
def sent() -> tuple[Block, ...]:
    """Return what the year's Word file says."""
    shared, _ = read_shared(ROOT / "content")
    assert shared
    from handlingsprogram.received.tracer import MARK

    base = Home(ROOT / "content", "2025", shared).base(ROOT / "content")

    def bare(block: Block) -> Block:
        if not isinstance(block, Paragraph):
            return replace(
                block,
                rows=tuple(
                    replace(
                        row,
                        cells=tuple(
                            replace(cell, blocks=tuple(map(bare, cell.blocks))) for cell in row.cells
                        ),
                    )
                    for row in block.rows
                ),
            )
        return replace(
            block,
            runs=tuple(
                replace(run, text=MARK.sub("", run.text), note=tuple(map(bare, run.note)))  # type: ignore[arg-type]
                for run in block.runs
            ),
        )

    return tuple(map(bare, base.blocks))


def typed(blocks: tuple[Block, ...], old: str, new: str) -> tuple[Block, ...]:
    """Return what a file says after somebody wrote in a paragraph."""
    found = tuple(
        replace(one, runs=(Run(one.text.replace(old, new)),))
        if isinstance(one, Paragraph) and old in one.text
        else one
        for one in blocks
    )
    assert found != blocks
    return found


def test_what_has_changed_since_the_commit_is_kept_and_the_rest_of_the_lines_are_as_they_were(
    content: Path, sent: tuple[Block, ...]
) -> None:
    commit = git(content, "rev-parse", "HEAD")
    file = content / FILE
    text = file.read_text().replace("fire ansatte", "fem ansatte")
    assert "fem ansatte" in text
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    found = returned(typed(sent, "50-100 prosent", "60-90 prosent"), commit, content, "2025")
    assert (found.base, found.remarks, found.conflicts) == (commit, (), ())
    [(path, (before, after))] = found.files.items()
    assert path == file
    assert before == file.read_bytes().decode()
    assert after.startswith("\ufeff")
    assert "fem ansatte" in after
    old, new = before.split("\r\n"), after.split("\r\n")
    assert len(set(old) ^ set(new)) == 2


def test_two_files_become_one_and_what_both_changed_is_told_with_both_texts(
    content: Path, sent: tuple[Block, ...]
) -> None:
    commit = git(content, "rev-parse", "HEAD")
    first = returned(typed(sent, "fire ansatte", "fem ansatte"), commit, content, "2025")
    onto = {path: new for path, (_, new) in first.files.items()}
    second = returned(typed(sent, "Miljødirektoratets", "direktoratets"), commit, content, "2025", onto)
    [(_, after)] = second.files.values()
    assert "fem ansatte" in after
    assert "direktoratets" in after
    third = returned(typed(sent, "fire ansatte", "seks ansatte"), commit, content, "2025", onto)
    [conflict] = third.conflicts
    assert not third.files
    assert conflict.fil == content / FILE
    assert conflict.sted.startswith("innhold › ")
    assert "fem ansatte" in conflict.ours
    assert "seks ansatte" in conflict.theirs


@pytest.mark.parametrize(
    ("revision", "what"),
    [("f" * 40, "git har ikke revisjonen"), ("{} med endringer", "ikke var lagret i git")],
)
def test_a_revision_that_is_not_whole_in_git_is_told(
    content: Path, sent: tuple[Block, ...], revision: str, what: str
) -> None:
    commit = git(content, "rev-parse", "HEAD")
    found = returned(typed(sent, "fire", "fem"), revision.format(commit), content, "2025")
    [remark] = found.remarks
    assert what in remark.what
    assert found.files


def test_a_commit_that_no_longer_fits_the_schemas_is_told(content: Path, sent: tuple[Block, ...]) -> None:
    file = content / FILE
    text = file.read_text()
    file.write_text(text.replace("sideskift:", "ny_side:"))
    git(content, "commit", "-qam", "Eldre")
    commit = git(content, "rev-parse", "HEAD")
    file.write_text(text)
    [remark] = returned(sent, commit, content, "2025").remarks
    assert "passer ikke lenger med skjemaene" in remark.what


def test_a_year_whose_folder_has_got_another_name_is_found_in_the_commit(
    content: Path, sent: tuple[Block, ...]
) -> None:
    commit = git(content, "rev-parse", "HEAD")
    (content / "2025").rename(content / "program-2025")
    found = returned(typed(sent, "fire ansatte", "fem ansatte"), commit, content, "program-2025")
    assert (found.base, found.remarks) == (commit, ())
    assert [path.parts[-3:] for path in found.files] == [("program-2025", "kapitler", "budsjett.yaml")]
