"""Every attack gives the findings that it must, and no more, by the real command line, in little memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handlingsprogram.cli import CONTENT_ERRORS, GOOD
from tests.hostile.attacks import ATTACKS, HARMLESS
from tests.read.helpers import ROOT, copy_content

MEMORY = 200_000_000
PATIENCE = 60
"""Seconds: what hangs is stopped. How fast the tool is, is measured in tests/bench."""
# A process begins with the memory of the one that starts it: a small one in between gives the tool its own.
COUNTED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024), usage.ru_utime + usage.ru_stime)
sys.exit(os.waitstatus_to_exitcode(status))
"""


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a copy of the real content."""
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)


def check(*arguments: str) -> tuple[int, list[str], list[str]]:
    """Check the year; return the exit code, the errors and warnings, and all that was said."""
    command = [
        sys.executable,
        "-c",
        COUNTED,
        sys.executable,
        str(ROOT / "build.py"),
        "check",
        "2025",
        *arguments,
    ]
    done = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)
    said = done.stderr.decode().splitlines()
    assert int(done.stdout.split()[0]) < MEMORY
    return done.returncode, [line for line in said if re.match(r"\S+: (?:feil|advarsel): ", line)], said


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gives_the_findings_that_it_must(name: str) -> None:
    expected = ATTACKS[name]()
    code, found, said = check()
    assert found == expected
    assert code == (CONTENT_ERRORS if expected else GOOD)
    assert said[-1].startswith(f"{len(expected)} feil, 0 advarsler, ")
    assert not Path("eid").exists()


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_dear_is_drawn_in_little_memory(name: str) -> None:
    assert HARMLESS[name]() == []
    assert check()[:2] == (GOOD, [])


def test_a_file_behind_a_link_is_not_shown() -> None:
    secret = Path("hemmelig")
    secret.write_text("passord: 1234\n", encoding="utf-8")
    program = Path("content/2025/program.yaml")
    program.unlink()
    program.symlink_to(secret.resolve())
    assert not [line for line in check()[2] if "1234" in line]


@pytest.mark.parametrize("name", [b"\xff.yaml", b"a\nb.yaml", b"\xe2\x80\xae.yaml", b"a,b:c%.yaml"])
def test_a_name_that_is_no_text_is_told_in_every_format(name: bytes) -> None:
    path = os.fsencode("content/2025/kapitler/") + name
    Path(os.fsdecode(path)).write_text("id: x\ntittel: X\n", encoding="utf-8")
    assert [line.rpartition("[")[2] for line in check()[1]] == ["fil-ubrukt]", "fil-id]"]
    command = [sys.executable, str(ROOT / "build.py"), "check", "2025", "--format"]
    told = subprocess.run([*command, "json"], capture_output=True, check=False).stdout
    assert {one["regel"] for one in json.loads(told)["funn"]} >= {"fil-ubrukt", "fil-id"}
    lines = subprocess.run([*command, "github"], capture_output=True, check=False).stdout.splitlines()
    assert [line[:7] for line in lines if b"title=fil-" in line] == [b"::error", b"::error"]
