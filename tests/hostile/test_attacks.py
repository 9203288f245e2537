"""Every attack gives the findings that it must, and no more, by the real command line, in little memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handlingsprogram.cli import CONTENT_ERRORS, GOOD
from tests.hostile.attacks import ATTACKS, HARMLESS
from tests.read.helpers import ROOT, copy_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.tool import Tool

Checked = tuple[int, list[str], list[str]]

MEMORY = 200_000_000


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a copy of the real content."""
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def check(tool: Tool) -> Callable[..., Checked]:
    """Check the year; give the exit code, the errors and warnings, and all that was said."""

    def run() -> Checked:
        done = tool("check", "2025")
        assert 0 < done.memory < MEMORY
        said = [*done.told.decode().splitlines(), *done.said]
        found = [line for line in said if re.match(r"\S+: (?:feil|advarsel): ", line)]
        return done.code, found, said

    return run


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gives_the_findings_that_it_must(check: Callable[..., Checked], name: str) -> None:
    expected = ATTACKS[name]()
    code, found, said = check()
    assert found == expected
    assert code == (CONTENT_ERRORS if expected else GOOD)
    assert said[-1].startswith(f"{len(expected)} feil, 0 advarsler, ")
    assert not Path("eid").exists()


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_dear_is_drawn_in_little_memory(check: Callable[..., Checked], name: str) -> None:
    assert HARMLESS[name]() == []
    assert check()[:2] == (GOOD, [])


def test_a_file_behind_a_link_is_not_shown(check: Callable[..., Checked]) -> None:
    secret = Path("hemmelig")
    secret.write_text("passord: 1234\n", encoding="utf-8")
    program = Path("content/2025/program.yaml")
    program.unlink()
    program.symlink_to(secret.resolve())
    assert not [line for line in check()[2] if "1234" in line]


@pytest.mark.parametrize("name", [b"\xff.yaml", b"a\nb.yaml", b"\xe2\x80\xae.yaml", b"a,b:c%.yaml"])
def test_a_name_that_is_no_text_is_told_in_every_format(
    tool: Tool, check: Callable[..., Checked], name: bytes
) -> None:
    path = os.fsencode("content/2025/kapitler/") + name
    Path(os.fsdecode(path)).write_text("id: x\ntittel: X\n", encoding="utf-8")
    assert [line.rpartition("[")[2] for line in check()[1]] == ["fil-id]"]
    told = tool("check", "2025", "--format", "json").told
    assert {one["regel"] for one in json.loads(told)["funn"]} >= {"fil-id"}
    lines = tool("check", "2025", "--format", "github").told.splitlines()
    assert [line[:7] for line in lines if b"title=fil-" in line] == [b"::error"]


def test_the_command_itself_says_the_same_of_an_attack(check: Callable[..., Checked]) -> None:
    """The other tests fork a process that has it loaded; this one starts it as people do."""
    expected = ATTACKS["an alias of nothing"]()
    command = [sys.executable, str(ROOT / "build.py"), "check", "2025"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == CONTENT_ERRORS
    code, found, said = check()
    assert (code, found) == (CONTENT_ERRORS, expected)
    assert [*done.stdout.decode().splitlines(), *done.stderr.decode().splitlines()] == said
